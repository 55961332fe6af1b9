/** Compiles what can be said in one workspace: the catalogue's phrases, the values and names in its data, and the closed vocabulary. Immutable. */
import type { Catalogue, Kin, ObjectType } from '#db/catalogue/types.ts'
import { plural, singular, verbPhraseForms } from './inflect.ts'
import { looseValues, type LooseValues } from './loose-values.ts'
import { indexNames, type Names } from './names.ts'
import { swapper, type Speller } from './spelling.ts'
import type { Named, Ref } from './spans.ts'
import { fold, wordsOf } from './text.ts'
import { topicsOf, type Topics } from './topics.ts'
import type { TrieNode } from './trie.ts'
import { addOwnFields, gather, inert, vocabularyOf, type Vocabulary } from './vocabulary.ts'
import type { Op } from './words/ops.ts'
import { fieldBehind } from './compose/reach.ts'

export type Leaf = { leaf: 'entry'; ref: Ref } | { leaf: 'op'; op: Op; value?: string }

/** Values that a field of the workspace holds, besides those the catalogue lists. */
export type ObservedValues = { object: string; field: string; values: string[] }[]

export type Lexicon = {
  catalogue: Catalogue
  /** Those that every workspace knows, and those of its own fields and values. */
  phrases: readonly TrieNode<Leaf>[]
  names: Names
  /** Rows that are named by their whole title alone: "the August renewal 2026". */
  titles: Names
  loose: LooseValues
  topics: Topics
  inert: ReadonlySet<string>
  /** Every word of a phrase or an operator. */
  words: Known
  /** Words by their crude stem, where no form matched. */
  ofStem: (stem: string) => string[]
  spelling: Speller
  /** Known words of which two neighbouring letters changed places. */
  swapped: (word: string) => string[]
  /** The word that is written so without its inner vowels, if there is one alone. */
  ofConsonants: (word: string) => string | undefined
}

export type Known = { has: (word: string) => boolean }

export function compileLexicon(
  catalogue: Catalogue,
  rows: readonly Named[],
  observed: ObservedValues,
  titled: readonly Named[] = [],
  texts: ObservedValues = [],
): Lexicon {
  const shared = vocabularyOf(catalogue)
  const own = ofWorkspace(catalogue, observed, shared.spelling)
  const words: Known = { has: (word) => shared.words.has(word) || own.words.has(word) }
  return {
    catalogue,
    phrases: [shared.phrases, own.phrases],
    names: indexNames(rows),
    titles: indexNames(titled),
    loose: looseValues(spokenValues(catalogue, observed), spokenTitles(catalogue, observed)),
    topics: topicsOf(texts),
    inert,
    words,
    ofStem: (key) => [...new Set([...(shared.stems.get(key) ?? []), ...(own.stems.get(key) ?? [])])],
    swapped: swapper({ has: (word) => words.has(word) || inert.has(word) }),
    spelling: own.spelling,
    ofConsonants: (word) => shared.byConsonants.get(word) ?? own.byConsonants.get(word),
  }
}

function ofWorkspace(catalogue: Catalogue, observed: ObservedValues, beside: Speller): Vocabulary {
  const gathered = gather()
  const { noun, put } = gathered
  addOwnFields(catalogue, gathered)
  for (const { object, field, values } of observed) {
    const written = new Set(values.map((value) => singular(fold(value))))
    const isValue = (phrase: string): boolean => written.has(singular(phrase))
    for (const value of values) {
      const ref: Ref = { is: 'value', object, field, value, observed: true }
      noun(value, ref)
      for (const { nouns = [], verbs = [] } of kinOf(catalogue, object, field, value)) {
        for (const phrase of nouns) if (!isValue(phrase)) gathered.noun(phrase, ref)
        for (const phrase of verbs)
          for (const form of verbPhraseForms(wordsOf(phrase))) put(form, { leaf: 'entry', ref })
      }
      // "Lost because of budget" means those for which there was none.
      const lacking = /^(?:no|lack of|missing|low) (?=\p{L}{3})/iu.exec(value)
      if (lacking && hasCues(catalogue, object, field)) {
        const lacked = value.slice(lacking[0].length)
        noun(lacked, { ...ref, isLacked: true })
        for (const lack of ['no', 'lack of', 'lacking', 'missing', 'want of', 'absence of', 'shortage of'])
          gathered.exact(`${lack} ${lacked}`, ref)
      }
    }
  }
  return gathered.end([], beside)
}

/** A title of its own stands for a row, not for a kind of them. */
const spokenValues = ({ objects }: Catalogue, observed: ObservedValues) =>
  observed.flatMap(({ object, field, values }) =>
    objects.get(object)?.title === field
      ? []
      : values.map((value) => ({ is: 'value' as const, object, field, value, observed: true })),
  )

/** Titles that many rows of what somebody has to do share are kinds of it. */
const spokenTitles = ({ objects }: Catalogue, observed: ObservedValues) =>
  observed.flatMap(({ object, field, values }) =>
    objects.get(object)?.title === field && objects.get(object)?.personal !== undefined
      ? values.map((value) => ({ is: 'value' as const, object, field, value, observed: true }))
      : [],
  )

/** What people say for a value of the data, by the words that stand in it. */
const kinOf = (catalogue: Catalogue, object: string, field: string, value: string): Kin[] => {
  const said = ` ${wordsOf(value).join(' ')} `
  const kin = fieldBehind(catalogue, { object, field })?.phrases?.kin ?? []
  return kin.filter(({ of }) => of.some((word) => said.includes(` ${wordsOf(word).join(' ')} `)))
}

const hasCues = (catalogue: Catalogue, object: string, field: string): boolean =>
  (fieldBehind(catalogue, { object, field })?.phrases?.cues?.length ?? 0) > 0

/** The plural under which an object's rows are spoken of, folded. */
export const pluralOf = (object: ObjectType): string => fold(object.plural || plural(object.label))
