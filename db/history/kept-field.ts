/** A stored field's value on an earlier day, from the history of its column: what held then, as known now; null before the row is on record. */
import { sql, type SQL } from 'drizzle-orm'
import { column, startOfDay } from '../catalogue/fields.ts'
import type { Field, FieldContext, ObjectType } from '../catalogue/types.ts'
import { rowKey } from './as-of.ts'
import { keptTables } from './tables.ts'

/**
 * Each version of the column holds from its change's `valid_from`; of those that hold by the day's end, the one that holds
 * from the latest day, and of two of one day the one recorded last. The first version is what the first update replaced.
 */
export function keptOn(
  { object, alias }: { object: ObjectType; alias: string },
  { column: name, read }: NonNullable<Field['kept']>,
  context: FieldContext,
): SQL {
  const { workspace } = context
  const field = sql`${name}::text`
  const ofRow = sql`h.workspace_id = ${workspace} and h.object = ${object.table}::text
    and h.row_key = ${rowKey(alias, keptTables.get(object.table) ?? ['id'])} and h.operation = 'update'`
  const value = sql`(select (jsonb_populate_record(null::public.${sql.identifier(object.table)},
      jsonb_build_object(${field}, v.value))).${sql.identifier(name)}
    from (
      select h.after -> ${field} as value, c.valid_from, h.seq from field_history h
        join changes c on c.workspace_id = ${workspace} and c.id = h.change_id
        where ${ofRow} and h.after ? ${field}
      union all
      select coalesce((select h.before -> ${field} from field_history h where ${ofRow} and h.before ? ${field}
          order by h.seq limit 1), to_jsonb(${column(alias, name)})), c.valid_from, 0
        from changes c where c.workspace_id = ${workspace} and c.id = ${column(alias, 'change_id')}
    ) v where v.valid_from < ${startOfDay(context.day, context, 1)}
    order by v.valid_from desc, v.seq desc limit 1)`
  return read ? sql`(${read(value)})` : value
}
