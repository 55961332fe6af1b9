/** `steward privacy`: exports or erases one person, shows the ledger and the map of what is held where, and runs retention. */
import { writeFile } from 'node:fs/promises'
import type { Db } from '#db/connect.ts'
import { clockOf, findWorkspace } from '#db/people.ts'
import { erasePerson, type ErasureReport } from '#db/privacy/erase.ts'
import { erasureMap } from '#db/privacy/erasure-map.ts'
import { exportPerson } from '#db/privacy/export-person.ts'
import type { SubjectWanted } from '#db/privacy/find-subject.ts'
import { ledgerOf } from '#db/privacy/ledger.ts'
import { runRetention } from '#db/privacy/retention.ts'
import { Problem } from '#db/problem.ts'
import { defineCommand, dayOption, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

const options = {
  workspace: { type: 'string' },
  contact: { type: 'string' },
  colleague: { type: 'string' },
  address: { type: 'string' },
  name: { type: 'string' },
  yes: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  today: { type: 'string' },
  json: { type: 'boolean' },
} as const

type Values = { [name in Exclude<keyof typeof options, 'yes' | 'dry-run' | 'json'>]?: string | undefined } & {
  yes?: boolean | undefined
  'dry-run'?: boolean | undefined
  json?: boolean | undefined
  data?: string | undefined
}

export default defineCommand({
  usage: `privacy export FILE.json --workspace NAME --contact ID|EMAIL | --colleague EMAIL | --address EMAIL [--name NAME]
privacy erase --workspace NAME --contact ID|EMAIL | --colleague EMAIL | --address EMAIL [--name NAME] [--yes]
privacy ledger --workspace NAME                       who was erased when, without naming them
privacy retention --workspace NAME [--dry-run] [--today DATE]   deletes what is kept no longer (settings under retention)
privacy map                                           which column holds whose data, and how it is erased`,
  options,
  run: async (values, [verb, file, ...more]) => {
    if (more.length > 0) throw new WrongUsage('privacy takes one file at most')
    if (verb === 'map') return printMap(values.json ?? false)
    const env = readEnv(values.data)
    if (values.workspace === undefined) throw new WrongUsage('privacy needs --workspace NAME')
    const db = await openStore(env)
    try {
      const workspace = await findWorkspace(db, values.workspace)
      const given = { db, workspace: workspace.id, dataDir: env.dataDir, values }
      if (verb === 'export' && file !== undefined) return await exportTo(file, given)
      if (verb === 'erase') return await erase(given)
      if (verb === 'ledger') return await printLedger(given)
      if (verb === 'retention') {
        const dryRun = values['dry-run'] === true
        const counts = await runRetention({
          ...given,
          clock: clockOf(workspace, dayOption(values.today)),
          dryRun,
        })
        const lines = Object.entries(counts).map(
          ([kind, count]) => `${kind}: ${count} ${dryRun ? 'would be ' : ''}deleted`,
        )
        return say(
          values.json
            ? JSON.stringify(counts)
            : lines.join('\n') || 'No retention rule is set; nothing is deleted.',
        )
      }
      throw new WrongUsage('privacy takes: export FILE, erase, ledger, retention, map')
    } finally {
      await db.close()
    }
  },
})

type Given = { db: Db; workspace: string; dataDir: string; values: Values }

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

function subjectOf({ contact, colleague, address, name }: Values): SubjectWanted {
  const [one, ...others] = [contact, colleague, address].filter((given) => given !== undefined)
  if (one === undefined || others.length > 0)
    throw new WrongUsage('one of --contact ID|EMAIL, --colleague EMAIL and --address EMAIL names the person')
  if (address !== undefined) return { kind: 'address', email: one, name }
  const kind = contact === undefined ? 'colleague' : 'contact'
  return one.includes('@') ? { kind, email: one } : { kind, id: one }
}

async function exportTo(file: string, { db, workspace, dataDir, values }: Given): Promise<number> {
  const held = await exportPerson(db, workspace, subjectOf(values), { dataDir })
  // What is known about a person is for whoever asked for it.
  await writeFile(file, `${JSON.stringify(held, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Problem('conflict', `${file} can’t be written: ${reason}.`, {
        done: 'Nothing was written.',
        cause: error,
      })
    },
  )
  const rows = Object.values(held.rows).flat().length
  return say(
    values.json
      ? JSON.stringify({ file, rows, mentions: held.mentions.length, undecided: held.undecided.length })
      : `${rows} rows and ${held.mentions.length} mentions are in ${file}.`,
  )
}

async function erase({ db, workspace, dataDir, values }: Given): Promise<number> {
  const dryRun = values.yes !== true
  const report = await erasePerson(db, workspace, subjectOf(values), { dataDir, dryRun })
  return say(values.json ? JSON.stringify(report) : printErasure(report))
}

function printErasure({ id, knownBy, places, rows, undecided, undecidedCount }: ErasureReport): string {
  const done = id !== null
  const lines = places.map(({ place, how, count, samples }) =>
    [`  ${place}: ${count} ${how}`, ...samples.map((sample) => `      … ${sample} …`)].join('\n'),
  )
  const doubts = undecided.slice(0, 20).map(({ place, row, why }) => `  ${place} ${row}: ${why}`)
  return [
    done ? `Erased; entry ${id} of the ledger.` : `Known by: ${knownBy.join(', ')}`,
    ...lines,
    `${rows} ${done ? 'were changed' : 'would be changed'}.`,
    ...(undecidedCount > 0 ? [`${undecidedCount} to be decided by a person:`, ...doubts] : []),
    ...(done
      ? [
          'Backups that were taken before still hold the person until they expire; a restore erases them again.',
        ]
      : ['Nothing was changed. To erase: the same with --yes']),
  ].join('\n')
}

async function printLedger({ db, workspace, values }: Given): Promise<number> {
  const entries = await ledgerOf(db, workspace)
  const lines = entries.map(
    ({ id, kind, erasedAt, rows, liftedAt }) =>
      `${erasedAt}  ${kind.padEnd(9)} ${id}  ${rows} changed${liftedAt ? `  consented anew ${liftedAt}` : ''}`,
  )
  return say(values.json ? JSON.stringify(entries) : lines.join('\n') || 'Nobody was erased so far.')
}

function printMap(json: boolean): number {
  const all = [...erasureMap].flatMap(([table, { columns }]) =>
    Object.entries(columns).map(([column, treatment]) => ({ table, column, ...treatment })),
  )
  const lines = all.map(
    ({ table, column, holds, how }) => `${`${table}.${column}`.padEnd(44)} ${holds.padEnd(9)} ${how}`,
  )
  return say(json ? JSON.stringify(all) : lines.join('\n'))
}
