/** What a row may be pointed at: a contact of its own account, and no row that stands below it already. */
import { sql, type SQL } from 'drizzle-orm'
import type { ObjectType } from '../catalogue/types.ts'
import { Problem } from '../problem.ts'
import type { LeftOut } from './left-out.ts'
import { columnsOf, type Writable } from './writable.ts'

/** Conditions on a row `f` (its `id`, its `account_id`) whose cell becomes `to`. */
export function fitsReference(workspace: string, object: ObjectType, cell: Writable, to: SQL): SQL[] {
  if (cell.type !== 'row' || !cell.to) return []
  const table = sql.identifier(cell.to.table)
  const checks: SQL[] = []
  if (cell.to.key !== 'account' && columnsOf(cell.to.table).has('account_id'))
    checks.push(sql`(${to} is null or exists (select from ${table} o where o.workspace_id = ${workspace} and o.id = ${to}
      and o.account_id = f.account_id))`)
  if (cell.to.key === object.key)
    checks.push(sql`f.id not in (with recursive above as (
        select o.id, o.${sql.identifier(cell.column)} as next from ${table} o where o.workspace_id = ${workspace} and o.id = ${to}
        union select o.id, o.${sql.identifier(cell.column)} from above b join ${table} o on o.workspace_id = ${workspace} and o.id = b.next
      ) select id from above)`)
  return checks
}

export function misfits(object: ObjectType, cells: Writable[], { count, names }: LeftOut): Problem {
  const cell =
    cells.find(({ type, to }) => type === 'row' && to?.key !== 'account') ??
    cells.find(({ type }) => type === 'row')
  const named = (names ?? []).join(', ')
  const which = count === 1 ? named : `${named}${count > (names?.length ?? 0) ? ' …' : ''}`
  const isLoop = cell?.to?.key === object.key
  return new Problem(
    'bad_request',
    isLoop
      ? `${cell?.label ?? 'It'}: ${which} would stand above itself.`
      : `${cell?.label ?? 'It'}: it is of another account than ${which}.`,
    {
      next: isLoop
        ? 'Name a row that is not below it.'
        : `Name a ${cell?.to?.label.toLowerCase() ?? 'row'} of the same account.`,
    },
  )
}
