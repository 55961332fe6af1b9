/** Proposes one new value of one field, of any rows of any object that people may change. */
import { z } from 'zod'
import type { ObjectType } from '#db/catalogue/types.ts'
import { newValueSchema, selectionSchema, type Selection } from '#db/effects/contract.ts'
import { assertEditable, objectFor, writable } from '#db/effects/writable.ts'
import { inSentence } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'
import { valueInWords } from '../kit/new-value.ts'
import { owed } from '../kit/owed.ts'
import { meant, narrowed } from '../kit/selection.ts'

const set =
  '(set|change|update|move|put|switch|make|adjust|bump|raise|lower|edit|modify|correct|reset|mark|flip|bring|push|extend|reschedule|increase|reduce|cut|drop|turn|amend|fix|rename|upgrade|downgrade|promote|demote|shove|dial|crank|bump up|push up|push out|push back|move out|move up|move back|pull in|bring forward|ratchet up|knock down|shift|nudge|slide|step up|scale up|scale down|revise|tweak|alter|reprioritise|reprioritize|re-prioritise|re-prioritize)'
/** What is told what it is: "drop the small ones" makes nothing small. */
const make = '(set|make|mark|turn|change|switch|flip|call|rate|classify)'
const preposition = '(of|for|on|in|at)'
const onOff = '(for|on|of|at|in|across)'
const thoseRows =
  '(each of them|each of those|all of them|all of those|all of these|those|them|these|each|each one|every one of them|all)'
const enter =
  '(put|enter|set|fill in|fill|add|write|make it|pencil in|plan|schedule|use|set it to|make that|give them|set that to|set them to|put in|note|put down|book|jot down|let us say|go for|go with)'
const must = `(should be|is to be|are to be|must be|needs to be|need to be|has to be|have to be|shall be|should become|needs to go|should go|becomes|become|goes|go|moves|move|should move|must become|shall become|will be|is now|are now|moves out|move out|slips|slip|shifts|shift|jumps|jump|has moved|have moved|has slipped|has changed|has become|moved|slipped|is moving|are moving|is going|is planned for|are planned for|is planned on|is scheduled for|is set for|is fixed for|is agreed for|is booked for|should now be|ought to be|ought to become|wants to be|is supposed to be|${owed('move|go|shift|slip|change|read|say')})`

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
      `(turn off|switch off|disable|deactivate|stop|shut off|toggle off|kill|knock off|take off) [the] {field} ${onOff} {of:set} {value=off}`,
      `(turn|switch|flip|set|toggle) {of:set} ('s)? {field} off {value=off}`,
      `(turn|switch|flip|set|toggle) {of:set} ('s)? {field} (back)? on {value=on}`,
      `(turn|switch|flip|set) [the] {field} off ${onOff} {of:set} {value=off}`,
      '(take|switch|move|get|pull) {of:set} (off|off of) [the|their|its] {field} {value=off}',
      '(put|switch|move|get) {of:set} (on|onto|back on) [the|their|its] {field} {value=on}',
      `(turn on|switch on|enable|activate|toggle on) [the] {field} ${onOff} {of:set} {value=on}`,
      `(turn|switch|flip|set) [the] {field} on ${onOff} {of:set} {value=on}`,
      `(clear|empty|blank|blank out|unset|wipe|reset|remove|delete|erase|cancel|call off|scrap|drop|strike|take out|take off|get rid of) [the|our|their|its|all|all the|all of the|every] {field} [date|value] (of|for|on|from|at|off|in|with) {of:set} {value=nothing}`,
      `{of:set} (gets|get|should get|shall get|goes to|go to) {value:date} {field=missing}`,
      `[the] {field} (should be|must be|is to be|needs to be|has to be|ought to be|shall be|goes|should go) (off|switched off|turned off|disabled|stopped|deactivated) ${onOff} {of:set} {value=off}`,
      `[the] {field} (should be|must be|is to be|needs to be|has to be|ought to be|shall be|goes|should go) (on|switched on|turned on|enabled|activated) ${onOff} {of:set} {value=on}`,
      `{of:set} ('s)? {field} (should be|must be|is to be|needs to be|has to be|ought to be|shall be|goes|should go) (off|switched off|turned off|disabled|stopped|deactivated) {value=off}`,
      `{of:set} ('s)? {field} (should be|must be|is to be|needs to be|has to be|ought to be|shall be|goes|should go) (on|switched on|turned on|enabled|activated) {value=on}`,
      `{of:set} (now has|now have|has now|have now|now pays for|now pay for|are now on|is now on|should have|must have|is to have) {value:number} {field}`,
      `{of:set} (has upgraded to|upgraded to|has grown to|grew to|has gone up to|went up to|has gone down to|went down to|is up to|is down to|has expanded to|expanded to|has cut down to|cut down to|has downgraded to|downgraded to|has moved to|moved to) {value:number} {field}`,
      `{of:set} (gets|get|should get|shall get|must get|is to get|are to get|needs|need|should have|must have|deserves|deserve) [a|the] {value:value} ${kind} {field=its own}`,
      ...["{of:set} ('s)? {field}", '[the] {field} (of|for|on|with|at) {of:set}'].map(
        (what) => `{value:date} (for|as) ${what}`,
      ),
      `(clear|empty|blank|unset|wipe|remove|delete|erase) {of:set} ('s)? {field} {value=nothing}`,
      `{field} ${preposition} {of:set} (to|→|is now) {value:text}`,
      `{of:set} ('s)? {field} (to|→|:|=) {value:text}`,
      `(record|note|log|put|enter|save|add|pencil|mark|set|book|register|schedule|plan|use|treat|count|keep|make|write) {value:date} [in|down|up] as [the|our|their|its|my|a|an] {field} (with|for|of|on|at|to) {of:set}`,
      `(make|call) {value:date} [the|our|their|its|my] [new] {field} (with|for|of|on|at) {of:set}`,
      `(make|let) {value:date} be [the|our|their|its|my] [new] {field} (with|for|of|on|at) {of:set}`,
      `[the|our|my] {field} (with|for|of|on|at|to) {of:set} (will be|shall be|is to be|should be|is planned for|is planned on|is scheduled for|is set for|is fixed for|is agreed for|is booked for|is going to be|has to be|must be|moves to|goes to|will take place|will happen|will now be|is now) [on|the|in] {value:date}`,
      `(pencil|book|schedule|plan|set|put|enter|add|note|log|record|write|mark) [in|down] [the|a|an|our|their|its|my] {field} (with|for|of|on|at|to) {of:set} [for|on|to|:|in] {value:date}`,
      `(pencil|book|schedule|plan|set|put|enter|add|note|log|record|write|mark) [in|down] [the|a|an|our|their|its|my] {field} [for|on|to|:|in] {value:date} (with|for|of|on|at|to|,)? {of:set}`,
      `(make|set|put|move|shift|push|bring) {of:set} {field=usual} (due|be due) [on|by|for] [the] {value:date}`,
      `(make|set|have) [the|our|their|its] {field} ${preposition} {of:set} {value:value}`,
      `(put|place|move|switch|upgrade|bring) {of:set} [over|up|back|down] (on|onto|to|in|into|under) [the|a|an|our] {value:value} {field}`,
      `{of:set} (should be|is to be|must be|needs to be|should go|needs to go|has to be|have to be|ought to be) (on|onto|to|in|into|under) [the|a|an|our] {value:value} {field} [now]`,
      `(put|place|move|switch|file|classify|bring) {of:set} [over|back|down]? (in|into|under|to|over to|as|with) [the|a|an] {value:value} {field=its own}`,
      `{of:set} (buys|buy|is bought|comes|come|goes|go|is sold|are sold|pays|pay|works|work) [now] (through|via|by|from|in) [a|an|the] {value:value} {field=its own} [now]`,
      `${set} [the] {field} ${preposition} {of:set} from … to {value:text}`,
      `(make|set|change) {of:set} ('s)? {field} {value:value}`,
      `(make|set|change) {of:set} ('s)? {field} {value:date} (instead)?`,
      `(make|set|change) {of:set} ('s)? {field} {value:number} (instead)?`,
      `new {field} ${preposition} {of:set} (:|is|should be) {value:text}`,
      "{of:set}('s)? {field} (is|are|should be|is now|are now) {value:text}",
      '(schedule|plan|book|pencil in|set up|fix|enter|put in) [the|a] {field} (with|for|of|on|at) {of:set} (for|on|to|:) {value:text}',
      `(schedule|plan|book|pencil in|set|put|fix|enter) [the|a] {field} (with|for|of|on|at) {of:set} [for|on|to|:] {value:date}`,
      `[the|new] {field} (for|of|on|with|at) {of:set} : {value:text}`,
      `{of:set} : [the|new] {field} [to|on|=|:|is] {value:date}`,
      `[the|new] {field} {of:set} (:|=) {value:date}`,
      `{of:set} (needs|need|should have|gets|get|should get|must have|wants|want) [a|the|an] {field} (on|for|of|:|at) {value:text}`,
      `(give|assign|grant) {of:set} [a|the|an] {field} (on|for|of|at|:) {value:text}`,
      `(give|assign|put on|grant) {of:set} [a|the|an] {value:value} {field}`,
      `${set} {of:set} (on|onto|to|over to|up to|down to) [the|a] {value:value} {field}`,
      `${set} {of:set} (to|into|as|on|at|down to|up to) [the|a] {value:value} ${kind} {field=its own}`,
      `${set} {of:set} [up|down|back|over] (to|at|on) [a|an|the] {value:number} {field}`,
      `${make} {of:set} [all] {value:value} ${kind} {field=its own}`,
      `{of:set} ${must} [to|on|at|set to|put to|moved to|changed to|bumped to|raised to|lowered to] [a|the] {value:value} ${kind} {field=its own}`,
      `${enter} {value:date} [in|down] (there|in there|of those|in) {field=missing} {of=those}`,
      `${enter} {value:date} [in|down] (for|on|with|at|to) {of:set} {field=asked for}`,
      `[the|a|new|their] {field} [on|for|:|to|is] {value:date} (for|on|with|at) ${thoseRows} {of=those}`,
      `[so|ok|then] {value:date} (for|on|with) ${thoseRows} {field=missing} {of=those}`,
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
    const those = await stillOpen(context, object, of, name)
    const { words } = await meant(context, key, those)
    return {
      summary: `Set ${inSentence(field.label)} of ${words} to ${to}`,
      sets: [{ op: 'update', object: key, of: those, set: [{ field: name, to: value }] }],
    }
  },
})

/** What tells how a row ended is of rows that did. */
const ofTheEnd = /^(status|done_at|lost_reason|closed_on|competitor)$/

/** Of a filter that says nothing of it, what is over stays as it was: a deal's stage is that of an open one. */
async function stillOpen(context: ToolContext, object: ObjectType, of: Selection, field: string) {
  const ends = object.fields.some(
    ({ key, values }) => key === 'status' && values?.some((value) => value.key === 'open'),
  )
  if (!ends || of.ids || ofTheEnd.test(field)) return of
  if (/"field":"(status|open|overdue|days_overdue|done_at|lost_reason|id)"/.test(JSON.stringify(of.where)))
    return of
  const open = await narrowed(context, object.key, of, { field: 'status', op: 'eq', value: 'open' })
  const { total } = await runQuery(
    context.tx,
    context.catalogue,
    { from: object.key, ...open, limit: 1 },
    context,
  )
  return total > 0 ? open : of
}
