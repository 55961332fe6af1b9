/** Calendar days by the workspace's clock: units, fiscal quarters, and the periods of a query resolved to two days. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Clock } from './contract.ts'
import type { CalendarUnit, DayValue, Period } from './query/query.ts'

/** A resolved period; an open end is null. Both days included. */
export type Span = { from: string | null; to: string | null }

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const day = (iso: string) => Temporal.PlainDate.from(iso)

export function addUnits(iso: string, count: number, unit: CalendarUnit): string {
  const months = { month: 1, quarter: 3, year: 12 }
  if (unit === 'day') return day(iso).add({ days: count }).toString()
  if (unit === 'week')
    return day(iso)
      .add({ days: 7 * count })
      .toString()
  return day(iso)
    .add({ months: count * months[unit] })
    .toString()
}

export const daysBetween = (from: string, to: string): number =>
  day(from).until(day(to), { largestUnit: 'day' }).days

/** The first day of the unit that holds the day. Weeks start on Monday; quarters and years follow the fiscal year. */
export function startOf(iso: string, unit: CalendarUnit, fiscalYearStart = 1): string {
  const date = day(iso)
  if (unit === 'day') return iso
  if (unit === 'week') return date.subtract({ days: date.dayOfWeek - 1 }).toString()
  if (unit === 'month') return date.with({ day: 1 }).toString()
  const months = unit === 'quarter' ? 3 : 12
  const into = (date.month - fiscalYearStart + 12) % months
  return date.with({ day: 1 }).subtract({ months: into }).toString()
}

export const endOf = (iso: string, unit: CalendarUnit, fiscalYearStart = 1): string =>
  addUnits(addUnits(startOf(iso, unit, fiscalYearStart), 1, unit), -1, 'day')

export const resolveDay = (value: DayValue, clock: Clock): string =>
  typeof value === 'string' ? value : addUnits(clock.today, value.today, value.unit ?? 'day')

/** Resolves a period against the clock. */
export function resolvePeriod(period: Period, clock: Clock): Span {
  const { today, fiscalYearStart } = clock
  if ('last' in period) return { from: addUnits(today, -period.last, period.unit), to: today }
  if ('next' in period) return { from: today, to: addUnits(today, period.next, period.unit) }
  if ('this' in period) {
    const to = period.toDate ? today : endOf(today, period.this, fiscalYearStart)
    return { from: startOf(today, period.this, fiscalYearStart), to }
  }
  if ('previous' in period) {
    const start = startOf(today, period.previous, fiscalYearStart)
    return { from: addUnits(start, -(period.count ?? 1), period.previous), to: addUnits(start, -1, 'day') }
  }
  if ('following' in period) {
    const start = addUnits(startOf(today, period.following, fiscalYearStart), 1, period.following)
    return { from: start, to: addUnits(addUnits(start, period.count ?? 1, period.following), -1, 'day') }
  }
  return {
    from: period.from === undefined ? null : resolveDay(period.from, clock),
    to: period.to === undefined ? null : resolveDay(period.to, clock),
  }
}

/** The calendar day of a moment in the clock's time zone. */
export const dayOf = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/**
 * The clock now, or fixed to a day. A fixed day is taken at its last second: everything that happened on it has
 * happened, so an answer over fixed data stays the same for ever.
 */
export function clockAt(settings: { timeZone: string; fiscalYearStart: number }, today?: string): Clock {
  const now = today
    ? day(today).toZonedDateTime({ timeZone: settings.timeZone, plainTime: '23:59:59' }).toInstant()
    : Temporal.Now.instant()
  const instant = now.toString({ smallestUnit: 'second' })
  return { now: instant, today: today ?? dayOf(instant, settings.timeZone), ...settings }
}
