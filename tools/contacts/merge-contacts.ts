/** Proposes that two contacts of one account become one: what hangs on the one moves to the other, and the one goes. */
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { contactAt } from '../kit/contact-at.ts'
import { defineEffect } from '../kit/define-tool.ts'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Merging contacts',
  description:
    'Makes one contact of two that are the same person at one account: activities, tickets, survey responses and usage move to ' +
    'the one that is kept, its empty fields are filled; the other is removed. Use it only when both are named. Not for ' +
    'contacts of different accounts.',
  input: z.strictObject({
    keep: z.string().min(1).describe('The id of the contact who stays'),
    drop: z.string().min(1).describe('The id of the contact who goes'),
  }),
  phrases: {
    frames: [
      '(merge|combine|fold|consolidate) {drop:contact} (into|in|to) {keep:contact}',
      '{drop:contact} is a duplicate of {keep:contact}',
    ],
    examples: ['Merge the contact J. Doe into Jane Doe'],
  },
  plan: async ({ keep, drop }, context) => {
    if (keep === drop) throw new Problem('bad_request', 'A contact can’t be merged with itself.')
    const kept = await contactAt(context, { contact: keep })
    const dropped = await contactAt(context, { contact: drop })
    if (kept.account.id !== dropped.account.id)
      throw new Problem(
        'conflict',
        `${kept.contact?.name ?? keep} is at ${kept.account.name} and ${dropped.contact?.name ?? drop} at ${dropped.account.name}.`,
        { next: 'Where the accounts are one, merge them first; else these are two people on record.' },
      )
    const [stays, goes] = [kept.contact?.name ?? keep, dropped.contact?.name ?? drop]
    return {
      summary: `Merge ${goes} (${drop}) into ${stays} (${keep}) of ${kept.account.name}: the first goes, what hangs on it moves`,
      sets: [{ op: 'merge', object: 'contact', of: { ids: [drop] }, into: { ids: [keep] } }],
    }
  },
})
