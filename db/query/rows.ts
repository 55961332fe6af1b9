/** The rows of one FROM: its object, and every join that a field, a path or a part brings in, each at most once a day. */
import { sql, type SQL } from 'drizzle-orm'
import { addUnits } from '../calendar.ts'
import type { Catalogue, FieldContext, ObjectType, Part, PartContext, Relation } from '../catalogue/types.ts'
import { withheldField } from '../catalogue/withhold.ts'
import type { Asker, Clock } from '../contract.ts'
import { defaultSettings } from '../settings.ts'
import { refusal, unknown } from './refuse.ts'

/** What the whole of a statement shares. */
export type Statement = {
  catalogue: Catalogue
  asker: Asker
  clock: Clock
  workspace: SQL
  now: SQL
  alias: () => string
  /** Where figures are taken on another day: what is not dated stands as it does on this one. */
  truly?: Day
}

export function openStatement(catalogue: Catalogue, asker: Asker, clock: Clock): Statement {
  let count = 0
  return {
    catalogue,
    asker,
    clock,
    workspace: sql`${asker.workspace}::text`,
    now: sql`${clock.now}::timestamptz`,
    alias: () => `t${count++}`,
  }
}

/** A day that a value is asked for; `past` where it was asked for, so that history is read and not the present value. */
export type Day = { iso: string; past: boolean }
/** The day of what is dated, where no other was asked for. */
export const present = ({ clock, truly }: Statement): Day => ({
  iso: clock.today,
  past: truly !== undefined,
})

/** The same rows as if that day were today, for what is dated and for relative days and periods. */
export const rowsOn = (rows: Rows, iso: string): Rows => {
  const { statement } = rows
  return {
    ...rows,
    statement: {
      ...statement,
      clock: { ...statement.clock, today: iso },
      truly: statement.truly ?? present(statement),
    },
  }
}

/** A row somewhere along the joins, and whose parts are computed for it. */
export type Place = { object: ObjectType; alias: string; reach: Reach }

export type Rows = Place & {
  statement: Statement
  context: (place: Place, day: Day) => FieldContext
  /** Follows a to-one relation. */
  follow: (place: Place, relation: Relation) => Place
  /** The user behind an id; `of` tells joins of different ids apart. */
  user: (id: SQL, of: string) => string
  /** The elements of a list, one row each; a row without any stays, with null. */
  each: (list: SQL, of: string) => SQL
  from: () => SQL
}

export function objectOf(catalogue: Catalogue, key: string, path: string): ObjectType {
  const object = catalogue.objects.get(key)
  if (!object) throw unknown(path, 'object', key, [...catalogue.objects.keys()])
  return object
}

/**
 * Which accounts the parts are computed for: all; those that the filter names or finds through an index (an array
 * of their ids); or for each row its own, where the rows are looked up from another row anyway.
 */
export type Reach = { kind: 'all' } | { kind: 'ids'; ids: SQL } | { kind: 'row' }

/** The accounts in reach are those of the rows themselves; what else a relation leads to may be of another account. */
const reachAt = (opened: Rows, place: Place, { key }: Relation): Reach =>
  place.reach.kind === 'ids' && (place.alias !== opened.alias || key !== 'account')
    ? { kind: 'row' }
    : place.reach

type Join = (key: string, make: (alias: string) => SQL) => string

/** Joins by what they are for, each once, in the order in which they need each other. */
function openJoins(statement: Statement): { join: Join; all: SQL[] } {
  const all: SQL[] = []
  const joined = new Map<string, string>()
  const join: Join = (key, make) => {
    const known = joined.get(key)
    if (known) return known
    const name = statement.alias()
    // What the join itself needs is pushed before it, for `make` runs first.
    const clause = make(name)
    all.push(clause)
    joined.set(key, name)
    return name
  }
  return { join, all }
}

export function openRows(
  statement: Statement,
  object: ObjectType,
  reach: Reach,
  alias = statement.alias(),
): Rows {
  const { workspace } = statement
  const { join, all: joins } = openJoins(statement)
  const opened: Rows = {
    statement,
    reach,
    object,
    alias,
    context: (place, day) => contextIn(opened, join, place, day),
    follow: (place, relation) => {
      const target = objectOf(statement.catalogue, relation.to, relation.key)
      const as = join(
        `${place.alias} ${relation.key}`,
        (name) => sql`left join ${sql.identifier(target.table)} ${sql.raw(name)}
          on ${sql.raw(name)}.workspace_id = ${workspace} and ${relation.on(place.alias, name)}`,
      )
      return { object: target, alias: as, reach: reachAt(opened, place, relation) }
    },
    user: (id, of) =>
      join(
        `user ${of}`,
        (name) =>
          sql`left join users ${sql.raw(name)} on ${sql.raw(name)}.workspace_id = ${workspace} and ${sql.raw(name)}.id = ${id}`,
      ),
    each: (list, of) =>
      sql.raw(
        `${join(`each ${of}`, (name) => sql`left join lateral unnest(${list}) ${sql.raw(name)} (value) on true`)}.value`,
      ),
    from: () => sql`${sql.identifier(object.table)} ${sql.raw(alias)} ${sql.join(joins, sql` `)}`,
  }
  return opened
}

/** What a field's SQL is made with, at a place of the rows and on a day. */
function contextIn(opened: Rows, join: Join, place: Place, day: Day): FieldContext {
  const { statement } = opened
  const { workspace, now, clock, catalogue } = statement
  const on = (other: Day) => contextIn(opened, join, place, other)
  const shared = {
    row: place.alias,
    workspace,
    past: day.past,
    day: sql`${day.iso}::date`,
    now,
    timeZone: clock.timeZone,
    settings: catalogue.settings ?? defaultSettings,
  }
  const context: FieldContext = {
    ...shared,
    part: (name) => joinedPart(opened, join, { place, day, context, shared }, name),
    field: (key) => {
      const field = place.object.fields.find((each) => each.key === key)
      if (!field) throw new Error(`${place.object.key} has no field ${key}`)
      if (field.isWithheld) throw withheldField(place.object, field)
      return sql`(${field.sql(context)})`
    },
    earlier: (days) => on({ iso: addUnits(day.iso, -days, 'day'), past: true }),
    view: () => {
      const seen = { ...opened, ...place }
      return day.past ? rowsOn(seen, day.iso) : seen
    },
  }
  return context
}

type Shared = Omit<PartContext, 'before' | 'rows' | 'ours'>
type PartAt = { place: Place; day: Day; context: FieldContext; shared: Shared }

/** The alias of a part's join: worked out of the row itself, standing ready, or read for the accounts in reach. */
function joinedPart(
  { statement }: Rows,
  join: Join,
  { place, day, context, shared }: PartAt,
  name: string,
): string {
  const part = place.object.parts?.[name]
  if (!part) throw new Error(`${place.object.key} has no part ${name}`)
  const key = `${place.alias} part ${name} ${day.iso}${day.past ? ' past' : ''}`
  const { own } = part
  if (own) return join(key, (as) => sql`left join lateral (${own(context)}) ${sql.raw(as)} on true`)
  const kept = evidenceFor(statement, place, day)
  if (kept?.columns(name, ''))
    return join(key, (as) => {
      const from = join(`${place.alias} evidence`, (one) => kept.join(place.alias, one, statement.clock))
      return sql`left join lateral (select ${kept.columns(name, from)}) ${sql.raw(as)} on true`
    })
  const accounts = accountsOf(part, place)
  return join(key, (as) => partJoin(part, partContext(statement, day, shared, accounts), place, as))
}

/** What stands worked out, where all accounts are asked for as they are on its day. */
function evidenceFor({ catalogue, clock }: Statement, { object, reach }: Place, day: Day) {
  const { evidence } = catalogue
  const fits = evidence?.day === day.iso && evidence.timeZone === clock.timeZone
  return fits && !day.past && reach.kind === 'all' && object.key === 'account' ? evidence : undefined
}

/** What `account_id` must equal in the tables of a part; null where all accounts are wanted. */
function accountsOf(part: Part, { object, alias, reach }: Place): SQL | null {
  if (part.whole || reach.kind === 'all') return null
  if (reach.kind === 'ids') return sql`any (${reach.ids})`
  return sql.raw(`${alias}.${object.key === 'account' ? 'id' : 'account_id'}`)
}

function partJoin(part: Part, context: PartContext, { alias: row, reach }: Place, as: string): SQL {
  const name = sql.raw(as)
  const of = part.match ? part.match(row) : sql.raw(`${row}.id`)
  if (part.each) return sql`left join lateral (${part.each({ ...context, of })}) ${name} on true`
  if (!part.sql) throw new Error(`a part by ${part.key} has no SQL`)
  const lateral = reach.kind === 'row' && !part.whole ? sql`lateral ` : sql``
  // Of few accounts Postgres may expect a single row, and would work the part out anew for each.
  const found =
    reach.kind === 'ids' && !part.whole
      ? sql`with found as materialized (${part.sql(context)}) select * from found`
      : part.sql(context)
  return sql`left join ${lateral}(${found}) ${name} on ${name}.${sql.identifier(part.key)} = ${of}`
}

function partContext(statement: Statement, day: Day, shared: Shared, accounts: SQL | null): PartContext {
  return {
    ...shared,
    ours: (alias) => {
      const table = sql.raw(alias)
      const own = sql`${table}.workspace_id = ${statement.workspace}`
      return accounts ? sql`${own} and ${table}.account_id = ${accounts}` : own
    },
    before: (count, unit) => addUnits(day.iso, -count, unit),
    rows: (key, alias) => {
      const rows = openRows(statement, objectOf(statement.catalogue, key, key), { kind: 'all' }, alias)
      return {
        row: alias,
        field: (path) => rows.context(rows, day).field(path),
        fieldOn: (path, iso) => rows.context(rows, { iso, past: true }).field(path),
        from: rows.from,
      }
    },
  }
}

export function relationOf(object: ObjectType, key: string, path: string): Relation {
  const relation = object.relations.find((each) => each.key === key)
  if (relation) return relation
  const keys = object.relations.map((each) => each.key)
  throw unknown(path, 'relation', key, keys, ` of ${object.key}`)
}

/** The object whose field a dotted path names, as far as the catalogue knows it; brings no join in. */
export function endOf(catalogue: Catalogue, object: ObjectType, dotted: string): ObjectType | undefined {
  const steps = dotted.split('.').slice(0, -1)
  return steps.reduce<ObjectType | undefined>((place, step) => {
    const relation = place?.relations.find(({ key }) => key === step)
    return relation && catalogue.objects.get(relation.to)
  }, object)
}

/** Follows all but the last step of a dotted path over to-one relations. */
export function walk(
  rows: Rows,
  dotted: string,
  path: string,
): { place: Place; last: string; labels: string[] } {
  const steps = dotted.split('.')
  const last = steps.pop() ?? ''
  let place: Place = rows
  const labels: string[] = []
  for (const step of steps) {
    const relation = relationOf(place.object, step, path)
    if (relation.kind === 'many')
      throw refusal(
        path,
        `${place.object.key} has many ${relation.key}, so ${dotted} is not one value.`,
        `Ask with some, none or count of ${relation.key}, or query ${relation.to}.`,
      )
    place = rows.follow(place, relation)
    labels.push(relation.label)
  }
  return { place, last, labels }
}
