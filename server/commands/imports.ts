/** `steward imports`: what was imported into a workspace, and taking one of them back. */
import { changeOfImport, listImports, type ImportRecord } from '#db/import/list-imports.ts'
import { revertChange, type RevertReport } from '#db/history/revert.ts'
import { findWorkspace } from '#db/people.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: `imports --workspace NAME                    what was imported, newest first
imports revert ID --workspace NAME [--dry-run]    takes an import back`,
  options: { workspace: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  run: async ({ workspace: name, json, data, ...values }, [verb, id]) => {
    if (!name) throw new WrongUsage('imports needs --workspace NAME')
    if (verb !== undefined && (verb !== 'revert' || !id))
      throw new WrongUsage('imports lists, or takes: revert ID')
    const db = await openStore(readEnv(data))
    try {
      const { id: workspace } = await findWorkspace(db, name)
      if (verb === undefined) {
        const all = await db.inWorkspace(workspace, (tx) => listImports(tx, workspace), 'read')
        process.stdout.write(json ? `${JSON.stringify(all)}\n` : `${printAll(all)}\n`)
        return 0
      }
      const change = await db.inWorkspace(workspace, (tx) => changeOfImport(tx, workspace, id ?? ''), 'read')
      const dryRun = values['dry-run'] === true
      const report = await revertChange(db, workspace, change, { dryRun })
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${printRevert(report, dryRun)}\n`)
      return 0
    } finally {
      await db.close()
    }
  },
})

const sum = (counts: ImportRecord['counts'], what: 'created' | 'changed' | 'refused') =>
  Object.values(counts).reduce((total, one) => total + one[what], 0)

function printAll(all: ImportRecord[]): string {
  if (all.length === 0) return 'Nothing was imported yet.'
  return all
    .map(({ id, from, system, state, startedAt, by, counts, files, isReverted }) => {
      const done = `${sum(counts, 'created')} created, ${sum(counts, 'changed')} changed, ${sum(counts, 'refused')} refused`
      const names = files.map(
        ({ path, rows, sha256 }) => `  ${path}: ${rows} rows, sha256 ${sha256.slice(0, 12)}`,
      )
      const whence = `${from}${system && system !== 'bundle' ? ` (${system})` : ''}${by ? ` by ${by}` : ''}`
      return [`${startedAt}  ${id}  ${isReverted ? 'reverted' : state}  ${whence}: ${done}`, ...names].join(
        '\n',
      )
    })
    .join('\n')
}

function printRevert(
  { removed, restored, conflicts, conflictCount }: RevertReport,
  isDryRun: boolean,
): string {
  const tables = (rows: Record<string, number>, what: string) =>
    Object.entries(rows).filter(([, count]) => count > 0).map(([table, count]) => `${table}: ${count} ${isDryRun ? 'would be ' : ''}${what}`) // prettier-ignore
  const told = conflicts
    .slice(0, 50)
    .map(({ table, row, column, reason }) => `  ${table} ${row}${column ? ` ${column}` : ''}: ${reason}`)
  const lines = [...tables(removed, 'removed'), ...tables(restored, 'restored')]
  return [
    ...(lines.length > 0 ? lines : ['There is nothing to take back.']),
    ...(told.length > 0 ? ['', `Left as they are (${conflictCount}):`, ...told] : []),
  ].join('\n')
}
