/** A whole service for tests: a fresh store with a bundle in it, the real HTTP server on a free loopback port, and the real clients' view of it. */
import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { createModel, type ModelOptions } from '#agent/model/model.ts'
import { createSteward, type Steward } from '#agent/steward.ts'
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { findWorkspace } from '#db/people.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { createApp } from '#server/app.ts'
import { demoPrincipal } from '#server/demo-sign-in.ts'
import { rateLimits } from '#server/rate-limits.ts'
import { fileURLToPath } from 'node:url'
import { testSealing } from './sealing.ts'
import { freshDb } from './store.ts'

/** The day on which the fixture bundle makes sense. */
export const fixtureToday = '2026-11-21'
export const fixtureBundle = fileURLToPath(new URL('../fixtures/bundle', import.meta.url))

export type TestService = { url: string; db: Db; steward: Steward; close: () => Promise<void> }

/** A Steward over the fixture bundle in workspace `acme`. */
export async function testSteward(model?: ModelOptions): Promise<{ steward: Steward; db: Db }> {
  const db = await freshDb()
  await importBundle(db, { workspace: 'acme', source: fromFolder(fixtureBundle) })
  await keepChunks(db, 'acme')
  const steward = await createSteward({
    db,
    log: pino({ level: 'silent' }),
    sealingKey: testSealing,
    model: model ? { client: createModel(model), price: { input: 0, output: 0 } } : null,
  })
  return { steward, db }
}

/** More than any test sends, but for those of the limits themselves. */
const unhurried = 1_000_000

export async function testService(model?: ModelOptions, requestsPerMinute = unhurried): Promise<TestService> {
  const { steward, db } = await testSteward(model)
  const workspace = await findWorkspace(db, 'acme')
  const app = createApp({
    ...{
      steward,
      today: fixtureToday,
      signIn: { principalOf: (context) => demoPrincipal(context, db, workspace) },
    },
    demo: () => Promise.resolve(workspace),
    limits: rateLimits(requestsPerMinute),
  })
  const http = await new Promise<Server>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(server as Server))
  })
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    db,
    steward,
    close: async () => {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
      await Promise.all([...steward.running.values()].map((turn) => turn.ended))
      await steward.workers.stop()
      await db.close()
    },
  }
}
