/** Who sees which accounts, worked out from a story's last rows by DOMAIN.md's words alone: what the store's own rights are judged by. */
import type { Row, Table } from '../naive/world.ts'

export type Sharing = { what: { account: string } | { tag: string }; whom: string }
/** A role of the workspace's own, as the judge reads it. */
export type OwnRole = { basedOn: string; withheld: string[] }

export type Sight = {
  sees: (account: string) => boolean
  /** E-mails of the people whose tasks are theirs to see. */
  people: Set<string>
  withheld: string[]
}

export type Rows = ReadonlyMap<Table, ReadonlyMap<string, Row>>

const below = (users: Row[], root: string): Set<string> => {
  const found = new Set([root])
  for (const one of found)
    for (const user of users) if (user.manager_email === one) found.add(String(user.id))
  return found
}

export function sightOf(rows: Rows, email: string, own: OwnRole | null, shared: Sharing[]): Sight {
  const users = [...(rows.get('users')?.values() ?? [])]
  const me = users.find((user) => user.id === email)
  if (!me) throw new Error(`${email} is nobody of the story`)
  const role = own?.basedOn ?? String(me.role)
  const withheld = [
    ...(role === 'viewer' ? ['contact.email', 'contact.phone'] : []),
    ...(own?.withheld ?? []),
  ]
  if (role === 'admin')
    return { sees: () => true, people: new Set(users.map(({ id }) => String(id))), withheld }
  const manager = me.manager_email === null ? email : String(me.manager_email)
  const people = new Set([...below(users, email), ...(role === 'manager' ? [] : below(users, manager))])
  const mine = shared.filter(({ whom }) => whom === email)
  return {
    people,
    withheld,
    sees: (id) => {
      const account = rows.get('accounts')?.get(id)
      if (!account) return false
      if (people.has(String(account.csm)) || people.has(String(account.ae))) return true
      return mine.some(({ what }) =>
        'account' in what
          ? what.account === id
          : Array.isArray(account.tags) && account.tags.includes(what.tag),
      )
    },
  }
}
