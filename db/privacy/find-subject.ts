/** Finds out who a person is in a workspace: their rows now and formerly, all that they are known by, and what is somebody else's as well. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { keptTables } from '../history/tables.ts'
import { Problem } from '../problem.ts'
import type { SubjectKind } from '../schema/privacy.ts'
import { foldText } from './fold.ts'
import { digitsOf, nameParts, type Doubts, type Identifiers } from './matcher.ts'

/** One of `id` (the source's or Steward's) and `email`. A name counts for an address that belongs to nobody's row. */
export type SubjectWanted = {
  kind: SubjectKind
  id?: string | undefined
  email?: string | undefined
  name?: string | undefined
  /** Of an address: all that they were known by. */
  known?: Identifiers | undefined
  /** Of a colleague: they were erased before, so that their row says no more whether they left. */
  hasLeft?: boolean | undefined
}

export type Subject = {
  kind: SubjectKind
  /** Steward's ids of their rows; of a contact that was deleted before, too. None for an address. */
  rows: string[]
  sourceIds: string[]
  accounts: string[]
  known: Identifiers
  doubts: Doubts
}

export type Person = {
  id: string
  source_id: string | null
  name: string | null
  email: string | null
  phone: string | null
  account_id: string | null
  slack_id: string | null
  /** Of a user who may no longer sign in. */
  is_gone: boolean
}

const tableOf = { contact: 'contacts', colleague: 'users' } as const

/** Rows as they are and as history has them, former values included. */
export async function everSeen(tx: Tx, workspace: string, kind: 'contact' | 'colleague'): Promise<Person[]> {
  const table = tableOf[kind]
  const of = kind === 'contact'
  return rowsOf<Person>(
    tx,
    sql`select id::text as id, source_id, name, email, ${of ? sql`phone` : sql`null::text`} as phone,
               ${of ? sql`account_id::text` : sql`null::text`} as account_id,
               ${of ? sql`null::text` : sql`slack_id`} as slack_id,
               ${of ? sql`true` : sql`deactivated_at is not null`} as is_gone
        from ${sql.identifier(table)} where workspace_id = ${workspace}
        union all
        select h.row_key, v.doc ->> 'source_id', v.doc ->> 'name', v.doc ->> 'email', v.doc ->> 'phone', v.doc ->> 'account_id',
               v.doc ->> 'slack_id',
               not exists (select from ${sql.identifier(table)} x where x.workspace_id = h.workspace_id and x.id::text = h.row_key
                           and ${of ? sql`false` : sql`x.deactivated_at is null`})
        from field_history h cross join lateral (values (h.before), (h.after)) v (doc)
        where h.workspace_id = ${workspace} and h.object = ${table} and v.doc is not null`,
  )
}

const present = (values: (string | null)[]): string[] =>
  [...new Set(values.filter((one) => one !== null && one.trim() !== ''))] as string[]

/** Throws a Problem where nobody is meant, or a user who still works here. */
export async function findSubject(tx: Tx, workspace: string, wanted: SubjectWanted): Promise<Subject> {
  const { kind, id, email, name, known, hasLeft } = wanted
  if (kind === 'address') {
    if (!email && !known)
      throw new Problem('bad_request', 'An address that belongs to nobody is given by its e-mail.')
    const extra = known ?? { names: name ? [name] : [], emails: email ? [email] : [], phones: [], ids: [] }
    return subjectFrom(tx, workspace, { kind, own: [], extra })
  }
  const seen = await everSeen(tx, workspace, kind)
  const wantedEmail = email === undefined ? null : foldText(email.trim())
  const isMeant = (one: Person) =>
    wantedEmail === null
      ? one.id === id || one.source_id === id
      : one.email !== null && foldText(one.email.trim()) === wantedEmail
  const ids = new Set(seen.filter(isMeant).map((one) => one.id))
  if (ids.size === 0) {
    throw new Problem('not_found', `There is no ${kind} ${email ?? id ?? ''} in this workspace.`, {
      next:
        kind === 'contact'
          ? 'An address that belongs to no contact can be erased as an address.'
          : 'Users are named by their e-mail.',
    })
  }
  // The same name with the same address is the same person, whichever account they stand under.
  const first = seen.filter((one) => ids.has(one.id))
  const faces = new Set(
    first.flatMap(({ name: n, email: e }) => (n && e ? [`${foldText(n)} ${foldText(e)}`] : [])),
  )
  for (const one of seen)
    if (one.name && one.email && faces.has(`${foldText(one.name)} ${foldText(one.email)}`)) ids.add(one.id)
  const own = seen.filter((one) => ids.has(one.id))
  if (kind === 'colleague' && !hasLeft && own.some((one) => !one.is_gone)) {
    throw new Problem('conflict', 'This person still works here.', {
      next: 'Deactivate them first; then what is known of them can be erased.',
    })
  }
  return subjectFrom(tx, workspace, { kind, own, extra: { names: [], emails: [], phones: [], ids: [] } })
}

async function subjectFrom(
  tx: Tx,
  workspace: string,
  given: { kind: SubjectKind; own: Person[]; extra: Identifiers },
): Promise<Subject> {
  const { kind, own, extra } = given
  const rows = [...new Set(own.map((one) => one.id))]
  const sourceIds = present(own.map((one) => one.source_id))
  const accounts = present(own.map((one) => one.account_id))
  const others = await otherPeople(tx, workspace, rows)
  const taken = new Set(others.flatMap(({ email }) => (email ? [foldText(email)] : [])))
  const numbers = new Set(others.flatMap(({ phone }) => (phone ? [digitsOf(phone)] : [])))
  const known: Identifiers = {
    names: present([...own.map((one) => one.name), ...extra.names]),
    // A mailbox or a switchboard that others share is not this person's alone.
    emails: present([...own.map((one) => one.email), ...extra.emails]).filter(
      (one) => !taken.has(foldText(one)),
    ),
    phones: present([...own.map((one) => one.phone), ...extra.phones]).filter(
      (one) => !numbers.has(digitsOf(one)),
    ),
    // A colleague's row stays, under another name, and others' rows go on pointing to it.
    ids: present([
      ...(kind === 'contact' ? rows : []),
      ...sourceIds,
      ...own.map((one) => one.slack_id),
      ...extra.ids,
    ]),
  }
  const nearby = others.filter(
    (one) => one.account_id === null || accounts.length === 0 || accounts.includes(one.account_id),
  )
  const firms = await accountWords(tx, workspace, accounts)
  return {
    ...{ kind, rows, sourceIds, accounts, known },
    doubts: {
      names: new Set(others.flatMap(({ name }) => (name ? [foldText(name)] : []))),
      parts: new Set([...nearby.flatMap(({ name }) => (name ? nameParts(name) : [])), ...firms]),
      ids: await takenIds(tx, workspace, { rows, sourceIds: [...sourceIds, ...extra.ids] }),
    },
  }
}

type Other = { name: string | null; email: string | null; phone: string | null; account_id: string | null }

const otherPeople = (tx: Tx, workspace: string, rows: string[]): Promise<Other[]> =>
  rowsOf<Other>(
    tx,
    sql`select name, email, phone, account_id::text as account_id from contacts
        where workspace_id = ${workspace} and id::text <> all (${sql.param(rows)}::text[])
        union all
        select name, email, null, null from users
        where workspace_id = ${workspace} and id::text <> all (${sql.param(rows)}::text[])`,
  )

async function accountWords(tx: Tx, workspace: string, accounts: string[]): Promise<string[]> {
  const found = await rowsOf<{ name: string }>(
    tx,
    sql`select name from accounts where workspace_id = ${workspace} and id::text = any (${sql.param(accounts)}::text[])`,
  )
  return found.flatMap(({ name }) => name.split(/[^\p{L}\p{N}]+/u).map(foldText)).filter(Boolean)
}

/** Ids of the person that another row has too: sources count each of their lists from one. */
async function takenIds(
  tx: Tx,
  workspace: string,
  { rows, sourceIds }: { rows: string[]; sourceIds: string[] },
): Promise<Set<string>> {
  if (sourceIds.length === 0) return new Set()
  const tables = [...keptTables].filter(([, [key]]) => key === 'id')
  const each = tables.map(
    ([name]) => sql`select source_id from ${sql.identifier(name)} where workspace_id = ${workspace}
      and source_id = any (${sql.param(sourceIds)}::text[]) and id::text <> all (${sql.param(rows)}::text[])`,
  )
  const found = await rowsOf<{ source_id: string }>(tx, sql.join(each, sql` union `))
  return new Set(found.map((one) => one.source_id))
}
