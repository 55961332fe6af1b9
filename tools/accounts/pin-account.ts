/** Proposes accounts for the asker's own focus. */
import { z } from 'zod'
import { defineEffect } from '../kit/define-tool.ts'
import { meant, selectionOf } from '../kit/selection.ts'

const mine = '(focus|focus list|pins|favourites|favorites|watch list|pin list|watchlist)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Pinning accounts',
  description:
    'Puts accounts on the asker’s own focus list, with a note if they gave one. Use it for pin, star, keep an eye on, add to ' +
    'my focus. Never for tags, which the whole team sees.',
  input: z.strictObject({
    of: selectionOf('account'),
    note: z.string().trim().min(1).max(300).optional().describe('Why, if they said so'),
  }),
  phrases: {
    frames: [
      '(pin|star|bookmark|favourite|favorite|pin down) {of:set} [for me|on my list|on my page|to the top|up]',
      '(pin|star|bookmark|favourite|favorite|pin down) {of:set} [for me|on my list|on my page|to the top|up] [,] (because|since|as|for|:|-) {note:text}',
      '(have|let) me (keep an eye on|watch|focus on) {of:set}',
      '(watch|keep tabs on|keep an eye out for|keep a close eye on|keep a close watch on|keep watch on|monitor|keep close to) {of:set} [for me]',
      `(pin|add|put|stick|pop|get|place) {of:set} (to|on|in|onto|into) my ${mine}`,
      `{of:set} (goes|go|belongs|belong|should be|should go|must be|must go|needs to be|needs to go|has to be) (on|onto|to|in|into) my ${mine}`,
      '(pin|star|bookmark|favourite|favorite) {of:set} [for me] with [the|a] (note|comment|remark|reason) [that|:|saying] {note:text}',
      '(keep an eye on|focus on) {of:set}',
    ],
    examples: ['Pin Northwind', 'Put my red accounts on my focus list'],
  },
  plan: async ({ of, note }, context) => {
    const { words } = await meant(context, 'account', of)
    return {
      summary: `Pin ${words}`,
      sets: [
        {
          ...{ op: 'create', object: 'focus', forEach: { object: 'account', of } },
          values: { user: context.asker.email, ...(note && { note }) },
        },
      ],
    }
  },
})
