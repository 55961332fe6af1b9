/** The workspaces that somebody belongs to: which there are, a new one, and going from one to another. */
import { z } from 'zod'
import { askerOfPerson, join, namesOf, workspacesOf } from '#db/identities/memberships.ts'
import { makeAdministrator, makeWorkspace } from '#db/identities/set-up.ts'
import { chooseWorkspace } from '#db/identities/sessions.ts'
import { appendAudit } from '#db/audit/append.ts'
import { inChange } from '#db/history/change.ts'
import { Problem } from '#db/problem.ts'
import {
  doneSchema,
  workspaceChosenSchema,
  workspaceRowSchema,
  workspaceWantedSchema,
} from '../contract-people.ts'
import { principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { ownSession } from '../sign-in/guard.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const list = route({
  method: 'get',
  path: '/workspaces',
  access: 'signed-in',
  responses: giving('Where I belong', z.array(workspaceRowSchema)),
})
const make = route({
  method: 'post',
  path: '/workspaces',
  access: 'workspaces:make',
  request: taking(workspaceWantedSchema),
  responses: giving('The new workspace, with its maker as administrator', workspaceRowSchema),
})
const choose = route({
  method: 'post',
  path: '/session/workspace',
  access: 'session',
  request: taking(workspaceChosenSchema),
  responses: giving('The session goes on there', doneSchema),
})

export function workspaceRoutes({ db }: Accounts) {
  return resource()
    .openapi(list, async (context) => {
      const { workspace, identity, via } = principalOf(context)
      const own = via === 'session' && identity !== null ? await workspacesOf(db, identity) : []
      const names = await namesOf(
        db,
        own.map((one) => one.workspace),
      )
      const rows = [...names].map(([id, name]) => ({ id, name, current: id === workspace.id }))
      return context.json(
        rows.length > 0 ? rows : [{ id: workspace.id, name: workspace.name, current: true }],
        200,
      )
    })
    .openapi(make, async (context) => {
      const { identity, asker } = ownSession(context)
      const wanted = context.req.valid('json')
      const personId = await inChange(db, wanted.id, { kind: 'edit', source: 'steward' }, async (tx) => {
        await makeWorkspace(tx, wanted)
        const id = await makeAdministrator(tx, wanted.id, asker)
        await appendAudit(tx, wanted.id, { actor: { kind: 'person', id }, action: 'workspace_made' })
        return id
      })
      await db.inSignIn((tx) => join(tx, identity, wanted.id, personId))
      return context.json({ ...wanted, current: false }, 200)
    })
    .openapi(choose, async (context) => {
      const { identity, credential } = ownSession(context)
      const { id } = context.req.valid('json')
      const member = (await workspacesOf(db, identity)).find(({ workspace }) => workspace === id)
      if (!member || !(await askerOfPerson(db, id, member.personId)))
        throw new Problem('not_found', `You belong to no workspace ${id}.`, {
          next: 'Ask its administrator for an invitation.',
        })
      await chooseWorkspace(db, credential, id)
      return context.json({ done: true as const }, 200)
    })
}
