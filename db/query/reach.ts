/** Which accounts a query can touch, where its filter names rows, accounts or people: so that one account's measures read one account's rows. */
import { sql, type SQL } from 'drizzle-orm'
import type { Catalogue, ObjectType } from '../catalogue/types.ts'
import { conditionSql } from './condition.ts'
import type { Condition } from './query.ts'
import { openRows, type Reach, type Rows, type Statement } from './rows.ts'

const accountColumn = (object: ObjectType): string | null => {
  if (object.key === 'account') return 'id'
  return object.relations.some(({ key }) => key === 'account') ? 'account_id' : null
}

export function reachOf(statement: Statement, object: ObjectType, where: Condition | undefined): Reach {
  const named = (where ? conjuncts(where) : []).filter((each) => isNamed(statement, object, each))
  const column = accountColumn(object)
  if (named.length === 0 || column === null) return { kind: 'all' }
  // Where all of them speak of the account, the accounts are found by themselves, once each and not once a row.
  const account = statement.catalogue.objects.get('account')
  const ofAccount = named.flatMap((each) => aboutAccount(each) ?? [])
  if (account && ofAccount.length === named.length) return reachOf(statement, account, { and: ofAccount })
  const rows = openRows(statement, object, { kind: 'all' })
  const conditions = named.map((each) => conditionSql(rows, each, 'where', false))
  const alias = sql.raw(rows.alias)
  return {
    kind: 'ids',
    ids: sql`array(select ${alias}.${sql.identifier(column)} from ${rows.from()}
      where ${alias}.workspace_id = ${statement.workspace} and ${sql.join(conditions, sql` and `)})`,
  }
}

/** The same condition as the account itself is asked it; null where it is not about the account. */
function aboutAccount(condition: Condition): Condition | null {
  if (!('field' in condition) || !condition.field.startsWith('account.')) return null
  return { ...condition, field: condition.field.slice('account.'.length) }
}

/**
 * Says so of the rows themselves: the planner, which gives up reordering beyond eight joins, then starts from them.
 * Not where only the row is named, for a row without an account is a row too.
 */
export function withinReach({ reach, object, alias, statement }: Rows, where: Condition | undefined): SQL[] {
  const column = accountColumn(object)
  if (reach.kind !== 'ids' || column === null || !where) return []
  const hasAccount =
    object.key === 'account' ||
    conjuncts(where).some(
      (each) => 'field' in each && each.field.includes('.') && isNamed(statement, object, each),
    )
  return hasAccount ? [sql`${sql.raw(alias)}.${sql.identifier(column)} = any (${reach.ids})`] : []
}

export const conjuncts = (condition: Condition): Condition[] =>
  'and' in condition ? condition.and.flatMap(conjuncts) : [condition]

/** An id, a name or a person, of the row or of its account. A closed list's value leaves too many rows for an index to pay. */
function isNamed({ catalogue }: Statement, object: ObjectType, condition: Condition): boolean {
  return namedIn(catalogue, object, condition) !== null
}

/** The object whose rows the condition names, one by one: the row's own, its account's, or people. */
export function namedIn(catalogue: Catalogue, object: ObjectType, condition: Condition): ObjectType | null {
  if (!('field' in condition) || (condition.op !== 'eq' && condition.op !== 'in')) return null
  const [first = '', second, ...more] = condition.field.split('.')
  if (more.length > 0 || (second !== undefined && first !== 'account')) return null
  const owner = second === undefined ? object : catalogue.objects.get(first)
  const field = owner?.fields.find(({ key }) => key === (second ?? first))
  if (!owner || field?.origin !== 'stored') return null
  if (field.key === 'id' || field.key === owner.title) return owner
  return field.type === 'person' ? (catalogue.objects.get('user') ?? null) : null
}
