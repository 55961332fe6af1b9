/** A person's notices, newest first: what happened to accounts that they may read today, and to tasks of theirs. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '../connect.ts'
import type { Asker } from '../contract.ts'
import type { EventKind } from '../events/contract.ts'
import { listPeople } from '../people.ts'
import { within } from '../rights.ts'

export type Notice = {
  /** Of the event; older ones have smaller ones. */
  seq: number
  kind: EventKind
  /** By the source's id, as answers print it. */
  account: { id: string; name: string } | null
  /** The contact's name or the task's title, where it is about one. */
  subject: string | null
  details: Record<string, unknown>
  at: string
  isRead: boolean
}

type Stored = Omit<Notice, 'account' | 'subject'> & {
  accountId: string | null
  object: string
  rowId: string
}
type Found = { id: string; sourceId: string; name: string }

const mostAtOnce = 200

/** `before`: those older than the notice of that place. */
export async function listNotices(
  db: Db,
  asker: Asker,
  {
    limit = 50,
    before,
    unread = false,
  }: { limit?: number; before?: number | undefined; unread?: boolean } = {},
): Promise<Notice[]> {
  const { workspace, userId } = asker
  const stored = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<Stored>(
        tx,
        sql`select seq, kind, account_id as "accountId", object, row_id as "rowId", details, read_at is not null as "isRead",
                   to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
            from notices where workspace_id = ${workspace} and user_id = ${userId}::uuid
              ${before === undefined ? sql`` : sql`and seq < ${before}`} ${unread ? sql`and read_at is null` : sql``}
            order by seq desc limit ${Math.min(limit, mostAtOnce)}`,
      ),
    'read',
  )
  const idsOf = (which: (one: Stored) => string | null) =>
    sql.param([...new Set(stored.map(which).filter((id) => id !== null))])
  const ofObject = (object: string) => idsOf((one) => (one.object === object ? one.rowId : null))
  // Named in the person's own transaction: what they may no longer read is not told.
  const { accounts, subjects, people } = await db.inWorkspace(
    within(asker),
    async (tx) => ({
      accounts: await rowsOf<Found>(
        tx,
        sql`select id, source_id as "sourceId", name from accounts
            where workspace_id = ${workspace} and id = any (${idsOf(({ accountId }) => accountId)}::uuid[])`,
      ),
      subjects: await rowsOf<Found>(
        tx,
        sql`select id, source_id as "sourceId", name from contacts where workspace_id = ${workspace} and id = any (${ofObject('contact')}::uuid[])
            union all
            select id, source_id, title from tasks where workspace_id = ${workspace} and id = any (${ofObject('task')}::uuid[])`,
      ),
      people: await listPeople(tx),
    }),
    'read',
  )
  const accountOf = new Map(accounts.map((one) => [one.id, one]))
  const subjectOf = new Map(subjects.map((one) => [one.id, one]))
  const emailOf = new Map(people.map(({ id, email }) => [id, email]))
  return stored.flatMap(({ accountId, object, rowId, ...notice }) => {
    const account = accountId === null ? undefined : accountOf.get(accountId)
    const subject = subjectOf.get(rowId)
    if (object === 'account' ? !account : !subject) return []
    return [
      {
        ...notice,
        account: account ? { id: account.sourceId, name: account.name } : null,
        subject: subject?.name ?? null,
        details: notice.kind === 'account.csm_changed' ? byEmail(notice.details, emailOf) : notice.details,
      },
    ]
  })
}

/** A person is told by e-mail, as everywhere; null where there was none. */
const byEmail = ({ before, after }: Stored['details'], emailOf: Map<string, string>) => ({
  before: emailOf.get(String(before)) ?? null,
  after: emailOf.get(String(after)) ?? null,
})

/** Up to that one. */
export const markRead = (db: Db, { workspace, userId }: Asker, upTo: number): Promise<void> =>
  db.inWorkspace(workspace, async (tx) => {
    await tx.execute(
      sql`update notices set read_at = now() where workspace_id = ${workspace} and user_id = ${userId}::uuid and seq <= ${upTo} and read_at is null`,
    )
  })

const kept = '90 days'

export async function forgetNotices(db: Db, workspace: string): Promise<void> {
  await db.inWorkspace(workspace, (tx) =>
    tx.execute(sql`delete from notices where workspace_id = ${workspace} and at < now() - ${kept}::interval`),
  )
}
