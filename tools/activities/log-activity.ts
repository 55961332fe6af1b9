/** Proposes a record of what happened with an account: a call, a meeting, an e-mail, a message. */
import { z } from 'zod'
import { Temporal } from 'temporal-polyfill'
import type { NewValue } from '#db/effects/contract.ts'
import { directions } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { dayInWords } from '#db/query/print.ts'
import { contactAt } from '../kit/contact-at.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'
import { given } from '../kit/given.ts'
import { dayInput } from '../kit/selection.ts'

const types = ['call', 'meeting', 'email', 'slack'] as const
const log = '(log|record|note down|note|add|register|enter|put down|track)'
const about =
  '(about|on|regarding|:|,|re|re :|concerning|to discuss|where we discussed|we discussed|we talked about|they said|-)'

/** What was done, by what it was. */
const spoken = {
  call: '(spoke with|spoke to|talked to|talked with|chatted with|chatted to|called|rang|phoned|caught up with|had a call with|had a chat with|was on the phone with|were on the phone with|got hold of|spoken with|spoken to|talked on the phone with)',
  meeting:
    '(met|met with|visited|saw|had a meeting with|had lunch with|had dinner with|had coffee with|sat down with|was on site with|were on site with|was at|were at|met up with|got together with)',
  email:
    '(emailed|e-mailed|mailed|wrote to|sent an email to|sent an e-mail to|sent a mail to|dropped an email to)',
  slack: '(slacked|messaged|pinged|sent a message to|chatted on slack with)',
}

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Logging an activity',
  description:
    'Puts on record that a call, meeting, e-mail or chat with an account took place: with whom, when, about what. It counts ' +
    'as a touch. Use it for "log a call with …", "I met …". Not for what is planned (create a task), not for notes, and it ' +
    'sends nothing.',
  input: z.strictObject({
    account: z.string().optional().describe('The account’s id; may be left out where a contact is named'),
    contact: z.string().optional().describe('The contact’s id'),
    type: z.enum(types).default('call'),
    on: dayInput.meta({ tense: 'past' }).optional().describe('Today when left out'),
    subject: z.string().trim().min(1).max(300).describe('What it was about'),
    body: z.string().trim().min(1).max(10_000).optional().describe('What was said, in the person’s words'),
    direction: z.enum(directions).optional(),
    sentiment: z.number().min(-1).max(1).optional().describe('Only where the person said how it went'),
    no_show: z.boolean().optional().describe('True where they did not come'),
  }),
  phrases: {
    frames: [
      `(i had|we had|just had|i just had|we just had|had|i did|we held|i held) [a|an|my|our|the] [short|quick|long|good|great|first] {type:value} (with|at|w) {account} [on|from|,] {on:date} [,] ${about} {subject:text}`,
      `(i had|we had|just had|i just had|we just had|had|i did|we held|i held) [a|an|my|our|the] [short|quick|long|good|great|first] {type:value} (with|at|w) {account} ${about} {subject:text}`,
      ...Object.entries(spoken).flatMap(([type, verbs]) =>
        ['{account}', '{contact}'].flatMap((who) => [
          `[${log.slice(1, -1)}] [that] [i|we|i have|we have|just|i just|we just] ${verbs} ${who} ${about} {subject:text} {type=${type}}`,
          `[${log.slice(1, -1)}] [that] [i|we|i have|we have|just|i just|we just] ${verbs} ${who} [on|,] {on:date} [,] ${about} {subject:text} {type=${type}}`,
          `[${log.slice(1, -1)}] [that] [on] {on:date} [,] (i|we|i have|we have) ${verbs} ${who} ${about} {subject:text} {type=${type}}`,
        ]),
      ),
      `${log} [it|this|that] as [a|an|the] {type:value} ${about} {subject:text}`,
      `${log} [a|an|the|my|our] {type:value} (with|at|for|to|w) {account} ${about} {subject:text} [on|from|,] {on:date}`,
      `${log} [a|an|the|my] {type:value} with {contact} ${about} {subject:text}`,
      `${log} [a|an|the|my] {type:value} (with|at|for|to|w) {account} ${about} {subject:text}`,
      `${log} [a|an|the|my] {type:value} with {contact} [on|from|,] {on:date} [,] ${about} {subject:text}`,
      `${log} [a|an|the|my] {type:value} (with|at|for|to|w) {account} [on|from|,] {on:date} [,] ${about} {subject:text}`,
    ],
    examples: ['Log a call with Northwind about the renewal'],
  },
  plan: async ({ account: named, contact: person, type, on, subject, ...rest }, context) => {
    const { today } = context.clock
    if (on !== undefined && on > today)
      throw new Problem('bad_request', `${dayInWords(on)} is yet to come: only what happened is logged.`, {
        next: 'For what is planned, create a task.',
      })
    const { account, contact } = await contactAt(context, { account: named, contact: person })
    const values: Record<string, NewValue> = {
      ...{ type, subject, at: momentOn(on ?? today, context), owner: context.asker.email },
      ...(contact && { contact: contact.id }),
      ...given<NewValue>(rest),
    }
    const withWhom = contact ? `${contact.name} (${account.name})` : account.name
    const what = { call: 'a call', meeting: 'a meeting', email: 'an e-mail', slack: 'a chat' }[type]
    return {
      summary: `Log ${what} with ${withWhom} on ${dayInWords(on ?? today)}: ${subject}`,
      sets: [
        {
          ...{ op: 'create', object: 'activity', values },
          forEach: { object: 'account', of: { ids: [account.id] } },
        },
      ],
    }
  },
})

/** The moment of the turn, or noon of an earlier day. */
function momentOn(day: string, { clock }: ToolContext): string {
  if (day === clock.today) return clock.now
  const noon = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: clock.timeZone, plainTime: '12:00' })
  return noon.toInstant().toString()
}
