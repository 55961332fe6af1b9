/** What the texts of records speak of: stretches of their words, by which rows are asked for ("SSO certificate tickets"). Pure. */
import { singular } from './inflect.ts'
import type { Add } from './phrase-spans.ts'
import { cost } from './span-cost.ts'
import type { Ref } from './spans.ts'
import { wordsOf, type Token } from './text.ts'

type Value = Extract<Ref, { is: 'value' }>
type Texts = readonly { object: string; field: string; values: readonly string[] }[]

/** By their words, the last one in the singular. */
export type Topics = ReadonlyMap<string, readonly Value[]>

const mostWords = 3
/** Longer texts are stories: what they are about is in no one of their words. */
const longest = 16
const mostTopics = 60_000

const keyOf = (words: readonly string[]): string =>
  [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ')

export function topicsOf(texts: Texts): Topics {
  const topics = new Map<string, Value[]>()
  for (const { object, field, values } of texts)
    for (const value of values) {
      const words = wordsOf(value)
      if (words.length > longest) continue
      for (let from = 0; from < words.length; from++)
        for (let to = from + 1; to <= Math.min(words.length, from + mostWords); to++) {
          const key = keyOf(words.slice(from, to))
          const known = topics.get(key) ?? []
          if (known.some((each) => each.object === object && each.field === field)) continue
          if (topics.size >= mostTopics) return topics
          topics.set(key, [
            ...known,
            { is: 'value', object, field, value: key, observed: true, isPart: true },
          ])
        }
    }
  return topics
}

const article = /^(a|an|the|our|their|its|this|that|any|some|my|your)$/
const bringing = /^(about|on|re|regarding|concerning)$/

/** Stretches of the request that stand so in texts, and hold a word that means nothing else here or are brought in as topics are. */
export function addTopics(
  tokens: readonly Token[],
  topics: Topics,
  isStrange: (i: number) => boolean,
  add: Add,
): void {
  for (const { i, kind } of tokens)
    for (let to = i + 1; to <= Math.min(tokens.length, i + mostWords); to++) {
      const words = tokens.slice(i, to)
      const isBroughtIn =
        words.length > 1 && !article.test(words[0]?.word ?? '') && bringing.test(tokens[i - 1]?.word ?? '')
      if (kind === 'mark' || !(isBroughtIn || words.some((word) => isStrange(word.i)))) continue
      const refs = topics.get(keyOf(words.map(({ word }) => word)))
      if (refs) add(i, to, { kind: 'entry', role: 'value', refs: [...refs] }, cost.topic)
    }
}
