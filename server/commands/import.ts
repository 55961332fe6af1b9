/** `steward import`: a workspace bundle, or files of another system by a mapping that is suggested, checked and handed back. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { whyForeign } from '#db/import/listing.ts'
import { doubts, readMapping, writeMapping, type Mapping } from '#db/import/mapping/mapping.ts'
import { suggestMapping } from '#db/import/mapping/suggest.ts'
import { openReport } from '#db/import/report-file.ts'
import { fromPath, type BundleSource } from '#db/import/source.ts'
import { targetWorkspace } from '#db/import/target-workspace.ts'
import { Problem } from '#db/problem.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { readForImport } from '#rag/read-for-import.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { fitAfterImport } from '../fit-after-import.ts'
import { printImport } from '../print-import.ts'
import { printMapping } from '../print-mapping.ts'
import { openStore } from '../store.ts'

const options = {
  workspace: { type: 'string' },
  map: { type: 'string' },
  suggest: { type: 'string' },
  yes: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  report: { type: 'string' },
  'consent-renewed': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Wanted = {
  path: string
  workspace: string
  map?: string | undefined
  suggest?: string | undefined
  yes?: boolean | undefined
  'dry-run'?: boolean | undefined
  report?: string | undefined
  'consent-renewed'?: boolean | undefined
  json?: boolean | undefined
  data?: string | undefined
}

export default defineCommand({
  usage: `import DIR|FILE --workspace NAME [--dry-run] [--report FILE.csv]       a bundle: folder, .zip, .xlsx
import DIR|FILE --workspace NAME [--suggest FILE | --map FILE | --yes]    files of another system
  with --consent-renewed people come back who were erased: they consented anew`,
  options,
  run: async (values, [path]) => {
    const { workspace } = values
    if (!path || !workspace) throw new WrongUsage('import needs a folder or file, and --workspace NAME')
    if (values.map && values.suggest)
      throw new WrongUsage('--suggest writes a mapping and --map uses one: give one of them')
    const db = await openStore(readEnv(values.data))
    try {
      return await run(db, { ...values, path, workspace })
    } finally {
      await db.close()
    }
  },
})

/** 0 where the files were imported (also with refused rows, which are printed) or the suggestion written, 1 where not. */
async function run(db: Db, wanted: Wanted): Promise<number> {
  const source = await fromPath(wanted.path)
  try {
    if (wanted.map) return await importWith(db, wanted, source, await mappingIn(wanted.map))
    const why = wanted.suggest ? 'a mapping is asked for' : await whyForeign(source)
    if (why === null) return await importWith(db, wanted, source)
    return await suggestFor(db, wanted, source, why)
  } finally {
    await source.close?.()
  }
}

async function mappingIn(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem('not_found', `The mapping ${path} cannot be read: ${reason}.`, {
      next: 'Have one suggested with --suggest FILE.',
    })
  })
  return readMapping(text)
}

async function suggestFor(db: Db, wanted: Wanted, source: BundleSource, why: string): Promise<number> {
  const { workspace, suggest, yes, json, path } = wanted
  const target = await targetWorkspace(db, workspace)
  const { mapping, notes } = await suggestMapping(db, target.exists ? target.id : null, source)
  const open = doubts(mapping)
  if (yes && !suggest && open.length === 0) return importWith(db, wanted, source, mapping)
  if (suggest) await writeFile(suggest, writeMapping(mapping))
  const again = `steward import ${path} --workspace ${workspace}`
  const next = suggest
    ? [`Written to ${suggest}. Check it, then: ${again} --map ${suggest}`]
    : [
        `${path} is no bundle (${why}), so nothing was imported. This is how it could be read.`,
        `Write it to a file, check it, and import by it: ${again} --suggest map.yaml, then ${again} --map map.yaml`,
        ...(open.length === 0 ? [`Or take it as it is: ${again} --yes`] : yes ? ['--yes takes a mapping in which nothing is doubtful.'] : []),
      ] // prettier-ignore
  const text = [printMapping(mapping), ...notes.map(({ file, reason }) => `${file}: ${reason}`), '', ...next]
  process.stdout.write(
    json ? `${JSON.stringify({ imported: false, mapping, doubts: open, notes })}\n` : `${text.join('\n')}\n`,
  )
  return suggest ? 0 : 1
}

async function importWith(db: Db, wanted: Wanted, source: BundleSource, mapping?: Mapping): Promise<number> {
  const { workspace, json, report: reportPath } = wanted
  const isDryRun = wanted['dry-run'] === true
  const isTerminal = process.stderr.isTTY
  const report = reportPath ? openReport(reportPath) : null
  let refused = 0
  try {
    const done = await importBundle(db, {
      workspace,
      source,
      readFile: readForImport,
      dryRun: isDryRun,
      consentRenewed: wanted['consent-renewed'] === true,
      dataDir: readEnv(wanted.data).dataDir,
      ...(mapping && { mapping }),
      ...(report && { onRefused: report.add }),
      onProgress: ({ file, rows }) => {
        if (isTerminal) process.stderr.write(`\r\u001b[K${file}: ${rows} rows`)
      },
    })
    if (isTerminal) process.stderr.write('\r\u001b[K')
    process.stdout.write(json ? `${JSON.stringify(done)}\n` : `${printImport(done, isDryRun)}\n`)
    if (!isDryRun) await keepChunks(db, done.workspace)
    const churn = isDryRun ? null : await fitAfterImport(db, done.workspace)
    if (churn !== null) process.stderr.write(`${churn}\n`)
    return 0
  } finally {
    refused = report?.close() ?? 0
    if (report && !json) process.stdout.write(`${refused} refused rows are in ${reportPath}.\n`)
  }
}
