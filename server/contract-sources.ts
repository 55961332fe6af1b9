/** The HTTP shapes of sources and the passages that a search finds in them, shared with the page. All texts are untrusted: words, never markup. */
import { z } from 'zod'

export const sourceKindSchema = z.enum([
  ...(['call', 'document', 'playbook', 'mail', 'message', 'note', 'ticket', 'survey'] as const),
])
export type SourceKind = z.infer<typeof sourceKindSchema>

const account = z.object({ id: z.string(), name: z.string() }).nullable()
const named = {
  kind: sourceKindSchema,
  /** The id by which citations name it. */
  source: z.string(),
  title: z.string(),
  at: z.string().nullable(),
  account,
}

/** GET /api/passages?q&… → a page of what holds words of `q`; `account` is an id as answers print it, `speaker` a part of a name. */
export const passagesQuerySchema = z.object({
  q: z.string().trim().min(1).max(500),
  account: z.string().max(200).optional(),
  kind: sourceKindSchema.optional(),
  speaker: z.string().max(200).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  order: z.enum(['best', 'newest']).default('best'),
  page: z.coerce.number().int().min(1).max(100).default(1),
})

/** From the first character to the one after the last. */
const marks = z.array(z.tuple([z.int(), z.int()]))
export const hitSchema = z.object({
  ...named,
  speaker: z.string().nullable(),
  /** Where in the source: `at` of GET /api/source. */
  locator: z.string(),
  text: z.string(),
  marks,
})
export type Hit = z.infer<typeof hitSchema>

const facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }))
export const passagesSchema = z.object({
  hits: z.array(hitSchema),
  total: z.int(),
  /** False where only the best of a large workspace were looked at and counted. */
  isAll: z.boolean(),
  pages: z.int(),
  facets: z.object({ kinds: facet, accounts: facet, speakers: facet, months: facet }),
})
export type Passages = z.infer<typeof passagesSchema>

/** GET /api/source?id&at → the whole source; `cited` are the lines that `at`, a citation's locator, names, both included. */
export const sourceQuerySchema = z.object({
  id: z.string().min(1).max(1_000),
  at: z.string().max(1_000).default(''),
})
export const sourceLineSchema = z.object({
  text: z.string(),
  speaker: z.string().nullable(),
  /** Seconds from the start of a call. */
  startS: z.number().nullable(),
})
export type SourceLine = z.infer<typeof sourceLineSchema>
export const sourceSchema = z.object({
  ...named,
  lines: z.array(sourceLineSchema),
  cited: z.object({ from: z.int(), to: z.int() }).nullable(),
})
export type Source = z.infer<typeof sourceSchema>
