/** Answers with what happened at one account, newest first: touches, tickets, NPS, milestones, contracts, deals, calls, health. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { findAccount } from '#db/query/lookup.ts'
import { numberInWords } from '#db/query/print.ts'
import { period } from '#db/query/query.ts'
import { periodWords } from '#db/query/words.ts'
import { defineTool } from '../kit/define-tool.ts'
import { happened, kinds } from './happened.ts'

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Going through what happened',
  description:
    'The history of one account as a timeline: e-mails, calls, meetings, notes, tickets, NPS responses, milestones, ' +
    'contracts, opportunities, health band changes. Use it for "what happened at X", "history of X". For a list of one kind ' +
    'of record with conditions use the record query.',
  input: z.strictObject({
    account: z.string().min(1).describe('The account’s id'),
    during: period.optional().describe('All of its history when left out'),
    kinds: z.array(z.enum(kinds)).min(1).optional().describe('All kinds when left out'),
    limit: z.int().min(1).max(500).default(50),
  }),
  phrases: {
    frames: [
      '(show|give) me (the)? (timeline|history) (of|for) {account}',
      '(timeline|history) (of|for) {account}',
      'what (happened|has happened) (at|with|to) {account} {period}?',
      'what did we do (at|with|for) {account} {period}?',
      "{account}'s (timeline|history)",
    ],
    examples: ['Timeline of Northwind', 'What happened at Brightwater since September?'],
  },
  run: async ({ account: named, during, kinds: wanted, limit }, context) => {
    const account = await findAccount(context.tx, context.catalogue, named, context)
    const { items, total } = await happened(
      account.id,
      { during, kinds: wanted ?? [...kinds], limit },
      context,
    )
    const when = during ? ` in ${periodWords(during, context.clock)}` : ''
    const title = `Timeline of ${account.name}`
    if (total === 0) return { text: `Nothing is on record for ${account.name}${when}.`, blocks: [] }
    const most = items.length < total ? `, the newest ${numberInWords(items.length)} shown` : ''
    return {
      text: `**${numberInWords(total)} events** at ${account.name}${when}${most}.`,
      blocks: [{ kind: 'timeline', id: uuid(), title: `${title}${when}`, items, total }],
    }
  },
})
