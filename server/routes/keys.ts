/** Keys of programs: made by a person for a part of what they may, shown once, and taken back at once. */
import { z } from 'zod'
import { recordAudit } from '#db/audit/append.ts'
import type { Db } from '#db/connect.ts'
import { listKeys, makeKey, revokeKey, type KeyRow } from '#db/identities/keys.ts'
import { listPeople } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { doneSchema, keySchema, keyWantedSchema, newKeySchema, type Key } from '../contract-people.ts'
import { assertMay, principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { ownSession } from '../sign-in/guard.ts'
import { actorOf } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const list = route({
  method: 'get',
  path: '/keys',
  access: 'keys:own',
  request: { query: z.object({ all: z.enum(['true', 'false']).optional() }) },
  responses: giving('Keys, the newest first', z.array(keySchema)),
})
const make = route({
  method: 'post',
  path: '/keys',
  access: 'keys:own',
  request: taking(keyWantedSchema),
  responses: giving('The key, with its secret this once', newKeySchema),
})
const revoke = route({
  method: 'delete',
  path: '/keys/{id}',
  access: 'keys:own',
  request: { params: z.object({ id: z.uuid() }) },
  responses: giving('It opens nothing any more', doneSchema),
})

function shown(row: KeyRow, names: Map<string, string>): Key {
  const { id, label, prefix, scopes, personId, createdAt, expiresAt, lastUsedAt, revokedAt } = row
  return {
    ...{ id, label, scopes, prefix: `stw_${prefix}_` },
    owner: { id: personId, name: names.get(personId) ?? 'nobody any more' },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    state: revokedAt ? 'revoked' : expiresAt.getTime() <= Date.now() ? 'expired' : 'active',
  }
}

const namesIn = async (db: Db, workspace: string) =>
  new Map((await db.inWorkspace(workspace, listPeople, 'read')).map(({ id, name }) => [id, name]))

export function keyRoutes({ db }: Accounts) {
  return resource()
    .openapi(list, async (context) => {
      const principal = principalOf(context)
      const isAll = context.req.valid('query').all === 'true'
      if (isAll) assertMay(principal, 'keys:manage')
      const { workspace, asker } = principal
      const rows = await listKeys(db, workspace.id, isAll ? undefined : asker.userId)
      const names = await namesIn(db, workspace.id)
      return context.json(
        rows.map((row) => shown(row, names)),
        200,
      )
    })
    .openapi(make, async (context) => {
      // A key makes no keys: what was lent for a month could be kept for ever.
      const principal = ownSession(context)
      const { workspace, asker, identity } = principal
      const { label, scopes, days } = context.req.valid('json')
      const beyond = scopes.filter((scope) => !asker.rights.may.includes(scope))
      if (beyond.length > 0)
        throw new Problem(
          'forbidden',
          `You may not do yourself what this key should: ${beyond.join(', ')}.`,
          {
            done: 'No key was made.',
            next: 'Leave that out.',
          },
        )
      const { row, key } = await makeKey(db, {
        ...{ identityId: identity, workspaceId: workspace.id, personId: asker.userId },
        ...{ label, days, scopes: [...new Set(scopes)] },
      })
      await recordAudit(db, workspace.id, {
        ...{ actor: actorOf(principal), action: 'key_made', subject: { kind: 'key', id: row.id } },
        details: { scopes: row.scopes, days },
      })
      return context.json({ ...shown(row, new Map([[asker.userId, asker.name]])), secret: key }, 200)
    })
    .openapi(revoke, async (context) => {
      const principal = principalOf(context)
      const { workspace, asker } = principal
      const { id } = context.req.valid('param')
      const ofAll = asker.rights.may.includes('keys:manage')
      const row = await revokeKey(db, workspace.id, id, ofAll ? undefined : asker.userId)
      if (!row) throw new Problem('not_found', 'There is no such key that could be taken back.')
      await recordAudit(db, workspace.id, {
        ...{ actor: actorOf(principal), action: 'key_revoked', subject: { kind: 'key', id } },
        details: { owner: row.personId },
      })
      return context.json({ done: true as const }, 200)
    })
}
