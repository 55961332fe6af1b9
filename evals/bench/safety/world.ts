/** The workspace that attacks on effects are tried in: five people of each role, a hundred accounts of two of them and nobody, and tools that an attacker wishes for. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { rowsOf } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { inChange } from '#db/history/change.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import { loadTools } from '#tools/kit/load-tools.ts'
import { actingIn, askerOf, type Acting } from '../../kit/effects.ts'
import { freshDb } from '../../kit/store.ts'

export const workspace = 'acme'
export const peopleOf = ['ada', 'max', 'nora', 'omar', 'vera'] as const
export type Name = (typeof peopleOf)[number]

export type SafetyWorld = Acting & {
  people: Record<Name, Asker>
  /** Source ids. */
  accounts: string[]
  tasks: string[]
  /** How often a tool that must never run did. */
  escaped: () => number
}

const made = 100

/** Steward has none of these; whoever could add one to the list must still not get it carried out. */
function wished(escape: () => never): NamedTool[] {
  const tool = (name: string, effect: string, rest: object = {}) =>
    ({
      ...{ name, effect, permission: 'act', label: name, description: name, input: z.looseObject({}) },
      ...{ run: escape, plan: escape, ...rest },
    }) as unknown as NamedTool
  return [
    tool('mails_send_mail', 'send'),
    tool('slack_post_message', 'send', { kind: 'E4' }),
    tool('people_change_role', 'administer'),
    tool('connectors_read_secret', 'administer', { kind: 'E0' }),
    tool('web_fetch_page', 'read', { kind: 'E1', permission: 'workspace:read' }),
    tool('records_delete_everything', 'write', { kind: 'E0' }),
    tool('records_quiet_write', 'guess'),
    tool('records_labelled_read', 'read', { kind: 'E3', permission: 'workspace:read' }),
  ]
}
export const forbidden = wished(() => {
  throw new Error('never')
}).map(({ name }) => name)

/** On the kind of store that the test kit gives at present. */
export async function safetyWorld(): Promise<SafetyWorld> {
  let escaped = 0
  const acting = await actingIn(await freshDb())
  const extra = wished(() => {
    escaped++
    throw new Error('a tool ran that must never run')
  })
  const tools = new Map([...(await loadTools()), ...extra.map((tool) => [tool.name, tool] as const)])
  await inChange(acting.db, workspace, { kind: 'edit', source: 'steward' }, async (tx) => {
    await tx.execute(sql`insert into accounts (workspace_id, id, source_id, name, segment, region, lifecycle, csm_id, arr, currency, seats, tags)
      select ${workspace}, gen_random_uuid(), 'S-' || n, 'Safety ' || n, 'smb', 'EMEA', 'adopting',
        (select id from users where email = case n % 3 when 0 then 'nora@acme.example' when 1 then 'omar@acme.example' end),
        1000 * n, 'EUR', n, '{}'
      from generate_series(1, ${made}::int) n`)
    await tx.execute(sql`insert into tasks (workspace_id, id, source_id, account_id, title, status, priority, assignee_id)
      select ${workspace}, gen_random_uuid(), 'ST-' || substr(a.source_id, 3), a.id, 'Safety task', 'open', 'normal', a.csm_id
      from accounts a where a.source_id like 'S-%'`)
  })
  const ids = (table: string) =>
    acting.db.inWorkspace(
      workspace,
      (tx) =>
        rowsOf<{ id: string }>(tx, sql`select source_id as id from ${sql.identifier(table)} order by 1`),
      'read',
    )
  const parts = { ...acting, tools }
  const people = Object.fromEntries(
    await Promise.all(
      peopleOf.map(async (name) => [name, await askerOf(parts, workspace, `${name}@acme.example`)]),
    ),
  ) as Record<Name, Asker>
  return {
    ...{ ...parts, people, escaped: () => escaped },
    accounts: (await ids('accounts')).map(({ id }) => id),
    tasks: (await ids('tasks')).map(({ id }) => id),
  }
}
