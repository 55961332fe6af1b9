/** Rows that would be made: one, or one for each row of another selection, with an id of their own from the start. */
import { sql, type SQL } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { v7 as uuid } from 'uuid'
import type { ObjectType } from '../catalogue/types.ts'
import { rowsOf } from '../connect.ts'
import { Problem } from '../problem.ts'
import { resolve } from '../query/operand.ts'
import { openRows, openStatement, type Rows } from '../query/rows.ts'
import { mayAct, personalColumn } from './acting.ts'
import { cellsObject, constant, inWords, kept, wordsObject } from './cells.ts'
import type { NewValue } from './contract.ts'
import { leftOut, noLongerThere, notTheirs, type LeftOut } from './left-out.ts'
import { lastPlace, type Materialising, type ResolvedCreation } from './materialise.ts'
import { fitsReference, misfits } from './references.ts'
import { freshSourceIds } from './source-ids.ts'
import { checkedValue } from './values.ts'
import { assertEditable, objectFor, tableOf, writable, writablesOf, type Writable } from './writable.ts'

/** A cell with the SQL of its value, and of how it reads where that is known already. */
type Given = { cell: Writable; value: SQL; shown?: SQL }
type Found = { gone: LeftOut; foreign: LeftOut; lacking: LeftOut; there: LeftOut; misfit: LeftOut }

export async function materialiseCreation(work: Materialising, set: ResolvedCreation): Promise<string[]> {
  const { tx, workspace, catalogue } = work
  const object = objectFor(catalogue, set.object)
  assertEditable(object)
  const source = set.forEach ? sourceOf(work, set.forEach.object) : null
  const given = await givenCells(work, object, set, source)
  assertWhole(work, object, given)
  const of = set.forEach ? [...new Set(set.forEach.of.ids)] : ['']
  const ids = of.map(() => uuid())
  const sourceIds = await freshSourceIds(tx, {
    workspace,
    table: object.table,
    object: object.key,
    count: of.length,
  })
  const [found] = await rowsOf<Found>(
    tx,
    await statement(work, object, given, source, { of, ids, sourceIds }),
  )
  if (!found) throw new Error('an aggregate without a row')
  const cells = given.map(({ cell }) => cell)
  if (found.misfit.count > 0) throw misfits(object, cells, found.misfit)
  const per = source?.object ?? object
  return [
    ...noLongerThere(per, found.gone),
    ...notTheirs(per, found.foreign),
    ...leftOut(
      per,
      found.lacking,
      'lacks what it takes and is left out',
      'lack what it takes and are left out',
    ),
    ...leftOut(
      per,
      found.there,
      `has such a ${object.label.toLowerCase()} already`,
      `have such a ${object.label.toLowerCase()} already`,
    ),
  ]
}

/** The rows that others are made for, as the query opens them, so that any field of them can be named. */
function sourceOf({ catalogue, asker, clock }: Materialising, key: string): Rows {
  const object = objectFor(catalogue, key)
  return openRows(openStatement(catalogue, asker, clock), object, { kind: 'all' })
}

async function givenCells(
  work: Materialising,
  object: ObjectType,
  set: ResolvedCreation,
  source: Rows | null,
): Promise<Given[]> {
  const { tx, asker, catalogue } = work
  const given: Given[] = []
  for (const [name, value] of Object.entries(set.values)) {
    const cell = writable(catalogue, object, name)
    given.push(
      isTaken(value)
        ? takenFrom(cell, value.of, source)
        : await spelledOut(() => checkedValue(tx, asker, cell, value), cell, value),
    )
  }
  if (!source) return given
  const named = new Set(given.map(({ cell }) => cell.column))
  // It belongs to the row that it is made for, and to that row's account.
  const alias = source.alias
  for (const cell of writablesOf(catalogue, object)) {
    if (cell.type !== 'row' || named.has(cell.column)) continue
    if (cell.to?.key === source.object.key) given.push({ cell, value: sql.raw(`${alias}.id`) })
    else if (cell.to?.key === 'account' && cell.key === 'account_id' && hasAccount(source.object))
      given.push({ cell, value: sql.raw(`${alias}.account_id`) })
  }
  return given
}

const hasAccount = (object: ObjectType) => object.relations.some(({ column }) => column === 'account_id')
const isTaken = (value: NewValue | { of: string }): value is { of: string } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function spelledOut(
  check: () => ReturnType<typeof checkedValue>,
  cell: Writable,
  value: NewValue,
): Promise<Given> {
  // What is left empty is as good as not said.
  if (value === null) return { cell, value: constant(cell, null) }
  const { stored, shown } = await check()
  return {
    cell,
    value: constant(cell, stored),
    ...(cell.type === 'person' && { shown: sql`${JSON.stringify(shown)}::jsonb` }),
  }
}

function takenFrom(cell: Writable, key: string, source: Rows | null): Given {
  if (!source) throw new Problem('bad_request', `${cell.label}: there is no row to take ${key} from.`)
  const value = resolve(source, key, cell.key)
  if ((value.type === 'person') !== (cell.type === 'person') || cell.type === 'row')
    throw new Problem('bad_request', `${cell.label}: ${key} is not of its kind.`)
  const typed = sql`(${value.sql})::${sql.raw(cell.sqlType)}`
  return { cell, value: cell.custom === undefined ? typed : sql`to_jsonb(${typed})` }
}

/** Every column that a row must have is said. */
function assertWhole({ catalogue }: Materialising, object: ObjectType, given: Given[]): void {
  const said = new Set(given.map(({ cell }) => cell.column))
  const missing = writablesOf(catalogue, object).filter(
    ({ spec, column }) => spec.required && column !== 'source_id' && !said.has(column),
  )
  const [first] = missing
  if (first)
    throw new Problem(
      'bad_request',
      `Every ${object.label.toLowerCase()} needs its ${first.label.toLowerCase()}.`,
      {
        next: `Say ${missing.map(({ label }) => label.toLowerCase()).join(' and ')}.`,
      },
    )
}

type Made = { of: string[]; ids: string[]; sourceIds: string[] }

async function statement(
  { tx, workspace, proposal, asker }: Materialising,
  object: ObjectType,
  given: Given[],
  source: Rows | null,
  { of, ids, sourceIds }: Made,
): Promise<SQL> {
  const cells = given.map((one, at) => ({ ...one, at, will: sql.raw(`f.n${at}`) }))
  const account = cells.find(({ cell }) => cell.key === 'account_id')
  const own = personalColumn(object)
  const person = own === undefined ? undefined : cells.find(({ cell }) => cell.column === own)?.will
  const wanted = sql`unnest(${sql.param(of)}::text[], ${sql.param(ids)}::uuid[], ${sql.param(sourceIds)}::text[]) with ordinality w(made_for, id, source_id, n)`
  // From its selection alone: who asks was bound by it, and all rows of the workspace stand beside.
  const from = source
    ? sql`${source.from()} right join ${wanted} on ${sql.raw(source.alias)}.workspace_id = ${workspace} and ${sql.raw(source.alias)}.source_id = w.made_for`
    : wanted
  const isGone = source ? sql`${sql.raw(source.alias)}.id is null` : sql`false`
  const title = source?.object.fields.find(({ key }) => key === source.object.title)?.kept?.column
  const madeFor = source && title ? sql.raw(`${source.alias}."${title}"`) : sql`null::text`
  const values = cells.map(({ value, at }) => sql`, ${value} as ${sql.raw(`n${at}`)}`)
  const required = cells.filter(({ cell }) => cell.spec.required).map(({ will }) => sql`${will} is null`)
  const lacking = required.length > 0 ? sql.join(required, sql` or `) : sql`false`
  const checks = cells.flatMap(({ cell, will }) => fitsReference(workspace, object, cell, will))
  const fits = checks.length > 0 ? sql.join(checks, sql` and `) : sql`true`
  const titled = cells.find(({ cell }) => cell.field?.key === object.title)
  const words = cells.map(({ cell, will, shown }) => ({
    cell,
    value: shown ?? inWords(cell, workspace, will),
  }))
  const last = await lastPlace(tx, workspace, proposal)
  const told = (name: string) =>
    sql`json_build_object('count', count(*) filter (where fate = ${name}), 'names', to_json((array_agg(coalesce(said, account, made_for) order by n) filter (where fate = ${name}))[1:3])) as ${sql.raw(name)}`
  return sql`with found as materialized (
      select w.n, w.id, w.source_id, w.made_for, ${isGone} as is_gone, ${madeFor} as said ${sql.join(values, sql``)} from ${from}),
    placed as materialized (
      select f.*, ${account ? account.will : sql`null::uuid`} as account_id from found f),
    judged as materialized (
      select f.*, a.name as account,
        case when f.is_gone then 'gone' when ${lacking} then 'lacking' when not ${account || person ? mayAct(asker, 'a', person) : sql`true`} then 'foreign'
          when not (${fits}) then 'misfit' when ${isThere(workspace, object, cells)} then 'there' else 'written' end as fate
      from placed f left join accounts a on a.workspace_id = ${workspace} and a.id = f.account_id),
    put as (
      insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
      select ${workspace}, ${proposal}::uuid, ${last}::int + row_number() over (order by f.n), ${object.key}, ${object.table}, 'create',
             f.id, f.source_id, coalesce(${titled ? sql`${titled.will} || coalesce(' (' || f.account || ')', ''), ` : sql``}f.account, f.source_id),
             f.account_id, null, '{}', jsonb_strip_nulls(${wordsObject(words)}),
             jsonb_build_object('id', f.id, 'source_id', f.source_id) || jsonb_strip_nulls(${cellsObject(cells.map(({ cell, will }) => ({ cell, value: kept(cell, will) })))}), '{}'
      from judged f where f.fate = 'written')
    select ${sql.join((['gone', 'foreign', 'lacking', 'there', 'misfit'] as const).map(told), sql`, `)} from judged`
}

/** What the table holds only once, beside its ids: an account that a person pinned. */
function isThere(workspace: string, object: ObjectType, cells: { cell: Writable; will: SQL }[]): SQL {
  const { uniqueConstraints } = getTableConfig(tableOf(object.table))
  const only = uniqueConstraints.flatMap(({ columns }) => {
    const names = columns.map(({ name }) => name).filter((name) => name !== 'workspace_id')
    const said = names.map((name) => cells.find(({ cell }) => cell.column === name))
    if (said.some((one) => one === undefined)) return []
    const same = said.flatMap((one) => (one ? [sql`e.${sql.identifier(one.cell.column)} = ${one.will}`] : []))
    return [
      sql`exists (select from ${sql.identifier(object.table)} e where e.workspace_id = ${workspace} and ${sql.join(same, sql` and `)})`,
    ]
  })
  return only.length > 0 ? sql`(${sql.join(only, sql` or `)})` : sql`false`
}
