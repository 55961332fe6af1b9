/** `steward secrets`: which are stored (never what they say), under which keys, and the rotation of these. */
import { rotateDataKeys, rotateMaster } from '#db/secrets/rotate.ts'
import { listSecrets } from '#db/secrets/secrets.ts'
import { resetLost } from '#db/secrets/reset.ts'
import { openVault, sealedWith } from '#db/secrets/vault.ts'
import type { Db } from '#db/connect.ts'
import { listWorkspaces } from '#db/people.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv, type Env } from '../env.ts'
import { keyPlaceOf } from '../key-places.ts'
import { openStore } from '../store.ts'

type Values = { 'data-keys'?: boolean | undefined; yes?: boolean | undefined; json?: boolean | undefined }
type Told = { text: string; data: unknown }

export default defineCommand({
  usage: `secrets                                              what is stored for whom, and under which master key
secrets rotate                                       a new master key; all data keys are wrapped anew
secrets rotate --data-keys                           new data keys; all secrets are sealed anew
secrets reset --yes                                  takes away what no key opens any more`,
  options: { 'data-keys': { type: 'boolean' }, yes: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async ({ data, ...values }, [verb, ...more]) => {
    if (more.length > 0) throw new WrongUsage('secrets takes one word at most')
    const env = readEnv(data)
    const db = await openStore(env)
    try {
      const told = await run(db, env, verb, values)
      process.stdout.write(values.json ? `${JSON.stringify(told.data)}\n` : `${told.text}\n`)
      return 0
    } finally {
      await db.close()
    }
  },
})

async function run(db: Db, env: Env, verb: string | undefined, values: Values): Promise<Told> {
  if (verb === undefined) return list(db)
  if (verb === 'rotate') return values['data-keys'] ? dataKeys(db, env) : master(db, env)
  if (verb === 'reset') {
    if (!values.yes) throw new WrongUsage('secrets reset takes secrets away for good: say --yes')
    const gone = await resetLost(db, keyPlaceOf(env))
    return {
      text: `${gone.secrets} secrets and ${gone.instance} of the instance were taken away.`,
      data: gone,
    }
  }
  throw new WrongUsage('secrets takes: rotate, reset')
}

async function list(db: Db): Promise<Told> {
  const masters = await sealedWith(db)
  const lines: string[] = []
  const data = []
  for (const { id } of await listWorkspaces(db)) {
    for (const one of await db.inWorkspace(id, (tx) => listSecrets(tx, id), 'read')) {
      data.push({ workspace: id, ...one })
      lines.push(
        `${id}  ${one.provider}  ${one.name}  ${one.ownerId ?? 'the workspace'}  key ${one.keyVersion}  ${one.updatedAt}`,
      )
    }
  }
  const under = masters.length > 0 ? `Master key: ${masters.join(', ')}` : 'Nothing is sealed yet.'
  return { text: [...lines, under].join('\n'), data: { masters, secrets: data } }
}

async function master(db: Db, env: Env): Promise<Told> {
  const done = await rotateMaster(db, await openVault(db, keyPlaceOf(env)))
  const kept =
    done.kept === null
      ? 'STEWARD_KEY_BEFORE is needed no more, but for backups made under it.'
      : `The former key is ${done.kept}: backups made under it need it; delete it once there are none.`
  return {
    text: `${done.wrapped} keys are wrapped under the master key ${done.masterId}. ${kept}`,
    data: done,
  }
}

async function dataKeys(db: Db, env: Env): Promise<Told> {
  const done = await rotateDataKeys(db, await openVault(db, keyPlaceOf(env)))
  return {
    text: `${done.secrets} secrets of ${done.workspaces} workspaces are sealed under new keys.`,
    data: done,
  }
}
