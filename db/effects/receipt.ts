/** Receipts: what was approved, bound by digest and seal to exactly that, used once. They are made here and nowhere else, and nothing starts without one. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { v7 as uuid } from 'uuid'
import { canonical } from '../audit/entry.ts'
import type { Db, Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { proposals, runs } from '../schema/effects.ts'
import { instanceSecret } from '../secrets/instance-secret.ts'
import type { Vault } from '../secrets/vault.ts'

export type ProposalRow = typeof proposals.$inferSelect

/** Everything that a yes says yes to. */
type Terms = Omit<
  ProposalRow,
  'digest' | 'seal' | 'state' | 'createdAt' | 'decidedAt' | 'decidedBy' | 'reason' | 'supersededBy'
>

/** The key that Steward vouches with, opened when it is first needed. */
export type SealingKey = () => Promise<Buffer>

/** Of the whole instance: any process of it vouches for what another one proposed. */
export function sealingKeyOf(db: Db, openVault: () => Promise<Vault>): SealingKey {
  let key: Promise<Buffer> | undefined
  return () => {
    key ??= openVault()
      .then((vault) => instanceSecret(db, vault, 'proposals'))
      .then((value) => Buffer.from(value))
      .catch((error: unknown) => {
        key = undefined
        throw error
      })
    return key
  }
}

/** The summary as people read it: the rows that are not left out, counted. */
export const summaryOf = ({ summary, rowCount }: Pick<ProposalRow, 'summary' | 'rowCount'>): string =>
  summary.replace(/\{n(?: ([^|{}]*)\|([^{}]*))?\}/g, (_, one?: string, many?: string) => {
    const noun = rowCount === 1 ? one : many
    return `${rowCount.toLocaleString('en-GB')}${noun ? ` ${noun}` : ''}`
  })

export const newNonce = (): string => randomBytes(24).toString('base64url')

/** To the last digit that the database holds. */
const exact = (moment: string) => Temporal.Instant.from(moment.replace(' ', 'T')).toString()

/** SHA-256 over canonical JSON: the order of keys is no difference, anything else is. */
export function digestOf(row: Terms): string {
  const terms = {
    ...{ workspace: row.workspaceId, proposal: row.id, requester: row.requesterId, surface: row.surface },
    ...{ conversation: row.conversationId, turn: row.turnId, call: row.callId },
    ...{ tool: row.tool, toolHash: row.toolHash, arguments: row.arguments, targets: row.targets },
    ...{ kind: row.kind, integrity: row.integrity, approvals: row.approvalsNeeded, undoes: row.undoes },
    ...{ summary: row.summary, notes: row.notes, object: row.object },
    ...{ rows: row.rowCount, changes: row.changeCount },
    ...{ policyVersion: row.policyVersion, expiry: exact(row.expiresAt), nonce: row.nonce },
  }
  return createHash('sha256').update(canonical(terms)).digest('hex')
}

export const sealOf = (key: Buffer, digest: string): string =>
  createHmac('sha256', key).update('proposal ').update(digest).digest('hex')

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const altered = () =>
  new Problem('conflict', 'This proposal is not as Steward wrote it, so it can’t be approved.', {
    next: 'Ask for it anew. Unless somebody in it was erased meanwhile, tell an administrator that its record was altered.',
  })

/** Throws where the row, or one of the rows that it touches, is not what Steward sealed. `targets` are those of now. */
export function assertSealed(key: Buffer, row: ProposalRow, targets: string): void {
  const digest = digestOf({ ...row, targets })
  if (!isSame(digest, row.digest) || !isSame(targets, row.targets) || !isSame(sealOf(key, digest), row.seal))
    throw altered()
}

declare const brand: unique symbol
export type Receipt = {
  readonly [brand]: true
  readonly workspace: string
  readonly proposal: string
  readonly approvedBy: string
  readonly rows: number
}

/** Receipts that were made and not used yet: one that something else put together is not among them. */
const unused = new WeakSet<Receipt>()

export type Admission = {
  key: Buffer
  row: ProposalRow
  targets: string
  /** Whose yes carries it out; where a standing approval did, whoever granted that. */
  approvedBy: string
  /** Null where a standing approval decided. */
  decidedBy: string | null
  now: string
}

/** Consumes the proposal: of several who try at once one gets the receipt. The caller has locked the row. */
export async function admit(
  tx: Tx,
  { key, row, targets, approvedBy, decidedBy, now }: Admission,
): Promise<Receipt> {
  assertSealed(key, row, targets)
  if (Temporal.Instant.compare(exact(row.expiresAt), exact(now)) <= 0) throw altered()
  const { workspaceId, id, digest } = row
  const started = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.workspaceId, workspaceId), eq(runs.proposalId, id)))
  if (started.length > 0) throw altered()
  const taken = await tx
    .update(proposals)
    .set({ state: 'approved', decidedAt: now, decidedBy })
    .where(
      and(
        eq(proposals.workspaceId, workspaceId),
        eq(proposals.id, id),
        eq(proposals.state, 'open'),
        eq(proposals.digest, digest),
      ),
    )
    .returning({ id: proposals.id })
  if (taken.length !== 1) throw altered()
  const receipt = { workspace: workspaceId, proposal: id, approvedBy, rows: row.rowCount } as Receipt
  unused.add(receipt)
  return Object.freeze(receipt)
}

/** Starts what the receipt is for, in the transaction that consumed the proposal. Answers the run's id. */
export async function startRun(tx: Tx, receipt: Receipt): Promise<string> {
  if (!unused.delete(receipt)) throw new Error('a run needs an unused receipt')
  const { workspace, proposal, approvedBy, rows } = receipt
  const id = uuid()
  await tx.insert(runs).values({ workspaceId: workspace, id, proposalId: proposal, total: rows, approvedBy })
  return id
}
