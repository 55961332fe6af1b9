/** A workspace's own columns as catalogue entries: typed as the import found them, read from the row's `custom`. */
import { sql, type SQL } from 'drizzle-orm'
import type { customFields } from '../schema/tables.ts'
import { column } from './fields.ts'
import type { Field } from './types.ts'

type CustomField = typeof customFields.$inferSelect

/** `taken` where the object has a field of that key already; the custom one then answers to another. */
export function customField(entry: CustomField, taken: boolean): Field {
  const { key, label, type } = entry
  return {
    key: taken ? `custom_${key}` : key,
    label,
    type,
    description: 'A field of this workspace.',
    origin: 'custom',
    sql: ({ row }) => valueOf(type, sql`${column(row, 'custom')}`, key),
    kept: { column: 'custom', read: (custom) => valueOf(type, custom, key) },
    ...(type === 'enum' && { values: entry.values.map((value) => ({ key: value, label: value })) }),
    ...(type === 'date' && { event: 'other' as const }),
  }
}

/** A value that is not of the field's type (the column changed its kind between imports) reads as none. */
function valueOf(type: CustomField['type'], custom: SQL, key: string): SQL {
  const text = sql`(${custom} ->> ${key}::text)`
  const kind = sql`jsonb_typeof(${custom} -> ${key}::text)`
  if (type === 'number') return sql`(case when ${kind} = 'number' then ${text}::float8 end)`
  if (type === 'boolean') return sql`(case when ${kind} = 'boolean' then ${text}::boolean end)`
  if (type === 'date') return sql`(case when pg_input_is_valid(${text}, 'date') then ${text}::date end)`
  return text
}
