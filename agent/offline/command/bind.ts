/** Makes a tool's call of a matched frame: its set, and each slot in the type that the tool's schema has for it, or the one question that stands in the way. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Previous } from '../edit.ts'
import type { Filled, Match } from '../frames.ts'
import type { Lattice } from '../read.ts'
import type { Span } from '../spans.ts'
import { objectOf, pieceOf, placeDay, shapeOf, valueOf, type Shape, type Work } from './fill.ts'
import { ofPrevious, readSet, type Chosen, type SetRead } from './selection.ts'
import { spanValue, type Ask, type Piece, type Speaker } from './slots.ts'
import type { Variant } from './variants.ts'

export type Context = {
  speaker: Speaker
  previous: Previous | null
  referent: SetRead
  /** What led to the order was taken off already. */
  isBare?: true
  /** What is told of many rows is to be done, too. */
  isOrdered?: true
  /** The rows were named in the same sentence: what is made now is for them. */
  inherits?: boolean | undefined
  /** The words that the reason begins with, where they may name rows. */
  topic?: Piece
  /** Sets that were read already: many frames leave the same words to their set. */
  sets: Map<string, SetRead>
}
export type Bound = { tool: string; input: Record<string, unknown>; set: Chosen | null }
export type Binding = Bound | { ask: Ask } | null

/** The objects that have the named field: a close date is a deal's, a stage an account's as well. */
const fieldsOwners = ({ slots }: Match): string[] => [
  ...new Set(
    slots.flatMap(({ type, span }) =>
      type === 'field' && span?.meaning.kind === 'entry'
        ? span.meaning.refs.flatMap((ref) => (ref.is === 'field' ? [ref.object] : []))
        : [],
    ),
  ),
]

/** The set as rows of the tool's object, or of one that has the field. */
function setOfAny(piece: Piece, context: Context, wanted: string | null, owners: readonly string[]): SetRead {
  const [only, ...others] = owners
  const first = setAt(piece, context, wanted ?? (others.length === 0 ? (only ?? null) : null))
  const fits = (read: SetRead): boolean =>
    read !== null && !('ask' in read) && (owners.length === 0 || owners.includes(read.object))
  if (fits(first) || others.length === 0) return first
  for (const owner of owners) {
    const read = setAt(piece, context, owner)
    if (fits(read) && read && !('ask' in read) && read.object === owner) return read
  }
  return first
}

/** The rows that were spoken of, as rows that have the field: of "the Alder renewal" a close date is the deal's. */
function spokenOfAs(owners: readonly string[], context: Context): SetRead {
  const read = context.referent ?? ofPrevious(context.previous)
  const { topic } = context
  if (!topic || !read || 'ask' in read || owners.length === 0 || owners.includes(read.object)) return read
  for (const owner of owners) {
    const meant = readSet(topic, context.speaker, null, null, owner)
    if (meant && !('ask' in meant) && meant.object === owner) return meant
  }
  return read
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
  if (match.slots.some((each) => isGiving({ lattice, match }, each))) return null
  // What is no value of the tool's list is not for this tool, whatever rows are meant.
  if (match.slots.some((each) => isListed(each) && spanValue(each, shape[each.name]) === undefined))
    return null
  const plain: Work = { shape, match, lattice, piece, speaker: context.speaker, set: null }
  const input: Record<string, unknown> = {}
  const early = fillSlots(plain, input, (each) => !needsSet(each))
  if (early === null) return null
  const slot = match.slots.find(isSetSlot)
  const wanted = objectOf(shape)
  const owners = wanted === null ? fieldsOwners(match) : []
  const said = slot ? setOfAny(pieceOf(slot, lattice, piece), context, wanted, owners) : null
  const pointsBack =
    said === null ? variant.leaves !== 'nothing' || isOfThose(match) : said === context.referent
  const read =
    pointsBack && !(slot && said === null) ? spokenOfAs(wanted === null ? owners : [wanted], context) : said
  if (read && 'ask' in read) return read
  if ((slot || variant.leaves !== 'nothing' || isOfThose(match)) && !read) return null
  if (
    states(variant) &&
    (!(context.isOrdered || isOfOne(read) || isOfNamed(variant, read)) || variant.leaves !== 'nothing')
  )
    return null
  const work: Work = { ...plain, set: read }
  const lends = !tool.name.startsWith(objectOf(shape) ?? ' ') && !tool.name.startsWith(read?.object ?? ' ')
  if (read && !placeSet(work, read, input, lends)) return null
  if (!read && shape.of && !match.slots.some(({ type }) => type === 'account' || type === 'contact')) {
    const named = namedIn(lattice, objectOf(shape)) ?? spokenOf(lattice, context)
    if (!named && !isOnesOwn(work, input)) return { ask: whichRow(piece, objectOf(shape) ?? 'row') }
    if (named && !placeSet(work, named, input, lends)) return null
  }
  if (lacksRow(shape, input)) {
    const named = namedIn(lattice, rowKey) ?? spokenOf(lattice, context)
    const [id, ...others] = named?.object === rowKey ? (named.of.ids ?? []) : []
    if (id === undefined || others.length > 0) return { ask: whichRow(piece, rowKey) }
    input[rowKey] = id
  }
  const late = fillSlots(work, input, needsSet)
  if (late === null) return null
  const ask = early.ask ?? late.ask
  if (ask) return { ask }
  placeDay(work, input)
  return tool.input.safeParse(input).success ? { tool: tool.name, input, set: read } : null
}

/** The one row that a tool writes about, where no slot of the frame named it. */
const rowKey = 'account'
const lacksRow = (shape: Shape, input: Record<string, unknown>): boolean =>
  rowKey in shape && !(rowKey in input) && !('contact' in input)

const isSetSlot = ({ type }: Filled): boolean => type === 'set' || type === 'those'
/** A frame that can only speak of rows spoken of before: `{of=those}`. */
const isOfThose = ({ slots }: Match): boolean =>
  slots.some(({ name, type }) => name === 'of' && type === 'const')
/** Fields and their values are read once it is known of which rows. */
const needsSet = ({ type, name, text }: Filled): boolean =>
  type === 'field' || name === 'value' || name === 'field' || text === 'said'

/** Puts what the slots hold into the input; null where one does not fit. The cheap ones go before the set is read. */
function fillSlots(
  work: Work,
  input: Record<string, unknown>,
  takes: (slot: Filled) => boolean,
): { ask?: Ask } | null {
  let ask: Ask | undefined
  for (const each of work.match.slots) {
    if (isSetSlot(each) || each.name === 'of' || isUnkept(each) || !takes(each)) continue
    const value = valueOf(each, work)
    if (!value) return null
    if ('ask' in value) ask ??= value.ask
    else input[each.name] = value.value
  }
  return ask ? { ask } : {}
}

/** `{:person}` is read, and kept by no tool: "not Wei any more". */
const isUnkept = ({ name }: Filled): boolean => name === ''

const isListed = ({ type, name }: Filled): boolean => type === 'value' && name !== 'value'

function setAt(piece: Piece, { speaker, previous, referent, sets }: Context, wanted: string | null): SetRead {
  const key = `${wanted ?? ''} ${piece.text}`
  const known = sets.get(key)
  if (known !== undefined) return known
  const read = readSet(piece, speaker, previous, referent, wanted)
  sets.set(key, read)
  return read
}

/** "Give me all accounts", "give me those that have the beta tag" asks to see them. */
const isGiving = ({ lattice, match }: Pick<Work, 'lattice' | 'match'>, slot: Filled): boolean =>
  /^(person|set)$/.test(slot.type) &&
  /^(me|us)$/.test(lattice.tokens[slot.from]?.word ?? '') &&
  !/^(for|to)$/.test(lattice.tokens[slot.from - 1]?.word ?? '') &&
  (slot.type === 'set' ||
    match.slots.some((each) => each.type === 'set' && each.from >= slot.to && each.from <= slot.to + 1) ||
    // "Give me both": what was spoken of, and nothing that is to be made.
    (/^(give|get|hand|pass|send|bring)$/.test(lattice.tokens[slot.from - 1]?.word ?? '') &&
      match.slots.every((each) => /^(person|set|those|const)$/.test(each.type))))

/** A task for each of some tickets is one for the accounts that have them. */
function ownersOf({ object, of }: Chosen, wanted: string, catalogue: Catalogue): Chosen | null {
  const up = catalogue.objects.get(object)?.relations.find(({ kind, to }) => kind === 'one' && to === wanted)
  const down = catalogue.objects
    .get(wanted)
    ?.relations.find(({ kind, to }) => kind === 'many' && to === object)
  const one = up && oneOf(of.where, `${up.key}.id`)
  if (one !== undefined) return { object: wanted, of: { ids: [one] } }
  if (!down || !of.where) return null
  return {
    object: wanted,
    of: { where: { some: down.key, where: of.where }, ...(of.one && { one: true as const }) },
  }
}

/** One row that is named, or the rows that hang on it: "the renewal of Alder". */
function isOfOne(read: Chosen | null): boolean {
  if (read?.of.ids?.length === 1) return true
  const named = (where: Condition | undefined): boolean =>
    where !== undefined &&
    ('and' in where
      ? where.and.some(named)
      : 'field' in where && where.op === 'eq' && /\.id$/.test(where.field))
  return named(read?.of.where)
}

/** "Next touch for Alder and Target to Friday": rows by their names, and where they are to go. */
const isOfNamed = ({ text }: Variant, read: Chosen | null): boolean =>
  (read?.of.ids?.length ?? 0) > 1 && /\((to\||→)/.test(text)

/** The one row that a filter names. */
function oneOf(where: Condition | undefined, field: string): string | undefined {
  if (!where) return undefined
  if ('and' in where) return where.and.map((each) => oneOf(each, field)).find((id) => id !== undefined)
  return 'field' in where && where.field === field && where.op === 'eq' && typeof where.value === 'string'
    ? where.value
    : undefined
}

const whichRow = (piece: Piece, object: string): Ask => ({
  question: `Which ${object} is that for?`,
  options: [],
  from: piece.at,
  to: piece.at + piece.text.length,
  unfit: true,
  unsaid: true,
})

/** "Remind me to send Alder the letter by Monday": the one row that is named among the words; beside another name, a day is a day. */
function namedIn({ best, spans }: Lattice, object: string | null): Chosen | null {
  const names = best.flatMap(({ meaning, via, cost, from, to }) =>
    meaning.kind === 'name' && via !== 'typo' && cost < 1
      ? meaning.rows.filter((row) => row.object === object).map((row) => ({ row, from, to }))
      : [],
  )
  const rows = names.length > 1 ? names.filter((name) => !isDay(spans, name)) : names
  const [only] = rows
  return only && rows.length === 1 ? { object: only.row.object, of: { ids: [only.row.id] } } : null
}

/** "Monday" may be a row's name, and is a day as well. */
const isDay = (spans: readonly Span[], { from, to }: Pick<Span, 'from' | 'to'>): boolean =>
  spans.some((span) => span.meaning.kind === 'time' && span.from <= from && span.to >= to)

/**
 * "Put 'renewal prep' on my list": what one has to do need be for no row, where the tool can do without, none may be
 * meant, and its words are set apart or a note to self. "Remind me to call my mom" is asked about: it may be nothing of the workspace.
 */
function isOnesOwn({ shape, match, lattice, speaker }: Work, input: Record<string, unknown>): boolean {
  const rows = shape.of
  const isSetApart = match.slots.some(({ type }) => type === 'quoted')
  if (!isSetApart && !/\b(note|memo|reminder) to (self|myself)\b/i.test(lattice.text)) return false
  // "Let me think" asks nobody to do anything.
  const who = match.slots.find(({ type }) => type === 'person')
  if (/^(let|have|make|help)$/.test(lattice.tokens[(who?.from ?? 0) - 1]?.word ?? '')) return false
  if (!rows?.safeParse(undefined).success || !Object.values(input).includes(speaker.asker.email)) return false
  const mayMeanRow = lattice.spans.some(
    (span) =>
      (span.meaning.kind === 'name' &&
        lattice.tokens[span.from]?.capital === true &&
        !isDay(lattice.spans, span)) ||
      (span.meaning.kind === 'unknown' && span.from > 0 && /^\p{Lu}/u.test(span.text)),
  )
  return !mayMeanRow && !lattice.tokens.some(({ word }) => pronoun.test(word))
}

const pronoun = /^(them|those|these|it|their|its|em|they|there|him|her|his|he|she)$/

/** "…: chase support about them", "… and remind me to call them": the rows before, where the words point at them. */
function spokenOf({ tokens: words }: Lattice, { referent, previous, inherits }: Context): Chosen | null {
  if (!inherits && !words.some(({ word }) => /^(them|those|these|it|their|its|em|they|there)$/.test(word)))
    return null
  const read = referent ?? ofPrevious(previous)
  return read && !('ask' in read) ? read : null
}

/** `lends`: the tool makes something for the rows, and changes nothing of theirs. */
function placeSet(
  { shape, speaker }: Work,
  said: Chosen,
  input: Record<string, unknown>,
  lends: boolean,
): boolean {
  const wanted = objectOf(shape)
  const set =
    wanted === null || wanted === said.object
      ? said
      : lends
        ? ownersOf(said, wanted, speaker.lexicon.catalogue)
        : null
  if (!shape.of || !set) return false
  if (shape.object) {
    if (!shape.object.safeParse(set.object).success) return false
    input.object = set.object
  }
  input.of = set.of
  return true
}

/** "X is renewing", "tier of X to gold": states something as well as it asks for it: it is taken as a command of one named row alone. */
export function states({ parts, text }: Variant): boolean {
  const [first] = parts
  const isOfRows = parts.some((part) => part.part === 'slot' && part.type === 'set')
  if (
    isOfRows &&
    first?.part === 'words' &&
    first.options.some((words) => words.length === 1 && words[0] === 'we')
  )
    return true
  return (
    /^(\[the\] )?\{/.test(text) &&
    /\((is|are|was)\||\((is|has) \w+ed\b|\(to\|→|^\{of:set\} \[(is|has)\||^\{value:date\}/.test(text)
  )
}
