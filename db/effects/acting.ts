/** Whose rows a person may act on: those of accounts that they act on, and those that are their own. */
import { sql, type SQL } from 'drizzle-orm'
import { column } from '../catalogue/fields.ts'
import type { ObjectType } from '../catalogue/types.ts'
import type { Asker } from '../contract.ts'
import { columnsOf } from './writable.ts'

/** The column with the person whose own a row of the object is. */
export function personalColumn(object: ObjectType): string | undefined {
  const field = object.fields.find(({ key }) => key === object.personal)
  return field?.kept?.column
}

export const accountColumn = (object: ObjectType): string | undefined =>
  object.key === 'account' ? 'id' : columnsOf(object.table).has('account_id') ? 'account_id' : undefined

export const accountOf = (object: ObjectType, row: string): SQL => {
  const name = accountColumn(object)
  return name === undefined ? sql`null::uuid` : column(row, name)
}

/** True or false, never null. `account` is the alias of the row's account, `person` whose own the row is. */
export function mayAct({ rights }: Asker, account: string, person?: SQL): SQL {
  const { acts } = rights
  if (acts === 'all') return sql`true`
  const owners = sql`any (${sql.param(acts.owners)}::uuid[])`
  const own = person ? [sql`${person} = ${owners}`] : []
  const all = [sql`${column(account, 'csm_id')} = ${owners}`, sql`${column(account, 'ae_id')} = ${owners}`]
  return sql`coalesce(${sql.join(
    [...all, ...own].map((one) => sql`coalesce(${one}, false)`),
    sql` or `,
  )}, false)`
}

/** Whether the person may read of the account, as row security would have it: what they can not see they can not name. */
export function mayRead({ rights }: Asker, account: string): SQL {
  const { reads } = rights
  if (reads === 'all') return sql`true`
  const owners = sql`any (${sql.param(reads.owners)}::uuid[])`
  return sql`(${column(account, 'csm_id')} = ${owners} or ${column(account, 'ae_id')} = ${owners}
    or ${column(account, 'tags')} && ${sql.param(reads.tags)}::text[]
    or ${column(account, 'id')} = any (${sql.param(reads.accounts)}::uuid[]))`
}

/** A row's name on a card: its title, with its account where it is not the account itself. */
export function nameOf(object: ObjectType, row: string, account: string): SQL {
  const title = object.fields.find(({ key }) => key === object.title)?.kept?.column ?? 'source_id'
  const own = sql`coalesce(${column(row, title)}::text, ${column(row, 'source_id')})`
  if (object.key === 'account' || accountColumn(object) === undefined) return own
  return sql`${own} || coalesce(' (' || ${column(account, 'name')} || ')', '')`
}
