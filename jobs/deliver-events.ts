/** Tells every consumer of what happened since it was last told. */
import { z } from 'zod'
import { deliverEvents } from '#db/events/deliver.ts'
import { consumers } from './consumers.ts'
import { inEachWorkspace } from './in-each-workspace.ts'
import { defineJob } from './job.ts'

export default defineJob({
  cron: '* * * * *',
  data: z.object({ workspace: z.string().optional() }),
  run: ({ workspace: only }, parts, signal) =>
    inEachWorkspace(parts, signal, async ({ id }) => {
      if (only !== undefined && only !== id) return
      for (const consumer of consumers) await deliverEvents(parts.db, id, consumer, signal)
    }),
})
