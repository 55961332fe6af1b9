/** Spans of days for a query: the calendar units that a period touches, the days that figures are taken on, and the period to compare with. */
import { addUnits, daysBetween, endOf, resolvePeriod, startOf, type Span } from '../calendar.ts'
import type { Clock } from '../contract.ts'
import { most } from './limits.ts'
import type { CalendarUnit, Compare, Period } from './query.ts'
import { refusal, under } from './refuse.ts'

export type ClosedSpan = { from: string; to: string }
/** A calendar unit with its label as groups have it. */
export type Bucket = ClosedSpan & { label: string }
/** A day that figures are taken on, for the unit that ends with it or is running. */
export type Sample = { label: string; day: string }

export function closedSpan(period: Period, clock: Clock, path: string): ClosedSpan {
  const { from, to }: Span = resolvePeriod(period, clock)
  if (!from || !to)
    throw refusal(
      path,
      'the period needs a first and a last day.',
      'For example {"last": 12, "unit": "month"}.',
    )
  if (from > to) throw refusal(path, `the period ends (${to}) before it begins (${from}).`)
  return { from, to }
}

/** The label of the unit that a day lies in: the same text that groups by unit show. */
export function bucketLabel(day: string, unit: CalendarUnit, fiscalYearStart: number): string {
  const start = startOf(day, unit, fiscalYearStart)
  if (unit === 'day' || unit === 'week') return start
  if (unit === 'month') return start.slice(0, 7)
  const isFiscal = fiscalYearStart !== 1
  const shifted = isFiscal ? addUnits(start, 13 - fiscalYearStart, 'month') : start
  const year = `${isFiscal ? 'FY' : ''}${shifted.slice(0, 4)}`
  return unit === 'year' ? year : `${year}-Q${Math.ceil(Number(shifted.slice(5, 7)) / 3)}`
}

const daysIn: Record<CalendarUnit, number> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 }

/** Every unit that the span touches; refuses more than `atMost` of them. */
export function bucketsOf(
  { from, to }: ClosedSpan,
  unit: CalendarUnit,
  fiscalYearStart: number,
  atMost: number,
  path: string,
): Bucket[] {
  const refuse = () =>
    refusal(path, `the period holds more than ${atMost} ${unit}s.`, 'Take a shorter period or a longer unit.')
  if (daysBetween(from, to) / daysIn[unit] > atMost * 1.2) throw refuse()
  const buckets: Bucket[] = []
  for (let start = startOf(from, unit, fiscalYearStart); start <= to; start = addUnits(start, 1, unit))
    buckets.push({
      label: bucketLabel(start, unit, fiscalYearStart),
      from: start,
      to: endOf(start, unit, fiscalYearStart),
    })
  if (buckets.length > atMost) throw refuse()
  return buckets
}

/** The last day of each unit that the period touches, at the latest the period's own and today; what has not begun is left out. */
export function samplesOf(period: Period, unit: CalendarUnit, clock: Clock, path: string): Sample[] {
  const span = closedSpan(period, clock, path)
  if (span.from > clock.today)
    throw refusal(path, 'the period has not begun, so nothing is known of it.', 'Take one that has.')
  const until = span.to < clock.today ? span.to : clock.today
  return bucketsOf({ from: span.from, to: until }, unit, clock.fiscalYearStart, most.samples, path).map(
    ({ label, to }) => ({ label, day: to < until ? to : until }),
  )
}

const isWholeMonths = ({ from, to }: ClosedSpan): boolean =>
  from.endsWith('-01') && addUnits(to, 1, 'day').endsWith('-01')

/** As many whole months earlier; the last day stays a month's last. */
const monthsEarlier = ({ from, to }: ClosedSpan, months: number): ClosedSpan => ({
  from: addUnits(from, -months, 'month'),
  to: addUnits(addUnits(addUnits(to, 1, 'day'), -months, 'month'), -1, 'day'),
})

function monthsIn({ from, to }: ClosedSpan): number {
  const end = addUnits(to, 1, 'day')
  return (
    12 * (Number(end.slice(0, 4)) - Number(from.slice(0, 4))) +
    Number(end.slice(5, 7)) -
    Number(from.slice(5, 7))
  )
}

function before(period: Period, span: ClosedSpan, clock: Clock): ClosedSpan {
  const length = daysBetween(span.from, span.to)
  const last = addUnits(span.from, -1, 'day')
  if ('this' in period && period.toDate) {
    const from = startOf(last, period.this, clock.fiscalYearStart)
    const to = addUnits(from, length, 'day')
    return { from, to: to < last ? to : last }
  }
  if (isWholeMonths(span)) return monthsEarlier(span, monthsIn(span))
  return { from: addUnits(span.from, -length - 1, 'day'), to: last }
}

/** Both periods of a comparison. */
export function twoSpans(compare: Compare, clock: Clock): { now: ClosedSpan; then: ClosedSpan } {
  const now = closedSpan(compare.period, clock, under('compare', 'period'))
  const { with: other = 'previous' } = compare
  if (other === 'previous') return { now, then: before(compare.period, now, clock) }
  if (other !== 'year_earlier') return { now, then: closedSpan(other, clock, under('compare', 'with')) }
  const then = isWholeMonths(now)
    ? monthsEarlier(now, 12)
    : { from: addUnits(now.from, -1, 'year'), to: addUnits(now.to, -1, 'year') }
  return { now, then }
}
