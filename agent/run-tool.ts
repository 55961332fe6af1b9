/** The only road to a tool: gate, parse, read in the asker's own transaction; what would change something becomes a proposal. Never throws but when cancelled. */
import { z } from 'zod'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Integrity, ProposalView, Surface } from '#db/effects/contract.ts'
import type { SealingKey } from '#db/effects/receipt.ts'
import { Problem } from '#db/problem.ts'
import { within } from '#db/rights.ts'
import type { Embedder } from '#rag/embed.ts'
import type { QueryVector } from '#rag/nearest.ts'
import type { Answer, NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import type { TurnEvent } from './contract.ts'
import { decide } from './gate.ts'
import { maskContacts } from './mask-contacts.ts'
import type { ToolCall } from './planner.ts'
import { planCall, type NamedEffect } from './proposals/plan.ts'
import { propose } from './proposals/propose.ts'
import { afterStanding, nothingToDo, waiting } from './proposals/words.ts'
import { recordReads } from './record-reads.ts'

/** What a proposal is signed with and belongs to. */
export type Effects = {
  sealingKey: SealingKey
  surface: Surface
  conversation?: string | undefined
  turn?: string | undefined
}

export type ToolRun = {
  db: Db
  tools: Tools
  asker: Asker
  clock: Clock
  catalogue: Catalogue
  signal: AbortSignal
  emit: (event: TurnEvent) => void
  log: (problem: { tool: string; error: unknown }) => void
  /** Left out where nothing may be proposed: a tool that changes something is refused then. */
  effects?: Effects | undefined
  /** Left out where no embedding endpoint is configured. */
  embedder?: Embedder | undefined
}

export type Outcome = { call: ToolCall } & (
  { ok: true; answer: Answer; proposal?: ProposalView } | { ok: false; problem: Problem }
)
type Performed = { answer: Answer; proposal?: ProposalView }

/** Nothing is known of the rows yet: what is denied whatever they are is denied here. */
const beforehand = { rows: 0, deletions: 0, policy: { held: null, standing: null, eligible: 1 } }

async function perform(call: ToolCall, run: ToolRun, integrity: Integrity): Promise<Performed> {
  const tool = run.tools.get(call.tool)
  const decision = decide({ ...beforehand, tool, name: call.tool, integrity, asker: run.asker })
  if (decision.decision === 'deny') throw new Problem('bad_request', decision.reason)
  if (tool?.effect === 'read' && decision.decision === 'allow') return read(tool, call, run)
  if (tool?.effect === 'write' && run.effects) return change(tool, call, run, run.effects, integrity)
  throw new Problem('bad_request', `${call.tool} can't be used here.`)
}

async function read(tool: NamedTool & { effect: 'read' }, call: ToolCall, run: ToolRun): Promise<Performed> {
  const input = tool.input.safeParse(call.input)
  if (!input.success)
    throw new Problem(
      'bad_request',
      `The input of ${call.tool} is not right: ${z.prettifyError(input.error)}`,
    )
  const { db, asker, clock, catalogue, signal } = run
  const vector = tool.meaning && (await vectorOf(tool.meaning(input.data), call, run))
  // Reads get a read-only transaction that sees the asker's accounts alone, whatever a tool's code does.
  const answer = await db.inWorkspace(
    within(asker),
    async (tx) =>
      maskContacts(tx, asker, await tool.run(input.data, { asker, clock, catalogue, tx, signal, vector })),
    'read',
  )
  await recordReads(db, catalogue, asker, { tool: call.tool, answer })
  return { answer }
}

/** Where the endpoint fails, search goes on by words, and the log says so. */
async function vectorOf(text: string, call: ToolCall, run: ToolRun): Promise<QueryVector | undefined> {
  if (!run.embedder) return undefined
  try {
    const [values] = await run.embedder.embed([text], run.signal)
    return values && { model: run.embedder.model, values }
  } catch (error) {
    run.signal.throwIfAborted()
    run.log({ tool: call.tool, error })
    return undefined
  }
}

/** Ends in a proposal, or in words that say why there is none. Under a standing approval it is carried out at once. */
async function change(
  tool: NamedEffect,
  call: ToolCall,
  run: ToolRun,
  { surface, sealingKey, conversation, turn }: Effects,
  integrity: Integrity,
): Promise<Performed> {
  const { db, tools, asker, clock, catalogue, signal } = run
  const planned = await planCall(tool, call.input, run)
  signal.throwIfAborted()
  const proposed = await propose({ db, tools, sealingKey, asker, clock, catalogue }, planned, {
    ...{ surface, integrity, conversation, turn, call: call.id },
  })
  if ('nothing' in proposed) return { answer: nothingToDo(proposed.nothing) }
  const { proposal } = proposed
  if (proposal.run === null) return { answer: waiting(proposal), proposal }
  return { answer: await afterStanding(db, asker, proposal), proposal }
}

/** `integrity` is that of everything that led to the call; what is not known to be trusted is not. */
export async function runTool(call: ToolCall, run: ToolRun, integrity: Integrity = 'U'): Promise<Outcome> {
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
    const performed = await perform(call, run, integrity)
    run.signal.throwIfAborted()
    run.emit({ ...step, state: 'done', ms: performance.now() - start, summary: summaryOf(performed) })
    return { call, ok: true, ...performed }
  } catch (error) {
    if (run.signal.aborted) throw run.signal.reason
    const problem = asProblem(error, call)
    if (!(error instanceof Problem)) run.log({ tool: call.tool, error })
    run.emit({ ...step, state: 'failed', ms: performance.now() - start, error: problem.message })
    return { call, ok: false, problem }
  }
}

/** What a step's line says when it is closed: "12 accounts", "2 results", "12 rows to approve". */
function summaryOf({ answer, proposal }: Performed): string {
  if (proposal) {
    const rows = `${proposal.rows} ${proposal.rows === 1 ? 'row' : 'rows'}`
    return proposal.run === null ? `${rows} to approve` : rows
  }
  const tables = answer.blocks.filter((block) => block.kind === 'table')
  const [table] = tables
  if (table && tables.length === 1) return `${table.total} ${table.total === 1 ? 'row' : 'rows'}`
  if (answer.blocks.length === 0) return 'nothing to change'
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
