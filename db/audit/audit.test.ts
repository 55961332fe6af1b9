/** The audit log takes every entry or lets the act fail, nobody rewrites it, and the verifier tells what somebody did to it all the same. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tamper } from '#evals/bench/tamper.ts'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf, type Db } from '../connect.ts'
import { random } from '../demo/random.ts'
import { workspaces } from '../schema/workspaces.ts'
import { appendAudit, recordAudit } from './append.ts'
import { verificationSchema, type NewAuditEntry } from './contract.ts'
import { commit } from './entry.ts'
import { exportAudit, type AuditFormat } from './export.ts'
import { headFileOf, readHeadFile } from './head.ts'
import { listAudit } from './list.ts'
import { readExportedAudit } from './read-export.ts'
import { admitRestore, signTip, type Signing } from './sign-heads.ts'
import { startSigningHeads } from './signer.ts'
import { publicKeysOf, signingKeyOf } from './signing-key.ts'
import { verifyAudit, verifyLog } from './verify.ts'

let db: Db
let folder: string
let signing: Signing
beforeAll(async () => {
  db = await freshDb()
  folder = mkdtempSync(join(tmpdir(), 'steward-audit-'))
  signing = { db, key: signingKeyOf({ folder: join(folder, 'keys') }), folder: join(folder, 'audit') }
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

const person = '01999999-0000-7000-8000-000000000001'
const entry = (more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  actor: { kind: 'person', id: person },
  action: 'exported',
  subject: { kind: 'account', id: 'A-1' },
  details: { rows: 12 },
  ...more,
})
const verify = (workspace: string) =>
  verifyAudit(db, workspace, { keys: [signing.key.publicKey], files: [headFileOf(signing.folder, workspace)] })
const asOwner = (statement: string) => db.asOwner((tx) => tx.execute(sql.raw(statement)))
/** As somebody who drops what stands in the way. */
async function rewriting(...statements: string[]): Promise<void> {
  for (const one of ['disable', null, 'enable always'])
    for (const statement of one ? ['audit_entries', 'audit_heads'].map((t) => `alter table ${t} ${one} trigger refuse_rewriting`) : statements)
      await asOwner(statement)
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('appending', () => {
  test('numbers the entries of each workspace by themselves and links each to the one before', async () => {
    for (const workspace of ['one', 'one', 'two']) await recordAudit(db, workspace, entry())
    const rows = await db.asOwner((tx) =>
      rowsOf<{ workspace_id: string; seq: number; prev: string; hash: string }>(
        tx,
        sql`select workspace_id, seq, prev, hash from audit_entries where workspace_id in ('one', 'two') order by 1, 2`,
      ),
    )
    expect(rows.map(({ workspace_id, seq }) => [workspace_id, seq])).toEqual([['one', 1], ['one', 2], ['two', 1]])
    expect(rows[1]?.prev).toBe(rows[0]?.hash)
    expect(rows[0]?.prev).toBe(rows[2]?.prev)
  })

  test('by many at once leaves one chain without a gap', async () => {
    await Promise.all(Array.from({ length: 40 }, () => recordAudit(db, 'many', entry())))
    expect(await verify('many')).toMatchObject({ verdict: 'intact', entries: 40 })
  })

  test('goes with the act that it is about: neither is there without the other', async () => {
    const act = db.inWorkspace('undone', async (tx) => {
      await appendAudit(tx, 'undone', entry())
      throw new Error('the act failed')
    })
    await expect(act).rejects.toThrow('the act failed')
    expect(await verify('undone')).toMatchObject({ entries: 0 })
    const elsewhere = db.inWorkspace('here', (tx) => appendAudit(tx, 'there', entry()))
    await expect(elsewhere).rejects.toThrow()
  })

  test('takes whatever a visitor typed', async () => {
    const typed = { personal: { email: 'a\0b\ud800@x.example', address: 'x'.repeat(5_000) }, details: { tried: 'a\0\udfff', at: [-0, 1e21, 0.1] } }
    await recordAudit(db, 'typed', entry({ actor: { kind: 'visitor' }, action: 'sign_in_failed', subject: { kind: '', id: '' }, ...typed }))
    expect(await verify('typed')).toMatchObject({ verdict: 'intact', entries: 1 })
  })
})

describe('nobody rewrites the log', () => {
  test.each([
    [`update audit_entries set action = 'imported'`],
    [`delete from audit_entries`],
    [`truncate audit_entries`],
    [`update audit_heads set seq = 0`],
    [`truncate audit_heads`],
    [`set local session_replication_role = replica; delete from audit_entries`],
  ])('%s', async (statement) => {
    await recordAudit(db, 'kept', entry())
    await signTip(signing, 'kept')
    const refused = { cause: { message: expect.stringMatching(/is not changed and not removed/) as unknown } }
    const asOwnerOf = db.asOwner(async (tx) => {
      for (const one of statement.split('; ')) await tx.execute(sql.raw(one))
    })
    // Who may not even call itself a replica is refused before.
    await expect(asOwnerOf).rejects.toMatchObject(statement.includes('replica') && db.kind === 'server' ? {} : refused)
    const asApp = db.inWorkspace('kept', (tx) => tx.execute(sql.raw(statement.split('; ').at(-1) ?? '')))
    await expect(asApp).rejects.toMatchObject({ cause: { message: expect.stringContaining('permission denied') as unknown } })
    expect(await verify('kept')).toMatchObject({ verdict: 'intact' })
  })
})

describe('personal words', () => {
  test('stand beside the chain and are gone once their salt is, which breaks nothing', async () => {
    await recordAudit(db, 'personal', entry({ action: 'invited', personal: { email: 'Ada@Acme.example' } }))
    await recordAudit(db, 'personal', entry())
    await signTip(signing, 'personal')
    const listed = () => db.inWorkspace('personal', (tx) => listAudit(tx, 'personal', { action: 'invited' }), 'read')
    const [before] = (await listed()).entries
    expect(before?.personal).toEqual({ email: 'Ada@Acme.example' })
    const [{ salt } = { salt: '' }] = await db.asOwner((tx) => rowsOf<{ salt: string }>(tx, sql`select salt from audit_salts where workspace_id = 'personal'`))
    expect(before?.details).toEqual({ rows: 12, commitments: { email: commit(' ada@acme.example', salt) } })
    await db.inWorkspace('personal', (tx) => tx.execute(sql`delete from audit_salts`))
    expect((await listed()).entries[0]?.personal).toBeNull()
    expect(await verify('personal')).toMatchObject({ verdict: 'intact', entries: 2, coveredTo: 2 })
  })
})

describe('the verifier', () => {
  test('finds what is tampered with at random, names it rightly, and never accuses a log that is whole', async () => {
    const tampered = await freshDb()
    try {
      const logs = [1, 4, 30].map((entries, i) => ({ workspace: `log ${i}`, entries: entries + 2 }))
      const tally = await tamper(tampered, random(20, 'audit test'), { tamperings: 150, logs })
      expect({ missed: tally.missed, mistaken: tally.mistaken, accused: tally.accused }).toEqual({ missed: [], mistaken: [], accused: [] })
      expect(Object.keys(tally.byVerdict).sort()).toEqual(['altered', 'deleted', 'head_forged', 'inserted', 'reordered', 'rewritten', 'truncated'])
      expect(tally.intact).toBeGreaterThan(0)
    } finally {
      await tampered.close()
    }
  })

  test('says in words what it found and where, and which entries no head vouches for yet', async () => {
    for (let i = 0; i < 5; i++) await recordAudit(db, 'words', entry())
    expect((await verify('words')).words).toBe('The log is intact: 5 entries, none of them vouched for by a signed head yet.')
    await signTip(signing, 'words')
    await recordAudit(db, 'words', entry())
    const told = await verify('words')
    expect(told.words).toBe('The log is intact: 6 entries, vouched for by signed heads up to 5; the last 1 not yet.')
    expect(verificationSchema.parse(told)).toEqual(told)
    await rewriting(`delete from audit_entries where workspace_id = 'words' and seq >= 5`)
    expect(await verify('words')).toMatchObject({
      ...{ verdict: 'truncated', seq: 5 },
      words: expect.stringMatching(/^The end of the log was cut off: it ends with entry 4, but entry 5 was signed at 2/) as unknown,
    })
  })

  test('without the heads can’t see that the end is gone, with the file of them it can', async () => {
    for (let i = 0; i < 3; i++) await recordAudit(db, 'cut', entry())
    await signTip(signing, 'cut')
    await rewriting(`delete from audit_entries where workspace_id = 'cut' and seq > 1`, `delete from audit_heads where workspace_id = 'cut'`)
    expect(await verifyAudit(db, 'cut', { keys: [signing.key.publicKey], files: [] })).toMatchObject({ verdict: 'intact', coveredTo: 0 })
    expect(await verify('cut')).toMatchObject({ verdict: 'truncated', seq: 2 })
  })
})

describe('signed heads', () => {
  test('stand in the database and in a file, one a stretch of entries', async () => {
    await recordAudit(db, 'heads', entry())
    const head = await signTip(signing, 'heads')
    expect(head).toMatchObject({ workspace: 'heads', seq: 1, lost: null })
    expect(await signTip(signing, 'heads')).toBeNull()
    const path = headFileOf(signing.folder, 'heads')
    expect(readHeadFile(path)).toEqual({ heads: [head], unreadable: 0 })
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'keys', 'audit-signing.key')).mode & 0o077).toBe(0)
  })

  test('are not signed over a log that does not continue the head before', async () => {
    for (let i = 0; i < 3; i++) await recordAudit(db, 'launder', entry())
    await signTip(signing, 'launder')
    await rewriting(`delete from audit_entries where workspace_id = 'launder' and seq = 3`)
    await recordAudit(db, 'launder', entry({ details: { rows: 13 } }))
    await recordAudit(db, 'launder', entry())
    await expect(signTip(signing, 'launder')).rejects.toThrow(/does not continue what was signed \(entry 3\)/)
    expect(await verify('launder')).toMatchObject({ verdict: 'rewritten', seq: 1, coveredTo: 0 })
  })

  test('survive a line that a crash cut short', async () => {
    const path = headFileOf(signing.folder, 'torn')
    await recordAudit(db, 'torn', entry())
    await signTip(signing, 'torn')
    appendFileSync(path, '{"workspace":"to')
    await recordAudit(db, 'torn', entry())
    await signTip(signing, 'torn')
    expect(readHeadFile(path)).toMatchObject({ heads: [{ seq: 1 }, { seq: 2 }], unreadable: 1 })
    expect(await verify('torn')).toMatchObject({ verdict: 'intact', alsoFound: ['1 lines of a file of heads can’t be read.'] })
  })

  test('are signed while the service runs and when it ends, and a fault of one log holds up no other', async () => {
    const own = await freshDb()
    try {
      await own.asOwner((tx) => tx.insert(workspaces).values([{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }]))
      const here = { ...signing, db: own, folder: join(folder, 'own') }
      for (const id of ['a', 'b']) await recordAudit(own, id, entry())
      const errors: string[] = []
      const signer = startSigningHeads(here, { onError: (_, workspace) => errors.push(workspace) })
      await signer.stop()
      const heads = () => ['a', 'b'].map((id) => readHeadFile(headFileOf(here.folder, id)).heads.map(({ seq }) => seq))
      expect(heads()).toEqual([[1], [1]])
      await own.asOwner((tx) => tx.execute(sql`alter table audit_entries disable trigger refuse_rewriting`))
      await own.asOwner((tx) => tx.execute(sql`update audit_entries set action = 'imported' where workspace_id = 'a'`))
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
    await signTip(signing, 'restored')
    for (let i = 0; i < 3; i++) await recordAudit(db, 'restored', entry())
    await signTip(signing, 'restored')
    expect(await admitRestore(signing, 'restored')).toBeNull()
    await rewriting(`delete from audit_entries where workspace_id = 'restored' and seq > 3`, `delete from audit_heads where workspace_id = 'restored' and seq > 3`)
    expect(await verify('restored')).toMatchObject({ verdict: 'truncated', seq: 4 })
    expect(await admitRestore(signing, 'restored')).toMatchObject({ seq: 3, lost: 5 })
    await signTip(signing, 'restored')
    expect(await verify('restored')).toMatchObject({
      ...{ verdict: 'intact', entries: 4, coveredTo: 4 },
      alsoFound: ['1 heads are void since a restore went back behind them.'],
    })
    const { entries } = await db.inWorkspace('restored', (tx) => listAudit(tx, 'restored', { action: 'restored' }), 'read')
    expect(entries).toMatchObject([{ details: { to: 3, lost: 5 } }])
  })
})

describe('an exported log', () => {
  async function exported(workspace: string, format: AuditFormat, filter = {}): Promise<string> {
    const file = join(folder, `${workspace}.${format}`)
    const { heads } = readHeadFile(headFileOf(signing.folder, workspace))
    const options = { filter, format, publicKey: signing.key.publicKey.pem, heads }
    const parts = await db.inWorkspace(workspace, (tx) => allOf(exportAudit(tx, workspace, options)), 'scan')
    writeFileSync(file, parts.join(''))
    return file
  }
  const verifyFile = async (file: string) => {
    const log = await readExportedAudit(file)
    return verifyLog(log, publicKeysOf(log.publicKey, file), [])
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
    await signTip(signing, workspace)
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

describe('reading the log', () => {
  test('by actor, action, subject and time, newest first, page by page', async () => {
    const key = { kind: 'key', id: 'k1' } as const
    for (const one of [entry(), entry({ action: 'imported' }), entry({ actor: key, subject: { kind: 'user', id: person } }), entry({ actor: { kind: 'system' }, subject: undefined })])
      await recordAudit(db, 'list', one)
    const seqs = async (filter: Parameters<typeof listAudit>[2]) =>
      (await db.inWorkspace('list', (tx) => listAudit(tx, 'list', filter), 'read')).entries.map(({ seq }) => seq)
    expect(await seqs({})).toEqual([4, 3, 2, 1])
    expect(await seqs({ actor: person })).toEqual([2, 1])
    expect(await seqs({ actor: 'system' })).toEqual([4])
    expect(await seqs({ action: 'imported,exported', actor: 'k1' })).toEqual([3])
    expect(await seqs({ subject: 'account:A-1' })).toEqual([2, 1])
    expect(await seqs({ subject: person })).toEqual([3])
    expect(await seqs({ since: '2026-01-01', until: '2999-12-31' })).toEqual([4, 3, 2, 1])
    expect(await seqs({ until: '2026-01-01T00:00:00Z' })).toEqual([])
    const first = await db.inWorkspace('list', (tx) => listAudit(tx, 'list', { limit: 3 }), 'read')
    expect(first.next).toBe(2)
    expect(await seqs({ limit: 3, cursor: first.next ?? 0 })).toEqual([1])
    await expect(seqs({ action: 'danced' })).rejects.toThrow('There is no action danced.')
  })
})
