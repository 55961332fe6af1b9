/** The HTTP resources' shapes, shared with the page: people, conversations, messages, health. */
import { z } from 'zod'
import { permissionSchema, roleSchema } from '#db/contract.ts'
import { messageMetadata } from '#agent/contract.ts'

/** GET /api/session → who I am, and in the demo whom I may be (one person a role). POST /api/demo {email?} enters or switches there. */
export const personSchema = z.object({
  email: z.string(),
  name: z.string(),
  role: roleSchema,
})
export const sessionSchema = z.object({
  via: z.enum(['session', 'key', 'demo']),
  workspace: z.object({ id: z.string(), name: z.string(), isDemo: z.boolean() }),
  me: personSchema,
  /** What the person's role is called: a built-in one or the workspace's own. */
  roleLabel: z.string(),
  may: z.array(permissionSchema),
  /** How they sign in; null where nobody has an account (demo) or none is asked for (key). */
  identity: z
    .object({ twoFactor: z.boolean(), hasPassword: z.boolean(), emailVerified: z.boolean() })
    .nullable()
    .optional(),
  /** Where the person belongs; empty in the demo and for a key. POST /api/session/workspace {id} goes to another. */
  workspaces: z.array(z.object({ id: z.string(), name: z.string() })),
  people: z.array(personSchema),
  today: z.string(),
  timeZone: z.string(),
  model: z.string().nullable(),
  /** Requests that fit the role and the day, for an empty conversation. */
  suggestions: z.array(z.string()),
})
export type Session = z.infer<typeof sessionSchema>

/** GET /api/conversations → newest first. PATCH /api/conversations/:id {title}, DELETE /api/conversations/:id. */
export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  updatedAt: z.string(),
  /** A turn is running: its stream can be followed. */
  running: z.boolean(),
})
export type Conversation = z.infer<typeof conversationSchema>

/** GET /api/conversations/:id/messages → UI messages of the AI SDK (parts: text and data-<kind>), oldest first. */
export const messageSchema = z.object({
  id: z.string(),
  role: z.enum(['system', 'user', 'assistant']),
  metadata: messageMetadata.optional(),
  parts: z.array(z.looseObject({ type: z.string() })),
})
/**
 * POST /api/chat {id: conversation id, messages: [...], trigger} → the turn as UI message stream.
 * GET /api/chat/:conversation/stream → the running turn from its first event, or 204.
 * POST /api/chat/:conversation/stop → cancels the running turn on the server; a lost connection does not.
 */
export const problemSchema = z.object({
  error: z.object({ code: z.string(), what: z.string(), done: z.string(), next: z.string() }),
})
export type Problem = z.infer<typeof problemSchema>
