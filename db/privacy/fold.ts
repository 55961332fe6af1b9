/** Text without case, accents and invisible characters, and where each of its characters came from: how spellings of one name are told to be one. */

/** Letters that no decomposition takes apart. The same in JavaScript and in the database. */
export const letters: ReadonlyMap<string, string> = new Map([
  ...Array.from('øłđıħ', (from, at): [string, string] => [from, 'oldih'[at] ?? from]),
  ...Array.from('ØŁĐĦ', (from, at): [string, string] => [from, 'oldh'[at] ?? from]),
  // The sigma that ends a word.
  ['ς', 'σ'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'ae'],
  ['œ', 'oe'],
  ['Œ', 'oe'],
  ['þ', 'th'],
  ['Þ', 'th'],
])
/** Combining marks, soft hyphens, zero-width characters. */
const invisible = /[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/u

export type Folded = {
  text: string
  /** Where the piece of the original begins that the character at this place came from; one more than there are characters. */
  from: number[]
}

const foldedCharacter = (character: string): string =>
  Array.from(character.normalize('NFKD'))
    .filter((one) => !invisible.test(one))
    .map((one) => letters.get(one) ?? one.toLowerCase())
    .join('')

/** Plain ASCII, which most text is, needs no looking at its characters. */
const isPlain = (text: string) => !/[^\0-\x7f]/.test(text)

export function fold(text: string): Folded {
  const from: number[] = []
  if (isPlain(text)) {
    for (let at = 0; at <= text.length; at++) from.push(at)
    return { text: text.toLowerCase(), from }
  }
  let folded = ''
  let at = 0
  for (const character of text) {
    const plain = foldedCharacter(character)
    for (let i = 0; i < plain.length; i++) from.push(at)
    folded += plain
    at += character.length
  }
  from.push(at)
  return { text: folded, from }
}

export const foldText = (text: string): string =>
  isPlain(text) ? text.toLowerCase() : Array.from(text, foldedCharacter).join('')
