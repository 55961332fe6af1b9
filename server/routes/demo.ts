/** The demo is entered with one click, as one of its people, and only while no real workspace exists. */
import { z } from '@hono/zod-openapi'
import type { Service } from '../app.ts'
import { personSchema } from '../contract.ts'
import { enterAs } from '../demo-sign-in.ts'
import { Problem } from '#db/problem.ts'
import { resource } from '../resource.ts'
import { route } from '../route.ts'

const enter = route({
  method: 'post',
  path: '/demo',
  access: 'open',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: z.object({ email: z.string().optional() }) } },
    },
  },
  responses: {
    200: { description: 'The person now', content: { 'application/json': { schema: personSchema } } },
  },
})

export function demoRoutes({ steward, demo }: Service) {
  return resource().openapi(enter, async (context) => {
    const workspace = await demo()
    if (!workspace)
      throw new Problem('not_found', 'The demo is closed: this Steward has a workspace of its own.', {
        next: 'Sign in.',
      })
    const { email } = context.req.valid('json')
    const person = await enterAs(context, steward.db, workspace.id, email)
    return context.json({ email: person.email, name: person.name, role: person.role }, 200)
  })
}
