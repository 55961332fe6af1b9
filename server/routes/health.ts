/** Whether the service can answer: the store is asked, not assumed. */
import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/connect.ts'
import { Problem } from '#db/problem.ts'
import type { Service } from '../app.ts'
import { resource } from '../resource.ts'
import { route } from '../route.ts'

const state = z.object({
  ok: z.boolean(),
  store: z.enum(['pglite', 'server']),
  running: z.int(),
  /** Why it is not well, in words. */
  fault: z.string().nullable(),
})

export function healthRoutes({ steward }: Service) {
  const health = route({
    access: 'open',
    method: 'get',
    path: '/health',
    responses: {
      200: { description: 'The store answers', content: { 'application/json': { schema: state } } },
      503: {
        description: 'The store does not answer, or can store nothing',
        content: { 'application/json': { schema: state } },
      },
    },
  })
  return resource().openapi(health, async (context) => {
    const fault = await faultOf(steward.db)
    const now = { ok: fault === null, store: steward.db.kind, running: steward.running.size, fault }
    return context.json(now, fault === null ? 200 : 503)
  })
}

async function faultOf(db: Db): Promise<string | null> {
  try {
    await db.inWorkspace('', (tx) => tx.execute(sql`select 1`), 'read')
    return db.storageFault()
  } catch (error) {
    return error instanceof Problem ? error.message : 'The database does not answer.'
  }
}
