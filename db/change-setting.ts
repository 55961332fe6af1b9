/** Changes one setting of a workspace: checked as a whole, kept with who and when, and in force with the next question. */
import { and, asc, eq, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { appendAudit } from './audit/append.ts'
import { personOrSystem } from './audit/contract.ts'
import type { Db, Tx } from './connect.ts'
import { beginChange } from './history/change.ts'
import { Problem } from './problem.ts'
import { nearest } from './query/nearest.ts'
import { changes, models } from './schema/history.ts'
import { users, workspaces } from './schema/workspaces.ts'
import { defaultSettings, effectiveSettings, settingsSchema, type Settings } from './settings.ts'

type Tree = { [key: string]: unknown }
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every setting by its path: `health.weights.usage`. */
export function flatSettings(settings: Settings): Map<string, unknown> {
  const walk = (tree: Tree, before: string): [string, unknown][] =>
    Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
      isTree(value) && Object.keys(value).length > 0
        ? walk(value, `${before}${key}.`)
        : [[`${before}${key}`, value]],
    )
  return new Map(walk(settings, ''))
}

function valueAt(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), tree)
}

/** A copy with the value at the path; undefined takes it out. */
function withValue(tree: Tree, path: string, value: unknown): Tree {
  const [key = '', ...rest] = path.split('.')
  const { [key]: old, ...others } = tree
  if (rest.length === 0) return value === undefined ? others : { ...others, [key]: value }
  return { ...others, [key]: withValue(isTree(old) ? old : {}, rest.join('.'), value) }
}

const unknownPath = (path: string) => {
  const near = nearest(path, new Set(flatSettings(defaultSettings).keys()))
  return new Problem('bad_request', `There is no setting ${path}.`, {
    next:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : 'List them with: steward settings --workspace NAME.',
  })
}

/** A record's own keys (KPIs) are not among the defaults, but the record is. */
const isPath = (path: string) =>
  valueAt(defaultSettings, path) !== undefined || path.startsWith('health.kpiWeights.')

export async function readSettings(tx: Tx, workspace: string): Promise<Settings> {
  const [row] = await tx
    .select({ settings: workspaces.settings })
    .from(workspaces)
    .where(eq(workspaces.id, workspace))
  if (!row) throw new Problem('not_found', `There is no workspace ${workspace}.`)
  return effectiveSettings(row.settings)
}

export function settingAt(settings: Settings, path: string): unknown {
  const value = valueAt(settings, path)
  if (value === undefined) throw unknownPath(path)
  return value
}

/** What `models` keeps under `settings`: a row a change, never rewritten. */
const kept = 'settings'
const change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown(), changeId: z.string() })

export type SettingChange = { path: string; before: unknown; after: unknown }

/** `value` undefined puts the default back. Throws a Problem where the path or the value is not right; nothing is changed then. */
export async function changeSetting(
  db: Db,
  workspace: string,
  { path, value, actorId }: { path: string; value: unknown; actorId?: string },
): Promise<SettingChange> {
  if (!isPath(path)) throw unknownPath(path)
  return db.inWorkspace(workspace, async (tx) => {
    const changeId = await beginChange(tx, workspace, { kind: 'edit', source: 'steward', ref: kept, actorId })
    const [row] = await tx
      .select({ settings: workspaces.settings })
      .from(workspaces)
      .where(eq(workspaces.id, workspace))
      .for('update')
    if (!row) throw new Problem('not_found', `There is no workspace ${workspace}.`)
    const next = withValue(row.settings, path, value)
    const parsed = settingsSchema.safeParse(next)
    if (!parsed.success) {
      const said = parsed.error.issues.map((issue) => `${issue.path.join('.') || path}: ${issue.message}`)
      throw new Problem('bad_request', `${path} can’t be ${JSON.stringify(value)}: ${said.join('; ')}.`)
    }
    const told = { path, before: valueAt(row.settings, path) ?? null, after: value ?? null }
    await tx
      .update(workspaces)
      .set({ settings: next, version: sql`${workspaces.version} + 1` })
      .where(eq(workspaces.id, workspace))
    const [last] = await tx
      .select({ version: max(models.version) })
      .from(models)
      .where(and(eq(models.workspaceId, workspace), eq(models.key, kept)))
    await tx.insert(models).values({
      ...{ workspaceId: workspace, key: kept, version: (last?.version ?? 0) + 1 },
      body: { ...told, changeId },
    })
    await appendAudit(tx, workspace, {
      actor: personOrSystem(actorId),
      ...{ action: 'settings_changed', subject: { kind: 'setting', id: path } },
    })
    return told
  })
}

export type PastChange = SettingChange & { version: number; at: string; by: string | null }

/** Who changed what when, oldest first. */
export async function settingsHistory(tx: Tx, workspace: string): Promise<PastChange[]> {
  const rows = await tx
    .select({ version: models.version, at: models.fittedAt, body: models.body, by: users.email })
    .from(models)
    .leftJoin(
      changes,
      and(
        eq(changes.workspaceId, models.workspaceId),
        sql`${changes.id}::text = ${models.body} ->> 'changeId'`,
      ),
    )
    .leftJoin(users, and(eq(users.workspaceId, models.workspaceId), eq(users.id, changes.actorId)))
    .where(and(eq(models.workspaceId, workspace), eq(models.key, kept)))
    .orderBy(asc(models.version))
  return rows.map(({ version, at, body, by }) => {
    const { path, before, after } = change.parse(body)
    return { version, at, by, path, before, after }
  })
}
