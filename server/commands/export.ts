/** `steward export`: a workspace as a bundle, into a folder or a .zip. */
import { exportBundle } from '#db/export/export-bundle.ts'
import { openSink } from '#db/export/sink.ts'
import { findWorkspace } from '#db/people.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

type ExportOptions = {
  data?: string | undefined
  target: string
  workspace: string
  json?: boolean | undefined
}

export default defineCommand({
  usage: 'export DIR|FILE.zip --workspace NAME        the same, out again',
  options: { workspace: { type: 'string' }, json: { type: 'boolean' } },
  run: ({ workspace, json, data }, [target]) => {
    if (!target || !workspace) throw new WrongUsage('export needs a place to write to and --workspace NAME')
    return exportCommand({ target, workspace, json, data })
  },
})

async function exportCommand({ target, workspace, json, data }: ExportOptions): Promise<number> {
  const db = await openStore(readEnv(data))
  try {
    const isTerminal = process.stderr.isTTY
    const report = await exportBundle(db, {
      workspace: (await findWorkspace(db, workspace)).id,
      sink: await openSink(target),
      onProgress: ({ path, rows }) => {
        if (isTerminal) process.stderr.write(`\r\u001b[K${path}: ${rows} rows`)
      },
    })
    if (isTerminal) process.stderr.write('\r\u001b[K')
    const lines = report.files.map(
      ({ path, rows }) => `${path}: ${rows} ${path.endsWith('/') ? 'files' : 'rows'}`,
    )
    const notes = report.notes.map(({ file, reason }) => `  ${file}: ${reason}`)
    const text = [
      ...lines,
      ...(notes.length > 0 ? ['', 'Not as it was:', ...notes] : []),
      `Written to ${target}.`,
    ]
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${text.join('\n')}\n`)
    return 0
  } finally {
    await db.close()
  }
}
