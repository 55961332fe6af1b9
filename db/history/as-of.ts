/** The store as it was known at a moment: rows recorded later do not exist, and changed or deleted ones are what they were. */
import { sql, type SQL } from 'drizzle-orm'
import { dayOf, resolveDay, clockAt } from '../calendar.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { Problem } from '../problem.ts'
import { dayInWords } from '../query/print.ts'
import type { AsOf } from '../query/query.ts'
import { keptTables } from './tables.ts'

/**
 * The clock of that moment; a day is taken at its end, but never later than now. Throws a Problem where nothing was on
 * record yet: an empty answer would say that there was nothing, which nobody knows.
 */
export async function clockAsOf(tx: Tx, workspace: string, asOf: AsOf, clock: Clock): Promise<Clock> {
  const { timeZone, fiscalYearStart } = clock
  const isMoment = typeof asOf === 'string' && asOf.includes('T')
  const day = isMoment ? dayOf(asOf, timeZone) : resolveDay(asOf, clock)
  const wanted = isMoment ? new Date(asOf).toISOString() : clockAt({ timeZone, fiscalYearStart }, day).now
  const now = day === clock.today && !isMoment ? clock.now : wanted
  if (Date.parse(now) > Date.parse(clock.now)) {
    throw new Problem('bad_request', `${dayInWords(day)} is yet to come, so nothing is known as of it.`, {
      next: 'Leave asOf out for what is known now.',
    })
  }
  const [row] = await rowsOf<{ known: boolean; since: string | null }>(
    tx,
    sql`select coalesce(min(recorded_at) <= ${now}::timestamptz, false) as known,
               to_char(min(recorded_at) at time zone ${timeZone}::text, 'YYYY-MM-DD') as since
        from changes where workspace_id = ${workspace}`,
  )
  if (!row?.known) {
    const since = row?.since ? `the records begin on ${dayInWords(row.since)}` : 'there are no records yet'
    throw new Problem('not_found', `What was known on ${dayInWords(day)} is not on record: ${since}.`, {
      next: 'Measures with a day of their own (ARR, health, usage …) can be asked "on" that day instead.',
    })
  }
  return { now, today: day, timeZone, fiscalYearStart }
}

/** The row's key as `field_history` has it. */
export const rowKey = (alias: string, keys: readonly string[]): SQL => {
  const columns = keys.map((key) => sql.raw(`${alias}."${key}"`))
  return columns.length === 1
    ? sql`${columns[0]}::text`
    : sql`jsonb_build_array(${sql.join(columns, sql`, `)})::text`
}

/**
 * The statement over the store as of the moment: tables of the same names stand before the real ones, so that whatever
 * it reads, it reads as it was. Of several changes after the moment the first one tells what a column was at it.
 */
export function asKnownAt(workspace: string, moment: string, statement: SQL): SQL {
  const ours = sql`workspace_id = ${workspace}::text`
  const then = sql`${moment}::timestamptz`
  const tables = [...keptTables].map(([table, keys]) => {
    const name = sql.identifier(table)
    const real = sql`public.${name}`
    const key = rowKey('x', keys)
    const later = (alias: string) => sql`${sql.raw(alias)}.object = ${table}::text`
    return sql`${name} as not materialized (
      select x.* from ${real} x where x.${ours} and x.created_at <= ${then}
        and not exists (select from changed_later l where ${later('l')} and l.row_key = ${key})
      union all
      select r.* from changed_later l join ${real} x on x.${ours} and ${key} = l.row_key
        cross join lateral jsonb_populate_record(x, l.was) r
        where ${later('l')} and not l.is_deleted and x.created_at <= ${then}
      union all
      select r.* from changed_later l cross join lateral jsonb_populate_record(null::${real}, l.was) r
        where ${later('l')} and l.is_deleted and r.created_at <= ${then})`
  })
  return sql`with changes as (select * from public.changes where ${ours} and recorded_at <= ${then}),
    field_history as (select * from public.field_history where ${ours} and recorded_at <= ${then}),
    later as materialized (
      select h.*, min(h.seq) filter (where h.operation = 'delete') over (partition by h.object, h.row_key) as deleted
      from public.field_history h where h.${ours} and h.recorded_at > ${then}),
    changed_later as materialized (
      select object, row_key, bool_or(operation = 'delete') as is_deleted,
             jsonb_object_agg(e.key, e.value order by seq desc) as was
      from later cross join lateral jsonb_each(before) e
      where deleted is null or seq <= deleted group by object, row_key),
    ${sql.join(tables, sql`, `)}
    (${statement})`
}
