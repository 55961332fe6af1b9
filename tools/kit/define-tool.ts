/** What a tool is: one file, one value. A read answers with text and blocks; an effect says what it would change, as data, and does nothing itself. */
import type { z } from 'zod'
import type { Block } from '#agent/contract.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Intent } from '#db/effects/contract.ts'
import type { QueryVector } from '#rag/nearest.ts'

/** All that a tool may touch: who asks, when, the workspace's catalogue, and one transaction bound to the workspace. */
export type ToolContext = {
  asker: Asker
  clock: Clock
  catalogue: Catalogue
  tx: Tx
  signal: AbortSignal
  /** Of the tool's `meaning`, where an embedding endpoint is configured and answers. */
  vector?: QueryVector | undefined
}

/** Markdown for the person, blocks for the surface. Figures in `text` come from the blocks. */
export type Answer = {
  text: string
  blocks: Block[]
}

/** How people ask for the tool, for the offline planner: verb frames with typed slots (LANGUAGE.md §5), and examples. */
export type ToolPhrases = {
  /** `compare {period} with {period}`, `timeline of {account}`: words, alternatives in (a|b), slots in braces. */
  frames: string[]
  examples: string[]
}

export type ReadTool<I extends z.ZodType = z.ZodType> = {
  effect: 'read'
  permission: 'workspace:read'
  /** Shown while it runs: "Looking through accounts". */
  label: string
  /** For the model: when to use it, when not. */
  description: string
  input: I
  phrases?: ToolPhrases
  /** What the tool looks for, as text: its vector is made before the transaction, which waits for nobody. */
  meaning?: (input: z.output<I>) => string
  run: (input: z.output<I>, context: ToolContext) => Promise<Answer>
}

/**
 * A tool that changes something. `plan` reads in the asker's own transaction and answers with change sets over the
 * catalogue; the gate proposes them, and after an approval of exactly these rows they are written once, with undo.
 */
export type EffectTool<I extends z.ZodType = z.ZodType> = {
  effect: 'write'
  permission: 'act'
  label: string
  description: string
  input: I
  phrases?: ToolPhrases
  /** Throws a Problem where nothing can be proposed, and says why. */
  plan: (input: z.output<I>, context: ToolContext) => Promise<Intent>
}

export type Tool<I extends z.ZodType = z.ZodType> = ReadTool<I> | EffectTool<I>

/** A tool with the name that its path gives it: `tools/records/query-records.ts` → `records_query_records`. */
export type NamedTool = Tool & { name: string }

export const defineTool = <I extends z.ZodType>(tool: ReadTool<I>): ReadTool<I> => tool
export const defineEffect = <I extends z.ZodType>(tool: EffectTool<I>): EffectTool<I> => tool
