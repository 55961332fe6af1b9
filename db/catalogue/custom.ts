/** A workspace's own columns as catalogue entries: typed as the import found them, read from the row's `custom`. */
import { sql, type SQL } from 'drizzle-orm'
import type { customFields } from '../schema/tables.ts'
import { column } from './fields.ts'
import type { Field, Unit, ValueType } from './types.ts'

type CustomField = typeof customFields.$inferSelect

/** Percent is a number of the catalogue with that unit. */
const types: Record<CustomField['type'], { type: ValueType; unit?: Unit }> = {
  text: { type: 'text' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  enum: { type: 'enum' },
  list: { type: 'list' },
  money: { type: 'money' },
  percent: { type: 'number', unit: 'percent' },
  time: { type: 'time' },
}

/** `answersTo` is the key that nothing else has; another than its own is said. */
export function customField(entry: CustomField, answersTo: string): Field {
  const { key, label, type } = entry
  const renamed = answersTo === key ? '' : ` It answers to ${answersTo}, for ${key} is another field’s.`
  return {
    key: answersTo,
    label,
    ...types[type],
    description: `A field of this workspace.${renamed}`,
    origin: 'custom',
    custom: { key, type },
    sql: ({ row }) => valueOf(type, sql`${column(row, 'custom')}`, key),
    kept: { column: 'custom', read: (custom) => valueOf(type, custom, key) },
    ...(type === 'enum' && { values: entry.values.map((value) => ({ key: value, label: value })) }),
    ...((type === 'date' || type === 'time') && { event: 'other' as const }),
  }
}

/** A value that is not of the field's type (the column changed its kind between imports) reads as none. */
function valueOf(type: CustomField['type'], custom: SQL, key: string): SQL {
  const text = sql`(${custom} ->> ${key}::text)`
  const kind = sql`jsonb_typeof(${custom} -> ${key}::text)`
  switch (type) {
    case 'number':
    case 'money':
    case 'percent':
      return sql`(case when ${kind} = 'number' then ${text}::float8 end)`
    case 'boolean':
      return sql`(case when ${kind} = 'boolean' then ${text}::boolean end)`
    case 'date':
      return sql`(case when pg_input_is_valid(${text}, 'date') then ${text}::date end)`
    case 'time':
      return sql`(case when pg_input_is_valid(${text}, 'timestamptz') then ${text}::timestamptz end)`
    case 'list':
      // Of a column that was text before, its one value.
      return sql`(case when ${kind} = 'array' then array(select jsonb_array_elements_text(${custom} -> ${key}::text))
        when ${text} is not null then array[${text}] end)`
    default:
      return text
  }
}
