/** Compiles what can be said in one workspace: the catalogue's phrases, the values and names in its data, and the closed vocabulary. Immutable. */
import type { Catalogue, Field, ObjectType, Phrases } from '#db/catalogue/types.ts'
import { isDay } from './compose/reach.ts'
import { nounForms, plural, singular, stem, verbPhraseForms } from './inflect.ts'
import { looseValues, type LooseValues } from './loose-values.ts'
import { indexNames, type Names } from './names.ts'
import { speller, swapper, type Speller } from './spelling.ts'
import type { Named, Ref } from './spans.ts'
import { fold, wordsOf } from './text.ts'
import { insert, newTrie, type TrieNode } from './trie.ts'
import { closedWords } from './words/closed.ts'
import { degrees } from './words/degrees.ts'
import { turnsOfSpeech } from './words/turns-of-speech.ts'
import { inertWords } from './words/inert.ts'
import type { Op } from './words/ops.ts'

export type Leaf = { leaf: 'entry'; ref: Ref } | { leaf: 'op'; op: Op; value?: string }

/** Values that a field of the workspace holds, besides those the catalogue lists. */
export type ObservedValues = { object: string; field: string; values: string[] }[]

export type Lexicon = {
  catalogue: Catalogue
  phrases: TrieNode<Leaf>
  names: Names
  /** Rows that are named by their whole title alone: "the August renewal 2026". */
  titles: Names
  loose: LooseValues
  inert: ReadonlySet<string>
  /** Every word of a phrase or an operator. */
  words: ReadonlySet<string>
  /** Words by their crude stem, where no form matched. */
  stems: ReadonlyMap<string, string[]>
  spelling: Speller
  /** Known words of which two neighbouring letters changed places. */
  swapped: (word: string) => string[]
}

type Add = (phrase: string, ref: Ref) => void

export function compileLexicon(
  catalogue: Catalogue,
  rows: readonly Named[],
  observed: ObservedValues,
  titled: readonly Named[] = [],
): Lexicon {
  const phrases = newTrie<Leaf>()
  const words = new Set<string>()
  const spoken = new Set<string>()
  const put = (parts: readonly string[], leaf: Leaf): void => {
    if (!parts.length) return
    for (const word of parts) {
      words.add(word)
      if (leaf.leaf === 'entry') spoken.add(word)
    }
    insert(phrases, parts, leaf)
    // "midmarket", "followup", "autorenew": two words written as one.
    if (parts.length === 2 && parts.every((word) => word.length > 1)) insert(phrases, [parts.join('')], leaf)
  }
  const operators: string[] = []
  const exact: Add = (phrase, ref) => put(wordsOf(phrase), { leaf: 'entry', ref })
  const noun: Add = (phrase, ref) => {
    for (const form of nounForms(wordsOf(phrase))) put(form, { leaf: 'entry', ref })
  }
  for (const object of catalogue.objects.values()) addObject(object, exact, noun, put)
  for (const object of catalogue.objects.values()) addLabelParts(object, exact)
  for (const { object, field, values } of observed)
    for (const value of values) {
      const ref: Ref = { is: 'value', object, field, value, observed: true }
      noun(value, ref)
      // "Lost because of budget" means those for which there was none.
      const lacking = /^(?:no|lack of|missing|low) (?=\p{L}{3})/iu.exec(value)
      if (lacking && hasCues(catalogue, object, field)) noun(value.slice(lacking[0].length), ref)
    }
  for (const { op, value, words: list } of [...closedWords, ...degrees, ...turnsOfSpeech])
    for (const phrase of list
      .split('|')
      .map((text) => text.trim())
      .filter(Boolean)) {
      const parts = phrase.split(/\s+/).map(fold)
      put(parts, { leaf: 'op', op, ...(value && { value }) })
      if (parts.length === 1 && (parts[0]?.length ?? 0) > 4) operators.push(...parts)
    }

  const stems = new Map<string, string[]>()
  for (const word of words) {
    const key = stem(word)
    stems.set(key, [...(stems.get(key) ?? []), word])
  }
  const inert = new Set(inertWords.split(/\s+/).filter(Boolean))
  return {
    catalogue,
    phrases,
    names: indexNames(rows),
    titles: indexNames(titled),
    loose: looseValues(spokenValues(catalogue, observed)),
    inert,
    words,
    stems,
    // A slip is repaired to a word of the domain; to an operator only where the word is long enough to be no other.
    swapped: swapper(new Set([...words, ...inert])),
    spelling: speller([
      ...spoken,
      ...shortWords,
      ...[...words, ...inert].filter((word) => word.length > 5),
      ...operators,
    ]),
  }
}

/** Function words that are often mistyped, though they are short. */
const shortWords = [
  'which',
  'where',
  'there',
  'their',
  'these',
  'those',
  'would',
  'could',
  'should',
  'about',
  'under',
  'above',
]

/** A title of its own stands for a row, not for a kind of them. */
const spokenValues = ({ objects }: Catalogue, observed: ObservedValues) =>
  observed.flatMap(({ object, field, values }) =>
    objects.get(object)?.title === field
      ? []
      : values.map((value) => ({ is: 'value' as const, object, field, value, observed: true })),
  )

const vagueWord = /^(level|type|kind|name|status|date|size|count|number|id|code|class|category|amount|value)$/

/** "On the essential plan", of the workspace's own field "Plan level": a word of its label that no other field of the object goes by. */
function addLabelParts(object: ObjectType, exact: Add): void {
  const taken = new Set(
    object.fields.flatMap(({ label, key, phrases, origin }) =>
      origin === 'custom' ? [] : [label, key, ...(phrases?.nouns ?? [])].map(fold),
    ),
  )
  for (const { label, key, origin } of object.fields) {
    const parts = wordsOf(label)
    if (origin !== 'custom' || parts.length !== 2) continue
    for (const part of parts)
      if (part.length > 3 && !vagueWord.test(part) && !taken.has(part))
        exact(part, { is: 'field', object: object.key, field: key })
  }
}

const hasCues = ({ objects }: Catalogue, object: string, field: string): boolean =>
  (objects.get(object)?.fields.find(({ key }) => key === field)?.phrases?.cues?.length ?? 0) > 0

/** A key that is a preposition ("on", "at") names nothing in a sentence. */
const isFunctionWord = (phrase: string): boolean =>
  /^(on|at|by|in|is|to|of|from|until|till|since|for|with|about|as|only|date|newest)$/i.test(phrase)

type Put = (parts: readonly string[], leaf: Leaf) => void

function addObject(object: ObjectType, exact: Add, noun: Add, put: Put): void {
  const own: Ref = { is: 'object', object: object.key }
  for (const phrase of [object.label, object.plural, object.key, ...object.nouns]) noun(phrase, own)
  for (const { words, where } of object.kinds ?? [])
    for (const phrase of words) noun(phrase, { ...own, where })
  for (const relation of object.relations)
    for (const { words, where } of relation.nouns ?? [])
      for (const phrase of words) {
        const none = { none: relation.key, ...(where && { where }) }
        // "Championless": who has none.
        if (relation.kind === 'many' && /^\p{L}{4,}$/u.test(phrase))
          put([`${phrase}less`], {
            leaf: 'entry',
            ref: { is: 'adjective', object: object.key, where: none },
          })
        noun(phrase, {
          is: 'relation',
          object: object.key,
          relation: relation.key,
          to: relation.to,
          ...(where && { where }),
        })
      }
  for (const field of object.fields) addField(object, field, exact, noun, put)
  for (const measure of object.portfolio ?? []) {
    const ref: Ref = { is: 'portfolio', object: object.key, measure: measure.key }
    for (const phrase of [measure.label, measure.key, ...(measure.phrases?.nouns ?? [])]) noun(phrase, ref)
  }
}

function addField(object: ObjectType, field: Field, exact: Add, noun: Add, put: Put): void {
  const at = { object: object.key, field: field.key }
  const ref: Ref = { is: 'field', ...at }
  // A term's plural names the rows that it holds of, never the term.
  const add = field.definition && field.type === 'boolean' ? exact : noun
  const nouns = [field.label, field.key, ...(field.phrases?.nouns ?? [])].filter(
    (phrase) => !isFunctionWord(phrase),
  )
  for (const phrase of nouns) {
    // "Churned on" is the verb with its preposition, not the name of something.
    const verb = / (on|at)$/.test(phrase.replace(/_/g, ' ').toLowerCase()) && isDay(field)
    if (verb)
      put(wordsOf(phrase), { leaf: 'entry', ref: { is: 'verb', ...at, past: field.event !== 'future' } })
    else add(phrase, ref)
  }
  // What is counted may be said as a count: "open ticket count".
  if (field.unit === 'items' || field.unit === 'users')
    for (const phrase of nouns)
      for (const tail of ['count', 'counts', 'volume']) exact(`${singular(phrase)} ${tail}`, ref)
  for (const value of field.values ?? []) {
    const meant: Ref = { is: 'value', ...at, value: value.key, observed: false }
    for (const phrase of [value.key, value.label, ...(value.words ?? [])])
      (/^(from|by|to|with|in|on) /.test(phrase) ? exact : noun)(phrase, meant)
  }
  addPhrases(object, field, field.phrases ?? {}, exact, put)
}

function addPhrases(object: ObjectType, field: Field, phrases: Phrases, exact: Add, put: Put): void {
  const at = { object: object.key, field: field.key }
  for (const { words, verbs = [], where, days } of phrases.adjectives ?? []) {
    const ref: Ref = { is: 'adjective', object: object.key, where, ...(days !== undefined && { days }) }
    for (const phrase of words) exact(phrase, ref)
    for (const verb of verbs)
      for (const form of verbPhraseForms(wordsOf(verb))) put(form, { leaf: 'entry', ref })
  }
  for (const phrase of phrases.verbs ?? []) {
    const lemma = wordsOf(phrase)
    for (const form of verbPhraseForms(lemma)) {
      const past = form[0] !== lemma[0] && !/(ing|s)$/.test(form[0] ?? '')
      put(form, { leaf: 'entry', ref: { is: 'verb', ...at, past } })
    }
  }
  for (const phrase of phrases.cues ?? []) exact(phrase, { is: 'cue', ...at })
  for (const end of ['high', 'low'] as const) {
    for (const phrase of phrases.superlatives?.[end] ?? []) exact(phrase, { is: 'superlative', ...at, end })
    for (const phrase of phrases.grades?.[end] ?? [])
      for (const form of nounForms(wordsOf(phrase)))
        put(form, { leaf: 'entry', ref: { is: 'grade', ...at, end } })
  }
}

/** The plural under which an object's rows are spoken of, folded. */
export const pluralOf = (object: ObjectType): string => fold(object.plural || plural(object.label))
