/** Turns the cells of a mapped column into the text that the bundle's field reads, or says why it can't. Pure but for looking up whom a cell names. */
import { Refusal, shown } from '../refusal.ts'
import { readForeignDay, readForeignTime } from './date-cell.ts'
import type { MappedColumn, Transform } from './mapping.ts'
import { currencyOf, readForeignNumber, scaled } from './number-cell.ts'
import { domainOf, lookupKey } from './words.ts'

/** Finds the row that a cell names: the id by which the bundle's importer knows it, or why there is none. */
export type Find = (
  reference: Extract<Transform, { kind: 'reference' }>,
  text: string,
) => string | null | Refusal

/** The file has no column that the mapping names. */
export class MissingColumn extends Error {}

export type Convert = (cells: string[]) => string | Refusal

/** The conversion of one column; `names` are the file's headers. Throws a MissingColumn. */
export function converterOf({ from, as }: MappedColumn, names: string[], find: Find): Convert {
  const at = from.map((name) => {
    const i = names.findIndex((one) => one.toLowerCase() === name.trim().toLowerCase())
    if (i < 0) throw new MissingColumn(`there is no column ${shown(name)}`)
    return i
  })
  const convert = convertOne(as, find)
  if (as.kind === 'constant') return () => as.value ?? ''
  if (as.kind === 'join') {
    return (cells) =>
      at
        .map((i) => (cells[i] ?? '').trim())
        .filter((part) => part !== '')
        .join(as.with)
  }
  return (cells) => {
    // Of several columns the first one that is filled counts: mobile phone, else phone.
    for (const i of at) {
      const text = (cells[i] ?? '').trim()
      if (text !== '' && !isNothing(text)) return convert(text)
    }
    return ''
  }
}

/** What exports write where there is nothing. */
const isNothing = (text: string) =>
  /^(?:n\/?a|null|none|undefined|\(blank\)|\(no value\)|--?|–|—|#n\/a|\.)$/i.test(text)

type One = (text: string) => string | Refusal

function convertOne(as: Transform, find: Find): One {
  switch (as.kind) {
    case 'text':
    case 'join':
    case 'constant':
      return (text) => text
    case 'last_first':
      return (text) => text.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')
    case 'email':
      return (text) => (/<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? text.replace(/^mailto:/i, '')).trim()
    case 'domain':
      return (text) =>
        domainOf(/^[^\s@/]+@[^\s@/]+$/.test(text) ? text.slice(text.indexOf('@') + 1) : text) ?? text
    case 'number':
      return (text) => numberText(text, as)
    case 'currency':
      return (text) =>
        currencyOf(text) ??
        readForeignNumber(text, 'each')?.currency ??
        readForeignNumber(text, '.')?.currency ??
        ''
    case 'date':
    case 'time':
      return (text) => dateText(text, as)
    case 'boolean':
      return booleanOf(as)
    case 'enum':
      return enumOf(as)
    case 'list':
      return (text) => text.split(as.separator).map((item) => item.trim()).filter((item) => item !== '').join(';') // prettier-ignore
    case 'reference':
      return (text) => find(as, text) ?? ''
  }
}

function numberText(
  text: string,
  { decimal, scale }: Extract<Transform, { kind: 'number' }>,
): string | Refusal {
  const read = readForeignNumber(text, decimal)
  if (read) return scale === undefined ? read.text : scaled(read.text, scale)
  const rule = decimal === 'each' ? 'and the other cells of the column are written both ways' : `with ${decimal === ',' ? 'a comma' : 'a point'} for decimals, as in the rest of the column` // prettier-ignore
  return new Refusal(`${shown(text)} is not a number ${rule}`)
}

function dateText(
  text: string,
  { kind, order }: Extract<Transform, { kind: 'date' | 'time' }>,
): string | Refusal {
  const read = kind === 'date' ? readForeignDay(text, order ?? 'ymd') : readForeignTime(text, order ?? 'ymd')
  if (read !== null) return read
  const orders = { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day', excel: "a spreadsheet's number", epoch: 'a number of seconds' } // prettier-ignore
  return new Refusal(
    `${shown(text)} is not a ${kind} in the order of this column (${orders[order ?? 'ymd']})`,
  )
}

function booleanOf({ yes, no }: Extract<Transform, { kind: 'boolean' }>): One {
  const isYes = new Set(yes.map(lookupKey))
  const isNo = new Set(no.map(lookupKey))
  return (text) => {
    const key = lookupKey(text)
    if (isYes.has(key)) return 'true'
    return isNo.has(key)
      ? 'false'
      : new Refusal(`${shown(text)} is neither yes nor no: the mapping lists neither`)
  }
}

function enumOf({ values, otherwise }: Extract<Transform, { kind: 'enum' }>): One {
  const known = new Map(Object.entries(values).map(([from, to]) => [lookupKey(from), to]))
  return (text) => {
    const to = known.get(lookupKey(text))
    if (to !== undefined) return to ?? ''
    return otherwise === undefined
      ? new Refusal(`the mapping says nothing of ${shown(text)}: add it to the values of this column`)
      : (otherwise ?? '')
  }
}
