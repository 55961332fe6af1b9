/** Reads dates and times as people and programs write them, in an order that the column has, and says which orders a cell allows. Pure. */
import { readDay, readTime } from '../calendar-cell.ts'
import type { DateOrder } from './mapping.ts'

const months = [
  'jan january januar janvier enero ene gennaio', 'feb february februar fevrier febrero febbraio', 'mar march marz mrz mars marzo maerz',
  'apr april avril abril abr aprile', 'may mai mayo maggio', 'jun june juni juin junio giugno', 'jul july juli juillet julio luglio',
  'aug august aout agosto ago', 'sep sept september septembre septiembre settembre', 'oct october okt oktober octobre octubre ottobre',
  'nov november novembre noviembre', 'dec december dez dezember decembre diciembre dicembre',
] // prettier-ignore
const monthOf = new Map(
  months.flatMap((names, i) => names.split(' ').map((name): [string, number] => [name, i + 1])),
)

type Day = { year: number; month: number; day: number }
/** `any` is the day whatever order the column has. */
type Read = { days: Partial<Record<DateOrder, Day>>; clock: string; any?: Day }

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Two digits are of the fifty years up to 2069, as spreadsheets read them. */
const fullYear = (text: string) =>
  text.length > 2 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900)

const clockPart =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap])?\.?(?:m\b\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i

/** `14:05`, `2:05 PM`, `2:05:10 pm +02:00` as hours, minutes, seconds and offset; null where it is no time. */
function clockOf(text: string): string | null {
  const found = clockPart.exec(text.trim())
  if (!found) return null
  let hour = Number(found[1])
  const half = found[4]?.toLowerCase()
  if (half && (hour < 1 || hour > 12)) return null
  if (half === 'p' && hour < 12) hour += 12
  if (half === 'a' && hour === 12) hour = 0
  const zone = found[5]?.toUpperCase()
  const offset = zone === undefined ? '' : /^(?:Z|UTC|GMT)$/.test(zone) ? 'Z' : zone
  return `${String(hour).padStart(2, '0')}:${found[2]}:${found[3] ?? '00'}${offset}`
}

const numeric = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:[T,\s]+(.+))?$/
const monthNamed =
  /^(?:[a-z]{2,9}\.?,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?[.\s-]+([a-z]{3,10})\.?[,\s-]+(\d{2,4})|([a-z]{3,10})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4}))(?:[,\s]+(?:at\s+|um\s+)?(.+))?$/

/** Every way to read the text. Null where there is none. */
function read(text: string): Read | null {
  const trimmed = text.trim()
  if (trimmed.length < 5 || trimmed.length > 50) return null
  const iso =
    typeof readTime(trimmed) === 'string' ? /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?$/.exec(trimmed) : null
  if (iso) {
    return {
      days: { ymd: dayOf(iso[1], iso[2], iso[3]) },
      clock: trimmed.slice(10).replace(/^[T ]/, '').replace(/\s+/, ''),
    }
  }
  const found = numeric.exec(trimmed)
  if (found) return fromNumbers(found)
  if (/^\d{5}(?:\.\d+)?$/.test(trimmed)) return fromSerial(Number(trimmed))
  if (/^\d{10}(?:\d{3})?$/.test(trimmed)) return fromEpoch(trimmed)
  const named = monthNamed.exec(plain(trimmed))
  if (!named) return null
  const month = monthOf.get(named[2] ?? named[4] ?? '')
  const clock = named[7] === undefined ? '' : clockOf(named[7])
  if (month === undefined || clock === null) return null
  const day = { year: fullYear(named[3] ?? named[6] ?? ''), month, day: Number(named[1] ?? named[5]) }
  // A month's name leaves no doubt, whatever order the other cells of the column have.
  return { days: { ymd: day, dmy: day, mdy: day }, clock }
}

const dayOf = (year = '', month = '', day = ''): Day => ({
  year: fullYear(year),
  month: Number(month),
  day: Number(day),
})

function fromNumbers([, a = '', separator, b = '', c = '', time]: RegExpExecArray): Read | null {
  const clock = time === undefined ? '' : clockOf(time)
  if (clock === null) return null
  if (a.length === 4) return c.length <= 2 ? { days: { ymd: dayOf(a, b, c) }, clock } : null
  if (a.length > 2 || (c.length !== 2 && c.length !== 4)) return null
  const dayFirst = dayOf(c, b, a)
  // With points the day stands first wherever such dates are written.
  if (separator === '.' && exists(dayFirst)) return { days: { dmy: dayFirst }, clock, any: dayFirst }
  return { days: { dmy: dayFirst, mdy: dayOf(c, a, b) }, clock }
}

const dayMs = 86_400_000

/** Days since the last day of 1899, as Excel counts them from March 1900 on. */
function fromSerial(serial: number): Read | null {
  if (serial < 20_000 || serial > 80_000) return null
  return {
    ...fromMs(Date.UTC(1899, 11, 30) + serial * dayMs, 'excel'),
    ...(Number.isInteger(serial) && { clock: '' }),
  }
}

function fromEpoch(text: string): Read | null {
  const ms = Number(text) * (text.length === 10 ? 1000 : 1)
  return ms > Date.UTC(1990, 0) && ms < Date.UTC(2100, 0) ? fromMs(ms, 'epoch') : null
}

function fromMs(ms: number, order: 'excel' | 'epoch'): Read {
  const at = new Date(Math.round(ms / 1000) * 1000)
  const day = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
  const clock = at.toISOString().slice(11, 19) + (order === 'epoch' ? 'Z' : '')
  return { days: { [order]: day }, clock }
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0')
const isoOf = ({ year, month, day }: Day) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`
const exists = (day: Day) => typeof readDay(isoOf(day)) === 'string'

/** The orders in which the text is a day that exists. */
export function ordersOf(text: string): DateOrder[] {
  const found = read(text)
  if (!found) return []
  return (Object.keys(found.days) as DateOrder[]).filter((order) => {
    const day = found.days[order]
    return day !== undefined && exists(day)
  })
}

/** Null where the text is no day in that order. ISO dates and months by name are read in any. */
export function readForeignDay(text: string, order: DateOrder): string | null {
  const found = read(text)
  const day = found?.days[order] ?? found?.days.ymd ?? found?.any
  return day && exists(day) ? isoOf(day) : null
}

export function readForeignTime(text: string, order: DateOrder): string | null {
  const day = readForeignDay(text, order)
  if (day === null) return null
  const clock = read(text)?.clock ?? ''
  const time = clock === '' ? day : `${day} ${clock}`
  return typeof readTime(time) === 'string' ? time : null
}
