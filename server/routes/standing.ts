/** Standing approvals: which tools' small changes need no yes of their own, as an administrator granted, until when. */
import { z } from '@hono/zod-openapi'
import { grantStandingFor } from '#agent/proposals/standing.ts'
import type { Steward } from '#agent/steward.ts'
import type { Asker } from '#db/contract.ts'
import { listStanding, revokeStanding } from '#db/effects/standing.ts'
import { standingListSchema, standingWantedSchema } from '../contract-effects.ts'
import { principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'

const list = route({
  method: 'get',
  path: '/standing-approvals',
  access: 'settings:manage',
  responses: giving('Those in force, and the tools that could have one', standingListSchema),
})
const grant = route({
  method: 'post',
  path: '/standing-approvals',
  access: 'settings:manage',
  request: taking(standingWantedSchema),
  responses: giving('Those in force', standingListSchema),
})
const revoke = route({
  method: 'delete',
  path: '/standing-approvals/{id}',
  access: 'settings:manage',
  request: { params: z.object({ id: z.uuid() }) },
  responses: giving('Those in force', standingListSchema),
})

const isInForce = ({ revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string }) =>
  revokedAt === null && Date.parse(expiresAt) > Date.now()

export function standingRoutes({ db, tools }: Pick<Steward, 'db' | 'tools'>) {
  const effects = [...tools.values()].filter(({ effect }) => effect === 'write')
  const state = async (asker: Asker) => ({
    granted: (await listStanding(db, asker)).filter(isInForce).map((one) => ({
      ...one,
      label: tools.get(one.tool)?.label ?? one.tool,
    })),
    tools: effects.map(({ name, label, description }) => ({ name, label, description })),
  })
  return resource()
    .openapi(list, async (context) => context.json(await state(principalOf(context).asker), 200))
    .openapi(grant, async (context) => {
      const { asker } = principalOf(context)
      await grantStandingFor({ db, tools }, { asker, ...context.req.valid('json') })
      return context.json(await state(asker), 200)
    })
    .openapi(revoke, async (context) => {
      const { asker } = principalOf(context)
      await revokeStanding(db, asker, context.req.valid('param').id)
      return context.json(await state(asker), 200)
    })
}
