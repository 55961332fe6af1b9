/** Proposes that an account's health is what a person says it is, for a reason and until a day. */
import { z } from 'zod'
import { addUnits } from '#db/calendar.ts'
import { Problem } from '#db/problem.ts'
import { dayInWords } from '#db/query/print.ts'
import { defaultSettings } from '#db/settings.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'
import { assertToCome, dayInput, meant, selectionOf } from '../kit/selection.ts'

const usualDays = 90
const mostMonths = 12

const health = '(health|health score)'
const put = '(override|overrule|set|force|put|bring|change|adjust)'
const should =
  '(should be|must be|is to be|ought to be|needs to be|should read|must read|has to be|should really be)'
const because =
  '[,|;|.|-|:] (because|because of|since|as|reason|reason :|due to|owing to|the reason being|reason is|,|:|-) {reason:text}'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Overriding health',
  description:
    'Sets the health of accounts by hand, as a score 0–100 or a band, with the reason, until a day. It stands before the ' +
    'imported or computed score while it holds, in every measure. Use it when the person says that the score is wrong. Never ' +
    'without a reason they gave. Its end is 90 days off when left out.',
  input: z.strictObject({
    of: selectionOf('account'),
    score: z.int().min(0).max(100).optional(),
    band: z.enum(['green', 'yellow', 'red']).optional().describe('Instead of a score'),
    reason: z.string().trim().min(3).max(500).describe('Why, in the person’s words'),
    until: dayInput.optional().describe('The last day on which it holds'),
  }),
  phrases: {
    frames: [
      ...['{score:number}', '{band:value}'].flatMap((to) =>
        ['', 'until {until:date}'].flatMap((until) => [
          `[the] ${health} (of|for|on|at) {of:set} ${should} [set to|at|to|overridden to] ${to} ${until} ${because}`,
          `{of:set}('s)? ${health} ${should} [set to|at|to|overridden to] ${to} ${until} ${because}`,
          `${put} {of:set}('s)? ${health} [down|up|back] (to|at|as) ${to} ${until} ${because}`,
          `${put} [the] ${health} (of|for|on|at) {of:set} [down|up|back] (to|at|as) ${to} ${until} ${because}`,
        ]),
      ),
      ...['', 'until {until:date}'].flatMap((until) => [
        `(give|grant) {of:set} [a|an] [health] score of {score:number} ${until} ${because}`,
        `(mark|set|put|flag|rate|call|treat|show|make) {of:set} [as|to|at] {band:value} ${until} ${because}`,
        `{of:set} ${should} {band:value} ${until} ${because}`,
      ]),
    ],
    examples: ['Override the health of Alder to 80 because the new sponsor signed off'],
  },
  plan: async ({ of, score, band, reason, until }, context) => {
    if ((score === undefined) === (band === undefined))
      throw new Problem('bad_request', 'Name a score or a band, one of the two.')
    const { today } = context.clock
    const last = addUnits(today, mostMonths, 'month')
    if (until !== undefined) assertToCome(context, until, 'The end of the override')
    if (until !== undefined && until > last)
      throw new Problem('bad_request', `An override holds a year at most: until ${dayInWords(last)}.`, {
        next: 'Name an earlier day; it can be set again when it ends.',
      })
    const health = score ?? middleOf(band ?? 'yellow', context)
    const expires = until ?? addUnits(today, usualDays, 'day')
    const { words } = await meant(context, 'account', of)
    return {
      summary: `Set the health of ${words} to ${health}${band ? ` (${band})` : ''} until ${dayInWords(expires)}: ${reason}`,
      sets: [
        {
          ...{ op: 'create', object: 'health_override', forEach: { object: 'account', of } },
          values: {
            score: health,
            reason,
            set_by: context.asker.email,
            start_on: today,
            expires_on: expires,
          },
        },
      ],
      notes: until === undefined ? [`No end was named; it ends in ${usualDays} days.`] : [],
    }
  },
})

/** The middle of a band by the workspace's thresholds. */
function middleOf(band: 'green' | 'yellow' | 'red', { catalogue }: ToolContext): number {
  const { green, yellow } = (catalogue.settings ?? defaultSettings).health
  const [low, high] = { green: [green, 100], yellow: [yellow, green], red: [0, yellow] }[band] as [
    number,
    number,
  ]
  return Math.floor((low + high) / 2)
}
