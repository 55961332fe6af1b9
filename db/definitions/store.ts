/** Definitions on record: every version with who and when, none ever changed. The newest that is not retired answers. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { appendAudit } from '../audit/append.ts'
import { personOrSystem } from '../audit/contract.ts'
import type { Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { definitions, users, workspaces } from '../schema/tables.ts'
import type { Kind } from './bodies.ts'

export type Version = {
  kind: Kind
  key: string
  version: number
  body: Record<string, unknown>
  isRetired: boolean
  /** ISO moment. */
  createdAt: string
  author?: string
}

async function versions(tx: Tx, workspace: string, of: { key?: string; until?: string }): Promise<Version[]> {
  const rows = await tx
    .select({
      kind: definitions.kind,
      key: definitions.key,
      version: definitions.version,
      body: definitions.body,
      isRetired: definitions.isRetired,
      createdAt: definitions.createdAt,
      author: users.name,
    })
    .from(definitions)
    .leftJoin(users, and(eq(users.workspaceId, workspace), eq(users.id, definitions.authorId)))
    .where(
      and(
        eq(definitions.workspaceId, workspace),
        ...(of.key === undefined ? [] : [eq(definitions.key, of.key)]),
        // Moments are told to the millisecond, and a server keeps them finer.
        ...(of.until === undefined
          ? []
          : [sql`date_trunc('milliseconds', ${definitions.createdAt}) <= ${of.until}::timestamptz`]),
      ),
    )
    .orderBy(asc(definitions.kind), asc(definitions.key), asc(definitions.version))
  return rows.map(({ author, createdAt, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    ...(author !== null && { author }),
  }))
}

/** The newest version of each, the retired among them. With a moment, as they stood then. */
export async function definitionsAt(tx: Tx, workspace: string, moment?: string): Promise<Version[]> {
  const all = await versions(tx, workspace, moment === undefined ? {} : { until: moment })
  return [...new Map(all.map((each) => [`${each.kind} ${each.key}`, each])).values()]
}

/** All versions of one key, oldest first. */
export const historyOf = (tx: Tx, workspace: string, key: string): Promise<Version[]> =>
  versions(tx, workspace, { key })

/** What is compiled from the definitions is kept by the workspace's version; to count it up also lets one writer in at a time. */
async function countUp(tx: Tx, workspace: string): Promise<void> {
  const found = await tx
    .update(workspaces)
    .set({ version: sql`${workspaces.version} + 1` })
    .where(eq(workspaces.id, workspace))
    .returning({ id: workspaces.id })
  if (found.length === 0) throw new Problem('not_found', `There is no workspace ${workspace}.`)
}

export type NewVersion = { kind: Kind; key: string; body: Record<string, unknown>; authorId?: string }

/** Puts a new version on record. */
export async function addVersion(
  tx: Tx,
  workspace: string,
  { kind, key, body, authorId, isRetired = false }: NewVersion & { isRetired?: boolean },
): Promise<number> {
  await countUp(tx, workspace)
  const known = (await historyOf(tx, workspace, key)).filter((each) => each.kind === kind)
  const version = (known.at(-1)?.version ?? 0) + 1
  await tx.insert(definitions).values({
    ...{ workspaceId: workspace, kind, key, version, body, isRetired },
    ...(authorId !== undefined && { authorId }),
  })
  await appendAudit(tx, workspace, {
    actor: personOrSystem(authorId),
    ...{ action: 'definition_changed', subject: { kind, id: key } },
    details: { version, isRetired },
  })
  return version
}

/** The one definition that a key means; a key of two kinds needs its kind. */
export async function findDefinition(tx: Tx, workspace: string, key: string, kind?: Kind): Promise<Version> {
  const all = (await definitionsAt(tx, workspace)).filter(
    (each) => each.key === key && (kind === undefined || each.kind === kind),
  )
  const [only, ...more] = all
  if (!only)
    throw new Problem('not_found', `Nothing is defined as ${key}.`, {
      next: 'steward definitions --workspace NAME lists what is.',
    })
  if (more.length > 0)
    throw new Problem('bad_request', `${key} is ${all.map((each) => `a ${each.kind}`).join(' and ')}.`, {
      next: `Say which: ${all.map((each) => `${each.kind} ${key}`).join(' or ')}.`,
    })
  return only
}

/** It answers to nothing from now on; what it was stays on record. */
export async function retire(tx: Tx, workspace: string, found: Version, authorId?: string): Promise<number> {
  if (found.isRetired) throw new Problem('conflict', `${found.key} is retired already.`)
  const { kind, key, body } = found
  return addVersion(tx, workspace, {
    kind,
    key,
    body,
    isRetired: true,
    ...(authorId !== undefined && { authorId }),
  })
}
