/** Proposes that what is to come comes later: the due dates of tasks, close dates, renewal dates, by days or to a day. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import { objectFor, writable } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { dayInWords, inSentence } from '#db/query/print.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { assertToCome, dayInput, meant, narrowed, plural } from '../kit/selection.ts'

const later =
  '(snooze|postpone|defer|delay|put off|push|push back|push out|reschedule|move|shift|extend|set aside|put aside|park|shelve|hold|bump|kick|move out|move back|shove|slide|drag|slip|prolong|kick out|kick down the road|bring forward|pull forward|roll|roll over|carry over|stretch|nudge|push along|push on|hold off|hold over|hold off on|move on|put back|set back|knock back|kick back|slide back|pull in|pull back|bring up|advance|adjourn|bring|pull|re-schedule|rebook|relocate|transfer|let slip)'
const out = '[out|back|over|forward|ahead|off|along|on]'
const till = '(until|till|to|up to|til|onto|over to|on to|for|as late as|out to|back to|into)'

const moves =
  '(should move|should go|needs to move|need to move|has to move|have to move|must move|moves|move|should slip|slips|slip|needs to slip|need to slip|has to slip|have to slip|should be moved|should be pushed|can move|can slip|needs to go|need to go|is being pushed|is being moved|needs to be pushed|need to be pushed|needs to be moved|need to be moved|has to be moved|have to be moved)'

/** What is told of one row is to be put down for it. */
const moved =
  '(is delayed|is pushed|is postponed|is pushed back|is pushed out|is put off|has slipped|has moved|has been pushed|has been moved|has been postponed|has been delayed|got pushed|slipped|moved)'

/** What is put off where no date is named. */
const usual: Record<string, string> = {
  task: 'due_on',
  milestone: 'due_on',
  opportunity: 'close_on',
  account: 'next_touch_on',
}

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Putting off',
  description:
    'Moves a date of rows by so many days (negative: earlier), or to a day: snooze open tasks, push close dates, extend ' +
    'renewals, bring a next touch forward. Leave `field` out for the due date of tasks and milestones, the close date of ' +
    'opportunities, the next touch of accounts. Use it when the new date depends on the old one, or for "snooze until".',
  input: z.strictObject({
    object: z.enum(['task', 'milestone', 'opportunity', 'account']).default('task'),
    of: selectionSchema.describe('Rows by ids or by a filter'),
    field: z.string().optional().describe('The key of the date field'),
    days: z.int().min(-3660).max(3660).optional().describe('How many days later'),
    until: dayInput.optional().describe('Instead: the new day'),
  }),
  phrases: {
    frames: [
      `${later} {of:set} ${out} (by|for) {days:duration}`,
      `(push|set|move|put|shove) back {of:set} (by|for) {days:duration}`,
      `${later} {of:set} ${out} ${till} {until:date}`,
      `(set|put) {of:set} aside (until|till) {until:date}`,
      `(make|set|let) {of:set} (due|be due|fall due) [on|by|for|until] {until:date}`,
      `{of:set} (can wait|can all wait|should wait|will wait|may wait|has to wait|have to wait|must wait|waits|wait|is on hold|are on hold) (until|till|til|to|for) {until:date}`,
      `{of:set} ${moves} [out|back|on] (by|for) {days:duration}`,
      `{of:set} ${moves} [out|back|on] (to|until|till) {until:date}`,
      ...["{of:set} ('s)? {field}", '[the] {field} (of|for|on|with|at) {of:set}'].flatMap((what) => [
        `${what} ${moves} [out|back|on] (by|for) {days:duration}`,
        `${what} ${moves} [out|back|on] (to|until|till) {until:date}`,
        `${what} ${moved} [out|back|on] (by|for)? {days:duration}`,
        `${what} ${moved} [out|back|on] (to|until|till) {until:date}`,
      ]),
      `${later} {of:set} ${out} {days:duration}`,
      `${later} [the|all|all the] {field} (of|for|on) {of:set} ${out} {days:duration}`,
      `${later} [the|all|all the|its|their|our] {field} ${out} (by|for) {days:duration} (for|of|on|at|with) {of:set}`,
      `${later} [the|all|all the|its|their|our] {field} ${out} ${till} {until:date} (for|of|on|at|with) {of:set}`,
      `${later} [the] {field} (with|at) {of:set} ${out} (by|for) {days:duration}`,
      `${later} [the] {field} (with|at) {of:set} ${out} ${till} {until:date}`,
      `(give|grant|allow) {of:set} {days:duration} more`,
      `(give|grant|allow|get|buy) [me|us|them|him|her|everyone] {days:duration} (on|for|with|to finish|to do|to get through) {of:set}`,
      `(give|grant|allow|get|buy) {:person} {days:duration} (on|for|with|to finish|to do|to get through) {of:set}`,
      `(give|grant|allow) {of:set} (another|an extra|an additional|one more) {days:duration}`,
      `${later} [the|all|all the] {field} (of|for|on) {of:set} ${out} (by|for) {days:duration}`,
      `${later} [the|all|all the] {field} (of|for|on) {of:set} ${out} ${till} {until:date}`,
      `${later} {of:set} ('s)? {field} ${out} (by|for) {days:duration}`,
      `${later} {of:set} ('s)? {field} ${out} ${till} {until:date}`,
    ],
    examples: ['Snooze my overdue tasks until Monday', 'Push the close dates of Alder’s deals by 14 days'],
  },
  plan: async ({ object: key, of, field: name, days, until }, context) => {
    if ((days === undefined) === (until === undefined) || days === 0)
      throw new Problem('bad_request', 'Say by how many days, or until which day: one of the two.')
    const object = objectFor(context.catalogue, key)
    const field = writable(context.catalogue, object, name ?? usual[key] ?? '')
    if (field.type !== 'date') throw new Problem('bad_request', `${field.label} is no date.`)
    if (until !== undefined) assertToCome(context, until, field.label)
    const those =
      (key === 'task' || key === 'opportunity') && !of.ids
        ? await narrowed(context, key, of, { field: 'status', op: 'eq', value: 'open' })
        : of
    const { words } = await meant(context, key, those)
    const way =
      until !== undefined
        ? `to ${dayInWords(until)}`
        : `by ${plural(Math.abs(days ?? 0), 'day', 'days')}${(days ?? 0) < 0 ? ' forward' : ''}`
    return {
      summary: `Move ${inSentence(field.label)} of ${words} ${way}`,
      sets: [
        {
          ...{ op: 'update', object: key, of: those },
          set: [{ field: field.key, ...(until !== undefined ? { to: until } : { later: days ?? 0 }) }],
        },
      ],
    }
  },
})
