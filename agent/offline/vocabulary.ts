/** The phrases of a catalogue: its entries by part of speech and the closed vocabulary, kept for all lexicons that share them. */
import { createHash } from 'node:crypto'
import { isFieldOfCode } from '#db/catalogue/load.ts'
import type { Catalogue, Field, ObjectType, Phrases } from '#db/catalogue/types.ts'
import { isDay } from './compose/reach.ts'
import { nounForms, singular, stem, verbPhraseForms } from './inflect.ts'
import type { Leaf } from './lexicon.ts'
import { byConsonants, speller, type Speller } from './spelling.ts'
import type { Ref } from './spans.ts'
import { fold, wordsOf } from './text.ts'
import { insert, newTrie, type TrieNode } from './trie.ts'
import { valueWords } from './value-slips.ts'
import { closedWords } from './words/closed.ts'
import { degrees } from './words/degrees.ts'
import { inertWords } from './words/inert.ts'
import { referenceWords } from './words/references.ts'
import { turnsOfSpeech } from './words/turns-of-speech.ts'

type Add = (phrase: string, ref: Ref) => void
type Put = (parts: readonly string[], leaf: Leaf) => void

/** Phrases with the words that they are made of. */
export type Vocabulary = {
  phrases: TrieNode<Leaf>
  words: ReadonlySet<string>
  stems: ReadonlyMap<string, string[]>
  spelling: Speller
  byConsonants: ReadonlyMap<string, string>
}

export const inert: ReadonlySet<string> = new Set(inertWords.split(/\s+/).filter(Boolean))

/** What one workspace made for itself, and no other knows. */
const isOwn = (object: ObjectType, { key, definition }: Field): boolean =>
  definition !== undefined || !isFieldOfCode(object.key, key)

/** By what the catalogue says of its entries. It is most of a lexicon, and the same wherever nobody said otherwise, whatever the rows. */
const kept = new Map<string, Vocabulary>()
const mostKept = 8

export function vocabularyOf(catalogue: Catalogue): Vocabulary {
  const key = createHash('sha256').update(saidOf(catalogue)).digest('base64')
  const known = kept.get(key)
  if (known) return known
  const made = compile(catalogue)
  kept.set(key, made)
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old)
  return made
}

/** All of the catalogue that the phrases of its shared entries are made of. */
const saidOf = ({ objects }: Catalogue): string =>
  JSON.stringify(
    [...objects.values()].map((object) => [
      ...[object.key, object.label, object.plural, object.nouns, object.kinds],
      object.relations.map((one) => [one.key, one.kind, one.to, one.nouns]),
      object.fields
        .filter((one) => !isOwn(object, one))
        .map((one) => [one.key, one.label, one.type, one.unit, one.event, one.values, one.phrases]),
      object.portfolio?.map((one) => [one.key, one.label, one.phrases, one.kept]),
    ]),
  )

function compile(catalogue: Catalogue): Vocabulary {
  const { put, exact, noun, end } = gather()
  for (const object of catalogue.objects.values()) addObject(object, exact, noun, put)
  const operators: string[] = []
  for (const { op, value, words: list } of [...closedWords, ...referenceWords, ...degrees, ...turnsOfSpeech])
    for (const phrase of list
      .split('|')
      .map((text) => text.trim())
      .filter(Boolean)) {
      const parts = phrase.split(/\s+/).map(fold)
      put(parts, { leaf: 'op', op, ...(value && { value }) })
      if (parts.length === 1 && (parts[0]?.length ?? 0) > 4) operators.push(...parts)
    }
  return end([...shortWords, ...[...inert].filter((word) => word.length > 5), ...operators])
}

/** The fields that a workspace made for itself. */
export function addOwnFields({ objects }: Catalogue, { exact, noun, put }: Gathered): void {
  for (const object of objects.values())
    for (const field of object.fields) if (isOwn(object, field)) addField(object, field, exact, noun, put)
  for (const object of objects.values()) addLabelParts(object, exact)
}

type Gathered = ReturnType<typeof gather>

/** Takes phrases one by one, and ends with the vocabulary that they make. */
export function gather() {
  const phrases = newTrie<Leaf>()
  const words = new Set<string>()
  const spoken = new Set<string>()
  const put: Put = (parts, leaf) => {
    if (!parts.length) return
    for (const word of parts) {
      words.add(word)
      if (leaf.leaf === 'entry') spoken.add(word)
    }
    insert(phrases, parts, leaf)
    // "midmarket", "followup", "autorenew": two words written as one.
    if (parts.length === 2 && parts.every((word) => word.length > 1)) insert(phrases, [parts.join('')], leaf)
  }
  const exact: Add = (phrase, ref) => put(wordsOf(phrase), { leaf: 'entry', ref })
  const noun: Add = (phrase, ref) => {
    for (const form of nounForms(wordsOf(phrase))) put(form, { leaf: 'entry', ref })
  }
  const end = (repairable: readonly string[], beside?: Speller): Vocabulary => {
    const stems = new Map<string, string[]>()
    for (const word of words) {
      const key = stem(word)
      stems.set(key, [...(stems.get(key) ?? []), word])
    }
    // A slip is repaired to a word of the domain; to an operator only where the word is long enough to be no other.
    const repaired = [...spoken, ...repairable, ...[...words].filter((word) => word.length > 5)]
    return {
      ...{ phrases, words, stems, spelling: speller(new Set(repaired), { beside }) },
      byConsonants: byConsonants(beside ? words : [...words, ...inert, ...valueWords]),
    }
  }
  return { put, exact, noun, end }
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
      if (
        (part.length > 3 || label.includes(part.toUpperCase())) &&
        part.length > 2 &&
        !vagueWord.test(part) &&
        !taken.has(part)
      )
        exact(part, { is: 'field', object: object.key, field: key })
  }
}

/** A key that is a preposition ("on", "at") names nothing in a sentence. */
const isFunctionWord = (phrase: string): boolean =>
  /^(on|at|by|in|is|to|of|from|until|till|since|for|with|about|as|only|date|newest)$/i.test(phrase)

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
  for (const field of object.fields) if (!isOwn(object, field)) addField(object, field, exact, noun, put)
  for (const measure of object.portfolio ?? []) {
    const ref: Ref = { is: 'portfolio', object: object.key, measure: measure.key }
    const kept = { is: 'kept', object: object.key, measure: measure.key } as const
    for (const phrase of measure.kept?.with ?? []) exact(phrase, { ...kept, as: 'with' })
    for (const verb of measure.kept?.verbs ?? [])
      for (const form of verbPhraseForms(wordsOf(verb)))
        put(form, { leaf: 'entry', ref: { ...kept, as: 'verb' } })
    for (const phrase of [measure.label, measure.key, ...(measure.phrases?.nouns ?? [])]) noun(phrase, ref)
    for (const phrase of measure.phrases?.manners ?? []) exact(phrase, { ...ref, manner: true })
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

const isPastOf = ([form = '']: readonly string[], [lemma]: readonly string[]): boolean =>
  form !== lemma && !/(ing|s)$/.test(form)

function addPhrases(object: ObjectType, field: Field, phrases: Phrases, exact: Add, put: Put): void {
  const at = { object: object.key, field: field.key }
  for (const { words, verbs = [], where, days, deed } of phrases.adjectives ?? []) {
    const ref: Ref = { is: 'adjective', object: object.key, where, ...(days !== undefined && { days }) }
    for (const phrase of words) exact(phrase, ref)
    for (const verb of verbs)
      for (const form of verbPhraseForms(wordsOf(verb)))
        put(form, {
          leaf: 'entry',
          ref: deed ? { is: 'verb', ...at, past: isPastOf(form, wordsOf(verb)), deed: where } : ref,
        })
  }
  for (const phrase of phrases.verbs ?? []) {
    const lemma = wordsOf(phrase)
    for (const form of verbPhraseForms(lemma)) {
      const past = isPastOf(form, lemma)
      put(form, { leaf: 'entry', ref: { is: 'verb', ...at, past } })
    }
  }
  for (const phrase of phrases.manners ?? []) exact(phrase, { is: 'field', ...at, manner: true })
  for (const phrase of phrases.cues ?? []) exact(phrase, { is: 'cue', ...at })
  for (const end of ['high', 'low'] as const) {
    for (const phrase of phrases.superlatives?.[end] ?? []) exact(phrase, { is: 'superlative', ...at, end })
    for (const phrase of phrases.grades?.[end] ?? [])
      for (const form of nounForms(wordsOf(phrase)))
        put(form, { leaf: 'entry', ref: { is: 'grade', ...at, end } })
  }
}
