/** `steward ingest`: calls, mails and documents from files, each stored once and searched from then on; a broken file is told and left out. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import { findWorkspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { ingest } from '#rag/ingest.ts'
import { readSource } from '#rag/sources/source.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: 'ingest FILE… --workspace NAME [--account NAME]   calls, mails and documents to search',
  options: { workspace: { type: 'string' }, account: { type: 'string' } },
  run: async ({ workspace, account, data }, files) => {
    if (files.length === 0 || !workspace) throw new WrongUsage('ingest needs files and --workspace NAME')
    const db = await openStore(readEnv(data))
    try {
      const { id } = await findWorkspace(db, workspace)
      const of = account === undefined ? undefined : await accountOf(db, id, account)
      let refused = 0
      for (const file of files) if (!(await ingestFile(db, id, { file, account: of }))) refused++
      return refused > 0 ? 1 : 0
    } finally {
      await db.close()
    }
  },
})

/** By id or by name. */
async function accountOf(db: Db, workspace: string, name: string): Promise<string> {
  const found = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ id: string }>(
        tx,
        sql`select source_id as id from accounts where workspace_id = ${workspace}
            and (source_id = ${name} or lower(name) = lower(${name})) order by source_id = ${name} desc`,
      ),
    'read',
  )
  const [account] = found
  if (account && (found.length === 1 || account.id === name)) return account.id
  throw new Problem(
    'not_found',
    account ? `Several accounts are called ${name}.` : `There is no account ${name}.`,
    {
      done: 'Nothing was stored.',
      next: 'Name it by its id.',
    },
  )
}

type File = { file: string; account: string | undefined }

async function ingestFile(db: Db, workspace: string, { file, account }: File): Promise<boolean> {
  const name = basename(file)
  try {
    const sources = await readSource(name, await readFile(file))
    // A mailbox holds several: each has a name of its own.
    const named = sources.map((source, at) => ({
      name: at === 0 ? name : `${name}#${at + 1}`,
      source,
      account,
    }))
    const stored = await ingest(db, workspace, named)
    for (const [at, { state, kind }] of stored.entries()) {
      process.stdout.write(`${named[at]?.name}: ${kind}, ${state}\n`)
      for (const note of named[at]?.source.notes ?? []) process.stdout.write(`  ${note}\n`)
    }
    return true
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!(error instanceof Problem) && !isMissing) throw error
    const why = isMissing ? 'there is no such file.' : [error.message, error instanceof Problem && error.next].filter(Boolean).join(' ') // prettier-ignore
    process.stderr.write(`${name}: ${why}\n`)
    return false
  }
}
