/** Finds which value of a closed list a foreign word means: by the vocabulary, by a phrase inside it, or by a slip of the hand. Pure. */
import { distance } from 'fastest-levenshtein'
import { countryRegions } from './countries.ts'
import { valueWords } from './value-words.ts'

/** `exact` is false where the word only contains the phrase, or is only near it. */
export type ValueMatch = { to: string; exact: boolean }

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}&.]+/gu, ' ')
    .replace(/^\d+[.)]? (?=\p{L})/u, '') // "2 - High" is ordered, then named
    .trim()

const phrasesOf = new Map<string, Map<string, string>>()

/** Phrase → our value; a phrase of two values goes to the first. */
function phrases(field: string, values: readonly string[]): Map<string, string> {
  const kept = phrasesOf.get(field)
  if (kept) return kept
  const found = new Map<string, string>(values.map((value) => [plain(value), value]))
  for (const [value, text] of Object.entries(valueWords[field] ?? {})) {
    for (const phrase of text.split('|')) if (!found.has(plain(phrase))) found.set(plain(phrase), value)
  }
  if (field === 'accounts.region') {
    for (const [name, region] of countryRegions(plain)) if (!found.has(name)) found.set(name, region)
  }
  phrasesOf.set(field, found)
  return found
}

/** `field` is `accounts.segment`, its own `values` beside. */
export function matchValue(field: string, values: readonly string[], text: string): ValueMatch | null {
  const known = phrases(field, values)
  const word = plain(text)
  if (word === '') return null
  const same = known.get(word) ?? known.get(word.replaceAll(' ', ''))
  if (same !== undefined) return { to: same, exact: true }
  return inside(known, word) ?? near(known, word)
}

/** The longest phrase that stands in the word as whole words; two values of the same length are no answer. */
function inside(known: Map<string, string>, word: string): ValueMatch | null {
  const padded = ` ${word} `
  let longest = 0
  let found = new Set<string>()
  for (const [phrase, value] of known) {
    if (phrase.length < 3 || phrase.length < longest || !padded.includes(` ${phrase} `)) continue
    if (phrase.length > longest) [longest, found] = [phrase.length, new Set()]
    found.add(value)
  }
  const [only] = found
  return only !== undefined && found.size === 1 ? { to: only, exact: false } : null
}

function near(known: Map<string, string>, word: string): ValueMatch | null {
  if (word.length < 5) return null
  const found = new Set<string>()
  for (const [phrase, value] of known) if (phrase.length >= 5 && distance(phrase, word) <= 1) found.add(value)
  const [only] = found
  return only !== undefined && found.size === 1 ? { to: only, exact: false } : null
}
