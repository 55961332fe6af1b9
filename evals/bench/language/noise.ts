/** Requests as they are typed in a hurry, politely, or with other words of the catalogue. What changes nothing gives null. */
import type { Lexicon } from '#agent/offline/lexicon.ts'
import { nounForms, singular } from '#agent/offline/inflect.ts'
import { spansOf } from '#agent/offline/lattice.ts'
import { latticeOfText } from '#agent/offline/read.ts'
import type { Ref, Span } from '#agent/offline/spans.ts'
import { fold, tokens, wordsOf, type Token } from '#agent/offline/text.ts'
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Random } from '#db/demo/random.ts'

export type Noise = (text: string, lexicon: Lexicon, draw: Random) => string | null

const put = (text: string, { from, to }: { from: number; to: number }, words: string) =>
  text.slice(0, from) + words + text.slice(to)

const neighbours: Record<string, string> = {
  ...{ a: 'sq', b: 'vn', c: 'xv', d: 'sf', e: 'wr', f: 'dg', g: 'fh', h: 'gj', i: 'uo', j: 'hk', k: 'jl' },
  ...{ l: 'k', m: 'n', n: 'bm', o: 'ip', p: 'o', q: 'w', r: 'et', s: 'ad', t: 'ry', u: 'yi', v: 'cb' },
  ...{ w: 'qe', x: 'zc', y: 'tu', z: 'x' },
}

function slip(word: string, { int, pick }: Random): string {
  const at = int(1, word.length - 2)
  const letter = word[at] ?? ''
  const [before, after] = [word.slice(0, at), word.slice(at + 1)]
  const near = neighbours[letter.toLowerCase()] ?? 'e'
  const wrong = () => near.charAt(int(0, near.length - 1))
  return pick([
    () => before + after,
    () => before + letter + letter + after,
    () => before + wrong() + after,
    () => before + (after[0] ?? '') + letter + after.slice(1),
  ])()
}

const shortest = 5
const saying = new Set(['entry', 'op', 'time', 'bucket', 'number'])
/** What is written for somebody to read: a title, a note. */
const dictated = /:|"|“/

/** One slip of the fingers in a word that says something: no everyday word, no part of a name, nothing that is misspelt already. */
export const typo: Noise = (text, lexicon, draw) => {
  const { paths, tokens: words } = latticeOfText(text, lexicon)
  const end = text.search(dictated)
  const fit = (paths[0]?.spans ?? [])
    .filter(({ meaning, via }) => saying.has(meaning.kind) && via === 'exact')
    .flatMap(({ from, to }) => words.slice(from, to))
    .filter(({ word, to }) => /^[a-z]+$/.test(word) && word.length >= shortest && !(end >= 0 && to > end))
    .filter(({ word }) => !lexicon.inert.has(word))
  if (fit.length === 0) return null
  const token = draw.pick(fit)
  const slipped = slip(token.text, draw)
  return slipped === token.text ? null : put(text, token, slipped)
}

/** Lower case, without the marks between and around words; those inside numbers and words stay. */
export const bare: Noise = (text) => {
  const lower = text.toLowerCase().replaceAll(/(?<![0-9])[.,;:!?"“”]+|[.,;:!?"“”]+(?![0-9a-z])/g, ' ')
  const plain = lower.replaceAll(/\s+/g, ' ').trim()
  return plain === text ? null : plain
}

const before = [
  'Hi team, ',
  'Hello, hope you are well! ',
  'Hey there, quick one: ',
  'Good morning! ',
  'Sorry to bother you, ',
  'When you get a minute, ',
  'ok so ',
  'Happy Friday! ',
]
const behind = [
  ', please',
  '. Thanks a lot!',
  ' – many thanks in advance',
  '. Cheers, Kim',
  ', thank you so much',
  '. Much appreciated.',
  ' pls & thx',
  '. No rush at all.',
]
/** What people say around a request. */
export const courtesy: Noise = (text, _, { pick }) =>
  `${pick(before)}${text.replace(/[.!?\s]+$/, '')}${pick(behind)}`

/** Everything that some words can mean, as one text. */
const meaningsOf = (words: string, lexicon: Lexicon): string => {
  const list = tokens(words)
  const whole = spansOf(list, lexicon).filter(
    ({ from, to, via }) => from === 0 && to === list.length && via === 'exact',
  )
  return whole
    .map(({ meaning }) => JSON.stringify(meaning))
    .sort()
    .join()
}

const isPlural = (words: string): boolean => singular(fold(words)) !== fold(words)

/** Other words that mean all that these do and nothing else, in the same number. */
function others(lexicon: Lexicon, span: Span): string[] {
  const { meaning, text, via } = span
  if (meaning.kind !== 'entry' || via !== 'exact') return []
  const forms = new Set(
    meaning.refs.flatMap((ref) => {
      const phrases = phrasesOf(lexicon.catalogue.objects.get(ref.object), ref)
      const inflects = (phrase: string) => ref.is !== 'value' && !isPlural(phrase) && !/s$/i.test(phrase)
      return phrases
        .flatMap((phrase) => (inflects(phrase) ? nounForms(wordsOf(phrase)) : [wordsOf(phrase)]))
        .map((words) => words.join(' '))
    }),
  )
  const own = meaningsOf(text, lexicon)
  return [...forms].filter(
    (form) =>
      form !== wordsOf(text).join(' ') &&
      isPlural(form) === isPlural(text) &&
      meaningsOf(form, lexicon) === own,
  )
}

function phrasesOf(object: ObjectType | undefined, ref: Ref): readonly string[] {
  if (!object) return []
  if (ref.is === 'object' && !ref.where) return [object.label, object.plural, ...object.nouns]
  const field = 'field' in ref ? object.fields.find(({ key }) => key === ref.field) : undefined
  if (ref.is === 'field' && field) return [field.label, ...(field.phrases?.nouns ?? [])]
  const value = ref.is === 'value' ? field?.values?.find(({ key }) => key === ref.value) : undefined
  return value ? [value.label, ...(value.words ?? [])] : []
}

const mostSwapped = 2
/** Up to two words said by others that the catalogue has for the same. */
export const synonyms: Noise = (text, lexicon, draw) => {
  const said = latticeOfText(text, lexicon)
  const end = text.search(dictated)
  const swaps = (said.paths[0]?.spans ?? []).flatMap((span) => {
    const place = placeOf(span, said.tokens)
    const options = end >= 0 && place.to > end ? [] : others(lexicon, span)
    return options.length > 0 ? [{ place, words: draw.pick(options) }] : []
  })
  if (swaps.length === 0) return null
  return draw
    .shuffle(swaps)
    .slice(0, mostSwapped)
    .sort((a, b) => b.place.from - a.place.from)
    .reduce((changed, { place, words }) => put(changed, place, words), text)
}

const placeOf = (span: Span, list: readonly Token[]): { from: number; to: number } => ({
  from: list[span.from]?.from ?? 0,
  to: list[span.to - 1]?.to ?? 0,
})
