/** Follow-ups that say nothing but what to do with the query before: "which ones?", "make it 60", "median?", "the other way round", "the next 10", "drop the region filter", "and which don't?". Pure. */
import type { Catalogue, ObjectType } from '#db/catalogue/types.ts'
import type { Clock } from '#db/contract.ts'
import type { Condition } from '#db/query/query.ts'
import type { PastTurn } from '../planner.ts'
import { conjuncts, negation, type Asked, withWhere } from './compose/build.ts'
import { resized } from './amended.ts'
import { beforePrevious, previousOf } from './conversation.ts'
import { aboutFilters, forEveryone, lifted, meantBy } from './lifted.ts'
import { latticeOfText, type Lattice } from './read.ts'
import type { Lexicon } from './lexicon.ts'
import { ones, tens } from './number-words.ts'
import { shifted } from './shifted.ts'
import { revalued } from './worth.ts'
import type { Span } from './spans.ts'
import type { Op } from './words/ops.ts'
import { fieldsAtEnd } from './compose/reach.ts'

/** The conversation in which they are said. */
export type Said = { history: readonly PastTurn[]; clock: Clock }

/** The words that are left when courtesy and what continues a conversation are taken away. */
const courtesy =
  /^(please|pls|thanks|thank|you|ok|okay|and|now|then|so|actually|hmm|well|great|perfect|hey|hi|also|can|could|would|for|me|us|sorry|no|oh|alright|right|i|meant|mean|rather|instead|wait|but)$/
const saidIn = ({ tokens }: Lattice): string[] =>
  tokens.filter(({ kind, word }) => kind !== 'mark' && !courtesy.test(word)).map(({ word }) => word)

/** The query that the words make of the one before; null where they say more than that. */
export function moved(
  text: string,
  previous: Asked,
  { history, clock }: Said,
  lexicon: Lexicon,
): Asked | null {
  const before = beforePrevious(history)
  const talk = { texts: history.map((turn) => turn.text).toReversed(), clock }
  const lattice = latticeOfText(resized(text), lexicon)
  const said = saidIn(lattice).join(' ')
  const object = lexicon.catalogue.objects.get(previous.from)
  if (!object) return null
  return (
    listed(said, previous) ??
    counted(said, previous) ??
    reversed(said, previous) ??
    (before &&
    /^(go back|back|scratch that|never ?mind( that)?|undo( that)?|forget (that|it)|back to (the )?(previous|last|first|one before|original).*|(the )?previous one|(put|bring|take|add|let|have|get) (them|it|those|these|the others|the rest|all of them|everything|everyone|that) (all )?(back|in again|back in)( in| again)?|(undo|revert|reverse) (that|the last (one|step|change|filter)))$/.test(
      said,
    )
      ? before
      : null) ??
    nextOf(said, previous, previousOf(history)?.ids ?? null) ??
    denied(said, previous) ??
    shifted(said, previous, clock) ??
    revalued(said, previous, object) ??
    forEveryone(said, previous, lexicon.catalogue) ??
    uncolumned(said, previous, lexicon, object) ??
    onlyColumns(said, previous, lexicon, object) ??
    lifted(lattice, previous, lexicon, talk) ??
    renumbered(lattice, previous, lexicon.catalogue, object) ??
    refigured(lattice, previous, object)
  )
}

const listing =
  /^((which|what|who)( (ones?|are (they|those|these|the ones)|is (it|that)|accounts|customers|of them))?|(list|show|display|name|see|get|give)( (them|those|these|it|all|all of them|which( ones)?|the (list|names|rows|accounts|customers)))*|let see( (them|those|which ones))?|(the )?(list|names|details))( exactly| then)?$/

/** "How many …" and then "which ones?": the rows that were counted. */
function listed(said: string, previous: Asked): Asked | null {
  if (!previous.measures || !listing.test(said)) return null
  const { measures: _m, groupBy: _g, orderBy: _o, limit: _l, ...rest } = previous
  return rest
}

const counting =
  /^(?:(?:only|just|i|we|give|me|show|need|want|all|tell|have|see|only need|would like|a|the|it is|is) )*(how many|how many (of (them|those|these)|in (total|all)|altogether|all told)|how many (is|are|was|were) (that|those|these|they|there|it)( (in (total|all)|altogether))?|(count|number|tally|figure|headcount|total number|sum total)( (them|those|these|of (them|those|these)|will do|is enough|only|alone|would do|suffices|that is))*|what is the (count|number|total)|in (numbers|total|all)|as a number|the total number)$/

/** "How many is that?": the rows that were listed. */
function counted(said: string, previous: Asked): Asked | null {
  if (previous.measures || previous.groupBy || previous.limit !== undefined || !counting.test(said))
    return null
  const { select: _s, orderBy: _o, ...rest } = previous
  return { ...rest, measures: [{ fn: 'count' }] }
}

const turning =
  /^(the )?(other way (a?round)|opposite( order)?|(reverse|reversed|flip|flipped|invert|inverted)( (it|them|that|those|the order|order|the sorting|sorting|the sort))?|in reverse( order)?|the other direction)$/

function reversed(said: string, previous: Asked): Asked | null {
  if (!previous.orderBy?.length || previous.limit !== undefined || !turning.test(said)) return null
  return {
    ...previous,
    orderBy: previous.orderBy.map((order) => ({ ...order, dir: order.dir === 'asc' ? 'desc' : 'asc' })),
  }
}

const hiding =
  /^(?:without|drop|hide|remove|skip|lose|omit|minus|no|(?:leave|take|cut) (?:out|off)|get rid of|do not (?:show|need|want)) (?:me |the |that |those )*(?<what>.+?) columns?(?: too| as well)*$|^(?:take|leave|cut|throw) (?:the |that |those )*(?<what2>.+?) columns? (?:out|off|away)$/

/** "Without the ARR column": the rows stay, the column goes. */
function uncolumned(said: string, previous: Asked, lexicon: Lexicon, object: ObjectType): Asked | null {
  const { what, what2 } = hiding.exec(said)?.groups ?? {}
  if (previous.measures || previous.groupBy || (what ?? what2) === undefined) return null
  const named = latticeOfText(what ?? what2 ?? '', lexicon).spans.flatMap(({ meaning }) =>
    meaning.kind === 'entry'
      ? meaning.refs.flatMap((ref) => (ref.is === 'field' && ref.object === object.key ? [ref.field] : []))
      : [],
  )
  const shown = previous.select ?? object.columns
  const select = shown.filter((each) => typeof each !== 'string' || !named.includes(each))
  return select.length > 0 && select.length < shown.length ? { ...previous, select } : null
}

const keeping =
  /^(?:(?:show|give|list) )*(?:me )?(?:only|just|nothing but)(?: (?:show|give|list|need|want|me|us))*(?: the| their)* (?<what>.+?)(?: columns?)?$|^(?:the |their )*(?<what2>.+?) (?:only|and nothing else|are enough|is enough|will do|would do|suffices?)$/

/** "Just the names and the ARR": the rows stay, with those columns. */
function onlyColumns(said: string, previous: Asked, lexicon: Lexicon, object: ObjectType): Asked | null {
  const { what, what2 } = keeping.exec(said)?.groups ?? {}
  const [title] = object.columns
  if (previous.measures || previous.groupBy || title === undefined || (what ?? what2) === undefined)
    return null
  const fields = meantBy(latticeOfText(what ?? what2 ?? '', lexicon)).flatMap(({ meaning, text }) => {
    if (meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'and')) return []
    if (/^(?:names?|titles?)$/i.test(text)) return [title]
    const ref =
      meaning.kind === 'entry' &&
      meaning.refs.find((each) => each.is === 'field' && each.object === object.key)
    return [ref && ref.is === 'field' ? ref.field : null]
  })
  return fields.includes(title) && !fields.includes(null)
    ? { ...previous, select: fields.flatMap((each) => each ?? []) }
    : null
}

const paging =
  /^(?:(?:what|how) about |show |give |list |get |see |let see )*(?:the |me |us )*(?:next|following|other|another)(?: (?<many>\d{1,3}|few|lot|batch|page|ones?|set|bunch|handful|two|three|four|five|six|seven|eight|nine|ten|twenty))?(?: (?:ones|accounts|customers|more|of (?:them|those|these)|after (?:that|those|these|them)|on (?:the|that) list|down|in line))*$|^(?:(?:show|give|list|get|see) )*(?:the |me |us )*(?:(?<more>\d{1,3}|a few|some|two|three|four|five|six|seven|eight|nine|ten|twenty) )?more(?: (?:of (?:them|those|these)|ones|accounts|customers))*$/

/** "And the next 10" of a list that was cut: those that come behind the ones shown. */
function nextOf(said: string, previous: Asked, ids: string[] | null): Asked | null {
  if (previous.limit === undefined || !ids?.length || previous.groupBy || previous.measures) return null
  const { many, more } = paging.exec(said)?.groups ?? {}
  if (!paging.test(said)) return null
  const number = many ?? more ?? ''
  const limit = /^\d+$/.test(number)
    ? Number(number)
    : (ones[number] ?? tens[number] ?? (number === 'ones' ? 1 : previous.limit))
  if (limit < 1) return null
  const behind: Condition = { field: 'id', op: 'not_in', value: ids }
  return { ...withWhere(previous, [...conjuncts(previous.where), behind]), limit }
}

const around =
  /^(which|who|what|how|many|about|the|ones|one|those|these|of|them|do|does|did|are|is|have|has|were|was|that|my|accounts|customers|show|list|all|see|everyone|everybody)$/
const denying = /^(not|n't|nt|without|other|others|rest|remaining|opposite|else|reverse|neither)$/

/** "And which ones did not?", "and the ones without?", "the others": all but what the last condition chose. */
function denied(said: string, previous: Asked): Asked | null {
  const words = said.split(' ').filter((word) => !around.test(word))
  const clauses = conjuncts(previous.where)
  const last = clauses.at(-1)
  const [key, ...keys] = previous.groupBy ?? []
  // "The ones without" of customers by manager.
  if (words.length === 1 && words[0] === 'without' && typeof key === 'string' && keys.length === 0) {
    const { groupBy: _g, measures: _m, orderBy: _o, limit: _l, ...rest } = previous
    return withWhere(rest, [...clauses, { field: key, op: 'is_null' }])
  }
  if (words.length !== 1 || !denying.test(words[0] ?? '') || !last || previous.limit !== undefined)
    return null
  if (/^(not|without)/.test(words[0] ?? '') && said.split(' ').length < 2) return null
  return withWhere(previous, [...clauses.slice(0, -1), negation(last)])
}

const beside = new Set<Op>([
  'compare',
  'compareAfter',
  'correct',
  'about',
  'only',
  'same',
  'filler',
  'unit',
  'those',
  'it',
  'show',
  'rank',
  'and',
  'all',
])

/** What the words hold beside operators that leave the number its place; null where they hold more. */
function alone<K extends 'number' | 'time'>(
  lattice: Lattice,
  kind: K,
): Extract<Span['meaning'], { kind: K }> | null {
  const spans = meantBy(lattice)
  const found = spans.filter(({ meaning }) => meaning.kind === kind)
  const others = spans.filter(
    ({ meaning, text }) =>
      meaning.kind !== kind && !aboutFilters.test(text.toLowerCase()) && !/^(enough|do)$/i.test(text),
  )
  if (found.length !== 1) return null
  if (!others.every(({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => beside.has(op))))
    return null
  return found[0]?.meaning as Extract<Span['meaning'], { kind: K }>
}

/** "Now the bottom 3". */
const takesOtherEnd = (lattice: Lattice): boolean =>
  meantBy(lattice).some(
    ({ meaning, text }) =>
      meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'rank') && !/^top$/i.test(text),
  )

/** Nothing but a number, or a length of time: "make it 20", "hmm, 3 weeks". */
export const isNumberAlone = (text: string, lexicon: Lexicon): boolean => {
  const lattice = latticeOfText(resized(text), lexicon)
  if (takesOtherEnd(lattice)) return false
  return alone(lattice, 'number') !== null || alone(lattice, 'time')?.time.when.w === 'duration'
}

type Compared = Extract<Condition, { field: string } | { count: string }>
const isNumeric = (condition: Condition): condition is Compared =>
  ('field' in condition || 'count' in condition) &&
  typeof condition.value === 'number' &&
  /^(gt|gte|lt|lte|eq)$/.test(condition.op)

function numericIn(condition: Condition): Compared[] {
  if (isNumeric(condition)) return [condition]
  if ('and' in condition) return condition.and.flatMap(numericIn)
  if ('or' in condition) return condition.or.flatMap(numericIn)
  return 'not' in condition ? numericIn(condition.not) : []
}

function replaced(condition: Condition, old: Compared, by: Compared): Condition {
  if (condition === old) return by
  if ('and' in condition) return { and: condition.and.map((each) => replaced(each, old, by)) }
  if ('or' in condition) return { or: condition.or.map((each) => replaced(each, old, by)) }
  return 'not' in condition ? { not: replaced(condition.not, old, by) } : condition
}

const unitOf = (catalogue: Catalogue, object: ObjectType, path: string): string | undefined => {
  return fieldsAtEnd(path, object, catalogue)[0]?.unit
}

const daysOf: Record<string, number> = { day: 1, week: 7 }

/** "Make it 60", "top 10 instead", "what about 60 days": the one number of the query before. */
function renumbered(
  lattice: Lattice,
  previous: Asked,
  catalogue: Catalogue,
  object: ObjectType,
): Asked | null {
  const numbers = previous.where ? numericIn(previous.where) : []
  const [only] = numbers
  const number = alone(lattice, 'number')?.number
  const isRanked = meantBy(lattice).some(
    ({ meaning }) => meaning.kind === 'op' && meaning.ops.some((each) => each.op === 'rank'),
  )
  const op = meantBy(lattice)
    .flatMap(({ meaning }) => (meaning.kind === 'op' ? meaning.ops : []))
    .find((each) => each.op === 'compare' || each.op === 'compareAfter')?.value
  if (takesOtherEnd(lattice)) return null
  if (number && previous.limit !== undefined && op === undefined && Number.isInteger(number.value))
    return { ...previous, limit: number.value }
  if (isRanked) return null
  if (only && numbers.length === 1 && previous.where) {
    const unit = 'field' in only ? unitOf(catalogue, object, only.field) : undefined
    const isRatio = unit === 'ratio'
    const time = alone(lattice, 'time')?.time.when
    const days =
      time?.w === 'duration' && unit === 'days' ? time.n * (daysOf[time.unit] ?? Number.NaN) : undefined
    const value = number
      ? isRatio && number.value > 1
        ? number.value / 100
        : inScale(number.value, only)
      : days
    if (value === undefined || Number.isNaN(value)) return null
    const by: Compared = { ...only, value, ...(isComparison(op) && { op }) }
    return { ...previous, where: replaced(previous.where, only, by) }
  }
  if (number && previous.orderBy && !previous.measures && op === undefined && Number.isInteger(number.value))
    return { ...previous, limit: number.value }
  return null
}

/** "Over 100k" and then "150": in the same thousands. */
function inScale(value: number, { value: old }: Compared): number {
  if (typeof old !== 'number' || value <= 0 || value >= 1_000 || old < 10_000 || old % 1_000 !== 0)
    return value
  return value * (old >= 1_000_000 && value < 100 ? 1_000_000 : 1_000)
}

const isComparison = (op: string | undefined): op is 'gt' | 'gte' | 'lt' | 'lte' =>
  op !== undefined && /^(gt|gte|lt|lte)$/.test(op)

const figures: Partial<Record<Op, 'avg' | 'median' | 'sum' | 'max' | 'min'>> = {
  average: 'avg',
  median: 'median',
  total: 'sum',
  maximum: 'max',
  minimum: 'min',
}

/** "Median?": the same figure another way; "sum it up": what the rows are worth. */
function refigured(lattice: Lattice, previous: Asked, object: ObjectType): Asked | null {
  const spans = meantBy(lattice).filter(({ text }) => !/^(up|what|is)$/i.test(text))
  const ops = spans.flatMap(({ meaning }) => (meaning.kind === 'op' ? [meaning.ops] : []))
  if (ops.length !== spans.length) return null
  const fns = ops
    .flatMap((each) => each.flatMap(({ op }) => figures[op] ?? []))
    .filter((fn, at, list) => list.indexOf(fn) === at)
  const [fn] = fns
  const rest = ops.filter((each) => !each.some(({ op }) => figures[op] !== undefined || beside.has(op)))
  if (fn === undefined || fns.length !== 1 || rest.length > 0) return null
  const [measure] = previous.measures ?? []
  if (measure && 'fn' in measure && measure.field && previous.measures?.length === 1)
    return { ...previous, measures: [{ ...measure, fn }] }
  const worth = object.fields.find(({ implicitFor, additive }) => implicitFor === 'money' && additive)
  if (previous.measures || previous.groupBy || fn !== 'sum' || !worth) return null
  const { select: _s, orderBy: _o, limit, ...list } = previous
  return limit === undefined ? { ...list, measures: [{ fn, field: worth.key }] } : null
}
