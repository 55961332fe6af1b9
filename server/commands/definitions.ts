/** `steward definitions`: what a workspace has defined for itself, whole and broken, and the versions of one. */
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Defined } from '#db/catalogue/types.ts'
import { historyOf, type Version } from '#db/definitions/store.ts'
import { findWorkspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { printVersion } from '#db/definitions/print-version.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: 'definitions --workspace NAME [--history KEY] [--at MOMENT] [--json]',
  options: {
    workspace: { type: 'string' },
    history: { type: 'string' },
    at: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async ({ workspace: name, history, at, json, data }, rest) => {
    if (!name || rest.length > 0) throw new WrongUsage('definitions needs --workspace NAME')
    const moment = at === undefined ? undefined : new Date(at)
    if (moment && Number.isNaN(moment.getTime()))
      throw new WrongUsage(`--at ${at ?? ''} is no moment like 2026-11-21T12:00:00Z`)
    const db = await openStore(readEnv(data))
    try {
      const { id } = await findWorkspace(db, name)
      const told = await db.inWorkspace(
        id,
        async (tx) => {
          if (history !== undefined) return versionsOf(await historyOf(tx, id, history), history)
          const variant = moment && { definedAt: moment.toISOString() }
          const { definitions = [] } = await loadCatalogue(tx, id, variant)
          return { text: listing(definitions), data: definitions }
        },
        'read',
      )
      process.stdout.write(json ? `${JSON.stringify(told.data)}\n` : `${told.text}\n`)
      return 0
    } finally {
      await db.close()
    }
  },
})

const signed = ({ version, createdAt, author }: Pick<Version, 'version' | 'createdAt' | 'author'>) =>
  `version ${version}, ${author ?? 'nobody on record'}, ${createdAt.slice(0, 16).replace('T', ' ')} UTC`

function listing(definitions: Defined[]): string {
  const lines = definitions.map((each) => {
    const renamed = each.answersTo ? `\n    answers to ${each.answersTo}` : ''
    const broken = each.broken ? `\n    BROKEN: ${each.broken}` : ''
    const name =
      each.kind === 'synonym' ? `“${each.label}”` : `${each.key} (${each.label}, of ${each.object})`
    return `${each.kind} ${name}: ${each.text}\n    ${signed(each)}${renamed}${broken}`
  })
  return (
    lines.join('\n') ||
    'Nothing is defined as yet. steward define measure|term|synonym KEY "TEXT" --workspace NAME'
  )
}

function versionsOf(versions: Version[], key: string): { text: string; data: unknown } {
  if (versions.length === 0)
    throw new Problem('not_found', `Nothing was ever defined as ${key}.`, {
      next: 'steward definitions --workspace NAME lists what is.',
    })
  const lines = versions.map((each) => `${signed(each)}: ${each.isRetired ? 'retired' : printVersion(each)}`)
  return { text: lines.join('\n'), data: versions }
}
