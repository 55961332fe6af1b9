/** The audit log's HTTP shapes, shared with the page: entries by filter and page, and what the verifier says. */
import { z } from 'zod'
import { auditEntrySchema, auditFilterSchema, verificationSchema } from '#db/audit/contract.ts'

export { actorKinds, auditActions } from '#db/audit/contract.ts'

/** GET /api/audit → newest first. `cursor` is the `next` of the page before. Needs `audit:read`. */
export const auditQuerySchema = auditFilterSchema.extend({
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Where the next page begins; null on the last. */
  next: z.int().nullable(),
})
export type AuditPage = z.infer<typeof auditPageSchema>

/**
 * GET /api/audit/export?format=jsonl|csv with the same filters → a file. Without filters it holds the whole chain and its
 * signed heads, which `steward audit verify FILE` checks anywhere. Leaves an entry.
 */
export const auditExportQuerySchema = auditFilterSchema.extend({
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
})

/** GET /api/audit/verify → what the verifier found. Needs `audit:read`. */
export const auditVerificationSchema = verificationSchema
