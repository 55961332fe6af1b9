/** The asker's conversations: list, read, rename, delete, and the rest of a long table. */
import { z } from '@hono/zod-openapi'
import {
  conversationsOf,
  deleteConversation,
  findConversation,
  renameConversation,
  turnsOf,
} from '#agent/conversations.ts'
import { tableBlock } from '#agent/contract.ts'
import { thumbsOf } from '#agent/telemetry/store.ts'
import { Problem } from '#db/problem.ts'
import type { Service } from '../app.ts'
import { conversationSchema, messageSchema } from '../contract.ts'
import { principalOf } from '../principal.ts'
import { resource } from '../resource.ts'
import { route } from '../route.ts'
import { messagesOf } from '../ui-message.ts'

const id = z.object({ id: z.uuid() })
const json = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

const list = route({
  access: 'ask',
  method: 'get',
  path: '/conversations',
  responses: json(z.array(conversationSchema), 'Newest first'),
})
const read = route({
  access: 'ask',
  method: 'get',
  path: '/conversations/{id}/messages',
  request: { params: id },
  responses: json(z.array(messageSchema), 'Oldest first'),
})
const rename = route({
  access: 'ask',
  method: 'patch',
  path: '/conversations/{id}',
  request: {
    params: id,
    body: {
      required: true,
      content: { 'application/json': { schema: z.object({ title: z.string().trim().min(1).max(200) }) } },
    },
  },
  responses: json(z.object({ title: z.string() }), 'The new title'),
})
const remove = route({
  access: 'ask',
  method: 'delete',
  path: '/conversations/{id}',
  request: { params: id },
  responses: json(z.object({ deleted: z.literal(true) }), 'Deleted with its turns'),
})
const table = route({
  access: 'ask',
  method: 'get',
  path: '/conversations/{id}/turns/{turn}/tables/{table}',
  request: { params: z.object({ id: z.uuid(), turn: z.uuid(), table: z.string() }) },
  responses: json(tableBlock, 'Every row of one table'),
})

export function conversationRoutes({ steward }: Service) {
  const { db } = steward
  return resource()
    .openapi(list, async (context) => {
      const { asker, workspace } = principalOf(context)
      const found = await db.inWorkspace(workspace.id, (tx) => conversationsOf(tx, asker), 'read')
      return context.json(found, 200)
    })
    .openapi(read, async (context) => {
      const { asker, workspace } = principalOf(context)
      const conversation = context.req.valid('param').id
      const { stored, thumbs } = await db.inWorkspace(
        workspace.id,
        async (tx) => {
          await findConversation(tx, asker, conversation)
          return {
            stored: await turnsOf(tx, workspace.id, conversation),
            thumbs: await thumbsOf(tx, workspace.id, conversation),
          }
        },
        'read',
      )
      const messages = stored.flatMap((turn) => {
        const [request, answer] = messagesOf(turn, thumbs.get(turn.id))
        // A running turn's answer comes by its stream.
        return turn.state === 'running' ? [request] : [request, answer]
      })
      const shown = messages.filter((message) => message !== undefined)
      return context.json(
        shown.filter(({ role, parts }) => role !== 'user' || parts.length > 0),
        200,
      )
    })
    .openapi(rename, async (context) => {
      const { asker, workspace } = principalOf(context)
      const { title } = context.req.valid('json')
      await db.inWorkspace(workspace.id, (tx) =>
        renameConversation(tx, asker, context.req.valid('param').id, title),
      )
      return context.json({ title }, 200)
    })
    .openapi(remove, async (context) => {
      const { asker, workspace } = principalOf(context)
      const conversation = context.req.valid('param').id
      const running = steward.running.get(conversation)
      await db.inWorkspace(workspace.id, (tx) => findConversation(tx, asker, conversation), 'read')
      running?.stop()
      await running?.ended
      await db.inWorkspace(workspace.id, (tx) => deleteConversation(tx, asker, conversation))
      return context.json({ deleted: true as const }, 200)
    })
    .openapi(table, async (context) => {
      const { asker, workspace } = principalOf(context)
      const params = context.req.valid('param')
      const stored = await db.inWorkspace(
        workspace.id,
        async (tx) => {
          await findConversation(tx, asker, params.id)
          return turnsOf(tx, workspace.id, params.id)
        },
        'read',
      )
      const found = stored
        .find((turn) => turn.id === params.turn)
        ?.events.find((event) => event.kind === 'table' && event.id === params.table)
      if (found?.kind !== 'table') throw new Problem('not_found', 'There is no such table.')
      return context.json(found, 200)
    })
}
