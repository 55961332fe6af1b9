/** Proposes a note on an account: what the team knows, no touch. */
import { z } from 'zod'
import { contactAt } from '../kit/contact-at.ts'
import { defineEffect } from '../kit/define-tool.ts'

const longest = 80

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Adding a note',
  description:
    'Adds an internal note to an account, and to a contact of it where one is named. Use it for "note on Alder: …", "write ' +
    'down that …". A note is no touch: for a call or meeting that took place, log an activity. Never for messages to people.',
  input: z.strictObject({
    account: z.string().optional().describe('The account’s id; may be left out where a contact is named'),
    contact: z.string().optional().describe('The contact’s id'),
    text: z.string().trim().min(1).max(10_000).describe('The note, in the person’s words'),
  }),
  phrases: {
    frames: [
      '(add|write|make|leave|put|take|create) [a|the] [internal] note (on|to|for|about|at) {account} [:|that|saying] {text:text}',
      '(add|write|make|leave|put|take|create) [a|the] [internal] note (on|to|for|about) {contact} [:|that|saying] {text:text}',
      '[internal] note (on|for|about|to|at) {account} [:|,|-|that] {text:text}',
      '{account} [internal] note : {text:text}',
      '(add|write|make|leave|put|take|create|drop|jot) [a|the] [internal] note : {text:text} (on|to|for|at) {account}',
      '(record|put on record|put on file|write down|jot down|remember) (for|on|about|at) {account} [that|:] {text:text}',
      '(note|remember|write down|jot down) that {account} {text:text}',
      '(note|note down|write down|jot down) (on|for|about|at) {account} (that|:) {text:text}',
    ],
    examples: ['Add a note to Alder: the new CFO wants quarterly billing'],
  },
  plan: async ({ account: named, contact: person, text }, context) => {
    const { account, contact } = await contactAt(context, { account: named, contact: person })
    const [line = text] = text.split('\n')
    const subject = line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line
    return {
      summary: `Add a note to ${contact ? `${contact.name} (${account.name})` : account.name}: ${subject}`,
      sets: [
        {
          ...{ op: 'create', object: 'activity', forEach: { object: 'account', of: { ids: [account.id] } } },
          values: {
            ...{ type: 'note', subject, body: text, at: context.clock.now, owner: context.asker.email },
            ...(contact && { contact: contact.id }),
          },
        },
      ],
    }
  },
})
