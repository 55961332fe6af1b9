/** A change of 100,000 accounts by the road of effects (preview with every row, seal, run in batches, undo records, audit), against a plain UPDATE of a bare table with the same rows and indexes. */
import { sql, type SQL } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { rowsOf, type Db } from '#db/connect.ts'
import type { Assignment } from '#db/effects/contract.ts'
import { drifted, targetsOf } from '#db/effects/rows.ts'
import { proposeSets, proposeUndoOf, startRunOf, type Bench } from '#db/effects/test-effects.ts'
import { workRun } from '#db/effects/work-run.ts'
import { inChange } from '#db/history/change.ts'
import { nobodyIn } from '#db/rights.ts'
import { users, workspaces } from '#db/schema/tables.ts'
import { freshDb } from '../../kit/store.ts'
import { onEmbedded, onServer } from '../both-stores.ts'
import type { Part } from '../part.ts'
import type { Figure } from '../report.ts'
import { bulkUpdate, bulkUpdateAtWorst } from '../targets.ts'

const rows = 100_000
const workspace = 'bulk'

const people = { from: uuid(), to: uuid() }

async function fill(db: Db): Promise<void> {
  await db.asOwner((tx) => tx.insert(workspaces).values({ id: workspace, name: 'Bulk' }))
  await inChange(db, workspace, { kind: 'import', source: 'bench' }, async (tx) => {
    await tx.insert(users).values(
      Object.entries(people).map(([name, id]) => ({
        ...{
          workspaceId: workspace,
          id,
          sourceId: name,
          email: `${name}@bulk.test`,
          name,
          role: 'csm' as const,
        },
      })),
    )
    await tx.execute(sql`
      insert into accounts (workspace_id, id, source_id, name, industry, segment, region, csm_id, arr, renewal_date, next_touch_on, tags, custom)
      select ${workspace}, gen_random_uuid(), 'A-' || g, 'Account ' || g, 'Mining', 'smb', 'EMEA', ${people.from}::uuid, 1000 + g,
             date '2026-01-01' + g % 365, date '2026-06-01', array['beta'], '{"tier":"gold"}' from generate_series(1, ${rows}::int) g`)
  })
  await db.asOwner(async (tx) => {
    await tx.execute(sql`create table bare (like accounts including defaults including indexes)`)
    await tx.execute(sql`insert into bare select * from accounts`)
    await tx.execute(sql`analyze accounts, bare`)
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const plain = (db: Db, set: SQL): Promise<number> =>
  timed(() =>
    db.asOwner((tx) =>
      tx.execute(
        sql`update bare set ${set}, updated_at = now() where workspace_id = ${workspace} and industry = 'Mining'`,
      ),
    ),
  )

const clock = { now: '2026-06-15T12:00:00Z', today: '2026-06-15', timeZone: 'UTC', fiscalYearStart: 1 }

/** What the gate asks of the rows before it starts a run, and the run. */
async function approved(bench: Bench, proposal: string): Promise<string> {
  const moved = await bench.db.inWorkspace(workspace, async (tx) => {
    await targetsOf(tx, workspace, proposal)
    return drifted(tx, workspace, proposal)
  })
  if (moved.rows > 0) throw new Error('rows moved that nobody touched')
  const run = await startRunOf(bench, proposal, 'queued')
  const { state, done } = await workRun(bench.db, { workspace, run, size: 1_000 })
  if (state !== 'done' || done !== rows) throw new Error(`the run is ${state} after ${done} rows`)
  return run
}

/** There and back, as an assignment has it and as SQL. */
type Case = { field: string; values: [string, string]; plain: [SQL, SQL] }
const cases: Record<'touch' | 'reassign', Case> = {
  touch: {
    field: 'next_touch_on',
    values: ['2026-07-01', '2026-06-01'],
    plain: [sql`next_touch_on = '2026-07-01'`, sql`next_touch_on = '2026-06-01'`],
  },
  reassign: {
    field: 'csm',
    values: ['to@bulk.test', 'from@bulk.test'],
    plain: [sql`csm_id = ${people.to}::uuid`, sql`csm_id = ${people.from}::uuid`],
  },
}

type Measured = { own: number[]; floor: number[]; undo: number }

async function measure(bench: Bench, { field, values, plain: sets }: Case): Promise<Measured> {
  const { db } = bench
  const own: number[] = []
  const floor: number[] = []
  let run = ''
  for (const round of [0, 1] as const) {
    floor.push(await plain(db, sets[round]))
    const set: Assignment = { field, to: values[round] }
    const of = { where: { field: 'industry', op: 'eq' as const, value: 'Mining' } }
    own.push(
      await timed(async () => {
        const { id, rows: found } = await proposeSets(bench, {
          op: 'update',
          object: 'account',
          of,
          set: [set],
        })
        if (found !== rows) throw new Error(`${found} rows were proposed`)
        await bench.db.inWorkspace(workspace, (tx) => targetsOf(tx, workspace, id))
        run = await approved(bench, id)
      }),
    )
  }
  const undo = await timed(async () => approved(bench, (await proposeUndoOf(bench, run)).id))
  await assertKept(db, run)
  return { own, floor, undo }
}

/** Every row has its undo record and its history. */
async function assertKept(db: Db, run: string): Promise<void> {
  const [kept] = await db.inWorkspace(workspace, (tx) =>
    rowsOf<{ history: number; undo: number }>(
      tx,
      sql`select (select count(*)::int from field_history h join changes c on c.workspace_id = h.workspace_id and c.id = h.change_id where c.ref = ${run}) as history,
                 (select count(*)::int from proposal_rows p join runs r on r.workspace_id = p.workspace_id and r.proposal_id = p.proposal_id
                  where r.id = ${run}::uuid and p.state = 'done' and p.restore <> '{}') as undo`,
    ),
  )
  if (kept?.history !== rows || kept.undo !== rows) throw new Error(`kept: ${JSON.stringify(kept)}`)
}

const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
const figure = (name: string, bound: Figure['bound']): Figure => ({
  name,
  unit: 'ms',
  bound,
  leastCases: rows,
})

export const bulkUpdates: Part<'touch' | 'reassign' | 'touchServer' | 'reassignServer'> = {
  name: 'bulk-update',
  figures: {
    touch: figure('100,000 rows, one field, over a bare UPDATE, embedded', bulkUpdate),
    reassign: figure('the same, indexed and an event a row, embedded', bulkUpdateAtWorst),
    touchServer: figure('100,000 rows, one field, over a bare UPDATE, server', bulkUpdate),
    reassignServer: figure('the same, indexed and an event a row, server', bulkUpdateAtWorst),
  },
  async run(workshop, tell) {
    const onStore = async (kind: 'embedded' | 'server') => {
      const db = await freshDb()
      try {
        await fill(db)
        const bench: Bench = {
          db,
          asker: { ...nobodyIn(workspace), userId: people.from, email: 'from@bulk.test' },
          clock,
        }
        for (const key of ['touch', 'reassign'] as const) {
          const { own, floor, undo } = await measure(bench, cases[key])
          const figureKey = kind === 'embedded' ? key : (`${key}Server` as const)
          tell(figureKey, { cases: rows, value: mean(own), floor: mean(floor), rounds: own })
          workshop.note(
            `bulk ${key} on ${kind}: undo of all took ${(undo / mean(floor)).toFixed(1)}× the bare UPDATE`,
          )
        }
      } finally {
        await db.close()
      }
    }
    await onEmbedded(() => onStore('embedded'))
    await onServer(() => onStore('server'))
  },
}
