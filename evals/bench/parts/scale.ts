/** A generated workspace of any size: brought in against COPY of the very rows, started over, and asked; with the memory that it takes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { openDb, rowsOf, type Db } from '#db/connect.ts'
import { keepEvidence } from '#db/evidence/keep.ts'
import { sql } from 'drizzle-orm'
import { askOnce, benchSteward } from '../asking.ts'
import {
  benchStore,
  fill,
  workspaceOf,
  type BenchStore,
  type Generated,
  type StoreName,
} from '../bench-store.ts'
import { bigTables } from '../big-workspace.ts'
import type { Part } from '../part.ts'
import { p95, median } from '../spread.ts'
import { answerAtScaleMs, importRate, startSeconds } from '../targets.ts'
import { benchDay } from '../turn-question.ts'
import type { Workshop } from '../workshop.ts'

const requests = [
  'Which accounts are at risk?',
  'my accounts at risk',
  'top 10 accounts by ARR',
  'How many accounts renew in the next 90 days?',
  'Which enterprise accounts have had no touch in 30 days?',
  'average health by segment',
  'accounts with usage down in EMEA',
  'open tickets by priority',
  'NRR over the last 12 months',
  'which CSM has the most accounts at risk?',
]
const rounds = 3
const starts = 3
const firstQuestion = 'top 5 accounts by ARR'
/** In the order of their references; the workspace and what its rows name come first. */
const before = ['workspaces', 'changes', 'imports', 'custom_fields']
const tableOf: Record<string, string> = { nps: 'nps_responses' }
const tables = [
  ...before,
  ...bigTables.map(({ path }) => path.replace('.csv', '')).map((name) => tableOf[name] ?? name),
]
const mb = (bytes: number) => Math.round(bytes / 1e6)

/** Columns that the database fills by itself are left out. */
const columnsOf = async (db: Db, table: string): Promise<string> => {
  const rows = await db.asOwner((tx) =>
    rowsOf<{ name: string }>(
      tx,
      sql`select quote_ident(attname) as name from pg_attribute where attrelid = to_regclass(${`public.${table}`})
          and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    ),
  )
  return rows.map(({ name }) => name).join(', ')
}

/** Rows a second of COPY of the rows of one store into another, fresh one. */
async function copyRate(from: Db, to: Db, workspace: string, rows: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-copy-'))
  let seconds = 0
  try {
    for (const table of tables) {
      const file = join(folder, table)
      const columns = await columnsOf(from, table)
      const own = `select ${columns} from ${table} where ${table === 'workspaces' ? 'id' : 'workspace_id'} = '${workspace}'`
      await from.asOwner((_, copy) => pipeline(Readable.from(copy.out(own)), createWriteStream(file)))
      const start = performance.now()
      await to.asOwner((_, copy) => copy.in(`${table} (${columns})`, createReadStream(file)))
      seconds += (performance.now() - start) / 1_000
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return rows / seconds
}

/** Samples the memory of this process while the work runs. */
async function watched<T>(work: () => Promise<T>): Promise<{ done: T; peak: number }> {
  let peak = 0
  const look = () => (peak = Math.max(peak, process.memoryUsage.rss()))
  look()
  const timer = setInterval(look, 200)
  try {
    return { done: await work(), peak }
  } finally {
    clearInterval(timer)
  }
}

type Tell = (figure: string, reading: Parameters<Parameters<Part['run']>[1]>[1]) => void

async function bringIn(
  db: Db,
  generated: Generated,
  workshop: Workshop,
  tell: Tell,
  spare: BenchStore | null,
) {
  const { done: report, peak } = await watched(() => fill(db, generated))
  if (!report) {
    workshop.note('the workspace was there: its import is not measured')
    return
  }
  const rows = report.files.reduce((sum, file) => sum + file.created, 0)
  const rate = rows / (report.ms / 1_000)
  workshop.note(
    `${generated.accounts} accounts, ${rows} rows in ${(report.ms / 1_000).toFixed(0)} s; ${mb(peak)} MB at most`,
  )
  if (!spare) return
  const to = await openDb(spare.options)
  try {
    tell('import', { cases: 1, value: rate, floor: await copyRate(db, to, workspaceOf(generated), rows) })
  } finally {
    await to.close()
  }
}

/** A process of its own from its start to the end of its answer. */
async function startAndAsk({ env }: BenchStore, workspace: string): Promise<number> {
  const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url))
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [
      main,
      'ask',
      firstQuestion,
      '--workspace',
      workspace,
      '--today',
      benchDay,
      '--model',
      'offline',
      '--json',
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'error', ...env },
    },
  )
  let seconds = Number.NaN
  child.stdout.once('data', () => (seconds = (performance.now() - start) / 1_000))
  const [status] = (await once(child, 'exit')) as [number | null]
  if (status !== 0) throw new Error(`ask ended with ${status}`)
  return seconds
}

async function askAll(db: Db, workspace: string, workshop: Workshop, tell: Tell): Promise<void> {
  const bench = await benchSteward(db, undefined, workspace)
  const built = performance.now()
  const kept = await keepEvidence({ db, workspace, clock: bench.clock })
  workshop.note(`evidence: ${kept} in ${((performance.now() - built) / 1_000).toFixed(1)} s`)
  await askOnce(bench, requests[0] ?? '', 'offline')
  const all: number[] = []
  for (const text of requests) {
    const times: number[] = []
    let found = ''
    for (let round = 0; round < rounds; round++) {
      const { events, ms } = await askOnce(bench, text, 'offline')
      times.push(ms)
      found = events.some(({ kind }) => kind === 'error') ? 'failed' : ''
    }
    all.push(...times)
    workshop.note(`${median(times).toFixed(0).padStart(7)} ms  ${text} ${found}`)
  }
  tell('answers', { cases: all.length, value: p95(all) })
  workshop.note(`memory of the process that answered: ${mb(process.memoryUsage.rss())} MB`)
}

const leastSize = 3_000

/** One size in one store. Without a size, the least that works evidence out ahead. */
export function scale(sizes: number[], seed: number, storeName: StoreName): Part {
  const [accounts = leastSize] = sizes
  const generated = { accounts, seed }
  const isFresh = storeName === 'embedded' || storeName === 'server'
  const of = `${accounts} accounts`
  return {
    name: 'scale',
    figures: {
      ...(isFresh && {
        import: { name: `import over COPY, ${of}`, unit: 'rows/s', bound: importRate, leastCases: 1 },
      }),
      start: { name: `start to first answer, ${of}`, unit: 's', bound: startSeconds, leastCases: starts },
      answers: {
        name: `ten requests, p95, ${of}`,
        unit: 'ms',
        bound: answerAtScaleMs,
        leastCases: rounds * requests.length,
      },
    },
    async run(workshop, tell) {
      const store = await benchStore(storeName)
      if (!store) throw new Error('no Postgres server can be had')
      const spare = isFresh ? await benchStore(storeName) : null
      try {
        const filled = await openDb(store.options)
        try {
          await bringIn(filled, generated, workshop, tell, spare)
        } finally {
          await filled.close()
        }
        const seconds: number[] = []
        for (let i = 0; i < starts; i++) seconds.push(await startAndAsk(store, workspaceOf(generated)))
        tell('start', { cases: starts, value: median(seconds), rounds: seconds })
        const db = await openDb(store.options)
        try {
          await askAll(db, workspaceOf(generated), workshop, tell)
        } finally {
          await db.close()
        }
      } finally {
        await spare?.remove()
        await store.remove()
      }
    },
  }
}
