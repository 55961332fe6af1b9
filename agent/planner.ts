/** The one interface of the two planners: a request and its conversation in, a plan of typed tool calls (or a question, or a refusal) out. */
import type { Tools } from '#tools/kit/load-tools.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Query } from '#db/query/query.ts'
import type { Block } from './contract.ts'

export type ToolCall = { id: string; tool: string; input: unknown }

/** What an earlier turn of the conversation did: a follow-up refers to it. Newest last. */
export type PastTurn = {
  text: string
  calls: ToolCall[]
  /** The answer's text, and its blocks without the rows of tables beyond the first 20. */
  answer: string
  blocks: Block[]
  clarify: { question: string; options: string[] } | null
  /** What became of what it proposed, a line each; known now, not when it was answered. */
  outcomes?: string[]
}

export type PlanRequest = {
  text: string
  history: PastTurn[]
  asker: Asker
  clock: Clock
  catalogue: Catalogue
  tools: Tools
  /** A transaction of the workspace, for looking names up. */
  tx: Tx
  signal: AbortSignal
}

/** What a tool that is still to come would do, and the rows that it would be for: shown, never proposed. */
export type Would = {
  tool: string
  summary: string
  values: Record<string, string>
  query: Query
  /** What it would make, one a row. */
  makes?: string
}

/**
 * `confidence` sure: every word that matters reached the plan. `unsure`: a plan that a model should check first; without
 * a model it is answered as a question. `reading` says in plain words what was understood, where it is not obvious
 * ("those" → the 12 red accounts; Northwnd → Northwind).
 */
export type Plan =
  | {
      kind: 'calls'
      calls: ToolCall[]
      confidence: 'sure' | 'unsure'
      reading?: string
      /** The chance that this is what was meant, 0 to 1, and the signs that it was worked out from. */
      sureness?: number
      signs?: Record<string, number>
    }
  | {
      kind: 'clarify'
      question: string
      options: string[]
      confidence: 'sure' | 'unsure'
      /** Where a reading itself is in doubt: of each option the query that it stands for. */
      readings?: Query[]
      /** Where words were not understood: what the others come to. */
      rest?: Query
      /** The signs that told of the doubt. */
      signs?: Record<string, number>
    }
  | {
      kind: 'refuse'
      reason: string
      confidence: 'sure' | 'unsure'
      /** Understood, but not yet available. */
      would?: Would
    }

export type Planner = { plan: (request: PlanRequest) => Promise<Plan> }
