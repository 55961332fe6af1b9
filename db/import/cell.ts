/** Reads one cell as its column's type: a value that the table takes for certain, or what was found and what is expected. Pure. */
import { readDay, readTime } from './calendar-cell.ts'
import { nearest, oneOf, Refusal, shown } from './refusal.ts'
import type { ColumnSpec, Value } from './file-spec.ts'

const longestEmail = 320
const longestText = 1_000_000
const longestInteger = 2_147_483_647
/** numeric(16,2) */
const largestMoney = 1e14

/** The cell is trimmed; an empty one is null, or the column's fallback. */
export function readCell(column: ColumnSpec, cell: string): Value | Refusal {
  const text = cell.trim()
  if (text === '') {
    if (column.required) return new Refusal(`the cell is empty, and every row needs ${article(column.name)}`)
    return column.fallback ?? null
  }
  switch (column.type) {
    case 'text':
      return readText(column, text)
    case 'email':
      return readEmail(text)
    case 'integer':
    case 'number':
    case 'money':
      return readNumber(column, text)
    case 'currency':
      return readCurrency(text)
    case 'date':
      return readDay(text)
    case 'time':
      return readTime(text)
    case 'boolean':
      return readBoolean(text)
    case 'enum':
      return readEnum(column, text)
    case 'list':
      return readList(text)
    case 'zone':
      return readZone(text)
  }
}

const article = (name: string) => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`

function readText(column: ColumnSpec, text: string): string | Refusal {
  if (text.includes('\0')) return new Refusal(`${shown(text)} holds a NUL byte; take it out`)
  const most = column.max ?? longestText
  if (text.length > most) return new Refusal(`the text has ${text.length} characters; at most ${most} fit`)
  return text
}

function readEmail(text: string): string | Refusal {
  if (text.length <= longestEmail && /^[^\s@\0]+@[^\s@\0]+$/.test(text)) return text.toLowerCase()
  return new Refusal(`${shown(text)} is not an e-mail address: expected something like ana.diaz@company.com`)
}

const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/

function readNumber(column: ColumnSpec, text: string): number | Refusal {
  if (!plainNumber.test(text)) return new Refusal(numberReason(column, text))
  const value = Number(text)
  if (column.type === 'integer' && !Number.isInteger(value)) {
    return new Refusal(`${shown(text)} is not a whole number: expected digits alone, such as 42`)
  }
  const limit = column.type === 'integer' ? longestInteger : column.type === 'money' ? largestMoney : 1e300
  const { min = -limit, max = limit } = column
  if (value >= min && value <= max) return value
  return new Refusal(`${shown(text)} is out of range: expected ${rangeText(column, min, max)}`)
}

const rangeText = (column: ColumnSpec, min: number, max: number) =>
  column.max === undefined && column.min !== undefined ? `${min} or more, up to ${max}` : `${min} to ${max}`

/** Says how to write a number whose separators leave no doubt; the rest (1,234) may mean two numbers and is not guessed. */
function numberReason(column: ColumnSpec, text: string): string {
  const kind = column.type === 'integer' ? 'a whole number' : 'a number'
  const bare = text
    .slice(0, 40)
    .replace(/^[^\d+\-.,(]+|[^\d.,)]+$/gu, '')
    .replaceAll(/[\s'’_]/gu, '')
  const commaDecimals = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(bare)
  const pointDecimals =
    /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(bare) || /^[+-]?\d{1,3}(?:,\d{3}){2,}$/.test(bare)
  const meant = commaDecimals
    ? bare.replaceAll('.', '').replace(',', '.')
    : pointDecimals
      ? bare.replaceAll(',', '')
      : plainNumber.test(bare)
        ? bare
        : null
  const example = meant ?? (column.type === 'integer' ? '1234' : '1234.56')
  const rule =
    column.type === 'integer' ? 'digits alone' : 'digits with a point for decimals, and nothing else'
  return `${shown(text)} is not ${kind}: expected ${rule}, such as ${example}`
}

function readCurrency(text: string): string | Refusal {
  const code = text.toUpperCase()
  return /^[A-Z]{3}$/.test(code)
    ? code
    : new Refusal(`${shown(text)} is not a currency: expected three letters, such as USD`)
}

const yes = new Set(['true', 'yes', 'y', 't', '1'])
const no = new Set(['false', 'no', 'n', 'f', '0'])

function readBoolean(text: string): boolean | Refusal {
  const word = text.toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : new Refusal(`${shown(text)} is neither yes nor no: expected true or false`)
}

function readEnum(column: ColumnSpec, text: string): string | Refusal {
  const values = column.values ?? []
  if (values.includes(text)) return text
  const word = text.toLowerCase().replaceAll(/[\s-]+/g, '_')
  const found = values.find((value) => value.toLowerCase() === word)
  if (found !== undefined) return found
  const near = nearest(word, values)
  return new Refusal(
    `${shown(text)} is not a ${column.name}: expected ${oneOf(values)}${near ? ` (nearest: ${near})` : ''}`,
  )
}

function readList(text: string): string[] | Refusal {
  if (text.includes('\0')) return new Refusal(`${shown(text)} holds a NUL byte; take it out`)
  return text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

const zones = new Map<string, boolean>()

/** A zone that the machine does not know would fail every later query over the row. */
function readZone(text: string): string | Refusal {
  let known = zones.get(text)
  if (known === undefined) {
    known = isZone(text)
    if (zones.size < 1000) zones.set(text, known)
  }
  return known
    ? text
    : new Refusal(`${shown(text)} is not a time zone: expected a name such as Europe/Madrid`)
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false // RangeError is how the platform says no
  }
}
