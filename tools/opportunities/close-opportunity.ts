/** Proposes that opportunities are won, lost with a reason, or open again. */
import { z } from 'zod'
import { opportunityStatuses } from '#db/contract.ts'
import type { Assignment } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { dayInput, meant, narrowed, selectionOf } from '../kit/selection.ts'

const acts = { won: 'Mark {those} as won', lost: 'Mark {those} as lost', open: 'Reopen {those}' } as const

const lose = '(lost|have lost|just lost|have just lost|sadly lost|unfortunately lost)'
const reason = '(because|because of|due to|over|reason|reason :|the reason being|reason is|reason was)'

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
      '(mark|set|flag|close|close out|move|log|record) {of:set} (as|to) {to:value} [,|;|:|-] {reason:value}',
      '{of:set} (is|was|are|were) {to:value}',
      '{of:set} (is|was|are|were) {to:value} (because|because of|due to) {reason:text}',
      'we {to:value} {of:set}',
      'we {to:value} {of:set} (,|;|:|-) {reason:value}',
      'we (have|just|have just|finally|also) {to:value} {of:set}',
      'we {to:value} {of:set} (because|because of|due to|over|to) {reason:text}',
      '{of:set} (has been|have been|has gone|came in|went) {to:value}',
      '{of:set} (is|was|are|were|has been|have been|went) {to:value} (over|to|because|because of|due to|on) {reason:text}',
      '(mark|set|flag|close|move|put|log|record|book|register|chalk) {of:set} (down|off|out|up) (as|to) {to:value}',
      '(close|chalk|mark|write) {of:set} (off|up|down|out) (as|to) {to:value}',
      `we ${lose} {of:set} (,|;|:|-|.) [${reason.slice(1, -1)}] {reason:text} {to=lost}`,
      `{of:set} [:|,|-] [is|are|was|were|has been|have been] (closed lost|closed as lost|lost) [,|;|:|-|.] ${reason} {reason:text} {to=lost}`,
      '(reopen|re-open|revive|resurrect|bring back) {of:set} {to=open}',
      '(open|reopen|re-open) {of:set} (again|back up) {to=open}',
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
    // Of a filter, what was decided stays as it was.
    const those = of.ids
      ? of
      : await narrowed(context, 'opportunity', of, {
          field: 'status',
          op: to === 'open' ? 'ne' : 'eq',
          value: 'open',
        })
    const { words } = await meant(context, 'opportunity', those)
    const set: Assignment[] = [
      { field: 'status', to },
      ...(on !== undefined ? [{ field: 'close_on', to: on }] : []),
      ...(reason !== undefined ? [{ field: 'lost_reason', to: reason }] : []),
      ...(to === 'lost' ? [] : [{ field: 'lost_reason', to: null }]),
    ]
    return {
      summary: `${acts[to].replace('{those}', words)}${reason ? `: ${reason}` : ''}`,
      sets: [{ op: 'update', object: 'opportunity', of: those, set }],
      notes: to === 'lost' && reason === undefined ? ['No reason was given.'] : [],
    }
  },
})
