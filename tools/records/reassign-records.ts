/** Proposes that somebody else looks after accounts, tasks or opportunities. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import { objectFor, writable } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { dayInWords } from '#db/query/print.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { dayInput, meant, narrowed, personInput, personNamed } from '../kit/selection.ts'

const hand =
  '(reassign|re-assign|move|transfer|hand|hand over|hand off|shift|pass|pass on|pass along|give|give over|switch|switch over|assign|reallocate|allocate|handover|swap|swap over|change|turn over|sign over|route|reroute|delegate|redirect|put over|make over|entrust|leave|move over|migrate|dump|offload|bump|send|bring over|shunt|farm out|dish out|divert|sling|bequeath)'
/** Without it these words tell who has what. */
const since =
  '(from now on|from today|from today on|from here on|as of now|as of today|now|going forward|henceforth|with immediate effect|effective immediately|effective today|starting now|starting today|from this day on|for now|for the time being)'
const hence = `[${since.slice(1, -1)}]`
/** "From Monday", "as of 1 December": it is written once it is approved, and told so. */
const sinceDay =
  '(from|as of|as from|starting|starting on|starting from|beginning|effective|effective from|with effect from|come|since) {from:date} [onwards|onward|on]'
/** What somebody has whose rows they are. */
const looks =
  '(has|owns|covers|looks after|handles|takes|runs|manages|gets|leads|heads up|minds|does|holds|keeps|inherits|is responsible for|is in charge of|takes care of|takes charge of|takes on|is taking on|is taking over|takes over|will take over|is looking after|will look after|will be looking after|is going to look after|is to look after|is the one looking after|is the one who looks after|is the one in charge of|is the one responsible for|is the one handling|is the one handling things at|is the one covering|will be the one looking after|is the person for|is the person at|is the contact for|is the contact at|is the contact person for|is the contact person at|is the main contact for|is the point of contact for|is the go-to for|is the go-to person for|is the account manager for|is the account manager of|is the csm for|is the csm of|is the csm on|is the csm at|is the new csm for|is the new csm of|is the owner of|is the lead on|is the lead for|is the lead at|is covering|is covering for|is handling|is running|is managing|is minding|will cover|will handle|will manage|will run|will own|will have|will be responsible for|will be in charge of|will be the csm of|will be the csm for|will be the contact for|steps in for|steps in at|is stepping in for|is stepping in at|is in the driving seat at|is at the wheel at)'
/** Whose they were. */
const before =
  "[[,] [and] (not|instead of|rather than|no longer|in place of|replacing|and not|taking over from) {:person} ('s)? (any more|anymore|any longer|from then on|as before|as it was|as until now)?]"

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
    from: dayInput
      .optional()
      .describe('From which day, where one was said: it is told that the change is not put off till then'),
  }),
  phrases: {
    frames: [
      ...[since, sinceDay].flatMap((from) => [
        `${from} [,] {to:person} ${looks} {of:set} ${before}`,
        `{to:person} ${looks} {of:set} ${from} ${before}`,
        `${from} [,] {of:set} (belongs to|belong to|is with|are with|sits with|sit with|is owned by|are owned by|is looked after by|are looked after by|is handled by|are handled by|is covered by|are covered by|is run by|are run by|goes to|go to|is managed by|are managed by|will be with|will belong to|will be looked after by|will be handled by|will be managed by|moves to|move to|passes to|pass to) {to:person} ${before}`,
        `(i would like|i want|we would like|we want|i need|we need|let|have|get|ask|tell) {to:person} (to)? (look after|take care of|take on|take charge of|mind|run|cover|handle|take over|own|manage|have|take|pick up|inherit) {of:set} ${from}`,
        `(i will|let me|i am going to|i can|i should|i would like to|i want to) (take|take over|look after|handle|own|have|cover|run|manage|pick up) {of:set} {to=me} (myself)? ${from}`,
      ]),
      `${hand} {of:set} [over|across] (to|over to|across to) {to:person} ${hence} ${before}`,
      `${hand} {of:set} [over|across] (to|over to|across to) {to:person} ${sinceDay} ${before}`,
      `{to:person} ${looks} {of:set} (and not|not|instead of|rather than|no longer|in place of) {:person} (any more|anymore|any longer|from now on|now)?`,
      `{of:set} (belongs to|belong to|is with|are with|sits with|sit with|is looked after by|are looked after by|is handled by|are handled by|is covered by|are covered by|is managed by|are managed by|goes to|go to|moves to|move to) {to:person} ${sinceDay} ${before}`,
      `{of:set} (is|are) not {:person} ('s)? (any more|anymore|any longer|now|from now on) [,|;] [but] [it's|it is|they are|it is now|it's now] {to:person} ('s)? [now]`,
      `[could|can|would|will|should|might|let] {to:person} [possibly|please|maybe|perhaps] (take|have|get|inherit|pick up|takes|gets|to take) {of:set} (off|from|over from|off of) {:person} ('s)? [hands|plate|list|back]`,
      `{of:set} (is|are) no longer {:person} ('s)? [,|;] [but] [it's|it is|they are|it is now|it's now] {to:person} ('s)? [now]`,
      `(take|move|pull|get) {of:set} (off|away from|from|out of) {:person} ('s)? [hands|plate|book|list|patch] [and] (give|hand|pass|assign|hand over|move|pass on|get|let) (it|them|those) (over|on|across)? to {to:person}`,
      `{of:set} (should|ought to|must|had better|needs to|need to) [really] (be|sit|go|live|lie|belong) (with|to) {to:person} ${before}`,
      `(transfer|hand|hand over|pass|pass on|give|move|shift|assign|switch) [the] [full|whole] (responsibility|ownership|responsibilities|care|stewardship|charge|lead|reins|relationship|coverage|handling|management) (for|of|over|on|with|at) {of:set} [over|on|across] to {to:person} ${hence}`,
      `(swap|change|switch|set|update|move|replace|reassign|transfer|hand|hand over|make) [the|our|its|their] {field} (of|for|on|at) {of:set} [over] (to|for|with|by|into) {to:person} ${hence}`,
      `(swap|change|switch|set|update|move|replace|make) {of:set} ('s)? {field} [over] (to|for|with|by|into|as) {to:person} ${hence}`,
      `(take|replace|swap) {:person} (off|out on|out at|on|at|for) {of:set} (with|for|by|and put|and put in) {to:person} [on|in|on it|on them|in charge]?`,
      `(i want|i would like|we want|we would like|i need|we need|want|have) {to:person} to (be|become) [the] [new] {field} (on|of|for|at) {of:set}`,
      `{to:person} (should be|is to be|will be|becomes|shall be|must be) [the] [new] {field} (on|of|for|at) {of:set}`,
      `(make|put|appoint|name|set) {to:person} [as|to be] [the] [new] {field} (on|of|for|at) {of:set}`,
      `(i would like|i want|we would like|we want|i need|we need|let|have|get|ask|tell) {to:person} (to)? (look after|take care of|take on|take charge of|mind|run|cover|handle|take over|own|manage|have|take|pick up|inherit) {of:set} (instead)`,
      `(i would like|i want|we would like|we want|i need|we need) {to:person} to (look after|take care of|take on|take charge of|mind|run|cover|handle|take over|own|manage|have|take|pick up|inherit) {of:set}`,
      `(i will|let me|i am going to|i can|i should|i would like to|i want to) (take|take over|look after|handle|own|have|cover|run|manage|pick up) {of:set} {to=me} (myself)? (over|instead)`,
      `(i will|let me|i am going to|i can|i should|i would like to|i want to) (take|take over|look after|handle|own|have|cover|run|manage|pick up) {of:set} {to=me} (myself)? off {:person}`,
      `(i will|let me|i am going to|i can|i should|i would like to|i want to) (take|take over|look after|handle|own|have|cover|run|manage|pick up) {of:set} {to=me} (myself)? off {:person} 's hands`,
      `(i will|let me|i am going to|i can|i should|i would like to|i want to) (take|take over|look after|handle|own|have|cover|run|manage|pick up) {of:set} {to=me} (myself)? off {:person} 's plate`,
      `(i will|let me|i am going to|i can|i should|i would like to|i want to) (take|take over|look after|handle|own|have|cover|run|manage|pick up) {of:set} {to=me} (myself)? from {:person}`,
      `(put|add|move|place|transfer|switch) {of:set} (on|onto|in|into|to|under) my (name|book|portfolio|patch|accounts|plate|wing) {to=me}`,
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
      '(put|place|move|bring|switch|transfer|shift) {of:set} [over|back] (under|with|into the hands of|in the hands of|in the care of|over with|across to) {to:person}',
      '(put|place) {of:set} on {to:person}',
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
      "{of:set} (is now|are now|from now on is|from now on are|become|becomes|will be|are henceforth) {to:person} ('s)",
      "{of:set} (should|must|shall|will|can|are to|is to|have to|has to|need to|needs to|ought to) (land|end up|go|go over|sit|be|move|come|fall|wind up|live) (on|onto|to|in|with|into) {to:person} ('s) (desk|plate|list|name|book|portfolio|hands|patch|lap|court|to-do list|task list|queue|pile)",
      "{of:set} (lands|land|goes|go|ends up|end up|moves|move|falls|fall) (on|onto|to|in|with|into) {to:person} ('s) (desk|plate|list|name|book|portfolio|hands|patch|lap|court|to-do list|task list|queue|pile)",
      `(swap|change|switch|replace) [the|our|its|their] {field} (of|for|on|at) {of:set} [:|,|-|to] {to:person} (instead of|rather than|not|in place of|for) {:person}`,
      `{to:person} (takes over|is taking over|will take over|should take over|takes|takes on|is taking on|gets|should get|will get|inherits|covers|should have|steps in at|steps in for) {of:set} as [the|their|its|our|a] [new] {field} ${hence}`,
      '(can|could|would|will|might|may) {to:person} [please|maybe|possibly|perhaps] (take|take over|take on|pick up|cover|look after|handle|mind|inherit) {of:set}',
      '{to:person} (will take|takes|take|is taking|should take) {of:set} over',
      `{to:person} (takes over|is taking over|will take over|should take over|can take over|takes|gets|should get|inherits) {of:set} ${hence}`,
    ],
    examples: ['Reassign Marcus Bell’s accounts to Wei Zhang', 'Give the overdue tasks of Alder to Priya'],
  },
  plan: async ({ object: key, of, to, field, from }, context) => {
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
      ...(from !== undefined &&
        from > context.clock.today && {
          notes: [`It holds once it is approved, and not only from ${dayInWords(from)} on.`],
        }),
    }
  },
})
