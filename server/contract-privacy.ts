/** The shapes of the privacy resources, shared with the page: whom to erase or export, what was found, retention, and the ledger. All need `privacy:manage`. */
import { z } from 'zod'

/** One of them. `id` is a contact's id in its source (or Steward's own); a user is named by e-mail or id and has to be deactivated. */
export const subjectWantedSchema = z
  .object({
    kind: z.enum(['contact', 'colleague', 'address']).default('contact'),
    id: z.string().trim().min(1).optional(),
    email: z.string().trim().min(3).optional(),
    /** Of an address that belongs to no contact: the name to look for as well. */
    name: z.string().trim().min(2).optional(),
  })
  .refine((it) => it.id !== undefined || it.email !== undefined, { message: 'an id or an e-mail is needed' })
export type SubjectWantedBody = z.infer<typeof subjectWantedSchema>

/** What was, or would be, done in one place: `public.activities.body`, or a file's path. */
export const erasedPlaceSchema = z.object({
  place: z.string(),
  how: z.enum(['deleted', 'emptied', 'replaced', 'unlinked']),
  count: z.int(),
  /** Of a preview: up to three, around the mention. */
  samples: z.array(z.string()),
})
export type ErasedPlace = z.infer<typeof erasedPlaceSchema>

/** What a person has to look at: the name is also somebody else's, or a file can't be rewritten. */
export const undecidedSchema = z.object({ place: z.string(), row: z.string(), why: z.string() })
export type Undecided = z.infer<typeof undecidedSchema>

/**
 * POST /api/privacy/erasures/preview {subject} → what would be erased; nothing is changed.
 * POST /api/privacy/erasures {subject, confirm: true} → the same, done. Repeating it changes nothing more.
 */
export const erasureSchema = z.object({
  /** The ledger's entry; null for a preview. */
  id: z.string().nullable(),
  kind: z.enum(['contact', 'colleague', 'address']),
  /** What the person was known by; of a preview only. */
  knownBy: z.array(z.string()),
  rows: z.int(),
  places: z.array(erasedPlaceSchema),
  /** The first thousand; `undecidedCount` is the number of all. */
  undecided: z.array(undecidedSchema),
  undecidedCount: z.int(),
  ms: z.number(),
})
export type ErasureReport = z.infer<typeof erasureSchema>
export const erasureWantedSchema = z.object({ subject: subjectWantedSchema, confirm: z.literal(true) })

/** GET /api/privacy/erasures → the ledger, newest first. It holds no personal data. */
export const ledgerEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(['contact', 'colleague', 'address']),
  erasedAt: z.string(),
  /** The person who had it done; null where a restored backup was brought up to date. */
  by: z.string().nullable(),
  rows: z.int(),
  undecided: z.int(),
  /** Since when the person may be imported again, because they consented anew. */
  liftedAt: z.string().nullable(),
})

/** POST /api/privacy/exports {subject} → everything held about one person, as a JSON file to download. */
export const personExportSchema = z.object({
  subject: z.object({
    kind: z.enum(['contact', 'colleague', 'address']),
    names: z.array(z.string()),
    emails: z.array(z.string()),
    phones: z.array(z.string()),
    ids: z.array(z.string()),
  }),
  workspace: z.string(),
  exportedAt: z.string(),
  /** Rows of their own, whole, by table. */
  rows: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  /** Where others' rows and files mention them, with the words around. */
  mentions: z.array(z.object({ place: z.string(), row: z.string(), text: z.string() })),
  undecided: z.array(undecidedSchema),
})
export type PersonExport = z.infer<typeof personExportSchema>

/** What retention takes away. Days after which, or null: never. */
export const retentionKinds = [
  'conversations',
  'transcripts',
  'activityBodies',
  'history',
  'auditSalts',
  'exports',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** GET /api/privacy/retention → the rules in force. PATCH {rules: {history: 365, exports: null}} changes the ones that are named. */
export const retentionRuleSchema = z.object({
  kind: z.enum(retentionKinds),
  label: z.string(),
  explanation: z.string(),
  days: z.int().min(1).max(36_500).nullable(),
})
export const retentionSchema = z.object({
  rules: z.array(retentionRuleSchema),
  /** The last run's day and what it deleted; null before the first. */
  lastRun: z
    .object({ day: z.string(), endedAt: z.string().nullable(), counts: z.record(z.string(), z.int()) })
    .nullable(),
})
export type Retention = z.infer<typeof retentionSchema>
export const retentionChangeSchema = z.object({
  rules: z.partialRecord(z.enum(retentionKinds), z.int().min(1).max(36_500).nullable()),
})

/** POST /api/privacy/retention/preview → what a run would delete today, by kind. */
export const retentionCountsSchema = z.object({ counts: z.record(z.string(), z.int()) })

/** GET /api/privacy/map → which column may hold whose personal data, and how it is erased. */
export const erasureMapSchema = z.array(
  z.object({
    table: z.string(),
    column: z.string(),
    holds: z.enum(['contact', 'colleague', 'both', 'none']),
    how: z.string(),
  }),
)
