/** PGlite as Drizzle should meet it: dates and times stay the strings that Postgres prints, said once for all statements. */
import { types, type PGlite, type QueryOptions, type Transaction } from '@electric-sql/pglite'

/** Dates, times, intervals, and arrays of them and of numeric: what Drizzle asks to be left as text. */
const texts = [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182]

/** For PGlite.create. */
export const textParsers = Object.fromEntries(texts.map((type) => [type, (text: string) => text]))

type Querying = Pick<PGlite, 'query'>

const withoutParsers =
  (client: Querying) =>
  (text: string, values?: unknown[], options?: QueryOptions): Promise<unknown> =>
    client.query(text, values, options?.rowMode ? { rowMode: options.rowMode } : undefined)

/**
 * The same database without parsers per statement: Drizzle repeats them with every one, and PGlite then copies its whole
 * parser table, which costs a third of a small statement.
 */
export const plainPglite = (pg: PGlite): PGlite =>
  facade(pg, {
    query: withoutParsers(pg),
    transaction: (work: (tx: Transaction) => Promise<unknown>) =>
      pg.transaction((tx) => work(facade(tx, { query: withoutParsers(tx) }))),
  })

function facade<T extends object>(target: T, own: Record<string, unknown>): T {
  return new Proxy(target, {
    get(_, key) {
      if (typeof key === 'string' && key in own) return own[key]
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
