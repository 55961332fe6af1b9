/** Proposes tags on accounts, and taking tags off, whatever other tags they have. */
import { z } from 'zod'
import type { Assignment } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import { listed } from '#db/query/words.ts'
import { defineEffect } from '../kit/define-tool.ts'
import { meant, narrowed, selectionOf } from '../kit/selection.ts'

const tags = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(60)
      .refine((tag) => !/[;\n]/.test(tag), 'a tag holds no semicolon and no line break'),
  )
  .min(1)
  .max(20)
  .optional()

const put =
  '(add|put|attach|apply|slap|stick|pin|hang|glue|place|throw|paste|pop|drop|whack|bung|chuck|affix|assign|set|plonk|fix|tack|slide|plaster)'
const off =
  '(remove|delete|drop|take|strip|clear|pull|lose|ditch|scrap|get rid of|peel|wipe|scratch|kill|rip|bin|take away|unset|retire|detach|withdraw|erase|cut|shed|dump|yank|chuck)'
const gets =
  '(gets|get|should get|should have|needs|need|must get|must have|deserves|deserve|is to get|are to get|receives|receive|should carry|should be given|shall get|wants|want|earns|earn|has earned|have earned|must carry|ought to have|ought to get|can have|can get)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Changing tags',
  description:
    'Adds tags to accounts or takes tags off; other tags stay. Use it for tag, label, flag as, untag, for one account or all ' +
    'that a filter matches. Never for fields with a closed list of values, such as lifecycle or segment.',
  input: z.strictObject({
    of: selectionOf('account'),
    add: tags.describe('Tags to put on, exactly as said'),
    remove: tags.describe('Tags to take off'),
    replace: tags.describe('Tags that those of “add” take the place of: only accounts that have one change'),
  }),
  phrases: {
    frames: [
      '(tag|label|flag|mark) {of:set} (as|with) {add:tag}',
      '(tag|label) {of:those} {add:tag}',
      '(tag|label) {of:set} {add:word}',
      `${put} {add:word} (to|on|onto) {of:set}`,
      `{of:set} ${gets} [the|a|an|our|all] (tag|label) {add:tag}`,
      `{of:set} ${gets} [the|a|an|our|all] {add:tag} (tag|label)`,
      '(flag|mark) {of:those} {add:tag}',
      '(tag|label|flag|mark) {of:set} : {add:tag}',
      '(tag|label|flag|mark) {of:set} as being {add:tag}',
      '(tag|label|flag|mark) {of:set} as [a|an|our] {add:tag} (account|accounts|customer|customers|client|clients)',
      '(i want|i would like|we want|we would like|i need|we need) {of:set} (tagged|labelled|labeled|flagged|marked) [as|with] {add:tag}',
      `(tag|label) {add:tag} (goes on|go on|should go on|must go on|belongs on|needs to go on|has to go on|to go on) {of:set}`,
      `[the|a|our] {add:tag} (tag|label) (goes on|go on|should go on|must go on|belongs on|needs to go on|has to go on|to go on|on|onto|for) {of:set}`,
      `(give|grant|award) {of:set} [the|a|our] {add:tag} (tag|label|badge|flag|marker|sticker)`,
      `(give|grant|award|hand) [the|a|an|our] {add:tag} (tag|label|badge|flag|marker|sticker) (to) {of:set}`,
      `(give|grant|award|hand) [the|a|an|our] (tag|label) {add:tag} (to) {of:set}`,
      `${put} [the|a|our] {add:tag} (badge|flag|marker|sticker|stamp) (to|on|onto) {of:set}`,
      `${put} {add:tag} as [a|the] (tag|label) (to|on|onto) {of:set}`,
      `${put} [the|a] (tag|label) [of|called|named|saying|:] {add:tag} (to|on|onto|for) {of:set}`,
      '(use|set) [the|a] (tag|label) {add:tag} (for|on) {of:set}',
      '(tag|label) : {add:tag} (for|on) {of:set}',
      '(replace|swap|exchange|change|switch|rename) [the] [tag|label] {replace:word} [tag|label] (with|for|by|to|into) [the] [tag|label] {add:word} (on|for|at|of|in) {of:set}',
      '(on|for|at) {of:set} [,] (replace|swap|exchange|change|switch) [the] [tag|label] {replace:word} [tag|label] (with|for|by|to|into) [the] [tag|label] {add:word}',
      '{of:set} (should be|need to be|needs to be|must be) (tagged|labelled|labeled) [as|with] {add:tag}',
      '(tag|label|flag|mark) {of:set} with [the|a] (tag|label) {add:tag}',
      `${put} [the|a] (tag|label) {add:tag} (to|on|onto|for) {of:set}`,
      `${put} [the|a] {add:tag} (tag|label) (to|on|onto|for) {of:set}`,
      `${put} {add:tag} (to|on|onto) {of:set} as [a|the] (tag|label)`,
      `${put} (to|on|onto) {of:set} [the|a] (tag|label) {add:tag}`,
      '(give) {of:set} [the|a] (tag|label) {add:tag}',
      '(give) {of:set} [the|a] {add:tag} (tag|label)',
      `${off} [the] {remove:tag} (tag|label|tags|labels) (from|off|of|on|for|at) {of:set}`,
      `${off} [the] (tag|label|tags|labels) {remove:tag} (from|off|of|on|for|at) {of:set}`,
      '[the] {remove:tag} (tag|label) (has to|must|should|needs to|can|is to) (come off|be taken off|go from|be gone from|come off of) {of:set}',
      'take [the] {remove:tag} (tag|label) off {of:set}',
      `${off} [the] {remove:tag} (tag|label|tags|labels) {of:set}`,
      '(untag|unlabel) {of:set} (as|with|from) {remove:tag}',
      '(untag|unlabel) {remove:tag} [,] [from|off|on] {of:set}',
      `${off} {remove:word} (from|off|off of|on) {of:set}`,
      `{of:set} (should not have|should not carry|must not have|does not need|do not need|should no longer have|should no longer carry|no longer has|no longer have|no longer deserves|no longer deserve|must lose|should lose|loses|lose|can lose) [the|our] {remove:tag} (tag|label|badge|marker|flag) (any more|anymore|any longer|now)?`,
      `${off} [the|our] {remove:tag} (badge|flag|marker|sticker) (from|off|of|on) {of:set}`,
      `{of:set} (is|are) no longer [a|an|our] {remove:tag} (account|accounts|customer|customers|client|clients)`,
      '{of:set} (should no longer be|should not be|no longer should be) (tagged|labelled|labeled) [as|with] {remove:tag}',
      `{of:set} (should lose|loses|lose|must lose|can lose|is to lose|are to lose|should no longer have|should not have|no longer needs|no longer need) (it|that|this|that one|that tag|that label|the tag|the label) [any more|anymore|now|again] {remove=said}`,
      '{of:set} (no longer needs|does not need|should lose) [the] {remove:tag} (tag|label)',
    ],
    examples: ['Tag every red enterprise account as watchlist', 'Remove the beta tag from SMB accounts'],
  },
  plan: async ({ of: said, add, remove: off, replace }, context) => {
    const remove = off || replace ? [...(off ?? []), ...(replace ?? [])] : undefined
    if (!add && !remove) throw new Problem('bad_request', 'Name a tag to put on or to take off.')
    if (replace && !add)
      throw new Problem('bad_request', `Name the tag to put in place of ${listed(replace)}.`)
    const both = add?.filter((tag) => remove?.includes(tag)) ?? []
    if (both.length > 0)
      throw new Problem('bad_request', `${listed(both)} can’t be put on and taken off at once.`)
    // What has none of them has nothing to swap.
    const of = replace
      ? await narrowed(context, 'account', said, { field: 'tags', op: 'in', value: replace })
      : said
    if (of.ids?.length === 0)
      throw new Problem(
        'not_found',
        `There is nothing to do it to: none of them is tagged ${listed(replace ?? [])}.`,
      )
    const { words } = await meant(context, 'account', of)
    const acts: [string, Assignment][] = [
      ...(add
        ? [[`Tag ${words} as ${listed(add)}`, { field: 'tags', add }] satisfies [string, Assignment]]
        : []),
      ...(remove
        ? [
            [
              `${add ? 'take' : 'Take'} ${listed(remove)} off ${add ? 'them' : words}`,
              { field: 'tags', remove },
            ] satisfies [string, Assignment],
          ]
        : []),
    ]
    return {
      summary: acts.map(([said]) => said).join(' and '),
      sets: [{ op: 'update', object: 'account', of, set: acts.map(([, assignment]) => assignment) }],
    }
  },
})
