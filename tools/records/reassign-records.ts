/** Proposes that somebody else looks after accounts, tasks or opportunities. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import { objectFor, writable } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { meant, narrowed, personInput, personNamed } from '../kit/selection.ts'

const hand =
  '(reassign|move|transfer|hand|hand over|shift|pass|pass on|give|switch|assign|reallocate|allocate|handover|swap|change|turn over|sign over|route|delegate|redirect|put over|make over|entrust|leave|move over|migrate)'
/** Without it these words tell who has what. */
const since =
  '(from now on|from today|from today on|from here on|as of now|as of today|now|going forward|henceforth|with immediate effect|effective immediately|effective today|starting now|starting today|from this day on|for now|for the time being)'
const hence = `[${since.slice(1, -1)}]`

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
      `${hand} {of:set} [over|across] (to|over to|across to) {to:person} ${hence}`,
      `${hence} ${hand} {of:set} [over] (to|over to) {to:person}`,
      '(reassign|move|transfer|hand|hand over|give|assign) {field} of {of:set} [over] (to|over to) {to:person}',
      `(give|hand|assign|pass|hand over|leave) {to:person} {of:set} ${hence}`,
      `{of:set} (should go to|goes to|go to|must go to|should land with|lands with|land with|should sit with|should be with|has to go to|have to go to|will go to|should be owned by|should belong to|now belongs to|now belong to|to be handled by|fall to|falls to|shall go to|need to go to|needs to go to|can go to|ends up with|end up with|should end up with) {to:person} ${hence}`,
      `{of:set} (belongs to|belong to|is with|are with|sits with|sit with|is owned by|are owned by|is looked after by|are looked after by|is handled by|are handled by|is covered by|are covered by|is run by|is managed by|are managed by|reports to|lies with) {to:person} ${since}`,
      `${since} {of:set} (belongs to|belong to|is with|are with|sits with|sit with|is owned by|are owned by|is looked after by|are looked after by|is handled by|are handled by|is covered by|are covered by|goes to|go to|is managed by|are managed by) {to:person}`,
      `{of:set} (is|are) {to:person} ('s) ${since}`,
      `${since} {of:set} (is|are) {to:person} ('s)`,
      '(make|put) {to:person} [the] [new] (owner|csm|assignee|responsible|account manager|lead) (of|for|on) {of:set}',
      '(make|put|appoint) {to:person} [as] [the] [new] {field} (of|for|on|at) {of:set}',
      '(make|put) {to:person} (responsible|accountable|answerable) for {of:set}',
      '(make|put) {to:person} in charge of {of:set}',
      "(make|mark) {of:set} {to:person} ('s)?",
      `(have|let|get|ask|tell) {to:person} (take|take over|to take over|have|own|handle|to handle|cover|to cover|run|look after|to look after|pick up|to pick up|inherit|do|manage|mind|carry|keep) {of:set} ${hence}`,
      'assign {to:person} as [the|a|new] (owner|csm|assignee|responsible) (of|for|on|to) {of:set}',
      '(put|place) {of:set} (under|with|into the hands of|in the hands of|in the care of|on) {to:person}',
      `{of:set} (moves|move|goes|go|transfers|should move|should transfer|is moving|are moving|is going|are going|switches|switch|passes|pass|will move|must move|are being handed|is being handed|get handed|gets handed) [over|across] (to|over to) {to:person} ${hence}`,
      '(have|want|i want|we want|i would like|we need|i need) {to:person} to (own|manage|take|take over|handle|look after|cover|run|have|get|be the csm of) {of:set}',
      '(new|the new) (csm|owner|assignee) (for|of|on) {of:set} (:|is|will be|should be) {to:person}',
      '{to:person} is the new (csm|owner|assignee|account manager) (of|for|on|at) {of:set}',
      '{to:person} (becomes|will be|should be|is to be|should become) [the] [new] (csm|owner|assignee|responsible|lead) (of|for|on|at) {of:set}',
      '{of:set} (should be|must be|need to be|needs to be|to be|will be|are to be|is to be|have to be|is now|are now|is being|are being) (picked up|taken over|covered|handled|owned|looked after|managed|run|taken|done|dealt with|worked|worked on|taken care of|carried) by {to:person}',
      `{to:person} (is taking|will be taking|takes|will take|should take|is going to take|can take|may take|shall take|has to take) {of:set} ${hence}`,
      `{to:person} (can have|should have|may have|shall have|will have|is to have|is getting|will get|should get|gets|inherits|will inherit|picks up|will pick up|should pick up|covers|will cover|should cover|looks after|will look after|should look after|handles|will handle|should handle|owns|will own|should own|is covering|is to own|steps in for|carries) {of:set} ${since}`,
      `{to:person} (can have|should have|may have|shall have|will have|is to have|is getting|will get|should get|inherits|will inherit|picks up|will pick up|should pick up|will cover|should cover|will look after|should look after|will handle|should handle|will own|should own|is to own) {of:set}`,
      `${since} {to:person} (has|owns|covers|looks after|handles|takes|runs|manages|gets|is responsible for|is in charge of|takes care of|is taking over|takes over) {of:set}`,
      "{of:set} (go|goes|move|moves|should go|should move) (into|in|to) {to:person} ('s) (book|portfolio|hands|patch|name|plate|lap|court)",
      "(move|put|transfer|shift|place|drop|add) {of:set} (into|in|to|on) {to:person} ('s) (book|portfolio|hands|patch|name|plate|lap|list|account list|book of business)",
      '{to:person} (will take|takes|take|is taking|should take) {of:set} over',
      `{to:person} (takes over|is taking over|will take over|should take over|can take over|takes|gets|should get|inherits) {of:set} ${hence}`,
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
