/** Reads what stands in a slot in the type that its tool wants there: a day, a person, a number, an enum's key, tags, or words as they are. */
import type { z } from 'zod'
import { resolvePeriod } from '#db/calendar.ts'
import type { Field } from '#db/catalogue/types.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { peopleObject } from '../compose/who.ts'
import { whichOf } from '../decide.ts'
import type { Filled } from '../frames.ts'
import type { Lexicon } from '../lexicon.ts'
import { readNumber } from '../numbers.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import type { Ref, Span } from '../spans.ts'
import { fold, tokens, type Token } from '../text.ts'
import { readTime } from '../time.ts'
import { periodOf, type Tense } from '../when.ts'
import { fieldBehind } from '../compose/reach.ts'

/** A question about words of the request; the places are those of its text. */
export type Ask = {
  question: string
  options: string[]
  from: number
  to: number
  /** The words do not fit the slot: another tool's slots may take them. */
  unfit?: true
  /** All else fits: only this was left unsaid. */
  unsaid?: true
}
export type Read<T> = { value: T } | { ask: Ask } | null

export type Speaker = { lexicon: Lexicon; clock: Clock; asker: Asker }
/** A stretch of the request; `at` is where it begins in it. */
export type Piece = { text: string; at: number }

const quotes = /^["“”„'’‘\s,:;.-]+|["“”„'’‘\s,:;.!-]+$/g
export const plainText = (text: string): string => text.replace(quotes, '').trim()

const isPlain = (token: Token, lexicon: Lexicon): boolean =>
  token.kind === 'mark' || lexicon.inert.has(token.word) || /^(to|on|for|by|of|the|as)$/.test(token.word)

/** The one day that the words mean: a period of more days is no day, but its end is where "end of" stands before it. */
export function dayIn(text: string, { clock, lexicon }: Speaker, tense: Tense = 'future'): string | null {
  const words = tokens(text)
  for (let i = 0; i < words.length; i++) {
    const read = readTime(words, i)
    if (read && words.slice(read.to).every((token) => isPlain(token, lexicon))) {
      const { from, to } = resolvePeriod(periodOf(read.when, read.tense ?? tense, clock), clock)
      const said = words
        .slice(i, read.to)
        .map((token) => token.word)
        .join(' ')
      if (from !== undefined && from === to) return from
      if (/\b(end|close|eo[ymqw])\b/.test(said)) return to ?? null
      // "In two weeks" is the day on which they are over.
      if (/^in (?!the|next)/.test(said) && /(day|week|fortnight|month|year)s?( time)?$/.test(said))
        return to ?? null
      if (/\b(start|beginning|begin)\b/.test(said)) return from ?? null
      // "By 4 December" has one end.
      if (to !== undefined && /^(by|until|till|before|through)\b/.test(said) && read.when.w === 'edge')
        return to
      return null
    }
    const token = words[i]
    if (token && !isPlain(token, lexicon)) return null
  }
  return null
}

/** The day on which a month, quarter or year to come begins. */
export function firstDayIn(text: string, speaker: Speaker): string | null {
  if (
    !/^(?:(?:next|the next) (?:month|quarter|year)|(?:the )?(?:new year)|\p{L}+(?: \d{4})?|q[1-4](?: \d{4})?)$/iu.test(
      text.trim(),
    )
  )
    return null
  return dayIn(`start of ${text}`, speaker)
}

export function numberIn(text: string, { lexicon }: Speaker): number | null {
  const words = tokens(text)
  for (let i = 0; i < words.length; i++) {
    const read = readNumber(words, i)
    if (read)
      return words
        .slice(read.to)
        .every((token) => isPlain(token, lexicon) || /^(points|seats|days|%)$/.test(token.word))
        ? read.value
        : null
    const token = words[i]
    if (token && !isPlain(token, lexicon)) return null
  }
  return null
}

const unitDays: Record<string, number> = { day: 1, week: 7, fortnight: 14 }

/** "A week", "10 days": a month has no number of days. */
export function daysIn(text: string, speaker: Speaker): number | null {
  const said =
    /^(.*?)\s*(?:(?:more|extra|additional|further)\s+)?(day|week|fortnight)s?(?:\s+(?:more|extra|longer))?$/i.exec(
      plainText(text),
    )
  if (!said) return null
  const [, amount = '', unit = ''] = said
  const n = /^(a|an|one|another|)$/i.test(amount) ? 1 : numberIn(amount, speaker)
  return n === null ? null : n * (unitDays[unit.toLowerCase()] ?? 1)
}

const nothing = /^(nothing|none|null|empty|blank|nobody|no one|unset|n\/a)$/

/** Spans over the words that say something, each other word being a plain one. */
function senses(lattice: Lattice, lexicon: Lexicon, fits: (ref: Ref) => boolean): { span: Span; ref: Ref }[] {
  return lattice.spans.flatMap((span) => {
    if (span.meaning.kind !== 'entry') return []
    const ref = span.meaning.refs.find(fits)
    const others = lattice.tokens.filter((token) => token.i < span.from || token.i >= span.to)
    // "High priority", "the enterprise segment": the noun of its own field; another's says something more.
    const own = (token: Token): boolean =>
      lattice.spans.some(
        (other) =>
          other.from <= token.i &&
          token.i < other.to &&
          other.meaning.kind === 'entry' &&
          other.meaning.refs.some(
            (each) =>
              ref?.is === 'value' &&
              each.object === ref.object &&
              ((each.is === 'field' && each.field === ref.field) || each.is === 'object'),
          ),
      )
    return ref && others.every((token) => isPlain(token, lexicon) || own(token)) ? [{ span, ref }] : []
  })
}

/** A value of a field with a closed list: exact, or asked where it was mistyped. */
function choiceIn(piece: Piece, speaker: Speaker, object: string, field: Field): Read<string> {
  const { lexicon } = speaker
  const lattice = latticeOfText(piece.text, lexicon)
  const found = senses(
    lattice,
    lexicon,
    (ref) => ref.is === 'value' && ref.object === object && ref.field === field.key,
  ).sort((a, b) => a.span.cost - b.span.cost)[0]
  if (found?.ref.is === 'value') {
    const { value } = found.ref
    if (found.span.via !== 'typo') return { value }
    const label = field.values?.find(({ key }) => key === value)?.label ?? value
    return {
      ask: {
        question: `Do you mean ${label}?`,
        options: [label],
        from: piece.at,
        to: piece.at + piece.text.length,
      },
    }
  }
  const options = (field.values ?? []).map(({ label }) => label)
  if (options.length === 0) return { value: plainText(piece.text) }
  return {
    ask: {
      question: `“${plainText(piece.text)}” is no ${field.label.toLowerCase()} that I know. Which one do you mean?`,
      options: options.slice(0, 6),
      from: piece.at,
      to: piece.at + piece.text.length,
      unfit: true,
    },
  }
}

/** A colleague, by a name that one person has; "me" is the asker. */
export function personIn(piece: Piece, speaker: Speaker): Read<string> {
  const lattice = latticeOfText(piece.text, speaker.lexicon)
  const people = peopleObject(speaker.lexicon.catalogue.objects.values())
  const at = { from: piece.at, to: piece.at + piece.text.length }
  const content = lattice.tokens.filter((token) => !isPlain(token, speaker.lexicon) && token.word !== "'s")
  if (
    content.every((token) => /^(me|myself|my|mine|i)$/.test(token.word)) &&
    /\b(me|myself|my|mine|i)\b/i.test(piece.text)
  )
    return { value: speaker.asker.email }
  const spans = lattice.spans.filter(
    ({ meaning, from, to }) =>
      meaning.kind === 'name' &&
      meaning.rows.some((row) => row.object === people) &&
      content.every((token) => token.i >= from && token.i < to),
  )
  const span = spans.sort((a, b) => a.cost - b.cost)[0]
  return span && people !== undefined ? rowNamed(span, people, at) : null
}

/** The one row of the object that a name means; which one, where several have it, or it was repaired, is asked. */
export function rowNamed(
  { meaning, text, via }: Span,
  object: string,
  at: { from: number; to: number },
): Read<string> {
  if (meaning.kind !== 'name') return null
  const rows = meaning.rows.filter((row) => row.object === object)
  const [only] = rows
  if (!only) return null
  if (rows.length > 1) return { ask: whichOf(text, rows, at) }
  return via === 'typo'
    ? { ask: { question: `Do you mean ${only.name}?`, options: [only.name], ...at } }
    : { value: only.id }
}

/** A value of a list of those rows: what a playbook measures is no tag of an account. */
export const isTag = (ref: Ref, { catalogue }: Lexicon, object: string | null): boolean =>
  ref.is === 'value' &&
  (object === null || ref.object === object) &&
  fieldBehind(catalogue, ref)?.type === 'list'

/** What stands for something that was said, or for nothing. */
const proForm =
  /^(?:accordingly|as such|such|so|too|as well|again|now|that|this|it|them|likewise|to match|like (?:that|this)|the same|properly|correctly)$/i

/** Tags as they are written; one that is nearly a known tag is asked. */
export function tagIn(
  piece: Piece,
  { lexicon }: Speaker,
  isKnown: boolean,
  object: string | null,
): Read<string> {
  const text = plainText(piece.text)
  const at = { from: piece.at, to: piece.at + piece.text.length }
  if (text === '' || text.includes('@') || tokens(text).length > 6 || proForm.test(text)) return null
  const lattice = latticeOfText(text, lexicon)
  const tagged = (ref: Ref): boolean => isTag(ref, lexicon, object)
  const found = senses(lattice, lexicon, tagged).sort((a, b) => a.span.cost - b.span.cost)[0]
  if (found?.ref.is === 'value') {
    const { value } = found.ref
    if (found.span.via !== 'typo') return { value }
    return { ask: { question: `Do you mean the tag ${value}?`, options: [value], ...at } }
  }
  if (isKnown)
    return { ask: { question: `I know no tag “${text}”. Which tag do you mean?`, options: [], ...at } }
  return { value: text }
}

/** A new value of a field, in the field's own type. */
export function fieldValueIn(
  piece: Piece,
  speaker: Speaker,
  object: string,
  field: Field,
): Read<string | number | boolean | null | string[]> {
  const text = plainText(piece.text)
  const at = { from: piece.at, to: piece.at + piece.text.length }
  if (nothing.test(fold(text))) return { value: null }
  if (field.type === 'person') return personIn(piece, speaker)
  if (field.type === 'enum' || field.values?.length) return choiceIn(piece, speaker, object, field)
  if (field.type === 'date' || field.type === 'time') {
    const day = dayIn(piece.text, speaker)
    if (day) return { value: day }
    return { ask: { question: `Which day do you mean by “${text}”?`, options: [], ...at, unfit: true } }
  }
  if (field.type === 'number' || field.type === 'money') {
    const value = numberIn(piece.text, speaker)
    if (value !== null) return { value }
    return { ask: { question: `Which number do you mean by “${text}”?`, options: [], ...at, unfit: true } }
  }
  if (field.type === 'boolean') {
    if (/^(yes|on|true|enabled|active|1)$/.test(fold(text))) return { value: true }
    if (/^(no|off|false|disabled|inactive|0)$/.test(fold(text))) return { value: false }
    return {
      ask: { question: `Should ${field.label} be on or off?`, options: ['on', 'off'], ...at, unfit: true },
    }
  }
  if (field.type === 'list') return text === '' ? null : { value: text.split(/\s*(?:,|\band\b)\s*/) }
  return text === '' ? null : { value: text }
}

/** What a typed span says, where the tool's schema takes it: the sense of several that is a value of its list. */
export function spanValue(slot: Filled, schema: z.ZodType | undefined): string | number | undefined {
  const meaning = slot.span?.meaning
  if (!schema) return undefined
  if (meaning?.kind === 'number') return meaning.number.value
  if (meaning?.kind !== 'entry') return undefined
  for (const ref of meaning.refs) {
    const value = ref.is === 'value' ? ref.value : undefined
    if (value !== undefined && schema.safeParse(value).success) return value
  }
  return undefined
}
