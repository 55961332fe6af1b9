/** A Postgres server behind a bad network, and with several processes before it: nothing crosses, nothing is done twice, all goes on by itself. */
import { sql } from 'drizzle-orm'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smallBundle } from '#evals/fixtures/bundle-small.ts'
import { emptyPlace, freshPlace, type Place } from '#evals/kit/store.ts'
import { startToxicProxy, type ToxicProxy } from '#evals/kit/toxic-proxy.ts'
import { openDb, rowsOf, type Db, type Tx } from './connect.ts'
import { importBundle } from './import/import-bundle.ts'
import { fromMemory } from './import/source.ts'
import { workspacePool } from './pool.ts'

const ids = (tx: Tx) => rowsOf<{ id: string }>(tx, sql`select id from workspaces`)
const make = (id: string) => (tx: Tx) =>
  tx.execute(sql`insert into workspaces (id, name) values (${id}, ${id}) on conflict do nothing`)

let place: Place
let proxy: ToxicProxy
let db: Db

beforeAll(async () => {
  place = await freshPlace()
  proxy = await startToxicProxy(place.env['DATABASE_URL'] ?? '')
  db = await openDb({ url: proxy.through(place.env['DATABASE_URL'] ?? ''), poolSize: 3 })
  await db.inWorkspace('a', make('a'))
})
afterAll(async () => {
  await db.close()
  await proxy.close()
  await place.remove()
})
beforeEach(() => proxy.set({}))

describe('a lost connection', () => {
  test('between two transactions is not noticed', async () => {
    expect(proxy.cut()).toBeGreaterThan(0)
    expect(await db.inWorkspace('a', ids, 'read')).toEqual([{ id: 'a' }])
  })

  test('in the middle of a read runs it again', async () => {
    let runs = 0
    const seen = await db.inWorkspace(
      'a',
      async (tx) => {
        if ((runs += 1) === 1) proxy.cut()
        return ids(tx)
      },
      'read',
    )
    expect([runs, seen]).toEqual([2, [{ id: 'a' }]])
  })

  test('in the middle of a write takes it back, says so, and never runs it again', async () => {
    let runs = 0
    const write = db.inWorkspace('b', async (tx) => {
      runs += 1
      await make('b')(tx)
      proxy.cut()
      await ids(tx)
    })
    await expect(write).rejects.toMatchObject({
      code: 'interrupted',
      done: 'What had been written was taken back.',
    })
    expect(runs).toBe(1)
    expect(await db.inWorkspace('b', ids)).toEqual([])
  })

  test('that comes with COMMIT leaves it open which of the two it was, and says so', async () => {
    const write = db.inWorkspace('c', async (tx) => {
      await make('c')(tx)
      proxy.set({ cutAfterBytes: 1 })
    })
    await expect(write).rejects.toMatchObject({
      done: 'It was being stored at that moment: either all of it was, or nothing.',
    })
    proxy.set({})
    expect(await db.inWorkspace('c', ids)).toEqual([])
  })

  test('while work does something else ends the transaction at once, not at its next statement', async () => {
    const never = Promise.withResolvers<never>()
    const write = db.inWorkspace('a', async (tx) => {
      await ids(tx)
      proxy.cut()
      return never.promise
    })
    await expect(write).rejects.toMatchObject({ code: 'interrupted' })
  })

  test('leaves nothing of the lost work to reach another workspace', async () => {
    const late: Promise<unknown>[] = []
    const cut = Promise.withResolvers<undefined>()
    const lost = db.inWorkspace('a', async (tx) => {
      await ids(tx)
      proxy.cut()
      cut.resolve(undefined)
      await sleep(30)
      // By now the others below hold every connection there is.
      late.push(ids(tx), make('planted')(tx))
      return Promise.all(late)
    })
    const refused = expect(lost).rejects.toThrow()
    const others = cut.promise.then(async () => {
      await sleep(10)
      return Promise.all(
        ['x', 'y', 'z'].map((id) =>
          db.inWorkspace(id, async (tx) => {
            await make(id)(tx)
            await sleep(60)
            return ids(tx)
          }),
        ),
      )
    })
    await refused
    expect(await others).toEqual([[{ id: 'x' }], [{ id: 'y' }], [{ id: 'z' }]])
    const settled = await Promise.allSettled(late)
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await db.asOwner((tx) => rowsOf(tx, sql`select from workspaces where id = 'planted'`))).toEqual([])
  })

  test('in a transaction that was kept too long: its tx answers nobody any more', async () => {
    let kept: Tx | undefined
    await db.inWorkspace('a', async (tx) => {
      kept = tx
      await ids(tx)
    })
    await expect(ids(kept as Tx)).rejects.toThrow()
  })

  test('of a server that is away for a moment is waited out', async () => {
    proxy.set({ refuses: true })
    proxy.cut()
    const read = db.inWorkspace('a', ids)
    await sleep(400)
    proxy.set({})
    expect(await read).toEqual([{ id: 'a' }])
  })

  test('in the middle of an import leaves nothing, marks it stopped, and the next one goes through', async () => {
    const open = (source = fromMemory(smallBundle())) =>
      importBundle(db, {
        workspace: 'cut',
        source,
        onProgress: ({ file }) => file === 'contacts.csv' && proxy.cut(),
      })
    await expect(open()).rejects.toMatchObject({ code: 'interrupted' })
    const left = sql`select from workspaces union all select from users union all select from accounts`
    expect(await db.inWorkspace('cut', (tx) => rowsOf(tx, left))).toEqual([])
    expect(await db.inWorkspace('cut', (tx) => rowsOf(tx, sql`select state from imports`))).toEqual([
      { state: 'stopped' },
    ])
    const { problemCount } = await importBundle(db, { workspace: 'cut', source: fromMemory(smallBundle()) })
    expect(problemCount).toBe(0)
  })
})

describe('a COPY out', () => {
  test('that is read slowly to its end leaves the connection able to answer', async () => {
    const rows = 'select repeat(md5(n::text), 40) from generate_series(1, 20000) n'
    for (let i = 0; i < 5; i++) {
      const bytes = await db.asOwner(async (tx, copy) => {
        let sum = 0
        for await (const chunk of copy.out(rows)) {
          sum += chunk.length
          if (sum % 7 === 0) await sleep(1)
        }
        await tx.execute(sql`select 1`)
        return sum
      }, 'snapshot')
      expect(bytes).toBe(20_000 * (32 * 40 + 1))
    }
  })
})

describe('values', () => {
  test('come as from the embedded store', async () => {
    const text = sql`select 5::bigint as whole, 9007199254740993::bigint as large, 1.50::numeric as money, array[1, 2]::bigint[] as wholes,
      array['a', null, 'b "c" \\ {d}, e']::text[] as texts, array[]::text[] as none, array[true, false] as flags, array[1.5, 2]::float8[] as halves,
      array['11111111-1111-1111-1111-111111111111']::uuid[] as ids, array['{"a": 1}']::jsonb[] as objects, '{"a": 1.0, "b": [null]}'::jsonb as object,
      date '2026-02-01' as day, timestamptz '2026-02-01 10:00:00.123+02' as moment, array[date '2026-02-01'] as days, array[1.50]::numeric[] as sums,
      interval '1 day 2 hours' as span, null::text as nothing, 'NaN'::float8 as nan, ${sql.param(['x', 'y "z"'])}::text[] as given`
    const embedded = await openDb({})
    const theirs = await embedded.inWorkspace('a', (tx) => rowsOf(tx, text))
    await embedded.close()
    expect(await db.inWorkspace('a', (tx) => rowsOf(tx, text))).toEqual(theirs)
    expect(theirs[0]).toMatchObject({
      whole: 5,
      texts: ['a', null, 'b "c" \\ {d}, e'],
      given: ['x', 'y "z"'],
    })
  })
})

describe('the checkpoints’ pool', () => {
  test('of a lost connection can be given back, and serves again', async () => {
    const pool = workspacePool(db, 'a')
    const client = await pool.connect()
    await client.query('BEGIN')
    proxy.cut()
    await expect(client.query('select 1')).rejects.toThrow()
    client.release()
    expect((await pool.query('select id from workspaces')).rows).toEqual([{ id: 'a' }])
  })
})

describe('a failed statement that the work swallowed', () => {
  test('dooms the transaction, and the work is told', async () => {
    const write = db.inWorkspace('d', async (tx) => {
      await make('d')(tx)
      await tx.execute(sql`select 1 / 0`).catch(() => {})
    })
    await expect(write).rejects.toThrow('all of it was taken back')
    expect(await db.inWorkspace('d', ids)).toEqual([])
  })
})

describe('more work than connections', () => {
  test('waits its turn, and each sees its own workspace', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `n${i}`)
    const seen = await Promise.all(
      names.map((id) =>
        db.inWorkspace(id, async (tx) => {
          await make(id)(tx)
          return ids(tx)
        }),
      ),
    )
    expect(seen).toEqual(names.map((id) => [{ id }]))
    const [busy] = await db.asOwner((tx) =>
      rowsOf<{ n: number }>(
        tx,
        sql`select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'steward'`,
      ),
    )
    expect(busy?.n).toBeLessThanOrEqual(3)
  })
})

describe('time limits', () => {
  const limits = (tx: Tx) =>
    rowsOf(
      tx,
      sql`select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`,
    )

  test('a person’s work has a minute; imports, exports and the owner’s take their time', async () => {
    const interactive = [{ statement: '1min', idle: '1min' }]
    const unhurried = [{ statement: '0', idle: '10min' }]
    expect(await db.inWorkspace('a', limits, 'read')).toEqual(interactive)
    expect(await db.inWorkspace('a', limits)).toEqual(interactive)
    expect(await db.inWorkspace('a', limits, 'bulk')).toEqual(unhurried)
    expect(await db.inWorkspace('a', limits, 'scan')).toEqual(unhurried)
    expect(await db.asOwner(limits)).toEqual(unhurried)
    await expect(db.inWorkspace('a', make('scanned'), 'scan')).rejects.toThrow()
  })
})

describe('several processes', () => {
  const script = `
    import { openDb } from '#db/connect.ts'
    const db = await openDb({ url: process.argv[1], poolSize: 2 })
    await db.close()
    console.log('open')`

  test('that start at once on an empty database migrate it once', async () => {
    const empty = await emptyPlace()
    try {
      const started = Array.from({ length: 5 }, async () => {
        const args = ['--input-type=module-typescript', '--eval', script, empty.env['DATABASE_URL'] ?? '']
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
        let said = ''
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
        const [status] = (await once(child, 'close')) as [number | null]
        return { status, said }
      })
      expect(await Promise.all(started)).toEqual(Array(5).fill({ status: 0, said: 'open\n' }))
      const one = await openDb(empty.options)
      const twice = await one.asOwner((tx) =>
        rowsOf(tx, sql`select created_at from drizzle.__drizzle_migrations group by 1 having count(*) > 1`),
      )
      await one.close()
      expect(twice).toEqual([])
    } finally {
      await empty.remove()
    }
  })

  test('import into two workspaces at once, and refuse each other the same one', async () => {
    const other = await openDb(place.options)
    try {
      const bring = (into: Db, workspace: string) =>
        importBundle(into, { workspace, source: fromMemory(smallBundle()) })
      const both = await Promise.all([bring(db, 'left'), bring(other, 'right')])
      expect(both.map(({ problemCount }) => problemCount)).toEqual([0, 0])
      const same = await Promise.allSettled([bring(db, 'same'), bring(other, 'same')])
      const failed = same.filter((one) => one.status === 'rejected')
      // Either they met, and one was refused, or one came after the other had ended.
      for (const one of failed) expect(one.reason).toMatchObject({ code: 'conflict' })
      expect(failed.length).toBeLessThan(2)
      const left = await other.inWorkspace('left', (tx) =>
        rowsOf(tx, sql`select count(*) as n from accounts`),
      )
      const right = await db.inWorkspace('right', (tx) => rowsOf(tx, sql`select count(*) as n from accounts`))
      expect(left).toEqual(right)
    } finally {
      await other.close()
    }
  })
})

describe('a server that does not fit is refused, and is told how to change', () => {
  const url = () => new URL(place.env['DATABASE_URL'] ?? '')

  test('a wrong password', async () => {
    const wrong = url()
    wrong.password = 'wrong'
    await expect(openDb({ url: wrong.href })).rejects.toMatchObject({
      message: 'The database refuses that user or password.',
    })
  })

  test('a database that does not exist', async () => {
    const wrong = url()
    wrong.pathname = '/nowhere'
    await expect(openDb({ url: wrong.href })).rejects.toMatchObject({
      message: 'The server has no database of that name.',
    })
  })

  test('a database that sorts by a language', async () => {
    const name = `sorting_${crypto.randomUUID().slice(0, 8)}`
    const admin = await openDb(place.options)
    const run = async (statement: string) => {
      const { default: postgres } = await import('postgres')
      const client = postgres(url().href, { max: 1 })
      await client.unsafe(statement)
      await client.end()
    }
    try {
      await run(
        `create database ${name} template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US' locale 'C.UTF-8'`,
      )
      const there = url()
      there.pathname = `/${name}`
      await expect(openDb({ url: there.href })).rejects.toMatchObject({
        message: expect.stringContaining('sorts text by a language') as string,
        next: expect.stringContaining('CREATE DATABASE') as string,
      })
    } finally {
      await run(`drop database if exists ${name}`)
      await admin.close()
    }
  })
})
