/** Proposes tasks: one for each account of a selection, or one for nobody's account. */
import { z } from 'zod'
import { priorities } from '#db/contract.ts'
import type { NewValue } from '#db/effects/contract.ts'
import { dayInWords } from '#db/query/print.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { assertToCome, dayInput, meant, personInput, personNamed, selectionOf } from '../kit/selection.ts'

const on = '(for|on|with|at|about|regarding)'
const make = '(create|add|make|open|set|log|schedule|put in|set up|raise|need)'
const task =
  '(task|to-do|todo|reminder|tasks|to-dos|todos|reminders|follow up|follow-up|action item|action items)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Creating tasks',
  description:
    'Creates a task for each of the accounts, with title, due day, assignee and priority. Use it for create a task, remind ' +
    'me, follow up with, schedule a check-in. Without accounts it creates a single task. The assignee is each account’s CSM ' +
    'when left out; for "remind me", name the asker. Never for sending messages.',
  input: z.strictObject({
    of: selectionOf('account').optional(),
    title: z.string().trim().min(2).max(300).describe('What is to be done, without account, day and person'),
    due_on: dayInput.optional(),
    assignee: personInput.optional().describe('An e-mail; each account’s CSM when left out'),
    priority: z.enum(priorities).optional(),
  }),
  phrases: {
    frames: [
      `${make} [a|an|new] ${task} ${on} {of:set} to {title:text} (by|due|due on|until|before) {due_on:date}`,
      `${make} [a|an|new] ${task} ${on} {of:set} to {title:text}`,
      `${make} [a|an|new] ${task} to {title:text} ${on} {of:set} (by|due|due on|until|before) {due_on:date}`,
      `${make} [a|an|new] ${task} to {title:text} ${on} {of:set}`,
      `${make} [a|an|new] ${task} ${on} {of:set} : {title:text} [,] (by|due|due on|until|before) {due_on:date}`,
      `${make} [a|an|new] ${task} ${on} {of:set} : {title:text}`,
      `${make} [a|an|new] ${task} (for|to) {assignee:person} to {title:text} ${on} {of:set}`,
      `${make} [a|an|new] ${task} (for|to) {assignee:person} ${on} {of:set} (to|:) {title:text} (by|due|due on|until|before) {due_on:date}`,
      `${make} [a|an|new] ${task} (for|to) {assignee:person} ${on} {of:set} (to|:) {title:text}`,
      `${make} {assignee:person} [a|an|one|new] ${task} ${on} {of:set} (to|so that i do not forget to|so i do not forget to|:) {title:text} (by|due|for|until|before|on) {due_on:date}`,
      `${make} [a|an|one|new] ${task} ${on} {of:set} [,|.] (title|titled|called|named) {title:text} [,] (by|due|due on|due date|deadline|until|before|with due date) {due_on:date}`,
      `${make} [a|an|one|new] ${task} ${on} {of:set} [,|.] (title|titled|called|named) {title:text}`,
      `${make} [a|an|one|new] ${task} [title|titled|called|named|:] {title:text} (by|due|due on|due date|deadline|until|before|with due date|with deadline) {due_on:date} ${on} {of:set}`,
      `${make} [a|an|new] ${task} : {title:text} (by|due|due on|until|before) {due_on:date}`,
      `${make} [a|an|new] ${task} : {title:text}`,
      `${make} [a|an|new] ${task} to {title:text} (by|due|due on|until|before) {due_on:date}`,
      `${make} [a|an|new] ${task} to {title:text}`,
      `remind {assignee:person} [with a task] ${on} {of:set} to {title:text} (by|on|before|until) {due_on:date}`,
      `remind {assignee:person} [with a task] ${on} {of:set} to {title:text}`,
      `remind {assignee:person} [with a task] (by|on) {due_on:date} to {title:text}`,
      `remind {assignee:person} [with a task] to {title:text} (by|on|before|until) {due_on:date}`,
      'remind {assignee:person} [with a task] to {title:text}',
    ],
    examples: [
      'Create a task for each of my accounts renewing in the next 90 days: prepare renewal call, due next Friday',
      'Remind me to send Alder the residency letter by 4 December',
    ],
  },
  plan: async ({ of, title, due_on, assignee, priority }, context) => {
    if (due_on !== undefined) assertToCome(context, due_on, 'The task')
    const who = assignee ?? (of ? undefined : context.asker.email)
    const name = who === undefined ? undefined : personNamed(context, who)
    const values: Record<string, NewValue | { of: string }> = {
      ...{ title, status: 'open', assignee: who ?? { of: 'csm' } },
      ...(due_on !== undefined && { due_on }),
      ...(priority !== undefined && { priority }),
    }
    const due = due_on === undefined ? '' : `, due ${dayInWords(due_on)}`
    const notes = due_on === undefined ? ['No day was named; it has none.'] : []
    if (!of)
      return {
        summary: `Create the task “${title}” for ${name ?? ''}${due}`,
        sets: [{ op: 'create', object: 'task', values }],
        notes: [...notes, 'It belongs to no account.'],
      }
    const { words, total } = await meant(context, 'account', of)
    const whose = name ?? (total === 1 ? 'its CSM' : 'each account’s CSM')
    return {
      summary: `Create the task “${title}” on ${words}, for ${whose}${due}`,
      sets: [{ op: 'create', object: 'task', forEach: { object: 'account', of }, values }],
      notes,
    }
  },
})
