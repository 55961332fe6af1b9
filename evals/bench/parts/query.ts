/** Catalogue queries against hand-written SQL for the same answer, in turns in one transaction a query; a difference in rows is a fault. */
import { sql } from 'drizzle-orm'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { runQuery } from '#db/query/run.ts'
import { sharedData } from '../../kit/shared.ts'
import { freshDb } from '../../kit/store.ts'
import type { Part } from '../part.ts'
import { queryCases, type QueryCase } from '../query-cases.ts'
import type { Reading } from '../report.ts'
import { p95 } from '../spread.ts'
import { catalogueQuery } from '../targets.ts'
import { benchDay, demoWorkspace } from '../turn-question.ts'

const warmUps = 3
const repeats = 40
/** A query this slow is not run again: one case is short by itself, and the benchmark has to end. */
const hopelessMs = 3_000

type Scene = { tx: Tx; workspace: string; catalogue: Catalogue; asker: Asker; clock: Clock }
type Row = Record<string, unknown>

const byHand = ({ sql: text }: QueryCase, { workspace, clock, tx }: Scene): Promise<Row[]> =>
  rowsOf<Row>(tx, sql.raw(text(`'${workspace}'`, `date '${clock.today}'`)))

const plain = (value: unknown): unknown => {
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null
  return number === null ? (value ?? null) : Number(number.toPrecision(9))
}

/** The rows cut to those columns, in an order of their own: ties may be broken differently. */
const cut = (rows: Row[], columns: string[]) =>
  rows.map((row) => JSON.stringify(columns.map((column) => plain(row[column])))).sort()

/** Throws with the first difference. A column of money's currency appears only where there are several. */
function compareRows(name: string, ours: Row[], theirs: Row[], known: string[]): void {
  const columns = Object.keys(theirs[0] ?? {}).filter(
    (column) => column !== 'currency' || known.includes(column),
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

async function measure(each: QueryCase, scene: Scene): Promise<Reading> {
  const catalogued = () => runQuery(scene.tx, scene.catalogue, each.query, scene)
  const firsts = { own: [] as number[], floor: [] as number[] }
  const ours = await timed(firsts.own, catalogued)
  const theirs = await timed(firsts.floor, () => byHand(each, scene))
  compareRows(each.name, ours.rows, theirs, [
    ...ours.columns.map((column) => column.key),
    ...(ours.object === 'group' ? [] : ['id']),
  ])
  if (p95(firsts.own) > hopelessMs) return { cases: 1, value: p95(firsts.own), floor: p95(firsts.floor) }
  for (let i = 0; i < warmUps; i++) {
    await catalogued()
    await byHand(each, scene)
  }
  const own: number[] = []
  const floor: number[] = []
  for (let i = 0; i < repeats; i++) {
    await timed(own, catalogued)
    await timed(floor, () => byHand(each, scene))
  }
  return { cases: repeats, value: p95(own), floor: p95(floor) }
}

const shared = sharedData('workspace')
const workspaces = shared ? [demoWorkspace, 'shared'] : [demoWorkspace]
const keyOf = (workspace: string, { name }: QueryCase) => `${workspace}: ${name}`

async function measureAll(
  db: Db,
  name: string,
  id: string,
  tell: Parameters<Part['run']>[1],
  fail: (why: string) => void,
) {
  const clock = clockOf(await findWorkspace(db, id), benchDay)
  const sceneIn = async (tx: Tx): Promise<Scene> => ({
    tx,
    workspace: id,
    catalogue: await loadCatalogue(tx, id),
    asker: await findAsker(tx, id),
    clock,
  })
  for (const each of queryCases) {
    try {
      // A transaction of its own: a statement that fails spoils no other case.
      tell(keyOf(name, each), await db.inWorkspace(id, async (tx) => measure(each, await sceneIn(tx)), 'read'))
    } catch (error) {
      fail(
        error instanceof Error
          ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`
          : String(error),
      )
    }
  }
}

export const query: Part = {
  name: 'query',
  figures: Object.fromEntries(
    workspaces.flatMap((workspace) =>
      queryCases.map((each) => [
        keyOf(workspace, each),
        {
          name: `query p95, ${keyOf(workspace, each)}`,
          unit: 'ms',
          bound: catalogueQuery,
          leastCases: repeats,
        },
      ]),
    ),
  ),
  async run(workshop, tell) {
    await measureAll(await workshop.openStore('query'), demoWorkspace, demoWorkspace, tell, workshop.note)
    if (!shared) {
      workshop.note('../shared/data/workspace is not there: its queries are left out')
      return
    }
    const db = await freshDb()
    try {
      const { workspace } = await importBundle(db, { workspace: 'shared', source: await fromFolder(shared) })
      await measureAll(db, 'shared', workspace, tell, workshop.note)
    } finally {
      await db.close()
    }
  },
}
