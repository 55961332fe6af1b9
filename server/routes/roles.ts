/** Roles: the built-in ones, and the workspace's own over them. */
import { z } from 'zod'
import { appendAudit } from '#db/audit/append.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withholdable } from '#db/catalogue/withhold.ts'
import { listRoles, putRole, removeRole, type RoleRow as Row } from '#db/identities/roles.ts'
import { endAccess } from '#db/identities/memberships.ts'
import {
  doneSchema,
  roleKeySchema,
  roleRowSchema,
  roleWantedSchema,
  withholdableFieldSchema,
  type RoleRow,
} from '../contract-people.ts'
import { principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { actorOf } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const byKey = z.object({ key: roleKeySchema })
const list = route({
  method: 'get',
  path: '/roles',
  access: 'people:read',
  responses: giving('Built-in ones first', z.array(roleRowSchema)),
})
const fields = route({
  method: 'get',
  path: '/roles/fields',
  access: 'roles:manage',
  responses: giving('What a role may withhold', z.array(withholdableFieldSchema)),
})
const put = route({
  method: 'put',
  path: '/roles/{key}',
  access: 'roles:manage',
  request: { params: byKey, ...taking(roleWantedSchema) },
  responses: giving('The role', roleRowSchema),
})
const remove = route({
  method: 'delete',
  path: '/roles/{key}',
  access: 'roles:manage',
  request: { params: byKey },
  responses: giving('It is gone', doneSchema),
})

const shown = ({ rights, own, people }: Row): RoleRow => ({
  ...{ key: rights.key, label: rights.label, builtIn: own === null, basedOn: own?.basedOn ?? null },
  ...{ reads: rights.reads, acts: rights.acts, withheld: rights.withheld, may: [...rights.may], people, own },
})

export function roleRoutes({ db }: Pick<Accounts, 'db'>) {
  return resource()
    .openapi(list, async (context) => {
      const { id } = principalOf(context).workspace
      const rows = await db.inWorkspace(id, (tx) => listRoles(tx, id), 'read')
      return context.json(rows.map(shown), 200)
    })
    .openapi(fields, async (context) => {
      const { id } = principalOf(context).workspace
      const catalogue = await db.inWorkspace(id, (tx) => loadCatalogue(tx, id), 'read')
      const free = withholdable(catalogue)
      const all = [...catalogue.objects.values()].flatMap((object) =>
        object.fields.map(({ key, label }) => ({ key: `${object.key}.${key}`, object: object.label, label })),
      )
      return context.json(
        all.filter(({ key }) => free.has(key)),
        200,
      )
    })
    .openapi(put, async (context) => {
      const principal = principalOf(context)
      const { asker } = principal
      const { id } = principal.workspace
      const { key } = context.req.valid('param')
      const wanted = context.req.valid('json')
      const { row, people } = await db.inWorkspace(id, async (tx) => {
        const held = await putRole(tx, asker, key, wanted)
        await appendAudit(tx, id, {
          ...{ actor: actorOf(principal), action: 'role_defined', subject: { kind: 'role', id: key } },
          details: { ...wanted, people: held.length },
        })
        return { row: (await listRoles(tx, id)).find(({ rights }) => rights.key === key), people: held }
      })
      for (const person of people) await endAccess(db, id, person, { keys: false })
      if (!row) throw new Error('a role is gone after it was defined')
      return context.json(shown(row), 200)
    })
    .openapi(remove, async (context) => {
      const principal = principalOf(context)
      const { id } = principal.workspace
      const { key } = context.req.valid('param')
      await db.inWorkspace(id, async (tx) => {
        await removeRole(tx, id, key)
        await appendAudit(tx, id, {
          ...{ actor: actorOf(principal), action: 'role_removed', subject: { kind: 'role', id: key } },
        })
      })
      return context.json({ done: true as const }, 200)
    })
}
