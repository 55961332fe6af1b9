/** Answers with the state of play of one account: money, health, risk with its evidence, usage, people, support and what is open. */
import { z } from 'zod'
import type { Block } from '#agent/contract.ts'
import { findAccount } from '#db/query/lookup.ts'
import { defineTool } from '../kit/define-tool.ts'
import { readBrief } from './brief.ts'
import { written } from './prose.ts'

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Reading up on the account',
  description:
    'A brief of one account: ARR, renewal, health and its trend, risk with reasons, usage, people, tickets, recent touch, ' +
    'open tasks and opportunities. Use it for "tell me about X", "prepare me for a call with X", "how is X doing". ' +
    'For one figure of an account use the record query.',
  input: z.strictObject({ account: z.string().min(1).describe('The account’s id') }),
  phrases: {
    frames: [
      'brief (me)? (on|about)? {account}',
      'tell me (about|more about|everything about) {account}',
      '(give|show) me (a|an|the)? (brief|briefing|overview|summary|snapshot|rundown|state of play|360) (of|on|for|about) {account}',
      'summarise {account}',
      'summarize {account}',
      '(prepare|prep) (me)? (for|ahead of) (a|the|my)? (call|meeting|qbr|visit) with {account}',
      'how is {account} doing',
      "what's (up|going on|happening) (with|at) {account}",
      'what do (i|we) (need to|have to)? know about {account}',
      'account (brief|summary|overview|plan) {account}',
    ],
    examples: ['Brief me on Northwind', 'How is Brightwater doing?', 'Prep me for my call with Target'],
  },
  run: async ({ account: named }, context) => {
    const account = await findAccount(context.tx, context.catalogue, named, context)
    const brief = await readBrief(account, context)
    const blocks: Block[] = brief.tables.filter((table) => table.total > 0)
    return { text: written(account, brief, context.clock, context.catalogue.objects.get('account')), blocks }
  },
})
