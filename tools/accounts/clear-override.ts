/** Proposes that health overrides end, so that accounts have the health again that is scored or worked out. */
import { z } from 'zod'
import { addUnits } from '#db/calendar.ts'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { ofAccounts } from '../kit/of-accounts.ts'
import { meant, selectionOf } from '../kit/selection.ts'

const end = '(clear|remove|lift|end|drop|cancel|reset|delete|stop|undo|take off)'
const override =
  '(health override|override|health overrides|overrides|manual health score|manual health scores|manual score|manual health)'
const over =
  '(is no longer needed|are no longer needed|is not needed any more|is not needed anymore|can go|should go|must go|has to go|have to go|is obsolete|are obsolete|is no longer right|no longer applies|no longer apply|is out of date|are out of date)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Ending a health override',
  description:
    'Ends the health overrides of accounts that hold today; what they were on past days stays on record. Use it for clear, ' +
    'lift or remove the override. Not for setting another score: a newer override stands before an older one.',
  input: z.strictObject({ of: selectionOf('account') }),
  phrases: {
    frames: [
      `${end} [the|all|all the] ${override} (of|for|on|from|at) {of:set}`,
      `${end} {of:set}('s)? ${override}`,
      `[the|all|all the] ${override} (of|for|on|from|at) {of:set} ${over} [,|;|.|-] [${end} (it|them|that)]`,
      `{of:set}('s)? ${override} ${over} [,|;|.|-] [${end} (it|them|that)]`,
    ],
    examples: ['Clear the health override of Alder'],
  },
  plan: async ({ of }, context) => {
    const { words, total } = await meant(context, 'account', of)
    const ids = await ofAccounts(context, of, 'health_override', { field: 'running', op: 'eq', value: true })
    if (ids.length === 0)
      throw new Problem(
        'not_found',
        `No health override holds today for ${total === 1 ? words : 'any of these'}.`,
      )
    return {
      summary: `End the health override of ${words}`,
      sets: [
        {
          ...{ op: 'update', object: 'health_override', of: { ids } },
          set: [{ field: 'expires_on', to: addUnits(context.clock.today, -1, 'day') }],
        },
      ],
    }
  },
})
