/** Calendar days as whole numbers since 1970-01-01 (UTC), and the words that people write dates in. */

import { monthNames } from '../calendar.ts'

export type Day = number

const msPerDay = 86_400_000
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export function parseDay(iso: string): Day {
  const ms = Date.parse(`${iso}T00:00:00Z`)
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(iso) ||
    Number.isNaN(ms) ||
    new Date(ms).toISOString().slice(0, 10) !== iso
  ) {
    throw new RangeError(`not a day in ISO form: ${iso}`)
  }
  return ms / msPerDay
}

export function isoDay(day: Day): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10)
}

/** 0 is Monday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The newest such weekday up to the day itself. */
export function lastWeekday(day: Day, wanted: number): Day {
  return day - ((weekday(day) - wanted + 7) % 7)
}

/** The day itself, or the Friday before it when it falls on a weekend. */
export function workday(day: Day): Day {
  return day - Math.max(0, weekday(day) - 4)
}

export function addWorkdays(day: Day, count: number): Day {
  let at = day
  for (let left = count; left > 0;) {
    at++
    if (weekday(at) < 5) left--
  }
  return at
}

/** The same day of the month some months on, or the month's last day where there is none. */
export function addMonths(day: Day, count: number): Day {
  const from = new Date(day * msPerDay)
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count, 1)
  const next = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count + 1, 1)
  const length = (next - first) / msPerDay
  return first / msPerDay + Math.min(from.getUTCDate(), length) - 1
}

export function isoMinute(day: Day, minute: number): string {
  return new Date(day * msPerDay + minute * 60_000).toISOString().slice(0, 19) + 'Z'
}

/** "14 March". */
export function dayWords(day: Day): string {
  const date = new Date(day * msPerDay)
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`
}

export function year(day: Day): number {
  return new Date(day * msPerDay).getUTCFullYear()
}

export function monthWord(day: Day): string {
  return monthNames[new Date(day * msPerDay).getUTCMonth()] ?? ''
}

export function weekdayWord(day: Day): string {
  return weekdays[weekday(day)] ?? ''
}

/** "Q3" of the calendar year. */
export function quarterWord(day: Day): string {
  return `Q${Math.floor(new Date(day * msPerDay).getUTCMonth() / 3) + 1}`
}
