/** The audit log takes every entry or lets the act fail, nobody rewrites it, and people read of it what they ask for. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entry, openAuditLog, person, type AuditLog } from '#evals/kit/audit-log.ts'
import { rowsOf, type Db } from '../connect.ts'
import { appendAudit, recordAudit } from './append.ts'
import { commit } from './entry.ts'
import { listAudit } from './list.ts'
import { signTip } from './sign-heads.ts'

let log: AuditLog
let db: Db
beforeAll(async () => {
  log = await openAuditLog()
  ;({ db } = log)
})
afterAll(() => log.close())

describe('appending', () => {
  test('numbers the entries of each workspace by themselves and links each to the one before', async () => {
    for (const workspace of ['one', 'one', 'two']) await recordAudit(db, workspace, entry())
    const rows = await db.asOwner((tx) =>
      rowsOf<{ workspace_id: string; seq: number; prev: string; hash: string }>(
        tx,
        sql`select workspace_id, seq, prev, hash from audit_entries where workspace_id in ('one', 'two') order by 1, 2`,
      ),
    )
    expect(rows.map(({ workspace_id, seq }) => [workspace_id, seq])).toEqual([
      ['one', 1],
      ['one', 2],
      ['two', 1],
    ])
    expect(rows[1]?.prev).toBe(rows[0]?.hash)
    expect(rows[0]?.prev).toBe(rows[2]?.prev)
  })

  test('by many at once leaves one chain without a gap', async () => {
    await Promise.all(Array.from({ length: 40 }, () => recordAudit(db, 'many', entry())))
    expect(await log.verify('many')).toMatchObject({ verdict: 'intact', entries: 40 })
  })

  test('goes with the act that it is about: neither is there without the other', async () => {
    const act = db.inWorkspace('undone', async (tx) => {
      await appendAudit(tx, 'undone', entry())
      throw new Error('the act failed')
    })
    await expect(act).rejects.toThrow('the act failed')
    expect(await log.verify('undone')).toMatchObject({ entries: 0 })
    const elsewhere = db.inWorkspace('here', (tx) => appendAudit(tx, 'there', entry()))
    await expect(elsewhere).rejects.toThrow()
  })

  test('takes whatever a visitor typed', async () => {
    const typed = {
      personal: { email: 'a\0b\ud800@x.example', address: 'x'.repeat(5_000) },
      details: { tried: 'a\0\udfff', at: [-0, 1e21, 0.1] },
    }
    await recordAudit(
      db,
      'typed',
      entry({
        actor: { kind: 'visitor' },
        action: 'sign_in_failed',
        subject: { kind: '', id: '' },
        ...typed,
      }),
    )
    expect(await log.verify('typed')).toMatchObject({ verdict: 'intact', entries: 1 })
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
    await signTip(log.signing, 'kept')
    const refused = { cause: { message: expect.stringMatching(/is not changed and not removed/) as unknown } }
    const asOwnerOf = db.asOwner(async (tx) => {
      for (const one of statement.split('; ')) await tx.execute(sql.raw(one))
    })
    // Who may not even call itself a replica is refused before.
    await expect(asOwnerOf).rejects.toMatchObject(
      statement.includes('replica') && db.kind === 'server' ? {} : refused,
    )
    const asApp = db.inWorkspace('kept', (tx) => tx.execute(sql.raw(statement.split('; ').at(-1) ?? '')))
    await expect(asApp).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') as unknown },
    })
    expect(await log.verify('kept')).toMatchObject({ verdict: 'intact' })
  })
})

describe('personal words', () => {
  test('stand beside the chain and are gone once their salt is, which breaks nothing', async () => {
    await recordAudit(db, 'personal', entry({ action: 'invited', personal: { email: 'Ada@Acme.example' } }))
    await recordAudit(db, 'personal', entry())
    await signTip(log.signing, 'personal')
    const listed = () =>
      db.inWorkspace('personal', (tx) => listAudit(tx, 'personal', { action: 'invited' }), 'read')
    const [before] = (await listed()).entries
    expect(before?.personal).toEqual({ email: 'Ada@Acme.example' })
    const [{ salt } = { salt: '' }] = await db.asOwner((tx) =>
      rowsOf<{ salt: string }>(tx, sql`select salt from audit_salts where workspace_id = 'personal'`),
    )
    expect(before?.details).toEqual({ rows: 12, commitments: { email: commit(' ada@acme.example', salt) } })
    await db.inWorkspace('personal', (tx) => tx.execute(sql`delete from audit_salts`))
    expect((await listed()).entries[0]?.personal).toBeNull()
    expect(await log.verify('personal')).toMatchObject({ verdict: 'intact', entries: 2, coveredTo: 2 })
  })
})

describe('reading the log', () => {
  test('by actor, action, subject and time, newest first, page by page', async () => {
    const key = { kind: 'key', id: 'k1' } as const
    for (const one of [
      entry(),
      entry({ action: 'imported' }),
      entry({ actor: key, subject: { kind: 'user', id: person } }),
      entry({ actor: { kind: 'system' }, subject: undefined }),
    ])
      await recordAudit(db, 'list', one)
    const seqs = async (filter: Parameters<typeof listAudit>[2]) =>
      (await db.inWorkspace('list', (tx) => listAudit(tx, 'list', filter), 'read')).entries.map(
        ({ seq }) => seq,
      )
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
