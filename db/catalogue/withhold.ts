/** The catalogue as a person may use it: withheld fields are still known by name, so that a refusal can say so, and nothing can be asked of them. */
import { getTableColumns, getTableName, is, sql, type SQL } from 'drizzle-orm'
import { PgDialect, PgTable } from 'drizzle-orm/pg-core'
import { Problem } from '../problem.ts'
import { compileQuery } from '../query/compile.ts'
import { nobodyIn } from '../rights.ts'
import * as schema from '../schema/tables.ts'
import type { Rights } from '../contract.ts'
import { evidenceOf } from '../evidence/layout.ts'
import type { Catalogue, Field, ObjectType } from './types.ts'

const nameOf = (object: ObjectType, field: Pick<Field, 'key'>) => `${object.key}.${field.key}`

/** What a statement says of a field that it may not touch. */
export const withheldField = (object: ObjectType, field: Pick<Field, 'label'>): Problem =>
  new Problem('forbidden', `${field.label} of ${object.plural.toLowerCase()} is not shown to you.`, {
    done: 'Nothing was read.',
    next: 'An administrator decides which fields a role sees.',
  })

/** Whether the path over to-one relations ends at a field that is shown. */
export function isShown(catalogue: Catalogue, object: ObjectType, path: string): boolean {
  const [step = '', ...rest] = path.split('.')
  if (rest.length === 0) return object.fields.find(({ key }) => key === step)?.isWithheld !== true
  const relation = object.relations.find(({ key }) => key === step)
  const target = relation && catalogue.objects.get(relation.to)
  return target === undefined || isShown(catalogue, target, rest.join('.'))
}

const noClock = { now: '2000-01-01T00:00:00Z', today: '2000-01-01', timeZone: 'UTC', fiscalYearStart: 1 }

/** All but what rows are known by, and what tells which of them count: nothing could be answered without. As `object.field`. */
export function withholdable(catalogue: Catalogue): Set<string> {
  const objects = [...catalogue.objects.values()]
  const counts = objects.map(({ key: from }) => {
    const { sql: statement } = compileQuery(
      catalogue,
      { from, measures: [{ fn: 'count' }] },
      { asker: nobodyIn(''), clock: noClock },
    )
    return dialect.sqlToQuery(statement).sql
  })
  const isNeeded = (object: ObjectType, { key, kept: column, origin }: Field): boolean => {
    if ([object.title, 'id', object.currency].includes(key)) return true
    if (!column || origin === 'custom') return false
    const gone = new Map([[object.table, { columns: new Set([column.column]), custom: new Set<string>() }]])
    return counts.some((text) => touches(gone, text))
  }
  return new Set(
    objects.flatMap((object) =>
      object.fields.filter((field) => !isNeeded(object, field)).map((field) => nameOf(object, field)),
    ),
  )
}

export function assertWithholdable(catalogue: Catalogue, fields: readonly string[]): void {
  const free = withholdable(catalogue)
  for (const field of fields) {
    if (free.has(field)) continue
    const [object = '', key = ''] = field.split('.')
    const isKnown = catalogue.objects.get(object)?.fields.some((one) => one.key === key) ?? false
    throw isKnown
      ? new Problem('bad_request', `${field} can't be withheld: rows are known by it.`, {
          next: 'Withhold whole accounts by what the role reads instead.',
        })
      : new Problem('bad_request', `There is no field ${field}.`, {
          next: 'Name it as object.field, for example contact.phone.',
        })
  }
}

type Bare = { objects: Catalogue['objects']; keepsEvidence: boolean }
const kept = new WeakMap<Catalogue['objects'], Map<string, Bare>>()

/** For who has these rights: without what is withheld, and in words that tell nothing of accounts beyond their reach. */
export function withhold(catalogue: Catalogue, { withheld, reads }: Rights): Catalogue {
  const isPart = reads !== 'all'
  if (withheld.length === 0 && !isPart) return catalogue
  const key = [isPart ? 'part' : 'all', ...[...withheld].sort()].join(' ')
  const others = kept.get(catalogue.objects) ?? new Map<string, Bare>()
  kept.set(catalogue.objects, others)
  const bare = others.get(key) ?? bareOf(catalogue, new Set(withheld), isPart)
  others.set(key, bare)
  return {
    ...catalogue,
    objects: bare.objects,
    evidence: bare.keepsEvidence ? catalogue.evidence : undefined,
    version: `${catalogue.version} for ${key}`,
  }
}

function bareOf(catalogue: Catalogue, withheld: Set<string>, isPart: boolean): Bare {
  const objects = withheldObjects(catalogue, withheld, isPart)
  const gone = goneOf(objects)
  // What stands worked out was worked out of all fields.
  return { objects, keepsEvidence: gone.size === 0 || !touches(gone, evidenceText(catalogue)) }
}

/** The SQL by which evidence is worked out, for nobody in particular. */
const evidenceText = (catalogue: Catalogue): string =>
  dialect.sqlToQuery(evidenceOf(catalogue, { workspace: '', clock: noClock, accounts: sql`'{}'::uuid[]` }))
    .sql

function withheldObjects(catalogue: Catalogue, withheld: Set<string>, isPart: boolean): Catalogue['objects'] {
  const said = (field: Field): Field => (isPart && field.ofPart ? { ...field, ...field.ofPart } : field)
  const marked = new Map(
    [...catalogue.objects].map(([key, object]): [string, ObjectType] => [
      key,
      {
        ...object,
        fields: object.fields.map((field) =>
          withheld.has(nameOf(object, field)) ? { ...said(field), isWithheld: true as const } : said(field),
        ),
      },
    ]),
  )
  const known = { ...catalogue, objects: marked }
  return new Map(
    [...marked].map(([key, object]) => [
      key,
      {
        ...object,
        columns: object.columns.filter((path) => isShown(known, object, path)),
        orderBy: object.orderBy.filter(({ by }) => isShown(known, object, by)),
        fields: object.fields.map((field) =>
          field.evidence
            ? { ...field, evidence: field.evidence.filter((path) => isShown(known, object, path)) }
            : field,
        ),
      },
    ]),
  )
}

const tables = new Map(
  Object.values(schema).flatMap((one: unknown) =>
    is(one, PgTable) ? [[getTableName(one), one] as const] : [],
  ),
)

/** The columns, and keys of custom fields, that are withheld of a table. */
type Gone = { columns: Set<string>; custom: Set<string> }

/** Asked of each statement, and the same for a catalogue's life. */
const goneKept = new WeakMap<Catalogue['objects'], Map<string, Gone>>()

function goneOf(objects: Catalogue['objects']): Map<string, Gone> {
  const before = goneKept.get(objects)
  if (before) return before
  const gone = new Map<string, Gone>()
  for (const object of objects.values())
    for (const field of object.fields) {
      if (!field.isWithheld || !field.kept) continue
      const of = gone.get(object.table) ?? { columns: new Set(), custom: new Set() }
      if (field.origin === 'custom') of.custom.add(field.key)
      else of.columns.add(field.kept.column)
      gone.set(object.table, of)
    }
  goneKept.set(objects, gone)
  return gone
}

const dialect = new PgDialect()

/**
 * The statement over tables that lack what is withheld, so that nothing of it can be read, compared, counted or sorted by,
 * however the statement comes by it. One that names such a column is refused: what it would tell is not so.
 */
export function withoutWithheld(catalogue: Catalogue, statement: SQL): SQL {
  const gone = goneOf(catalogue.objects)
  if (gone.size === 0) return statement
  if (touches(gone, dialect.sqlToQuery(statement).sql))
    throw new Problem('forbidden', 'What this is worked out from is not all shown to you.', {
      done: 'Nothing was read.',
      next: 'An administrator decides which fields a role sees.',
    })
  const bare = [...gone].map(([name, { columns, custom }]) => {
    const table = tables.get(name)
    if (!table) throw new Error(`the schema has no table ${name}`)
    const all = Object.values(getTableColumns(table)).map((column) => {
      const as = sql.identifier(column.name)
      if (columns.has(column.name)) return sql`null::${sql.raw(column.getSQLType())} as ${as}`
      if (column.name === 'custom' && custom.size > 0)
        return sql`custom - ${sql.param([...custom])}::text[] as custom`
      return as
    })
    return sql`${sql.identifier(name)} as not materialized (select ${sql.join(all, sql`, `)} from ${sql.identifier(name)})`
  })
  return sql`with ${sql.join(bare, sql`, `)} (${statement})`
}

/** Columns are named by their row's alias; an alias may stand for several tables in one statement, and then for each of them. */
function touches(gone: Map<string, Gone>, text: string): boolean {
  const aliases = new Map<string, Set<string>>()
  for (const [, table = '', alias = ''] of text.matchAll(
    /\b(?:from|join)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi,
  ))
    for (const name of [alias, table]) aliases.set(name, (aliases.get(name) ?? new Set()).add(table))
  return [...text.matchAll(/"?\b(\w+)"?\."?(\w+)"?/g)].some(([, alias = '', column = '']) =>
    [...(aliases.get(alias) ?? [])].some((table) => gone.get(table)?.columns.has(column) === true),
  )
}
