/** The kill switch: while it is on, nothing is proposed, approved or carried out in the workspace. */
import type { Steward } from '#agent/steward.ts'
import type { Asker } from '#db/contract.ts'
import { liftHold, listHolds, placeHold } from '#db/effects/holds.ts'
import { holdsSchema, holdWantedSchema } from '../contract-effects.ts'
import { principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'

const list = route({
  method: 'get',
  path: '/holds',
  access: 'settings:manage',
  responses: giving('Whether everything is stopped, and when it was before', holdsSchema),
})
const place = route({
  method: 'post',
  path: '/holds',
  access: 'settings:manage',
  request: taking(holdWantedSchema),
  responses: giving('Everything is stopped', holdsSchema),
})
const lift = route({
  method: 'delete',
  path: '/holds',
  access: 'settings:manage',
  responses: giving('It goes on', holdsSchema),
})

export function holdRoutes({ db }: Pick<Steward, 'db'>) {
  const state = async (asker: Asker) => {
    const all = await listHolds(db, asker)
    const isCurrent = ({ liftedAt }: (typeof all)[number]) => liftedAt === null
    return { current: all.find(isCurrent) ?? null, past: all.filter((hold) => !isCurrent(hold)) }
  }
  return resource()
    .openapi(list, async (context) => context.json(await state(principalOf(context).asker), 200))
    .openapi(place, async (context) => {
      const { asker } = principalOf(context)
      await placeHold(db, asker, context.req.valid('json').reason)
      return context.json(await state(asker), 200)
    })
    .openapi(lift, async (context) => {
      const { asker } = principalOf(context)
      await liftHold(db, asker)
      return context.json(await state(asker), 200)
    })
}
