/** Proposes accounts for the asker's own focus. */
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { most } from '#db/query/limits.ts'
import { runQuery } from '#db/query/run.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { meant, narrowed, selectionOf } from '../kit/selection.ts'

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
      '(pin|star|bookmark|favourite|favorite) {of:set}',
      '(pin|add|put) {of:set} (to|on|in) my (focus|focus list|pins|favourites|favorites|watch list)',
      '(keep an eye on|focus on) {of:set}',
    ],
    examples: ['Pin Northwind', 'Put my red accounts on my focus list'],
  },
  plan: async ({ of, note }, context) => {
    const { tx, catalogue, asker } = context
    const mine = await runQuery(
      tx,
      catalogue,
      {
        ...{ from: 'focus', where: { field: 'user', op: 'eq', value: { person: 'me' } } },
        ...{ select: ['account.id'], limit: most.listed },
      },
      context,
    )
    const pinned = mine.rows.map((row) => String(row['account.id']))
    const all = await meant(context, 'account', of)
    const those = pinned.length > 0 ? narrowed(of, { field: 'id', op: 'not_in', value: pinned }) : of
    const isOne = all.total === 1
    const { words, total } = await meant(
      context,
      'account',
      those,
      new Problem('conflict', isOne ? `${all.words} is pinned already.` : 'All of these are pinned already.'),
    )
    return {
      summary: `Pin ${words}`,
      sets: [
        {
          ...{ op: 'create', object: 'focus', forEach: { object: 'account', of: those } },
          values: { user: asker.email, ...(note && { note }) },
        },
      ],
      notes:
        total < all.total
          ? [`${all.total - total} of them ${all.total - total === 1 ? 'is' : 'are'} pinned already.`]
          : [],
    }
  },
})
