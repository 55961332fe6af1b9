/** Figures over time: the same figure on the last day of every month, or on two days. Only what has a value on other days. Pure. */
import type { Field } from '#db/catalogue/types.ts'
import type { Aggregate, CalendarUnit, Condition, Period } from '#db/query/query.ts'
import { liftsClause } from '#db/query/usual.ts'
import { periodOf, spanOf, type When } from '../when.ts'
import {
  figure,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  sumOf,
  take,
  wordOf,
  isState,
  type Draft,
  type Item,
} from './draft.ts'
import { fieldAt, nearestDay } from './order.ts'
import { fieldOf, fieldsOf, isAmount, mainEvent, pathTo, tenseOf } from './reach.ts'

/** "ARR trend", "average health month by month", "how has NPS developed since January". */
export function bindSeries(draft: Draft): void {
  const bucket = draft.items.find((item) => kind(item) === 'bucket' && !draft.used.has(item.n))
  const trend = draft.items.find((item) => isOp(item, 'trend') && !draft.used.has(item.n))
  if ((!bucket && !trend) || (trend && !bucket && nearestDay(draft, trend.n))) return
  // "A declining trend" says which rows.
  if (trend && isState(draft.items[trend.n - 1])) return
  if (!hasFollowed(draft)) {
    if (trend && !bucket) followByEvent(draft, trend)
    return
  }
  const time = draft.items.find((item) => kind(item) === 'time' && !draft.used.has(item.n))
  const over = time ? overOf(draft, time) : { last: 12, unit: 'month' as const }
  if (!over) return
  const said = bucket?.span.meaning.kind === 'bucket' ? bucket.span.meaning.unit : undefined
  draft.series = { by: said ?? unitOf(draft, over), over }
  // "A monthly count of replies": of rows, not of how many somebody has at the end of each month.
  if (
    draft.measures.some((each) => 'fn' in each && fieldOf(draft.object, each.field ?? '')?.unit === 'items')
  )
    draft.cost += 0.8
  take(draft, bucket?.n, trend?.n, time?.n)
}

/** "How has CSAT developed": of rows that each have their day, the figure month by month. */
function followByEvent(draft: Draft, trend: Item): void {
  const main = mainEvent(draft.object)
  if (!main || tenseOf(draft.object, main) !== 'past' || draft.groups.length > 0) return
  const named = draft.items.filter(
    (item) => roleOf(item) === 'field' && !draft.used.has(item.n) && isAmount(fieldAt(draft, item)?.field),
  )
  const [one] = named
  const found = one && fieldAt(draft, one)
  if (draft.measures.length === 0 && named.length === 1 && one && found)
    figure(draft, sumOf(found.field, found.path), one.n)
  if (draft.measures.length === 0 && !draft.counting) return
  draft.groups.push({ field: main.key, by: 'month' })
  take(draft, trend.n)
}

/** Short stretches are followed by the week. */
function unitOf(draft: Draft, over: Period): CalendarUnit {
  const { from, to } = spanOf({ w: 'period', period: over }, 'past', draft.clock)
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : 365
  return days <= 100 ? 'week' : 'month'
}

function overOf(draft: Draft, time: Item): Period | undefined {
  if (time.span.meaning.kind !== 'time') return undefined
  const { when, tense } = time.span.meaning.time
  const isAhead = isOp(draft.items[time.n - 1], 'due', 'upcoming')
  if (tense === 'future' || isAhead) return undefined
  const period = whenOf(when, draft)
  if ('next' in period || 'following' in period) return undefined
  if ('from' in period || 'to' in period)
    return period.from === undefined ? undefined : { from: period.from, to: period.to ?? { today: 0 } }
  return period
}

const whenOf = (when: When, draft: Draft): Period =>
  when.w === 'duration' ? { last: when.n, unit: when.unit } : periodOf(when, 'past', draft.clock)

/** A figure that has a value on other days was asked for; an amount that was only named becomes one. */
function hasFollowed(draft: Draft): boolean {
  if (draft.measures.length) return draft.measures.every((each) => isFollowed(draft, each))
  const named = draft.items.flatMap((item) => {
    const found = roleOf(item) === 'field' && !draft.used.has(item.n) ? fieldAt(draft, item) : undefined
    return found && isAmount(found.field) ? [{ item, ...found }] : []
  })
  const [one, ...more] = named
  if (!one) return draft.counting && isDated(draft, undefined)
  if (more.length || !isDated(draft, one.path)) return false
  figure(draft, sumOf(one.field, one.path), one.item.n)
  return true
}

const isFollowed = (draft: Draft, each: Aggregate): boolean =>
  'measure' in each
    ? draft.object.portfolio?.find(({ key }) => key === each.measure)?.windowed === true
    : isDated(draft, each.field)

/** Without a field: rows are counted on a day where the usual scope depends on it. */
function isDated(draft: Draft, key: string | undefined): boolean {
  if (key !== undefined) return fieldOf(draft.object, key)?.dated === true
  return draft.object.usually.some(({ where }) => restsOn(draft.object.fields, where))
}

const restsOn = (fields: Field[], where: Condition): boolean =>
  fieldsOf(where).every((key) => fields.some((field) => field.key === key && field.dated))

/** "ARR today against a year ago", "average health this quarter versus last quarter": the figure on two days. */
export function bindComparedDays(draft: Draft): void {
  const versus = draft.items.find((item) => isOp(item, 'versus') && !draft.used.has(item.n))
  if (!versus || nearestDay(draft, versus.n)) return
  const spans = draft.items.flatMap((item) => {
    const { meaning } = item.span
    if (meaning.kind !== 'time' || draft.used.has(item.n)) return []
    const { from, to } = spanOf(meaning.time.when, 'past', draft.clock)
    return from && to && from <= draft.clock.today ? [{ item, from, to }] : []
  })
  const [one, two] = spans.sort((a, b) => b.to.localeCompare(a.to))
  if (!one || spans.length > 2 || (!two && one.to >= draft.clock.today) || !hasFollowed(draft)) return
  const isToday = !two || one.from === draft.clock.today
  const now = isToday ? { this: 'day' as const } : { from: one.from, to: one.to }
  const then = two ?? one
  draft.compare = { period: now, with: { from: then.from, to: then.to } }
  take(draft, versus.n, one.item.n, two?.item.n)
}

/** "Against the one before", "year on year": a period that is said by the one beside it. */
export function bindEarlier(draft: Draft): void {
  const item = draft.items.find((each) => isOp(each, 'earlier') && !draft.used.has(each.n)) ?? bareLast(draft)
  if (!item || draft.groups.some((each) => typeof each === 'object')) return
  const how = opOf(item, 'earlier')?.value === 'year' ? 'year_earlier' : 'previous'
  const periods = draft.atoms.filter((each) => each.kind === 'period' && !each.reach.many)
  const [only] = periods
  if (!only) {
    if (how === 'previous' || draft.compare || !hasFollowed(draft)) return
    draft.compare = { period: { this: 'day' }, with: how }
  } else {
    const { condition, field, reach } = only
    if (periods.length > 1 || !field || !('field' in condition)) return
    // "Month over month from June on": what has no end is set beside nothing.
    if (!isClosed(condition.value)) return
    draft.compare = { period: condition.value as Period, with: how, field: pathTo(reach, field) }
    draft.atoms = draft.atoms.filter((each) => each !== only)
    if (!draft.measures.length) draft.counting = true
  }
  take(draft, item.n)
  for (const each of draft.items) if (isOp(each, 'versus') || isMore.test(wordOf(each))) take(draft, each.n)
}

/** A period with both its ends. */
const isClosed = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || !('from' in value || 'to' in value)
    ? true
    : 'from' in value && 'to' in value

/** "More this quarter than last": the answer tells which is more. */
const isMore = /^(more|less|fewer|higher|lower|better|worse)$/

/** "This quarter compared with last". */
const bareLast = (draft: Draft): Item | undefined =>
  draft.items.find(
    (each) =>
      /^(last|previous|prior)$/.test(wordOf(each)) &&
      (isOp(near(draft, each.n, -1), 'versus') || wordOf(draft.items[each.n - 1]) === 'than') &&
      near(draft, each.n, 1) === undefined,
  )

/** Followed over time, rows that the usual scope leaves out now are hardly meant: "churned ARR by month" tells when it churned. */
export const isOddlyFollowed = (draft: Draft, clauses: { condition: Condition }[]): boolean =>
  (draft.series !== undefined || (draft.compare !== undefined && draft.compare.field === undefined)) &&
  draft.object.usually.some((usual) =>
    clauses.some(({ condition }) => liftsClause(usual, condition) && !namesRow(draft, condition)),
  )

const namesRow = (draft: Draft, condition: Condition): boolean =>
  fieldsOf(condition).every((key) => key === 'id' || key === draft.object.title)

/** Over time the filter that days decide is asked of each day, with the figure. */
export function onDays<Each extends { condition: Condition }>(
  draft: Draft,
  clauses: Each[],
): { held: Each[]; daily: Condition[] } {
  const isDaily = ({ condition }: Each): boolean => restsOn(draft.object.fields, condition)
  return {
    held: clauses.filter((each) => !isDaily(each)),
    daily: clauses.filter(isDaily).map(({ condition }) => condition),
  }
}
