/** The only road to a tool: gate, parse, run in one transaction bound to the workspace, and tell the surface what runs. Never throws but when cancelled. */
import { z } from 'zod'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { within } from '#db/rights.ts'
import type { Answer } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import type { TurnEvent } from './contract.ts'
import { decide } from './gate.ts'
import { maskContacts } from './mask-contacts.ts'
import type { ToolCall } from './planner.ts'
import { recordReads } from './record-reads.ts'

export type ToolRun = {
  db: Db
  tools: Tools
  asker: Asker
  clock: Clock
  catalogue: Catalogue
  signal: AbortSignal
  emit: (event: TurnEvent) => void
  log: (problem: { tool: string; error: unknown }) => void
}

export type Outcome = { call: ToolCall } & ({ ok: true; answer: Answer } | { ok: false; problem: Problem })

async function perform(call: ToolCall, run: ToolRun): Promise<Answer> {
  const tool = run.tools.get(call.tool)
  const decision = decide(call.tool, tool, run.asker)
  if (!decision.allow || tool?.effect !== 'read') {
    throw new Problem('bad_request', decision.allow ? `There is no tool ${call.tool}.` : decision.reason)
  }
  const input = tool.input.safeParse(call.input)
  if (!input.success)
    throw new Problem(
      'bad_request',
      `The input of ${call.tool} is not right: ${z.prettifyError(input.error)}`,
    )
  const { db, asker, clock, catalogue, signal } = run
  // Reads get a read-only transaction that sees the asker's accounts alone, whatever a tool's code does.
  const answer = await db.inWorkspace(
    within(asker),
    async (tx) =>
      maskContacts(tx, asker, await tool.run(input.data, { asker, clock, catalogue, tx, signal })),
    'read',
  )
  await recordReads(db, catalogue, asker, { tool: call.tool, answer })
  return answer
}

export async function runTool(call: ToolCall, run: ToolRun): Promise<Outcome> {
  const tool = run.tools.get(call.tool)
  const step = {
    kind: 'step' as const,
    id: call.id,
    tool: call.tool,
    label: tool?.label ?? call.tool,
    effect: tool?.effect ?? ('read' as const),
    input: call.input,
  }
  run.signal.throwIfAborted()
  run.emit({ ...step, state: 'running' })
  const start = performance.now()
  try {
    const answer = await perform(call, run)
    run.signal.throwIfAborted()
    run.emit({ ...step, state: 'done', ms: performance.now() - start, summary: summaryOf(answer) })
    return { call, ok: true, answer }
  } catch (error) {
    if (run.signal.aborted) throw run.signal.reason
    const problem = asProblem(error, call)
    if (!(error instanceof Problem)) run.log({ tool: call.tool, error })
    run.emit({ ...step, state: 'failed', ms: performance.now() - start, error: problem.message })
    return { call, ok: false, problem }
  }
}

/** What a step's line says when it is closed: "12 accounts", "2 results". */
function summaryOf(answer: Answer): string {
  const tables = answer.blocks.filter((block) => block.kind === 'table')
  const [table] = tables
  if (table && tables.length === 1) return `${table.total} ${table.total === 1 ? 'row' : 'rows'}`
  return answer.blocks.length === 1 ? '1 result' : `${answer.blocks.length} results`
}

const asProblem = (error: unknown, call: ToolCall): Problem =>
  error instanceof Problem
    ? error
    : new Problem('tool_failed', `${call.tool} failed unexpectedly.`, {
        done: 'Nothing was changed; other results of this turn stand.',
        next: 'Try again; if it fails again, tell an administrator the time of this message.',
        cause: error,
      })
