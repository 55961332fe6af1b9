/** Proposals as surfaces show them: to whoever asked, and to whoever may say yes to every row of it. For anybody else there are none. */
import { and, desc, eq, gt, inArray, lte, or } from 'drizzle-orm'
import type { Db, Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { Change, ProposalState, ProposalView } from '#db/effects/contract.ts'
import { summaryOf, type ProposalRow } from '#db/effects/receipt.ts'
import { changesOf, outsideOf } from '#db/effects/rows.ts'
import { Problem } from '#db/problem.ts'
import { approvals, proposals, runs, users } from '#db/schema/tables.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import { maskContacts } from '../mask-contacts.ts'
import { mayDecide } from './people.ts'

/** Changes that travel with a proposal; the rest is fetched by pages. */
export const firstChanges = 50
/** Of a proposal in a list. */
const listedChanges = 3

type Parts = { db: Db; tools: Tools }

export const iso = (moment: string) => new Date(moment).toISOString()

export const noSuchProposal = () =>
  new Problem('not_found', 'There is no such proposal.', { done: 'Nothing was done.' })

export const isPast = (row: ProposalRow, now: string) => Date.parse(row.expiresAt) <= Date.parse(now)

/** An open one past its time is expired, whether or not it was marked yet. */
export const stateOf = (row: ProposalRow, now: string): ProposalState =>
  row.state === 'open' && isPast(row, now) ? 'expired' : row.state

/** Locked until the transaction ends, where `lock` says so. */
export async function findProposal(
  tx: Tx,
  workspace: string,
  id: string,
  lock = false,
): Promise<ProposalRow> {
  const query = tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.workspaceId, workspace), eq(proposals.id, id)))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw noSuchProposal()
  return row
}

export async function maySee(tx: Tx, asker: Asker, row: ProposalRow): Promise<boolean> {
  if (asker.userId === row.requesterId) return true
  if (!mayDecide(asker, row.requesterId)) return false
  return (await outsideOf(tx, { workspace: row.workspaceId, proposal: row.id, asker })) === 0
}

/** One that the asker may see, by its id. */
export const readProposal = (
  { db, tools }: Parts,
  asker: Asker,
  id: string,
  now?: string,
): Promise<ProposalView> =>
  db.inWorkspace(
    asker.workspace,
    async (tx) => {
      const row = await findProposal(tx, asker.workspace, id)
      if (!(await maySee(tx, asker, row))) throw noSuchProposal()
      return viewOf(tx, tools, asker, row, now)
    },
    'read',
  )

/** Changes of one that the asker may see, by pages. */
export const readChanges = (
  { db }: Pick<Parts, 'db'>,
  asker: Asker,
  id: string,
  page: { from: number; limit: number },
): Promise<Change[]> =>
  db.inWorkspace(
    asker.workspace,
    async (tx) => {
      const row = await findProposal(tx, asker.workspace, id)
      if (!(await maySee(tx, asker, row))) throw noSuchProposal()
      return maskContacts(tx, asker, shown(asker, await changesOf(tx, asker.workspace, id, page)))
    },
    'read',
  )

export type ProposalList = {
  state?: ProposalState | undefined
  /** Only what the asker asked for themselves; without it, also what waits for their yes. */
  mine?: boolean | undefined
  limit?: number | undefined
  now?: string | undefined
}

/** Newest first, each with its first few changes. Of others' proposals only those whose every row the asker may act on. */
export const listProposals = (
  { db, tools }: Parts,
  asker: Asker,
  { state, mine = false, limit = 50, now = new Date().toISOString() }: ProposalList = {},
): Promise<ProposalView[]> =>
  db.inWorkspace(
    asker.workspace,
    async (tx) => {
      const rows = await tx
        .select()
        .from(proposals)
        .where(
          and(
            eq(proposals.workspaceId, asker.workspace),
            stateIs(state, now),
            mine || !asker.rights.may.includes('approve')
              ? eq(proposals.requesterId, asker.userId)
              : undefined,
          ),
        )
        .orderBy(desc(proposals.createdAt))
        .limit(mostLooked)
      const seen: ProposalView[] = []
      for (const row of rows) {
        if (seen.length >= limit) break
        if (await maySee(tx, asker, row)) seen.push(await viewOf(tx, tools, asker, row, now, listedChanges))
      }
      return seen
    },
    'read',
  )

/** Of others' proposals, how many are looked at to find those that concern the asker. */
const mostLooked = 500

function stateIs(state: ProposalState | undefined, now: string) {
  if (state === undefined) return undefined
  if (state === 'open') return and(eq(proposals.state, 'open'), gt(proposals.expiresAt, now))
  if (state === 'expired')
    return or(eq(proposals.state, 'expired'), and(eq(proposals.state, 'open'), lte(proposals.expiresAt, now)))
  return eq(proposals.state, state)
}

export async function viewOf(
  tx: Tx,
  tools: Tools,
  asker: Asker,
  row: ProposalRow,
  now = new Date().toISOString(),
  limit = firstChanges,
): Promise<ProposalView> {
  const { workspaceId, id } = row
  const yes = await tx
    .select({ userId: approvals.userId })
    .from(approvals)
    .where(
      and(
        eq(approvals.workspaceId, workspaceId),
        eq(approvals.proposalId, id),
        eq(approvals.digest, row.digest),
      ),
    )
    .orderBy(approvals.at)
  const [run] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.workspaceId, workspaceId), eq(runs.proposalId, id)))
  const people = [
    row.requesterId,
    ...(row.decidedBy ? [row.decidedBy] : []),
    ...yes.map(({ userId }) => userId),
  ]
  const names = await namesOf(tx, workspaceId, people)
  const changes = await changesOf(tx, workspaceId, id, { from: 0, limit })
  const view: ProposalView = {
    ...{ id, tool: row.tool, label: tools.get(row.tool)?.label ?? row.tool },
    ...{ effect: row.kind === 'E4' ? 'send' : 'write', effectKind: row.kind, integrity: row.integrity },
    ...{ summary: summaryOf(row), notes: row.notes, object: row.object, arguments: row.arguments },
    ...{ rows: row.rowCount, count: row.changeCount, changes: shown(asker, changes), digest: row.digest },
    ...{ state: stateOf(row, now), approvalsNeeded: row.approvalsNeeded, reason: row.reason },
    approvedBy: yes.map(({ userId }) => names.get(userId) ?? ''),
    requester: names.get(row.requesterId) ?? '',
    ...{ createdAt: iso(row.createdAt), expiresAt: iso(row.expiresAt) },
    decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    decidedAt: row.decidedAt === null ? null : iso(row.decidedAt),
    ...{ supersededBy: row.supersededBy, run: run?.id ?? null, undoes: row.undoes },
  }
  return { ...(await maskContacts(tx, asker, view)), digest: row.digest }
}

export async function namesOf(tx: Tx, workspace: string, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(eq(users.workspaceId, workspace), inArray(users.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const withheldValue = '•••'

/** Fields that the asker isn't shown elsewhere are not shown here. */
export function shown(asker: Asker, changes: Change[]): Change[] {
  const withheld = new Set(asker.rights.withheld)
  if (withheld.size === 0) return changes
  const hides = (object: string, field: string) => withheld.has(`${object}.${field}`)
  const whole = (object: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]): [string, unknown] => [
            key,
            hides(object, key) ? withheldValue : each,
          ]),
        )
      : value
  return changes.map((change) => {
    const { object, field, before, after } = change
    if (field === null) return { ...change, before: whole(object, before), after: whole(object, after) }
    if (!hides(object, field)) return change
    return {
      ...change,
      before: before === null ? null : withheldValue,
      after: after === null ? null : withheldValue,
    }
  })
}
