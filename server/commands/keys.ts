/** `steward keys`: the API keys of a workspace, and taking one back when nobody can do it on the page. */
import { recordAudit } from '#db/audit/append.ts'
import { listKeys, revokeKey } from '#db/identities/keys.ts'
import { findWorkspace, listPeople } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { z } from 'zod'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: `keys list --workspace NAME               the keys of its people
keys revoke ID --workspace NAME          takes one back`,
  options: { workspace: { type: 'string' } },
  run: async ({ data, workspace: name }, [act, id]) => {
    const isKnown = act === 'list' || (act === 'revoke' && z.uuid().safeParse(id).success)
    if (!isKnown || name === undefined) throw new WrongUsage('say list, or revoke ID; with --workspace NAME')
    const db = await openStore(readEnv(data))
    try {
      const { id: workspace } = await findWorkspace(db, name)
      if (act === 'revoke') {
        const row = await revokeKey(db, workspace, id ?? '')
        if (!row) throw new Problem('not_found', `There is no key ${id} that could be taken back.`)
        await recordAudit(db, workspace, {
          ...{ actor: { kind: 'system' }, action: 'key_revoked', subject: { kind: 'key', id: row.id } },
        })
        return 0
      }
      const people = await db.inWorkspace(workspace, listPeople, 'read')
      const names = new Map(people.map((one) => [one.id, one.email]))
      for (const key of await listKeys(db, workspace)) {
        const state = key.revokedAt ? 'revoked' : `until ${key.expiresAt.toISOString().slice(0, 10)}`
        const owner = names.get(key.personId) ?? 'nobody'
        process.stdout.write(`${[key.id, `stw_${key.prefix}_`, owner, state, key.label].join('\t')}\n`)
      }
      return 0
    } finally {
      await db.close()
    }
  },
})
