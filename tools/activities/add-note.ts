/** Proposes a note on an account: what the team knows, no touch. */
import { z } from 'zod'
import { contactAt } from '../kit/contact-at.ts'
import { defineEffect } from '../kit/define-tool.ts'

const longest = 80
const make =
  '(add|write|make|leave|put|take|create|drop|jot down|jot|log|record|file|enter|post|attach|stick|pop|save|capture)'
const down =
  '(put down|write down|jot down|note down|take down|set down|get down|mark down|put on record|put on file|place on record|put on the record|scribble down|make a note|jot this down|note this down|write this down|put this down|get this down|take this down|jot it down|note it down|write it down)'
const file =
  '(file|record|records|notes|page|account|log|history|timeline|profile|account page|account notes|account record|card|entry)'

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
      `${make} [a|the|me a] [quick|short|internal] note (on|to|for|about|at|against|under|with) {account} [:|that|saying] {text:text}`,
      `${make} [a|the|me a] [quick|short|internal] note (on|to|for|about|with) {contact} [:|that|saying] {text:text}`,
      '[internal|quick|new] note (on|for|about|to|at|re) {account} [:|,|-|that] {text:text}',
      '[internal|quick|new] note {account} (:|-) {text:text}',
      '(note to file|one for the file|note to self|for the record|for the file|memo|file note) (on|for|about|re) {account} [:|,|-|that] {text:text}',
      '{account} [:|,|-] [internal|quick] note (:|-|,|that) {text:text}',
      `(for|on|about|re|regarding) {account} [,|:|please|pls] (${down.slice(1, -1)}|note|record|remember) [that|:|,|-] {text:text}`,
      `${make} [a|the|me a] [quick|short|internal] note : {text:text} (on|to|for|at) {account}`,
      '(record|put on record|put on file|write down|jot down|remember) (for|on|about|at) {account} [that|:] {text:text}',
      `${make} [a|the|me a] [quick|short|internal] note (that|saying|saying that|to say|to say that|:) {text:text}`,
      '(note|note down|remember|write down|jot down|record|put on record|put on file|keep in mind|bear in mind|make it known|minute) that {text:text}',
      `${down} (for|on|about|at|against|under|with) {account} [that|:|,|-] {text:text}`,
      `${down} (for|on|about|at|against|under|with) {contact} [that|:|,|-] {text:text}`,
      `${down} that {text:text}`,
      `(put|add|write|enter|record|log|note|jot|stick|pop|drop) [it|this|that|down|something] (on|in|to|into|onto|under|against) {account} ('s)? ${file} [that|:|,|-] {text:text}`,
      `(on|in|to|for) {account} ('s)? ${file} [,|:|please] (put|add|write|enter|record|log|note|jot) [down] [that|:|,|-] {text:text}`,
      `(for the record|for the file|for the files|for our records|for our notes|for the notes|for the log|one for the file|one for the notes|note to file|note to self) [,|:|-] {text:text}`,
      `${make} [a|the|me a] [quick|short|internal] note (on|to|for|about|at|against|under|with) (it|them|there|this account|that account|this one|that one) [:|that|saying|,] {text:text}`,
      `{text:text} [,|.|;|-] (write|note|jot|put|get|take|keep) (that|this|it) (down|on record|on file|in the notes|on the record|in a note|as a note|in their notes|in their file|on their file|down for them)`,
      `{text:text} [,|.|;|-] (log|add|record|save|file|keep|store|put) (that|this|it) (as a note|in a note|in the notes|to the notes|to their notes|in their notes|to their file|in their file|on their record|on their file|on file)`,
      `{text:text} [,|.|;|-] (write|note|jot|put|log|add|record|save|keep) (that|this|it) [down] (on|in|to|into|under|against|for) {account} ('s)? ${file}`,
      `{text:text} [,|.|;|-] (write|note|jot|put|log|add|record|save|keep) (that|this|it) [down] (on|in|to|into|under|against) (their|the|its) ${file}`,
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
