/** Reads from a workspace what language needs of its data: the names of rows, and the values its text fields hold. Kept by the catalogue's version. */
import { sql, type SQL } from 'drizzle-orm'
import type { Catalogue, Field, ObjectType } from '#db/catalogue/types.ts'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { resolve } from '#db/query/operand.ts'
import { openRows, openStatement } from '#db/query/rows.ts'
import { runQuery } from '#db/query/run.ts'
import { compileLexicon, type Lexicon, type ObservedValues } from './lexicon.ts'
import { peopleObject } from './compose/who.ts'
import type { Named } from './spans.ts'

/** A field with more different values than this holds free text, not names of something. */
const mostValues = 60
/** Lists are grouped whole: several combinations hold the same values. */
const scanned = 1000
/** So many rows tell of most fields that they hold too many values. */
const firstRows = 2_000
/** A table longer than this is sampled. */
const longTable = 400_000
const sampledRows = 60_000
type Who = { asker: Asker; clock: Clock }

const kept = new Map<string, Promise<Lexicon>>()
const mostKept = 32

/** People who read the same accounts share their words; a name that one may not see is no word of theirs. */
const reachKey = ({ rights }: Asker): string => {
  const { reads } = rights
  if (reads === 'all') return 'all'
  return [reads.owners, reads.tags, reads.accounts].map((list) => list.toSorted().join(' ')).join(' | ')
}

/** The lexicon of a workspace, compiled once a version of its names and fields. */
export function lexiconOf(tx: Tx, catalogue: Catalogue, who: Who): Promise<Lexicon> {
  const key = `${who.asker.workspace} ${catalogue.version} ${reachKey(who.asker)}`
  const known = kept.get(key)
  if (known) return known
  const building = build(tx, catalogue, who)
  kept.set(key, building)
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old)
  building.catch(() => kept.delete(key))
  return building
}

async function build(tx: Tx, catalogue: Catalogue, who: Who): Promise<Lexicon> {
  const lists: Named[][] = []
  for (const object of catalogue.objects.values())
    if (hasNames(object, catalogue)) lists.push(await namesOf(tx, object))
  const named = lists.flat()
  await tellHolders(tx, catalogue, who, named)
  // An alias is a word for a row that is there for the asker.
  const seen = new Set(named.map(({ object, id }) => `${object} ${id}`))
  named.push(...(catalogue.aliases ?? []).filter(({ object, id }) => seen.has(`${object} ${id}`)))
  const observed: ObservedValues = []
  const texts: ObservedValues = []
  for (const object of catalogue.objects.values())
    observed.push(...(await valuesOf(tx, catalogue, object, who, texts)))
  const titled: Named[] = []
  for (const object of catalogue.objects.values())
    if (hasTitles(object) && !hasNames(object, catalogue))
      titled.push(...ownTitles(await namesOf(tx, object, mostTitles)))
  return compileLexicon(catalogue, named, observed, titled, texts)
}

/** "Tariq's accounts" are those that he sells to, where he is CSM of none: each person's row is told which fields hold them. */
async function tellHolders(tx: Tx, catalogue: Catalogue, who: Who, named: Named[]): Promise<void> {
  const people = peopleObject(catalogue.objects.values())
  const holds = new Map<string, string[]>()
  for (const object of catalogue.objects.values()) {
    const fields = object.fields.filter(
      (field) => field.type === 'person' && field.origin === 'stored' && !field.isWithheld,
    )
    if (!object.owner || fields.length < 2) continue
    for (const { key } of fields) {
      const asked = {
        from: object.key,
        groupBy: [key],
        measures: [{ fn: 'count' as const }],
        limit: scanned,
        scope: 'all' as const,
      }
      for (const row of (await runQuery(tx, catalogue, asked, who)).rows) {
        const person = row[key]
        if (typeof person === 'string')
          holds.set(person, [...(holds.get(person) ?? []), `${object.key}.${key}`])
      }
    }
  }
  for (const row of named) if (row.object === people) row.holds = holds.get(row.name) ?? []
}

const mostTitles = 20_000

const hasTitles = (object: ObjectType): boolean => object.id !== undefined && object.title === 'name'

/** Titles that tell rows apart: "Kickoff" of every onboarding is none. */
function ownTitles(rows: Named[]): Named[] {
  const isOwn = rows.length <= mostTitles && new Set(rows.map(({ name }) => name)).size >= 0.9 * rows.length
  return isOwn ? rows.filter(({ name }) => /\p{L}.*\s/u.test(name)) : []
}

/** Rows are spoken of by name where other rows point at them, or where they stand for themselves. */
function hasNames(object: ObjectType, catalogue: Catalogue): boolean {
  const title = object.fields.find((field) => field.key === object.title)
  if (!object.id || title?.type !== 'text' || title.key !== 'name') return false
  const ones = object.relations.filter((relation) => relation.kind === 'one')
  const pointedAt = [...catalogue.objects.values()].some((other) =>
    other.relations.some(
      (relation) => relation.kind === 'one' && relation.to === object.key && other.key !== object.key,
    ),
  )
  return pointedAt || ones.length === 0
}

/** What no name holds, between names and between their parts. */
const [betweenParts, betweenNames] = ['\u001f', '\u001e']

/** One text for all, not a row each: half a million names come in half a second. */
async function namesOf(tx: Tx, object: ObjectType, most?: number): Promise<Named[]> {
  const [id, name] = [sql.identifier(object.id ?? 'id'), sql.identifier(object.title)]
  const plain = (column: SQL) => sql`translate(${column}::text, ${betweenParts + betweenNames}::text, '')`
  const [found] = await rowsOf<{ names: string | null }>(
    tx,
    sql`select string_agg(${plain(sql`${id}`)} || ${betweenParts}::text || ${plain(sql`${name}`)}, ${betweenNames}::text) as names
      from (select * from ${sql.identifier(object.table)}
        where workspace_id = nullif(current_setting('app.workspace', true), '') and ${name} is not null
        ${most === undefined ? sql`` : sql`limit ${most + 1}`}) named`,
  )
  if (!found?.names) return []
  return found.names.split(betweenNames).map((text) => {
    const at = text.indexOf(betweenParts)
    return { object: object.key, id: text.slice(0, at), name: text.slice(at + 1) }
  })
}

const isOpen = (object: ObjectType, field: Field): boolean =>
  (field.type === 'text' || field.type === 'list' || field.type === 'enum') &&
  field.origin !== 'derived' &&
  !field.isWithheld &&
  field.key !== object.title &&
  field.key !== 'id'

/** A text that is asked for by what it is about. */
const isSearched = (field: Field): boolean => field.prose === true

/** A value that people would say: a few words, no address, no code. */
const isSayable = (value: string): boolean =>
  value.length <= 40 && /\p{L}{2}/u.test(value) && !/[@<>=_/]/.test(value) && value.split(/\s+/).length <= 4

/** The distinct values of each field in some rows: the first ones, or those of pages from all over the table. */
async function tasteOf(
  tx: Tx,
  open: Opened,
  from: SQL,
  limit: SQL,
): Promise<{ values: string[][]; rows: number }> {
  const columns = open.values.map(({ value }, at) => sql`${value} as ${sql.raw(`c${at}`)}`)
  const lists = open.values.map(({ isList }, at) => {
    const each = isList ? `to_jsonb(c${at})` : `to_jsonb(c${at}::text)`
    return sql.raw(`jsonb_agg(distinct ${each}) filter (where c${at} is not null) as c${at}`)
  })
  const [found] = await rowsOf<Record<string, unknown>>(
    tx,
    sql`select count(*)::int as rows, ${sql.join(lists, sql`, `)} from (select ${sql.join(columns, sql`, `)} from ${from}
      where ${sql.raw(open.alias)}.workspace_id = ${open.workspace} ${limit}) tasted`,
  )
  const values = open.values.map((_, at) => {
    const list: unknown = found?.[`c${at}`]
    return Array.isArray(list)
      ? list.flat().filter((value): value is string => typeof value === 'string')
      : []
  })
  return { values: values.map((list) => [...new Set(list)]), rows: Number(found?.rows ?? 0) }
}

type Opened = { alias: string; workspace: SQL; values: { field: Field; value: SQL; isList: boolean }[] }

/** About how many rows the table has, of all workspaces. */
async function sizeOf(tx: Tx, table: string): Promise<number> {
  const [row] = await rowsOf<{ rows: number }>(
    tx,
    sql`select reltuples::float8 as rows from pg_class where oid = to_regclass(${`public.${table}`})`,
  )
  return row?.rows ?? 0
}

/**
 * Which fields may hold few values, by the first rows: most hold too many already, a text or a name of its own to each
 * row. Of a table too long to be read for this, also the values, by pages from all over it.
 */
async function tasted(
  tx: Tx,
  { catalogue, object, fields, who }: { catalogue: Catalogue; object: ObjectType; fields: Field[]; who: Who },
): Promise<{ few: Field[]; found: Map<Field, string[]>; texts: ObservedValues }> {
  const found = new Map<Field, string[]>()
  if (fields.length === 0) return { few: [], found, texts: [] }
  const rows = openRows(openStatement(catalogue, who.asker, who.clock), object, { kind: 'all' })
  const openOf = (some: Field[]): Opened => ({
    alias: rows.alias,
    workspace: rows.statement.workspace,
    values: some.map((field) => {
      const value = resolve(rows, field.key, 'select')
      return { field, value: value.sql, isList: value.type === 'list' }
    }),
  })
  const first = await tasteOf(tx, openOf(fields), rows.from(), sql`limit ${firstRows}`)
  const few = fields.filter((_, at) => (first.values[at]?.length ?? 0) <= mostValues)
  const texts = fields.flatMap((field, at) =>
    isSearched(field) ? [{ object: object.key, field: field.key, values: first.values[at] ?? [] }] : [],
  )
  const size = few.length > 0 ? await sizeOf(tx, object.table) : 0
  if (size < longTable) return { few, found, texts }
  const share = (100 * sampledRows) / size
  const pages = sql`${rows.from()} tablesample system (${share}::float8) repeatable (1)`
  const sample = await tasteOf(tx, openOf(few), pages, sql``)
  // A small workspace in a long table is read whole.
  if (sample.rows < sampledRows / 10) return { few, found, texts }
  few.forEach((field, at) => found.set(field, sample.values[at] ?? []))
  return { few, found, texts }
}

const observed = (object: ObjectType, field: Field, values: string[]): ObservedValues[number] => ({
  object: object.key,
  field: field.key,
  values: values.filter((value) => value.trim() !== '' && isSayable(value.replace(/_/g, ' '))),
})

/** Distinct values of the open text fields, where they are few; what texts there are is put to `texts`. */
async function valuesOf(
  tx: Tx,
  catalogue: Catalogue,
  object: ObjectType,
  who: Who,
  texts: ObservedValues,
): Promise<ObservedValues> {
  const fields = object.fields.filter((field) => isOpen(object, field) && !field.values?.length)
  const titled = object.fields.find(
    (field) => field.key === object.title && field.type === 'text' && field.key !== 'name',
  )
  if (titled && !fields.includes(titled) && !hasNames(object, catalogue)) fields.push(titled)
  const found: ObservedValues = []
  const { few, found: sampled, texts: own } = await tasted(tx, { catalogue, object, fields, who })
  texts.push(...own)
  for (const field of few) {
    const known = sampled.get(field)
    if (known) {
      if (known.length <= mostValues) found.push(observed(object, field, known))
      continue
    }
    const scan = await runQuery(
      tx,
      catalogue,
      { from: object.key, groupBy: [field.key], measures: [{ fn: 'count' }], limit: scanned, scope: 'all' },
      who,
    )
    const values = scan.rows
      .flatMap((row) => row[field.key] ?? [])
      .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    const distinct = [...new Set(values)]
    // A value to each row tells rows apart; it is no word for a kind of them.
    const identifies =
      scan.total === scan.rows.reduce((sum, row) => sum + Number(row.count ?? 0), 0) && scan.total > 3
    if (distinct.length > mostValues || scan.total > scanned || identifies) continue
    found.push(observed(object, field, distinct))
  }
  return found
}
