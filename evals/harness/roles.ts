/** Two teams, roles of the workspace's own and every kind of sharing rule: accounts whose ARR are powers of two, so that each sum names the accounts that it was made of. */
import { eq, and } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import { addRule, putRole, type RoleWanted } from '#db/identities/roles.ts'
import { findAsker } from '#db/people.ts'
import { users } from '#db/schema/tables.ts'

/** Name: role, whom they work for, the role of the workspace's own that they have. */
const people: Record<string, [role: string, manager: string, own?: string]> = {
  root: ['admin', ''],
  mia: ['manager', 'root'],
  cas: ['csm', 'mia'],
  col: ['csm', 'mia'],
  vic: ['viewer', 'mia'],
  max: ['manager', 'root'],
  eve: ['csm', 'max'],
  dan: ['csm', 'max'],
  tim: ['csm', 'eve'],
  pat: ['csm', 'root', 'partner'],
  obi: ['viewer', 'root', 'observer'],
  ann: ['viewer', 'root', 'analyst'],
  lea: ['manager', 'root', 'lead'],
  ned: ['csm', 'lea'],
}
const emailOf = (name: string) => (name === '' ? '' : `${name}@roles.example`)

/** Name of the account: its CSM, its account executive, its tags. */
const accounts: [name: string, csm: string, ae?: string, tags?: string][] = [
  ['Alder', 'cas', '', 'vip'],
  ['Birch', 'col', 'eve'],
  ['Cedar', 'eve', '', 'vip'],
  ['Dogwood', 'eve', 'vic'],
  ['Elm', ''],
  ['Fir', 'dan', '', 'open-house'],
  ['Gum', 'dan'],
  ['Hazel', 'eve'],
  ['Ivy', 'max'],
  ['Juniper', 'pat'],
  ['Kauri', 'tim'],
  ['Larch', 'lea'],
  ['Maple', 'ned'],
]

export const rolesBundle = (): Map<string, string> =>
  new Map(
    Object.entries<string[]>({
      'users.csv': [
        'email,name,role,manager_email',
        ...Object.entries(people).map(
          ([name, [role, manager]]) =>
            `${emailOf(name)},${name[0]?.toUpperCase()}${name.slice(1)} Roe,${role},${emailOf(manager)}`,
        ),
      ],
      'accounts.csv': [
        'id,name,csm,ae,arr,tags,region,deal_desk,sites',
        ...accounts.map(
          ([name, csm, ae = '', tags = ''], at) =>
            `A${at + 1},${name},${emailOf(csm)},${emailOf(ae)},${100 * 2 ** at},${tags},EMEA,secret-${at},${at}`,
        ),
      ],
      'contacts.csv': [
        'id,account_id,name,email,phone,role',
        ...accounts.map(
          ([name], at) =>
            `C${at + 1},A${at + 1},Kim ${name},kim@${name.toLowerCase()}.example,+1 415 555 01${10 + at},champion`,
        ),
      ],
      'tickets.csv': [
        'id,account_id,subject,priority,status,opened_at',
        ...accounts.map(
          ([name], at) =>
            `T${at + 1},A${at + 1},Help for ${name},high,open,2026-11-0${1 + (at % 9)}T09:00:00Z`,
        ),
      ],
      'tasks.csv': [
        'id,account_id,title,status,assignee',
        `K1,A3,On Cedar,open,${emailOf('eve')}`,
        `K2,,Own matter of Cas,open,${emailOf('cas')}`,
        `K3,,Own matter of Eve,open,${emailOf('eve')}`,
        `K4,A5,On Elm for Cas,open,${emailOf('cas')}`,
        `K5,A7,On Gum,open,${emailOf('dan')}`,
      ],
    }).map(([file, lines]) => [file, `${lines.join('\n')}\n`]),
  )

const none = { withheld: [], shown: [], may: null, reads: null }
const own: Record<string, RoleWanted> = {
  // Narrower than a CSM.
  partner: { ...none, label: 'Partner', basedOn: 'csm', reads: 'own', withheld: ['account.arr'] },
  // Less than a viewer, but for what is shared with viewers.
  observer: { ...none, label: 'Observer', basedOn: 'viewer', reads: 'own' },
  // Everything but money and one custom field, and the addresses that viewers don't see.
  analyst: {
    ...none,
    ...{ label: 'Analyst', basedOn: 'viewer', reads: 'all' },
    withheld: ['account.arr', 'account.deal_desk'],
    shown: ['contact.email'],
  },
  // Acts on no more than they read.
  lead: { ...none, label: 'Lead', basedOn: 'manager', reads: 'own' },
}

/** What a bundle does not carry: the roles, who has them, and what is shared. */
export async function giveRoles(tx: Tx, workspace: string): Promise<void> {
  const idOf = async (name: string) => (await findAsker(tx, workspace, emailOf(name))).userId
  const root = await findAsker(tx, workspace, emailOf('root'))
  for (const [key, wanted] of Object.entries(own)) await putRole(tx, root, key, wanted)
  for (const [name, [, , customRole]] of Object.entries(people))
    if (customRole)
      await tx
        .update(users)
        .set({ customRole })
        .where(and(eq(users.workspaceId, workspace), eq(users.email, emailOf(name))))
  await addRule(tx, root, { what: { kind: 'tag', tag: 'open-house' }, whom: { kind: 'everyone' } })
  await addRule(tx, root, {
    what: { kind: 'account', accountId: 'A7' },
    whom: { kind: 'person', personId: await idOf('col') },
  })
  await addRule(tx, root, {
    what: { kind: 'account', accountId: 'A8' },
    whom: { kind: 'team', personId: await idOf('mia') },
  })
  await addRule(tx, root, {
    what: { kind: 'team', personId: await idOf('eve') },
    whom: { kind: 'role', role: 'partner' },
  })
  await addRule(tx, root, {
    what: { kind: 'account', accountId: 'A5' },
    whom: { kind: 'role', role: 'viewer' },
  })
}
