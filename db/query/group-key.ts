/** The keys that groups are told apart by: fields, people, the elements of a list, and dates cut into calendar units. */
import { sql, type SQL } from 'drizzle-orm'
import { dayOfMoment } from '../catalogue/fields.ts'
import { rankOf, resolve, shown } from './operand.ts'
import type { CalendarUnit, GroupKey } from './query.ts'
import { refusal, under } from './refuse.ts'
import { columnOf, type ResultColumn } from './result.ts'
import type { Rows } from './rows.ts'

/** A key of a group: what it is told apart by, what is shown, and what it sorts by, over the columns of the groups. */
export type Key = {
  key: string
  parts: SQL[]
  column: ResultColumn
  shown: number
  order: (group: (at: number) => SQL) => SQL
  /** Tells apart what stands at one place in that order, so that the order is the same each time. */
  exact?: (group: (at: number) => SQL) => SQL
  dated: boolean
  /** Of money: the key of the currency that it is in. */
  currency: string | null
}

const withoutCase: Pick<Key, 'order' | 'exact'> = {
  order: (group) => sql`lower(${group(0)})`,
  exact: (group) => sql`${group(0)} collate "C"`,
}

export function keyOf(rows: Rows, given: GroupKey, path: string): Key {
  const { by, ...operand } = typeof given === 'string' ? { field: given, by: undefined } : given
  const value = resolve(rows, operand, path)
  const column = columnOf(value, rows.statement.catalogue.currencies)
  const plain = { key: value.key, column, shown: 0, dated: false, currency: value.currency ?? null }
  if (value.type === 'date' || value.type === 'time') {
    const unit = by ?? 'day'
    const day = value.type === 'time' ? dayOfMoment(value.sql, rows.statement.clock) : value.sql
    const label = unit === 'day' ? value.label : `${value.label} (${unit})`
    const type = unit === 'day' || unit === 'week' ? 'date' : 'text'
    return {
      ...plain,
      key: by ? `${value.key}_${by}` : value.key,
      column: { key: by ? `${value.key}_${by}` : value.key, label, type },
      parts: [bucket(day, unit, rows.statement.clock.fiscalYearStart)],
      order: (group) => group(0),
      dated: true,
    }
  }
  if (by) throw refusal(under(path, 'by'), `${value.key} is not a date, so it has no ${by}s.`)
  if (value.type === 'person')
    return {
      ...plain,
      parts: [value.sql, shown(rows, value)],
      shown: 1,
      order: (group) => sql`lower(${group(1)})`,
      exact: (group) => group(0),
    }
  if (value.type === 'list')
    return {
      ...plain,
      column: { ...column, type: 'text' },
      parts: [rows.each(value.sql, value.key)],
      ...withoutCase,
    }
  const isClosed = value.type === 'enum' && value.field.values?.length
  const isText = value.type === 'text'
  return {
    ...plain,
    parts: [shown(rows, value)],
    ...(isText ? withoutCase : { order: (group) => (isClosed ? rankOf(value.field, group(0)) : group(0)) }),
  }
}

/** Weeks by their Monday, months as 2026-11, quarters as 2026-Q4; where the fiscal year is not the calendar's, FY and the year it ends in. */
function bucket(day: SQL, unit: CalendarUnit, fiscalYearStart: number): SQL {
  if (unit === 'day') return sql`to_char(${day}, 'YYYY-MM-DD')`
  if (unit === 'week') return sql`to_char(date_trunc('week', ${day}::timestamp), 'YYYY-MM-DD')`
  if (unit === 'month') return sql`to_char(${day}, 'YYYY-MM')`
  const form = unit === 'quarter' ? 'YYYY-"Q"Q' : 'YYYY'
  if (fiscalYearStart === 1) return sql`to_char(${day}, ${form}::text)`
  return sql`to_char(${day} + make_interval(months => ${13 - fiscalYearStart}::int), ${`"FY"${form}`}::text)`
}
