/** Proposes that accounts leave the asker's own focus. */
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { ofAccounts } from '../kit/of-accounts.ts'
import { meant, selectionOf } from '../kit/selection.ts'

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
      '(remove|take|drop) {of:set} (from|off) my (focus|focus list|pins|favourites|favorites|watch list)',
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
