/** Imports a bundle into a workspace in one transaction: the good rows land together or not at all, every other row is reported. */
import { and, eq, notInArray, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { beginChange } from '../history/change.ts'
import { Problem } from '../problem.ts'
import {
  imports,
  workspaces,
  type ImportCounts,
  type ImportProblem,
  type WorkspaceSettings,
} from '../schema/workspaces.ts'
import { importCalls } from './calls.ts'
import { fileOf, type ImportContext, type Progress } from './context.ts'
import { importDocuments } from './documents.ts'
import type { FileSpec } from './file-spec.ts'
import { bundleFiles } from './files/bundle-files.ts'
import { ImportLog } from './import-log.ts'
import { KnownRows } from './known-rows.ts'
import { importPlaybooks } from './playbooks.ts'
import { FileFault, nearest } from './refusal.ts'
import type { BundleSource, SourceFile } from './source.ts'
import { importTable } from './table-import.ts'
import { targetWorkspace } from './target-workspace.ts'

export type ImportOptions = {
  /** A name; where no workspace has it as name or id, one is made with an id from it. */
  workspace: string | { id: string; name: string; isDemo?: boolean; settings?: WorkspaceSettings }
  source: BundleSource
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
  /** Reports all and writes nothing. */
  dryRun?: boolean
  /** Who imports it, and since when its values hold (an ISO day or moment; now where left out). */
  actorId?: string
  validFrom?: string
}

export type ImportReport = {
  id: string
  workspace: string
  /** The workspace was made by this import. */
  created: boolean
  changed: boolean
  files: ({ file: string } & ImportCounts)[]
  /** The first thousand; `problemCount` is the number of all. */
  problems: ImportProblem[]
  problemCount: number
  ms: number
}

/**
 * What Postgres plans by. The embedded store has no autovacuum, and a server's comes a minute later; until then measures
 * over the new rows would be joined row by row. The owner's work: the app role owns no table.
 */
const refreshStatistics = (db: Db) =>
  db.asOwner((tx) => {
    const tables = [...bundleFiles.map((file) => file.table), 'calls', 'call_turns', 'documents']
    return tx.execute(
      sql`analyze ${sql.join(
        tables.map((table) => sql.identifier(table)),
        sql`, `,
      )}`,
    )
  })

/** Imports that this process runs. The embedded store lets one transaction wait for another, so its locks refuse nobody. */
const running = new WeakMap<Db, Map<string, string>>()

/** Throws a Problem where nothing can be imported: no such folder, no users.csv or accounts.csv, another import at work. */
export async function importBundle(db: Db, options: ImportOptions): Promise<ImportReport> {
  const started = performance.now()
  const files = await listFiles(options.source)
  const target = await targetWorkspace(db, options.workspace)
  const mine = running.get(db) ?? new Map<string, string>()
  running.set(db, mine)
  if (mine.has(target.id)) throw busy(target.id)
  const id = v7()
  mine.set(target.id, id)
  const log = new ImportLog()
  try {
    if (!options.dryRun)
      await db.inWorkspace(target.id, (tx) => beginRecord(tx, target.id, id, options.source.name))
    const done = await runImport(db, { options, target, files, log, id })
    if (done.changed && !options.dryRun) await refreshStatistics(db)
    return {
      id,
      workspace: target.id,
      ...done,
      files: Object.entries(log.counts).map(([file, counts]) => ({ file, ...counts })),
      problems: log.problems,
      problemCount: log.problemCount,
      ms: performance.now() - started,
    }
  } finally {
    mine.delete(target.id)
  }
}

type Target = Awaited<ReturnType<typeof targetWorkspace>>
type Job = {
  options: ImportOptions
  target: Target
  files: Map<string, SourceFile>
  log: ImportLog
  id: string
}

/** Ends a dry run: its transaction is taken back. */
class DryRun extends Error {}

async function runImport(db: Db, job: Job): Promise<{ created: boolean; changed: boolean }> {
  const { options, target, log, id } = job
  let outcome = { created: false, changed: false }
  try {
    await db.inWorkspace(target.id, async (tx) => {
      if (!(await lock(tx, target.id))) throw busy(target.id)
      const { actorId, validFrom } = options
      const changeId = await beginChange(tx, target.id, {
        kind: 'import',
        source: 'bundle',
        ref: id,
        actorId,
        validFrom,
      })
      outcome = await importFiles(tx, job)
      if (options.dryRun) throw new DryRun()
      await tx.update(imports).set({ changeId, actorId }).where(eq(imports.id, id))
      await endRecord(tx, id, 'done', log)
    })
  } catch (error) {
    if (error instanceof DryRun) return outcome
    if (!options.dryRun) await recordFailure(db, job, error)
    throw error
  }
  return outcome
}

async function recordFailure(db: Db, { target, log, id }: Job, error: unknown): Promise<void> {
  // What the database says is the cause; the message around it holds the rows.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const told = error instanceof Problem ? error : cause
  log.fail(told instanceof Error ? told.message : String(told))
  const state = error instanceof Problem && error.code === 'cancelled' ? 'stopped' : 'failed'
  await db.inWorkspace(target.id, (tx) => endRecord(tx, id, state, log))
}

const busy = (workspace: string) =>
  new Problem('conflict', `Another import into the workspace ${workspace} is running.`, {
    next: 'Wait for it to end, then import again.',
  })

/** Held to the end of the transaction; a process that dies lets go of it. */
async function lock(tx: Tx, workspace: string): Promise<boolean> {
  const [row] = await rowsOf<{ got: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`import ${workspace}`}, 0)) as got`,
  )
  return row?.got ?? false
}

async function beginRecord(tx: Tx, workspaceId: string, id: string, source: string): Promise<void> {
  if (!(await lock(tx, workspaceId))) throw busy(workspaceId)
  // Whoever has the lock knows that no other import is at work: what still says so lost its process.
  await tx
    .update(imports)
    .set({ state: 'stopped', endedAt: sql`now()` })
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.state, 'running')))
  await tx.insert(imports).values({ workspaceId, id, source, state: 'running' })
}

const endRecord = (tx: Tx, id: string, state: 'done' | 'failed' | 'stopped', log: ImportLog) =>
  tx
    .update(imports)
    .set({
      state,
      endedAt: sql`clock_timestamp()`,
      counts: log.counts,
      problems: log.problems,
      problemCount: log.problemCount,
    })
    .where(eq(imports.id, id))

/** Marks imports as stopped whose process is gone. Answers how many. */
export async function markStopped(db: Db, workspace: string): Promise<number> {
  const live = [...(running.get(db)?.values() ?? [])]
  return db.inWorkspace(workspace, async (tx) => {
    if (!(await lock(tx, workspace))) return 0
    const stopped = await tx
      .update(imports)
      .set({ state: 'stopped', endedAt: sql`now()` })
      .where(
        and(
          eq(imports.workspaceId, workspace),
          eq(imports.state, 'running'),
          live.length ? notInArray(imports.id, live) : undefined,
        ),
      )
      .returning({ id: imports.id })
    return stopped.length
  })
}

/** By path in lower case: on some machines Accounts.csv and accounts.csv are one file. */
async function listFiles(source: BundleSource): Promise<Map<string, SourceFile>> {
  const list = await source.list()
  const files = new Map(list.map((file) => [file.path.toLowerCase(), file]))
  const missing = bundleFiles
    .filter((spec) => spec.required && !files.has(spec.path))
    .map((spec) => spec.path)
  if (missing.length === 0) return files
  const near = missing.map((path) => nearest(path, files.keys())).filter((path) => path !== null)
  throw new Problem('bad_request', `The bundle has no ${missing.join(' and no ')}.`, {
    next: near.length
      ? `Is ${near.join(' or ')} meant to be it? Rename it, then import again.`
      : 'users.csv and accounts.csv are required, at the top of the folder; the other files are not.',
  })
}

async function importFiles(tx: Tx, { options, target, files, log }: Job) {
  const zone = target.settings.timeZone ?? 'UTC'
  // Moments without an offset are read in this zone.
  await tx.execute(sql`select set_config('timezone', ${zone}, true)`)
  const created = await saveWorkspace(tx, target)
  const context: ImportContext = {
    tx,
    workspace: target.id,
    source: options.source,
    files,
    known: new KnownRows(tx, target.id),
    log,
    bytes: 0,
    totalBytes: bytesOf(files),
    onProgress: options.onProgress,
    signal: options.signal,
  }
  noteStrangers(context)
  let fieldsChanged = false
  for (const spec of bundleFiles) fieldsChanged = (await importFile(context, spec)) || fieldsChanged
  for (const part of [importCalls, importDocuments]) fieldsChanged = (await part(context)) || fieldsChanged
  await importPlaybooks(context)
  const changed = log.changed || fieldsChanged
  if (changed && !created) {
    await tx
      .update(workspaces)
      .set({ version: sql`${workspaces.version} + 1` })
      .where(eq(workspaces.id, target.id))
  }
  return { created, changed: changed || created }
}

async function saveWorkspace(tx: Tx, { id, name, isDemo, settings, exists }: Target): Promise<boolean> {
  if (exists) {
    await tx
      .update(workspaces)
      .set({ name })
      .where(and(eq(workspaces.id, id), sql`${workspaces.name} is distinct from ${name}`))
    return false
  }
  await tx.insert(workspaces).values({ id, name, isDemo, settings })
  return true
}

/** True where custom fields changed. A file that cannot be read is reported and left out, unless nothing works without it. */
async function importFile(context: ImportContext, spec: FileSpec): Promise<boolean> {
  const file = fileOf(context, spec.path)
  if (!file) return false
  try {
    return (await importTable({ context, spec, file })).fieldsChanged
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    const { line, column, message: reason } = error
    context.log.of(spec.path)
    context.log.note({ file: spec.path, line, column, reason })
    if (!spec.required) return false
    const where = line === null ? spec.path : `${spec.path}, line ${line}`
    throw new Problem('bad_request', `${where}: ${reason}.`, { next: 'Correct the file, then import again.' })
  }
}

const folders = ['transcripts/', 'documents/', 'playbooks/']

/** Of the files that an import reads. */
function bytesOf(files: Map<string, SourceFile>): number {
  const known = new Set(bundleFiles.map((spec) => spec.path))
  const read = [...files].filter(([path]) => known.has(path) || folders.some((one) => path.startsWith(one)))
  return read.reduce((sum, [, file]) => sum + file.bytes, 0)
}

/** A CSV file that no part of the bundle is: most likely a slip in its name. */
function noteStrangers(context: ImportContext): void {
  const known = bundleFiles.map((spec) => spec.path)
  for (const { path } of context.files.values()) {
    if (!path.toLowerCase().endsWith('.csv') || path.includes('/') || known.includes(path.toLowerCase()))
      continue
    const near = nearest(path.toLowerCase(), known)
    const reason = `no file of a bundle has this name, so it was not read${near ? `; the nearest is ${near}` : ''}`
    context.log.note({ file: path, line: null, column: null, reason })
  }
}
