/** Proposes that two accounts become one: all that hangs on the one moves to the other, and the one goes. */
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { numberInWords } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Merging accounts',
  description:
    'Makes one account of two that are the same customer: contacts, contracts, deals, activities, tickets, tasks, calls, ' +
    'documents, usage and scores move to the one that is kept, its empty fields are filled, tags united; the other is ' +
    'removed. Use it only when both are named. Never to group subsidiaries, which have a parent.',
  input: z.strictObject({
    keep: z.string().min(1).describe('The id of the account that stays'),
    drop: z.string().min(1).describe('The id of the account that goes'),
  }),
  phrases: {
    frames: [
      '(merge|combine|fold|consolidate) {drop:account} (into|in|to) {keep:account}',
      '{drop:account} is a duplicate of {keep:account}',
    ],
    examples: ['Merge Northwind Ltd into Northwind'],
  },
  plan: async ({ keep, drop }, context) => {
    if (keep === drop) throw new Problem('bad_request', 'An account can’t be merged with itself.')
    const [kept, dropped] = [await accountOf(context, keep), await accountOf(context, drop)]
    if (kept.currency !== dropped.currency)
      throw new Problem(
        'conflict',
        `${kept.name} is in ${kept.currency} and ${dropped.name} in ${dropped.currency}: their money can’t be one account’s.`,
        { next: 'Change the currency and the amounts of one of them first, where that is right.' },
      )
    const arr =
      dropped.arr === null
        ? []
        : [
            `The ARR of ${kept.name} stays as it is: ${dropped.arr} ${dropped.currency} of ${dropped.name} are not added.`,
          ]
    return {
      summary: `Merge ${dropped.name} (${drop}) into ${kept.name} (${keep}): ${dropped.name} goes, what hangs on it moves`,
      sets: [{ op: 'merge', object: 'account', of: { ids: [drop] }, into: { ids: [keep] } }],
      notes: arr,
    }
  },
})

async function accountOf({ tx, catalogue, ...who }: ToolContext, id: string) {
  const { rows } = await runQuery(
    tx,
    catalogue,
    { from: 'account', select: ['name', 'currency', 'arr'], where: { field: 'id', op: 'eq', value: id } },
    who,
  )
  const [row] = rows
  if (!row) throw new Problem('not_found', `There is no account ${id}.`)
  return {
    name: String(row.name),
    currency: String(row.currency),
    arr: row.arr === null ? null : numberInWords(Number(row.arr)),
  }
}
