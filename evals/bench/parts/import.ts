/** The importer against COPY of the very rows that it wrote, into the same tables of an equally fresh store, in turns. */
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { freshDb } from '../../kit/store.ts'
import { bigBundle, type BigBundle } from '../big-bundle.ts'
import type { Part } from '../part.ts'
import { median } from '../spread.ts'
import { importRate } from '../targets.ts'

const rounds = 3
/** In the order of their references. */
const tables = ['workspaces', 'users', 'accounts', 'contacts', 'usage', 'activities']

type Dump = { table: string; rows: Blob }

const embedded = (db: Db) => {
  if (!db.embedded) throw new Error('COPY is measured on the embedded store')
  return db.embedded
}

async function dump(db: Db): Promise<Dump[]> {
  const dumps: Dump[] = []
  for (const table of tables) {
    const { blob } = await embedded(db).query(`copy ${table} to '/dev/blob'`)
    if (!blob) throw new Error(`nothing was copied out of ${table}`)
    dumps.push({ table, rows: blob })
  }
  return dumps
}

const counted = async (db: Db): Promise<number> => {
  const [, ...counting] = tables
  const sum = counting.map((table) => `(select count(*) from ${table})`).join(' + ')
  const { rows } = await embedded(db).query<{ count: number }>(`select (${sum})::int as count`)
  return rows[0]?.count ?? 0
}

async function inFresh<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = await freshDb()
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** Rows a second of `work`, which must leave all rows of the bundle behind. */
async function rate(db: Db, bundle: BigBundle, work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1_000
  const rows = await counted(db)
  if (rows !== bundle.rows) throw new Error(`${rows} of ${bundle.rows} rows were written`)
  return rows / seconds
}

const bringIn = async (db: Db, bundle: BigBundle): Promise<void> => {
  const { problems } = await importBundle(db, { workspace: 'bench', source: fromMemory(bundle) })
  const [first] = problems
  if (first) throw new Error(`the bundle was refused: ${JSON.stringify(first)}`)
}

const copyIn = (db: Db, dumps: Dump[]): Promise<void> =>
  embedded(db).transaction(async (tx) => {
    for (const { table, rows } of dumps) await tx.query(`copy ${table} from '/dev/blob'`, [], { blob: rows })
  })

export const importing: Part<'rate'> = {
  name: 'import',
  figures: {
    rate: { name: 'import, rows a second over COPY', unit: 'rows/s', bound: importRate, leastCases: rounds },
  },
  async run(workshop, tell) {
    const bundle = bigBundle(workshop.seed)
    let dumps: Dump[] = []
    const own: number[] = []
    const floor: number[] = []
    const warmUp = bigBundle(workshop.seed, 0.05)
    await inFresh((db) => bringIn(db, warmUp))
    for (let round = 0; round < rounds; round++) {
      await inFresh(async (db) => {
        own.push(await rate(db, bundle, () => bringIn(db, bundle)))
        if (dumps.length === 0) dumps = await dump(db)
      })
      await inFresh(async (db) => floor.push(await rate(db, bundle, () => copyIn(db, dumps))))
    }
    workshop.note(`import: ${bundle.rows} rows a round`)
    tell('rate', { cases: rounds, value: median(own), floor: median(floor), rounds: own })
  },
}
