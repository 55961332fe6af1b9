/** Whether text in HTML can be seen: what inline styles, simple style rules and old attributes say of its display, size, place and colours. Pure. */

type Declarations = ReadonlyMap<string, string>
type Colour = { r: number; g: number; b: number }

/** What an element hands on to the text in it; a colour is null where it is not known, and then hides nothing. */
export type Look = {
  /** Why nothing in it is seen. */
  hidden: string | null
  isTiny: boolean
  colour: Colour | 'transparent' | null
  ground: Colour | null
}

const white = { r: 255, g: 255, b: 255 }
const black = { r: 0, g: 0, b: 0 }
export const rootLook: Look = { hidden: null, isTiny: false, colour: black, ground: white }

/** Nearer than this, two colours are one to the eye. */
const leastDifference = 16
const mostRules = 5_000
/** None that says how text looks is longer; attributes are held to it too. */
const longestDeclaration = 400

/** Null where text of this look is seen, else why not. */
export function seenIn({ hidden, isTiny, colour, ground }: Look): string | null {
  if (hidden !== null) return hidden
  if (isTiny) return 'of no size'
  if (colour === 'transparent') return 'transparent'
  if (!colour || !ground) return null
  const difference = Math.max(
    ...(['r', 'g', 'b'] as const).map((part) => Math.abs(colour[part] - ground[part])),
  )
  return difference < leastDifference ? 'in the colour of its background' : null
}

/** Rules of `<style>` for a tag, a class, an id or a tag with a class; others hide nothing. */
export class StyleRules {
  private readonly rules = new Map<string, Map<string, string>>()

  add(css: string): void {
    for (const { selectors, body } of topRules(css)) {
      const declared = declarations(body)
      for (const selector of selectors.split(',').map((one) => one.trim().toLowerCase())) {
        if (!/^(?:[a-z][a-z\d]*)?(?:[.#][\w-]+)?$/.test(selector) || selector === '') continue
        if (this.rules.size >= mostRules && !this.rules.has(selector)) continue
        this.rules.set(selector, new Map([...(this.rules.get(selector) ?? []), ...declared]))
      }
    }
  }

  look(name: string, attributes: Record<string, string>, above: Look): Look {
    const style = this.styleOf(name, attributes)
    const { colour, ground } = coloursOf(style, attributes, above)
    return {
      hidden: above.hidden ?? hiddenBy(style, attributes),
      isTiny: tinyBy(style, attributes) ?? above.isTiny,
      colour,
      ground,
    }
  }

  private styleOf(name: string, attributes: Record<string, string>): Declarations {
    const style = new Map<string, string>()
    if (this.rules.size > 0) {
      const classes = (attributes['class'] ?? '').toLowerCase().split(/\s+/).slice(0, 50)
      const id = (attributes['id'] ?? '').toLowerCase()
      const keys = [
        name,
        ...classes.flatMap((one) => [`.${one}`, `${name}.${one}`]),
        `#${id}`,
        `${name}#${id}`,
      ]
      for (const key of keys)
        for (const [property, value] of this.rules.get(key) ?? []) style.set(property, value)
    }
    for (const [property, value] of declarations(attributes['style'] ?? '')) style.set(property, value)
    return style
  }
}

/** Rules that always hold: what stands inside `@media` and the like does not. */
function topRules(text: string): { selectors: string; body: string }[] {
  const css = withoutComments(text)
  const rules: { selectors: string; body: string }[] = []
  let depth = 0
  let start = 0
  let selectors = ''
  for (let i = 0; i < css.length; i++) {
    const char = css[i]
    if (char === '{') {
      if (depth++ === 0) {
        selectors = css
          .slice(start, i)
          .replace(/^[^]*;/, '')
          .trim()
        start = i + 1
      }
    } else if (char === '}' && depth > 0) {
      if (--depth > 0) continue
      if (!selectors.startsWith('@')) rules.push({ selectors, body: css.slice(start, i) })
      start = i + 1
    }
  }
  return rules
}

function withoutComments(css: string): string {
  const [first = '', ...others] = css.split('/*')
  const after = others.map((part) => (part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : ''))
  return [first, ...after].join(' ')
}

function declarations(css: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const one of css.split(';')) {
    const at = one.indexOf(':')
    if (at <= 0) continue
    if (one.length > longestDeclaration) continue
    const value = one.slice(at + 1).replace(/!\s*important/i, '').trim().toLowerCase() // prettier-ignore
    found.set(one.slice(0, at).trim().toLowerCase(), value)
  }
  return found
}

const isZero = (value: string | undefined) => value !== undefined && /^[+-]?0*\.?0*(?:px|pt|em|rem|%|vw|vh)?$/.test(value) && /0/.test(value) // prettier-ignore
/** So far that no screen shows it. */
const isFar = (value: string | undefined) => Number(/^(-?\d{1,9})(?:\.\d+)?(?:px|pt|em|rem|%)?$/.exec(value ?? '')?.[1] ?? 0) <= -500 // prettier-ignore

function hiddenBy(style: Declarations, attributes: Record<string, string>): string | null {
  if (style.get('display') === 'none' || style.get('mso-hide') === 'all') return 'not displayed'
  if ('hidden' in attributes && attributes['hidden'] !== 'until-found') return 'not displayed'
  const visibility = style.get('visibility')
  if (visibility === 'hidden' || visibility === 'collapse') return 'not visible'
  const opacity = style.get('opacity')
  if (opacity !== undefined && Number.parseFloat(opacity) < 0.05) return 'transparent'
  const isCut = /hidden|clip/.test(style.get('overflow') ?? '')
  const sizes = ['height', 'width', 'max-height', 'max-width'].map((name) => style.get(name))
  if (isCut && sizes.some(isZero)) return 'of no size'
  if (/rect\(0|inset\((?:50|100)%/.test(`${style.get('clip') ?? ''}${style.get('clip-path') ?? ''}`)) return 'of no size' // prettier-ignore
  if (/scale\(0(?:\.0+)?\)/.test(style.get('transform') ?? '')) return 'of no size'
  const places = ['left', 'top', 'right', 'bottom', 'text-indent', 'margin-left', 'margin-top']
  return places.some((name) => isFar(style.get(name))) ? 'off the page' : null
}

/** Undefined where nothing is said of the size. */
function tinyBy(style: Declarations, attributes: Record<string, string>): boolean | undefined {
  const size = style.get('font-size') ?? /(?:^|\s)([\d.]+(?:px|pt|em|rem|%))(?:\/|\s|$)/.exec(style.get('font') ?? '')?.[1] // prettier-ignore
  if (size === undefined) return attributes['size'] === undefined ? undefined : false
  const found = /^([\d.]+)(px|pt|em|rem|%|vw|vh)?$/.exec(size)
  if (!found) return false
  const value = Number(found[1])
  const pixels = found[2] === 'em' || found[2] === 'rem' ? value * 16 : found[2] === '%' ? value / 6 : value
  return pixels < 2
}

function coloursOf(
  style: Declarations,
  attributes: Record<string, string>,
  above: Look,
): Pick<Look, 'colour' | 'ground'> {
  const own = style.get('color') ?? attributes['color'] ?? attributes['text']
  const shorthand = style.get('background')
  const ground = style.get('background-color') ?? shorthand ?? attributes['bgcolor']
  const hasPicture = /url\(|gradient\(/.test(`${style.get('background-image') ?? ''}${shorthand ?? ''}`) || 'background' in attributes // prettier-ignore
  const behind = ground === undefined ? above.ground : groundOf(ground, above.ground)
  return {
    colour: own === undefined || own === 'inherit' ? above.colour : colourOf(own),
    ground: hasPicture ? null : behind,
  }
}

function groundOf(value: string, above: Colour | null): Colour | null {
  if (value.length > longestDeclaration) return null
  if (value === '' || /^(?:none|inherit|initial|unset)$/.test(value)) return above
  // In the shorthand the colour stands among other words.
  const colours = value.replaceAll(/\s*,\s*/g, ',').split(/\s+/).map(colourOf) // prettier-ignore
  const found = colours.find((colour) => colour !== null) ?? null
  return found === 'transparent' ? above : found
}

/** Null where the colour is not one that is known. */
function colourOf(value: string): Colour | 'transparent' | null {
  if (value.length > longestDeclaration) return null
  const text = value.trim().toLowerCase()
  if (text === 'transparent') return 'transparent'
  if (text === 'white') return white
  if (text === 'black') return black
  const hex = /^#?([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(text)?.[1]
  if (hex !== undefined) {
    const long = hex.length < 6 ? hex.replaceAll(/./g, '$&$&') : hex
    const [r = 0, g = 0, b = 0, a = 255] = long.match(/../g)?.map((part) => Number.parseInt(part, 16)) ?? []
    return a < 13 ? 'transparent' : { r, g, b }
  }
  const rgb = /^rgba?\(([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:[,/\s]+([\d.]+)(%?))?\)$/.exec(text.replaceAll(/\s*([,/])\s*/g, '$1')) // prettier-ignore
  if (!rgb) return null
  if (rgb[4] !== undefined && Number(rgb[4]) / (rgb[5] ? 100 : 1) < 0.05) return 'transparent'
  return { r: Number(rgb[1]), g: Number(rgb[2]), b: Number(rgb[3]) }
}
