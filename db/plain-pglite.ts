/** PGlite as Drizzle should meet it: dates and times stay the strings that Postgres prints, said once for all statements. */
import { types, type PGlite, type QueryOptions, type Transaction } from '@electric-sql/pglite'

/** Dates, times, intervals, and arrays of them and of numeric: what Drizzle asks to be left as text. */
const texts = [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182]

/** A whole number as both databases give it: a number where that is exact, else its digits. */
export function wholeNumber(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

/** For PGlite.create. */
export const parsers: Record<number, (text: string) => string | number> = {
  ...Object.fromEntries(texts.map((type) => [type, (text: string) => text])),
  [types.INT8]: wholeNumber,
}

type Querying = Pick<PGlite, 'query'>

/** What is told of the one transaction that runs at a time: that it began, and each statement before it runs. */
export type Watch = { began: (transaction: Transaction) => void; asked: () => void }

/**
 * The same database without parsers per statement: Drizzle repeats them with every one, and PGlite then copies its whole
 * parser table, which costs a third of a small statement.
 */
export const plainPglite = (pg: PGlite, watch: Watch): PGlite => {
  const withoutParsers =
    (client: Querying) =>
    async (text: string, values?: unknown[], options?: QueryOptions): Promise<unknown> => {
      watch.asked()
      return client.query(text, values, options?.rowMode ? { rowMode: options.rowMode } : undefined)
    }
  return facade(pg, {
    query: withoutParsers(pg),
    transaction: (work: (tx: Transaction) => Promise<unknown>) =>
      pg.transaction((tx) => {
        watch.began(tx)
        return work(facade(tx, { query: withoutParsers(tx) }))
      }),
  })
}

function facade<T extends object>(target: T, own: Record<string, unknown>): T {
  return new Proxy(target, {
    get(_, key) {
      if (typeof key === 'string' && key in own) return own[key]
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
