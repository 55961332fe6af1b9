/** Makes a tool's call of a matched frame: each slot read in the type that the tool's schema has for it, or the one question that stands in the way. */
import { z } from 'zod'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Previous } from '../edit.ts'
import type { Filled, Match } from '../frames.ts'
import type { Lattice } from '../read.ts'
import type { Span } from '../spans.ts'
import { ofPrevious, readSet, type Chosen, type SetRead } from './selection.ts'
import {
  dayIn,
  fieldValueIn,
  numberIn,
  personIn,
  plainText,
  spanValue,
  tagIn,
  type Ask,
  type Piece,
  rowNamed,
  type Read,
  type Speaker,
} from './slots.ts'
import type { Variant } from './variants.ts'

export type Context = {
  speaker: Speaker
  previous: Previous | null
  referent: SetRead
  /** Sets that were read already: many frames leave the same words to their set. */
  sets: Map<string, SetRead>
}
export type Bound = { tool: string; input: Record<string, unknown>; set: Chosen | null }
export type Binding = Bound | { ask: Ask } | null

type Shape = Record<string, z.ZodType>
export const shapeOf = (tool: NamedTool): Shape => (tool.input instanceof z.ZodObject ? tool.input.shape : {})

const unwrapped = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema

/** The object whose rows a tool's selection is of; null where any will do. */
const objectOf = (shape: Shape): string | null => {
  const object = unwrapped(shape.of)?.meta()?.object
  return typeof object === 'string' ? object : null
}

type Work = {
  tool: NamedTool
  shape: Shape
  match: Match
  lattice: Lattice
  piece: Piece
  context: Context
  set: Chosen | null
}

export function bind(
  tool: NamedTool,
  variant: Variant,
  match: Match,
  lattice: Lattice,
  piece: Piece,
  context: Context,
): Binding {
  const shape = shapeOf(tool)
  if (match.slots.some((each) => each.type === 'person' && isGiving({ lattice, match }, each))) return null
  const slot = match.slots.find(({ type }) => type === 'set' || type === 'those')
  const read = slot
    ? setAt(pieceOf(slot, lattice, piece), context)
    : variant.leaves === 'nothing'
      ? null
      : (context.referent ?? ofPrevious(context.previous))
  if (read && 'ask' in read) return read
  if ((slot || variant.leaves !== 'nothing') && !read) return null
  if (states(variant) && (read?.of.ids?.length !== 1 || variant.leaves !== 'nothing')) return null
  const work: Work = { tool, shape, match, lattice, piece, context, set: read }
  const input: Record<string, unknown> = {}
  if (read && !placeSet(work, read, input)) return null
  if (!read && shape.of && !match.slots.some(({ type }) => type === 'account' || type === 'contact')) {
    const named = namedIn(lattice, objectOf(shape))
    if (!named) return { ask: whichRow(piece, objectOf(shape) ?? 'row') }
    if (!placeSet(work, named, input)) return null
  }
  for (const each of match.slots) {
    if (each.type === 'set' || each.type === 'those') continue
    const value = valueOf(each, work)
    if (!value) return null
    if ('ask' in value) return value
    input[each.name] = value.value
  }
  return tool.input.safeParse(input).success ? { tool: tool.name, input, set: read } : null
}

function setAt(piece: Piece, { speaker, previous, referent, sets }: Context): SetRead {
  const known = sets.get(piece.text)
  if (known !== undefined) return known
  const read = readSet(piece, speaker, previous, referent)
  sets.set(piece.text, read)
  return read
}

/** "Give me all accounts" asks to see them. */
const isGiving = ({ lattice, match }: Pick<Work, 'lattice' | 'match'>, slot: Filled): boolean =>
  /^(me|us)$/.test(lattice.tokens[slot.from]?.word ?? '') &&
  match.slots.some((each) => each.type === 'set' && each.from >= slot.to && each.from <= slot.to + 1)

const whichRow = (piece: Piece, object: string): Ask => ({
  question: `Which ${object} is that for?`,
  options: [],
  from: piece.at,
  to: piece.at + piece.text.length,
  unfit: true,
})

/** "Remind me to send Alder the letter": the one row that is named among the words. */
function namedIn({ paths }: Lattice, object: string | null): Chosen | null {
  const rows = (paths[0]?.spans ?? []).flatMap(({ meaning, via, cost }) =>
    meaning.kind === 'name' && via !== 'typo' && cost < 1
      ? meaning.rows.filter((row) => row.object === object)
      : [],
  )
  const [only] = rows
  return only && rows.length === 1 ? { object: only.object, of: { ids: [only.id] } } : null
}

function placeSet({ shape }: Work, set: Chosen, input: Record<string, unknown>): boolean {
  const wanted = objectOf(shape)
  if (!shape.of || (wanted !== null && wanted !== set.object)) return false
  if (shape.object) {
    if (!shape.object.safeParse(set.object).success) return false
    input.object = set.object
  }
  input.of = set.of
  return true
}

/** "X is renewing" states something as well as it asks for it: it is taken as a command of one named row alone. */
function states({ parts, text }: Variant): boolean {
  const [first] = parts
  if (first?.part === 'words' && first.options.some(([word]) => word === 'we')) return true
  return text.startsWith('{') && /\((is|are|was)\|/.test(text)
}

function pieceOf(slot: Filled, { tokens }: Lattice, piece: Piece): Piece {
  const from = tokens[slot.from]?.from ?? 0
  const to = tokens[slot.to - 1]?.to ?? piece.text.length
  return { text: piece.text.slice(from, to), at: piece.at + from }
}

function valueOf(slot: Filled, work: Work): Read<unknown> {
  const { context, shape, lattice, piece } = work
  const schema = shape[slot.name]
  if (!schema) return null
  const here = pieceOf(slot, lattice, piece)
  const at = { from: here.at, to: here.at + here.text.length }
  if (slot.type === 'person') return personIn(here, context.speaker)
  if (slot.type === 'date' && slot.name !== 'value') {
    const day = dayIn(here.text, context.speaker)
    return day
      ? { value: day }
      : { ask: { question: `Which day do you mean by “${here.text}”?`, options: [], ...at, unfit: true } }
  }
  if (slot.type === 'number') {
    const value = numberIn(here.text, context.speaker)
    return value === null ? null : { value }
  }
  if (slot.type === 'tag') return tagsOf(slot, here, work)
  if (slot.type === 'field') return fieldOf(slot, schema, work)
  if (slot.type === 'value' && slot.name !== 'value') return listedValue(slot, schema, at)
  if (slot.type === 'account' || slot.type === 'contact') return rowOf(slot, at)
  const text = plainText(here.text)
  if (slot.name !== 'value') return text === '' ? null : { value: text }
  const key = work.match.slots.find(({ type }) => type === 'field')
  const field = key && fieldNamed(key, work)
  return field && work.set ? fieldValueIn(here, context.speaker, work.set.object, field) : null
}

/** "Mark as …" tags with what is a tag already; a new one is made only where it is called a tag. */
function tagsOf(slot: Filled, here: Piece, { match, lattice, context }: Work): Read<string[]> {
  const outside = lattice.tokens.filter(
    (token) => !match.slots.some(({ from, to }) => token.i >= from && token.i < to),
  )
  const isCalled = outside.some(({ word }) =>
    /^(tag|tags|tagged|tagging|label|labels|labelled|labeled|untag|untagged|unlabel)$/.test(word),
  )
  const tag = tagIn(here, context.speaker, slot.name === 'remove')
  if (!tag || 'ask' in tag) return tag
  const isQuoted = /^\s*["“'‘].+["”'’]\s*$/.test(here.text)
  const isNew = tagIn(here, context.speaker, true)
  const strange = isNew !== null && 'ask' in isNew
  if (
    strange &&
    !isQuoted &&
    (!isCalled || /\b(and|to|for|on|by|with|as|of|in|all|the)\b|,|w\//i.test(tag.value))
  )
    return null
  return { value: [tag.value] }
}

function listedValue(slot: Filled, schema: z.ZodType, at: { from: number; to: number }): Read<unknown> {
  const value = spanValue(slot, schema)
  if (value === undefined) return null
  if (slot.span?.via === 'typo')
    return { ask: { question: `Do you mean ${String(value)}?`, options: [String(value)], ...at } }
  return { value }
}

const rowOf = ({ span, type }: Filled, at: { from: number; to: number }): Read<string> =>
  span ? rowNamed(span, type, at) : null

/** The field of the rows that are meant, where the same word names fields of several objects. */
function fieldNamed(slot: Filled, { lattice, set, context }: Work) {
  const spans: Span[] = lattice.spans.filter(({ from, to }) => from === slot.from && to === slot.to)
  const object = context.speaker.lexicon.catalogue.objects.get(set?.object ?? '')
  for (const { meaning } of spans) {
    if (meaning.kind !== 'entry') continue
    const ref = meaning.refs.find((each) => each.is === 'field' && each.object === object?.key)
    if (ref?.is === 'field') return object?.fields.find(({ key }) => key === ref.field)
  }
  return undefined
}

function fieldOf(slot: Filled, schema: z.ZodType, work: Work): Read<string> {
  const field = fieldNamed(slot, work)
  return field && schema.safeParse(field.key).success ? { value: field.key } : null
}
