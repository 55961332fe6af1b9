/** The closed lists and shapes of effects that every folder may know: change sets, proposals, runs. */
import { z } from 'zod'
import { condition, query } from '../query/query.ts'

export const surfaces = ['web', 'terminal', 'slack', 'mcp', 'schedule'] as const
export const surfaceSchema = z.enum(surfaces)
export type Surface = z.infer<typeof surfaceSchema>

/** SECURITY.md §1.3. A tool declares write, send or administer; over 25 rows, or with a deletion, a write is E3. */
export const effectKinds = ['E0', 'E1', 'E2', 'E3', 'E4', 'E5'] as const
export type EffectKind = (typeof effectKinds)[number]

/** T: typed by the person this turn, or Steward's own. U: third parties could have had a word in it. */
export const integrities = ['T', 'U'] as const
export type Integrity = (typeof integrities)[number]

export const proposalStates = ['open', 'approved', 'rejected', 'expired', 'superseded'] as const
export type ProposalState = (typeof proposalStates)[number]

export const rowOperations = ['update', 'create', 'delete'] as const
export type RowOperation = (typeof rowOperations)[number]
export const rowStates = ['pending', 'done', 'skipped', 'failed'] as const
export type RowState = (typeof rowStates)[number]

export const runStates = ['queued', 'running', 'paused', 'stopped', 'done', 'failed'] as const
export type RunState = (typeof runStates)[number]
export const runWishes = ['run', 'pause', 'stop'] as const

/** Rows by their own ids (as answers print them), or whatever a query over the object matches, in the usual scope. */
export const selectionSchema = z
  .strictObject({
    ids: z.array(z.string().min(1)).min(1).optional().describe('Ids of the rows, as answers print them'),
    where: condition.optional().describe('A filter over the object, as in a query; instead of ids'),
    scope: query.shape.scope,
    one: z
      .literal(true)
      .optional()
      .describe(
        'With a filter: one row is meant (“the deal”), so where it finds several nothing is proposed',
      ),
  })
  .refine(
    ({ ids, where }) => (ids === undefined) !== (where === undefined),
    'Name ids or a filter, one of the two',
  )
export type Selection = z.infer<typeof selectionSchema>

/** A value of a field's own type: text, number, boolean, ISO day, an enum's key, a person's e-mail, a list; null empties it. */
export const newValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export type NewValue = z.infer<typeof newValueSchema>

/** `to` sets; `add` and `remove` are for lists; `later` moves a date by so many days. */
export type Assignment = { field: string } & (
  { to: NewValue } | { add: string[] } | { remove: string[] } | { later: number }
)

/**
 * What a tool wants written, as data over the catalogue. One statement materialises it, whatever its size: with rights,
 * no-ops left out, values checked against their fields' types, and the versions of the rows.
 * A creation has one row for each row of `forEach` (an account's tasks), which it then belongs to, or one; its values may
 * name `{ of: 'csm' }`: that field of the row that it is made for. A field may also be the key of a to-one relation
 * (`contact` of an activity); its value is then the id of that row as answers print it.
 */
export type ChangeSet =
  | { op: 'update'; object: string; of: Selection; set: Assignment[] }
  | {
      op: 'create'
      object: string
      forEach?: { object: string; of: Selection }
      values: Record<string, NewValue | { of: string }>
    }
  | { op: 'delete'; object: string; of: Selection }
  /** Rows that are one with another: what hangs on those of `of` moves to the one of `into`, and they go (db/effects/merge.ts). */
  | { op: 'merge'; object: string; of: Selection; into: Selection }

/**
 * A tool's whole intent. `summary` may hold `{n}`, the number of rows, or `{n account|accounts}`; notes say what was left out. One that `undoes` a run
 * (its id, or `last`: the newest of who asks) has no sets of its own: its rows are the inverse of that run's.
 */
export type Intent = { summary: string; sets: ChangeSet[]; notes?: string[]; undoes?: string }

/** One line of a card, and of `changes` in ask --json: a field of a row before and after, or a whole creation (field null). */
export const changeSchema = z.object({
  /** The row's place in the proposal: what is unticked. */
  seq: z.int(),
  object: z.string(),
  id: z.string().nullable(),
  name: z.string(),
  field: z.string().nullable(),
  label: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
})
export type Change = z.infer<typeof changeSchema>

/** A proposal as surfaces show it. `changes` are the first ones; the rest is fetched by pages. */
export const proposalSchema = z.object({
  id: z.string(),
  tool: z.string(),
  label: z.string(),
  effect: z.enum(['write', 'send']),
  effectKind: z.enum(effectKinds),
  integrity: z.enum(integrities),
  summary: z.string(),
  notes: z.array(z.string()),
  object: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  /** Rows that would be touched, and fields of them that would change. */
  rows: z.int(),
  count: z.int(),
  changes: z.array(changeSchema),
  /** What an approval must present: it approves these rows with these values and nothing else. */
  digest: z.string(),
  state: z.enum(proposalStates),
  approvalsNeeded: z.int(),
  /** Names of who has said yes so far. */
  approvedBy: z.array(z.string()),
  requester: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  supersededBy: z.string().nullable(),
  run: z.string().nullable(),
  undoes: z.string().nullable(),
})
export type ProposalView = z.infer<typeof proposalSchema>

export const runSchema = z.object({
  id: z.string(),
  proposal: z.string(),
  tool: z.string(),
  label: z.string(),
  summary: z.string(),
  state: z.enum(runStates),
  wish: z.enum(runWishes),
  total: z.int(),
  done: z.int(),
  skipped: z.int(),
  failed: z.int(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  requester: z.string(),
  approvedBy: z.string(),
  problem: z.string().nullable(),
  undoneBy: z.string().nullable(),
  undoes: z.string().nullable(),
})
export type RunView = z.infer<typeof runSchema>

/** What became of a row of a run: of a conflict or failure, why. */
export const outcomeSchema = changeSchema.extend({ state: z.enum(rowStates), note: z.string().nullable() })
export type RowOutcome = z.infer<typeof outcomeSchema>
