/** Reads days and moments written in ISO 8601, and says of others which day they might mean and how to write it. Pure. */
import { monthNames } from '../calendar.ts'
import { Refusal, shown } from './refusal.ts'

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const daysIn = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0))

/** Null where the day exists. */
function dayFault(year: number, month: number, day: number): string | null {
  if (year < 1) return 'there is no year 0'
  if (month < 1 || month > 12) return `there is no month ${month}`
  const length = daysIn(year, month)
  if (day >= 1 && day <= length) return null
  return `${monthNames[month - 1]} ${year} has ${length} days`
}

const pad = (n: number) => String(n).padStart(2, '0')
const isoDay = (year: number, month: number, day: number) => `${year}-${pad(month)}-${pad(day)}`

const iso = /^(\d{4})-(\d{2})-(\d{2})$/
/** What databases print for a day kept as a moment. */
const midnight = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$/

export function readDay(text: string): string | Refusal {
  const plain = midnight.exec(text)?.[1] ?? text
  const found = iso.exec(plain)
  if (!found) return new Refusal(otherDay(text))
  const fault = dayFault(Number(found[1]), Number(found[2]), Number(found[3]))
  return fault ? new Refusal(`${shown(text)} is not a date: ${fault}`) : plain
}

const expected = 'expected YYYY-MM-DD, such as 2026-11-21'

/** Days written in another order: 31/02/2026, 3.4.2026, 12-25-2026. */
function otherDay(text: string): string {
  const found = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  if (!found) return `${shown(text)} is not a date: ${expected}`
  const [a, b, year] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const dayFirst = dayFault(year, b, a)
  const monthFirst = dayFault(year, a, b)
  if (!dayFirst && !monthFirst && a !== b) {
    return `${shown(text)} may mean two days: write ${isoDay(year, b, a)} or ${isoDay(year, a, b)}`
  }
  if (!dayFirst) return `${shown(text)} is not written as YYYY-MM-DD: write ${isoDay(year, b, a)}`
  if (!monthFirst) return `${shown(text)} is not written as YYYY-MM-DD: write ${isoDay(year, a, b)}`
  return `${shown(text)} is not a date: ${b > 12 && a <= 12 ? monthFirst : dayFirst}; ${expected}`
}

const moment =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/

/** Without an offset the moment is in the workspace's time zone; a day alone is its first moment. */
export function readTime(text: string): string | Refusal {
  const found = moment.exec(text)
  if (!found)
    return new Refusal(`${shown(text)} is not a time: expected ISO 8601, such as 2026-11-21T14:00:00Z`)
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0))
  const fault =
    dayFault(year ?? 0, month ?? 0, day ?? 0) ?? clockFault(hour ?? 0, minute ?? 0, second ?? 0, found[7])
  return fault ? new Refusal(`${shown(text)} is not a time: ${fault}`) : text.replace(',', '.')
}

function clockFault(hour: number, minute: number, second: number, offset: string | undefined): string | null {
  if (hour > 23) return `there is no hour ${hour}`
  if (minute > 59) return `there is no minute ${minute}`
  if (second > 59) return `there is no second ${second}`
  const away = offset && /^[+-](\d{2}):?(\d{2})?$/.exec(offset)
  if (away && (Number(away[1]) > 14 || Number(away[2] ?? 0) > 59)) return `there is no offset ${offset}`
  return null
}
