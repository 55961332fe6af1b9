/** Measures every query case on one workspace, in a thread of its own so that a query without an end can be cut off; tells each reading as it comes. */
import { sql } from 'drizzle-orm'
import { parentPort, workerData } from 'node:worker_threads'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import { openDb, rowsOf, type Db, type Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { runQuery } from '#db/query/run.ts'
import { freshDb } from '../kit/store.ts'
import { fill, openBench, workspaceOf, type BenchStore, type Generated } from './bench-store.ts'
import type { QueryCase, Subject } from './query-case.ts'
import { queryCases } from './query-cases.ts'
import type { Reading } from './report.ts'
import { median, p95 } from './spread.ts'
import { benchDay } from './turn-question.ts'

/** `folder` holds a prepared store, `bundle` is imported into a fresh one, `generated` into `store` where that lacks it. */
export type QueryJob =
  | { workspace: string; folder: string }
  | { workspace: string; bundle: string }
  | { generated: Generated; store: Pick<BenchStore, 'options'> }
export type QueryNews = { name: string; reading: Reading } | { name: string; fault: string }

const warmUps = 10
const leastRepeats = 60
/** Quick queries are repeated for this long at least: the tail of few short times is the machine's, not theirs. */
const repeatForMs = 1_000
const mostRepeats = 300
/** Slow ones are repeated less: the benchmark has to end. */
const longEnoughMs = 20_000
export const leastSlowRepeats = 3

type Scene = {
  tx: Tx
  workspace: string
  catalogue: Catalogue
  asker: Asker
  clock: Clock
  subject: Subject
}
type Row = Record<string, unknown>

const byHand = ({ sql: text }: QueryCase, { workspace, clock, tx, subject }: Scene): Promise<Row[]> =>
  rowsOf<Row>(tx, sql.raw(text(`'${workspace}'`, `date '${clock.today}'`, subject)))

/** The account with the most activities, and whoever looks after the most accounts. */
async function subjectOf(tx: Tx, workspace: string): Promise<Subject> {
  const [found] = await rowsOf<Subject>(
    tx,
    sql`select
      (select a.source_id from accounts a where a.workspace_id = ${workspace} and a.id = (
        select account_id from activities where workspace_id = ${workspace}
        group by account_id order by count(*) desc, account_id limit 1)) as account,
      (select u.email from users u where u.workspace_id = ${workspace} and u.id = (
        select csm_id from accounts where workspace_id = ${workspace} and csm_id is not null
        group by csm_id order by count(*) desc, csm_id limit 1)) as csm`,
  )
  if (!found?.account || !found.csm) throw new Error(`nobody to ask for in ${workspace}`)
  return found
}

const plain = (value: unknown): unknown => {
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null
  return number === null ? (value ?? null) : Number(number.toPrecision(9))
}

/** The rows cut to those columns, in an order of their own: ties may be broken differently. */
const cut = (rows: Row[], columns: string[]) =>
  rows.map((row) => JSON.stringify(columns.map((column) => plain(row[column])))).sort()

/** Throws with the first difference. A column of money's currency appears only where there are several. */
function compareRows(
  name: string,
  answer: { rows: Row[]; total: number },
  theirs: Row[],
  known: string[],
): void {
  const { rows: ours, total } = answer
  const [first] = theirs
  if (first && 'total' in first && Number(first.total) !== total)
    throw new Error(`${name}: ${total} in all against ${String(first.total)} by hand`)
  const columns = Object.keys(first ?? {}).filter(
    (column) => column !== 'total' && (!column.endsWith('currency') || known.includes(column)),
  )
  const missing = columns.filter((column) => !known.includes(column))
  if (missing.length > 0) throw new Error(`${name}: the catalogue's answer has no ${missing.join(', ')}`)
  const [own, floor] = [cut(ours, columns), cut(theirs, columns)]
  const at = floor.findIndex((row, i) => row !== own[i])
  if (own.length === floor.length && at < 0) return
  const place = at < 0 ? floor.length : at
  throw new Error(
    `${name}: ${own.length} rows against ${floor.length} by hand; first difference ${own[place] ?? 'none'} against ${floor[place] ?? 'none'}`,
  )
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  times.push(performance.now() - start)
  return result
}

/** The middle p95 of three stretches of the run: a disturbance of the machine spoils one of them. */
function tail(times: number[]): number {
  const third = Math.ceil(times.length / 3)
  return median([0, 1, 2].map((nth) => p95(times.slice(nth * third, (nth + 1) * third))))
}

async function measure(each: QueryCase, scene: Scene): Promise<Reading> {
  const query = typeof each.query === 'function' ? each.query(scene.subject) : each.query
  const catalogued = () => runQuery(scene.tx, scene.catalogue, query, scene)
  const firsts = { own: [] as number[], floor: [] as number[] }
  const ours = await timed(firsts.own, catalogued)
  const theirs = await timed(firsts.floor, () => byHand(each, scene))
  compareRows(each.name, ours, theirs, [
    ...ours.columns.map((column) => column.key),
    ...(ours.object === 'group' ? [] : ['id']),
  ])
  const own: number[] = []
  const floor: number[] = []
  const start = performance.now()
  const isDone = () => {
    const spent = performance.now() - start
    if (own.length >= leastSlowRepeats && spent > longEnoughMs) return true
    return own.length >= leastRepeats && (own.length >= mostRepeats || spent > repeatForMs)
  }
  const firstMs = Math.max(...firsts.own, ...firsts.floor)
  for (let i = 0; i < Math.min(warmUps, 1_000 / firstMs); i++) {
    await catalogued()
    await byHand(each, scene)
  }
  while (!isDone()) {
    await timed(own, catalogued)
    await timed(floor, () => byHand(each, scene))
  }
  return { cases: own.length, value: tail(own), floor: tail(floor) }
}

const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error
    ? `${error.message.slice(0, 200)}: ${error.cause.message}`
    : error.message
}

async function openJob(job: QueryJob): Promise<{ db: Db; workspace: string }> {
  if ('generated' in job) {
    const db = await openBench(job.store)
    await fill(db, job.generated)
    return { db, workspace: workspaceOf(job.generated) }
  }
  const { workspace } = job
  if ('folder' in job) return { db: await openDb({ folder: job.folder }), workspace }
  const db = await freshDb()
  await importBundle(db, { workspace, source: fromFolder(job.bundle) })
  return { db, workspace }
}

async function runJob(job: QueryJob, tell: (news: QueryNews) => void): Promise<void> {
  const { db, workspace } = await openJob(job)
  const clock = clockOf(await findWorkspace(db, workspace), benchDay)
  const subject = await db.inWorkspace(workspace, (tx) => subjectOf(tx, workspace), 'scan')
  for (const each of queryCases) {
    // A transaction of its own: a statement that fails spoils no other case.
    const work = async (tx: Tx) => {
      const catalogue = await loadCatalogue(tx, workspace)
      const asker = await findAsker(tx, workspace)
      return measure(each, { tx, workspace, catalogue, asker, clock, subject })
    }
    try {
      tell({ name: each.name, reading: await db.inWorkspace(workspace, work, 'scan') })
    } catch (error) {
      tell({ name: each.name, fault: faultOf(error) })
    }
  }
  await db.close()
}

await runJob(workerData as QueryJob, (news) => parentPort?.postMessage(news))
