/** Who I am, where, what I may do, and what fits me to ask. */
import { clockOf } from '#db/people.ts'
import type { Service } from '../app.ts'
import { sessionSchema } from '../contract.ts'
import { demoPeople } from '../demo-sign-in.ts'
import { principalOf } from '../principal.ts'
import { resource } from '../resource.ts'
import { route } from '../route.ts'
import { suggestionsFor } from '../suggestions.ts'

const read = route({
  method: 'get',
  path: '/session',
  access: 'signed-in',
  responses: {
    200: { description: 'The session', content: { 'application/json': { schema: sessionSchema } } },
  },
})

export function sessionRoutes({ steward, today }: Service) {
  return resource().openapi(read, async (context) => {
    const { asker, workspace, via } = principalOf(context)
    const people = via === 'demo' ? await demoPeople(steward.db, workspace.id) : []
    const clock = clockOf(workspace, today)
    return context.json(
      {
        via,
        workspace: { id: workspace.id, name: workspace.name, isDemo: workspace.isDemo },
        me: { email: asker.email, name: asker.name, role: asker.role },
        roleLabel: asker.rights.label,
        may: asker.rights.may,
        people: people.map(({ email, name, role }) => ({ email, name, role })),
        today: clock.today,
        timeZone: clock.timeZone,
        model: steward.model?.client.name ?? null,
        suggestions: suggestionsFor(asker.role),
      },
      200,
    )
  })
}
