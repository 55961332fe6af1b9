/** What a compiled query is, and what the columns of its answer are. */
import type { SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import type { Value } from './operand.ts'
import type { ParsedQuery } from './query.ts'

export type ResultColumn = { key: string; label: string; type: string; unit?: string }

/** Shares, averages and points of different wholes do not add up; counts, sums, money and plain quantities do. */
const scales = ['ratio', 'percent', 'score', 'points']
export const addsUp = ({ type, unit }: { type: string; unit?: string }): boolean =>
  type === 'money' || (type === 'number' && !scales.includes(unit ?? ''))

/** A currency that keeps money apart where nobody asked for it, and the columns of the money in it. */
export type Apart = { currency: string; columns: string[] }

export type Compiled = {
  sql: SQL
  query: ParsedQuery
  /** The object of a row, or `group`. */
  object: string
  columns: ResultColumn[]
  /** The names that the statement gives the columns, in their order. */
  names: string[]
  /** What each column is over no rows: 0 for counts and sums. */
  empty: (0 | null)[]
  /** Of groups: the names of what tells each key apart, key by key. */
  parts: string[][]
  /** Of a cohort: the labels of the days that its figures are taken on. */
  ages?: string[]
  /** What the usual scope left out. */
  scope: ScopeClause[]
  /** Of groups: what keeps their money apart, where nobody asked for it; where it is of one currency it says nothing. */
  apart: Apart[]
}

export const columnOf = (value: Value, currencies: string[]): ResultColumn => {
  const [only] = currencies
  const unit = value.type === 'money' ? (currencies.length === 1 ? only : undefined) : value.unit
  return { key: value.key, label: value.label, type: value.type, ...(unit && { unit }) }
}
