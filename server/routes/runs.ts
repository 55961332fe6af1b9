/** Runs: how far each is, what became of its rows, its file; paused, stopped, and proposed to be taken back. */
import { z } from '@hono/zod-openapi'
import { Readable } from 'node:stream'
import { proposeUndo } from '#agent/proposals/replace.ts'
import type { Steward } from '#agent/steward.ts'
import { runSchema } from '#db/effects/contract.ts'
import { resultFile } from '#db/effects/result-file.ts'
import { listRuns, pauseRun, readRun, resumeRun, stopRun } from '#db/effects/runs.ts'
import {
  cardSchema,
  rowsPageSchema,
  rowsQuerySchema,
  runCardSchema,
  runsQuerySchema,
} from '../contract-effects.ts'
import { outcomesPage } from '../effects/outcomes.ts'
import { principalOf } from '../principal.ts'
import { cardOf } from '../effects/proposal-card.ts'
import { giving, nothingToSay, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { begunRun, readRunCard, runCardOf } from '../effects/run-card.ts'

const params = z.object({ id: z.uuid() })

const list = route({
  method: 'get',
  path: '/runs',
  access: 'ask',
  request: { query: runsQuerySchema },
  responses: giving('Runs that the reader may see, the newest first', z.array(runSchema)),
})
const one = route({
  method: 'get',
  path: '/runs/{id}',
  access: 'ask',
  request: { params },
  responses: giving('How far it is', runCardSchema),
})
const rows = route({
  method: 'get',
  path: '/runs/{id}/rows',
  access: 'ask',
  request: { params, query: rowsQuerySchema },
  responses: giving('What became of each row', rowsPageSchema),
})
const file = route({
  method: 'get',
  path: '/runs/{id}/file',
  access: 'export',
  request: { params },
  responses: {
    200: { description: 'Every row with what became of it, as CSV', content: { 'text/csv': {} } },
  },
})
const steered = (wish: 'pause' | 'resume' | 'stop', description: string) =>
  ({
    method: 'post',
    access: 'act',
    request: { params, ...taking(nothingToSay) },
    responses: giving(description, runCardSchema),
    summary: wish,
  }) as const
const pause = route({ path: '/runs/{id}/pause', ...steered('pause', 'It stops before its next batch') })
const resume = route({ path: '/runs/{id}/resume', ...steered('resume', 'It goes on') })
const stop = route({ path: '/runs/{id}/stop', ...steered('stop', 'What is not done stays undone') })
const undo = route({
  method: 'post',
  path: '/runs/{id}/undo',
  access: 'act',
  request: { params, ...taking(nothingToSay) },
  responses: giving(
    'A proposal to take it back; rows that were edited since are listed and left',
    cardSchema,
  ),
})

export function runRoutes(steward: Steward) {
  const { db } = steward
  return resource()
    .openapi(list, async (context) => {
      const { asker } = principalOf(context)
      return context.json(await listRuns(db, asker, context.req.valid('query')), 200)
    })
    .openapi(one, async (context) => {
      const { asker } = principalOf(context)
      return context.json(await readRunCard(steward, asker, context.req.valid('param').id), 200)
    })
    .openapi(rows, async (context) => {
      const { asker } = principalOf(context)
      const query = context.req.valid('query')
      const { proposal } = await readRun(db, asker, context.req.valid('param').id)
      const page = await db.inWorkspace(
        asker.workspace,
        (tx) => outcomesPage(tx, asker, proposal, query),
        'read',
      )
      return context.json(page, 200)
    })
    .openapi(file, async (context) => {
      const { asker } = principalOf(context)
      const { id } = context.req.valid('param')
      const csv = await resultFile(db, asker, id)
      const body = Readable.toWeb(Readable.from(csv, { objectMode: false })) as ReadableStream
      return context.body(body, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="run-${id}.csv"`,
        'Cache-Control': 'no-store',
      })
    })
    .openapi(pause, async (context) => {
      const { asker } = principalOf(context)
      const run = await pauseRun(db, asker, context.req.valid('param').id)
      return context.json(await runCardOf(steward, asker, run), 200)
    })
    .openapi(resume, async (context) => {
      const { asker } = principalOf(context)
      const { id } = await resumeRun(db, asker, context.req.valid('param').id)
      return context.json(await begunRun(steward, asker, id), 200)
    })
    .openapi(stop, async (context) => {
      const { asker } = principalOf(context)
      const run = await stopRun(db, asker, context.req.valid('param').id)
      return context.json(await runCardOf(steward, asker, run), 200)
    })
    .openapi(undo, async (context) => {
      const { asker } = principalOf(context)
      const run = context.req.valid('param').id
      const view = await proposeUndo(steward, { asker, surface: 'web', run })
      return context.json(await cardOf(steward, asker, view), 200)
    })
}
