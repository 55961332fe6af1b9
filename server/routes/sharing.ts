/** Sharing rules: accounts opened to people beyond their team, by tag, team or one by one. */
import { z } from 'zod'
import { appendAudit } from '#db/audit/append.ts'
import { addRule, listRules, removeRule } from '#db/identities/roles.ts'
import { doneSchema, sharingRuleSchema, sharingWantedSchema } from '../contract-people.ts'
import { principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { actorOf } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const manages = { access: 'roles:manage' } as const
const list = route({
  ...{ ...manages, method: 'get', path: '/sharing-rules' },
  responses: giving('The oldest first', z.array(sharingRuleSchema)),
})
const add = route({
  ...{ ...manages, method: 'post', path: '/sharing-rules', request: taking(sharingWantedSchema) },
  responses: giving('The rule', sharingRuleSchema),
})
const remove = route({
  ...{ ...manages, method: 'delete', path: '/sharing-rules/{id}' },
  request: { params: z.object({ id: z.uuid() }) },
  responses: giving('It is gone', doneSchema),
})

export function sharingRoutes({ db }: Pick<Accounts, 'db'>) {
  return resource()
    .openapi(list, async (context) => {
      const { id } = principalOf(context).workspace
      return context.json(await db.inWorkspace(id, (tx) => listRules(tx, id), 'read'), 200)
    })
    .openapi(add, async (context) => {
      const principal = principalOf(context)
      const { id: workspace } = principal.workspace
      const wanted = context.req.valid('json')
      const row = await db.inWorkspace(workspace, async (tx) => {
        const id = await addRule(tx, principal.asker, wanted)
        await appendAudit(tx, workspace, {
          ...{ actor: actorOf(principal), action: 'sharing_changed', subject: { kind: 'sharing_rule', id } },
          details: { done: 'added', ...wanted },
        })
        return (await listRules(tx, workspace)).find((one) => one.id === id)
      })
      if (!row) throw new Error('a rule is gone after it was added')
      return context.json(row, 200)
    })
    .openapi(remove, async (context) => {
      const principal = principalOf(context)
      const { id: workspace } = principal.workspace
      const { id } = context.req.valid('param')
      await db.inWorkspace(workspace, async (tx) => {
        await removeRule(tx, workspace, id)
        await appendAudit(tx, workspace, {
          ...{ actor: actorOf(principal), action: 'sharing_changed', subject: { kind: 'sharing_rule', id } },
          details: { done: 'removed' },
        })
      })
      return context.json({ done: true as const }, 200)
    })
}
