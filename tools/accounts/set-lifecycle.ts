/** Proposes where accounts stand in their life as customers; one that left gets its day and reason, one that is back loses them. */
import { z } from 'zod'
import { lifecycles } from '#db/contract.ts'
import type { Assignment } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { dayInput, meant, narrowed, selectionOf } from '../kit/selection.ts'

const put =
  '(mark|set|flag|put|move|change|switch|update|advance|bump|shift|push|promote|flip|transition|turn|reset|kick)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Setting the lifecycle',
  description:
    'Sets the lifecycle of accounts: onboarding, adopting, renewing, expanding or churned. Use it for "mark Alder as ' +
    'adopting", "move X to renewing", "X churned on 1 November because of price". With churned, give the day and the reason ' +
    'where they were said; the day is today when left out. Not for other fields.',
  input: z.strictObject({
    of: selectionOf('account'),
    to: z.enum(lifecycles),
    on: dayInput.meta({ tense: 'past' }).optional().describe('With churned: the day the account left'),
    reason: z.string().min(1).max(300).optional().describe('With churned: why it left'),
  }),
  phrases: {
    frames: [
      `${put} {of:set} [back|over|up] (as|to|in|into|on|onto|as being|to being|over to|on to|down as) [the] {to:value} [stage|phase|lifecycle|status|state]`,
      '(mark|set|flag|declare|call) {of:set} {to:value}',
      '{of:set} (should be|should go|should move|must be|needs to be|need to be|is to be|are to be|can go|can move|goes|go|moves|move|has moved|have moved|becomes|become|should become) [back|over|marked|set|moved|put|on] [to|as|into|in|over to|on to] {to:value} [stage|phase|lifecycle|status|now]',
      '(set|change|update|switch|move) [the] (lifecycle|lifecycle stage|stage|phase) (of|for|on) {of:set} (to|as) {to:value}',
      '(set|change|update|switch|move|flip) [the] (lifecycle|lifecycle stage|stage|phase) (to|as) {to:value} (for|on|of|,|:) {of:set}',
      "(set|change|update|switch|move) {of:set}('s)? (lifecycle|lifecycle stage|stage|phase) (to|as) {to:value}",
      '{of:set} (is|are|is now|are now) {to:value} [now]',
      '{of:set} (to|→) {to:value}',
      '(mark|set|flag|put|move) {of:set} (as|to|in|into) {to:value} (because|because of|due to|reason|over|since) {reason:text}',
      '(mark|set|flag|put|move) {of:set} (as|to|in|into) {to:value} (on|from|as of|since) {on:date}',
      '(mark|set|flag|put|move) {of:set} (as|to|in|into) {to:value} (on|from|as of|since) {on:date} (because|because of|due to|reason|over) {reason:text}',
      '{of:set} [is|has|was] {to:value} [on|as of|since] {on:date}',
      '{of:set} [is|has|was] {to:value} [on|as of|since] {on:date} [,|:|-] (because|because of|due to|over|reason|reason :|the reason being|reason is) {reason:text}',
      '{of:set} (is|has) {to:value} (because|because of|due to|over) {reason:text}',
      '{of:set} [is|has|was] {to:value} [on|as of|since] {on:date} (,|;|:|-) {reason:text}',
      '(put|set|mark|register|log|record) {of:set} down as {to:value}',
      '(put|set|mark|register|log|record) {of:set} down as {to:value} (on|from|as of|since) {on:date}',
    ],
    examples: ['Mark Brightwater as adopting', 'Alder churned on 1 November because of price'],
  },
  plan: async ({ of, to, on, reason }, context) => {
    const { today } = context.clock
    if (to !== 'churned' && (on !== undefined || reason !== undefined))
      throw new Problem('bad_request', 'A day and a reason belong to accounts that leave: to churned.')
    if (on !== undefined && on > today)
      throw new Problem('bad_request', `${on} is yet to come: an account is churned once it left.`)
    // Who left before keeps the day and the reason that are on record.
    const those =
      to === 'churned'
        ? await narrowed(context, 'account', of, { field: 'lifecycle', op: 'ne', value: 'churned' })
        : of
    const { words } = await meant(context, 'account', those)
    const left: Assignment[] =
      to === 'churned'
        ? [
            { field: 'churned_on', to: on ?? today },
            ...(reason ? [{ field: 'churn_reason', to: reason }] : []),
          ]
        : [
            { field: 'churned_on', to: null },
            { field: 'churn_reason', to: null },
          ]
    const notes = to === 'churned' && !reason ? ['No reason was given; the churn reason stays empty.'] : []
    return {
      summary:
        to === 'churned'
          ? `Mark ${words} as churned on ${on ?? today}${reason ? `: ${reason}` : ''}`
          : `Set the lifecycle of ${words} to ${to}`,
      sets: [{ op: 'update', object: 'account', of: those, set: [{ field: 'lifecycle', to }, ...left] }],
      notes,
    }
  },
})
