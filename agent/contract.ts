/** The wire: events of a turn, their blocks, and error codes. All that a surface may know of the agent. */
import { thumbSchema } from './telemetry/contract.ts'
import { z } from 'zod'
import { problemCodes } from '#db/contract.ts'
import { proposalSchema } from '#db/effects/contract.ts'

export const effects = ['read', 'write', 'send'] as const
export const effect = z.enum(effects)
export type Effect = z.infer<typeof effect>

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export type Cell = z.infer<typeof cell>

export const column = z.object({
  key: z.string(),
  label: z.string(),
  /** text, number, money, boolean, date, time, enum, list, person */
  type: z.string(),
  /** percent, ratio, points, days, hours, seats, … or a currency's code for money of one currency */
  unit: z.string().optional(),
})
export type Column = z.infer<typeof column>

/** A table: `rows` complete up to 10,000; `id` is the source's own id; `total` counts all that match. */
export const tableBlock = z.object({
  kind: z.literal('table'),
  id: z.string(),
  object: z.string(),
  title: z.string(),
  columns: z.array(column),
  rows: z.array(z.record(z.string(), cell)),
  total: z.int(),
  /** The query in plain words, as it was understood. */
  reading: z.string(),
})
/** One figure. A ratio stays a ratio (1.03); `unit` says how to print it. */
export const figureBlock = z.object({
  kind: z.literal('figure'),
  id: z.string(),
  measure: z.string(),
  label: z.string(),
  value: cell,
  type: z.string(),
  unit: z.string().optional(),
  reading: z.string(),
})
/** A chart over the rows of a table block of the same turn. */
export const chartBlock = z.object({
  kind: z.literal('chart'),
  id: z.string(),
  title: z.string(),
  shape: z.enum(['bar', 'line']),
  table: z.string(),
  x: z.string(),
  y: z.array(z.string()),
})
/** What happened to one account, newest first. */
export const timelineBlock = z.object({
  kind: z.literal('timeline'),
  id: z.string(),
  title: z.string(),
  items: z.array(
    z.object({
      at: z.string(),
      what: z.string(),
      kind: z.string(),
      detail: z.string().optional(),
      source: z.string().optional(),
    }),
  ),
  total: z.int(),
})
export const citationBlock = z.object({
  kind: z.literal('citation'),
  id: z.string(),
  n: z.int(),
  source: z.string(),
  title: z.string(),
  locator: z.string().optional(),
  speaker: z.string().optional(),
  quote: z.string(),
})
export const block = z.discriminatedUnion('kind', [
  tableBlock,
  figureBlock,
  chartBlock,
  timelineBlock,
  citationBlock,
])
export type Block = z.infer<typeof block>
export type TableBlock = z.infer<typeof tableBlock>
export type FigureBlock = z.infer<typeof figureBlock>
export type ChartBlock = z.infer<typeof chartBlock>
export type TimelineBlock = z.infer<typeof timelineBlock>

/** One call of a tool, sent when it starts and again (same id) when it ends. */
export const step = z.object({
  kind: z.literal('step'),
  id: z.string(),
  tool: z.string(),
  label: z.string(),
  effect,
  input: z.unknown(),
  state: z.enum(['running', 'done', 'failed']),
  ms: z.number().optional(),
  summary: z.string().optional(),
  error: z.string().optional(),
})

export const question = z.object({
  kind: z.literal('question'),
  id: z.string(),
  question: z.string(),
  options: z.array(z.string()),
})
/** An effect that waits for a yes, as it was when it was proposed; what became of it is asked for by its id. */
export const proposalPart = proposalSchema.extend({ kind: z.literal('proposal') })
export const refusal = z.object({
  kind: z.literal('refusal'),
  id: z.string(),
  reason: z.string(),
  /** Understood, but not yet available: what it would do with the rows of the table before it. */
  would: z
    .object({
      tool: z.string(),
      summary: z.string(),
      values: z.record(z.string(), z.string()),
      makes: z.string().optional(),
    })
    .optional(),
})
/** A failure a person reads: what happened; what was and was not done; what to do next. */
export const failure = z.object({
  kind: z.literal('error'),
  id: z.string(),
  code: z.enum(problemCodes),
  what: z.string(),
  done: z.string(),
  next: z.string(),
})
export const textDelta = z.object({ kind: z.literal('text'), id: z.string(), delta: z.string() })
/** Opens a turn. `reading` says in words what a follow-up refers to, when it does. */
export const started = z.object({
  kind: z.literal('started'),
  turn: z.string(),
  conversation: z.string(),
  at: z.string(),
})
export const ended = z.object({
  kind: z.literal('ended'),
  state: z.enum(['done', 'failed', 'stopped']),
  route: z.enum(['offline', 'model']),
  ms: z.number(),
  tokens: z.object({ input: z.int(), output: z.int() }),
  costUsd: z.number(),
})

/** Everything a turn can say, in order. A surface renders each kind in one file. */
export const turnEvent = z.discriminatedUnion('kind', [
  started,
  textDelta,
  step,
  tableBlock,
  figureBlock,
  chartBlock,
  timelineBlock,
  citationBlock,
  question,
  proposalPart,
  refusal,
  failure,
  ended,
])
export type ProposalPart = z.infer<typeof proposalPart>
export type TurnEvent = z.infer<typeof turnEvent>
export type Step = z.infer<typeof step>

/** The custom parts of Steward's UI message stream (`data-<kind>`); text travels as the SDK's own text parts. */
export type StewardData = {
  step: Step
  table: TableBlock
  figure: FigureBlock
  chart: ChartBlock
  timeline: TimelineBlock
  citation: z.infer<typeof citationBlock>
  question: z.infer<typeof question>
  proposal: ProposalPart
  refusal: z.infer<typeof refusal>
  error: z.infer<typeof failure>
}
/** Metadata of an assistant message: the turn behind it and how it ended. */
export const messageMetadata = z.object({
  turn: z.string().optional(),
  conversation: z.string().optional(),
  at: z.string().optional(),
  state: z.enum(['running', 'done', 'failed', 'stopped']).optional(),
  route: z.enum(['offline', 'model']).optional(),
  ms: z.number().optional(),
  tokens: z.object({ input: z.int(), output: z.int() }).optional(),
  /** What the person said of the answer. */
  thumb: thumbSchema.optional(),
})
export type MessageMetadata = z.infer<typeof messageMetadata>
