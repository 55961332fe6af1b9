/** Settles a doubt between readings by the records: where all of them come to the same answer, there is nothing to ask. */
import type { Query } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import type { Plan, PlanRequest } from '../planner.ts'
import { queryCall } from './tool-calls.ts'

/** More rows than these are not compared: a person would not look them through either. */
const mostRows = 1_000

/** The plan itself, or the first of the readings where they differ in words alone. Readings without a row agree about nothing. */
export async function orAgreed(plan: Plan, request: PlanRequest): Promise<Plan> {
  if (plan.kind !== 'clarify' || !plan.readings || plan.readings.length < 2) return plan
  const [first, ...others] = plan.readings
  if (!first || others.some(({ from }) => from !== first.from)) return plan
  const told = await answerOf(first, request)
  if (told === null) return plan
  for (const other of others) if ((await answerOf(other, request)) !== told) return plan
  const [reading = ''] = plan.options
  return { kind: 'calls', calls: [queryCall(first)], confidence: 'sure', reading }
}

/** What the query comes to, as a text that is the same for the same; null where that is nothing, or too much. */
async function answerOf(query: Query, { tx, catalogue, asker, clock }: PlanRequest): Promise<string | null> {
  const isOrdered = query.limit !== undefined
  const { rows, total, object } = await runQuery(
    tx,
    catalogue,
    { ...query, limit: query.limit ?? mostRows },
    { asker, clock },
  )
  if (total === 0 || (!isOrdered && total > rows.length)) return null
  const isRows = query.measures === undefined && query.groupBy === undefined
  const lines = rows.map((row) => JSON.stringify(isRows ? row.id : row))
  return JSON.stringify([object, total, isOrdered ? lines : lines.toSorted()])
}
