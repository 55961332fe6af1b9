/** What a word that no source knows may have been meant as: the vocabulary first, names after it. Pure. */
import { comingWords } from './coming.ts'
import type { Lexicon } from './lexicon.ts'
import { readNumber } from './numbers.ts'
import type { Via } from './spans.ts'
import { stem } from './inflect.ts'
import type { Token } from './text.ts'
import { slips } from './spelling.ts'
import { readTime } from './time.ts'

export type Repairs = Map<number, { words: string[]; names: string[]; via: Via }>

const slipsTo = (word: string, candidates: readonly string[]): number =>
  candidates.reduce((least, candidate) => Math.min(least, slips(word, candidate)), 9)

/** Vocabulary a token that no source knows may have been meant as. */
export function repairsOf(tokens: readonly Token[], lexicon: Lexicon): Repairs {
  const repairs: Repairs = new Map()
  for (const token of tokens) {
    if (token.kind !== 'word' || lexicon.words.has(token.word) || lexicon.inert.has(token.word)) continue
    if (comingWords.has(token.word)) continue
    if (lexicon.names.knows(token.word) || readNumber(tokens, token.i) || readTime(tokens, token.i)) continue
    const byStem = lexicon.ofStem(stem(token.word))
    if (byStem.length) {
      repairs.set(token.i, { words: byStem, names: [], via: 'stem' })
      continue
    }
    const swapped = lexicon.swapped(token.word)
    const near = [...new Set([...swapped, ...lexicon.spelling.near(token.word)])].slice(0, 4)
    const names = lexicon.names.spelling.near(token.word).slice(0, 4)
    // A slip in a word of the vocabulary is likelier than one in a name, but not two slips.
    const isName = slipsTo(token.word, names) < slipsTo(token.word, near)
    if (isName) repairs.set(token.i, { words: [], names, via: 'typo' })
    else if (near.length)
      repairs.set(token.i, { words: near, names: names.filter((name) => near.includes(name)), via: 'typo' })
  }
  return repairs
}
