/** Where keys and signed heads stand outside the database, from the environment: for sign-in, connectors and the audit log. */
import { join } from 'node:path'
import type { Signing } from '#db/audit/sign-heads.ts'
import { signingKeyOf } from '#db/audit/signing-key.ts'
import type { Db } from '#db/connect.ts'
import type { KeyPlace } from '#db/secrets/master-key.ts'
import type { Env } from './env.ts'

const keysOf = (env: Pick<Env, 'dataDir'>) => join(env.dataDir, 'keys')

export const keyPlaceOf = (env: Pick<Env, 'dataDir' | 'masterKey' | 'masterKeyBefore'>): KeyPlace => ({
  folder: keysOf(env),
  ...(env.masterKey !== null && { given: env.masterKey }),
  ...(env.masterKeyBefore !== null && { givenBefore: env.masterKeyBefore }),
})

/** Makes the signing key where there is none yet. */
export const signingOf = (env: Pick<Env, 'dataDir' | 'auditSigningKey'>, db: Db): Signing => ({
  db,
  key: signingKeyOf({ folder: keysOf(env), given: env.auditSigningKey ?? undefined }),
  folder: join(env.dataDir, 'audit'),
})
