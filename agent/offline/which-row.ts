/** Asks which row is meant where a command speaks of one and several match; with one, the command goes on. */
import type { Condition } from '#db/query/query.ts'
import { Several } from '#db/effects/selection.ts'
import { objectFor } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { inSentence } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'
import type { Plan, PlanRequest, ToolCall } from '../planner.ts'
import { plannedIn } from '../proposals/plan.ts'

/** So many are named in the question. */
const mostNamed = 6

export async function orWhichRow(plan: Plan, request: PlanRequest): Promise<Plan> {
  if (plan.kind !== 'calls') return plan
  for (const call of plan.calls) {
    const several = meansOne(call) ? await severalOf(call, request) : null
    if (several) return { kind: 'clarify', ...(await whichOf(several, request)), confidence: 'sure' }
  }
  return plan
}

const meansOne = ({ input }: ToolCall): boolean =>
  typeof input === 'object' && input !== null && 'of' in input && isOne(input.of)

const isOne = (of: unknown): boolean => typeof of === 'object' && of !== null && 'one' in of

/** The rows that the tool would touch, where one was meant and they are several. What else stands in its way it says itself. */
async function severalOf({ tool: name, input }: ToolCall, request: PlanRequest): Promise<Several | null> {
  const tool = request.tools.get(name)
  if (tool?.effect !== 'write') return null
  try {
    await plannedIn(request.tx, tool, input, request)
  } catch (error) {
    if (error instanceof Several) return error
    if (!(error instanceof Problem)) throw error
  }
  return null
}

async function whichOf({ object: key, ids }: Several, { tx, catalogue, asker, clock }: PlanRequest) {
  const object = objectFor(catalogue, key)
  const where: Condition = { field: 'id', op: 'in', value: ids.slice(0, mostNamed) }
  const { rows } = await runQuery(
    tx,
    catalogue,
    { from: key, scope: 'all', where, select: [...new Set(['id', object.title])], limit: mostNamed },
    { asker, clock },
  )
  const names = rows.map((row) => `${String(row[object.title] ?? '')} (${String(row.id)})`)
  const more = ids.length > mostNamed ? `, and ${ids.length - mostNamed} more` : ''
  return {
    question: `Which ${inSentence(object.label)} do you mean? ${ids.length} match: ${names.join(', ')}${more}. Please say it again with its name, or say “all”.`,
    options: [],
  }
}
