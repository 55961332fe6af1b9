/** Who I am, where, what I may do, and what fits me to ask. */
import type { Db } from '#db/connect.ts'
import { securityOf } from '#db/identities/identities.ts'
import { namesOf, workspacesOf } from '#db/identities/memberships.ts'
import { clockOf } from '#db/people.ts'
import type { Service } from '../app.ts'
import { sessionSchema } from '../contract.ts'
import { demoPeople } from '../demo-sign-in.ts'
import { principalOf, type Principal } from '../principal.ts'
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

async function accountOf(db: Db, { via, identity }: Principal) {
  if (via !== 'session' || identity === null) return { workspaces: [], identity: null }
  const own = await workspacesOf(db, identity)
  const names = await namesOf(
    db,
    own.map((one) => one.workspace),
  )
  return {
    workspaces: [...names].map(([id, name]) => ({ id, name })),
    identity: await securityOf(db, identity),
  }
}

export function sessionRoutes({ steward, today }: Service) {
  return resource().openapi(read, async (context) => {
    const principal = principalOf(context)
    const { asker, workspace, via } = principal
    const people = via === 'demo' ? await demoPeople(steward.db, workspace.id) : []
    const clock = clockOf(workspace, today)
    return context.json(
      {
        via,
        workspace: { id: workspace.id, name: workspace.name, isDemo: workspace.isDemo },
        me: { email: asker.email, name: asker.name, role: asker.role },
        roleLabel: asker.rights.label,
        may: asker.rights.may,
        ...(await accountOf(steward.db, principal)),
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
