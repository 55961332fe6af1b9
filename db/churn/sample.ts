/** Draws what a churn model is fitted to, without a look ahead: who left as of one horizon before they did, the others as of days one horizon apart. */
import { sql, type SQL } from 'drizzle-orm'
import { addUnits } from '../calendar.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { objectOf, openRows, openStatement } from '../query/rows.ts'
import type { Sample } from './cross-validate.ts'
import { churnInputs } from './inputs.ts'
import { nobodyIn } from '../rights.ts'

export type Drawn = { samples: Sample[]; days: string[] }

/** Spans of those who stayed; older ones say less of today. */
const mostSpans = 8
/** A day has to have some weeks of evidence before it. */
const leastHistory = 28
/** Enough to fit ten weights by. Of more, the hash of their ids decides which, and each stands for as many as there are. */
const mostStayed = 6_000
const mostLeft = 600

/**
 * Each account that left counts once, as it stood `horizon` days before. Each that was a customer on one of the days
 * today − 1, 2, … horizons and was still there a horizon later counts once for that day. So the share of those who left
 * is the rate at which accounts leave within a horizon.
 */
export async function drawSamples(
  tx: Tx,
  catalogue: Catalogue,
  workspace: string,
  clock: Clock,
  horizon: number,
): Promise<Drawn> {
  const { today } = clock
  const [first] = await rowsOf<{ day: string | null }>(
    tx,
    sql`select to_char(least((select min(at)::date from activities where workspace_id = ${workspace}),
        (select min("on") from usage where workspace_id = ${workspace}),
        (select min("on") from health_scores where workspace_id = ${workspace}),
        (select min("on") from kpis where workspace_id = ${workspace})), 'YYYY-MM-DD') as day`,
  )
  if (!first?.day) return { samples: [], days: [] }
  const earliest = addUnits(first.day, leastHistory, 'day')
  const days = Array.from({ length: mostSpans }, (_, n) => addUnits(today, -(n + 1) * horizon, 'day')).filter(
    (day) => day >= earliest,
  )
  const last = days.at(-1)
  if (last === undefined) return { samples: [], days }
  const read = (day: string, which: SQL, happened: boolean) =>
    inputsOn(tx, {
      catalogue,
      workspace,
      clock,
      day,
      which,
      happened,
      most: Math.ceil(mostStayed / days.length),
    })
  const samples: Sample[] = []
  for (const day of days) {
    const end = sql`${addUnits(day, horizon, 'day')}::date`
    const stayed = sql`coalesce(a.customer_since <= ${day}::date, true)
      and case when a.lifecycle = 'churned' then a.churned_on > ${end} else coalesce(a.churned_on > ${end}, true) end`
    samples.push(...(await read(day, stayed, false)))
  }
  // Who left since the first of these days, by the day a horizon before.
  const left = await rowsOf<{ day: string; ids: string[]; all: number }>(
    tx,
    sql`select to_char(x.churned_on - ${horizon}::int, 'YYYY-MM-DD') as day, array_agg(x.id::text) as ids,
        min(x.total)::float8 as all from (
        select id, churned_on, count(*) over () as total from accounts where workspace_id = ${workspace} and lifecycle = 'churned'
          and churned_on > ${last}::date and churned_on - ${horizon}::int >= ${earliest}::date and churned_on <= ${today}::date
          and coalesce(customer_since <= churned_on - ${horizon}::int, true)
        order by md5(source_id), id limit ${mostLeft}::int) x group by 1 order by 1`,
  )
  for (const { day, ids, all } of left) {
    const found = await read(day, sql`a.id::text = any (${sql.param(ids)}::text[])`, true)
    samples.push(...found.map((sample) => ({ ...sample, weight: Math.max(1, all / mostLeft) })))
  }
  return { samples, days }
}

type Reading = {
  catalogue: Catalogue
  workspace: string
  clock: Clock
  day: string
  which: SQL
  happened: boolean
  most: number
}

async function inputsOn(
  tx: Tx,
  { catalogue, workspace, clock, day, which, happened, most }: Reading,
): Promise<Sample[]> {
  const statement = openStatement(catalogue, nobodyIn(workspace), clock)
  const object = objectOf(catalogue, 'account', 'from')
  const ids = sql`array(select a.id from accounts a where a.workspace_id = ${workspace} and ${which}
    order by md5(a.source_id), a.id limit ${most}::int)`
  const rows = openRows(statement, object, { kind: 'ids', ids })
  const context = rows.context(rows, { iso: day, past: true })
  const values = churnInputs.map(
    (input, at) => sql`(${input.value(context)})::float8 as ${sql.raw(`x${at}`)}`,
  )
  const alias = sql.raw(rows.alias)
  const found = await rowsOf<Record<string, string | number | null>>(
    tx,
    sql`select ${alias}.id::text as id, ${sql.join(values, sql`, `)} from ${rows.from()}
      where ${alias}.workspace_id = ${statement.workspace} and ${alias}.id = any (${ids}) order by 1`,
  )
  const [all] = await rowsOf<{ count: number }>(
    tx,
    sql`select count(*)::int as count from accounts a where a.workspace_id = ${workspace} and ${which}`,
  )
  return found.map((row) => ({
    account: String(row.id),
    happened,
    weight: (all?.count ?? found.length) / found.length,
    inputs: churnInputs.map((_, at) => {
      const value = row[`x${at}`]
      return value === null || value === undefined ? null : Number(value)
    }),
  }))
}
