/** Reads from a workspace what language needs of its data: the names of rows, and the values its text fields hold. Kept by the catalogue's version. */
import { sql } from 'drizzle-orm'
import type { Catalogue, Field, ObjectType } from '#db/catalogue/types.ts'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { runQuery } from '#db/query/run.ts'
import { compileLexicon, type Lexicon, type ObservedValues } from './lexicon.ts'
import type { Named } from './spans.ts'

/** A field with more different values than this holds free text, not names of something. */
const mostValues = 60
/** Lists are grouped whole: several combinations hold the same values. */
const scanned = 1000
type Who = { asker: Asker; clock: Clock }

const kept = new Map<string, Promise<Lexicon>>()
const mostKept = 8

/** The lexicon of a workspace, compiled once a version of its names and fields. */
export function lexiconOf(tx: Tx, catalogue: Catalogue, who: Who): Promise<Lexicon> {
  const key = `${who.asker.workspace} ${catalogue.version}`
  const known = kept.get(key)
  if (known) return known
  const building = build(tx, catalogue, who)
  kept.set(key, building)
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old)
  building.catch(() => kept.delete(key))
  return building
}

async function build(tx: Tx, catalogue: Catalogue, who: Who): Promise<Lexicon> {
  const named: Named[] = []
  for (const object of catalogue.objects.values())
    if (hasNames(object, catalogue)) named.push(...(await namesOf(tx, object)))
  const observed: ObservedValues = []
  for (const object of catalogue.objects.values())
    observed.push(...(await valuesOf(tx, catalogue, object, who)))
  return compileLexicon(catalogue, named, observed)
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

async function namesOf(tx: Tx, object: ObjectType): Promise<Named[]> {
  const rows = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select ${sql.identifier(object.id ?? 'id')} as id, ${sql.identifier(object.title)} as name
      from ${sql.identifier(object.table)}
      where workspace_id = nullif(current_setting('app.workspace', true), '') and ${sql.identifier(object.title)} is not null`,
  )
  return rows.map(({ id, name }) => ({ object: object.key, id, name }))
}

const isOpen = (object: ObjectType, field: Field): boolean =>
  (field.type === 'text' || field.type === 'list' || field.type === 'enum') &&
  field.origin !== 'derived' &&
  field.key !== object.title &&
  field.key !== 'id'

/** A value that people would say: a few words, no address, no code. */
const isSayable = (value: string): boolean =>
  value.length <= 40 && /\p{L}{2}/u.test(value) && !/[@<>=_/]/.test(value) && value.split(/\s+/).length <= 4

/** Distinct values of the open text fields, where they are few. */
async function valuesOf(tx: Tx, catalogue: Catalogue, object: ObjectType, who: Who): Promise<ObservedValues> {
  const fields = object.fields.filter((field) => isOpen(object, field) && !field.values?.length)
  const titled = object.fields.find(
    (field) => field.key === object.title && field.type === 'text' && field.key !== 'name',
  )
  if (titled && !fields.includes(titled) && !hasNames(object, catalogue)) fields.push(titled)
  const found: ObservedValues = []
  for (const field of fields) {
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
    found.push({
      object: object.key,
      field: field.key,
      values: distinct.filter((value) => isSayable(value.replace(/_/g, ' '))),
    })
  }
  return found
}
