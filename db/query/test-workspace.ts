/** A small workspace for tests, each figure chosen so that every measure can be worked out by hand. Today is Monday 15 June 2026. */
import { loadCatalogue } from '../catalogue/load.ts'
import type { Db } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import { beginChange } from '../history/change.ts'
import { workspaces } from '../schema/tables.ts'
import type { Query } from './query.ts'
import { runQuery, type QueryResult } from './run.ts'
import { insertAccounts, insertContacts, insertPeople } from './test-accounts.ts'
import { insertAgreements, insertPlans } from './test-agreements.ts'
import { insertSupport, insertTouches, insertUsage } from './test-events.ts'
import { allRights } from '../rights.ts'
import { idOf, workspaceId } from './test-ids.ts'

export const clock: Clock = {
  now: '2026-06-15T12:00:00Z',
  today: '2026-06-15',
  timeZone: 'UTC',
  fiscalYearStart: 1,
}

export const asker = (name = 'dana', team: string[] = [name]): Asker => ({
  workspace: workspaceId,
  userId: idOf(name),
  email: `${name}@us.test`,
  name,
  role: 'manager',
  team: team.map((each) => `${each}@us.test`),
  rights: allRights,
})

export type Ask = (query: Query, who?: Asker, at?: Clock) => Promise<QueryResult>
export const askIn =
  (db: Db): Ask =>
  (query, who = asker(), at = clock) =>
    db.inWorkspace(workspaceId, async (tx) =>
      runQuery(tx, await loadCatalogue(tx, workspaceId), query, { asker: who, clock: at }),
    )

export async function insertTestWorkspace(db: Db): Promise<void> {
  await db.asOwner((tx) => tx.insert(workspaces).values({ id: workspaceId, name: 'Test' }))
  await db.inWorkspace(workspaceId, async (tx) => {
    await beginChange(tx, workspaceId, { kind: 'import', source: 'test' })
    await insertPeople(tx)
    await insertAccounts(tx)
    await insertContacts(tx)
    await insertAgreements(tx)
    await insertPlans(tx)
    await insertUsage(tx)
    await insertTouches(tx)
    await insertSupport(tx)
  })
}
