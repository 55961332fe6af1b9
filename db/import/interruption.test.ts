/** An import that is killed, stopped or run twice at once leaves nothing half-written. */
import { sql } from 'drizzle-orm'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDb, rowsOf, type Db } from '#db/connect.ts'
import { smallBundle } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle, markStopped } from './import-bundle.ts'
import { fromFolder, fromMemory } from './source.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Imports the folder `argv[1]` into the store in `argv[2]`; once rows of usage.csv are written it says so and stands still. */
const child = `
  import { writeSync } from 'node:fs'
  import { openDb } from '#db/connect.ts'
  import { importBundle } from '#db/import/import-bundle.ts'
  import { fromFolder } from '#db/import/source.ts'
  const db = await openDb({ folder: process.argv[2] })
  await importBundle(db, {
    workspace: 'Killed',
    source: fromFolder(process.argv[1]),
    onProgress: ({ file, rows }) => {
      if (file !== 'usage.csv' || rows < 4000) return
      writeSync(1, 'writing')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    },
  })`

const days = 1500
const usage = (lines = days) =>
  [
    'account_id,on,feature,active_users,events',
    ...['A-1', 'A-2', 'A-3', 'A-4'].flatMap((account) =>
      Array.from({ length: lines }, (_, i) => {
        const day = new Date(Date.UTC(2018, 0, 1 + i)).toISOString().slice(0, 10)
        return `${account},${day},Core,5,${i}`
      }),
    ),
    '',
  ].join('\n')

describe('an import that is killed', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-import-'))
    await mkdir(join(folder, 'bundle'))
    for (const [path, text] of smallBundle({ 'usage.csv': usage() }).files)
      await writeFile(join(folder, 'bundle', path), text)
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('leaves nothing half-written, is marked stopped, and the next one goes through', async () => {
    const store = join(folder, 'store')
    const args = ['--input-type=module-typescript', '--eval', child, join(folder, 'bundle'), store]
    const process_ = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = (await once(process_.stdout, 'data')) as [Buffer]
    expect(String(said)).toBe('writing')
    process_.kill('SIGKILL')
    expect((await once(process_, 'exit'))[1]).toBe('SIGKILL')

    const db = await openDb({ folder: store })
    try {
      const left = (text: string) => db.inWorkspace('killed', (tx) => rowsOf(tx, sql.raw(text)))
      const tables = ['workspaces', 'users', 'accounts', 'contacts', 'usage', 'custom_fields']
      expect(await left(tables.map((table) => `select from ${table}`).join(' union all '))).toEqual([])
      expect(await left('select state from imports')).toEqual([{ state: 'running' }])
      expect(await markStopped(db, 'killed')).toBe(1)
      expect(await left('select state, ended_at is null as open from imports')).toEqual([
        { state: 'stopped', open: false },
      ])

      const report = await importBundle(db, {
        workspace: 'Killed',
        source: fromFolder(join(folder, 'bundle')),
      })
      expect(report.problemCount).toBe(0)
      expect(await left('select count(*)::int as n from usage')).toEqual([{ n: 4 * days }])
    } finally {
      await db.close()
    }
  })
})

describe('an import beside others', () => {
  let db: Db
  beforeAll(async () => {
    db = await freshDb()
  })
  afterAll(() => db.close())
  const states = (workspace: string) =>
    db.inWorkspace(workspace, (tx) =>
      rowsOf(tx, sql`select state, problem_count from imports order by started_at`),
    )

  it('of the same workspace is refused while the first one runs, and goes through after it', async () => {
    const first = importBundle(db, { workspace: 'both', source: fromMemory(smallBundle()) })
    const second = importBundle(db, { workspace: 'both', source: fromMemory(smallBundle()) })
    const [one, two] = await Promise.allSettled([first, second])
    expect(one.status).toBe('fulfilled')
    expect(two).toMatchObject({
      reason: {
        code: 'conflict',
        message: 'Another import into the workspace both is running.',
        next: 'Wait for it to end, then import again.',
      },
    })
    expect(await states('both')).toEqual([{ state: 'done', problem_count: 0 }])
    expect((await importBundle(db, { workspace: 'both', source: fromMemory(smallBundle()) })).changed).toBe(
      false,
    )
  })

  it('is not marked stopped while it runs', async () => {
    const marked: Promise<number>[] = []
    await importBundle(db, {
      workspace: 'marked',
      source: fromMemory(smallBundle()),
      onProgress: () => marked.length === 0 && marked.push(markStopped(db, 'marked')),
    })
    expect(await Promise.all(marked)).toEqual([0])
    expect(await states('marked')).toMatchObject([{ state: 'done' }])
  })

  it('that is cancelled ends soon, and leaves nothing but its record', async () => {
    const cancel = new AbortController()
    const cancelled = importBundle(db, {
      workspace: 'cancelled',
      source: fromMemory(smallBundle({ 'usage.csv': usage(800) })),
      signal: cancel.signal,
      onProgress: ({ file }) => file === 'usage.csv' && cancel.abort(),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled', done: 'Nothing was changed.' })
    expect(await states('cancelled')).toMatchObject([{ state: 'stopped' }])
    const left = sql`select from workspaces union all select from accounts union all select from usage`
    expect(await db.inWorkspace('cancelled', (tx) => rowsOf(tx, left))).toEqual([])
  })

  it('whose source fails in the middle leaves nothing but a failed record', async () => {
    const rest = fromMemory(smallBundle({ 'usage.csv': usage(10) }))
    const open = async function* () {
      yield Buffer.from('account_id,on,feature\nA-1,2026-01-01,Core\n')
      throw new Error('the disk went away')
    }
    const source = { ...rest, open: (path: string) => (path === 'usage.csv' ? open() : rest.open(path)) }
    await expect(importBundle(db, { workspace: 'broken', source })).rejects.toThrow('the disk went away')
    expect(await states('broken')).toEqual([{ state: 'failed', problem_count: 1 }])
    expect(await db.inWorkspace('broken', (tx) => rowsOf(tx, sql`select from accounts`))).toEqual([])
  })
})
