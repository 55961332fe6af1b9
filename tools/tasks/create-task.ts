/** Proposes tasks: one for each account of a selection, or one for nobody's account. */
import { z } from 'zod'
import { priorities } from '#db/contract.ts'
import type { NewValue } from '#db/effects/contract.ts'
import { dayInWords } from '#db/query/print.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { assertToCome, dayInput, meant, personInput, personNamed, selectionOf } from '../kit/selection.ts'

const on = '(for|on|with|at|about|regarding|against|in)'
const make =
  '(create|add|make|open|set|log|schedule|put in|set up|raise|need|new|put|have|get|give|book|plan|assign|want|drop in|queue|file|enter|jot down|write|write down|note down|stick|pop|pencil in|pencil|throw in|chuck in|open up|generate|spin up|drop|leave|note|set me|give me|make me|create me|leave me|i need|i want|i would like)'
const an = '[a|an|one|new|another|the|a new|a quick] [{priority:value}] [priority|prio]'
const task =
  '(task|to-do|to do|todo|reminder|tasks|to-dos|todos|reminders|follow up|follow-up|follow up task|follow-up task|action item|action items|action point|action|check-in|check in task|call task|nudge|prompt|memo to self|memo)'
const by =
  '(by|due|due on|due date|deadline|deadline is|until|before|with due date|with deadline|due by|for|on|no later than|by the|due the|to be done by|which is due)'
const to =
  '(to|:|-|title|titled|called|named|saying|to say|with title|with the title|that says|,|about|with the subject|so that we|so we)'
const soThat = '[so that i do not forget|so i do not forget|so we do not forget|,|.]'
const needs =
  '(needs|need|should have|should get|gets|get|require|requires|must have|must get|wants|want|could use|is to get|are to get|is due)'

/** "Wednesday, that's the twenty-fifth": the same day said again. */
const again = `[[,] (that is|that's|that would be|which is|i mean|ie|so) {:date}] [,]`
const asTask =
  '[[,|:|-|.] (make|create|add|open|log) [it|that|this|them|a] [as] [a|the] (task|tasks|to-do|to-dos|todo|todos) [for|of] [it|that|each|this]]'
const remind =
  '(remind|ping|nudge|poke|prod|prompt|jog|buzz|tell|ask|get|chase|push|badger|instruct|have|let|make sure)'
const mine =
  '(to-do list|to do list|todo list|task list|list|to-dos|to dos|todos|tasks|plate|agenda|radar|calendar|diary|pile|queue|desk|backlog|schedule|plan|task board)'
const put =
  '(put|add|pop|stick|get|have|write|jot|enter|note|place|drop|throw|chuck|bung|slot|pencil|slip|stuff|log|register|file|set|schedule)'
const plan =
  '(schedule|plan|book|set up|pencil in|pencil|put down|put in|line up|arrange|organise|organize|fix up|slot in|diarise|diarize|get in|plan in|squeeze in|note down|jot down)'
const into = '(on|in|onto|to|into|for)'
const thing = '(something|a thing|one thing|an item|one|an entry|a line|one more thing|another item)'
/** "For Tuesday, high prio". */
const when = '[,] [(for|by|on|due) {due_on:date}] [,] [{priority:value} (priority|prio|urgency)] [,]'
const must =
  '(i need to|i have to|i must|i should|i ought to|i want to|i am to|i am meant to|i am supposed to|we need to|we have to|we should|i have got to|got to|need to|have to|remember to|to|:|-)'

/** For whom and where, in the orders in which people say it. */
const heads = [
  `${make} ${an} ${task} ${on} {of:set}`,
  `for {of:set} [,|:|please] ${make} ${an} ${task}`,
  `${make} (for|on|against) {of:set} [,] ${an} ${task}`,
  `${make} ${an} ${task} (for|to) {assignee:person} ${on} {of:set}`,
  `${make} ${an} ${task} ${on} {of:set} (for|to) {assignee:person}`,
  `${make} {assignee:person} ${an} ${task} ${on} {of:set}`,
  `${make} ${an} ${task} (for|to) {assignee:person}`,
  `${make} {assignee:person} ${an} ${task}`,
  `${an} ${task} (for|to) {assignee:person}`,
  `${an} ${task} (for|to) {assignee:person} ${on} {of:set}`,
  `{of:set} ${needs} ${an} ${task}`,
  `(give|send|assign|set|hand) (each|every|the|their|all the) (csm|csms|owner|owners|account manager|account managers) ${an} ${task} {of=those}`,
  `[create|make|open|add|give them] (one|a|1) ${task} (each|per account|for each|for each one|for each of them|for each of those|for every one) [please] {of=those}`,
]
/** What is to be done, and by when. */
const tails = [
  `${soThat} ${to} {title:text}`,
  `[,] {title:quoted}`,
  `[,|:] {title:quoted} [,|-|and|with] ${by} {due_on:date}`,
  `[,] ${by} {due_on:date} [,] ${to} {title:text}`,
  `[,] ${by} {due_on:date} [,|:] {title:quoted}`,
  `{due_on:date} ${to} {title:text}`,
  `${soThat} ${to} {title:text} [,] {priority:value} (priority|prio)`,
]

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
      ...heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`)),
      `${make} ${an} ${task} ${to} {title:text} ${on} {of:set}`,
      `${make} ${an} ${task} ${to} {title:text} ${on} {of:set} [,] ${by} {due_on:date}`,
      `${make} ${an} ${task} ${to} {title:text} [,] ${by} {due_on:date} [,] ${on} {of:set}`,
      `${make} ${an} ${task} {title:quoted} [,] ${on} {of:set}`,
      `${make} ${an} ${task} {title:quoted} [,] ${on} {of:set} [,|-|and|with] ${by} {due_on:date}`,
      `${make} ${an} ${task} {title:quoted} [,] ${by} {due_on:date} [,] ${on} {of:set}`,
      `for {of:set} [,|:] {title:quoted} as [a|an|the] ${task} [,] ${by} {due_on:date}`,
      `${make} ${an} {title:quoted} ${task} [,] ${on} {of:set}`,
      `${make} ${an} {title:quoted} ${task} [,] ${on} {of:set} [,] ${by} {due_on:date}`,
      `${make} ${an} {title:quoted} ${task} [,] ${by} {due_on:date} [,] [put|created|added|opened] ${on} {of:set}`,
      `${make} ${an} ${task} ${by} {due_on:date} ${on} {of:set} ${to} {title:text}`,
      `${make} ${an} ${task} (for|to) {assignee:person} ${to} {title:text} ${on} {of:set}`,
      `(have|let|ask|get) {assignee:person} ${to} {title:text} ${on} {of:set} as a ${task}`,
      `${task} [for|on] {of:set} : {title:text}`,
      `${task} [for|on] {of:set} [,] ${by} {due_on:date} [,] (:|to|-) {title:text}`,
      `${make} ${an} ${task} : {title:text}`,
      `${make} ${an} ${task} to {title:text}`,
      `${task} : {title:text}`,
      `(add|attach) ${an} ${task} to {of:set} ${to} {title:text}`,
      `(add|attach) ${an} ${task} to {of:set} [,|:] {title:quoted} [,] ${by} {due_on:date}`,
      `(add|attach) ${an} ${task} to {of:set} [,|:] {title:quoted}`,
      `remind {assignee:person} [with a task] ${on} {of:set} to {title:text}`,
      `remind {assignee:person} [with a task] [by|on|for] {due_on:date} [,] (to|about|that|of) {title:text}`,
      `[on|by] {due_on:date} [,] remind {assignee:person} (to|about|that|of) {title:text}`,
      'remind {assignee:person} [with a task] (to|about|of|that) {title:text}',
      'remind (us|the team|the csm|the owner) (to|about|of|that) {title:text}',
      `remind {assignee:person} [by|on|for|,] {due_on:date} ${again} (to|about|that|of) {title:text}`,
      `remind {assignee:person} , [by|on|for] {due_on:date} [that is|i mean] [,] (to|about|that|of) {title:text}`,
      `(ping|nudge|poke|prod|prompt|buzz|alert|jog) {assignee:person} [by|on|for] {due_on:date} ${again} (to|about|that|of) {title:text}`,
      '(ping|nudge|poke|prod|prompt|buzz|jog) {assignee:person} (about|of) {title:text}',
      `${remind} {assignee:person} to {title:deed}`,
      `${remind} {assignee:person} [by|on] {due_on:date} to {title:deed}`,
      '(have|let|make) {assignee:person} {title:deed}',
      '(make sure|see to it|ensure|see) [that] {assignee:person} {title:deed}',
      '{assignee:person} (needs to|has to|must|should|ought to|is to|had better) {title:deed}',
      `{priority:value} (priority|prio) ${task} (:|to|-) {title:text}`,
      `{assignee:person} (needs|should get|gets|could do with|wants|deserves) ${an} ${task} [[on|by|for] {due_on:date}] ${again} (to|about|:|-) {title:text}`,
      `(give|send|drop|set|leave|assign|hand|get) {assignee:person} ${an} ${task} [[on|by|for] {due_on:date}] ${again} (to|about|:|-) {title:text}`,
      `(do not|never) let {assignee:person} forget [to|about|that] {title:text}`,
      `(do not|never) let {assignee:person} forget [on|by] {due_on:date} (to|about|that) {title:text}`,
      `(i|we) (must not forget to|must remember to|have to remember to|need to remember to|should remember to|should not forget to|better not forget to|had better not forget to) {title:text} {assignee=me}`,
      `${put} [down|in] ${thing} ${into} my ${mine} ${when} [,|:|-|;|.] ${must} {title:text} {assignee=me}`,
      `${put} [down|in] ${thing} ${into} {assignee:person} ('s) ${mine} ${when} [,|:|-|;|.] (to|:|-) {title:text}`,
      `${make} ${an} ${task} ${into} {assignee:person} ('s) ${mine} ${when} (to|:|-|,) {title:text}`,
      `(note to self|memo to self|note to myself|reminder to self|reminder to myself|self reminder) [:|,|-|to] {title:deed} {assignee=me}`,
      `${plan} {title:deed} [,] (for|on|by) {due_on:date}`,
      `${plan} {title:deed} (for|on) {of:set} [for|on|by] {due_on:date}`,
      `(put|pencil|sign|slot|book|schedule|mark) {assignee:person} [down|in|up] for {title:deed} [(on|for|by)] {due_on:date}`,
      `{assignee:person} (needs to|has to|must|should|ought to|is to) {title:deed} [,] ${by} {due_on:date} ${asTask}`,
      `{of:set} ${needs} {title:deed} [,] ${by} {due_on:date} ${asTask}`,
      `{of:set} ${needs} {title:deed} {due_on:date} ${asTask}`,
      `{of:set} ${needs} {title:deed} [,|:|-|.] (make|create|add|open|log) [it|that|this|them|a|one] [as] [a|the] ${task} [for|of] [it|that|each|this]`,
      `${plan} {title:deed} {due_on:date}`,
      `${make} ${an} ${task} (on|in|onto|to) my ${mine} [(for|by|on|due) {due_on:date}] ${again} (to|:|-|,) {title:text} {assignee=me}`,
      `${make} ${an} ${task} [on|by|for|due] {due_on:date} ${again} (to|:|-|about|,) {title:text}`,
      ...['quoted', 'deed'].flatMap((type) => [
        `${put} [down|in] {title:${type}} ${into} my ${mine} ${when} {assignee=me}`,
        `${put} [down|in] {title:${type}} ${into} {assignee:person} ('s) ${mine} ${when}`,
        `${put} [down|in] {title:${type}} (for|by|on|due) {due_on:date} ${into} my ${mine} {assignee=me}`,
        `${put} [down|in] {title:${type}} (for|by|on|due) {due_on:date} ${into} {assignee:person} ('s) ${mine}`,
      ]),
      `(for|on|by) {due_on:date} [,] ${put} [down|in] {title:deed} ${into} my ${mine} {assignee=me}`,
      `(for|on|by) {due_on:date} [,] ${put} [down|in] {title:deed} ${into} {assignee:person} ('s) ${mine}`,
      '(nudge|ping|poke) {assignee:person} to {title:text}',
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
