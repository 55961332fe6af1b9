/** Makes one row of several: what hangs on those that go moves to the one that stays, whose empty cells are filled; they go, and all of it can be taken back. */
import { sql, type SQL } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import type { ObjectType } from '../catalogue/types.ts'
import { rowsOf } from '../connect.ts'
import { dependents } from '../history/revert.ts'
import { keptTables } from '../history/tables.ts'
import { Problem } from '../problem.ts'
import { accountOf, mayAct, nameOf } from './acting.ts'
import { cellsObject, current, inWords, itemsOf, kept, listCell, wordsObject } from './cells.ts'
import { lastPlace, type Materialising, type ResolvedMerge } from './materialise.ts'
import { wholeRow, wordsOf } from './materialise-deletion.ts'
import { materialiseSeries } from './series.ts'
import { assertEditable, objectFor, tableOf, writablesOf, type Writable } from './writable.ts'

/** That one of them left says nothing of the other. */
const ofItself = new Set(['churned_on', 'churn_reason', 'left_on'])

type One = { id: string; sourceId: string; name: string; account: string | null; theirs: boolean }
type Merge = { work: Materialising; object: ObjectType; goes: One[]; stays: One }

export async function materialiseMerge(work: Materialising, set: ResolvedMerge): Promise<string[]> {
  const object = objectFor(work.catalogue, set.object)
  assertEditable(object)
  const [stays, another] = await rowsFor(work, object, set.into.ids)
  const goes = await rowsFor(work, object, set.of.ids)
  if (!stays || another) throw new Problem('bad_request', 'One row stays: name one.')
  if (goes.some(({ id }) => id === stays.id))
    throw new Problem('bad_request', `${stays.name} can not be merged with itself.`)
  const foreign = [stays, ...goes].filter(({ theirs }) => !theirs)
  if (foreign.length > 0)
    return [`${foreign.map(({ name }) => name).join(' and ')}: not yours to act on, so nothing is merged.`]
  const apart = object.key === 'account' ? undefined : goes.find(({ account }) => account !== stays.account)
  if (apart) throw new Problem('bad_request', `${apart.name} and ${stays.name} are of two accounts.`)
  const merge: Merge = { work, object, goes, stays }
  await fillEmpty(merge)
  for (const { table, column } of await dependents(work.tx, object.table))
    if (keptTables.get(table)?.[0] === 'id') await moveRows(merge, table, column)
  const notes: string[] = []
  for (const one of goes) notes.push(...(await materialiseSeries(work, object, one, stays)))
  await removeRows(merge)
  return notes
}

function rowsFor({ tx, workspace, asker }: Materialising, object: ObjectType, ids: string[]): Promise<One[]> {
  return rowsOf<One>(
    tx,
    sql`select x.id, x.source_id as "sourceId", ${nameOf(object, 'x', 'a')} as name, ${accountOf(object, 'x')} as account, ${mayAct(asker, 'a')} as theirs
        from ${sql.identifier(object.table)} x
          left join accounts a on a.workspace_id = ${workspace} and a.id = ${accountOf(object, 'x')}
        where x.workspace_id = ${workspace} and x.source_id = any (${sql.param(ids)}::text[])
        order by x.created_at, x.id`,
  )
}

const idsOf = (goes: One[]): SQL => sql`${sql.param(goes.map(({ id }) => id))}::uuid[]`

/** What the cell becomes: of lists all items, of others the oldest value where there is none. */
function filled({ work, object, goes }: Merge, cell: Writable): SQL {
  const own = current(cell, 'x')
  // Nothing stands above itself.
  if (cell.to?.key === object.key)
    return sql`case when ${own} = any (${idsOf(goes)}) then null else ${own} end`
  const from = sql`from ${sql.identifier(object.table)} l`
  const where = sql`where l.workspace_id = ${work.workspace} and l.id = any (${idsOf(goes)})`
  if (cell.type !== 'list')
    return sql`coalesce(${own}, (select ${current(cell, 'l')} ${from} ${where} and ${current(cell, 'l')} is not null order by l.created_at, l.id limit 1))`
  const items = sql`coalesce(${itemsOf(cell, own)}, '{}')`
  const all = sql`array(select d.i from (select distinct on (lower(u.i)) u.i from (
      select i, 0 as n from unnest(${items}) i
      union all select i, 1 ${from} cross join lateral unnest(${itemsOf(cell, current(cell, 'l'))}) i ${where}) u
    order by lower(u.i), u.n) d order by lower(d.i) collate "C", d.i collate "C")`
  return sql`case when cardinality(${all}) = cardinality(${items}) then ${own} else ${listCell(cell, all)} end`
}

async function fillEmpty(merge: Merge): Promise<void> {
  const { work, object, stays } = merge
  const { tx, workspace, proposal, catalogue } = work
  const cells = writablesOf(catalogue, object)
    .filter(({ column, field }) => column !== 'source_id' && !ofItself.has(column) && !field?.isWithheld)
    .map((cell, at) => {
      const [was, will] = [sql.raw(`f.o${at}`), sql.raw(`f.n${at}`)]
      const made = sql`${current(cell, 'x')} as ${sql.raw(`o${at}`)}, ${filled(merge, cell)} as ${sql.raw(`n${at}`)}`
      return { cell, was, will, made, counts: sql`${will} is distinct from ${was}` }
    })
  const last = await lastPlace(tx, workspace, proposal)
  const part = (value: (one: (typeof cells)[number]) => SQL) =>
    cells.map((one) => ({ cell: one.cell, counts: one.counts, value: value(one) }))
  await tx.execute(sql`
    insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
    select ${workspace}, ${proposal}::uuid, ${last + 1}, ${object.key}, ${object.table}, 'update', f.id, f.source_id, ${stays.name}, ${stays.account}::uuid, f.version,
           ${wordsObject(part(({ cell, was }) => inWords(cell, workspace, was)))}, ${wordsObject(part(({ cell, will }) => inWords(cell, workspace, will)))},
           ${cellsObject(part(({ cell, will }) => kept(cell, will)))}, ${cellsObject(part(({ cell, was }) => kept(cell, was)))}
    from (select x.id, x.source_id, x.xmin::text as version, ${sql.join(
      cells.map(({ made }) => made),
      sql`, `,
    )}
          from ${sql.identifier(object.table)} x where x.workspace_id = ${workspace} and x.id = ${stays.id}::uuid) f
    where ${sql.join(
      cells.map(({ counts }) => counts),
      sql` or `,
    )}`)
}

/** Rows of another table, or of the same one, that name one that goes; what the one that stays has already is removed. */
async function moveRows({ work, object, goes, stays }: Merge, table: string, name: string): Promise<void> {
  const { tx, workspace, proposal, catalogue } = work
  const other = [...catalogue.objects.values()].find((one) => one.table === table)
  const cell = other && writablesOf(catalogue, other).find(({ column }) => column === name)
  if (!other || !cell) return
  const column = sql.identifier(name)
  const rest = getTableConfig(tableOf(table)).uniqueConstraints.flatMap(({ columns }) => {
    const names = columns.map((one) => one.name)
    return names.includes(name) ? [names.filter((one) => one !== name && one !== 'workspace_id')] : []
  })
  const isTwice = rest.map((names) => {
    const same = names.map((one) => sql`e.${sql.identifier(one)} = x.${sql.identifier(one)}`)
    return sql`exists (select from ${sql.identifier(table)} e where e.workspace_id = ${workspace} and e.${column} = ${stays.id}::uuid and ${sql.join(same, sql` and `)})`
  })
  const goesToo = isTwice.length > 0 ? sql.join(isTwice, sql` or `) : sql`false`
  const others = table === object.table ? sql`and x.id <> all (${idsOf([...goes, stays])})` : sql``
  const last = await lastPlace(tx, workspace, proposal)
  const was = inWords(cell, workspace, sql`x.${column}`)
  await tx.execute(sql`
    insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
    select ${workspace}, ${proposal}::uuid, ${last}::int + row_number() over (order by x.created_at, x.id), ${other.key}, ${table},
           case when ${goesToo} then 'delete' else 'update' end, x.id, x.source_id, ${nameOf(other, 'x', 'a')}, ${accountOf(other, 'x')}, x.xmin::text,
           case when ${goesToo} then ${wordsOf(catalogue, other, workspace, 'x')} else jsonb_build_object(${cell.key}::text, ${was}) end,
           case when ${goesToo} then '{}'::jsonb else jsonb_build_object(${cell.key}::text, ${inWords(cell, workspace, sql`${stays.id}::uuid`)}) end,
           case when ${goesToo} then '{}'::jsonb else jsonb_build_object(${name}::text, ${stays.id}::text) end,
           case when ${goesToo} then ${wholeRow(table, 'x')} else jsonb_build_object(${name}::text, x.${column}) end
    from ${sql.identifier(table)} x left join accounts a on a.workspace_id = ${workspace} and a.id = ${accountOf(other, 'x')}
    where x.workspace_id = ${workspace} and x.${column} = any (${idsOf(goes)}) ${others}`)
}

/** After all that hung on them has moved. */
async function removeRows({ work, object, goes }: Merge): Promise<void> {
  const { tx, workspace, proposal, catalogue } = work
  const last = await lastPlace(tx, workspace, proposal)
  await tx.execute(sql`
    insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
    select ${workspace}, ${proposal}::uuid, ${last}::int + row_number() over (order by x.created_at, x.id), ${object.key}, ${object.table}, 'delete',
           x.id, x.source_id, ${nameOf(object, 'x', 'a')}, ${accountOf(object, 'x')}, x.xmin::text, ${wordsOf(catalogue, object, workspace, 'x')}, '{}', '{}',
           ${wholeRow(object.table, 'x')}
    from ${sql.identifier(object.table)} x left join accounts a on a.workspace_id = ${workspace} and a.id = ${accountOf(object, 'x')}
    where x.workspace_id = ${workspace} and x.id = any (${idsOf(goes)})`)
}
