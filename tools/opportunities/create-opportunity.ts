/** Proposes an opportunity at an account: a renewal, an expansion, new business. */
import { z } from 'zod'
import { opportunityTypes } from '#db/contract.ts'
import type { NewValue } from '#db/effects/contract.ts'
import { dayInWords, numberInWords } from '#db/query/print.ts'
import { findAccount } from '#db/query/lookup.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { given } from '../kit/given.ts'
import { assertToCome, dayInput, personInput, personNamed } from '../kit/selection.ts'

const make = '(create|add|open|log|make|put in|set up|register|enter|record)'
const an = '[a|an|one|new|a new|another]'
const deal = '(opportunity|deal|opp)'
const at = '(for|at|with|on)'
const worth = '[,] [of|over|for|worth|at|amount|:] [{amount:number}] [a year|per year|in arr|arr]'
const closing =
  '[,] [(closing|closing on|closing by|by|due|close date|closes|to close|to close by|expected) {close_on:date}]'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Creating an opportunity',
  description:
    'Creates an open opportunity (deal) at an account: renewal, expansion or new, with name, amount a year in the account’s ' +
    'currency, close date, stage, probability in percent. Its owner is the account’s AE when left out. Not for changing deals ' +
    'that exist, nor for winning or losing them.',
  input: z.strictObject({
    account: z.string().min(1).describe('The account’s id'),
    type: z.enum(opportunityTypes).default('expansion'),
    name: z.string().trim().min(2).max(200).optional().describe('Account and type when left out'),
    amount: z.number().min(0).max(1e12).optional(),
    close_on: dayInput.optional(),
    stage: z.string().trim().min(1).max(100).optional(),
    probability: z.number().min(0).max(100).optional().describe('In percent'),
    competitor: z.string().trim().min(1).max(200).optional(),
    owner: personInput.optional(),
  }),
  phrases: {
    frames: [
      `${make} ${an} [{amount:number}] {type:value} ${deal} [${at} {account}] ${worth} ${closing}`,
      `${make} ${an} ${deal} ${worth} ${at} {account} [,|:] [as|for|type|of type] {type:value} ${worth} ${closing}`,
      `[a|an] new {type:value} ${deal} ${at} {account} ${worth} ${closing}`,
      `[a|an] new ${deal} ${at} {account} (:|,|-) {type:value} ${worth} ${closing}`,
    ],
    examples: ['Create an expansion opportunity at Northwind over 50,000 closing on 31 March'],
  },
  plan: async ({ account: named, type, name, owner, ...rest }, context) => {
    const account = await findAccount(context.tx, context.catalogue, named, context)
    if (rest.close_on !== undefined) assertToCome(context, rest.close_on, 'The close date')
    const title = name ?? `${account.name}: ${type === 'new' ? 'new business' : type}`
    const values: Record<string, NewValue | { of: string }> = {
      ...{ type, name: title, status: 'open', owner: owner ?? { of: 'ae' } },
      ...given<NewValue>(rest),
    }
    const worth = rest.amount === undefined ? '' : `, ${numberInWords(rest.amount)} a year`
    const closes = rest.close_on === undefined ? '' : `, closing on ${dayInWords(rest.close_on)}`
    return {
      summary: `Create the ${type} opportunity “${title}” at ${account.name}${worth}${closes}`,
      sets: [
        {
          ...{ op: 'create', object: 'opportunity', values },
          forEach: { object: 'account', of: { ids: [account.id] } },
        },
      ],
      notes: [owner ? `Its owner is ${personNamed(context, owner)}.` : 'Its owner is the AE of the account.'],
    }
  },
})
