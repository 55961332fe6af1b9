/** What an effect may write of an object: its fields and the rows that it belongs to, each with its column and the rules of its values. */
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable, type PgColumn } from 'drizzle-orm/pg-core'
import type { Catalogue, Field, ObjectType, Relation, ValueType } from '../catalogue/types.ts'
import { withheldField } from '../catalogue/withhold.ts'
import { targetOf, type ColumnSpec } from '../import/file-spec.ts'
import { bundleFiles } from '../import/files/bundle-files.ts'
import { Problem } from '../problem.ts'
import { nearest } from '../query/nearest.ts'
import * as schema from '../schema/tables.ts'

export type Writable = {
  /** By which a card has it: the field's key, or `account_id` of the account. */
  key: string
  label: string
  column: string
  /** The key within the column `custom`. */
  custom?: string
  /** `row`: the id of another object's row. */
  type: ValueType | 'row'
  to?: ObjectType
  field?: Field
  /** What values it takes: the bundle's own rules, so that what is written here can be exported and imported. */
  spec: ColumnSpec
  sqlType: string
}

const tables: ReadonlyMap<string, PgTable> = new Map(
  Object.values<unknown>(schema).flatMap((one) =>
    is(one, PgTable) ? [[getTableName(one), one] as const] : [],
  ),
)

export function tableOf(name: string): PgTable {
  const table = tables.get(name)
  if (!table) throw new Error(`there is no table ${name}`)
  return table
}

export const columnsOf = (table: string): Map<string, PgColumn> =>
  new Map(Object.values(getTableColumns(tableOf(table))).map((column) => [column.name, column]))

const plainTypes: Record<string, ColumnSpec['type']> = {
  integer: 'integer',
  bigint: 'integer',
  'double precision': 'number',
  date: 'date',
  'timestamp with time zone': 'time',
  boolean: 'boolean',
  'text[]': 'list',
}

/** The rules of a column that no bundle has, as the table has them. */
function specOf(column: PgColumn, field: Field | undefined): ColumnSpec {
  const { name, enumValues, notNull, hasDefault } = column
  const sqlType = column.getSQLType()
  const values = enumValues && enumValues.length > 0 ? enumValues : undefined
  const type = sqlType.startsWith('numeric') ? 'money' : (plainTypes[sqlType] ?? (values ? 'enum' : 'text'))
  const isOfHundred = field?.unit === 'score' || field?.unit === 'percent'
  return {
    ...{ name: field?.key ?? name, column: name, type },
    ...(notNull && !hasDefault && { required: true as const }),
    ...(values && { values }),
    ...(isOfHundred && { min: 0, max: 100 }),
  }
}

const customTypes: Record<string, { type: ColumnSpec['type']; sqlType: string }> = {
  number: { type: 'number', sqlType: 'double precision' },
  money: { type: 'money', sqlType: 'numeric' },
  percent: { type: 'number', sqlType: 'double precision' },
  boolean: { type: 'boolean', sqlType: 'boolean' },
  date: { type: 'date', sqlType: 'date' },
  time: { type: 'time', sqlType: 'timestamp with time zone' },
  list: { type: 'list', sqlType: 'text[]' },
  enum: { type: 'enum', sqlType: 'text' },
}

function ofCustom(field: Field, { key, type }: { key: string; type: string }): Writable {
  const { type: kind, sqlType } = customTypes[type] ?? { type: 'text' as const, sqlType: 'text' }
  const values = field.values?.map((one) => one.key) ?? []
  return {
    ...{
      key: field.key,
      label: field.label,
      column: 'custom',
      custom: key,
      type: field.type,
      field,
      sqlType,
    },
    spec: { name: field.key, type: kind, ...(values.length > 0 && { values }) },
  }
}

function ofField(object: ObjectType, field: Field): Writable | null {
  if (field.custom) return ofCustom(field, field.custom)
  const name = field.writes ?? (field.origin === 'stored' ? field.kept?.column : undefined)
  const column = name === undefined ? undefined : columnsOf(object.table).get(name)
  if (!column) return null
  const spec = bundleSpec(object.table, column.name) ?? specOf(column, field)
  const sqlType = column.getSQLType()
  return {
    key: field.key,
    label: field.label,
    column: column.name,
    type: field.type,
    field,
    spec,
    sqlType,
  }
}

/** Of a row that belongs to one of another object; of persons the field speaks. */
function ofRelation(catalogue: Catalogue, object: ObjectType, relation: Relation): Writable | null {
  const to = catalogue.objects.get(relation.to)
  const column = relation.column === undefined ? undefined : columnsOf(object.table).get(relation.column)
  if (!column || !to || to.key === 'user') return null
  const spec = bundleSpec(object.table, column.name) ?? { ...specOf(column, undefined), name: column.name }
  return {
    key: column.name,
    label: relation.label,
    column: column.name,
    type: 'row',
    to,
    spec,
    sqlType: 'uuid',
  }
}

const bundleSpec = (table: string, column: string): ColumnSpec | undefined =>
  bundleFiles.find((file) => file.table === table)?.columns.find((one) => targetOf(one) === column)

/** All of them, in the catalogue's order; also those that are fixed or withheld. */
export function writablesOf(catalogue: Catalogue, object: ObjectType): Writable[] {
  const fields = object.fields.flatMap((field) => ofField(object, field) ?? [])
  const rows = object.relations.flatMap((one) => ofRelation(catalogue, object, one) ?? [])
  return [...rows, ...fields]
}

/** Of an object that effects may touch. Throws a Problem for one that comes from outside. */
export function assertEditable(object: ObjectType): void {
  if (object.editable) return
  throw new Problem(
    'bad_request',
    object.key === 'user'
      ? 'People and their roles are not changed by asking: an administrator does it under People.'
      : `${object.plural} are not changed here: they come from outside, as they were recorded there.`,
    { next: 'Change them where they come from, and import again.' },
  )
}

/** The one by that name: a field's key, a relation's, or the relation's column. Throws a Problem that says why not. */
export function writable(catalogue: Catalogue, object: ObjectType, name: string): Writable {
  const relation = object.relations.find((one) => one.key === name && one.column !== undefined)
  const all = writablesOf(catalogue, object)
  const named = all.find(({ key }) => key === name) ?? all.find(({ column }) => column === relation?.column)
  const field = object.fields.find(({ key }) => key === name)
  if (field?.isWithheld) throw withheldField(object, field)
  // Whose a row is may change also where what it says comes from outside: its account is merged with another.
  if (named?.type !== 'row') assertEditable(object)
  if (named && named.column !== 'source_id' && !named.field?.fixed) return named
  const nouns = object.plural.toLowerCase()
  if (named)
    throw new Problem(
      'bad_request',
      `${named.label} of ${nouns} is not changed by hand: ${named.field?.fixed ?? 'it is what its source knows the row by'}.`,
    )
  if (field)
    throw new Problem('bad_request', `${field.label} of ${nouns} is worked out, so it can not be set.`, {
      next: field.evidence?.length ? `It follows from ${field.evidence.join(', ')}.` : '',
    })
  const near = nearest(
    name,
    all.map(({ key }) => key),
  )
  throw new Problem('bad_request', `${object.plural} have no field ${JSON.stringify(name)}.`, {
    next: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '',
  })
}

export function objectFor(catalogue: Catalogue, key: string): ObjectType {
  const object = catalogue.objects.get(key)
  if (object) return object
  const near = nearest(key, catalogue.objects.keys())
  throw new Problem('bad_request', `There is no object ${JSON.stringify(key)}.`, {
    next: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '',
  })
}
