/** What a query names, resolved: the SQL that compares, the SQL that shows, its key, label, type and unit. */
import { sql, type SQL } from 'drizzle-orm'
import { resolveDay } from '../calendar.ts'
import type { Catalogue, Field, ObjectType, ValueType } from '../catalogue/types.ts'
import { keptOn } from '../history/kept-field.ts'
import { dayInWords } from './print.ts'
import type { Operand } from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import { present, walk, type Rows } from './rows.ts'

export type Value = {
  key: string
  label: string
  type: ValueType
  unit?: string
  field: Field
  /** The object whose field it is. */
  object: ObjectType
  /** What conditions compare: of a person, the user's id. */
  sql: SQL
}

/** The key that an operand's column goes by: `health`, `health_at_2026-09-01`, `health_since_2026-09-01`. */
const keyOf = (operand: Operand, at?: string, since?: string) =>
  `${operand.field}${at ? `_at_${at}` : ''}${since ? `_since_${since}` : ''}`

export function fieldOf(catalogue: Catalogue, object: ObjectType, key: string, path: string): Field {
  const field = object.fields.find((each) => each.key === key)
  if (field) return field
  const relation = object.relations.find((each) => each.key === key)
  if (relation)
    throw refusal(
      path,
      `${key} of ${object.key} is a relation, not a field.`,
      relation.kind === 'one'
        ? `Name one of its fields: ${key}.name.`
        : `Ask with some, none or count of ${key}.`,
    )
  const names = object.fields.map((each) => each.key)
  const elsewhere = object.relations.filter(
    (each) =>
      each.kind === 'one' && catalogue.objects.get(each.to)?.fields.some((other) => other.key === key),
  )
  if (elsewhere.length > 0)
    throw refusal(
      path,
      `there is no field "${key}" of ${object.key}.`,
      `Did you mean ${elsewhere.map((each) => `${each.key}.${key}`).join(' or ')}?`,
    )
  throw unknown(path, 'field', key, names, ` of ${object.key}`)
}

function labelOf(field: Field, object: ObjectType, labels: string[]): string {
  const relation = labels.at(-1)
  if (!relation) return field.label
  return field.key === object.title ? relation : `${relation} ${field.label.toLowerCase()}`
}

export function resolve(rows: Rows, given: string | Operand, path: string): Value {
  const operand = typeof given === 'string' ? { field: given } : given
  const { catalogue, clock } = rows.statement
  const named = typeof given === 'string' ? path : under(path, 'field')
  const { place, last, labels } = walk(rows, operand.field, named)
  const field = fieldOf(catalogue, place.object, last, named)
  const label = labelOf(field, place.object, labels)
  const basis = { field, object: place.object, type: field.type, ...(field.unit && { unit: field.unit }) }
  const now = present(rows.statement)
  if (operand.at === undefined && operand.since === undefined)
    return { ...basis, key: keyOf(operand), label, sql: sql`(${field.sql(rows.context(place, now))})` }
  const dated = operand.since === undefined ? 'at' : 'since'
  const { kept } = field
  if (!field.dated && !kept)
    throw refusal(
      under(path, dated),
      `${operand.field} is known as it stands now only.`,
      `Of ${place.object.key}, these are known on a day: ${place.object.fields
        .filter((each) => each.dated || each.kept)
        .map((each) => each.key)
        .join(', ')}.`,
    )
  const at = operand.at === undefined ? undefined : resolveDay(operand.at, clock)
  const since = operand.since === undefined ? undefined : resolveDay(operand.since, clock)
  const on = (iso: string) =>
    !field.dated && kept
      ? keptOn(place, kept, rows.context(place, { iso, past: true }))
      : sql`(${field.sql(rows.context(place, { iso, past: true }))})`
  if (since === undefined) {
    const day = at ?? clock.today
    return { ...basis, key: keyOf(operand, day), label: `${label} on ${dayInWords(day)}`, sql: on(day) }
  }
  if (field.type !== 'number' && field.type !== 'money')
    throw refusal(under(path, 'since'), `${operand.field} is not a number, so it has no change.`)
  return {
    ...basis,
    ...(field.unit === 'score' && { unit: 'points' }),
    key: keyOf(operand, at, since),
    label: `${label} change since ${dayInWords(since)}`,
    sql: sql`(${on(at ?? clock.today)} - ${on(since)})`,
  }
}

/** The name behind a person's id. */
const nameOf = (rows: Rows, value: Value): SQL => sql.raw(`${rows.user(value.sql, value.key)}.name`)

/** As an answer carries it: numbers as double, days as ISO text, moments as ISO instants, people by name. */
export function shown(rows: Rows, value: Value): SQL {
  switch (value.type) {
    case 'person':
      return nameOf(rows, value)
    case 'number':
    case 'money':
      return sql`${value.sql}::float8`
    case 'date':
      return sql`to_char(${value.sql}, 'YYYY-MM-DD')`
    case 'time':
      return sql`to_char(${value.sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
    default:
      return value.sql
  }
}

/** The order of a closed list is the one it is declared in. */
export const rankOf = (field: Field, value: SQL): SQL =>
  sql`array_position(array[${sql.join(
    (field.values ?? []).map((each) => sql`${each.key}::text`),
    sql`, `,
  )}], ${value}::text)`

export function sorted(rows: Rows, value: Value): SQL {
  if (value.type === 'person') return sql`lower(${nameOf(rows, value)})`
  if (value.type === 'text') return sql`lower(${value.sql})`
  if (value.type === 'list') return sql`cardinality(${value.sql})`
  if (value.type === 'enum' && value.field.values?.length) return rankOf(value.field, value.sql)
  return value.sql
}
