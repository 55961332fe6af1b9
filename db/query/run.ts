/** Runs a query: compiled, executed as one statement, its rows as plain JSON with the reading that they answer. */
import { rowsOf, type Tx } from '../connect.ts'
import type { Catalogue } from '../catalogue/types.ts'
import type { Asker, Clock } from '../contract.ts'
import { compileQuery } from './compile.ts'
import { explain } from './explain.ts'
import { asKnownAt, clockAsOf } from '../history/as-of.ts'
import { dayInWords } from './print.ts'
import { query as querySchema, type ParsedQuery, type Query } from './query.ts'
import type { Compiled, ResultColumn } from './result.ts'

export type Cell = string | number | boolean | null | string[]
export type QueryResult = {
  /** The key of the rows' object, or `group`. */
  object: string
  columns: ResultColumn[]
  /** `id` (the source's own; null for a point of a time series) and the columns by key; a group has no id. */
  rows: Record<string, Cell>[]
  total: number
  reading: string
  /** What the usual scope left out of the rows: "active". */
  scope: string[]
  query: ParsedQuery
  ms: number
}

export async function runQuery(
  tx: Tx,
  catalogue: Catalogue,
  query: Query,
  who: { asker: Asker; clock: Clock },
): Promise<QueryResult> {
  const started = performance.now()
  const { asker } = who
  const asOf = querySchema.shape.asOf.safeParse(query.asOf)
  const then = asOf.data === undefined ? null : await clockAsOf(tx, asker.workspace, asOf.data, who.clock)
  const clock = then ?? who.clock
  const compiled = compileQuery(catalogue, query, { asker, clock })
  const statement = then ? asKnownAt(asker.workspace, then.now, compiled.sql) : compiled.sql
  const found = await rowsOf<Record<string, Cell>>(tx, statement)
  const rows = found.map((row) => {
    const cells = compiled.columns.map((column, at): [string, Cell] => [
      column.key,
      row[compiled.names[at] ?? ''] ?? null,
    ])
    return Object.fromEntries(compiled.object === 'group' ? cells : [['id', row.id ?? null], ...cells])
  })
  return {
    object: compiled.object,
    ...together(compiled, rows, Number(found[0]?.total ?? 0)),
    reading: `${explain(catalogue, compiled.query, compiled.scope, { asker, clock })}${then ? `, as known on ${dayInWords(then.today)}` : ''}`,
    scope: compiled.scope.map((clause) => clause.label),
    query: compiled.query,
    ms: performance.now() - started,
  }
}

type Table = Pick<QueryResult, 'columns' | 'rows' | 'total'>

/** Figures that were kept apart by currency, and turned out to be of one, need no column for it. */
function together({ columns, apart, query }: Compiled, rows: QueryResult['rows'], total: number): Table {
  if (!apart || rows.some((row) => row[apart] !== rows[0]?.[apart])) return { columns, rows, total }
  const currency = rows[0]?.[apart]
  const rest = columns
    .filter((column) => column.key !== apart)
    .map((column) =>
      column.type === 'money' && typeof currency === 'string' ? { ...column, unit: currency } : column,
    )
  const whole = rows.length === 0 && !query.groupBy
  const kept = whole
    ? [nothing(rest, query)]
    : rows.map((row) => Object.fromEntries(rest.map(({ key }) => [key, row[key] ?? null])))
  return { columns: rest, rows: kept, total: whole ? 1 : total }
}

/** Figures over no rows: sums and counts are zero, the others none. */
const nothing = (columns: ResultColumn[], { measures = [] }: ParsedQuery): QueryResult['rows'][number] =>
  Object.fromEntries(
    columns.map(({ key }, at): [string, Cell] => {
      const figure = measures[at]
      const counts = figure && 'fn' in figure && ['count', 'sum', 'count_distinct'].includes(figure.fn)
      return [key, counts ? 0 : null]
    }),
  )
