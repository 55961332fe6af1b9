/** Days, units and periods counted again with Temporal, from the domain's words and no code of the store's own calendar. */
import { Temporal } from 'temporal-polyfill'
import type { Clock } from '#db/contract.ts'
import type { CalendarUnit, DayValue, Period } from '#db/query/query.ts'

export type Days = { first: string | null; last: string | null }

const plain = (iso: string) => Temporal.PlainDate.from(iso)

export const plusDays = (iso: string, days: number): string => plain(iso).add({ days }).toString()

export function plus(iso: string, count: number, unit: CalendarUnit): string {
  switch (unit) {
    case 'day':
      return plusDays(iso, count)
    case 'week':
      return plusDays(iso, count * 7)
    case 'month':
      return plain(iso).add({ months: count }).toString()
    case 'quarter':
      return plain(iso)
        .add({ months: 3 * count })
        .toString()
    case 'year':
      return plain(iso).add({ years: count }).toString()
  }
}

export const daysFrom = (from: string, to: string): number => plain(from).until(plain(to)).total('days')

/** The first day of the unit that the day lies in: walks back to it day by day. */
export function firstOf(iso: string, unit: CalendarUnit, fiscalStart: number): string {
  const starts = (day: Temporal.PlainDate): boolean => {
    const months = (day.month - fiscalStart + 12) % 12
    if (unit === 'day') return true
    if (unit === 'week') return day.dayOfWeek === 1
    if (unit === 'month') return day.day === 1
    return day.day === 1 && (unit === 'quarter' ? months % 3 === 0 : months === 0)
  }
  let day = plain(iso)
  while (!starts(day)) day = day.subtract({ days: 1 })
  return day.toString()
}

export const lastOf = (iso: string, unit: CalendarUnit, fiscalStart: number): string =>
  plusDays(plus(firstOf(iso, unit, fiscalStart), 1, unit), -1)

export const dayIn = (value: DayValue, clock: Clock): string =>
  typeof value === 'string' ? value : plus(clock.today, value.today, value.unit ?? 'day')

export function daysOf(period: Period, clock: Clock): Days {
  const { today, fiscalYearStart: fiscal } = clock
  if ('last' in period) return { first: plus(today, -period.last, period.unit), last: today }
  if ('next' in period) return { first: today, last: plus(today, period.next, period.unit) }
  if ('this' in period) {
    const last = period.toDate ? today : lastOf(today, period.this, fiscal)
    return { first: firstOf(today, period.this, fiscal), last }
  }
  if ('previous' in period) {
    const start = firstOf(today, period.previous, fiscal)
    return { first: plus(start, -(period.count ?? 1), period.previous), last: plusDays(start, -1) }
  }
  if ('following' in period) {
    const start = plusDays(lastOf(today, period.following, fiscal), 1)
    return { first: start, last: plusDays(plus(start, period.count ?? 1, period.following), -1) }
  }
  return {
    first: period.from === undefined ? null : dayIn(period.from, clock),
    last: period.to === undefined ? null : dayIn(period.to, clock),
  }
}

/** The name of the unit that the day lies in; a fiscal year is named after the calendar year that it ends in. */
export function unitName(iso: string, unit: CalendarUnit, fiscalStart: number): string {
  const first = plain(firstOf(iso, unit, fiscalStart))
  if (unit === 'day' || unit === 'week') return first.toString()
  if (unit === 'month') return first.toString().slice(0, 7)
  const yearStart = plain(firstOf(iso, 'year', fiscalStart))
  const year = fiscalStart === 1 ? `${yearStart.year}` : `FY${yearStart.year + 1}`
  if (unit === 'year') return year
  return `${year}-Q${(first.year * 12 + first.month - yearStart.year * 12 - yearStart.month) / 3 + 1}`
}

export const momentMs = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds

/** The day of a moment by the clock on the wall of that zone. */
export const dayOfMoment = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()

export const hoursFrom = (from: string, to: string): number => (momentMs(to) - momentMs(from)) / 3_600_000
