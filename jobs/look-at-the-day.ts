/** What comes with time alone: tasks that are overdue, proposals that nobody decided in time, events, notices and spans that are old. */
import { z } from 'zod'
import { forgetSpans } from '#agent/telemetry/store.ts'
import { expireProposals } from '#db/effects/expire.ts'
import { forgetEvents } from '#db/events/deliver.ts'
import { tellOverdue } from '#db/events/overdue.ts'
import { forgetNotices } from '#db/notices/notices.ts'
import { clockOf } from '#db/people.ts'
import { consumers } from './consumers.ts'
import { inEachWorkspace } from './in-each-workspace.ts'
import { defineJob } from './job.ts'

export default defineJob({
  // A day begins at another hour in each time zone.
  cron: '5 * * * *',
  data: z.object({}),
  run: (_, parts, signal) =>
    inEachWorkspace(parts, signal, async (workspace) => {
      const { db, today } = parts
      await tellOverdue(db, workspace.id, clockOf(workspace, today))
      await expireProposals(db, workspace.id)
      await forgetNotices(db, workspace.id)
      await forgetSpans(db, workspace.id)
      await forgetEvents(
        db,
        workspace.id,
        consumers.map(({ name }) => name),
      )
    }),
})
