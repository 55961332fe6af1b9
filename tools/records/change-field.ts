/** Proposes one new value of one field, of any rows of any object that people may change. */
import { z } from 'zod'
import { newValueSchema, selectionSchema } from '#db/effects/contract.ts'
import { assertEditable, objectFor, writable } from '#db/effects/writable.ts'
import { inSentence } from '#db/query/print.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { valueInWords } from '../kit/new-value.ts'
import { meant } from '../kit/selection.ts'

const set =
  '(set|change|update|move|put|switch|make|adjust|bump|raise|lower|edit|modify|correct|reset|mark|flip|bring|push|extend|reschedule|increase|reduce|cut|drop|turn|amend|fix|rename|upgrade|downgrade|promote|demote|shove|dial|crank)'
const preposition = '(of|for|on|in|at)'
const onOff = '(for|on|of|at|in|across)'
const must =
  '(should be|is to be|are to be|must be|needs to be|need to be|has to be|have to be|shall be|should become|needs to go|should go|becomes|become|goes|go|moves|move|should move|must become|shall become|will be|is now|are now)'

/** "The citywide plan": a part of the name of the field. */
const kind = '[plan|level|tier|stage|phase|priority|status|class|category|type|segment|one]'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Changing a field',
  description:
    'Sets one field of accounts, contacts, contracts, opportunities, milestones, tasks or activities to a new value, for ' +
    'one row or for all that a filter matches: renewal date, next touch, segment, region, seats, priority, title, stage, ' +
    'custom fields. null empties it. Not for lifecycle, tags, owners or closing tasks and deals, which have tools of ' +
    'their own, and never for measures that are worked out.',
  input: z.strictObject({
    object: z.string().describe('The object’s key: account, contact, opportunity, task, …'),
    of: selectionSchema.describe('Rows by ids or by a filter'),
    field: z.string().describe('The field’s key'),
    value: newValueSchema.describe(
      'Of the field’s type: number, ISO day, an enum’s key, a person’s e-mail, a list; null empties',
    ),
  }),
  phrases: {
    frames: [
      `${set} [the] {field} [date|value] ${preposition} {of:set} (to|as|at|until|back to|:|up to|down to|=) {value:text}`,
      `${set} [the] {field} (to|as|back|until|back to) {value:text} (for|on|of|in|,|:) {of:set}`,
      `${set} {of:set} {field} (to|as|at|until|back to) {value:text}`,
      `(put|set|enter|add) {value:text} as [the|a] {field} (on|for|of|in) {of:set}`,
      `${set} [the] {field} (on|for) {value:date} (for|on|of|in) {of:set}`,
      `${set} {of:set} [up|down] [to|into|as|in] [the] {value:value} {field}`,
      `${set} {of:set} ('s)? {field} (to|as|at|back to|up to|down to|:|=) {value:text}`,
      `[the] {field} ${preposition} {of:set} ${must} [set|moved|changed|put|pushed|raised|lowered|updated|to] [to] {value:text}`,
      `{of:set} ('s)? {field} ${must} [set|moved|changed|put|pushed|raised|lowered|updated|to] [to] {value:text}`,
      `{of:set} ${must} [moved|put|changed|set|switched] [in|into|to|on] [the] {value:value} {field}`,
      `(turn off|switch off|disable|deactivate|stop|shut off|toggle off) [the] {field} ${onOff} {of:set} {value=off}`,
      `(turn|switch|flip|set) [the] {field} off ${onOff} {of:set} {value=off}`,
      `(turn on|switch on|enable|activate|toggle on) [the] {field} ${onOff} {of:set} {value=on}`,
      `(turn|switch|flip|set) [the] {field} on ${onOff} {of:set} {value=on}`,
      `(clear|empty|blank|blank out|unset|wipe|reset|remove|delete|erase) [the] {field} [date|value] (of|for|on|from|at|off|in) {of:set} {value=nothing}`,
      `(clear|empty|blank|unset|wipe|remove|delete|erase) {of:set} ('s)? {field} {value=nothing}`,
      `{field} ${preposition} {of:set} (to|→|is now) {value:text}`,
      `{of:set} ('s)? {field} (to|→|:|=) {value:text}`,
      `${set} [the] {field} ${preposition} {of:set} from … to {value:text}`,
      `(make|set|change) {of:set} ('s)? {field} {value:value}`,
      `new {field} ${preposition} {of:set} (:|is|should be) {value:text}`,
      "{of:set}('s)? {field} (is|are|should be|is now|are now) {value:text}",
      '(schedule|plan|book|pencil in|set up|fix|enter|put in) [the|a] {field} (with|for|of|on|at) {of:set} (for|on|to|:) {value:text}',
      `(schedule|plan|book|pencil in|set|put|fix|enter) [the|a] {field} (with|for|of|on|at) {of:set} [for|on|to|:] {value:date}`,
      `[the|new] {field} (for|of|on|with|at) {of:set} : {value:text}`,
      `{of:set} : [the|new] {field} [to|on|=|:|is] {value:date}`,
      `{of:set} (needs|need|should have|gets|get|should get|must have|wants|want) [a|the|an] {field} (on|for|of|:|at) {value:text}`,
      `(give|assign|grant) {of:set} [a|the|an] {field} (on|for|of|at|:) {value:text}`,
      `(give|assign|put on|grant) {of:set} [a|the|an] {value:value} {field}`,
      `${set} {of:set} (on|onto|to|over to|up to|down to) [the|a] {value:value} {field}`,
      `${set} {of:set} (to|into|as|on|at|down to|up to) [the|a] {value:value} ${kind} {field=its own}`,
      `${set} {of:set} [all] {value:value} ${kind} {field=its own}`,
      `{of:set} ${must} [to|on|at|set to|put to|moved to|changed to|bumped to|raised to|lowered to] [a|the] {value:value} ${kind} {field=its own}`,
      `(put|enter|set|fill in|fill|add|write|make it|pencil in|plan|schedule|use|set it to|make that|give them|set that to|put in) {value:date} (in there|there|of those|in|for them|for those|for it|on them|on those|on it) {field=missing} {of=those}`,
      `(make it|set it to|set that to|set them to|put it on|put it at|use|make that|set it for) {value:date} {field=missing} {of=those}`,
    ],
    examples: [
      'Set next touch to Friday on my accounts without a touch in 20 days',
      'Change Northwind’s renewal date to 15 March 2027',
      'Set the priority of all open tasks of Alder to high',
    ],
  },
  plan: async ({ object: key, of, field: name, value }, context) => {
    const object = objectFor(context.catalogue, key)
    assertEditable(object)
    const field = writable(context.catalogue, object, name)
    const to = valueInWords(context, object, field, value)
    const { words } = await meant(context, key, of)
    return {
      summary: `Set ${inSentence(field.label)} of ${words} to ${to}`,
      sets: [{ op: 'update', object: key, of, set: [{ field: name, to: value }] }],
    }
  },
})
