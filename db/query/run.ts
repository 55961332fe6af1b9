/** Runs queries: compiled, executed as one statement where they can share one, their rows as plain JSON with the reading that they answer. */
import { sql, type SQL } from 'drizzle-orm'
import type { Catalogue, ScopeClause } from '../catalogue/types.ts'
import { withoutWithheld } from '../catalogue/withhold.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { asKnownAt, clockAsOf } from '../history/as-of.ts'
import { cohortTable } from './cohort.ts'
import { compileParsed, parseQuery, type Who } from './compile.ts'
import { assertAffordable, understood } from './cost-guard.ts'
import { explain } from './explain.ts'
import { most } from './limits.ts'
import { pivotPlan, type Plan } from './pivot.ts'
import { dayInWords } from './print.ts'
import type { ParsedQuery, Query } from './query.ts'
import type { ResultColumn } from './result.ts'
import { plainTable, type Found, type Row, type Table } from './table.ts'

export type { Cell } from './table.ts'
export type QueryResult = {
  /** The key of the rows' object, or `group`. */
  object: string
  columns: ResultColumn[]
  /** `id` (the source's own; null for a point of a time series) and the columns by key; a group has no id. */
  rows: Row[]
  total: number
  /** Of a pivot that was asked for totals: the line over all rows, one a currency. */
  totals?: Row[]
  reading: string
  /** What the usual scope left out of the rows: "active". */
  scope: string[]
  query: ParsedQuery
  ms: number
}

/** A query on its way: what is to be run for it, and what it will answer besides. */
export type Job = {
  query: ParsedQuery
  object: string
  scope: ScopeClause[]
  who: Who
  catalogue: Catalogue
  /** The clock of the moment that it is asked as of. */
  then: Clock | null
  plan: Plan
}

export async function runQuery(tx: Tx, catalogue: Catalogue, query: Query, who: Who): Promise<QueryResult> {
  const [result] = await runQueries(tx, catalogue, [query], who)
  if (!result) throw new Error('a query without a result')
  return result
}

/** The same results as one by one, in the same order; refused as the first of them that is. */
export async function runQueries(
  tx: Tx,
  catalogue: Catalogue,
  queries: Query[],
  who: Who,
): Promise<QueryResult[]> {
  const started = performance.now()
  const jobs: Job[] = []
  for (const query of queries) jobs.push(await jobOf(tx, catalogue, parseQuery(query), who))
  for (const job of jobs)
    for (const step of job.plan.steps) await assertAffordable(tx, catalogue, job, asAsked(job, step.sql))
  const tables = await tablesOf(tx, jobs)
  const ms = performance.now() - started
  return jobs.map(({ query, object, scope, who: then, ...job }, at) => ({
    object,
    ...(tables[at] ?? { columns: [], rows: [], total: 0 }),
    reading: `${explain(catalogue, query, scope, then)}${job.then ? `, as known on ${dayInWords(job.then.today)}` : ''}`,
    scope: scope.map((clause) => clause.label),
    query,
    ms,
  }))
}

export async function jobOf(tx: Tx, catalogue: Catalogue, query: ParsedQuery, asked: Who): Promise<Job> {
  const { asker } = asked
  const then = query.asOf === undefined ? null : await clockAsOf(tx, asker.workspace, query.asOf, asked.clock)
  const who = then ? { asker, clock: then } : asked
  // What stands worked out is of the rows as they are, not as they were known.
  const known = then ? { ...catalogue, evidence: undefined } : catalogue
  const compiled = compileParsed(known, query, who)
  const plan: Plan = query.pivot
    ? pivotPlan(known, query, query.pivot, who)
    : {
        steps: [compiled],
        finish: ([found = []]) =>
          query.cohort ? cohortTable(compiled, query.cohort, found) : plainTable(compiled, found),
      }
  return { query, object: compiled.object, scope: compiled.scope, who, catalogue: known, then, plan }
}

export const asAsked = ({ then, who, catalogue }: Job, statement: SQL): SQL => {
  const bare = withoutWithheld(catalogue, statement)
  return then ? asKnownAt(who.asker.workspace, then.now, bare) : bare
}

/** Runs the steps of all jobs together, and what they then ask for again, until each has its table. */
async function tablesOf(tx: Tx, jobs: Job[]): Promise<Table[]> {
  const tables: Table[] = []
  let open = jobs.map((job, at) => ({ job, at, plan: job.plan }))
  while (open.length > 0) {
    const steps = open.flatMap(({ job, plan }) => plan.steps.map((step) => asAsked(job, step.sql)))
    const found = await together(tx, steps)
    open = open.flatMap(({ job, at, plan }) => {
      const next = plan.finish(found.splice(0, plan.steps.length))
      if ('steps' in next) return [{ job, at, plan: next }]
      tables[at] = next
      return []
    })
  }
  return tables
}

/** Several statements as one: each a column that holds its rows. A round trip costs more than the packing. */
async function together(tx: Tx, statements: SQL[]): Promise<Found[][]> {
  const [only, second] = statements
  if (!only) return []
  if (!second) return [await understood(rowsOf<Found>(tx, only))]
  const found: Found[][] = []
  for (let first = 0; first < statements.length; first += most.together) {
    const some = statements.slice(first, first + most.together)
    const blocks = some.map(
      (each, at) => sql`(select coalesce(json_agg(b), '[]'::json) from (${each}) b) as ${sql.raw(`b${at}`)}`,
    )
    const [row] = await understood(
      rowsOf<Record<string, Found[]>>(tx, sql`select ${sql.join(blocks, sql`, `)}`),
    )
    found.push(...some.map((_, at) => row?.[`b${at}`] ?? []))
  }
  return found
}
