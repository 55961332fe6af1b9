/** What is held about one person comes out whole, and what may be somebody else's is listed instead of guessed. */
import { sql } from 'drizzle-orm'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { lock } from '#db/import/import-record.ts'
import { fromMemory } from '#db/import/source.ts'
import { freshDb } from '#evals/kit/store.ts'
import { erasePerson } from './erase.ts'
import { exportPerson } from './export-person.ts'

const workspace = 'acme'
const files = new Map([
  ['users.csv', 'email,name,role\nada@us.example,Ada Okoye,admin\nhugo@us.example,Hugo Lind,csm\n'],
  ['accounts.csv', 'id,name,csm\nA-1,Northlight,hugo@us.example\nA-2,Brulot,hugo@us.example\n'],
  [
    'contacts.csv',
    `id,account_id,name,email,phone,reports_to
CON-1,A-1,Hugo Brandt,hugo@northlight.example,+49 30 5550101,
CON-2,A-1,Petra Northlight,petra@northlight.example,+49 30 5550199,CON-1
CON-3,A-1,Lena Weiss,office@northlight.example,+49 30 5550100,CON-1
CON-4,A-1,Tim Weiss,office@northlight.example,+49 30 5550100,
CON-5,A-2,Petra Northlight,petra@brulot.example,,
`,
  ],
  [
    'activities.csv',
    `id,account_id,contact_id,type,direction,at,subject,body
X-1,A-1,CON-1,email,inbound,2026-11-01T10:00:00Z,Hello,My own words.
X-2,A-1,CON-1,note,outbound,2026-11-02T10:00:00Z,Call,Hugo was there with Mr Brandt's boss.
X-3,A-1,,note,outbound,2026-11-03T10:00:00Z,Note,Hugo Brandt met Petra Northlight of Northlight; Hugo paid.
X-4,A-2,,note,outbound,2026-11-03T10:00:00Z,Note,Petra Northlight will leave Brulot. Ask Brandt.
`,
  ],
  [
    'tickets.csv',
    'id,account_id,contact_id,subject,status,opened_at\nT-1,A-1,CON-1,Hugo Brandt can’t sign in,open,2026-11-01T10:00:00Z\n',
  ],
])

describe('the export of one person', () => {
  let db: Db
  let dataDir: string
  beforeAll(async () => {
    db = await freshDb()
    dataDir = mkdtempSync(join(tmpdir(), 'steward-person-'))
    await importBundle(db, { workspace, source: fromMemory({ files }) })
    await inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
      tx.execute(sql`update contacts set phone = '+49 30 5550102' where source_id = 'CON-1'`),
    )
    writeFileSync(join(dataDir, 'notes.txt'), 'ask Hugo Brandt')
  })
  afterAll(async () => {
    await db.close()
    rmSync(dataDir, { recursive: true })
  })

  test('holds their rows, what these were before, and where others mention them', async () => {
    const held = await exportPerson(
      db,
      workspace,
      { kind: 'contact', email: 'HUGO@northlight.example' },
      { dataDir },
    )
    expect(held.subject).toMatchObject({
      names: ['Hugo Brandt'],
      phones: ['+49 30 5550102', '+49 30 5550101'],
    })
    expect(held.rows['public.contacts']).toMatchObject([{ source_id: 'CON-1', phone: '+49 30 5550102' }])
    expect(held.rows['public.contacts (history)']).toMatchObject([{ before: { phone: '+49 30 5550101' } }])
    expect(held.rows['public.activities']?.map((row) => row['source_id'])).toEqual(['X-1', 'X-2'])
    expect(held.rows['public.tickets']).toHaveLength(1)
    const mentioned = held.mentions.map(({ place, text }) => [place, text])
    expect(mentioned).toContainEqual([
      'public.activities.body',
      files.get('activities.csv')?.split('\n')[3]?.split(',').at(-1),
    ])
    expect(mentioned).toContainEqual(['files', 'ask Hugo Brandt'])
    expect(JSON.stringify(held.rows)).not.toContain('Petra')
  })

  test('leaves an entry in the audit log that names nobody in its chain', async () => {
    const entries = await db.inWorkspace(workspace, (tx) =>
      rowsOf<{ action: string; details: string }>(tx, sql`select action, details from audit_entries`),
    )
    const [entry] = entries.filter(({ action }) => action === 'person_exported')
    expect(entry).toBeDefined()
    expect(entry?.details).not.toMatch(/hugo|brandt/i)
  })
})

describe('erasing', () => {
  let db: Db
  beforeEach(async () => {
    db = await freshDb()
    await importBundle(db, { workspace, source: fromMemory({ files }) })
  })
  afterEach(() => db.close())
  const erase = (wanted: Parameters<typeof erasePerson>[2]) =>
    erasePerson(db, workspace, wanted, { dataDir: null })
  const bodies = async () =>
    (
      await db.inWorkspace(workspace, (tx) => rowsOf(tx, sql`select body from activities order by source_id`))
    ).map((row) => row['body'])

  test('replaces what is surely theirs, and lists a first name that is a colleague’s too', async () => {
    const report = await erase({ kind: 'contact', id: 'CON-1' })
    expect(await bodies()).toEqual([
      null,
      "Hugo was there with Mr [erased person]'s boss.",
      '[erased person] met Petra Northlight of Northlight; Hugo paid.',
      'Petra Northlight will leave Brulot. Ask Brandt.',
    ])
    expect(report.undecided.map(({ place, why }) => [place, why])).toEqual([
      ['public.activities.body', 'a part of the name is also somebody else’s here'],
      ['public.activities.body', 'a part of the name is also somebody else’s here'],
    ])
    const rows = await db.inWorkspace(workspace, (tx) =>
      rowsOf(
        tx,
        sql`select t.subject, t.contact_id, (select count(*)::int from contacts where reports_to_id is not null) as reporting from tickets t`,
      ),
    )
    expect(rows).toEqual([{ subject: '[erased person] can’t sign in', contact_id: null, reporting: 0 }])
  })

  test('leaves a name alone that two people have, and the firm’s name', async () => {
    const report = await erase({ kind: 'contact', id: 'CON-2' })
    const left = await bodies()
    expect(left[2]).toBe('Hugo Brandt met Petra Northlight of Northlight; Hugo paid.')
    expect(
      report.undecided.filter(({ why }) => why === 'the name is also somebody else’s here'),
    ).toHaveLength(2)
    const names = await db.inWorkspace(workspace, (tx) =>
      rowsOf(
        tx,
        sql`select name from accounts union all select name from contacts where source_id = 'CON-5' order by name`,
      ),
    )
    expect(names).toEqual([{ name: 'Brulot' }, { name: 'Northlight' }, { name: 'Petra Northlight' }])
  })

  test('leaves a mailbox and a number that are shared with somebody else', async () => {
    await inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
      tx.execute(
        sql`update activities set body = 'write office@northlight.example or 0049 30 5550100 for Lena Weiss' where source_id = 'X-3'`,
      ),
    )
    await erase({ kind: 'contact', id: 'CON-3' })
    expect((await bodies())[2]).toBe('write office@northlight.example or 0049 30 5550100 for [erased person]')
  })

  test('refuses somebody who still works here, and nobody', async () => {
    await expect(erase({ kind: 'colleague', email: 'hugo@us.example' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(erase({ kind: 'contact', email: 'no@one.example' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('takes an address that belongs to no contact out of everything', async () => {
    await inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
      tx.execute(
        sql`update activities set body = 'Cc: Max Muster <max@else.example>' where source_id = 'X-3'`,
      ),
    )
    await erase({ kind: 'address', email: 'Max@Else.example', name: 'Max Muster' })
    expect((await bodies())[2]).toBe('Cc: [erased person] <[erased address]>')
  })

  test('a colleague who left takes their conversations, keys and identity along, and leaves their work', async () => {
    const [person] = await db.inWorkspace(workspace, (tx) =>
      rowsOf<{ id: string }>(tx, sql`select id::text as id from users where email = 'hugo@us.example'`),
    )
    const [talk, turn, key, link] = Array.from({ length: 4 }, () => crypto.randomUUID())
    await inChange(db, workspace, { kind: 'edit', source: 'steward' }, async (tx) => {
      await tx.execute(sql`update users set deactivated_at = now() where email = 'hugo@us.example'`)
      await tx.execute(
        sql`insert into conversations (workspace_id, id, user_id, title) values (${workspace}, ${talk}::uuid, ${person?.id}::uuid, 'Mine')`,
      )
      await tx.execute(
        sql`insert into turns (workspace_id, id, conversation_id, seq, user_id, text, state, today)
            values (${workspace}, ${turn}::uuid, ${talk}::uuid, 1, ${person?.id}::uuid, 'My secret plans', 'done', '2026-11-21')`,
      )
      await tx.execute(
        sql`insert into turn_events (workspace_id, turn_id, seq, event) values (${workspace}, ${turn}::uuid, 1, '{"kind": "text"}')`,
      )
      await tx.execute(
        sql`insert into langgraph.checkpoints (thread_id, checkpoint_id, checkpoint) values (${`${workspace}/${turn}`}, 'c', '{}')`,
      )
    })
    const signIn = (identity: string, at: string) => [
      sql`insert into auth.identities (id, name, email) values (${identity}, 'Hugo Lind', ${at})`,
      sql`insert into auth.memberships (identity_id, workspace_id, person_id) values (${identity}, ${workspace}, ${person?.id}::uuid)`,
      sql`insert into auth.sessions (id, identity_id, token, expires_at) values (${identity}, ${identity}, 'hash', now())`,
      sql`insert into auth.api_keys (id, identity_id, workspace_id, person_id, label, prefix, secret, scopes, expires_at)
          values (${key}::uuid, ${identity}, ${workspace}, ${person?.id}::uuid, 'Hugo’s', 'p', 's', '[]', now())`,
      sql`insert into auth.one_time_links (id, kind, token, email, workspace_id, expires_at)
          values (${link}::uuid, 'invitation', 't', ${at}, ${workspace}, now())`,
    ]
    await db.asOwner(async (tx) => {
      for (const statement of signIn('i1', 'hugo@us.example')) await tx.execute(statement)
    })
    await erase({ kind: 'colleague', email: 'hugo@us.example' })
    const left = await db.asOwner((tx) =>
      rowsOf(
        tx,
        sql`select (select count(*)::int from conversations) + (select count(*)::int from turns) + (select count(*)::int from turn_events)
                     + (select count(*)::int from langgraph.checkpoints) as talk,
                   (select count(*)::int from auth.identities) + (select count(*)::int from auth.memberships)
                     + (select count(*)::int from auth.sessions) + (select count(*)::int from auth.api_keys)
                     + (select count(*)::int from auth.one_time_links) as sign_in,
                   (select count(*)::int from accounts a join users u on u.id = a.csm_id where u.name = 'Former colleague') as accounts`,
      ),
    )
    expect(left).toEqual([{ talk: 0, sign_in: 0, accounts: 2 }])
    expect((await bodies())[2]).toBe('Hugo Brandt met Petra Northlight of Northlight; Hugo paid.')
  })

  test('waits for nobody: while an import is at work it says so', async () => {
    const [started, ended] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const importing = db.inWorkspace(workspace, async (tx) => {
      await lock(tx, workspace)
      started.resolve(undefined)
      if (db.kind === 'server') await ended.promise
    })
    await started.promise
    const erasing = erase({ kind: 'contact', id: 'CON-1' })
    // The embedded store runs one transaction after the other: there it comes after the import.
    if (db.kind === 'server') await expect(erasing).rejects.toMatchObject({ code: 'conflict' })
    else await expect(erasing).resolves.toMatchObject({ kind: 'contact' })
    ended.resolve(undefined)
    await importing
  })

  test('of one workspace leaves the other as it was', async () => {
    await importBundle(db, { workspace: 'other', source: fromMemory({ files }) })
    const of = () =>
      db.inWorkspace('other', (tx) =>
        rowsOf(tx, sql`select to_jsonb(a) as row from activities a order by source_id`),
      )
    const before = await of()
    await erase({ kind: 'contact', id: 'CON-1' })
    expect(await of()).toEqual(before)
    expect(
      await db.inWorkspace('other', (tx) =>
        rowsOf(tx, sql`select 1 from contacts where source_id = 'CON-1'`),
      ),
    ).toHaveLength(1)
  })

  test('is not seen in questions about the past either', async () => {
    await erase({ kind: 'contact', id: 'CON-1' })
    const history = await db.inWorkspace(workspace, (tx) => rowsOf(tx, sql`select * from field_history`))
    expect(history).toEqual([])
  })

  test('in files: text is rewritten, derived archives go, and others’ workspaces’ files are not looked at', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'steward-person-files-'))
    await importBundle(db, { workspace: 'other', source: fromMemory({ files }) })
    writeFileSync(join(dataDir, 'acme.csv'), 'who\nHugo Brandt\n')
    writeFileSync(join(dataDir, 'other.csv'), 'who\nHugo Brandt\n')
    writeFileSync(join(dataDir, 'scan.bin'), Buffer.from('\0\0Hugo Brandt\0'))
    const report = await erasePerson(db, workspace, { kind: 'contact', id: 'CON-1' }, { dataDir })
    expect(readFileSync(join(dataDir, 'acme.csv'), 'utf8')).toBe('who\n[erased person]\n')
    expect(readFileSync(join(dataDir, 'other.csv'), 'utf8')).toBe('who\nHugo Brandt\n')
    expect(report.undecided).toContainEqual({
      ...{ place: 'files', row: 'scan.bin', why: 'the file mentions the person and can’t be rewritten' },
    })
    rmSync(dataDir, { recursive: true })
  })
})
