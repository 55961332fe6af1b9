/** Values as people read them: 1,316,900 USD, 87 %, 12 Mar 2027. One way for answers, readings and evidence. */

export type Printable = { type: string; unit?: string }
type Value = string | number | boolean | null | string[]

const plainDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** 12 Sep 2026: one short form for every month ("Sept" is British, but reads like a slip in a table). */
export const dayInWords = (iso: string): string =>
  plainDay.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)).replace('Sept', 'Sep')

export function momentInWords(iso: string, timeZone: string): string {
  const form = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return form.format(new Date(iso)).replace('Sept', 'Sep')
}

/** Formatters are dear to make and cheap to use. */
const numbers = [0, 1, 2].map((digits) => new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }))

/** At most so many digits behind the point; a real minus sign. */
export const numberInWords = (value: number, digits: 0 | 1 | 2 = 2): string =>
  (numbers[digits]?.format(value) ?? String(value)).replace(/^-/, '−').replace(/^−0$/, '0')

const counted = (value: number, one: string, many: string) =>
  `${numberInWords(value, 1)} ${value === 1 ? one : many}`

const units: Record<string, (value: number) => string> = {
  ratio: (value) => `${numberInWords(value * 100, 1)} %`,
  percent: (value) => `${numberInWords(value, 1)} %`,
  points: (value) => counted(value, 'point', 'points'),
  days: (value) => counted(value, 'day', 'days'),
  hours: (value) => counted(value, 'hour', 'hours'),
  minutes: (value) => counted(value, 'minute', 'minutes'),
  seats: (value) => counted(value, 'seat', 'seats'),
  users: (value) => counted(value, 'user', 'users'),
  events: (value) => counted(value, 'event', 'events'),
  items: (value) => numberInWords(value, 0),
  score: (value) => numberInWords(value, 1),
}

/** A cell in words. A number without a unit has at most two digits behind the point. */
export function inWords(value: Value, { type, unit }: Printable, timeZone = 'UTC'): string {
  if (value === null) return 'none'
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') {
    if (type === 'money') return `${numberInWords(value)}${unit ? ` ${unit}` : ''}`
    return (unit && units[unit]?.(value)) ?? numberInWords(value)
  }
  if (type === 'date') return /^\d{4}-\d\d-\d\d/.test(value) ? dayInWords(value) : value
  if (type === 'time') return momentInWords(value, timeZone)
  return value
}

/** Inside a sentence: "Health band" becomes "health band", ARR stays ARR. */
export const inSentence = (label: string): string =>
  /^[A-Z][a-z’-]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

/** A cell of a field in words: a closed list's value by its label, everything else by its type and unit. */
export function cellInWords(
  object: { fields: { key: string; values?: { key: string; label: string }[] }[] } | undefined,
  column: Printable & { key: string },
  value: Value,
  timeZone?: string,
): string {
  const choice = object?.fields
    .find(({ key }) => key === column.key)
    ?.values?.find(({ key }) => key === value)
  if (!choice) return inWords(value, column, timeZone)
  // NA and EMEA are names; a label of several words or one in lower case is not.
  return inSentence(choice.label)
}
