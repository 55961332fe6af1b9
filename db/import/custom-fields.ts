/** Columns that the domain does not name: guesses each one's type from all its cells, keeps values as that type, and records the field. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { readDay } from './calendar-cell.ts'
import type { FileSpec } from './file-spec.ts'
import type { CustomColumn } from './header.ts'

/** How a value stands in `custom`; whether text is an enum is seen from what the table holds in the end. */
type Kind = 'text' | 'number' | 'boolean' | 'date'

const mostEnumValues = 20

/** Not 007 nor +34…, which are codes, nor more digits than a number keeps. */
const isNumber = (text: string) =>
  /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(text) && text.replace(/\D/g, '').length <= 15
const isBoolean = (text: string) => /^(?:true|false|yes|no)$/i.test(text)

export class KindGuess {
  private kinds: Kind[] = ['boolean', 'number', 'date']
  isEmpty = true

  add(text: string): void {
    if (text === '') return
    this.isEmpty = false
    this.kinds = this.kinds.filter((kind) =>
      kind === 'boolean'
        ? isBoolean(text)
        : kind === 'number'
          ? isNumber(text)
          : typeof readDay(text) === 'string',
    )
  }

  get kind(): Kind {
    return this.kinds[0] ?? 'text'
  }
}

export type CustomField = CustomColumn & { kind: Kind }

/**
 * The fields of this file's columns. Where the store's values of a column and the new ones are of two kinds, both
 * become text: rows that this file does not hold keep their values.
 */
export async function customFields(
  tx: Tx,
  workspace: string,
  spec: FileSpec,
  guesses: Map<CustomColumn, KindGuess>,
): Promise<CustomField[]> {
  const stored = await rowsOf<{ key: string; type: string }>(
    tx,
    sql`select key, type from custom_fields where workspace_id = ${workspace} and object = ${spec.object}`,
  )
  const fields: CustomField[] = []
  for (const [column, guess] of guesses) {
    const type = stored.find((one) => one.key === column.key)?.type
    const before: Kind | undefined = type === undefined ? undefined : asKind(type)
    const kind = guess.isEmpty
      ? (before ?? 'text')
      : before === undefined || before === guess.kind
        ? guess.kind
        : 'text'
    fields.push({ ...column, kind })
    if (before !== undefined && before !== kind) await asText(tx, workspace, spec.table, column.key)
  }
  return fields
}

const asKind = (type: string): Kind =>
  type === 'number' || type === 'boolean' || type === 'date' ? type : 'text'

const asText = (tx: Tx, workspace: string, table: string, key: string) =>
  tx.execute(
    sql`update ${sql.identifier(table)} set custom = custom || jsonb_build_object(${key}::text, custom ->> ${key})
        where workspace_id = ${workspace} and jsonb_typeof(custom -> ${key}) in ('number', 'boolean')`,
  )

/** The `custom` of one row; empty cells are left out. */
export function customValues(
  fields: CustomField[],
  cells: string[],
): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {}
  fields.forEach(({ key, kind }, i) => {
    const text = cells[i] ?? ''
    if (text === '') return
    if (kind === 'number') values[key] = Number(text)
    else if (kind === 'boolean') values[key] = /^(?:true|yes)$/i.test(text)
    else if (kind === 'date') values[key] = text.slice(0, 10)
    else values[key] = text
  })
  return values
}

/** Records the fields by what the table holds now. True where that changed what was recorded. */
export async function recordFields(
  tx: Tx,
  workspace: string,
  spec: FileSpec,
  fields: CustomField[],
): Promise<boolean> {
  let changed = false
  for (const { key, label, kind } of fields) {
    const values = await rowsOf<{ value: string; times: number }>(
      tx,
      sql`select custom ->> ${key} as value, count(*)::int as times from ${sql.identifier(spec.table)}
          where workspace_id = ${workspace} and custom ? ${key} group by 1 order by 2 desc limit ${mostEnumValues + 1}`,
    )
    if (values.length === 0) continue
    const times = values.reduce((sum, one) => sum + one.times, 0)
    const isEnum = kind === 'text' && values.length <= mostEnumValues && times >= values.length * 2
    const type = isEnum ? 'enum' : kind
    const listed = isEnum ? values.map((one) => one.value).sort() : []
    const rows = await rowsOf(
      tx,
      sql`insert into custom_fields as t (workspace_id, object, key, label, type, "values")
          select ${workspace}::text, ${spec.object}::text, ${key}::text, ${label}::text, ${type}::text,
                 array(select json_array_elements_text(${JSON.stringify(listed)}::json))
          on conflict (workspace_id, object, key) do update
            set label = excluded.label, type = excluded.type, "values" = excluded."values"
            where (t.label, t.type, t."values") is distinct from (excluded.label, excluded.type, excluded."values")
          returning t.key`,
    )
    changed ||= rows.length > 0
  }
  return changed
}
