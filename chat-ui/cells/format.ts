/** Prints the value of a cell or figure in the reader's locale, by its type and unit; never rounds a whole amount. */
import type { Cell, Column } from '#agent/contract.ts'

export type Reader = {
  /** A BCP 47 tag; left out, the browser's own. */
  locale?: string | undefined
  /** For moments; calendar days have none. Left out, the browser's own. */
  timeZone?: string | undefined
}
type Kind = Pick<Column, 'type' | 'unit'>
/** Tables print short units ("12d"), a figure that stands alone prints them in full ("12 days"). */
export type Room = 'narrow' | 'long'

const missing = '–'
const durations: Record<string, string> = { days: 'day', hours: 'hour', minutes: 'minute' }
const printers = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberPrinter(locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale ?? ''}${JSON.stringify(options)}`
  const known = printers.get(key)
  if (known instanceof Intl.NumberFormat) return known
  const made = new Intl.NumberFormat(locale, options)
  printers.set(key, made)
  return made
}

function datePrinter(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale ?? ''}${JSON.stringify(options)}`
  const known = printers.get(key)
  if (known instanceof Intl.DateTimeFormat) return known
  const made = new Intl.DateTimeFormat(locale, options)
  printers.set(key, made)
  return made
}

/** A three-letter currency, from the column's unit or, where a column holds several, from the row beside it. */
export function currencyOf(unit: string | undefined, row?: Record<string, Cell>): string | undefined {
  const candidates = [unit, row?.currency]
  return candidates.find((value): value is string => typeof value === 'string' && /^[A-Z]{3}$/.test(value))
}

export function formatMoney(value: number, currency: string | undefined, reader: Reader): string {
  const fraction = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : 2
  const digits = { minimumFractionDigits: fraction, maximumFractionDigits: fraction }
  if (currency === undefined) return numberPrinter(reader.locale, digits).format(value)
  return numberPrinter(reader.locale, { style: 'currency', currency, ...digits }).format(value)
}

/** `ratio` is a share of one (1.03 is 103%); `percent` already counts in hundredths (40 is 40%). */
export function formatNumber(value: number, unit: string | undefined, reader: Reader, room: Room): string {
  if (unit === 'ratio' || unit === 'percent') {
    const share = unit === 'ratio' ? value : value / 100
    return numberPrinter(reader.locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  }
  const digits = { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 2 }
  const plain = numberPrinter(reader.locale, Number.isInteger(value) ? {} : digits).format(value)
  if (unit === undefined) return plain
  const duration = durations[unit]
  if (duration !== undefined) {
    const options = { style: 'unit', unit: duration, unitDisplay: room, ...digits } as const
    return numberPrinter(reader.locale, options).format(value)
  }
  return room === 'long' && unit !== 'score' ? `${plain} ${unit}` : plain
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const monthPattern = /^(\d{4})-(\d{2})$/

export function formatDay(value: string, reader: Reader): string {
  if (monthPattern.test(value)) {
    const options = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const
    return datePrinter(reader.locale, options).format(new Date(`${value}-01T00:00:00Z`))
  }
  if (!dayPattern.test(value)) return formatMoment(value, reader)
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  const date = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? value : datePrinter(reader.locale, options).format(date)
}

export function formatMoment(value: string, reader: Reader): string {
  const date = new Date(value)
  if (!/^\d{4}-\d{2}-\d{2}[T ]/.test(value) || Number.isNaN(date.getTime())) return value
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: reader.timeZone } as const
  return datePrinter(reader.locale, options).format(date)
}

/** "mid_market" reads "Mid market"; short words without a vowel are initials ("smb" reads "SMB"). */
export function humanise(key: string): string {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key)) return key
  if (/^[^aeiouy]{2,4}$/.test(key)) return key.toUpperCase()
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function formatText(value: string, type: string, reader: Reader): string {
  if (type === 'date') return formatDay(value, reader)
  if (type === 'time') return formatMoment(value, reader)
  if (type === 'enum') return humanise(value)
  return value
}

export function formatCell(
  value: Cell | undefined,
  kind: Kind,
  reader: Reader,
  row?: Record<string, Cell>,
  room: Room = 'narrow',
): string {
  if (value === null || value === undefined || value === '') return missing
  if (Array.isArray(value)) return value.length === 0 ? missing : value.join(', ')
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return formatText(value, kind.type, reader)
  if (kind.type === 'money') return formatMoney(value, currencyOf(kind.unit, row), reader)
  return formatNumber(value, kind.unit, reader, room)
}

export const isNumeric = (type: string): boolean => type === 'number' || type === 'money'
