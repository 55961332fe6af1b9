/** Where somebody is signed in, and ending it there. */
import { z } from 'zod'
import { endSession, endSessions, listSessions } from '#db/identities/sessions.ts'
import { Problem } from '#db/problem.ts'
import { deviceSchema, doneSchema } from '../contract-people.ts'
import { giving, resource } from '../resource.ts'
import { route } from '../route.ts'
import { browserOf } from '../sign-in/browser.ts'
import { ownSession } from '../sign-in/guard.ts'
import { recordForIdentity } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const list = route({
  method: 'get',
  path: '/devices',
  access: 'session',
  responses: giving('Own sessions, the last used first', z.array(deviceSchema)),
})
const endOne = route({
  method: 'delete',
  path: '/devices/{id}',
  access: 'session',
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: giving('It is ended', doneSchema),
})
const endOthers = route({
  method: 'delete',
  path: '/devices',
  access: 'session',
  responses: giving('All but this one are ended', doneSchema),
})

export function deviceRoutes({ db }: Accounts) {
  return resource()
    .openapi(list, async (context) => {
      const { identity, credential } = ownSession(context)
      const rows = await listSessions(db, identity)
      const devices = rows.map(({ id, agent, address, since, lastSeenAt }) => ({
        ...{ id, address, browser: browserOf(agent), current: id === credential },
        ...{ since: since.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
      }))
      return context.json(devices, 200)
    })
    .openapi(endOne, async (context) => {
      const { identity } = ownSession(context)
      const { id } = context.req.valid('param')
      if (!(await endSession(db, identity, id)))
        throw new Problem('not_found', 'There is no such session of yours.', {
          next: 'It may have ended by itself.',
        })
      await recordForIdentity(db, identity, 'session_revoked', { details: { session: id } })
      return context.json({ done: true as const }, 200)
    })
    .openapi(endOthers, async (context) => {
      const { identity, credential } = ownSession(context)
      const count = await endSessions(db, identity, credential)
      await recordForIdentity(db, identity, 'session_revoked', { details: { count } })
      return context.json({ done: true as const }, 200)
    })
}
