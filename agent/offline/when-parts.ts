/** Days that are counted inside or from another period: the third Monday of a month, its last two weeks, ten days after it, its week. Pure. */
import { addUnits, daysBetween, endOf, startOf } from '#db/calendar.ts'
import type { CalendarUnit } from '#db/query/query.ts'
import type { DaySpan, When } from './when.ts'

/** The weekday of a day, Monday as 1. */
export const weekdayOf = (day: string): number => daysBetween(startOf(day, 'week'), day) + 1

export type Part =
  /** `n` counts from the start, a negative one from the end; `count` takes so many of them. */
  | { w: 'nth'; n: number; count?: number; unit: CalendarUnit; of: When }
  | { w: 'nthWeekday'; n: number; weekday: number; of: When }
  /** So many units after a day, or before it. */
  | { w: 'offset'; n: number; unit: CalendarUnit; at: When }
  | { w: 'weekOf'; at: When }
  | { w: 'weekdayOf'; weekday: number; of: When }
  | { w: 'weekend'; of: When }
  | { w: 'part'; part: 'early' | 'mid' | 'late'; of: When }
  | { w: 'week'; week: number; year?: number }

type Whole = Required<DaySpan>

/** A week belongs to the period that holds its Thursday, as the calendar's own numbers have it. */
function firstWeek({ from }: Whole): string {
  const monday = startOf(from, 'week')
  return addUnits(monday, 3, 'day') < from ? addUnits(monday, 1, 'week') : monday
}
function lastWeek({ to }: Whole): string {
  const monday = startOf(to, 'week')
  return addUnits(monday, 3, 'day') > to ? addUnits(monday, -1, 'week') : monday
}

function nth({ n, count = 1, unit }: { n: number; count?: number; unit: CalendarUnit }, whole: Whole): Whole {
  const opening =
    n > 0
      ? unit === 'week'
        ? firstWeek(whole)
        : whole.from
      : unit === 'week'
        ? lastWeek(whole)
        : addUnits(addUnits(whole.to, 1, 'day'), -1, unit)
  const from = addUnits(opening, n > 0 ? n - 1 : n + 1, unit)
  const start = n > 0 ? from : addUnits(from, 1 - count, unit)
  return { from: start, to: addUnits(addUnits(start, count, unit), -1, 'day') }
}

function nthWeekday(n: number, weekday: number, { from, to }: Whole): Whole {
  const day =
    n > 0
      ? addUnits(addUnits(from, (weekday - weekdayOf(from) + 7) % 7, 'day'), n - 1, 'week')
      : addUnits(addUnits(to, -((weekdayOf(to) - weekday + 7) % 7), 'day'), n + 1, 'week')
  return { from: day, to: day }
}

const monthsOf = ({ from, to }: Whole): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7)) +
  1

/** Early and late are the halves of a period, mid its middle third; whole months where it has enough of them. */
function partOf(part: 'early' | 'mid' | 'late', whole: Whole): Whole {
  const { from, to } = whole
  const days = daysBetween(from, to) + 1
  const months = days > 31 ? monthsOf(whole) : 0
  const at = (share: number): string =>
    months > 0 && Number.isInteger(Math.round(months * share * 1e6) / 1e6)
      ? addUnits(from, Math.round(months * share), 'month')
      : addUnits(from, Math.floor(days * share), 'day')
  if (part === 'early') return { from, to: addUnits(at(0.5), -1, 'day') }
  if (part === 'late') return { from: at(0.5), to }
  return { from: at(1 / 3), to: addUnits(at(2 / 3), -1, 'day') }
}

/** The days of a part, given those of what it is a part of; null where that has an open end. */
export function partSpan(when: Part, of: (when: When) => DaySpan, today: string): Whole | null {
  if (when.w === 'week') {
    const year = when.year ?? Number(today.slice(0, 4))
    return nth({ n: when.week, unit: 'week' }, { from: `${year}-01-01`, to: `${year}-12-31` })
  }
  const { from, to } = of('of' in when ? when.of : when.at)
  if (when.w === 'offset') {
    const base = when.n < 0 ? (from ?? to) : (to ?? from)
    const day = base && addUnits(base, when.n, when.unit)
    return day === undefined ? null : { from: day, to: day }
  }
  if (!from || !to) return null
  const whole = { from, to }
  if (when.w === 'nth') return nth(when, whole)
  if (when.w === 'nthWeekday') return nthWeekday(when.n, when.weekday, whole)
  if (when.w === 'part') return partOf(when.part, whole)
  if (when.w === 'weekOf') return { from: startOf(from, 'week'), to: endOf(from, 'week') }
  const day = addUnits(startOf(from, 'week'), when.w === 'weekend' ? 5 : when.weekday - 1, 'day')
  return { from: day, to: when.w === 'weekend' ? addUnits(day, 1, 'day') : day }
}
