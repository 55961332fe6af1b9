/** Tampers with audit logs at random, each time in a transaction that is taken back, and counts what the verifier did not find or named wrongly. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Verification } from '#db/audit/contract.ts'
import { headFileOf, readHeadFile } from '#db/audit/head.ts'
import type { Signing } from '#db/audit/sign-heads.ts'
import { signingKeyOf } from '#db/audit/signing-key.ts'
import { storedLog, verifyAudit, verifyLog } from '#db/audit/verify.ts'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import type { Random } from '#db/demo/random.ts'
import { growLog, putTampered, rawRows, type Tampered } from '../kit/audit-rows.ts'
import { waysOf } from '../kit/audit-tampering.ts'

export type Tally = {
  tampered: number
  /** Said to be intact. */
  missed: string[]
  /** Found, but taken for something else, or elsewhere. */
  mistaken: string[]
  intact: number
  /** Intact, and said not to be. */
  accused: string[]
  byVerdict: Record<string, number>
}

class TakeBack extends Error {}

/** What was done inside is undone, whatever came of it. */
async function takingBack<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  await db
    .asOwner(async (tx) => {
      result = { value: await work(tx) }
      throw new TakeBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakeBack)) throw error
    })
  if (!result) throw new Error('the work came to no end')
  return result.value
}

export async function tamper(
  db: Db,
  chance: Random,
  { tamperings, logs }: { tamperings: number; logs: { workspace: string; entries: number }[] },
): Promise<Tally> {
  const root = mkdtempSync(join(tmpdir(), 'steward-audit-'))
  try {
    const signing: Signing = {
      db,
      key: signingKeyOf({ folder: join(root, 'keys') }),
      folder: join(root, 'audit'),
    }
    for (const { workspace, entries } of logs) await growLog(signing, workspace, entries, chance)
    const tally: Tally = { tampered: 0, missed: [], mistaken: [], intact: 0, accused: [], byVerdict: {} }
    for (let n = 0; n < tamperings; n++) {
      const { workspace } = chance.pick(logs)
      await once(signing, workspace, chance, tally)
      // Between them the log as it is, by the road that everybody takes.
      if (n % 5 === 0) await leaveAlone(signing, workspace, tally)
    }
    return tally
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

async function once(signing: Signing, workspace: string, chance: Random, tally: Tally): Promise<void> {
  const file = readHeadFile(headFileOf(signing.folder, workspace))
  const { tampered, told } = await takingBack(signing.db, async (tx) => {
    const rows = await rawRows(tx, workspace)
    const salted = await rowsOf<{ seq: number }>(
      tx,
      sql`select seq from audit_salts where workspace_id = ${workspace} order by seq`,
    )
    const words = salted.map(({ seq }) => seq)
    const { heads } = file
    const done = chance.pick(waysOf(rows))({ workspace, rows, heads, chance, words })
    await putTampered(tx, workspace, done)
    return {
      tampered: done,
      told: await verifyLog(await storedLog(tx, workspace), [signing.key.publicKey], [file]),
    }
  })
  tally.tampered++
  tally.byVerdict[told.verdict] = (tally.byVerdict[told.verdict] ?? 0) + 1
  if (told.verdict === 'intact') tally.missed.push(lineOf(workspace, tampered, told))
  else if (told.verdict !== tampered.verdict || told.seq !== tampered.seq)
    tally.mistaken.push(lineOf(workspace, tampered, told))
}

const lineOf = (workspace: string, { name, verdict, seq, rows }: Tampered, told: Verification) =>
  `${workspace} (${rows.length} rows), ${name}: ${verdict} at ${seq} was told as ${told.verdict} at ${told.seq}: ${told.words}`

async function leaveAlone({ db, key, folder }: Signing, workspace: string, tally: Tally): Promise<void> {
  const told = await verifyAudit(db, workspace, {
    keys: [key.publicKey],
    files: [headFileOf(folder, workspace)],
  })
  tally.intact++
  if (told.verdict !== 'intact') tally.accused.push(`${workspace}: ${told.words}`)
}
