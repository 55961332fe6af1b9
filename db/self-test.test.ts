/** The boot self-test refuses every way in which a store could stop keeping workspaces apart. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import type { Db } from './connect.ts'
import { inChange } from './history/change.ts'
import { assertIsolated } from './self-test.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const breakIt = (statement: string) => db.asOwner((tx) => tx.execute(sql.raw(statement)))

/** [what is broken, how it is mended] */
const mutations: [string, string][] = [
  ['alter table accounts no force row level security', 'alter table accounts force row level security'],
  ['alter table accounts disable row level security', 'alter table accounts enable row level security'],
  ['alter table workspaces no force row level security', 'alter table workspaces force row level security'],
  [
    'drop policy in_workspace on tickets',
    `create policy in_workspace on tickets to steward_app using (workspace_id = nullif(current_setting('app.workspace', true), '')) with check (workspace_id = nullif(current_setting('app.workspace', true), ''))`,
  ],
  [
    'create policy open on contacts to steward_app using (true) with check (true)',
    'drop policy open on contacts',
  ],
  [
    `create policy half on contacts for update to steward_app using (workspace_id = current_setting('app.workspace', true)) with check (true)`,
    'drop policy half on contacts',
  ],
  ['create view leak as select * from accounts', 'drop view leak'],
  ['create materialized view leak as select * from accounts', 'drop materialized view leak'],
  [
    'create function leak() returns bigint language sql security definer as $$ select count(*) from accounts $$',
    'drop function leak()',
  ],
  ['alter role steward_app bypassrls', 'alter role steward_app nobypassrls'],
  ['alter role steward_app superuser', 'alter role steward_app nosuperuser'],
  ['grant truncate on accounts to steward_app', 'revoke truncate on accounts from steward_app'],
  ['create table plain (id int); grant select on plain to steward_app', 'drop table plain'],
  ['create table scoped (workspace_id text)', 'drop table scoped'],
  [
    'alter table langgraph.checkpoints no force row level security',
    'alter table langgraph.checkpoints force row level security',
  ],
  ['create role keeper; grant keeper to steward_app', 'revoke keeper from steward_app; drop role keeper'],
]

describe('the boot self-test', () => {
  test('accepts the store that the migrations make', async () => {
    await expect(assertIsolated(db)).resolves.toBeUndefined()
  })

  test.each(mutations)('refuses to serve after: %s', async (broken, mended) => {
    for (const statement of broken.split('; ')) await breakIt(statement)
    await expect(assertIsolated(db)).rejects.toThrow('does not keep workspaces apart')
    for (const statement of mended.split('; ')) await breakIt(statement)
    await expect(assertIsolated(db)).resolves.toBeUndefined()
  })
})

describe('row security', () => {
  test('a workspace sees and writes its own rows only', async () => {
    const insert = (workspace: string, as = workspace) =>
      inChange(db, workspace, { kind: 'edit', source: 'test' }, (tx) =>
        tx.execute(
          sql`insert into users (workspace_id, id, source_id, email, name, role) values (${as}, gen_random_uuid(), ${as}, ${`${as}@x.example`}, 'N', 'admin')`,
        ),
      )
    await insert('one')
    await insert('two')
    const seen = await db.inWorkspace('one', (tx) => tx.query.users.findMany())
    expect(seen.map((user) => user.workspaceId)).toEqual(['one'])
    await expect(insert('one', 'two')).rejects.toThrow()
  })

  test('a read transaction changes nothing, whatever it tries', async () => {
    await expect(
      db.inWorkspace('one', (tx) => tx.execute(sql`update users set name = 'changed'`), 'read'),
    ).rejects.toThrow()
  })
})
