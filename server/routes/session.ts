/** Who I am, whom I may be, and what fits me to ask. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { clockOf } from '#db/people.ts'
import type { Service } from '../app.ts'
import { personSchema, sessionSchema } from '../contract.ts'
import { askerOf, demoPeople, switchPerson } from '../session.ts'
import { suggestionsFor } from '../suggestions.ts'

export function sessionRoutes({ steward, workspace, today }: Service) {
  const read = createRoute({
    method: 'get',
    path: '/session',
    responses: {
      200: { description: 'The session', content: { 'application/json': { schema: sessionSchema } } },
    },
  })
  const change = createRoute({
    method: 'post',
    path: '/session',
    request: {
      body: { required: true, content: { 'application/json': { schema: z.object({ email: z.string() }) } } },
    },
    responses: {
      200: { description: 'The person now', content: { 'application/json': { schema: personSchema } } },
    },
  })
  return new OpenAPIHono()
    .openapi(read, async (context) => {
      const me = await askerOf(context, steward.db, workspace.id)
      const people = await demoPeople(steward.db, workspace.id)
      const clock = clockOf(workspace, today)
      return context.json(
        {
          workspace: { id: workspace.id, name: workspace.name, isDemo: workspace.isDemo },
          me: { email: me.email, name: me.name, role: me.role },
          people: people.map(({ email, name, role }) => ({ email, name, role })),
          today: clock.today,
          timeZone: clock.timeZone,
          model: steward.model?.client.name ?? null,
          suggestions: suggestionsFor(me.role),
        },
        200,
      )
    })
    .openapi(change, async (context) => {
      const { email } = context.req.valid('json')
      await switchPerson(context, steward.db, workspace.id, email)
      const person = (await demoPeople(steward.db, workspace.id)).find((one) => one.email === email)
      return context.json(
        { email, name: person?.name ?? email, role: person?.role ?? ('viewer' as const) },
        200,
      )
    })
}
