/** The inverse of rows that a run updated alike: each cell goes back by itself, where it is still as the run left it. */
import { sql, type SQL } from 'drizzle-orm'
import type { Catalogue, ObjectType } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { accountOf, mayAct, personalColumn } from './acting.ts'
import { cellsObject, current, inWords, readBack, wordsObject } from './cells.ts'
import { leftOut, notTheirs, type LeftOut } from './left-out.ts'
import type { DoneRows } from './undo.ts'
import { columnsOf, objectFor, writablesOf, type Writable } from './writable.ts'

export type Undoing = {
  tx: Tx
  workspace: string
  run: string
  proposal: string
  asker: Asker
  catalogue: Catalogue
  /** The proposal that the run carried out, and its last row's place. */
  undone: string
  last: number
}

type Told = { foreign: LeftOut; conflict: LeftOut; same: LeftOut }

export const columns = sql`workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore, state, note`

/** The run's rows of that kind that were written. */
export const doneRows = ({ workspace, undone }: Undoing, kind: DoneRows, more: SQL = sql``): SQL =>
  sql`r.workspace_id = ${workspace} and r.proposal_id = ${undone}::uuid and r.state = 'done' and r.object = ${kind.object}
    and r.operation = ${kind.operation} ${more}`

/** Rows go back in the opposite order; what is left stands behind them all. */
export const place = ({ last }: Undoing, isLeft: SQL): SQL =>
  sql`${last}::int - f.seq + 1 + case when ${isLeft} then ${last}::int else 0 end`

export const told = (name: string) =>
  sql`json_build_object('count', count(*) filter (where fate = ${name}), 'names', to_json((array_agg(name order by seq) filter (where fate = ${name}))[1:3])) as ${sql.raw(name)}`

function noted(object: ObjectType, { foreign, conflict, same }: Told): string[] {
  return [
    ...notTheirs(object, foreign),
    ...leftOut(
      object,
      conflict,
      'can not be taken back whole: it was changed since',
      'can not be taken back whole: they were changed since',
    ),
    ...leftOut(object, same, 'is as it was already', 'are as they were already'),
  ]
}

export async function tell(work: Undoing, object: ObjectType, statement: SQL): Promise<string[]> {
  const [found] = await rowsOf<Told>(work.tx, statement)
  if (!found) throw new Error('an aggregate without a row')
  return noted(object, found)
}

/** The cells that these rows wrote, also those that the catalogue has forgotten since. */
function cellsOf(catalogue: Catalogue, object: ObjectType, kind: DoneRows): Writable[] {
  const known = writablesOf(catalogue, object)
  const unknown = (column: string, sqlType: string) =>
    ({
      key: column,
      label: column,
      column,
      type: 'text',
      spec: { name: column, type: 'text' },
      sqlType,
    }) as const
  const plain = kind.columns.split(',').filter((name) => name !== '' && name !== 'custom')
  const custom = kind.custom.split(',').filter((name) => name !== '')
  return [
    ...plain.map(
      (name) =>
        known.find((cell) => cell.column === name && cell.custom === undefined) ??
        unknown(name, columnsOf(kind.table).get(name)?.getSQLType() ?? 'text'),
    ),
    ...custom.map(
      (key) =>
        known.find((cell) => cell.custom === key) ?? {
          ...unknown('custom', 'text'),
          key,
          label: key,
          custom: key,
        },
    ),
  ]
}

const held = (cell: Writable, json: SQL): SQL =>
  cell.custom === undefined
    ? sql`(${json} -> ${cell.column}::text)`
    : sql`(${json} -> 'custom' -> ${cell.custom}::text)`

const back = (cell: Writable, json: SQL): SQL =>
  cell.custom === undefined
    ? readBack(cell, json, cell.column)
    : readBack(cell, sql`(${json} -> 'custom')`, cell.custom)

export async function undoUpdates(work: Undoing, kind: DoneRows): Promise<string[]> {
  const { workspace, proposal, asker, catalogue } = work
  const object = objectFor(catalogue, kind.object)
  const own = personalColumn(object)
  const account = sql`coalesce(${accountOf(object, 'x')}, r.account_id)`
  const cells = cellsOf(catalogue, object, kind).map((cell, at) => ({
    cell,
    now: sql.raw(`f.c${at}`),
    isLeft: sql.raw(`f.m${at}`),
    isBack: sql.raw(`f.b${at}`),
    made: sql`${current(cell, 'x')} as ${sql.raw(`c${at}`)},
      ${current(cell, 'x')} is not distinct from ${back(cell, sql`r.write`)} as ${sql.raw(`m${at}`)},
      ${current(cell, 'x')} is not distinct from ${back(cell, sql`r.restore`)} as ${sql.raw(`b${at}`)}`,
  }))
  const any = (of: (one: (typeof cells)[number]) => SQL) => sql`(${sql.join(cells.map(of), sql` or `)})`
  const edited = ({ isLeft, isBack }: (typeof cells)[number]) => sql`not (${isLeft} or ${isBack})`
  const goBack = cells.map(({ cell, isLeft }) => ({ cell, counts: isLeft }))
  const words = (from: string) =>
    wordsObject(
      goBack.map(({ cell, counts }) => ({
        cell,
        counts,
        value: sql`${sql.raw(`f.${from}`)} -> ${cell.key}::text`,
      })),
    )
  const values = (from: string) =>
    cellsObject(goBack.map(({ cell, counts }) => ({ cell, counts, value: held(cell, sql.raw(`f.${from}`)) })))
  const stays = (value: (one: (typeof cells)[number]) => SQL) =>
    wordsObject(
      cells.map((one) => ({
        cell: one.cell,
        counts: sql`f.id is not null and ${edited(one)}`,
        value: value(one),
      })),
    )
  const labels = sql`concat_ws(', ', ${sql.join(
    cells.map((one) => sql`case when ${edited(one)} then ${one.cell.label}::text end`),
    sql`, `,
  )})`
  return tell(
    work,
    object,
    sql`with found as materialized (
        select r.seq, r.row_id, r.source_id, r.name, ${account} as account_id, r.before, r.after, r.write, r.restore,
               x.id, x.xmin::text as version, ${sql.join(
                 cells.map(({ made }) => made),
                 sql`, `,
               )},
               ${mayAct(asker, 'a', own ? sql`x.${sql.identifier(own)}` : undefined)} as theirs
        from proposal_rows r left join ${sql.identifier(kind.table)} x on x.workspace_id = ${workspace} and x.id = r.row_id
          left join accounts a on a.workspace_id = ${workspace} and a.id = ${account}
        where ${doneRows(work, kind, sameCells(kind))}),
      judged as materialized (
        select f.*, f.id is not null and f.theirs and ${any(({ isLeft, isBack }) => sql`(${isLeft} and not ${isBack})`)} as goes,
               f.id is null or (f.theirs and ${any(edited)}) as stays,
               case when f.id is null then 'conflict' when not f.theirs then 'foreign' when ${any(edited)} then 'conflict'
                 when not ${any(({ isLeft, isBack }) => sql`(${isLeft} and not ${isBack})`)} then 'same' else 'written' end as fate from found f),
      put as (
        insert into proposal_rows (${columns})
        select ${workspace}, ${proposal}::uuid, ${place(work, sql`false`)}, ${kind.object}, ${kind.table}, 'update', f.row_id, f.source_id, f.name,
               f.account_id, f.version, ${words('after')}, ${words('before')}, ${values('restore')}, ${values('write')}, 'pending', null
        from judged f where f.goes),
      kept as (
        insert into proposal_rows (${columns})
        select ${workspace}, ${proposal}::uuid, ${place(work, sql`true`)}, ${kind.object}, ${kind.table}, 'update', f.row_id, f.source_id, f.name,
               f.account_id, f.version, ${stays(({ cell, now }) => inWords(cell, workspace, now))},
               ${stays(({ cell }) => sql`f.before -> ${cell.key}::text`)}, '{}', '{}', 'skipped',
               case when f.id is null then 'It is no longer there.' else 'Changed since: ' || ${labels} || '.' end
        from judged f where f.stays)
      select ${told('foreign')}, ${told('conflict')}, ${told('same')} from judged`,
  )
}

const sameCells = ({ columns: wrote, custom }: DoneRows): SQL => {
  const keys = (json: SQL) =>
    sql`coalesce((select string_agg(k, ',' order by k) from jsonb_object_keys(${json}) k), '')`
  return sql`and ${keys(sql`r.write`)} = ${wrote} and ${keys(sql`coalesce(r.write -> 'custom', '{}')`)} = ${custom}`
}
