/** Proposes that somebody else looks after accounts, tasks or opportunities. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import { objectFor, writable } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { meant, narrowed, personInput, personNamed } from '../kit/selection.ts'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Handing over',
  description:
    'Hands accounts, tasks, opportunities or activities over to a person: the CSM of accounts (or with field "ae" their ' +
    'AE), the assignee of open tasks, the owner of opportunities. For one row or for all that a filter matches, such as ' +
    'one person’s whole book. Use it for reassign, transfer, give to, take over. Not for handing over to nobody.',
  input: z.strictObject({
    object: z.enum(['account', 'task', 'opportunity', 'activity']).default('account'),
    of: selectionSchema.describe('Rows by ids or by a filter'),
    to: personInput,
    field: z.enum(['csm', 'ae']).optional().describe('Of accounts: whom to replace; csm when left out'),
  }),
  phrases: {
    frames: [
      '(reassign|move|transfer|hand|hand over|shift|pass|give|switch|assign|reallocate|allocate|handover|swap|change) {of:set} [over] (to|over to) {to:person}',
      '(reassign|move|transfer|hand|hand over|give|assign) {field} of {of:set} [over] (to|over to) {to:person}',
      '(give|hand|assign|pass) {to:person} {of:set}',
      '{of:set} (should go to|goes to|go to|should be owned by|should belong to|now belongs to|now belong to|to be handled by) {to:person}',
      '(make|put) {to:person} [the] (owner|csm|assignee|responsible) (of|for|on) {of:set}',
      '(make|put) {to:person} in charge of {of:set}',
      'have {to:person} take [over] {of:set}',
      'assign {to:person} as [the|a|new] (owner|csm|assignee|responsible) (of|for|on|to) {of:set}',
      '(put|place) {of:set} under {to:person}',
      '{of:set} (moves|move|goes|go|transfers|should move|should transfer) [over] (to|over to) {to:person}',
      '(have|want|i want|we want|i would like|we need|i need) {to:person} to (own|manage|take|take over|handle|look after|cover|run|have|get|be the csm of) {of:set}',
      '(new|the new) (csm|owner|assignee) (for|of|on) {of:set} (:|is|will be|should be) {to:person}',
      '{of:set} (should be|must be|need to be|needs to be|to be|will be|are to be|is to be|have to be) (picked up|taken over|covered|handled|owned|looked after|managed|run|taken) by {to:person}',
      '{to:person} (is taking|will be taking|takes|will take|should take|is going to take) {of:set} [from now on|from today|from here]',
      "{of:set} (go|goes|move|moves|should go|should move) (into|in|to) {to:person} ('s) (book|portfolio|hands|patch|name)",
      "(move|put|transfer|shift) {of:set} (into|in|to) {to:person} ('s) (book|portfolio|hands|patch|name)",
      '{to:person} (will take|takes|take|is taking|should take) {of:set} over',
      '{to:person} (takes over|is taking over|will take over|should take over|takes|gets|should get) {of:set}',
    ],
    examples: ['Reassign Marcus Bell’s accounts to Wei Zhang', 'Give the overdue tasks of Alder to Priya'],
  },
  plan: async ({ object: key, of, to, field }, context) => {
    if (field && key !== 'account')
      throw new Problem(
        'bad_request',
        `Only accounts have a CSM and an AE; of a ${key}, leave the field out.`,
      )
    const object = objectFor(context.catalogue, key)
    const owner = writable(context.catalogue, object, field ?? object.owner ?? '')
    const those =
      key === 'task' && !of.ids
        ? await narrowed(context, 'task', of, { field: 'status', op: 'eq', value: 'open' })
        : of
    const name = personNamed(context, to)
    const { words } = await meant(context, key, those)
    const as = field === 'ae' ? ' as AE' : ''
    return {
      summary: `Hand ${words} over to ${name}${as}`,
      sets: [{ op: 'update', object: key, of: those, set: [{ field: owner.key, to }] }],
    }
  },
})
