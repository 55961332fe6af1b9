/** Writes a cell's number as text: its digits without loss, or the day and time that its format shows. Pure. */
import type { Shows } from './number-formats.ts'

/** `fault` says why the number is no day. */
export type Written = { text: string } | { fault: string }

const dayMs = 86_400_000
/** 31 December 9999 in the 1900 system. */
const lastDay = 2_958_465

export function writeNumber(raw: string, shows: Shows, from1904: boolean): Written {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return { fault: 'is not a number' }
  if (shows === 'number' || shows === 'percent') return { text: plainNumber(raw.trim()) }
  if (shows === 'elapsed') return value < 0 ? { fault: 'is a negative time' } : { text: clock(value * dayMs) }
  if (shows === 'time' && value >= 0 && value < 1) return { text: clock(Math.round(value * dayMs) % dayMs) }
  return writeDay(value, from1904)
}

/**
 * Spreadsheets write 0.1 as 0.10000000000000001: what has more digits than a double holds is written as the shortest
 * number that is the same double. Whole numbers stay as they are written: other programs write ids of 20 digits.
 */
export function plainNumber(raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw
  const found = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(raw)
  if (!found) return raw
  const digits = `${found[2] ?? ''}${found[3] ?? ''}`.replace(/^0+/, '')
  if (digits.length <= 15) return found[4] === undefined ? raw : withoutExponent(raw)
  const shortest = String(Number(raw))
  return shortest.includes('e') ? withoutExponent(shortest) : shortest
}

/** 1.5E-3 is 0.0015; the digits stay the same. */
function withoutExponent(text: string): string {
  const found = /^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d+)$/.exec(text)
  const [sign = '', whole = '', rest = '', power = '0'] = found?.slice(1) ?? []
  const shift = Number(power)
  if (!found || Math.abs(shift) > 308) return text
  const point = whole.length + shift
  const digits = (whole + rest).padEnd(Math.max(point, 0), '0')
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits
  const at = point <= 0 ? 1 : point
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const right = padded.slice(at).replace(/0+$/, '')
  return `${sign === '-' ? '-' : ''}${left}${right ? `.${right}` : ''}`
}

function writeDay(value: number, from1904: boolean): Written {
  if (value < 0) return { fault: 'is shown as a date before the first one there is' }
  // Rounded first: a moment one billionth before midnight is midnight.
  const ms = Math.round(value * dayMs)
  const days = Math.floor(ms / dayMs) + (from1904 ? 1462 : 0)
  if (days > lastDay) return { fault: 'is shown as a date past the year 9999' }
  if (days === 0) return { fault: 'is shown as day 0, which no calendar has' }
  if (days === 60) return { fault: 'is shown as 29 February 1900, a day that never was' }
  // The 1900 system counts that day, so all before it are one further on.
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const iso = new Date(epoch + days * dayMs).toISOString().slice(0, 10)
  const rest = ms % dayMs
  return { text: rest === 0 ? iso : `${iso}T${clock(rest)}` }
}

const two = (n: number) => String(n).padStart(2, '0')

/** Hours go on past 24. */
function clock(milliseconds: number): string {
  const ms = Math.round(milliseconds)
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`
  return parts.map(two).join(':') + fraction
}
