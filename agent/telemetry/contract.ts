/** What of a turn's work is kept: one span for the turn, one for each plan, step of the model and call of a tool. */
import { z } from 'zod'
import { operations, thumbs } from '#db/telemetry/contract.ts'

export const turnSpanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentId: z.string().nullable(),
  operation: z.enum(operations),
  /** Of the tool, the model, the planner or the agent. */
  name: z.string(),
  startedAt: z.string(),
  ms: z.number(),
  /** The kind of what went wrong; null where nothing did. */
  error: z.string().nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type TurnSpan = z.infer<typeof turnSpanSchema>

export const longestReason = 1_000

/** What the person who asked says of an answer. */
export const thumbSchema = z.object({
  thumb: z.enum(thumbs),
  reason: z.string().trim().max(longestReason).nullable().default(null),
})
export type Thumb = z.infer<typeof thumbSchema>

const times = { p50Ms: z.number(), p95Ms: z.number() }
export const saidSchema = thumbSchema.extend({ turn: z.string(), person: z.string(), at: z.string() })
export type Said = z.infer<typeof saidSchema>

/** How turns of the last days went: by step (tool, model, planner) and by route, with thumbs and the newest words. */
export const qualitySchema = z.object({
  days: z.int(),
  steps: z.array(
    z.object({
      operation: z.enum(operations),
      name: z.string(),
      calls: z.int(),
      failed: z.int(),
      ...times,
      tokensIn: z.number(),
      tokensOut: z.number(),
    }),
  ),
  turns: z.array(
    z.object({
      route: z.enum(['offline', 'model']),
      turns: z.int(),
      failed: z.int(),
      ...times,
      costUsd: z.number(),
      up: z.int(),
      down: z.int(),
    }),
  ),
  said: z.array(saidSchema),
})
export type Quality = z.infer<typeof qualitySchema>
