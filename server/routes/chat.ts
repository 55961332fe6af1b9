/** The turn over HTTP as the AI SDK's UI message stream: start, follow, stop. A lost connection cancels nothing. */
import { z } from '@hono/zod-openapi'
import { createUIMessageStream, createUIMessageStreamResponse } from 'ai'
import type { TurnEvent } from '#agent/contract.ts'
import { findConversation, requestStop } from '#agent/conversations.ts'
import { followStored } from '#agent/event-log.ts'
import { startTurn } from '#agent/run.ts'
import { clockOf } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { and, eq } from 'drizzle-orm'
import { turns } from '#db/schema/tables.ts'
import type { Service } from '../app.ts'
import { principalOf } from '../principal.ts'
import { resource } from '../resource.ts'
import { route } from '../route.ts'
import { chunksOf, type StewardMessage } from '../ui-message.ts'

const body = z.object({
  id: z.uuid(),
  /** `offline` never calls a model, `model` passes the built-in planner over. */
  planner: z.enum(['offline', 'model']).optional(),
  messages: z
    .array(
      z.looseObject({
        role: z.string(),
        parts: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
      }),
    )
    .min(1),
})
const stream = {
  200: {
    description: "The AI SDK's UI message stream",
    content: { 'text/event-stream': { schema: z.string() } },
  },
}
const params = z.object({ id: z.uuid() })

const start = route({
  access: 'ask',
  method: 'post',
  path: '/chat',
  request: { body: { required: true, content: { 'application/json': { schema: body } } } },
  responses: stream,
})
const follow = route({
  access: 'ask',
  method: 'get',
  path: '/chat/{id}/stream',
  request: { params },
  responses: { ...stream, 204: { description: 'Nothing is running' } },
})
const stop = route({
  access: 'ask',
  method: 'post',
  path: '/chat/{id}/stop',
  request: { params },
  responses: {
    202: {
      description: 'Asked to stop',
      content: { 'application/json': { schema: z.object({ stopping: z.boolean() }) } },
    },
  },
})

const respond = (turn: string, events: AsyncGenerator<TurnEvent>) =>
  createUIMessageStreamResponse({
    stream: createUIMessageStream<StewardMessage>({
      execute: async ({ writer }) => {
        const chunks = chunksOf(turn)
        for await (const event of events) for (const chunk of chunks(event)) writer.write(chunk)
      },
    }),
  })

const textOf = (message: z.infer<typeof body>['messages'][number] | undefined): string => {
  if (message?.role !== 'user') throw new Problem('bad_request', 'The last message must be the person’s.')
  return message.parts.map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join('\n')
}

export function chatRoutes({ steward, today }: Service) {
  const { db } = steward
  return resource()
    .openapi(start, async (context) => {
      const { id, messages, planner } = context.req.valid('json')
      const { asker, workspace } = principalOf(context)
      const running = await startTurn(steward, {
        asker,
        clock: clockOf(workspace, today),
        text: textOf(messages.at(-1)),
        conversation: id,
        planner,
      })
      return respond(running.turn, running.events())
    })
    .openapi(follow, async (context) => {
      const conversation = context.req.valid('param').id
      const { asker, workspace } = principalOf(context)
      const [stored] = await db.inWorkspace(
        workspace.id,
        (tx) =>
          tx
            .select({ id: turns.id })
            .from(turns)
            .where(
              and(
                eq(turns.conversationId, conversation),
                eq(turns.userId, asker.userId),
                eq(turns.state, 'running'),
              ),
            ),
        'read',
      )
      if (!stored) return context.body(null, 204)
      const here = steward.running.get(conversation)
      const events = here?.turn === stored.id ? here.events() : followStored(db, workspace.id, stored.id)
      return respond(stored.id, events)
    })
    .openapi(stop, async (context) => {
      const conversation = context.req.valid('param').id
      const { asker, workspace } = principalOf(context)
      await db.inWorkspace(workspace.id, async (tx) => {
        await findConversation(tx, asker, conversation)
        await requestStop(tx, workspace.id, conversation)
      })
      steward.running.get(conversation)?.stop()
      return context.json({ stopping: true }, 202)
    })
}
