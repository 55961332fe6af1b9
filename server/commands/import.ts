/** `steward import`: a workspace bundle from a folder, with progress and every problem by file, line and column. */
import type { ImportReport } from '#db/import/import-bundle.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

const problemsShown = 50

type ImportOptions = {
  data?: string | undefined
  source: string
  workspace: string
  json?: boolean | undefined
}

export default defineCommand({
  usage: 'import DIR --workspace NAME                 a workspace bundle',
  options: { workspace: { type: 'string' }, json: { type: 'boolean' } },
  run: ({ workspace, json, data }, [source]) => {
    if (!source || !workspace) throw new WrongUsage('import needs a folder and --workspace NAME')
    return importCommand({ source, workspace, json, data })
  },
})

/** 0 where the bundle was imported (also with refused rows, which are printed), 1 where it was not. */
async function importCommand({ source, workspace, json, data }: ImportOptions): Promise<number> {
  const db = await openStore(readEnv(data))
  try {
    const isTerminal = process.stderr.isTTY
    const report = await importBundle(db, {
      workspace,
      source: fromFolder(source),
      onProgress: ({ file, rows }) => {
        if (isTerminal) process.stderr.write(`\r\u001b[K${file}: ${rows} rows`)
      },
    })
    if (isTerminal) process.stderr.write('\r\u001b[K')
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${describe(report)}\n`)
    return 0
  } finally {
    await db.close()
  }
}

function describe(report: ImportReport): string {
  const lines = report.files.map(
    ({ file, read, created, changed, unchanged, refused }) =>
      `${file}: ${read} read, ${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused`,
  )
  const problems = report.problems
    .slice(0, problemsShown)
    .map(
      ({ file, line, column, reason }) =>
        `  ${file}${line ? `:${line}` : ''}${column ? ` ${column}` : ''}: ${reason}`,
    )
  const more =
    report.problemCount > problems.length ? [`  … ${report.problemCount - problems.length} more`] : []
  return [...lines, ...(problems.length ? ['', 'Refused:', ...problems, ...more] : [])].join('\n')
}
