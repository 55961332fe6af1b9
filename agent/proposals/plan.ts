/** Plans a call of an effect tool: what it wants written, with the rows that who asks can name. Reads only, and only what they may. */
import { z } from 'zod'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { ChangeSet, Intent } from '#db/effects/contract.ts'
import type { ResolvedSet } from '#db/effects/materialise.ts'
import { resolveSelection } from '#db/effects/selection.ts'
import { Problem } from '#db/problem.ts'
import { within } from '#db/rights.ts'
import type { EffectTool } from '#tools/kit/define-tool.ts'

export type NamedEffect = EffectTool & { name: string }
export type Planned = {
  tool: NamedEffect
  arguments: Record<string, unknown>
  intent: Intent
  sets: ResolvedSet[]
}

export type PlanFor = {
  db: Db
  asker: Asker
  clock: Clock
  catalogue: Catalogue
  signal: AbortSignal
}

/** Throws a Problem where the input does not fit the tool, or the tool says why nothing can be proposed. */
export const planCall = (tool: NamedEffect, input: unknown, run: PlanFor): Promise<Planned> =>
  run.db.inWorkspace(within(run.asker), (tx) => plannedIn(tx, tool, input, run), 'read')

/** The same in a transaction of the asker's that is open already. */
export async function plannedIn(
  tx: Tx,
  tool: NamedEffect,
  input: unknown,
  { asker, clock, catalogue, signal }: Omit<PlanFor, 'db'>,
): Promise<Planned> {
  const parsed = tool.input.safeParse(input)
  if (!parsed.success)
    throw new Problem(
      'bad_request',
      `The input of ${tool.name} is not right: ${z.prettifyError(parsed.error)}`,
    )
  const intent = await tool.plan(parsed.data, { asker, clock, catalogue, tx, signal })
  const resolve = (object: string, of: Parameters<typeof resolveSelection>[1]['of']) =>
    resolveSelection(tx, { catalogue, object, of, who: { asker, clock } })
  const sets: ResolvedSet[] = []
  for (const set of intent.sets) sets.push(await resolved(set, resolve))
  return { tool, arguments: plainJson(input), intent, sets }
}

type Resolve = (object: string, of: Parameters<typeof resolveSelection>[1]['of']) => Promise<string[]>

async function resolved(set: ChangeSet, resolve: Resolve): Promise<ResolvedSet> {
  if (set.op === 'merge') {
    const [of, into] = [await resolve(set.object, set.of), await resolve(set.object, set.into)]
    return { ...set, of: { ids: of }, into: { ids: into } }
  }
  if (set.op !== 'create') return { ...set, of: { ids: await resolve(set.object, set.of) } }
  const { forEach, ...rest } = set
  if (!forEach) return rest
  return { ...rest, forEach: { ...forEach, of: { ids: await resolve(forEach.object, forEach.of) } } }
}

/** As the database gives it back. */
const plainJson = (input: unknown) => JSON.parse(JSON.stringify(input ?? {})) as Record<string, unknown>
