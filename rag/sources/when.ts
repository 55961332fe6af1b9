/** The day or moment that a file's name or first lines give, where they give one without doubt. Pure. */

const two = (n: string | undefined) => (n ?? '').padStart(2, '0')

/** `GMT20260301-100211_Recording.vtt` as Zoom names it, `2026-03-01 QBR.md`, `notes_20260301.txt`. */
export function momentInName(name: string): string | undefined {
  const file = name.replace(/^.*[\\/]/, '')
  const zoom = /GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/.exec(file)
  if (zoom) return valid(`${zoom[1]}-${zoom[2]}-${zoom[3]}T${zoom[4]}:${zoom[5]}:${zoom[6]}Z`)
  const day = /(?<!\d)(20\d\d)([-_. ]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)/.exec(file)
  return day ? valid(`${day[1]}-${day[3]}-${day[4]}`) : undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const named = months.map((month) => `${month}[a-z]{0,6}`).join('|')
const monthFirst = new RegExp(`\\b(${named})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (20\\d\\d)\\b`, 'i')
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? (${named})\\.? (20\\d\\d)\\b`, 'i')

/** `2026-03-01`, also with a time of day in UTC: `Kickoff (2026-03-01 10:00 GMT)`; `March 1, 2026`; `1 March 2026`. */
export function momentInText(text: string): string | undefined {
  const [, month, day, year] = monthFirst.exec(text.slice(0, 500)) ?? []
  if (month) return dayOf(year, month, day)
  const [, dayOfMonth, name, inYear] = dayFirst.exec(text.slice(0, 500)) ?? []
  if (name) return dayOf(inYear, name, dayOfMonth)
  const found =
    /(?<!\d)(20\d\d)[-/](\d\d?)[-/](\d\d?)(?:[T ,]+(\d\d?):(\d\d)(?::(\d\d))?\s*(Z|GMT|UTC)(?![+-]))?/.exec(
      text.slice(0, 500),
    )
  if (!found) return undefined
  const date = `${found[1]}-${two(found[2])}-${two(found[3])}`
  return valid(found[4] ? `${date}T${two(found[4])}:${two(found[5])}:${two(found[6])}Z` : date)
}

const dayOf = (year: string | undefined, month: string, day: string | undefined) =>
  valid(`${year}-${two(String(months.indexOf(month.slice(0, 3).toLowerCase()) + 1))}-${two(day)}`)

/** As JSON, YAML and mails write moments; undefined where there is none such day. */
export function momentOf(value: unknown): string | undefined {
  if (value instanceof Date) return isoOf(value)
  if (typeof value === 'number' && value > 1e9) return momentOf(new Date(value > 1e11 ? value : value * 1000))
  if (typeof value !== 'string') return undefined
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value.trim())
  if (isDay) return valid(value.trim())
  if (!/\d{4}/.test(value)) return undefined
  if (hasZone.test(value)) return isoOf(new Date(value))
  // Whose time of day it is, is not known: only the day is sure.
  return isoOf(new Date(/^\d{4}-\d\d-\d\dT/.test(value) ? `${value}Z` : `${value} UTC`))?.slice(0, 10)
}

/** Undefined for no moment, and for one of a year that no mail is of: a database writes it otherwise. */
function isoOf(moment: Date): string | undefined {
  const iso = Number.isFinite(moment.getTime()) ? moment.toISOString() : ''
  return /^[12]\d{3}-/.test(iso) ? iso : undefined
}

const hasZone = /(?:Z|GMT|UTC|[A-Z]{2,4}T|[+-]\d\d:?\d\d)\)?\s*$/

/** 30 February is no day. */
function valid(text: string): string | undefined {
  const moment = new Date(text)
  if (!Number.isFinite(moment.getTime())) return undefined
  const iso = moment.toISOString()
  return iso.startsWith(text.slice(0, 10)) ? (text.length > 10 ? iso : text) : undefined
}
