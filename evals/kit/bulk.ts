/** Bulk runs for tests: a workspace of plain accounts, and a change of all of them that was proposed and approved by the real road. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { planCall, type NamedEffect } from '#agent/proposals/plan.ts'
import { approve } from '#agent/proposals/approve.ts'
import { propose } from '#agent/proposals/propose.ts'
import { clockAt } from '#db/calendar.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { rowsOf, type Db } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { inChange } from '#db/history/change.ts'
import { findAsker } from '#db/people.ts'
import { users, workspaces } from '#db/schema/tables.ts'
import { defineEffect, type EffectTool } from '#tools/kit/define-tool.ts'
import { testSealing } from './sealing.ts'

export const bulk = 'bulk'
const day = '2026-06-15'

/** Of an administrator, with accounts B-1, B-2, … that nobody has touched. */
export async function makeBulkWorkspace(db: Db, accounts: number): Promise<void> {
  await db.asOwner((tx) => tx.insert(workspaces).values({ id: bulk, name: 'Bulk' }))
  await inChange(db, bulk, { kind: 'import', source: 'test' }, async (tx) => {
    const people = ['ada', 'ben'].map((name, at) => ({
      ...{ workspaceId: bulk, id: crypto.randomUUID(), sourceId: name, email: `${name}@bulk.test`, name },
      role: at === 0 ? ('admin' as const) : ('csm' as const),
    }))
    await tx.insert(users).values(people)
    await tx.execute(
      sql`insert into accounts (workspace_id, id, source_id, name, csm_id, lifecycle, arr, currency)
          select ${bulk}, gen_random_uuid(), 'B-' || n, 'Account ' || n, ${people[1]?.id}::uuid, 'adopting', 1000 + n, 'USD'
          from generate_series(1, ${accounts}::int) n`,
    )
  })
}

export const bulkAsker = (db: Db, name = 'ada'): Promise<Asker> =>
  db.inWorkspace(bulk, (tx) => findAsker(tx, bulk, `${name}@bulk.test`))

/** Sets a text field of every account. */
const tool = {
  ...(defineEffect({
    effect: 'write',
    permission: 'act',
    label: 'Setting a field of all accounts',
    description: 'Sets one field of every account to one value.',
    input: z.object({ field: z.string(), to: z.string() }),
    plan: async ({ field, to }) => ({
      summary: 'Set {n} accounts',
      sets: [
        {
          op: 'update',
          object: 'account',
          of: { where: { field: 'arr', op: 'gte', value: 0 } },
          set: [{ field, to }],
        },
      ],
    }),
  }) as unknown as EffectTool),
  name: 'test_set_field',
} satisfies NamedEffect

/** Answers the run, which waits for a worker. */
export async function approveBulk(
  db: Db,
  to: string,
  field = 'industry',
): Promise<{ run: string; proposal: string }> {
  const parts = { db, tools: new Map([[tool.name, tool]]), sealingKey: testSealing }
  const asker = await bulkAsker(db)
  const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, day)
  const catalogue = await db.inWorkspace(bulk, (tx) => loadCatalogue(tx, bulk))
  const proposing = { ...parts, asker, clock, catalogue }
  const planned = await planCall(tool, { field, to }, { ...proposing, signal: new AbortController().signal })
  const proposed = await propose(proposing, planned, { surface: 'terminal', integrity: 'T' })
  if (!('proposal' in proposed)) throw new Error(`nothing to propose: ${proposed.nothing.join(' ')}`)
  const proposal = proposed.proposal.id
  const approved = await approve(parts, { asker, surface: 'terminal', proposal })
  if (approved.state !== 'approved') throw new Error('it needs another yes')
  return { run: approved.run, proposal }
}

export type Tally = {
  state: string
  total: number
  done: number
  /** Accounts with the value that the run was to give. */
  written: number
  /** Accounts whose history tells of the value more than once. */
  twice: number
  /** Rows of the proposal that are not done. */
  undone: number
  /** Entries of the audit log that say that the run was carried out. */
  audited: number
}

/** What the run came to, counted from the records themselves. */
export const tallyOf = async (db: Db, run: string, to: string): Promise<Tally> => {
  const [tally] = await db.inWorkspace(bulk, (tx) =>
    rowsOf<Tally>(
      tx,
      sql`select r.state, r.total, r.done,
            (select count(*)::int from accounts where workspace_id = ${bulk} and industry = ${to}) as written,
            (select count(*)::int from (select 1 from field_history where workspace_id = ${bulk} and object = 'accounts'
               and after ->> 'industry' = ${to} group by row_key having count(*) > 1) again) as twice,
            (select count(*)::int from proposal_rows p where p.workspace_id = ${bulk} and p.proposal_id = r.proposal_id
               and p.state <> 'done') as undone,
            (select count(*)::int from audit_entries where workspace_id = ${bulk} and action = 'acted' and subject_id = r.id::text) as audited
          from runs r where r.workspace_id = ${bulk} and r.id = ${run}::uuid`,
    ),
  )
  if (!tally) throw new Error('the run is gone')
  return tally
}

export const isWhole = ({ state, total, done, written, twice, undone, audited }: Tally): boolean =>
  state === 'done' && done === total && written === total && twice === 0 && undone === 0 && audited === 1
