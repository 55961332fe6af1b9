/** A person's notices: what happened to accounts and tasks of theirs, by whomever and by whatever road. */
import type { Steward } from '#agent/steward.ts'
import { listNotices, markRead } from '#db/notices/notices.ts'
import { noticesQuerySchema, noticesSchema, readingSchema } from '../contract-notices.ts'
import { principalOf } from '../principal.ts'
import { giving, nothingToSay, resource, taking } from '../resource.ts'
import { route } from '../route.ts'

const list = route({
  method: 'get',
  path: '/notices',
  access: 'ask',
  request: { query: noticesQuerySchema },
  responses: giving('What happened, newest first', noticesSchema),
})
const read = route({
  method: 'post',
  path: '/notices/read',
  access: 'ask',
  request: taking(readingSchema),
  responses: giving('They are read', nothingToSay),
})

export function noticeRoutes({ db }: Pick<Steward, 'db'>) {
  return resource()
    .openapi(list, async (context) => {
      const { unread = false, before, limit } = context.req.valid('query')
      const notices = await listNotices(db, principalOf(context).asker, { unread, before, limit })
      return context.json({ notices }, 200)
    })
    .openapi(read, async (context) => {
      await markRead(db, principalOf(context).asker, context.req.valid('json').upTo)
      return context.json({}, 200)
    })
}
