/** The working state of one composition: the spans of a path seen from one candidate object, and what was made of them so far. */
import type { Catalogue, Field, ObjectType } from '#db/catalogue/types.ts'
import type { Clock } from '#db/contract.ts'
import type {
  Aggregate,
  Compare,
  Condition,
  GroupKey,
  Having,
  MadeColumn,
  Operand,
  Scalar,
  Series,
} from '#db/query/query.ts'
import type { Named, Ref, Role, Span } from '../spans.ts'
import type { Op } from '../words/ops.ts'
import type { Reach } from './reach.ts'

export type Item = {
  n: number
  span: Span
  /** What the span denotes from here, and the way to it. */
  ref?: Ref
  reach?: Reach
}

/** One condition with the words that it came from. */
export type Atom = {
  kind: 'value' | 'adjective' | 'compare' | 'period' | 'person' | 'name' | 'null' | 'exists' | 'count'
  object: string
  reach: Reach
  condition: Condition
  /** Set where alternatives of the same field join: "red and yellow". */
  field?: string
  values?: Scalar[]
  from: number
  to: number
  items: number[]
  negated: boolean
  /** Of a to-many condition: the related row that it speaks of. */
  group?: number
  /** "Every ticket is solved": what is said behind the noun holds of each related row. */
  every?: boolean
  /** Joined to the one before by "or". */
  orBefore?: boolean
}

export type Ask =
  { ask: 'which'; text: string; rows: Named[]; span: Span } | { ask: 'threshold'; text: string; span: Span }
export type Order = { by: string | Operand; dir: 'asc' | 'desc' }

export type Draft = {
  catalogue: Catalogue
  clock: Clock
  object: ObjectType
  items: Item[]
  used: Set<number>
  /** Stretches of days that a condition would have to be of, and is not: nothing else may take them. */
  barred?: Set<number>
  atoms: Atom[]
  groups: GroupKey[]
  measures: Aggregate[]
  /** Where each figure was said. */
  saidAt: Map<Aggregate, number[]>
  /** Columns made from the figures. */
  made: MadeColumn[]
  /** Comparisons that groups must meet. */
  having: Having[]
  /** A share was asked for: of what the words after this item say, in what those before it say. */
  share?: { item: number; part: number }
  series?: Series
  compare?: Compare
  orders: Order[]
  limit?: number
  /** The figure was not said: an amount stood alone. */
  softFigure?: boolean
  /** Whose end is said by more than a rank: "fell the most". */
  settledOrder?: Order
  /** The order was not said: the rank that stood alone. */
  softOrder?: string
  /** A rank of groups, ordered by the figure once it is known. */
  groupRank?: { item: Item; one: boolean }
  /** The word by which groups were to be ranked, without an end. */
  rankedGroups?: Item
  select: (string | Operand)[]
  /** "count", "sum" … said, and not yet tied to a field. */
  asks: Ask[]
  cost: number
  /** The item of the noun whose rows are asked for. */
  head?: number
  /** "per account" of accounts: figures become columns. */
  perRow?: boolean
  /** The event that the query before was about. */
  seedEvent?: string
  /** The words follow up on a query. */
  follows?: true
  /** Set by "how many", "number of": a figure was asked for. */
  counting: boolean
  /** The item that asked it. */
  countAt?: number
}

export const roleOf = (item: Item | undefined): Role | undefined =>
  item?.span.meaning.kind === 'entry' ? item.span.meaning.role : undefined

/** One value of a field, or a word that is a whole condition: also a verb that was read as one ("deals we won"). */
export const isState = (item: Item | undefined): boolean =>
  /^(value|adjective)$/.test(roleOf(item) ?? '') || item?.ref?.is === 'adjective'

export function opOf(item: Item | undefined, op: Op): { value: string } | undefined {
  if (item?.span.meaning.kind !== 'op') return undefined
  const found = item.span.meaning.ops.find((each) => each.op === op)
  return found && { value: found.value ?? '' }
}

export const isOp = (item: Item | undefined, ...ops: Op[]): boolean =>
  item?.span.meaning.kind === 'op' && item.span.meaning.ops.some(({ op }) => ops.includes(op))

export const kind = (item: Item | undefined): string => item?.span.meaning.kind ?? ''
export const wordOf = (item: Item | undefined): string => item?.span.text.toLowerCase() ?? ''

export const take = (draft: Draft, ...ns: (number | undefined)[]): void => {
  for (const n of ns) if (n !== undefined) draft.used.add(n)
}

/** A figure that is asked for, once however often it is said. */
export function figure(draft: Draft, asked: Aggregate, ...items: number[]): void {
  const known = draft.measures.find((each) => JSON.stringify(each) === JSON.stringify(asked))
  if (known) draft.saidAt.get(known)?.push(...items)
  else {
    draft.measures.push(asked)
    draft.saidAt.set(asked, items)
    // A figure of other rows counts each of them as often as it is pointed at.
    if ('fn' in asked && asked.field?.includes('.')) draft.cost += asked.fn === 'sum' ? 2.2 : 1.5
    // How many rows somebody else has adds up to nothing.
    const path = 'fn' in asked ? asked.field?.split('.') : undefined
    if (path && path.length > 1 && isTally(draft, path.at(-1) ?? '')) draft.cost += 1.5
  }
  take(draft, ...items)
}

/** A number of rows, of whatever object. */
const isTally = ({ catalogue }: Draft, key: string): boolean =>
  [...catalogue.objects.values()].some(({ fields }) =>
    fields.some((field) => field.key === key && field.unit === 'items'),
  )

/** An amount by itself: what adds up is added, all else is averaged. */
export const sumOf = (field: Field, path: string): Aggregate =>
  field.additive ? { fn: 'sum', field: path } : { fn: 'avg', field: path }

/** What stands between content words without parting them. */
const light = new Set<Op>([
  'has',
  'own',
  'show',
  'ask',
  'due',
  'all',
  'only',
  'those',
  'it',
  'about',
  'same',
  'widen',
  'including',
  'and',
  'or',
  'add',
  'filler',
  'speech',
])
export const isLight = (item: Item): boolean =>
  item.span.meaning.kind === 'inert' ||
  (item.span.meaning.kind === 'op' && item.span.meaning.ops.every(({ op }) => light.has(op))) ||
  roleOf(item) === 'cue'

export const isBreak = (item: Item): boolean => /^[;.?!:()]$/.test(item.span.text)

/** The next content item in a direction; `over` lets more items be stepped over. Sentence marks stop it. */
export function near(
  draft: Draft,
  n: number,
  step: 1 | -1,
  over: (item: Item) => boolean = isLight,
): Item | undefined {
  for (let at = n + step; at >= 0 && at < draft.items.length; at += step) {
    const item = draft.items[at]
    if (!item || isBreak(item)) return undefined
    if (!over(item)) return item
  }
  return undefined
}

/** How many content items lie between two, for the price of a binding. */
export function distance(draft: Draft, a: number, b: number): number {
  const [from, to] = a < b ? [a, b] : [b, a]
  let count = 0
  for (let at = from + 1; at < to; at++) {
    const item = draft.items[at]
    if (!item) continue
    if (isBreak(item)) count += 2
    else if (isOp(item, 'but')) count += 1
    else if (!isLight(item)) count += 1
  }
  return count
}

export const objectOf = (draft: Draft, key: string): ObjectType =>
  draft.catalogue.objects.get(key) ?? draft.object

export function atom(
  draft: Draft,
  parts: Omit<Atom, 'negated' | 'from' | 'to'> & { negated?: boolean },
): void {
  const { negated = false, ...rest } = parts
  draft.atoms.push({ ...rest, from: Math.min(...rest.items), to: Math.max(...rest.items), negated })
  take(draft, ...rest.items)
  draft.cost += rest.reach.steps * 0.3
}
