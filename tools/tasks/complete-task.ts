/** Proposes that tasks are done, cancelled, or open again. */
import { z } from 'zod'
import { taskStatuses } from '#db/contract.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { meant, narrowed, selectionOf } from '../kit/selection.ts'

const acts = { done: 'Complete', cancelled: 'Cancel', open: 'Reopen' } as const

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Closing tasks',
  description:
    'Marks tasks as done (the default), cancelled, or open again; for one or for all that a filter matches, such as the ' +
    'asker’s overdue ones. Of a filter only open tasks are closed. Use it for close, complete, finish, tick off, cancel, ' +
    'reopen. Never for tickets, which come from the support system.',
  input: z.strictObject({ of: selectionOf('task'), to: z.enum(taskStatuses).default('done') }),
  phrases: {
    frames: [
      '(close|complete|finish|resolve|tick off|check off|close out|done with|wrap up|knock off|strike off|cross off|cross out|tick|put to bed|polish off|sign off|i did|i have done|i finished|i have finished|i completed|i have completed|we did|we have done|we finished|we have finished|just finished|just did|just completed|just wrapped up|just sent|i just finished|i just did|i just completed|i have just finished|i have just done|i have just completed|finally finished|finally did|i finally finished|i finally did|i am done with|we are done with|i am through with|all done with|close off|finish off|nail|i got through|i wrapped up|i have wrapped up) {of:set}',
      '(close|tick|check|cross|strike|knock|sign) {of:set} (off|out)',
      '(cancel|call off|scrap|scratch|bin|abandon|void|ditch|junk|axe|dump|chuck|chuck out|throw out|throw away|toss|toss out|kill|kill off|drop|discard|forget|forget about|get rid of|do away with|lose|nix|pull the plug on) {of:set} {to=cancelled}',
      '{of:set} (can be|should be|are to be|is to be|must be) (dropped|scrapped|binned|called off|ditched|junked|axed|dumped|abandoned|killed|cancelled|canceled|forgotten) {to=cancelled}',
      '{of:set} (is|are) (obsolete|redundant|pointless|no longer needed|not needed any more|not needed anymore|irrelevant) {to=cancelled}',
      '{of:set} (is|are) [all|now] (done|finished|completed|sorted|taken care of|dealt with|complete|over and done with|done and dusted|wrapped up|in the bag) {to=done}',
      '{of:set} (has been|have been|was|were|got) (done|finished|completed|sorted|taken care of|dealt with|wrapped up|ticked off) {to=done}',
      '(consider|call|count|treat) {of:set} [as] (done|finished|completed|sorted|closed) {to=done}',
      '(reopen|re-open|open again|open) {of:set} again {to=open}',
      '(reopen|re-open) {of:set} {to=open}',
      '(mark|set|flag|make) [as] (done|complete|completed|finished) {of:set} {to=done}',
      '(mark|set|flag) {of:set} [as|to] {to:value}',
      '(mark|set|flag) {of:set} [as|to] (complete|completed|finished|closed)',
    ],
    examples: ['Close my overdue tasks', 'Mark the kick-off task of Alder as done'],
  },
  plan: async ({ of, to }, context) => {
    // Of a filter, what was cancelled is not done, and what is open needs no opening.
    const closes = to !== 'open'
    const those = of.ids
      ? of
      : await narrowed(context, 'task', of, { field: 'status', op: closes ? 'eq' : 'ne', value: 'open' })
    const { words } = await meant(context, 'task', those)
    return {
      summary: `${acts[to]} ${words}`,
      sets: [{ op: 'update', object: 'task', of: those, set: [{ field: 'status', to }] }],
    }
  },
})
