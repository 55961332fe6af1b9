/** How answers are: a thumb on one's own, how a turn went step by step, and the figures of the last days for who looks after Steward. */
import { z } from '@hono/zod-openapi'
import { qualitySchema, thumbSchema, turnSpanSchema } from '#agent/telemetry/contract.ts'
import { giveThumb, qualityOf, spansOf } from '#agent/telemetry/store.ts'
import type { Steward } from '#agent/steward.ts'
import { principalOf } from '../principal.ts'
import { giving, nothingToSay, resource, taking } from '../resource.ts'
import { route } from '../route.ts'

const params = z.object({ turn: z.uuid() })

const thumb = route({
  method: 'put',
  path: '/turns/{turn}/feedback',
  access: 'ask',
  request: { params, ...taking(thumbSchema) },
  responses: giving('It is kept; the last one counts', nothingToSay),
})
const untold = route({
  method: 'delete',
  path: '/turns/{turn}/feedback',
  access: 'ask',
  request: { params },
  responses: giving('It is taken back', nothingToSay),
})
const trace = route({
  method: 'get',
  path: '/turns/{turn}/trace',
  access: 'settings:manage',
  request: { params },
  responses: giving(
    'Its steps with their times, tokens and outcomes; nothing that was said',
    z.array(turnSpanSchema),
  ),
})
const quality = route({
  method: 'get',
  path: '/quality',
  access: 'settings:manage',
  request: { query: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }) },
  responses: giving('Success, time, tokens and cost of the last days', qualitySchema),
})

export function qualityRoutes({ db }: Pick<Steward, 'db'>) {
  return resource()
    .openapi(thumb, async (context) => {
      const { asker } = principalOf(context)
      await giveThumb(db, asker, context.req.valid('param').turn, context.req.valid('json'))
      return context.json({}, 200)
    })
    .openapi(untold, async (context) => {
      await giveThumb(db, principalOf(context).asker, context.req.valid('param').turn, null)
      return context.json({}, 200)
    })
    .openapi(trace, async (context) => {
      const { workspace } = principalOf(context).asker
      const { turn } = context.req.valid('param')
      return context.json(await db.inWorkspace(workspace, (tx) => spansOf(tx, workspace, turn), 'read'), 200)
    })
    .openapi(quality, async (context) => {
      const { workspace } = principalOf(context).asker
      const { days } = context.req.valid('query')
      return context.json(
        await db.inWorkspace(workspace, (tx) => qualityOf(tx, workspace, days), 'read'),
        200,
      )
    })
}
