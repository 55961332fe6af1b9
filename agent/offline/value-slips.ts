/** Repairs one slip in a word of time or number ("qiarter", "Septebmer", "fifyy"), so that the same grammars read it. Pure. */
import type { Lexicon } from './lexicon.ts'
import { ones, ordinals, scales, tens } from './number-words.ts'
import { readNumber } from './numbers.ts'
import type { Add } from './phrase-spans.ts'
import { cost } from './span-cost.ts'
import { speller } from './spelling.ts'
import type { Token } from './text.ts'
import { readTime } from './time.ts'
import { readBucket } from './time-buckets.ts'
import { lasts, months, nexts, units, weekdays } from './time-words.ts'

/** "March" is a slip of "marsh" too: short names of months are read only as they are written. */
const monthNames = Object.keys(months).filter((month) => month.length > 5)
const others = [
  'today',
  'yesterday',
  'tomorrow',
  'fortnight',
  'beginning',
  'between',
  'monthly',
  'weekly',
  'quarterly',
]
const amounts = [ones, tens, scales, ordinals].flatMap((words) =>
  Object.keys(words).filter((word) => word.length > 4),
)
/** Words of time and number in which a slip is repaired. */
export const valueWords: ReadonlySet<string> = new Set([
  ...monthNames,
  ...[units, weekdays].flatMap((words) => Object.keys(words).filter((word) => word.length > 3)),
  ...[...lasts, ...nexts].filter((word) => word.length > 5),
  ...others,
  ...amounts,
])
const { near } = speller(valueWords)

/** The tokens with the repaired words in their places, and which these are; null where there is none. */
function valuesRepaired(
  tokens: readonly Token[],
  isKnown: (word: string) => boolean,
): { tokens: Token[]; at: ReadonlySet<number> } | null {
  const at = new Set<number>()
  const repaired = tokens.map((token) => {
    if (token.kind !== 'word' || isKnown(token.word) || valueWords.has(token.word)) return token
    const [word, second] = near(token.word)
    if (word === undefined || second !== undefined) return token
    at.add(token.i)
    return { ...token, word }
  })
  return at.size ? { tokens: repaired, at } : null
}

/** What the grammars read with it, where they read nothing as far without it. */
export function addRepairedValues(tokens: readonly Token[], lexicon: Lexicon, add: Add): void {
  const repaired = valuesRepaired(
    tokens,
    (word) => lexicon.words.has(word) || lexicon.inert.has(word) || lexicon.names.knows(word),
  )
  if (!repaired) return
  const holds = (from: number, to: number): boolean => [...repaired.at].some((i) => from <= i && i < to)
  for (const { i } of tokens) {
    const number = readNumber(repaired.tokens, i)
    if (number && holds(i, number.to))
      add(i, number.to, { kind: 'number', number }, cost.number + cost.typo, 'typo')
    const time = readTime(repaired.tokens, i)
    // One word alone may as well be a name: "Octover" is a month behind "in".
    if (time && time.to > i + 1 && tokens[i]?.word !== 'of' && holds(i, time.to))
      add(i, time.to, { kind: 'time', time }, cost.time + cost.typo, 'typo')
    const bucket = readBucket(repaired.tokens, i)
    if (bucket && holds(i, bucket.to))
      add(i, bucket.to, { kind: 'bucket', unit: bucket.unit }, cost.time + cost.typo, 'typo')
  }
}
