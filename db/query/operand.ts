/** What a query names, resolved: the SQL that compares, the SQL that shows, its key, label, type and unit. */
import { sql, type SQL } from 'drizzle-orm'
import { resolveDay } from '../calendar.ts'
import { dayOfMoment, hoursBetween, startOfDay } from '../catalogue/fields.ts'
import type { Catalogue, Field, ObjectType, ValueType } from '../catalogue/types.ts'
import { withheldField } from '../catalogue/withhold.ts'
import { keptOn } from '../history/kept-field.ts'
import { dayInWords, inSentence } from './print.ts'
import type { Operand } from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import { present, walk, type Day, type Place, type Rows } from './rows.ts'

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
  /** Of money: the path to the currency that it is in, which is of the row that it is of. */
  currency?: string
}

/** A row that a relation leads to has no value where it is not there. Columns are none by themselves, and found through their indexes. */
const ofRow = (place: Place, isAway: boolean, field: Field, value: SQL): SQL =>
  isAway && field.origin !== 'stored'
    ? sql`(case when ${sql.raw(place.alias)}.workspace_id is not null then ${value} end)`
    : sql`(${value})`

/** Where the currency of a path's money stands: beside it. */
function currencyOf(object: ObjectType, field: Field, dotted: string): string | undefined {
  if (field.type !== 'money' || !object.currency) return undefined
  return [...dotted.split('.').slice(0, -1), object.currency].join('.')
}

/** The key that an operand's column goes by: `health`, `health_at_2026-09-01`, `health_since_2026-09-01`. */
const keyOf = (operand: Operand, at?: string, since?: string) =>
  `${operand.field}${at ? `_at_${at}` : ''}${since ? `_since_${since}` : ''}`

export function fieldOf(catalogue: Catalogue, object: ObjectType, key: string, path: string): Field {
  const field = object.fields.find((each) => each.key === key)
  if (field?.isWithheld) throw withheldField(object, field)
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
  const operand: Operand = typeof given === 'string' ? { field: given } : given
  if (operand.to !== undefined) return distance(rows, { ...operand, to: operand.to }, path)
  if (operand.unit !== undefined)
    throw refusal(under(path, 'unit'), 'only a distance in time has a unit.', 'Say what it goes to: "to".')
  const { catalogue, clock } = rows.statement
  const named = typeof given === 'string' ? path : under(path, 'field')
  const { place, last, labels } = walk(rows, operand.field, named)
  const field = fieldOf(catalogue, place.object, last, named)
  const label = labelOf(field, place.object, labels)
  const currency = currencyOf(place.object, field, operand.field)
  const basis = {
    ...{ field, object: place.object, type: field.type },
    ...(field.unit && { unit: field.unit }),
    ...(currency && { currency }),
  }
  const valueOn = (day: Day) => ofRow(place, labels.length > 0, field, field.sql(rows.context(place, day)))
  // On another day, what has no feed of its own stands as it does now.
  const now = (!field.dated && rows.statement.truly) || present(rows.statement)
  if (operand.at === undefined && operand.since === undefined)
    return { ...basis, key: keyOf(operand), label, sql: valueOn(now) }
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
      : valueOn({ iso, past: true })
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

/** The time from one date to another as a value like any other. */
function distance(rows: Rows, operand: Operand & { to: string }, path: string): Value {
  const { at, since, to, unit = 'days' } = operand
  if (at !== undefined || since !== undefined)
    throw refusal(path, 'a distance in time is between two dates as they stand, not on a day.')
  const start = resolve(rows, operand.field, under(path, 'field'))
  const end = to === 'today' ? null : resolve(rows, to, under(path, 'to'))
  for (const [value, step] of [
    [start, 'field'],
    [end, 'to'],
  ] as const)
    if (value && value.type !== 'date' && value.type !== 'time')
      throw refusal(under(path, step), `${value.key} is not a date, so there is no time from or to it.`)
  const { clock, now, truly } = rows.statement
  const day = (value: Value) => (value.type === 'time' ? dayOfMoment(value.sql, clock) : value.sql)
  const moment = (value: Value) => (value.type === 'time' ? value.sql : startOfDay(value.sql, clock))
  const today = sql`${clock.today}::date`
  const key = `${operand.field}_to_${to}_${unit}`
  const label = `${unit === 'days' ? 'Days' : 'Hours'} from ${inSentence(start.label)} to ${end ? inSentence(end.label) : 'today'}`
  const apart =
    unit === 'days'
      ? sql`(${end ? day(end) : today} - ${day(start)})`
      : hoursBetween(moment(start), end ? moment(end) : truly ? startOfDay(today, clock, 1) : now)
  const field: Field = {
    ...{ key, label, description: `${label}.`, type: 'number', unit, origin: 'derived' },
    sql: () => apart,
  }
  return { key, label, type: 'number', unit, field, object: rows.object, sql: apart }
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
