/** Proposals: what waits, every change of one, and the decisions on it; a yes names what was seen, and starts the run. */
import { z } from '@hono/zod-openapi'
import { and, eq } from 'drizzle-orm'
import { asOffered } from '#agent/model/tool-schema.ts'
import { approve } from '#agent/proposals/approve.ts'
import { edit } from '#agent/proposals/replace.ts'
import { narrow, reject } from '#agent/proposals/settle.ts'
import { listProposals, readChanges, readProposal } from '#agent/proposals/view.ts'
import type { Steward } from '#agent/steward.ts'
import type { Asker } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { proposalRows } from '#db/schema/tables.ts'
import { fieldsOf, nextOf } from '../effects/change-fields.ts'
import {
  approvalSchema,
  cardSchema,
  changesPageSchema,
  decidedSchema,
  editSchema,
  formSchema,
  narrowingSchema,
  pageQuerySchema,
  proposalsQuerySchema,
  rejectionSchema,
  rowsPageSchema,
} from '../contract-effects.ts'
import { outcomesPage } from '../effects/outcomes.ts'
import { principalOf } from '../principal.ts'
import { cardOf, cardsOf, readCard } from '../effects/proposal-card.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { begunRun } from '../effects/run-card.ts'

const params = z.object({ id: z.uuid() })

const list = route({
  method: 'get',
  path: '/proposals',
  access: 'ask',
  request: { query: proposalsQuerySchema },
  responses: giving('Proposals that the reader may see, the newest first', z.array(cardSchema)),
})
const one = route({
  method: 'get',
  path: '/proposals/{id}',
  access: 'ask',
  request: { params },
  responses: giving('The proposal as it stands, with the first of its changes', cardSchema),
})
const changes = route({
  method: 'get',
  path: '/proposals/{id}/changes',
  access: 'ask',
  request: { params, query: pageQuerySchema },
  responses: giving('What would change, row by row, a line each field', changesPageSchema),
})
const left = route({
  method: 'get',
  path: '/proposals/{id}/left',
  access: 'ask',
  request: { params, query: pageQuerySchema },
  responses: giving(
    'Rows that it leaves as they are, and why: what was edited since, of a taking back',
    rowsPageSchema,
  ),
})
const form = route({
  method: 'get',
  path: '/proposals/{id}/form',
  access: 'ask',
  request: { params },
  responses: giving('What its tool takes, as a JSON schema, and what it was given', formSchema),
})
const yes = route({
  method: 'post',
  path: '/proposals/{id}/approve',
  access: 'act',
  request: { params, ...taking(approvalSchema) },
  responses: giving(
    'The proposal, and the run as far as it got; no run while a second person has to say yes',
    decidedSchema,
  ),
})
const no = route({
  method: 'post',
  path: '/proposals/{id}/reject',
  access: 'act',
  request: { params, ...taking(rejectionSchema) },
  responses: giving('The proposal, rejected; nothing was changed', cardSchema),
})
const fewer = route({
  method: 'post',
  path: '/proposals/{id}/narrow',
  access: 'act',
  request: { params, ...taking(narrowingSchema) },
  responses: giving('The proposal without these rows, under another digest', cardSchema),
})
const otherwise = route({
  method: 'post',
  path: '/proposals/{id}/edit',
  access: 'act',
  request: { params, ...taking(editSchema) },
  responses: giving('The proposal that takes its place, worked out anew from these arguments', cardSchema),
})

/** Rows that were left out before stay left out. */
async function leaveOut(steward: Steward, asker: Asker, proposal: string, excluded: number[]) {
  const { workspace } = asker
  const before = await steward.db.inWorkspace(
    workspace,
    (tx) =>
      tx
        .select({ seq: proposalRows.seq })
        .from(proposalRows)
        .where(
          and(
            eq(proposalRows.workspaceId, workspace),
            eq(proposalRows.proposalId, proposal),
            eq(proposalRows.excluded, true),
          ),
        ),
    'read',
  )
  const all = [...new Set([...before.map(({ seq }) => seq), ...excluded])]
  return narrow(steward, { asker, surface: 'web', proposal, excluded: all })
}

function formOf({ tools }: Steward, name: string): Record<string, unknown> {
  const tool = tools.get(name)
  if (!tool)
    throw new Problem('not_found', `There is no tool ${name} any more.`, { next: 'Ask for it anew.' })
  return asOffered(tool).function.parameters
}

export function proposalRoutes(steward: Steward) {
  const { db } = steward
  return resource()
    .openapi(list, async (context) => {
      const { asker } = principalOf(context)
      const { state, mine, waiting, limit } = context.req.valid('query')
      const views = await listProposals(steward, asker, { state, mine, limit })
      const cards = await cardsOf(steward, asker, views)
      return context.json(waiting ? cards.filter(({ mayDecide }) => mayDecide) : cards, 200)
    })
    .openapi(one, async (context) => {
      const { asker } = principalOf(context)
      return context.json(await readCard(steward, asker, context.req.valid('param').id), 200)
    })
    .openapi(changes, async (context) => {
      const { asker } = principalOf(context)
      const page = context.req.valid('query')
      const found = await readChanges(steward, asker, context.req.valid('param').id, page)
      const fields = await db.inWorkspace(
        asker.workspace,
        (tx) => fieldsOf(tx, asker.workspace, found),
        'read',
      )
      return context.json({ changes: found, fields, next: nextOf(found, page.limit) }, 200)
    })
    .openapi(left, async (context) => {
      const { asker } = principalOf(context)
      const { id } = await readProposal(steward, asker, context.req.valid('param').id)
      const query = { ...context.req.valid('query'), state: 'skipped' as const }
      return context.json(
        await db.inWorkspace(asker.workspace, (tx) => outcomesPage(tx, asker, id, query), 'read'),
        200,
      )
    })
    .openapi(form, async (context) => {
      const { asker } = principalOf(context)
      const { tool, arguments: given } = await readProposal(steward, asker, context.req.valid('param').id)
      return context.json({ schema: formOf(steward, tool), arguments: given }, 200)
    })
    .openapi(yes, async (context) => {
      const { asker } = principalOf(context)
      const { id } = context.req.valid('param')
      const { digest } = context.req.valid('json')
      const done = await approve(steward, { asker, surface: 'web', proposal: id, digest })
      const run = done.state === 'approved' ? await begunRun(steward, asker, done.run) : null
      return context.json({ proposal: await readCard(steward, asker, id), run }, 200)
    })
    .openapi(no, async (context) => {
      const { asker } = principalOf(context)
      const { reason } = context.req.valid('json')
      const proposal = context.req.valid('param').id
      const view = await reject(steward, { asker, surface: 'web', proposal, reason })
      return context.json(await cardOf(steward, asker, view), 200)
    })
    .openapi(fewer, async (context) => {
      const { asker } = principalOf(context)
      const { excluded } = context.req.valid('json')
      const view = await leaveOut(steward, asker, context.req.valid('param').id, excluded)
      return context.json(await cardOf(steward, asker, view), 200)
    })
    .openapi(otherwise, async (context) => {
      const { asker } = principalOf(context)
      const { arguments: given } = context.req.valid('json')
      const proposal = context.req.valid('param').id
      const view = await edit(steward, { asker, surface: 'web', proposal, arguments: given })
      return context.json(await cardOf(steward, asker, view), 200)
    })
}
