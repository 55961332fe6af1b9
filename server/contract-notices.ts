/** The HTTP shapes of notices: what happened to a person's accounts and tasks. */
import { z } from 'zod'
import { eventKinds } from '#db/events/contract.ts'

/** GET /api/notices?unread&before&limit → newest first; `before` is the place of the last one that is known. */
export const noticesQuerySchema = z.object({
  unread: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export const noticeSchema = z.object({
  seq: z.int(),
  kind: z.enum(eventKinds),
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The contact's name or the task's title, where it is about one. */
  subject: z.string().nullable(),
  /** `before` and `after` of what moved; of a task `due_on`. */
  details: z.record(z.string(), z.unknown()),
  at: z.string(),
  isRead: z.boolean(),
})
export const noticesSchema = z.object({ notices: z.array(noticeSchema) })

/** GET /api/notices/count → what the inbox holds that is new: proposals that wait for the reader's yes, and notices not read (at most 100 are counted). */
export const inboxCountSchema = z.object({ waiting: z.int(), unread: z.int() })

/** POST /api/notices/read {upTo} → all up to that place are read. */
export const readingSchema = z.object({ upTo: z.int().min(1) })
