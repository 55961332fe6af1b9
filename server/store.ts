/** Opens the store that the environment names; apart from the agent, which an import has no use for. */
import { openDb, type Db, type OpenOptions } from '#db/connect.ts'
import type { Env } from './env.ts'

export const placeOf = (env: Env): OpenOptions =>
  env.databaseUrl ? { url: env.databaseUrl, poolSize: env.databasePool } : { folder: `${env.dataDir}/db` }

export const openStore = (env: Env): Promise<Db> => openDb(placeOf(env))
