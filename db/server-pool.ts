/** Connections to a Postgres server: each transaction has one to itself, and what is left of a lost or ended one reaches no other. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { isLostConnection } from './connection-loss.ts'
import type { Tx } from './connect.ts'
import * as schema from './schema/tables.ts'
import { setTypes } from './server-types.ts'

/** A statement that takes longer, and a transaction idle for as long, is ended, unless its work says otherwise. */
const interactiveMs = 60_000
const connectSeconds = 5
/** Idle connections are given back: a quiet process takes none from the others. */
const idleSeconds = 300

type Connection = {
  client: postgres.Sql
  db: Tx
  isLost: boolean
  /** It answers, but in a state that nobody knows: the next transaction must not meet it. */
  isDoubtful: boolean
  /** What the running transaction may send. */
  statements: Statements | null
  whenLost: (error: Error) => void
}

/** How far a transaction had come when its connection went. Before its work began nothing was done; in its end nobody knows. */
export type Phase = 'opening' | 'working' | 'ending'

export class LostConnection extends Error {
  readonly phase: Phase
  constructor(phase: Phase, cause: unknown) {
    super('the connection to the database was lost', { cause })
    this.phase = phase
  }
}

type Values = Parameters<postgres.Sql['unsafe']>[1]

/** What Drizzle asks of postgres.js inside a transaction. Refuses once that is over: a late statement would run in another's. */
class Statements {
  private readonly connection: Connection
  readonly options: postgres.Sql['options']
  private savepoints = 0
  isOver = false

  constructor(connection: Connection) {
    this.connection = connection
    this.options = connection.client.options
  }

  unsafe(text: string, values?: Values, options?: postgres.UnsafeQueryOptions) {
    if (this.isOver || this.connection.isLost)
      throw new Error('the transaction is over; its tx was used after that')
    return this.connection.client.unsafe(text, values, options)
  }

  /** Drizzle's migrator begins a transaction of its own inside the one that it is given. */
  begin<T>(work: (inner: Statements) => Promise<T>): Promise<T> {
    return this.savepoint(work)
  }

  async savepoint<T>(work: (inner: Statements) => Promise<T>): Promise<T> {
    const name = `s${(this.savepoints += 1)}`
    await this.unsafe(`savepoint ${name}`)
    let result: T
    try {
      result = await work(this)
    } catch (error) {
      if (!this.isOver && !this.connection.isLost) await this.unsafe(`rollback to savepoint ${name}`)
      throw error
    }
    await this.unsafe(`release savepoint ${name}`)
    return result
  }
}

/** The transaction as Drizzle sees it, and the driver below it, which alone can COPY. */
export type ServerTx = { tx: Tx; client: postgres.Sql }
export type Settings = { text: string; values: string[] }

export class ServerPool {
  private readonly url: string
  private readonly size: number
  private readonly all = new Set<Connection>()
  private readonly idle: Connection[] = []
  private readonly waiting: ((connection: Connection) => void)[] = []

  constructor(url: string, size: number) {
    this.url = url
    this.size = size
  }

  /** Runs `work` in a transaction with these settings. Throws LostConnection as soon as the connection goes. */
  async transaction<T>(
    settings: Settings,
    work: (inside: ServerTx) => Promise<T>,
    begin = 'begin',
  ): Promise<T> {
    const connection = await this.acquire()
    const statements = new Statements(connection)
    const lost = Promise.withResolvers<never>()
    lost.promise.catch(() => {}) // the race below hears it; later nobody has to
    connection.statements = statements
    connection.whenLost = lost.reject
    const at: { phase: Phase } = { phase: 'opening' }
    try {
      return await Promise.race([run(connection, statements, { ...settings, begin }, at, work), lost.promise])
    } catch (error) {
      if (!connection.isLost && !isLostConnection(error)) throw error
      connection.isLost = true
      throw new LostConnection(at.phase, error)
    } finally {
      statements.isOver = true
      connection.whenLost = () => {}
      this.release(connection)
    }
  }

  async close(): Promise<void> {
    const all = [...this.all]
    this.all.clear()
    await Promise.all(all.map(({ client }) => client.end({ timeout: 5 })))
  }

  private connect(): Connection {
    const client = postgres(this.url, {
      max: 1,
      onnotice: () => {},
      fetch_types: false,
      connect_timeout: connectSeconds,
      idle_timeout: idleSeconds,
      connection: {
        application_name: 'steward',
        statement_timeout: interactiveMs,
        idle_in_transaction_session_timeout: interactiveMs,
        // What a value looks like must not depend on the server's configuration.
        TimeZone: 'UTC',
        DateStyle: 'ISO, MDY',
        IntervalStyle: 'postgres',
        search_path: 'public',
      },
      onclose: () => {
        connection.isLost = true
        connection.whenLost(new Error('the connection was closed'))
      },
    })
    const connection: Connection = {
      client,
      db: drizzle(
        {
          options: client.options,
          begin: (work: (inner: Statements | null) => Promise<unknown>) => work(connection.statements),
        } as unknown as postgres.Sql,
        { schema },
      ),
      isLost: false,
      isDoubtful: false,
      statements: null,
      whenLost: () => {},
    }
    setTypes(client) // after Drizzle, which would leave arrays of dates and numerics as text
    this.all.add(connection)
    return connection
  }

  private async acquire(): Promise<Connection> {
    for (let found = this.idle.pop(); found; found = this.idle.pop()) {
      if (!found.isLost) return found
      this.discard(found)
    }
    if (this.all.size < this.size) return this.connect()
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  private release(connection: Connection): void {
    connection.statements = null
    const isUsable = !connection.isLost && !connection.isDoubtful
    if (!isUsable) this.discard(connection)
    const next = this.waiting.shift()
    if (next) next(isUsable ? connection : this.connect())
    else if (isUsable) this.idle.push(connection)
  }

  /** Never used again: statements of a lost transaction may still wait for it. */
  private discard(connection: Connection): void {
    this.all.delete(connection)
    connection.client.end({ timeout: 0 }).catch(() => {}) // it is gone, or going
  }
}

async function run<T>(
  connection: Connection,
  statements: Statements,
  { text, values, begin }: Settings & { begin: string },
  at: { phase: Phase },
  work: (inside: ServerTx) => Promise<T>,
): Promise<T> {
  // Sent together. Were BEGIN to fail, settings that are local to a transaction would set nothing.
  await Promise.all([statements.unsafe(begin), statements.unsafe(text, values, { prepare: true })])
  at.phase = 'working'
  let result: T
  try {
    result = await connection.db.transaction((tx) => work({ tx: tx, client: connection.client }))
  } catch (error) {
    if (!statements.isOver && !connection.isLost) {
      statements.isOver = true // whatever the work still sends must not follow the rollback
      await connection.client.unsafe('rollback').catch(() => {
        connection.isDoubtful = true // in the middle of a COPY it takes no statement; closing it takes all back
      })
    }
    throw error
  }
  statements.isOver = true
  at.phase = 'ending'
  const { command } = await connection.client.unsafe('commit')
  // A failed statement that the work swallowed had doomed it.
  if (command !== 'COMMIT')
    throw new Error('a statement of the transaction failed, so all of it was taken back')
  return result
}
