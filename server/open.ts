/** Opens a Steward from the environment: store, tools, planners, logger; and closes it in the right order. */
import pino, { type Logger } from 'pino'
import { stopAbandoned } from '#agent/conversations.ts'
import type { Model } from '#agent/model/model.ts'
import { createSteward, type Steward } from '#agent/steward.ts'
import type { Db } from '#db/connect.ts'
import { sealingKeyOf } from '#db/effects/receipt.ts'
import { freeLeases } from '#db/effects/claim.ts'
import { markStopped } from '#db/import/import-bundle.ts'
import { listWorkspaces } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { openVault } from '#db/secrets/vault.ts'
import { createEmbedder } from '#rag/embed.ts'
import type { Env } from './env.ts'
import { keyPlaceOf } from './key-places.ts'
import { logRedaction } from './log-redaction.ts'
import { openStore } from './store.ts'

type LogEnv = Pick<
  Env,
  'logLevel' | 'masterKey' | 'masterKeyBefore' | 'auditSigningKey' | 'model' | 'embedding'
>

/**
 * The log goes to standard error, since standard output belongs to answers. Nothing secret goes into it: what the environment
 * holds, what looks like a secret, and whatever `hide` is told from here on.
 */
export function openLog(env: LogEnv): { log: Logger; hide: (value: string) => void } {
  const known = [
    ...[env.masterKey, env.masterKeyBefore, env.auditSigningKey],
    ...[env.model?.apiKey, env.embedding?.apiKey],
  ]
  const { options, add } = logRedaction(known.map((value) => value ?? undefined))
  return {
    log: pino({ level: env.logLevel, ...options }, pino.destination({ dest: 2, sync: true })),
    hide: add,
  }
}

/** How often a process looks for turns and imports that another one left behind. */
const settleMs = 20_000

/** Marks what a dead process left running as stopped. On the embedded store only this process can run anything. */
async function settle(db: Db, isStart = false): Promise<void> {
  if (db.kind === 'pglite' && !isStart) return
  for (const { id } of await listWorkspaces(db)) {
    await stopAbandoned(db, id, db.kind === 'pglite')
    await markStopped(db, id)
    if (db.kind === 'pglite') await db.inWorkspace(id, (tx) => freeLeases(tx, id))
  }
}

/** Its library is loaded where an endpoint is configured alone: other starts need none of it. */
async function clientOf(model: NonNullable<Env['model']>, name: string | undefined): Promise<Model> {
  const { createModel } = await import('#agent/model/model.ts')
  return createModel({
    apiKey: model.apiKey,
    ...(model.baseURL !== undefined && { baseURL: model.baseURL }),
    model: name ?? model.name,
    timeoutMs: model.timeoutMs,
    inputTokens: model.tokenBudget,
  })
}

export type OpenSteward = { steward: Steward; close: () => Promise<void> }

/** Also settles what a crash left: turns and imports of dead processes are marked stopped. */
export async function openSteward(env: Env, log: Logger, modelName?: string): Promise<OpenSteward> {
  if (modelName && !env.model) {
    throw new Problem('bad_request', `The model ${modelName} can't be used: no endpoint is configured.`, {
      done: 'Nothing was asked.',
      next: 'Set OPENAI_API_KEY (and OPENAI_BASE_URL for a compatible server), or ask with --model offline.',
    })
  }
  const db = await openStore(env)
  await settle(db, true)
  const settling = setInterval(() => {
    settle(db).catch((error: unknown) => log.error({ err: error }, 'abandoned turns could not be settled'))
  }, settleMs)
  settling.unref()
  const { model } = env
  const steward = await createSteward({
    db,
    log,
    embedder: env.embedding ? createEmbedder(env.embedding) : undefined,
    otlp: env.otlp,
    planner: env.planner,
    sealingKey: sealingKeyOf(db, () => openVault(db, keyPlaceOf(env))),
    model: model && { client: await clientOf(model, modelName), price: model.price },
  })
  return {
    steward,
    close: async () => {
      clearInterval(settling)
      for (const turn of steward.running.values()) turn.stop()
      await Promise.all([...steward.running.values()].map((turn) => turn.ended))
      await steward.workers.stop()
      await steward.telemetry
        .stop()
        .catch((err: unknown) => log.warn({ err }, 'the last spans could not be sent'))
      await db.close()
    },
  }
}
