/** A cell of a row as SQL: as it stands, as it is shown in words of the domain, as it is kept to be written, and back. */
import { sql, type SQL } from 'drizzle-orm'
import { column } from '../catalogue/fields.ts'
import type { NewValue } from './contract.ts'
import type { Writable } from './writable.ts'

/** Of a custom field JSON, none where there is none; of others the column. */
export const current = (cell: Writable, row: string): SQL =>
  cell.custom === undefined
    ? column(row, cell.column)
    : sql`(${column(row, 'custom')} -> ${cell.custom}::text)`

export function constant(cell: Writable, value: NewValue): SQL {
  if (cell.custom !== undefined)
    return value === null ? sql`null::jsonb` : sql`${JSON.stringify(value)}::jsonb`
  return sql`${sql.param(value)}::${sql.raw(cell.sqlType)}`
}

/** The items of a list, none of an empty one. */
export const itemsOf = (cell: Writable, value: SQL): SQL =>
  cell.custom === undefined
    ? value
    : sql`(case when jsonb_typeof(${value}) = 'array' then array(select jsonb_array_elements_text(${value}))
        when ${value} is not null then array[${value} #>> '{}'] else '{}' end)`

export const listCell = (cell: Writable, items: SQL): SQL =>
  cell.custom === undefined ? items : sql`to_jsonb(${items})`

/** JSON as a card has it: people by e-mail, other rows by their source's id, moments as ISO instants. */
export function inWords(cell: Writable, workspace: string, value: SQL): SQL {
  if (cell.custom !== undefined) return value
  const of = (table: string, name: string) =>
    sql`to_jsonb((select o.${sql.identifier(name)} from ${sql.identifier(table)} o where o.workspace_id = ${workspace} and o.id = ${value}))`
  switch (cell.type) {
    case 'person':
      return of('users', 'email')
    case 'row':
      return of(cell.to?.table ?? '', 'source_id')
    case 'number':
    case 'money':
      return sql`to_jsonb(${value}::float8)`
    case 'time':
      return sql`to_jsonb(to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`
    default:
      return sql`to_jsonb(${value})`
  }
}

/** JSON from which `readBack` has the very same value. Moments need the transaction's time zone to be UTC. */
export const kept = (cell: Writable, value: SQL): SQL =>
  cell.custom === undefined ? sql`to_jsonb(${value})` : value

/** The value of that key of a JSON object. */
export function readBack(cell: Pick<Writable, 'custom' | 'sqlType'>, object: SQL, key: string): SQL {
  const json = sql`(${object} -> ${key}::text)`
  if (cell.custom !== undefined) return sql`nullif(${json}, 'null'::jsonb)`
  if (cell.sqlType === 'jsonb') return json
  if (cell.sqlType === 'text[]')
    return sql`(case when jsonb_typeof(${json}) = 'array' then array(select jsonb_array_elements_text(${json})) end)`
  return sql`(${object} ->> ${key}::text)::${sql.raw(cell.sqlType)}`
}

/** An object of these cells' values, the custom ones within `custom`; cells that do not count are left out. */
export function cellsObject(parts: { cell: Writable; value: SQL; counts?: SQL }[]): SQL {
  const plain = parts.filter(({ cell }) => cell.custom === undefined)
  const custom = parts.filter(({ cell }) => cell.custom !== undefined)
  const object = joined(plain.map((part) => ({ ...part, key: part.cell.column })))
  if (custom.length === 0) return object
  const own = joined(custom.map((part) => ({ ...part, key: part.cell.custom ?? '' })))
  const inner = sql`case when ${own} = '{}' then '{}'::jsonb else jsonb_build_object('custom', ${own}) end`
  return plain.length === 0 ? sql`(${inner})` : sql`(${object} || ${inner})`
}

/** The same by the keys of a card. */
export const wordsObject = (parts: { cell: Writable; value: SQL; counts?: SQL }[]): SQL =>
  joined(parts.map((part) => ({ ...part, key: part.cell.key })))

function joined(parts: { key: string; value: SQL; counts?: SQL }[]): SQL {
  if (parts.length === 0) return sql`'{}'::jsonb`
  const pairs = parts.map(({ key, value, counts }) => {
    const pair = sql`jsonb_build_object(${key}::text, ${value})`
    return counts ? sql`case when ${counts} then ${pair} else '{}'::jsonb end` : pair
  })
  return sql`(${sql.join(pairs, sql` || `)})`
}
