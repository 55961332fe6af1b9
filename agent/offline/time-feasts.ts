/** Days that have a name of their own: Christmas, Thanksgiving, Black Friday, Labor Day. Pure. */
import type { When } from './when.ts'
import { word, type At, type TimeReading } from './time-words.ts'
import { withYear, yearAfter } from './time-years.ts'
import type { OfYear } from './when.ts'

type Feast = (year: OfYear) => When
const fixed =
  (month: number, day: number): Feast =>
  (year) => ({ w: 'month', month, day, ...year })
/** The nth weekday of a month, the last for −1; `later` days after it. */
const floating =
  (n: number, weekday: number, month: number, later = 0): Feast =>
  (year) => {
    const day: When = { w: 'nthWeekday', n, weekday, of: { w: 'month', month, ...year } }
    return later ? { w: 'offset', n: later, unit: 'day', at: day } : day
  }

const feasts: Record<string, Feast> = {
  easter: (year) => ({ w: 'easter', ...year }),
  'easter sunday': (year) => ({ w: 'easter', ...year }),
  'easter monday': (year) => ({ w: 'offset', n: 1, unit: 'day', at: { w: 'easter', ...year } }),
  'good friday': (year) => ({ w: 'offset', n: -2, unit: 'day', at: { w: 'easter', ...year } }),
  'workers day': fixed(5, 1),
  'international workers day': fixed(5, 1),
  christmas: fixed(12, 25),
  'christmas day': fixed(12, 25),
  xmas: fixed(12, 25),
  'christmas eve': fixed(12, 24),
  'boxing day': fixed(12, 26),
  'new year': fixed(1, 1),
  'new years': fixed(1, 1),
  'new year day': fixed(1, 1),
  'new years day': fixed(1, 1),
  'new year eve': fixed(12, 31),
  'new years eve': fixed(12, 31),
  epiphany: fixed(1, 6),
  'three kings': fixed(1, 6),
  'three kings day': fixed(1, 6),
  'twelfth night': fixed(1, 5),
  holidays: fixed(12, 24),
  'holiday season': fixed(12, 24),
  'holiday break': fixed(12, 24),
  'christmas break': fixed(12, 24),
  'christmas holidays': fixed(12, 24),
  'winter break': fixed(12, 24),
  halloween: fixed(10, 31),
  'valentines day': fixed(2, 14),
  'valentine day': fixed(2, 14),
  'st patricks day': fixed(3, 17),
  'saint patricks day': fixed(3, 17),
  'saint patrick': fixed(3, 17),
  'earth day': fixed(4, 22),
  'independence day': fixed(7, 4),
  'labour day': floating(1, 1, 9),
  'labor day': floating(1, 1, 9),
  'memorial day': floating(-1, 1, 5),
  'martin luther king day': floating(3, 1, 1),
  'mlk day': floating(3, 1, 1),
  'presidents day': floating(3, 1, 2),
  'columbus day': floating(2, 1, 10),
  'veterans day': fixed(11, 11),
  'mothers day': floating(2, 7, 5),
  'fathers day': floating(3, 7, 6),
  thanksgiving: floating(4, 4, 11),
  'thanksgiving day': floating(4, 4, 11),
  'black friday': floating(4, 4, 11, 1),
  'cyber monday': floating(4, 4, 11, 4),
}
const longest = 4
/** With which words they begin, with and without the possessive: "valentine" and "valentines". */
const firstWords = new Set(
  Object.keys(feasts).flatMap((name) => {
    const [first = ''] = name.split(' ')
    return first.endsWith('s') ? [first, first.slice(0, -1)] : [first]
  }),
)

export function feastOf({ tokens, i }: At): TimeReading | null {
  const words: string[] = []
  const side = word(tokens, i)
  // "The next Easter" is the one to come, "this Christmas" the running year's.
  if (/^(next|previous|last|this|the)$/.test(side)) {
    const inner = feastOf({ tokens, i: i + 1 })
    if (!inner || side === 'the') return inner
    return side === 'this' ? inner : { ...inner, tense: side === 'next' ? 'future' : 'past' }
  }
  if (!firstWords.has(side) && !side.startsWith("'")) return null
  let best: { feast: Feast; to: number } | null = null
  for (let at = i; words.length < longest && tokens[at]; at++) {
    // "New Year's Day": the sign of the possessive says nothing.
    if (word(tokens, at) === "'s" || word(tokens, at) === "'") continue
    words.push(word(tokens, at))
    const feast = feasts[words.join(' ')] ?? feasts[`${words.slice(0, -1).join(' ')}s ${words.at(-1) ?? ''}`]
    if (feast) best = { feast, to: at + 1 }
  }
  if (!best) return null
  const year = yearAfter(tokens, best.to)
  return { to: year?.to ?? best.to, when: best.feast(withYear(year)) }
}
