/** What a compiled query is, and what the columns of its answer are. */
import type { SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import type { Value } from './operand.ts'
import type { ParsedQuery } from './query.ts'

export type ResultColumn = { key: string; label: string; type: string; unit?: string }

export type Compiled = {
  sql: SQL
  query: ParsedQuery
  /** The object of a row, or `group`. */
  object: string
  columns: ResultColumn[]
  /** The names that the statement gives the columns, in their order. */
  names: string[]
  /** What the usual scope left out. */
  scope: ScopeClause[]
  /** The currency that keeps figures of money apart, where nobody asked for it: of one currency it says nothing. */
  apart?: string
}

export const columnOf = (value: Value, currencies: string[]): ResultColumn => {
  const [only] = currencies
  const unit = value.type === 'money' ? (currencies.length === 1 ? only : undefined) : value.unit
  return { key: value.key, label: value.label, type: value.type, ...(unit && { unit }) }
}
