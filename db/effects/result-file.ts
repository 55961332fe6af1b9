/** The result of a run as CSV: a line for each field of each row, with what became of it and why. In blocks, however many rows there are. */
import { stringify } from 'csv-stringify/sync'
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { guarded } from '../formula-guard.ts'
import { within } from '../rights.ts'
import type { RowOutcome } from './contract.ts'
import { outcomesOf } from './rows.ts'
import { readRun } from './runs.ts'

const columns = ['id', 'name', 'object', 'field', 'before', 'after', 'state', 'note']
const rowsAtOnce = 1_000

/** Throws a Problem where the run is none of theirs. Rows of accounts that they may no longer read are left out. */
export async function resultFile(db: Db, asker: Asker, run: string): Promise<AsyncIterable<string>> {
  const { proposal } = await readRun(db, asker, run)
  return blocks(db, asker, proposal)
}

async function* blocks(db: Db, asker: Asker, proposal: string): AsyncGenerator<string> {
  yield stringify([columns])
  for (let from = 1; ; from += rowsAtOnce) {
    const page = await pageOf(db, asker, proposal, from)
    if (!page) return
    const outside = await outsideReach(db, asker, page.accounts)
    const lines = page.outcomes.filter(({ seq }) => !outside.has(page.accountOf.get(seq) ?? ''))
    if (lines.length > 0) yield stringify(lines.map(cellsOf))
  }
}

/** Rows by their places, which have no gaps but the unticked ones; null after the last. */
const pageOf = (db: Db, { workspace }: Asker, proposal: string, from: number) =>
  db.inWorkspace(
    workspace,
    async (tx) => {
      const rows = await rowsOf<{ seq: number; account: string | null }>(
        tx,
        sql`select seq, account_id as account from proposal_rows where workspace_id = ${workspace}
              and proposal_id = ${proposal}::uuid and seq >= ${from} and seq < ${from + rowsAtOnce}`,
      )
      if (rows.length === 0) return null
      const outcomes = await outcomesOf(tx, workspace, proposal, { from, limit: rowsAtOnce })
      return {
        outcomes: outcomes.filter(({ seq }) => seq < from + rowsAtOnce),
        accountOf: new Map(rows.map(({ seq, account }) => [seq, account])),
        accounts: [...new Set(rows.flatMap(({ account }) => account ?? []))],
      }
    },
    'read',
  )

async function outsideReach(db: Db, asker: Asker, accounts: string[]): Promise<Set<string>> {
  if (asker.rights.reads === 'all') return new Set()
  const seen = await db.inWorkspace(
    within(asker),
    (tx) =>
      rowsOf<{ id: string }>(
        tx,
        sql`select id from accounts where workspace_id = ${asker.workspace} and id = any (${sql.param(accounts)}::uuid[])`,
      ),
    'read',
  )
  const theirs = new Set(seen.map(({ id }) => id))
  return new Set(accounts.filter((id) => !theirs.has(id)))
}

function cellsOf({ id, name, object, label, field, before, after, state, note }: RowOutcome): string[] {
  const cells = [
    id,
    name,
    object,
    label ?? field,
    before,
    after,
    state === 'pending' ? 'not done' : state,
    note,
  ]
  return cells.map((cell) => guarded(textOf(cell)))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(String).join(';')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
