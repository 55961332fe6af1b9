/** A person's notices: what happened to accounts and tasks of theirs, by whomever and by whatever road. */
import { listProposals } from '#agent/proposals/view.ts'
import type { Steward } from '#agent/steward.ts'
import { listNotices, markRead } from '#db/notices/notices.ts'
import { inboxCountSchema, noticesQuerySchema, noticesSchema, readingSchema } from '../contract-notices.ts'
import { cardsOf } from '../effects/proposal-card.ts'
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
const count = route({
  method: 'get',
  path: '/notices/count',
  access: 'ask',
  responses: giving('What is new in the inbox', inboxCountSchema),
})
const read = route({
  method: 'post',
  path: '/notices/read',
  access: 'ask',
  request: taking(readingSchema),
  responses: giving('They are read', nothingToSay),
})

/** More are not told apart. */
const mostCounted = 100

export function noticeRoutes(steward: Steward) {
  const { db } = steward
  return resource()
    .openapi(list, async (context) => {
      const { unread = false, before, limit } = context.req.valid('query')
      const notices = await listNotices(db, principalOf(context).asker, { unread, before, limit })
      return context.json({ notices }, 200)
    })
    .openapi(count, async (context) => {
      const { asker } = principalOf(context)
      const views = await listProposals(steward, asker, { state: 'open', limit: mostCounted })
      const cards = await cardsOf(steward, asker, views)
      const unread = await listNotices(db, asker, { unread: true, limit: mostCounted })
      const waiting = cards.filter(({ mayDecide }) => mayDecide).length
      return context.json({ waiting, unread: unread.length }, 200)
    })
    .openapi(read, async (context) => {
      await markRead(db, principalOf(context).asker, context.req.valid('json').upTo)
      return context.json({}, 200)
    })
}
