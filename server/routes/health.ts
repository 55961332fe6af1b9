/** Whether the service can answer: the store is asked, not assumed. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Service } from '../app.ts'

const state = z.object({ ok: z.boolean(), store: z.enum(['pglite', 'server']), running: z.int() })

export function healthRoutes({ steward, workspace }: Service) {
  const route = createRoute({
    method: 'get',
    path: '/health',
    responses: {
      200: { description: 'The store answers', content: { 'application/json': { schema: state } } },
    },
  })
  return new OpenAPIHono().openapi(route, async (context) => {
    await steward.db.inWorkspace(workspace.id, (tx) => tx.execute(sql`select 1`), 'read')
    return context.json({ ok: true, store: steward.db.kind, running: steward.running.size }, 200)
  })
}
