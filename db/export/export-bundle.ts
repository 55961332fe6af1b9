/** Writes a workspace in the bundle's format, read in one transaction: importing it elsewhere gives the same workspace. */
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/append.ts'
import { personOrSystem } from '../audit/contract.ts'
import type { Db } from '../connect.ts'
import { bundleFiles } from '../import/files/bundle-files.ts'
import { documentIndex, transcriptIndex } from '../import/files/index-files.ts'
import { Problem } from '../problem.ts'
import { workspaces } from '../schema/workspaces.ts'
import { csvLines, type Exported, type FileCount } from './rows.ts'
import type { Sink } from './sink.ts'
import { documents, playbooks, transcripts, type TextFile } from './texts.ts'

export type ExportReport = {
  files: FileCount[]
  /** What does not come back as it was, by file. */
  notes: { file: string; reason: string }[]
}

export type ExportOptions = {
  workspace: string
  sink: Sink
  /** Who wants it. */
  actorId?: string
  onProgress?: (file: FileCount) => void
}

/** Throws a Problem where there is no such workspace; the sink is then left as it was. */
export async function exportBundle(
  db: Db,
  { workspace, sink, actorId, onProgress }: ExportOptions,
): Promise<ExportReport> {
  const report: ExportReport = { files: [], notes: [] }
  try {
    await db.inWorkspace(
      workspace,
      async (tx) => {
        const [found] = await tx.select().from(workspaces).where(eq(workspaces.id, workspace))
        if (!found)
          throw new Problem('not_found', `There is no workspace ${workspace}.`, {
            done: 'Nothing was written.',
          })
        await writeAll({ tx, workspace }, sink, report, onProgress)
      },
      'scan',
    )
    // On record before it is there to be had.
    await recordAudit(db, workspace, {
      actor: personOrSystem(actorId),
      action: 'exported',
      details: { rows: report.files.reduce((sum, { rows }) => sum + rows, 0) },
    })
    await sink.finish()
  } catch (error) {
    await sink.abandon()
    throw error
  }
  return report
}

async function writeAll(
  from: Exported,
  sink: Sink,
  report: ExportReport,
  onProgress?: (file: FileCount) => void,
): Promise<void> {
  for (const spec of [...bundleFiles, transcriptIndex, documentIndex]) {
    const count: FileCount = { path: spec.path, rows: 0 }
    await sink.write(
      spec.path,
      csvLines(from, spec, (rows) => {
        count.rows += rows
        onProgress?.(count)
      }),
    )
    if (count.rows > 0 || spec.required) report.files.push(count)
  }
  for (const folder of [transcripts, documents, playbooks]) {
    let files = 0
    for await (const file of folder(from)) {
      await writeText(sink, file, report)
      files++
    }
    if (files > 0) report.files.push({ path: `${folder.name}/`, rows: files })
  }
}

async function writeText(sink: Sink, { path, text, note }: TextFile, report: ExportReport): Promise<void> {
  await sink.write(path, text)
  if (note) report.notes.push({ file: path, reason: note })
}
