/** Rows as the statement found them, made into the columns and rows of an answer. */
import type { Apart, Compiled, ResultColumn } from './result.ts'

export type Cell = string | number | boolean | null | string[]
export type Row = Record<string, Cell>
/** A row by the statement's own names. */
export type Found = Record<string, Cell>
export type Table = {
  columns: ResultColumn[]
  rows: Row[]
  total: number
  /** Of a pivot that was asked for totals: the line over all rows, one a currency. */
  totals?: Row[]
}

/** The columns and rows as they are. */
export function plainTable(compiled: Compiled, found: Found[]): Table {
  const { columns, names } = compiled
  const rows = found.map((row): Row => {
    const cells = columns.map((column, at): [string, Cell] => [column.key, row[names[at] ?? ''] ?? null])
    return Object.fromEntries(compiled.object === 'group' ? cells : [['id', row.id ?? null], ...cells])
  })
  const table = { columns, rows, total: Number(found[0]?.total ?? 0) }
  const { apart, query, empty } = compiled
  if (apart.length === 0 || rows.length > 0 || query.groupBy || query.series) return withoutOne(apart, table)
  // Figures over no rows: sums and counts are zero, the others none.
  const nothing = columns.map(({ key }, at): [string, Cell] => [key, empty[at] ?? null])
  return withoutOne(apart, { columns, rows: [Object.fromEntries(nothing)], total: 1 })
}

/** Figures that were kept apart by a currency, and turned out to be of one, need no column for it. */
export const withoutOne = (apart: Apart[], table: Table): Table =>
  apart.reduce((left, { currency: key, columns: own }) => {
    const currency = left.rows[0]?.[key]
    if (left.rows.some((row) => row[key] !== currency)) return left
    const without = (row: Row): Row =>
      Object.fromEntries(Object.entries(row).filter(([each]) => each !== key))
    return {
      ...left,
      columns: left.columns
        .filter((column) => column.key !== key)
        .map((column) =>
          own.includes(column.key) && typeof currency === 'string' ? { ...column, unit: currency } : column,
        ),
      rows: left.rows.map(without),
      ...(left.totals && { totals: left.totals.map(without) }),
    }
  }, table)
