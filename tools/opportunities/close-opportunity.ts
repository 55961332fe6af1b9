/** Proposes that opportunities are won, lost with a reason, or open again. */
import { z } from 'zod'
import { opportunityStatuses } from '#db/contract.ts'
import type { Assignment } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { dayInput, meant, selectionOf } from '../kit/selection.ts'

const acts = { won: 'Mark {those} as won', lost: 'Mark {those} as lost', open: 'Reopen {those}' } as const

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Closing opportunities',
  description:
    'Marks opportunities (deals) as won or lost, or opens them again. With lost, give the reason where it was said; with won ' +
    'or lost, the close date where a day was said. Use it for "we won the Alder renewal", "the deal is lost to a competitor". ' +
    'Not for other fields of deals.',
  input: z.strictObject({
    of: selectionOf('opportunity'),
    to: z.enum(opportunityStatuses),
    reason: z.string().trim().min(1).max(300).optional().describe('With lost: why'),
    on: dayInput.optional().describe('The day it was won or lost; the close date stays when left out'),
  }),
  phrases: {
    frames: [
      '(mark|set|flag|close|move) {of:set} (as|to) {to:value}',
      '(mark|set|flag|close|move) {of:set} (as|to) {to:value} [,] (because|because of|due to|reason|reason :|over) {reason:text}',
      '(mark|set|flag|close|move) {of:set} [as|to] {to:value}',
      '{of:set} (is|was|are|were) {to:value}',
      '{of:set} (is|was|are|were) {to:value} (because|because of|due to) {reason:text}',
      'we {to:value} {of:set}',
    ],
    examples: ['Mark the renewal of Alder as won'],
  },
  plan: async ({ of, to, reason, on }, context) => {
    if (reason !== undefined && to !== 'lost')
      throw new Problem('bad_request', 'A reason belongs to opportunities that are lost.')
    if (on !== undefined && (to === 'open' || on > context.clock.today))
      throw new Problem(
        'bad_request',
        to === 'open' ? 'What is open again was closed on no day.' : `${on} is yet to come.`,
      )
    const { words } = await meant(context, 'opportunity', of)
    const set: Assignment[] = [
      { field: 'status', to },
      ...(on !== undefined ? [{ field: 'close_on', to: on }] : []),
      ...(reason !== undefined ? [{ field: 'lost_reason', to: reason }] : []),
      ...(to === 'lost' ? [] : [{ field: 'lost_reason', to: null }]),
    ]
    return {
      summary: `${acts[to].replace('{those}', words)}${reason ? `: ${reason}` : ''}`,
      sets: [{ op: 'update', object: 'opportunity', of, set }],
      notes: to === 'lost' && reason === undefined ? ['No reason was given.'] : [],
    }
  },
})
