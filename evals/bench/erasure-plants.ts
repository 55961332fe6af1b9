/** A workspace with a row in every store, and canaries of people planted in every column that the erasure map searches, in its history and in files. */
import { sql, type SQL } from 'drizzle-orm'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { appendAudit } from '#db/audit/append.ts'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import { random, type Random } from '#db/demo/random.ts'
import { beginChange } from '#db/history/change.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { erasureMap } from '#db/privacy/erasure-map.ts'
import { liveTables, tableSql, type LiveColumn } from '#db/privacy/live-tables.ts'
import { ofWorkspace, scannedColumns } from '#db/privacy/scan.ts'
import { spellingsOf, type Planted, type Spelling } from './erasure-people.ts'

export type Canary = { person: Planted; place: string; text: string }

const quoted = (cells: (string | number)[]) =>
  cells
    .map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
    .join(',')
const csv = (header: string, rows: (string | number)[][]) => [header, ...rows.map(quoted)].join('\n')

/** Who stays: two a firm, one of whom shares a first name with somebody who goes. */
export const stayingNames = ['Ines Bleibtreu', 'Paul Bleibtreu', 'Ada Okoye', 'Nora Lind']

/** The bundle of the people's workspace. Own rows hold words that are theirs alone. */
export function bundleOf(people: Planted[], ownWord: (person: Planted, what: string) => string) {
  const contacts = people.filter(({ wanted }) => wanted.kind === 'contact')
  const colleagues = people.filter(({ wanted }) => wanted.kind === 'colleague')
  const firms = [0, 1, 2, 3, 4]
  // In whose rows nothing is planted, so that they must stay to the letter.
  const bystanders = Array.from({ length: 40 }, (_, at) => ({ id: `BY${at}`, firm: `F-${at % 5}`, at }))
  const files = new Map<string, string>([
    [
      'users.csv',
      csv('email,name,role,manager_email', [
        ['ada@us.example', 'Ada Okoye', 'admin', ''],
        ['nora@us.example', 'Nora Lind', 'csm', 'ada@us.example'],
        ...colleagues.map(({ email, name }) => [email, name, 'csm', 'ada@us.example']),
      ]),
    ],
    [
      'accounts.csv',
      csv(
        'id,name,csm,arr,currency,churn_reason,tags,about',
        firms.map((at) => [
          `F-${at}`,
          `Firma${at}`,
          'nora@us.example',
          1000 * at,
          'EUR',
          'none',
          'one;two',
          'A firm.',
        ]),
      ),
    ],
    [
      'contacts.csv',
      csv('id,account_id,name,email,phone,title,role,likes', [
        ...contacts.map((one) => [
          ...[one.id, one.account, one.name, one.formerEmail, one.phone, ownWord(one, 'title'), 'user'],
          ownWord(one, 'likes'),
        ]),
        ...firms.map((at) => [
          `S-${at}`,
          `F-${at}`,
          stayingNames[at % 2] ?? '',
          `s${at}@firm${at}.example`,
          '',
          'Head',
          'champion',
          'tea',
        ]),
        ...bystanders.map(({ id, firm, at }) => [
          id,
          firm,
          `Witness${at} Bystander`,
          `${id}@elsewhere.example`,
          `+1 212 555 ${1000 + at}`,
          'Head',
          'user',
          'tea',
        ]),
      ]),
    ],
    [
      'contracts.csv',
      csv(
        'id,account_id,product,arr,status',
        firms.map((at) => [`K-${at}`, `F-${at}`, 'Core', 10, 'active']),
      ),
    ],
    [
      'opportunities.csv',
      csv(
        'id,account_id,name,stage,competitor,status,lost_reason',
        firms.map((at) => [`O-${at}`, `F-${at}`, 'More', 'talk', 'Rival', 'open', 'none']),
      ),
    ],
    [
      'milestones.csv',
      csv(
        'id,account_id,name',
        firms.map((at) => [`M-${at}`, `F-${at}`, 'Go live']),
      ),
    ],
    [
      'tasks.csv',
      csv(
        'id,account_id,title,status,assignee',
        firms.map((at) => [`T-${at}`, `F-${at}`, 'Call', 'open', 'nora@us.example']),
      ),
    ],
    [
      'user_usage.csv',
      csv(
        'account_id,contact_id,on,events',
        contacts.map((one) => [one.account, one.id, '2026-11-01', 7]),
      ),
    ],
    [
      'nps.csv',
      csv('id,account_id,contact_id,score,comment,at', [
        ...contacts.map((one, at) => [
          `N${at}`,
          one.account,
          one.id,
          3,
          ownWord(one, 'comment'),
          '2026-11-01T10:00:00Z',
        ]),
        ['N-S', 'F-0', 'S-0', 9, 'Fine.', '2026-11-01T10:00:00Z'],
        ...bystanders.map(({ id, firm, at }) => [id, firm, id, at % 11, 'As ever.', '2026-11-01T10:00:00Z']),
      ]),
    ],
    [
      'tickets.csv',
      csv('id,account_id,contact_id,subject,status,opened_at', [
        ...contacts.map((one, at) => [
          `U${at}`,
          one.account,
          one.id,
          `${one.first} can’t sign in`,
          'open',
          '2026-11-01T10:00:00Z',
        ]),
        ['U-S', 'F-0', 'S-0', 'Export is empty', 'open', '2026-11-01T10:00:00Z'],
        ...bystanders.map(({ id, firm }) => [id, firm, id, 'Too slow', 'open', '2026-11-01T10:00:00Z']),
      ]),
    ],
    [
      'activities.csv',
      csv('id,account_id,contact_id,type,direction,at,subject,body,owner,thread_id', [
        ...contacts.flatMap((one, at) => [
          [
            `I${at}`,
            one.account,
            one.id,
            'email',
            'inbound',
            '2026-11-01T10:00:00Z',
            ownWord(one, 'subject'),
            ownWord(one, 'body'),
            '',
            'TH',
          ],
          [
            `J${at}`,
            one.account,
            one.id,
            'email',
            'outbound',
            '2026-11-02T10:00:00Z',
            'Hello',
            `Dear ${one.first}, thanks. ${one.last} knows.`,
            'nora@us.example',
            'TH',
          ],
        ]),
        ...firms.map((at) => [
          `A-${at}`,
          `F-${at}`,
          `S-${at}`,
          'note',
          'outbound',
          '2026-11-03T10:00:00Z',
          'Note',
          'A note of ours.',
          'nora@us.example',
          'TN',
        ]),
        ...bystanders.map(({ id, firm, at }) => [
          ...[id, firm, id, 'email', 'inbound', '2026-11-01T10:00:00Z', 'Hello'],
          ...[`Witness${at} Bystander here: call +1 212 555 ${1000 + at}.`, '', 'TB'],
        ]),
      ]),
    ],
    [
      'transcripts/index.csv',
      csv('file,account_id,title,at,duration_min,attendees', [
        ...contacts.map((one) => [
          `${one.id}.txt`,
          one.account,
          'Weekly',
          '2026-11-01T10:00:00Z',
          30,
          `${one.name};Nora Lind`,
        ]),
        ...firms.map((at) => [`call${at}.txt`, `F-${at}`, 'Weekly', '2026-11-01T10:00:00Z', 30, 'Nora Lind']),
      ]),
    ],
    [
      'documents/index.csv',
      csv(
        'file,account_id,title,kind,at',
        firms.map((at) => [`doc${at}.md`, `F-${at}`, 'Notes', 'notes', '2026-11-01T10:00:00Z']),
      ),
    ],
    [
      'playbooks/save.md',
      '---\nname: Save\nsteps:\n  - { day: 1, kind: task, title: Call }\n---\nCall them.\n',
    ],
  ])
  for (const one of contacts)
    files.set(
      `transcripts/${one.id}.txt`,
      `${one.first}: ${ownWord(one, 'spoken')}\nNora Lind: Thank you, ${one.first}. We agreed.\n`,
    )
  for (const at of firms) {
    files.set(`transcripts/call${at}.txt`, 'Nora Lind: All is well.\nInes Bleibtreu: Yes.\n')
    files.set(`documents/doc${at}.md`, 'We met and talked.\n')
  }
  return fromMemory({ files })
}

/** A row in every table of talk and of settings, which no bundle brings. */
async function seedTalk(tx: Tx, workspace: string): Promise<void> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
  const [user] = await rowsOf<{ id: string }>(
    tx,
    sql`select id::text as id from users where email = 'nora@us.example'`,
  )
  const [talk, turn] = [crypto.randomUUID(), crypto.randomUUID()]
  const thread = `${workspace}/${turn}`
  await tx.execute(
    sql`insert into conversations (workspace_id, id, user_id, title) values (${workspace}, ${talk}::uuid, ${user?.id}::uuid, 'Talk')`,
  )
  await tx.execute(
    sql`insert into turns (workspace_id, id, conversation_id, seq, user_id, text, state, today, plan)
        values (${workspace}, ${turn}::uuid, ${talk}::uuid, 1, ${user?.id}::uuid, 'Who is it?', 'done', '2026-11-21', ${json({ n: 1.5 })})`,
  )
  await tx.execute(
    sql`insert into turn_events (workspace_id, turn_id, seq, event) values (${workspace}, ${turn}::uuid, 1, ${json({ kind: 'text' })})`,
  )
  const bytes = sql`convert_to('{"said":"nothing"}', 'UTF8')`
  await tx.execute(
    sql`insert into langgraph.checkpoints (thread_id, checkpoint_id, checkpoint) values (${thread}, 'c', ${json({ v: 1 })})`,
  )
  await tx.execute(
    sql`insert into langgraph.checkpoint_blobs (thread_id, channel, version, type, blob) values (${thread}, 'm', '1', 'json', ${bytes})`,
  )
  await tx.execute(
    sql`insert into langgraph.checkpoint_writes (thread_id, checkpoint_id, task_id, idx, channel, blob) values (${thread}, 'c', 't', 0, 'm', ${bytes})`,
  )
  await tx.execute(
    sql`insert into definitions (workspace_id, kind, key, version, body) values (${workspace}, 'synonym', 'big', 1, ${json({ of: 'arr' })})`,
  )
  await tx.execute(
    sql`insert into models (workspace_id, key, version, body) values (${workspace}, 'note', 1, ${json({ is: 1 })})`,
  )
}

/** SQL for a column's value with a text added to it. */
function withText({ name, cell }: LiveColumn, text: string, at: number): SQL {
  const column = sql`t.${sql.identifier(name)}`
  if (cell === 'list') return sql`array_append(coalesce(${column}, '{}'), ${text})`
  const object = JSON.stringify({ [`note${at}`]: text })
  if (cell === 'json')
    return sql`case when jsonb_typeof(${column}) = 'array' then ${column} || ${`[${object}]`}::jsonb else coalesce(${column}, '{}') || ${object}::jsonb end`
  if (cell === 'bytes')
    return sql`convert_to(((coalesce(convert_from(${column}, 'UTF8'), '{}'))::jsonb || ${object}::jsonb)::text, 'UTF8')`
  return sql`coalesce(${column} || ' ', '') || ${text}`
}

/** Kept otherwise than by writing to it: the log refuses changes, and history is written by triggers. */
const plantedApart = new Set(['public.audit_salts', 'public.field_history'])

async function columnsToPlant(tx: Tx, workspace: string): Promise<{ table: string; column: LiveColumn }[]> {
  const found: { table: string; column: LiveColumn }[] = []
  for (const [name, live] of await liveTables(tx)) {
    const treatment = erasureMap.get(name)
    if (!treatment || treatment.workspace === null || plantedApart.has(name)) continue
    const [row] = await rowsOf(
      tx,
      sql`select 1 from ${tableSql(name)} t where ${ofWorkspace(treatment, workspace)} limit 1`,
    )
    if (!row) continue
    // The columns of people's own rows are tested by own words.
    const columns = scannedColumns(live, treatment).filter(
      ({ name: column }) => name !== 'public.users' && treatment.columns[column] !== undefined,
    )
    found.push(...columns.map((column) => ({ table: name, column })))
  }
  return found
}

export type Plants = {
  canaries: Canary[]
  /** Words of the people's own, by whom they are. */
  ownWords: { person: Planted; text: string }[]
  /** Places in which something was planted. */
  places: string[]
}

/** `each` canaries a person, besides their own rows. */
export async function plant(
  db: Db,
  {
    workspace,
    people,
    each,
    seed,
    dataDir,
  }: { workspace: string; people: Planted[]; each: number; seed: number; dataDir: string },
): Promise<Plants> {
  const source = random(seed, 'erasure', 'plants')
  const ownWords: Plants['ownWords'] = []
  const ownWord = (person: Planted, what: string) => {
    const text = `${what}${Math.floor(source.next() * 1e12).toString(36)}word`
    ownWords.push({ person, text })
    return text
  }
  await importBundle(db, { workspace, source: bundleOf(people, ownWord) })
  await db.inWorkspace(workspace, (tx) => seedTalk(tx, workspace))
  const canaries: Canary[] = []
  await db.asOwner(async (tx) => {
    await beginChange(tx, workspace, { kind: 'edit', source: 'steward' })
    // Addresses that were theirs are theirs: history knows them.
    for (const { id, email, wanted } of people)
      if (wanted.kind === 'contact')
        await tx.execute(
          sql`update contacts set email = ${email} where workspace_id = ${workspace} and source_id = ${id}`,
        )
    await tx.execute(
      sql`update users set deactivated_at = now() where workspace_id = ${workspace}
          and email = any (${sql.param(people.map(({ email }) => email))}::text[])`,
    )
    const columns = await columnsToPlant(tx, workspace)
    let at = source.int(0, columns.length)
    for (const person of people) {
      const spellings = source.shuffle(spellingsOf(person))
      for (let n = 0; n < each; n++) {
        const chosen = columns[at++ % columns.length]
        const spelling = spellings[n % spellings.length]
        if (chosen && spelling)
          canaries.push(await plantIn(tx, { workspace, person, chosen, spelling, n, source }))
      }
    }
  })
  await plantHistory(db, workspace, people, canaries)
  await plantAudit(db, workspace, people, canaries)
  plantFiles(dataDir, people, canaries)
  return { canaries, ownWords, places: [...new Set(canaries.map(({ place }) => place))] }
}

async function plantIn(
  tx: Tx,
  given: {
    workspace: string
    person: Planted
    chosen: { table: string; column: LiveColumn }
    spelling: Spelling
    n: number
    source: Random
  },
): Promise<Canary> {
  const { workspace, person, chosen, spelling, n, source } = given
  const { table, column } = chosen
  const treatment = erasureMap.get(table)
  if (!treatment) throw new Error(`${table} is not in the map`)
  // Whoever goes takes their rows along: canaries stand in what stays. Bystanders' rows hold none.
  const apart =
    table === 'public.contacts'
      ? sql`and t.source_id like 'S-%'`
      : column.name === 'speaker'
        ? sql`and t.call_id in (select id from calls where source_id like 'transcripts/call%')`
        : sql``
  const stays = sql`${apart} and coalesce(to_jsonb(t) ->> 'source_id', '') not like 'BY%'`
  const text =
    table === 'public.call_turns' || table === 'public.documents'
      ? `we asked ${spelling.text}, who agreed`
      : spelling.text
  await tx.execute(
    sql`update ${tableSql(table)} t set ${sql.identifier(column.name)} = ${withText(column, text, source.int(0, 1e6))}
        where t.ctid = (select t.ctid from ${tableSql(table)} t where ${ofWorkspace(treatment, workspace)} ${stays}
                        order by t.ctid offset ${n % 3} limit 1)
           or t.ctid = (select t.ctid from ${tableSql(table)} t where ${ofWorkspace(treatment, workspace)} ${stays} order by t.ctid limit 1)
              and ${n % 3} >= (select count(*) from ${tableSql(table)} t where ${ofWorkspace(treatment, workspace)} ${stays})`,
  )
  return { person, place: `${table}.${column.name}`, text: spelling.text }
}

/** Said once and changed since, or in a row that is gone: only history has it. */
async function plantHistory(db: Db, workspace: string, people: Planted[], canaries: Canary[]): Promise<void> {
  await db.inWorkspace(workspace, async (tx) => {
    await beginChange(tx, workspace, { kind: 'edit', source: 'steward' })
    for (const person of people) {
      const [name, address] = spellingsOf(person)
      for (const { text } of [name, address].filter((one) => one !== undefined)) {
        await tx.execute(
          sql`update tasks set title = ${`ask ${text}`} where workspace_id = ${workspace} and source_id = 'T-1'`,
        )
        await tx.execute(
          sql`update tasks set title = 'Call' where workspace_id = ${workspace} and source_id = 'T-1'`,
        )
        canaries.push({ person, place: 'public.field_history.after', text })
      }
      await tx.execute(
        sql`insert into tasks (workspace_id, id, source_id, title, status) values (${workspace}, gen_random_uuid(), 'gone', ${`see ${person.name}`}, 'open')`,
      )
      await tx.execute(sql`delete from tasks where workspace_id = ${workspace} and source_id = 'gone'`)
      canaries.push({ person, place: 'public.field_history.before', text: person.name })
    }
  })
}

async function plantAudit(db: Db, workspace: string, people: Planted[], canaries: Canary[]): Promise<void> {
  for (const person of people) {
    await db.inWorkspace(workspace, (tx) =>
      appendAudit(tx, workspace, {
        actor: { kind: 'system' },
        action: 'masked_read',
        personal: { email: person.email },
      }),
    )
    canaries.push({ person, place: 'public.audit_salts.personal', text: person.email })
  }
}

function plantFiles(dataDir: string, people: Planted[], canaries: Canary[]): void {
  for (const folder of ['exports', 'reports', 'logs']) mkdirSync(join(dataDir, folder), { recursive: true })
  for (const [at, person] of people.entries()) {
    const texts = spellingsOf(person).map(({ text }) => text)
    writeFileSync(
      join(dataDir, 'exports', `list-${at}.csv`),
      `id,who\n1,"${texts.join('"\n2,"')}"\n3,Ines Bleibtreu\n`,
    )
    writeFileSync(
      join(dataDir, 'reports', `report-${at}.json`),
      JSON.stringify({ people: texts, staying: 'Ines Bleibtreu' }),
    )
    writeFileSync(join(dataDir, 'logs', `old-${at}.log.gz`), gzipSync(texts.join('\n')))
    writeFileSync(join(dataDir, `notes-${at}.txt`), texts.map((text) => `- ${text}: called`).join('\n'))
    for (const place of ['exports', 'reports', 'logs', 'notes'])
      for (const text of texts) canaries.push({ person, place, text })
  }
}
