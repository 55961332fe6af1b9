/** Deals with the rows that are a person's own: their words are emptied, references to them let go, and the rows deleted or given a made-up name. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { keptTables } from '../history/tables.ts'
import { forgetValues, valuesHeld } from './custom-values.ts'
import { erasureMap } from './erasure-map.ts'
import type { Subject } from './find-subject.ts'
import { tableSql, type LiveColumn, type LiveTable } from './live-tables.ts'
import { ofWorkspace } from './scan.ts'
import { forgetIdentity } from './sign-in-rows.ts'
import type { Tally } from './tally.ts'
import type { TableTreatment } from './treatment.ts'

export type OwnRows = {
  tx: Tx
  workspace: string
  subject: Subject
  tables: Map<string, LiveTable>
  /** Units that are known to speak of the person. */
  tied: Set<string>
  tally: Tally
}

/** Columns that name a contact's row without a foreign key. */
const looseReferences = [{ table: 'public.contacts', column: 'reports_to_id' }]

const idsOf = ({ rows }: Subject): SQL => sql`any (${sql.param(rows)}::text[])`

export async function dealWithOwnRows(job: OwnRows): Promise<void> {
  if (job.subject.rows.length === 0) return
  const values = await valuesHeld(job)
  await emptyWords(job)
  if (job.subject.kind === 'contact') await unlink(job)
  else await forgetIdentity(job)
  await deleteRows(job)
  if (job.subject.kind === 'colleague') await renameUser(job)
  await forgetValues(job, values)
}

/** True of the person's own rows; null where a table has none. */
export function isOwn(treatment: TableTreatment, subject: Subject): SQL | null {
  if (subject.kind === 'address' || subject.rows.length === 0) return null
  const whose = treatment.own?.[subject.kind]
  return whose === undefined ? null : sql`(${sql.raw(whose)})::text = ${idsOf(subject)}`
}

const emptied = ({ isRequired, cell }: LiveColumn): SQL => {
  if (!isRequired) return sql`null`
  return cell === 'json' ? sql`'{}'` : cell === 'list' ? sql`'{}'` : sql`''`
}

const ownWords = (table: LiveTable, treatment: TableTreatment) =>
  table.columns.filter(({ name }) => treatment.columns[name]?.how === 'null')

async function emptyWords(job: OwnRows): Promise<void> {
  const { tx, workspace, subject, tables, tally } = job
  for (const [name, treatment] of erasureMap) {
    const table = tables.get(name)
    const own = isOwn(treatment, subject)
    if (!table || !own || treatment.own?.words === undefined) continue
    const words = ownWords(table, treatment)
    const history = await historyOfWords(job, name, treatment, words)
    tally.add('public.field_history', 'emptied', history)
    for (const column of words) {
      const { name: field } = column
      const at = sql`t.${sql.identifier(field)}`
      const [done] = await rowsOf<{ rows: number }>(
        tx,
        sql`with done as (update ${tableSql(name)} t set ${sql.identifier(field)} = ${emptied(column)}
              where ${ofWorkspace(treatment, workspace)} and ${own} and (${sql.raw(treatment.own.words)})
                and ${at} is distinct from ${emptied(column)} returning 1)
            select count(*)::int as rows from done`,
      )
      tally.add(`${name}.${field}`, 'emptied', done?.rows ?? 0)
    }
  }
}

/** What their words were before, in rows that are there and in rows that were deleted. */
async function historyOfWords(
  { tx, workspace, subject }: OwnRows,
  name: string,
  treatment: TableTreatment,
  words: LiveColumn[],
): Promise<number> {
  const object = name.split('.')[1] ?? ''
  const own = isOwn(treatment, subject)
  const link = treatment.own?.[subject.kind === 'colleague' ? 'colleague' : 'contact']?.replace(/^t\./, '')
  if (!keptTables.has(object) || !own || !link || words.length === 0) return 0
  const fields = sql`${sql.param(words.map((word) => word.name))}::text[]`
  const [done] = await rowsOf<{ rows: number }>(
    tx,
    sql`with done as (
          update field_history h set before = h.before - ${fields}, after = h.after - ${fields}
          where h.workspace_id = ${workspace} and h.object = ${object} and (h.before ?| ${fields} or h.after ?| ${fields})
            and (h.before ->> ${link} = ${idsOf(subject)} or h.after ->> ${link} = ${idsOf(subject)}
                 or h.row_key in (select t.id::text from ${tableSql(name)} t where ${ofWorkspace(treatment, workspace)} and ${own}))
          returning 1)
        select count(*)::int as rows from done`,
  )
  return done?.rows ?? 0
}

/** Rows of the account's that point to the contact stay, and point to nobody. */
async function unlink({ tx, workspace, subject, tied, tally }: OwnRows): Promise<void> {
  const found = await rowsOf<{ table: string; column: string }>(
    tx,
    sql`select n.nspname || '.' || c.relname as table, a.attname::text as column
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey) and a.attname <> 'workspace_id'
        where k.contype = 'f' and k.confrelid = 'public.contacts'::regclass and k.confdeltype <> 'c'`,
  )
  for (const { table, column } of [...found, ...looseReferences]) {
    const done = await rowsOf<{ id: string | null }>(
      tx,
      sql`update ${tableSql(table)} t set ${sql.identifier(column)} = null
          where t.workspace_id = ${workspace} and t.${sql.identifier(column)}::text = ${idsOf(subject)}
          returning to_jsonb(t) ->> 'id' as id`,
    )
    // What is said there is said of them, also where it gives a first name alone.
    for (const { id } of done) if (id !== null) tied.add(`${table.split('.')[1] ?? ''} ${id}`)
    tally.add(`${table}.${column}`, 'unlinked', done.length)
  }
}

async function deleteRows({ tx, workspace, subject, tables, tally }: OwnRows): Promise<void> {
  // What hangs on a row goes first, so that it is counted where it stood.
  const order = [...erasureMap].filter(([name]) => name !== 'public.contacts')
  const contacts = erasureMap.get('public.contacts')
  if (contacts) order.push(['public.contacts', contacts])
  for (const [name, treatment] of order) {
    const own = isOwn(treatment, subject)
    if (!tables.has(name) || !own || !treatment.own?.deletes) continue
    const [done] = await rowsOf<{ rows: number }>(
      tx,
      sql`with done as (delete from ${tableSql(name)} t where ${ofWorkspace(treatment, workspace)} and ${own} returning 1)
          select count(*)::int as rows from done`,
    )
    tally.add(name, 'deleted', done?.rows ?? 0)
  }
}

/** Others' rows go on naming the user's row, which names nobody any more. The address ends in a domain that can't exist. */
async function renameUser({ tx, workspace, subject, tally }: OwnRows): Promise<void> {
  const [done] = await rowsOf<{ rows: number }>(
    tx,
    sql`with done as (
          update users t set name = 'Former colleague', email = 'former-' || right(t.id::text, 12) || '@erased.invalid',
                 source_id = 'former-' || right(t.id::text, 12) || '@erased.invalid'
          where t.workspace_id = ${workspace} and t.id::text = ${idsOf(subject)} and t.email not like '%@erased.invalid' returning 1)
        select count(*)::int as rows from done`,
  )
  tally.add('public.users', 'emptied', done?.rows ?? 0)
}

/** The history of rows that named the person: as if they had never been there. */
export async function forgetHistory({ tx, workspace, subject, tables, tally }: OwnRows): Promise<void> {
  if (subject.rows.length === 0) return
  for (const [name, treatment] of erasureMap) {
    const object = name.split('.')[1] ?? ''
    const key = keptTables.get(object)
    const link = treatment.own?.[subject.kind === 'colleague' ? 'colleague' : 'contact']
    const isNamed = treatment.own?.deletes === true || name === 'public.users'
    if (!tables.has(name) || !key || link === undefined || !isNamed || subject.kind === 'address') continue
    const at = key.indexOf(link.replace(/^t\./, ''))
    if (at < 0) continue
    const whose = key.length === 1 ? sql`h.row_key` : sql`h.row_key::jsonb ->> ${at}::int`
    const [done] = await rowsOf<{ rows: number }>(
      tx,
      sql`with done as (delete from field_history h where h.workspace_id = ${workspace} and h.object = ${object}
            and ${whose} = ${idsOf(subject)} returning 1)
          select count(*)::int as rows from done`,
    )
    tally.add('public.field_history', 'deleted', done?.rows ?? 0)
  }
}
