/** Where the sign-in library keeps its rows: schema `auth`, each statement as the role that signs people in; a session's token is stored as its hash only. */
import type { DBAdapter, DBTransactionAdapter, Where } from '@better-auth/core/db/adapter'
import type { BetterAuthOptions } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { AnyPgTable } from 'drizzle-orm/pg-core'
import type { Db, Tx } from '#db/connect.ts'
import { hashOf } from '#db/identities/tokens.ts'
import { credentials, identities, secondFactors, sessions, verifications } from '#db/schema/sign-in.ts'

/** Tables by the names that the library and its plugins have for them. */
export type Tables = Record<string, AnyPgTable>

const ownTables: Tables = {
  user: identities,
  session: sessions,
  account: credentials,
  verification: verifications,
  twoFactor: secondFactors,
}

type Row = Record<string, unknown>
type Query = { model: string; where: Where[] }

const hashedIn = (where: Where[]): Where[] =>
  where.map((one) => {
    if (one.field !== 'token') return one
    if (typeof one.value === 'string') return { ...one, value: hashOf(one.value) }
    return Array.isArray(one.value) ? { ...one, value: one.value.map((token) => hashOf(String(token))) } : one
  })

/** The token that a session was asked for by, in the place of its hash: the library sets it as a cookie. */
const tokenOf = (where: Where[]): string | undefined => {
  const value = where.find(({ field }) => field === 'token')?.value
  return typeof value === 'string' ? value : undefined
}

/** As an adapter, but a session is stored, found and ended by the hash of its token. */
function hashing(inner: DBTransactionAdapter): DBTransactionAdapter {
  const asked = <Q extends { model: string; where?: Where[] | undefined }>(query: Q): Q =>
    query.model === 'session' && query.where ? { ...query, where: hashedIn(query.where) } : query
  const named = <T>(query: Query, row: T): T => {
    const token = query.model === 'session' ? tokenOf(query.where) : undefined
    return token !== undefined && row ? { ...row, token } : row
  }
  return {
    ...inner,
    create: async (query) => {
      const data = query.data as Row
      const token = data['token']
      if (query.model !== 'session' || typeof token !== 'string') return inner.create(query)
      const row = await inner.create<Row, Row>({ ...query, data: { ...data, token: hashOf(token) } })
      return { ...row, token } as never
    },
    findOne: async (query) => named(query, await inner.findOne(asked(query))),
    findMany: (query) => inner.findMany(asked(query)),
    count: (query) => inner.count(asked(query)),
    update: async (query) => named(query, await inner.update(asked(query))),
    updateMany: (query) => inner.updateMany(asked(query)),
    delete: (query) => inner.delete(asked(query)),
    deleteMany: (query) => inner.deleteMany(asked(query)),
    consumeOne: async (query) => named(query, await inner.consumeOne(asked(query))),
    incrementOne: async (query) => named(query, await inner.incrementOne(asked(query))),
  }
}

/** The library's store. Its transactions are ours: inside one, nothing else may ask the store. */
export const authStore =
  (db: Db, pluginTables: Tables) =>
  (options: BetterAuthOptions): DBAdapter => {
    const schema = { ...ownTables, ...pluginTables }
    const within = (tx: Tx) =>
      hashing(drizzleAdapter(tx, { provider: 'pg', schema, transaction: false })(options))
    const run = <T>(work: (adapter: DBTransactionAdapter) => Promise<T>): Promise<T> =>
      db.inSignIn((tx) => work(within(tx)))
    return {
      id: 'steward',
      create: (query) => run((adapter) => adapter.create(query)),
      findOne: (query) => run((adapter) => adapter.findOne(query)),
      findMany: (query) => run((adapter) => adapter.findMany(query)),
      count: (query) => run((adapter) => adapter.count(query)),
      update: (query) => run((adapter) => adapter.update(query)),
      updateMany: (query) => run((adapter) => adapter.updateMany(query)),
      delete: (query) => run((adapter) => adapter.delete(query)),
      deleteMany: (query) => run((adapter) => adapter.deleteMany(query)),
      consumeOne: (query) => run((adapter) => adapter.consumeOne(query)),
      incrementOne: (query) => run((adapter) => adapter.incrementOne(query)),
      transaction: (work) => run(work),
    }
  }
