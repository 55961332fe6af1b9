/** Imports a bundle into a workspace in one transaction: the good rows land together or not at all, every other row is reported. */
import { and, eq, notInArray, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { appendAudit } from '../audit/append.ts'
import { personOrSystem } from '../audit/contract.ts'
import type { Db, Tx } from '../connect.ts'
import { beginChange } from '../history/change.ts'
import { eraseSeen, importGuard, liftSeen, type ImportGuard } from '../privacy/import-guard.ts'
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
import type { FileReader } from './foreign-files.ts'
import { bundleFiles } from './files/bundle-files.ts'
import { ImportLog } from './import-log.ts'
import { beginRecord, busy, endRecord, lock } from './import-record.ts'
import { KnownRows } from './known-rows.ts'
import { bytesOf, listFiles, noteStrangers } from './listing.ts'
import { assertAnswered, readyTables } from './mapping/mapped-import.ts'
import { mappingRecord, type Mapping } from './mapping/mapping.ts'
import { importPlaybooks } from './playbooks.ts'
import { previewOf, type Preview } from './preview.ts'
import { FileFault } from './refusal.ts'
import type { BundleSource, SourceFile } from './source.ts'
import { importTable } from './table-import.ts'
import type { TableImport } from './table-writer.ts'
import { targetWorkspace } from './target-workspace.ts'
import { hashed, type Upload } from './upload.ts'

export type ImportOptions = {
  /** A name; where no workspace has it as name or id, one is made with an id from it. */
  workspace: string | { id: string; name: string; isDemo?: boolean; settings?: WorkspaceSettings }
  source: BundleSource
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
  /** Reads the files of transcripts/ and documents/ that are more than lines of text; they are refused where it is left out. */
  readFile?: FileReader
  /** Reports all and writes nothing. */
  dryRun?: boolean
  /** How the columns of foreign files become those of the bundle. */
  mapping?: Mapping
  /** Hears of every refused row with the cell at fault, also beyond the thousand that the report holds. */
  onRefused?: (problem: ImportProblem, value: string | undefined) => void
  /** Who imports it, and since when its values hold (an ISO day or moment; now where left out). */
  actorId?: string
  validFrom?: string
  /** People who were erased consented anew: their rows come in, and the ledger's entries are lifted. */
  consentRenewed?: boolean
  /** Where the ledger's file is, which hears of that. */
  dataDir?: string
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
  /** Of a dry run: what would be different, by example. */
  preview?: Preview
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
  const upload = hashed(options.source)
  if (options.mapping) assertAnswered(options.mapping)
  const files = await listFiles(options.source, options.mapping !== undefined)
  const target = await targetWorkspace(db, options.workspace)
  const mine = running.get(db) ?? new Map<string, string>()
  running.set(db, mine)
  if (mine.has(target.id)) throw busy(target.id)
  const id = v7()
  mine.set(target.id, id)
  const log = new ImportLog()
  log.onRefused = options.onRefused
  try {
    if (!options.dryRun)
      await db.inWorkspace(target.id, (tx) => beginRecord(tx, target.id, id, options.source.name))
    const done = await runImport(db, { options, target, files, log, id, upload })
    const { guard, ...outcome } = done
    if (guard && !options.dryRun && !options.consentRenewed) await eraseSeen(db, target.id, guard)
    if (done.changed && !options.dryRun) await refreshStatistics(db)
    return {
      id,
      workspace: target.id,
      ...outcome,
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
  upload: Upload
}
type Outcome = { created: boolean; changed: boolean; preview?: Preview; guard?: ImportGuard | null }

/** Over all files. */
function totalsOf(counts: ImportLog['counts']) {
  const all = Object.values(counts)
  const sum = (key: 'created' | 'changed' | 'refused') => all.reduce((total, one) => total + one[key], 0)
  return { files: all.length, created: sum('created'), changed: sum('changed'), refused: sum('refused') }
}

/** Ends a dry run: its transaction is taken back. */
class DryRun extends Error {}

async function runImport(db: Db, job: Job): Promise<Outcome> {
  const { options, target, log, id } = job
  let outcome: Outcome = { created: false, changed: false }
  try {
    await db.inWorkspace(
      target.id,
      async (tx) => {
        if (!(await lock(tx, target.id))) throw busy(target.id)
        const { actorId, validFrom, mapping } = options
        const changeId = await beginChange(tx, target.id, {
          kind: 'import',
          source: mapping?.source ?? 'bundle',
          ref: id,
          actorId,
          validFrom,
        })
        outcome = await importFiles(tx, job)
        if (outcome.guard && options.consentRenewed)
          await liftSeen(tx, target.id, outcome.guard, options.dataDir ?? null)
        if (options.dryRun) {
          outcome.preview = await previewOf(tx, target.id, changeId)
          throw new DryRun()
        }
        const uploaded = job.upload.files(log.counts)
        const record = { changeId, actorId, files: uploaded, mapping: mapping && mappingRecord(mapping) }
        await tx.update(imports).set(record).where(eq(imports.id, id))
        await endRecord(tx, id, 'done', log)
        await appendAudit(tx, target.id, {
          actor: personOrSystem(actorId),
          ...{ action: 'imported', subject: { kind: 'import', id } },
          details: { source: mapping?.source ?? 'bundle', ...totalsOf(log.counts) },
        })
      },
      'bulk',
    )
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
  const isStopped = error instanceof Problem && (error.code === 'cancelled' || error.code === 'interrupted')
  const state = isStopped ? 'stopped' : 'failed'
  await db.inWorkspace(target.id, (tx) => endRecord(tx, id, state, log))
}

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

async function importFiles(tx: Tx, { options, target, files, log, upload }: Job): Promise<Outcome> {
  const zone = target.settings.timeZone ?? 'UTC'
  // Moments without an offset are read in this zone.
  await tx.execute(sql`select set_config('timezone', ${zone}, true)`)
  const created = await saveWorkspace(tx, target)
  const context: ImportContext = {
    tx,
    workspace: target.id,
    source: upload.source,
    files,
    known: new KnownRows(tx, target.id),
    log,
    bytes: 0,
    totalBytes: bytesOf(files),
    onProgress: options.onProgress,
    signal: options.signal,
    readFile: options.readFile,
  }
  context.guard = created ? null : await importGuard(tx, target.id, options.consentRenewed ?? false)
  for (const { file, reason } of options.source.notes ?? [])
    log.note({ file, line: null, column: null, reason })
  const { mapping } = options
  const fieldsChanged = mapping ? await importMapped(context, mapping) : await importBundleFiles(context)
  const changed = log.changed || fieldsChanged
  if (changed && !created) {
    await tx
      .update(workspaces)
      .set({ version: sql`${workspaces.version} + 1` })
      .where(eq(workspaces.id, target.id))
  }
  return { created, changed: changed || created, guard: context.guard }
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

/** Rows of people who were erased do not come back. */
async function guarded(
  { guard, known }: ImportContext,
  { table }: FileSpec,
): Promise<Pick<TableImport, 'prepare'>> {
  if (!guard || (table !== 'contacts' && table !== 'users')) return {}
  const users = table === 'users' ? await known.of('users') : null
  return { prepare: async (row) => guard.refuse(row, users) ?? { extra: {}, characters: 0 } }
}

/** True where custom fields changed. A file that cannot be read is reported and left out, unless nothing works without it. */
async function importFile(context: ImportContext, table: TableImport): Promise<boolean> {
  const { spec } = table
  try {
    return (await importTable({ ...(await guarded(context, spec)), ...table })).fieldsChanged
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

async function importBundleFiles(context: ImportContext): Promise<boolean> {
  noteStrangers(context)
  let fieldsChanged = false
  for (const spec of bundleFiles) {
    const file = fileOf(context, spec.path)
    if (file) fieldsChanged = (await importFile(context, { context, spec, file })) || fieldsChanged
  }
  for (const part of [importCalls, importDocuments]) fieldsChanged = (await part(context)) || fieldsChanged
  await importPlaybooks(context)
  return fieldsChanged
}

async function importMapped(context: ImportContext, mapping: Mapping): Promise<boolean> {
  let fieldsChanged = false
  for (const { spec, file, open, done } of await readyTables({ ...context, mapping })) {
    fieldsChanged = (await importFile(context, { context, spec, file, open })) || fieldsChanged
    await done()
  }
  return fieldsChanged
}
