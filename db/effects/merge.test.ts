/** A merge: all that hangs on the row that goes moves to the one that stays, and the way back leaves no trace. */
import { sql, type SQL } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf } from '../connect.ts'
import { idOf, workspaceId } from '../query/test-ids.ts'
import { asker, clock, insertTestWorkspace } from '../query/test-workspace.ts'
import { carryOut, proposeSets, proposeUndoOf, type Bench } from './test-effects.ts'

let bench: Bench
beforeAll(async () => {
  const db = await freshDb()
  await insertTestWorkspace(db)
  bench = { db, asker: { ...asker('ingrid'), userId: idOf('ingrid') }, clock }
})
afterAll(() => bench.db.close())

const read = <R extends Record<string, unknown>>(statement: SQL) =>
  bench.db.inWorkspace(workspaceId, (tx) => rowsOf<R>(tx, statement))

describe('a merge', () => {
  const tables = [
    'accounts',
    'contacts',
    'contracts',
    'opportunities',
    'activities',
    'tickets',
    'nps_responses',
    'tasks',
    'milestones',
    'focus',
    'usage',
    'user_usage',
    'health_scores',
  ]
  const snapshot = async () => {
    const rows = tables.map(
      (table) =>
        sql`select ${table} as "table", to_jsonb(t) - 'created_at' - 'change_id' - 'updated_at' as row from ${sql.identifier(table)} t`,
    )
    return read(sql`select * from (${sql.join(rows, sql` union all `)}) a order by 1, row::text`)
  }

  test('moves all that hangs on the one that goes, and is taken back whole', async () => {
    const before = await snapshot()
    const found = await proposeSets(bench, {
      op: 'merge',
      object: 'account',
      of: { ids: ['A5'] },
      into: { ids: ['A1'] },
    })
    const { run, ...counts } = await carryOut(bench, found.id, 10)
    expect(counts).toEqual({ done: found.rows, skipped: 0, failed: 0 })
    const [gone] = await read<{ accounts: number; hanging: number }>(
      sql`select (select count(*) from accounts where source_id = 'A5')::int as accounts,
            (select count(*) from contacts where account_id = ${idOf('A5')}::uuid)::int + (select count(*) from usage where account_id = ${idOf('A5')}::uuid)::int as hanging`,
    )
    expect(gone).toEqual({ accounts: 0, hanging: 0 })
    const undo = await proposeUndoOf(bench, run)
    expect(undo.notes).toEqual([])
    expect(await carryOut(bench, undo.id, 10)).toMatchObject({ done: found.rows, skipped: 0, failed: 0 })
    expect(await snapshot()).toEqual(before)
  })
})
