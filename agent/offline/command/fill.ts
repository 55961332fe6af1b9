/** Reads what stands in each slot of a matched frame, in the type that the tool's schema has for it; a day at the end of a free text goes where days belong. */
import { z } from 'zod'
import type { Field } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Filled, Match } from '../frames.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import type { Span } from '../spans.ts'
import { tokens } from '../text.ts'
import type { Tense } from '../when.ts'
import { questionWord } from './asking.ts'
import type { Chosen } from './selection.ts'
import {
  dayIn,
  firstDayIn,
  daysIn,
  fieldValueIn,
  numberIn,
  personIn,
  plainText,
  rowNamed,
  spanValue,
  type Piece,
  type Read,
  type Speaker,
} from './slots.ts'
import { tagsIn } from './tags.ts'
import { fieldBehind, fieldsOf } from '../compose/reach.ts'

export type Shape = Record<string, z.ZodType>
export const shapeOf = (tool: NamedTool): Shape => (tool.input instanceof z.ZodObject ? tool.input.shape : {})

export const unwrapped = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema

/** The object whose rows a tool's selection is of; null where any will do. */
export const objectOf = (shape: Shape): string | null => {
  const object = unwrapped(shape.of)?.meta()?.object
  return typeof object === 'string' ? object : null
}

export type Work = {
  shape: Shape
  match: Match
  lattice: Lattice
  piece: Piece
  speaker: Speaker
  set: Chosen | null
}

export function pieceOf(
  { from, to }: { from: number; to: number },
  { tokens: words }: Lattice,
  piece: Piece,
): Piece {
  const begin = words[from]?.from ?? 0
  const end = words[to - 1]?.to ?? piece.text.length
  return { text: piece.text.slice(begin, end), at: piece.at + begin }
}

/** Whether days of the slot have been, or are to come: what a tool's schema says of it. */
const tenseOf = (schema: z.ZodType | undefined): Tense =>
  unwrapped(schema)?.meta()?.tense === 'past' ? 'past' : 'future'

const edgeOfPeriod = /^(in|end|start|beginning|close|of|the|mid|middle|last|first|day|eo)$/

/** "End of" before a month is part of its day. */
function dateAt(slot: Filled, { lattice, piece }: Work): Piece {
  let { from } = slot
  while (edgeOfPeriod.test(lattice.tokens[from - 1]?.word ?? '')) from--
  return pieceOf({ from, to: slot.to }, lattice, piece)
}

export function valueOf(slot: Filled, work: Work): Read<unknown> {
  const { speaker, shape, lattice, piece } = work
  const schema = shape[slot.name]
  if (!schema) return null
  const here = slot.type === 'date' ? dateAt(slot, work) : pieceOf(slot, lattice, piece)
  const at = { from: here.at, to: here.at + here.text.length }
  if (slot.type === 'const') return constant(slot, schema, work)
  if (slot.type === 'person') return personIn(here, speaker)
  if (slot.type === 'date' && slot.name !== 'value') {
    // "Until January" ends when it begins.
    const isUntil = /^(until|till|til)$/.test(lattice.tokens[slot.from - 1]?.word ?? '')
    const day =
      dayIn(here.text, speaker, tenseOf(schema)) ?? (isUntil ? firstDayIn(here.text, speaker) : null)
    return day
      ? { value: day }
      : { ask: { question: `Which day do you mean by “${here.text}”?`, options: [], ...at, unfit: true } }
  }
  if (slot.type === 'number' || slot.type === 'duration') {
    const value = slot.type === 'number' ? numberIn(here.text, speaker) : daysIn(here.text, speaker)
    return value === null ? null : { value }
  }
  if (slot.type === 'tag' || slot.type === 'word') return tagsIn(slot, here, work)
  if (slot.type === 'field') return fieldOf(slot, schema, work)
  if (slot.type === 'value' && slot.name !== 'value') return listedValue(slot, schema, at)
  if (slot.span?.meaning.kind === 'name' && speaker.lexicon.catalogue.objects.has(slot.type))
    return rowNamed(slot.span, slot.type, at)
  const said = plainText(here.text)
  const text = slot.type === 'deed' ? said.replace(/^(?:an?|another|one|some)\s+/i, '') : said
  // "Ann's tasks to Ben" tells Ann to do nothing.
  const isPerson = slot.type === 'text' && /^\p{Lu}/u.test(text) && personIn(here, speaker) !== null
  // "We lost it, which others are open?" tells no reason.
  const asks = slot.name === 'reason' && questionWord(latticeOfText(text, speaker.lexicon))
  if (slot.name !== 'value') return text === '' || isPerson || asks ? null : { value: text }
  return newValue(here, slot, work)
}

/** The value for the field that the frame names. */
function newValue(here: Piece, slot: Pick<Filled, 'type'>, work: Work): Read<unknown> {
  const key = work.match.slots.find(
    ({ type, name }) => type === 'field' || (type === 'const' && name === 'field'),
  )
  const field = key && (key.type === 'const' ? unsaidField(key, work) : fieldNamed(key, work))
  // "Give them the vip label": what else a list holds would be lost.
  if (field?.type === 'list' && slot.type === 'value') return null
  return field && work.set ? fieldValueIn(here, work.speaker, work.set.object, field) : null
}

/** The field that no word names: the one whose value was said, or the one that the rows are without. */
function unsaidField({ text }: Filled, { match, lattice, set, speaker }: Work): Field | undefined {
  const { fields = [], title } = speaker.lexicon.catalogue.objects.get(set?.object ?? '') ?? {}
  const keys =
    text === 'missing'
      ? missingIn(set?.of.where)
      : text === 'asked for'
        ? askedDay(set?.of.where, fields)
        : match.slots.flatMap(({ span }) =>
            span?.meaning.kind === 'entry'
              ? span.meaning.refs.flatMap((ref) =>
                  ref.is === 'value' && !ref.isPart && ref.object === set?.object && span.via === 'exact'
                    ? [ref.field]
                    : [],
                )
              : [],
          )
  // A list is never set to one value by the way: what else it holds would be lost. What rows are called they are about.
  const found = fields.filter(
    (field) =>
      keys.includes(field.key) &&
      field.key !== title &&
      !isWorkedOut(field) &&
      field.type !== 'list' &&
      isCalledSo(field, match, lattice),
  )
  return found.length === 1 ? found[0] : undefined
}

/** "To the enterprise plan" sets no segment: a field that is named behind its value goes by that name. */
function isCalledSo({ label, phrases }: Field, { slots }: Match, { tokens: words }: Lattice): boolean {
  const said = slots.flatMap(({ type, to }) => (type === 'value' ? (words[to]?.word ?? []) : []))
  const names = [label, ...(phrases?.nouns ?? [])].join(' ').toLowerCase()
  return said.every((word) => !kindOfField.test(word) || names.includes(word))
}

const kindOfField = /^(plan|level|tier|stage|phase|priority|status|class|category|type|segment)$/

/** What is worked out is set by nobody, unless a column of its own stands behind it: an account's ARR. */
const isWorkedOut = ({ origin, writes }: Field): boolean => origin === 'derived' && writes === undefined

/** Fields that a filter asks to be empty. */
const missingIn = (where: Condition | undefined): string[] =>
  !where
    ? []
    : 'and' in where
      ? where.and.flatMap(missingIn)
      : 'field' in where && where.op === 'is_null'
        ? [where.field]
        : []

/** Else the one day that the filter speaks of. */
function askedDay(where: Condition | undefined, fields: readonly Field[]): string[] {
  const missing = missingIn(where)
  if (missing.length > 0) return missing
  const days = fields.filter(({ type, key }) => type === 'date' && where && fieldsOf(where).includes(key))
  return days.length === 1 ? days.map(({ key }) => key) : []
}

/** "Turn off", "clear": the value that the verb itself is; a field that does not take it is another frame's. */
function constant(slot: Filled, schema: z.ZodType, work: Work): Read<unknown> {
  const { name, text = '' } = slot
  if (name === 'field') {
    const field = unsaidField(slot, work)
    return field && schema.safeParse(field.key).success ? { value: field.key } : null
  }
  if (text === 'said') return oneOfList(work, schema)
  const said = text === 'me' ? work.speaker.asker.email : text
  if (name !== 'value') return schema.safeParse(said).success ? { value: said } : null
  const read = newValue({ text, at: work.piece.at }, slot, work)
  if (!read || !('value' in read)) return null
  return read.value === null && isOneOfList(work) ? null : read
}

/** "Accounts with the beta tag should lose it": the one value of a list that the rows are said to hold. */
function oneOfList({ set, speaker }: Work, schema: z.ZodType): Read<unknown> {
  const { fields = [] } = speaker.lexicon.catalogue.objects.get(set?.object ?? '') ?? {}
  const held = heldIn(
    set?.of.where,
    new Set(fields.flatMap(({ key, type }) => (type === 'list' ? [key] : []))),
  )
  return held.length === 1 && schema.safeParse(held).success ? { value: held } : null
}

const heldIn = (where: Condition | undefined, lists: ReadonlySet<string>): unknown[] =>
  !where
    ? []
    : 'and' in where
      ? where.and.flatMap((each) => heldIn(each, lists))
      : 'field' in where && lists.has(where.field) && (where.op === 'eq' || where.op === 'contains')
        ? [where.value]
        : []

/** "Remove that tag": one of a list, and not the whole of it. */
function isOneOfList(work: Work): boolean {
  const slot = work.match.slots.find(({ type }) => type === 'field')
  if (!slot || fieldNamed(slot, work)?.type !== 'list') return false
  const words = work.lattice.tokens.slice(Math.max(0, slot.from - 1), slot.to).map(({ word }) => word)
  return /^(that|this|the|same|a|an|its|their)$/.test(words[0] ?? '') && !/s$/.test(words.at(-1) ?? '')
}

function listedValue(slot: Filled, schema: z.ZodType, at: { from: number; to: number }): Read<unknown> {
  const value = spanValue(slot, schema)
  if (value === undefined) return null
  if (slot.span?.via === 'typo')
    return { ask: { question: `Do you mean ${String(value)}?`, options: [String(value)], ...at } }
  return { value }
}

/** The field of the rows that are meant, where the same word names fields of several objects. */
function fieldNamed(slot: Filled, { lattice, set, speaker }: Work) {
  const spans: Span[] = lattice.spans.filter(({ from, to }) => from === slot.from && to === slot.to)
  const object = speaker.lexicon.catalogue.objects.get(set?.object ?? '')
  for (const { meaning } of spans) {
    if (meaning.kind !== 'entry') continue
    const ref = meaning.refs.find((each) => each.is === 'field' && each.object === object?.key)
    if (ref?.is === 'field') return fieldBehind(speaker.lexicon.catalogue, ref)
  }
  return undefined
}

function fieldOf(slot: Filled, schema: z.ZodType, work: Work): Read<string> {
  const field = fieldNamed(slot, work)
  if (!field || isWorkedOut(field)) return null
  return schema.safeParse(field.key).success ? { value: field.key } : null
}

/** The one day that a tool takes, where its frame had no place for it. */
function openDay(shape: Shape, input: Record<string, unknown>): string | undefined {
  return Object.keys(shape).find((key) => {
    const schema = unwrapped(shape[key])
    return (
      !(key in input) && schema?.safeParse('2026-01-01').success && !schema.safeParse('some words').success
    )
  })
}

const lead = /^(?:[,;.–-]|\b(?:by|due|before|until|on|deadline|is|no later than|latest|for)\b|\s)+/i

const goesOn = /^(about|regarding|concerning|re|with|to|because|since|so|and|on|over)$/

/** "Ring Alder before Wednesday about their seats": the day inside a text, and the text around it. */
function dayInside(text: string, speaker: Speaker, tense: Tense): { text: string; day: string } | null {
  const words = tokens(text)
  for (const word of words.slice(1)) {
    if (!/^(by|before|due|on|until|latest|next|tomorrow)$/.test(word.word)) continue
    for (const next of words.slice(word.i + 1, word.i + 6)) {
      if (!goesOn.test(next.word)) continue
      const said = text.slice(word.from, next.from).replace(lead, '')
      const day = said.trim() === '' ? null : dayIn(said, speaker, tense)
      if (day !== null) return { text: `${text.slice(0, word.from).trimEnd()} ${text.slice(next.from)}`, day }
    }
  }
  return null
}

/** "…: call the CFO, due Monday", "… to call Target tomorrow": the day at the end of a text, and the text before it. */
function splitDay(text: string, speaker: Speaker, tense: Tense): { text: string; day: string } | null {
  const words = tokens(text)
  for (const word of words.slice(1)) {
    const tail = text.slice(word.from)
    const said = tail.replace(lead, '')
    if (said === tail && !/^(today|tomorrow|tonight|yesterday|next|this|in|asap)\b/i.test(tail)) continue
    const day = said === '' ? null : dayIn(said, speaker, tense)
    const kept = text.slice(0, word.from).replace(/[\s,;:.–-]+$/, '')
    if (day !== null && kept !== '') return { text: kept, day }
  }
  return dayInside(text, speaker, tense)
}

/** Takes the day out of a free text that was bound, into the place that the tool has for a day. */
export function placeDay({ shape, match, speaker }: Work, input: Record<string, unknown>): void {
  const key = openDay(shape, input)
  const slot = match.slots.find(({ type, name }) => (type === 'text' || type === 'deed') && name !== 'value')
  const text = slot && input[slot.name]
  if (key === undefined || typeof text !== 'string') return
  // "…, due Friday": a day is nothing to do.
  if (/^(?:due|by|until|before|deadline)\b/i.test(text) && dayIn(text.replace(lead, ''), speaker) !== null) {
    Reflect.deleteProperty(input, slot?.name ?? '')
    return
  }
  const split = splitDay(text, speaker, tenseOf(shape[key]))
  if (!split) return
  input[slot?.name ?? ''] = plainText(split.text)
  input[key] = split.day
}
