/** The HTTP shapes of proposals, runs, the kill switch and standing approvals, shared with the page. */
import { z } from 'zod'
import { column } from '#agent/contract.ts'
import {
  changeSchema,
  outcomeSchema,
  proposalSchema,
  proposalStates,
  rowStates,
  runSchema,
} from '#db/effects/contract.ts'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const count = (most: number, otherwise: number) => z.coerce.number().int().min(1).max(most).default(otherwise)
const reasonSchema = z.string().trim().min(1).max(500)

/** What a card shows: the proposal, and what it is to the reader. */
export const cardSchema = proposalSchema.extend({
  /** The reader asked for it. */
  isMine: z.boolean(),
  /** The reader may say yes or no to it now. */
  mayDecide: z.boolean(),
  /** Who may say yes, as a sentence. */
  approvers: z.string(),
  /** The kill switch is on, and why: nothing is approved meanwhile. */
  held: z.string().nullable(),
})
export type Card = z.infer<typeof cardSchema>

/** GET /api/proposals → the newest first. `mine`: those that the reader asked for; `waiting`: those that wait for the reader's yes. */
export const proposalsQuerySchema = z.object({
  state: z.enum(proposalStates).optional(),
  mine: flag.optional(),
  waiting: flag.optional(),
  limit: count(100, 50),
})

/** How values of a field are printed. */
const fieldSchema = column.extend({ object: z.string() })
export type Field = z.infer<typeof fieldSchema>

/** GET /api/proposals/:id/changes?from&limit → of so many rows from that place on (the first is 1); `next` is where to go on. */
export const pageQuerySchema = z.object({
  from: z.coerce.number().int().min(1).default(1),
  limit: count(500, 100),
})
const page = { fields: z.array(fieldSchema), next: z.int().nullable() }
export const changesPageSchema = z.object({ changes: z.array(changeSchema), ...page })
export type ChangesPage = z.infer<typeof changesPageSchema>
/** GET /api/runs/:id/rows?state&from&limit → what became of each row. */
export const rowsQuerySchema = pageQuerySchema.extend({ state: z.enum(rowStates).optional() })
export const rowsPageSchema = z.object({ rows: z.array(outcomeSchema), ...page })
export type RowsPage = z.infer<typeof rowsPageSchema>

/** POST /api/proposals/:id/approve {digest} → what was seen is what is approved. */
export const approvalSchema = z.object({ digest: z.string().min(1).max(200) })
/** POST /api/proposals/:id/reject {reason} → the proposal, rejected. */
export const rejectionSchema = z.object({ reason: reasonSchema })
/** POST /api/proposals/:id/narrow {excluded} → the proposal without those rows, with another digest. */
export const narrowingSchema = z.object({ excluded: z.array(z.int().min(1)).max(10_000) })
/** GET /api/proposals/:id/form → what its tool takes. POST /api/proposals/:id/edit {arguments} → the proposal that takes its place. */
export const formSchema = z.object({
  schema: z.record(z.string(), z.unknown()),
  arguments: z.record(z.string(), z.unknown()),
})
export const editSchema = z.object({ arguments: z.record(z.string(), z.unknown()) })

/** A run, and the proposal that would take it back or did. */
export const runCardSchema = runSchema.extend({ undo: z.string().nullable() })
export type RunCard = z.infer<typeof runCardSchema>

/** After a yes: the run, as far as it got; null while another person's yes is needed. */
export const decidedSchema = z.object({ proposal: cardSchema, run: runCardSchema.nullable() })

/** GET /api/runs → the newest first. POST /api/runs/:id/pause|resume|stop {} → the run. POST /api/runs/:id/undo {} → a proposal. */
export const runsQuerySchema = z.object({ limit: count(100, 30) })

/** GET /api/holds → the kill switch; POST /api/holds {reason} turns it on, DELETE /api/holds off. */
const holdSchema = z.object({
  id: z.string(),
  reason: z.string(),
  placedBy: z.string(),
  placedAt: z.string(),
  liftedBy: z.string().nullable(),
  liftedAt: z.string().nullable(),
})
export type Hold = z.infer<typeof holdSchema>
/** The one that stands, and those before it. */
export const holdsSchema = z.object({ current: holdSchema.nullable(), past: z.array(holdSchema) })
export const holdWantedSchema = z.object({ reason: reasonSchema })

/** GET /api/standing-approvals → what was granted, and the tools that could be. POST {tool, mostRows, mostADay, days}, DELETE /:id. */
export const standingSchema = z.object({
  id: z.string(),
  tool: z.string(),
  label: z.string(),
  mostRows: z.int(),
  mostADay: z.int(),
  grantedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type Standing = z.infer<typeof standingSchema>
export const standingListSchema = z.object({
  granted: z.array(standingSchema),
  tools: z.array(z.object({ name: z.string(), label: z.string(), description: z.string() })),
})
export const standingWantedSchema = z.object({
  tool: z.string().min(1).max(200),
  /** More rows than this are no small change, and are asked about whoever granted what. */
  mostRows: z.int().min(1).max(25),
  mostADay: z.int().min(1).max(1_000),
  days: z.int().min(1).max(365),
})
