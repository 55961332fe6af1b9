/** The verifier tells what somebody did to a log, from the database or a file, and heads are signed of what continues the head before. */
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tamper } from '#evals/bench/tamper.ts'
import { entry, openAuditLog, type AuditLog } from '#evals/kit/audit-log.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Db } from '../connect.ts'
import { random } from '../demo/random.ts'
import { workspaces } from '../schema/workspaces.ts'
import { recordAudit } from './append.ts'
import { verificationSchema } from './contract.ts'
import { exportAuditTo } from './export-file.ts'
import type { AuditFormat } from './export.ts'
import { headFileOf, readHeadFile } from './head.ts'
import { listAudit } from './list.ts'
import { readExportedAudit } from './read-export.ts'
import { admitRestore, signTip } from './sign-heads.ts'
import { startSigningHeads } from './signer.ts'
import { publicKeysOf } from './signing-key.ts'
import { verifyAudit, verifyLog } from './verify.ts'

let log: AuditLog
let db: Db
beforeAll(async () => {
  log = await openAuditLog()
  ;({ db } = log)
})
afterAll(() => log.close())

describe('the verifier', () => {
  test('finds what is tampered with at random, names it rightly, and never accuses a log that is whole', async () => {
    const tampered = await freshDb()
    try {
      const logs = [1, 4, 30].map((entries, i) => ({ workspace: `log ${i}`, entries: entries + 2 }))
      const tally = await tamper(tampered, random(20, 'audit test'), { tamperings: 100, logs })
      expect({ missed: tally.missed, mistaken: tally.mistaken, accused: tally.accused }).toEqual({
        missed: [],
        mistaken: [],
        accused: [],
      })
      expect(Object.keys(tally.byVerdict).sort()).toEqual([
        'altered',
        'deleted',
        'head_forged',
        'inserted',
        'reordered',
        'rewritten',
        'truncated',
      ])
      expect(tally.intact).toBeGreaterThan(0)
    } finally {
      await tampered.close()
    }
  })

  test('says in words what it found and where, and which entries no head vouches for yet', async () => {
    for (let i = 0; i < 5; i++) await recordAudit(db, 'words', entry())
    expect((await log.verify('words')).words).toBe(
      'The log is intact: 5 entries, none of them vouched for by a signed head yet.',
    )
    await signTip(log.signing, 'words')
    await recordAudit(db, 'words', entry())
    const told = await log.verify('words')
    expect(told.words).toBe(
      'The log is intact: 6 entries, vouched for by signed heads up to 5; the last 1 not yet.',
    )
    expect(verificationSchema.parse(told)).toEqual(told)
    await log.rewriting(`delete from audit_entries where workspace_id = 'words' and seq >= 5`)
    expect(await log.verify('words')).toMatchObject({
      ...{ verdict: 'truncated', seq: 5 },
      words: expect.stringMatching(
        /^The end of the log was cut off: it ends with entry 4, but entry 5 was signed at 2/,
      ) as unknown,
    })
  })

  test('without the heads can’t see that the end is gone, with the file of them it can', async () => {
    for (let i = 0; i < 3; i++) await recordAudit(db, 'cut', entry())
    await signTip(log.signing, 'cut')
    await log.rewriting(
      `delete from audit_entries where workspace_id = 'cut' and seq > 1`,
      `delete from audit_heads where workspace_id = 'cut'`,
    )
    expect(await verifyAudit(db, 'cut', { keys: [log.signing.key.publicKey], files: [] })).toMatchObject({
      verdict: 'intact',
      coveredTo: 0,
    })
    expect(await log.verify('cut')).toMatchObject({ verdict: 'truncated', seq: 2 })
  })
})

describe('signed heads', () => {
  test('stand in the database and in a file, one a stretch of entries', async () => {
    await recordAudit(db, 'heads', entry())
    const head = await signTip(log.signing, 'heads')
    expect(head).toMatchObject({ workspace: 'heads', seq: 1, lost: null })
    expect(await signTip(log.signing, 'heads')).toBeNull()
    const path = headFileOf(log.signing.folder, 'heads')
    expect(readHeadFile(path)).toEqual({ heads: [head], unreadable: 0 })
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(statSync(join(log.folder, 'keys', 'audit-signing.key')).mode & 0o077).toBe(0)
  })

  test('are not signed over a log that does not continue the head before', async () => {
    for (let i = 0; i < 3; i++) await recordAudit(db, 'launder', entry())
    await signTip(log.signing, 'launder')
    await log.rewriting(`delete from audit_entries where workspace_id = 'launder' and seq = 3`)
    await recordAudit(db, 'launder', entry({ details: { rows: 13 } }))
    await recordAudit(db, 'launder', entry())
    await expect(signTip(log.signing, 'launder')).rejects.toThrow(
      /does not continue what was signed \(entry 3\)/,
    )
    expect(await log.verify('launder')).toMatchObject({ verdict: 'rewritten', seq: 1, coveredTo: 0 })
  })

  test('survive a line that a crash cut short', async () => {
    const path = headFileOf(log.signing.folder, 'torn')
    await recordAudit(db, 'torn', entry())
    await signTip(log.signing, 'torn')
    appendFileSync(path, '{"workspace":"to')
    await recordAudit(db, 'torn', entry())
    await signTip(log.signing, 'torn')
    expect(readHeadFile(path)).toMatchObject({ heads: [{ seq: 1 }, { seq: 2 }], unreadable: 1 })
    expect(await log.verify('torn')).toMatchObject({
      verdict: 'intact',
      alsoFound: ['1 lines of a file of heads can’t be read.'],
    })
  })

  test('are signed while the service runs and when it ends, and a fault of one log holds up no other', async () => {
    const own = await freshDb()
    try {
      await own.asOwner((tx) =>
        tx.insert(workspaces).values([
          { id: 'a', name: 'A' },
          { id: 'b', name: 'B' },
        ]),
      )
      const here = { ...log.signing, db: own, folder: join(log.folder, 'own') }
      for (const id of ['a', 'b']) await recordAudit(own, id, entry())
      const errors: string[] = []
      const signer = startSigningHeads(here, { onError: (_, workspace) => errors.push(workspace) })
      await signer.stop()
      const heads = () =>
        ['a', 'b'].map((id) => readHeadFile(headFileOf(here.folder, id)).heads.map(({ seq }) => seq))
      expect(heads()).toEqual([[1], [1]])
      await own.asOwner((tx) => tx.execute(sql`alter table audit_entries disable trigger refuse_rewriting`))
      await own.asOwner((tx) =>
        tx.execute(sql`update audit_entries set action = 'imported' where workspace_id = 'a'`),
      )
      for (const id of ['a', 'b']) await recordAudit(own, id, entry())
      await startSigningHeads(here, { onError: (_, workspace) => errors.push(workspace) }).stop()
      expect(new Set(errors)).toEqual(new Set(['a']))
      expect(heads()).toEqual([[1], [1, 2]])
    } finally {
      await own.close()
    }
  })

  test('void since an admitted restore accuse nobody, and the log tells of it', async () => {
    for (let i = 0; i < 2; i++) await recordAudit(db, 'restored', entry())
    await signTip(log.signing, 'restored')
    for (let i = 0; i < 3; i++) await recordAudit(db, 'restored', entry())
    await signTip(log.signing, 'restored')
    expect(await admitRestore(log.signing, 'restored')).toBeNull()
    await log.rewriting(
      `delete from audit_entries where workspace_id = 'restored' and seq > 3`,
      `delete from audit_heads where workspace_id = 'restored' and seq > 3`,
    )
    expect(await log.verify('restored')).toMatchObject({ verdict: 'truncated', seq: 4 })
    expect(await admitRestore(log.signing, 'restored')).toMatchObject({ seq: 3, lost: 5 })
    await signTip(log.signing, 'restored')
    expect(await log.verify('restored')).toMatchObject({
      ...{ verdict: 'intact', entries: 4, coveredTo: 4 },
      alsoFound: ['1 heads are void since a restore went back behind them.'],
    })
    const { entries } = await db.inWorkspace(
      'restored',
      (tx) => listAudit(tx, 'restored', { action: 'restored' }),
      'read',
    )
    expect(entries).toMatchObject([{ details: { to: 3, lost: 5 } }])
  })
})

describe('an exported log', () => {
  async function exported(workspace: string, format: AuditFormat, filter = {}): Promise<string> {
    const file = join(log.folder, `${workspace}.${format}`)
    await exportAuditTo(file, log.signing, workspace, { filter, format })
    return file
  }
  const verifyFile = async (file: string) => {
    const read = await readExportedAudit(file)
    return verifyLog(read, publicKeysOf(read.publicKey, file), [])
  }
  const formulas = entry({
    actor: { kind: 'key', id: '=1+1' },
    subject: { kind: 'user', id: '+cmd' },
    details: { text: 'a "quoted", line\nand another', n: 1 },
    personal: { email: '=HYPERLINK("x")@y' },
  })

  test.each(['jsonl', 'csv'] as const)('as %s is verified without the database', async (format) => {
    const workspace = `export ${format}`
    for (const one of [entry(), formulas, entry({ subject: undefined, actor: { kind: 'system' } })])
      await recordAudit(db, workspace, one)
    await signTip(log.signing, workspace)
    const file = await exported(workspace, format)
    expect(await verifyFile(file)).toMatchObject({ verdict: 'intact', entries: 3, coveredTo: 3, heads: 1 })
    writeFileSync(file, readFileSync(file, 'utf8').replace('A-1', 'A-2'))
    expect(await verifyFile(file)).toMatchObject({ verdict: 'altered', seq: 1 })
    if (format === 'csv') expect(readFileSync(file, 'utf8')).not.toMatch(/(^|,)"?[=+]/m)
  })

  test('that is a selection says that it can’t be verified', async () => {
    await recordAudit(db, 'selection', entry())
    const file = await exported('selection', 'jsonl', { action: 'imported' })
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2)
    await expect(readExportedAudit(file)).rejects.toThrow(/holds a selection/)
  })
})
