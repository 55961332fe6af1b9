/** Proposes that accounts leave the asker's own focus. */
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { ofAccounts } from '../kit/of-accounts.ts'
import { meant, selectionOf } from '../kit/selection.ts'

const mine = '(focus|focus list|pins|favourites|favorites|watch list|pin list|watchlist)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Unpinning accounts',
  description:
    'Takes accounts off the asker’s own focus list. Use it for unpin, unstar, remove from my focus. Never for tags, and it ' +
    'leaves the pins of other people alone.',
  input: z.strictObject({ of: selectionOf('account') }),
  phrases: {
    frames: [
      '(unpin|unstar|unfavourite|unfavorite|unbookmark|unfollow) {of:set}',
      '(stop|quit) (watching|tracking|following|focusing on|monitoring) {of:set}',
      `(remove|take|drop|pull|get) {of:set} (from|off|off of|out of) my ${mine}`,
      `{of:set} (can|should|may|must|could|needs to|has to) (come off|go from|leave|be taken off|drop off|be removed from|go off) my ${mine}`,
      '(i|we) (no longer need to|do not need to|no longer want to|no longer have to|do not have to|need not) (follow|watch|track|monitor|keep an eye on|keep watching|focus on) {of:set} [any more|anymore|any longer]',
    ],
    examples: ['Unpin Northwind'],
  },
  plan: async ({ of }, context) => {
    const { words, total } = await meant(context, 'account', of)
    const mine = { field: 'user', op: 'eq' as const, value: { person: 'me' as const } }
    const ids = await ofAccounts(context, of, 'focus', mine)
    if (ids.length === 0)
      throw new Problem(
        'not_found',
        `${total === 1 ? words : 'None of these'} is ${total === 1 ? 'not ' : ''}in your focus.`,
      )
    return { summary: `Unpin ${words}`, sets: [{ op: 'delete', object: 'focus', of: { ids } }] }
  },
})
