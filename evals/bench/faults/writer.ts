/** Writes to a store until it is told to end, and tells on a line each what was acknowledged, what failed and how the store sees itself. */
import { writeSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { openDb } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { Problem } from '#db/problem.ts'
import { bigBundle } from '../big-bundle.ts'

/** `ok` workspaces are acknowledged; `refused` says whether the error was one that a person can read. */
export type Told =
  | { what: 'ready'; pid: number }
  | { what: 'ok'; workspace: string; rows: number }
  | { what: 'refused'; isProblem: boolean; message: string; isRed: boolean }

const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`)

const [place = '', share = '0.02', longest = '400'] = process.argv.slice(2)
const db = await openDb(/^postgres/.test(place) ? { url: place, poolSize: 3 } : { folder: place })
tell({ what: 'ready', pid: process.pid })

/** What the health endpoint asks. */
async function isRed(): Promise<boolean> {
  if (db.storageFault() !== null) return true
  try {
    await db.inWorkspace('', (tx) => tx.execute(sql`select 1`), 'read')
    return false
  } catch {
    return true
  }
}

for (let i = 0; i < Number(longest); i++) {
  const workspace = `w${process.pid}-${i}`
  try {
    const { files } = await importBundle(db, { workspace, source: fromMemory(bigBundle(i, Number(share))) })
    tell({ what: 'ok', workspace, rows: files.reduce((sum, file) => sum + file.created, 0) })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    tell({ what: 'refused', isProblem: error instanceof Problem, message, isRed: await isRed() })
    await new Promise((done) => setTimeout(done, 200))
  }
}
