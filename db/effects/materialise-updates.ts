/** Rows that would be updated: all sets over an object in one statement, only cells that change, and what was left out and why. */
import { sql, type SQL } from 'drizzle-orm'
import type { ObjectType } from '../catalogue/types.ts'
import { rowsOf } from '../connect.ts'
import { Problem } from '../problem.ts'
import { accountOf, mayAct, nameOf, personalColumn } from './acting.ts'
import { assignmentsOf, type Assigned } from './assignments.ts'
import { cellsObject, current, inWords, kept, wordsObject } from './cells.ts'
import { leftOut, noLongerThere, notTheirs, sameAlready, type LeftOut } from './left-out.ts'
import { lastPlace, type Materialising, type ResolvedUpdate } from './materialise.ts'
import { fitsReference, misfits } from './references.ts'
import { objectFor } from './writable.ts'

type Found = { gone: LeftOut; foreign: LeftOut; same: LeftOut; empty: LeftOut; misfit: LeftOut }

export async function materialiseUpdates(work: Materialising, sets: ResolvedUpdate[]): Promise<string[]> {
  const [first] = sets
  if (!first) return []
  const object = objectFor(work.catalogue, first.object)
  const assigned = await assignmentsOf(work, object, sets)
  if (assigned.length === 0) throw new Problem('bad_request', 'Nothing was said to be set.')
  const [found] = await rowsOf<Found>(work.tx, await statement(work, object, sets, assigned))
  if (!found) throw new Error('an aggregate without a row')
  if (found.misfit.count > 0)
    throw misfits(
      object,
      assigned.map(({ cell }) => cell),
      found.misfit,
    )
  return [
    ...noLongerThere(object, found.gone),
    ...notTheirs(object, found.foreign),
    ...sameAlready(object, found.same),
    ...leftOut(object, found.empty, 'has no date to move', 'have no date to move'),
  ]
}

/** The ids that the sets mean, in order, each once, with the sets that mean it. */
function wantedRows(sets: ResolvedUpdate[]): SQL {
  const [only, second] = sets
  if (only && !second)
    return sql`select u.id, u.n from unnest(${sql.param([...new Set(only.of.ids)])}::text[]) with ordinality u(id, n)`
  const all = sets.map(
    ({ of }, at) =>
      sql`select u.id, u.n, ${at}::int as of_set from unnest(${sql.param(of.ids)}::text[]) with ordinality u(id, n)`,
  )
  const flags = sets.map((_, at) => sql`bool_or(of_set = ${at}) as ${sql.raw(`s${at}`)}`)
  return sql`select id, min(of_set * 1000000 + n) as n, ${sql.join(flags, sql`, `)}
    from (${sql.join(all, sql` union all `)}) s group by id`
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`

/** One value for all rows, where they have one cell only and it becomes the same. */
function same(cells: Assigned[], object: (one: Assigned) => Record<string, unknown>): SQL | null {
  const [only, another] = cells
  return only?.fixed && !another ? json(object(only)) : null
}

async function statement(
  work: Materialising,
  object: ObjectType,
  sets: ResolvedUpdate[],
  assigned: Assigned[],
): Promise<SQL> {
  const { tx, workspace, proposal, asker } = work
  const table = sql.identifier(object.table)
  const own = personalColumn(object)
  const cells = assigned.map(({ cell, next, fixed, moves }, at) => {
    const [was, will] = [sql.raw(`f.o${at}`), sql.raw(`f.n${at}`)]
    return { cell, next, fixed, moves, at, was, will, counts: sql`${will} is distinct from ${was}` }
  })
  const [onlyCell, another] = cells
  /** Where there is one cell only, a row that is written is one whose cell changes. */
  const part = (of: (one: (typeof cells)[number]) => SQL) =>
    cells.map((one) => ({
      cell: one.cell,
      value: of(one),
      ...(another && { counts: one.counts }),
    }))
  const values = cells.map(
    ({ cell, next, at }) =>
      sql`${current(cell, 'x')} as ${sql.raw(`o${at}`)}, ${next} as ${sql.raw(`n${at}`)}`,
  )
  const isEmpty = cells.every(({ moves }) => moves)
    ? sql.join(
        cells.map(({ was }) => sql`${was} is null`),
        sql` and `,
      )
    : sql`false`
  const changes =
    onlyCell && !another
      ? onlyCell.counts
      : sql.join(
          cells.map((one) => one.counts),
          sql` or `,
        )
  /** Of a person by a join, which is far quicker than a look for each row. */
  const people = cells.filter(({ cell }) => cell.type === 'person')
  const joins = people.map(
    ({ at, was }) =>
      sql`left join users ${sql.raw(`u${at}`)} on ${sql.raw(`u${at}`)}.workspace_id = ${workspace} and ${sql.raw(`u${at}`)}.id = ${was}`,
  )
  const before = ({ cell, at, was }: (typeof cells)[number]) =>
    cell.type === 'person' ? sql`to_jsonb(${sql.raw(`u${at}`)}.email)` : inWords(cell, workspace, was)
  const checks = cells.flatMap(({ cell, will }) => fitsReference(workspace, object, cell, will))
  const fits = checks.length === 0 ? sql`true` : sql.join(checks, sql` and `)
  const after =
    same(cells, ({ cell, fixed }) => ({ [cell.key]: fixed?.shown })) ??
    wordsObject(part(({ cell, will, fixed }) => (fixed ? json(fixed.shown) : inWords(cell, workspace, will))))
  const write =
    same(cells, ({ cell, fixed }) =>
      cell.custom === undefined ? { [cell.column]: fixed?.kept } : { custom: { [cell.custom]: fixed?.kept } },
    ) ?? cellsObject(part(({ cell, will, fixed }) => (fixed ? json(fixed.kept) : kept(cell, will))))
  const last = await lastPlace(tx, workspace, proposal)
  const told = (name: string, which: SQL) =>
    sql`json_build_object('count', count(*) filter (where ${which}), 'names', to_json((array_agg(name order by n) filter (where ${which}))[1:3])) as ${sql.raw(name)}`
  return sql`with wanted as materialized (${wantedRows(sets)}),
    judged as materialized (
      select f.*, case when f.id is null then 'gone' when not f.theirs then 'foreign' when ${isEmpty} then 'empty'
        when not (${changes}) then 'same' when not (${fits}) then 'misfit' else 'written' end as fate
      from (select w.n, w.id as source_id, x.id, x.xmin::text as version, ${accountOf(object, 'x')} as account_id,
             coalesce(${nameOf(object, 'x', 'a')}, w.id) as name, ${mayAct(asker, 'a', own ? sql`x.${sql.identifier(own)}` : undefined)} as theirs,
             ${sql.join(values, sql`, `)}
      from wanted w left join ${table} x on x.workspace_id = ${workspace} and x.source_id = w.id
        left join accounts a on a.workspace_id = ${workspace} and a.id = ${accountOf(object, 'x')} offset 0) f),
    put as (
      insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
      select ${workspace}, ${proposal}::uuid, ${last}::int + row_number() over (order by f.n), ${object.key}, ${object.table}, 'update',
             f.id, f.source_id, f.name, f.account_id, f.version,
             ${wordsObject(part(before))}, ${after}, ${write}, ${cellsObject(part(({ cell, was }) => kept(cell, was)))}
      from judged f ${sql.join(joins, sql` `)} where f.fate = 'written')
    select ${sql.join(
      (['gone', 'foreign', 'same', 'empty', 'misfit'] as const).map((name) =>
        told(name, sql`fate = ${name}`),
      ),
      sql`, `,
    )} from judged`
}
