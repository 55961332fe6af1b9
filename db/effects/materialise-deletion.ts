/** Rows that would be removed, whole, so that they can come back; those that other records depend on are left. */
import { sql } from 'drizzle-orm'
import type { Catalogue, ObjectType } from '../catalogue/types.ts'
import { rowsOf } from '../connect.ts'
import { accountOf, mayAct, nameOf, personalColumn } from './acting.ts'
import { current, inWords, wordsObject } from './cells.ts'
import { dependentOn } from './dependents.ts'
import { leftOut, noLongerThere, notTheirs, type LeftOut } from './left-out.ts'
import { lastPlace, type Materialising, type ResolvedDeletion } from './materialise.ts'
import { assertEditable, columnsOf, objectFor, writablesOf } from './writable.ts'
import { type SQL } from 'drizzle-orm'

type Found = { gone: LeftOut; foreign: LeftOut; used: LeftOut }

export async function materialiseDeletion(work: Materialising, set: ResolvedDeletion): Promise<string[]> {
  const { tx, workspace, proposal, asker, catalogue } = work
  const object = objectFor(catalogue, set.object)
  assertEditable(object)
  const own = personalColumn(object)
  const isUsed = await dependentOn(tx, { workspace, table: object.table, row: 'x', settledBy: proposal })
  const last = await lastPlace(tx, workspace, proposal)
  const told = (name: string) =>
    sql`json_build_object('count', count(*) filter (where fate = ${name}), 'names', to_json((array_agg(name order by n) filter (where fate = ${name}))[1:3])) as ${sql.raw(name)}`
  const [found] = await rowsOf<Found>(
    tx,
    sql`with judged as materialized (
        select w.n, w.id as source_id, x.id, x.xmin::text as version, ${accountOf(object, 'x')} as account_id,
               coalesce(${nameOf(object, 'x', 'a')}, w.id) as name,
               case when x.id is null then 'gone'
                 when not ${mayAct(asker, 'a', own ? sql`x.${sql.identifier(own)}` : undefined)} then 'foreign'
                 when ${isUsed} then 'used' else 'written' end as fate,
               ${wordsOf(catalogue, object, workspace, 'x')} as before, ${wholeRow(object.table, 'x')} as restore
        from unnest(${sql.param([...new Set(set.of.ids)])}::text[]) with ordinality w(id, n)
          left join ${sql.identifier(object.table)} x on x.workspace_id = ${workspace} and x.source_id = w.id
          left join accounts a on a.workspace_id = ${workspace} and a.id = ${accountOf(object, 'x')}),
      put as (
        insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
        select ${workspace}, ${proposal}::uuid, ${last}::int + row_number() over (order by n), ${object.key}, ${object.table}, 'delete',
               id, source_id, name, account_id, version, before, '{}', '{}', restore
        from judged where fate = 'written')
      select ${told('gone')}, ${told('foreign')}, ${told('used')} from judged`,
  )
  if (!found) throw new Error('an aggregate without a row')
  return [
    ...noLongerThere(object, found.gone),
    ...notTheirs(object, found.foreign),
    ...leftOut(
      object,
      found.used,
      'is left, for other records depend on it',
      'are left, for other records depend on them',
    ),
  ]
}

/** All of the row that is shown, as a card has it. */
export function wordsOf(catalogue: Catalogue, object: ObjectType, workspace: string, row: string): SQL {
  const cells = writablesOf(catalogue, object).filter(
    ({ column, field }) => column !== 'source_id' && !field?.isWithheld,
  )
  const parts = cells.map((cell) => ({ cell, value: inWords(cell, workspace, current(cell, row)) }))
  return sql`jsonb_strip_nulls(${wordsObject(parts)})`
}

/** Said by the table itself: when the row came and by which change; it comes back as a new one. */
const ofTheTable = ['workspace_id', 'created_at', 'change_id', 'updated_at']

/** Every column by which the row can be put back. */
export function wholeRow(table: string, row: string): SQL {
  const gone = [
    ...ofTheTable,
    ...[...columnsOf(table).values()].flatMap((one) => (one.generated ? [one.name] : [])),
  ]
  return sql`to_jsonb(${sql.raw(row)}) - ${sql.param(gone)}::text[]`
}
