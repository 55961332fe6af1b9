/** Finds accounts or contacts that may be on record twice, each pair with how alike it is and why. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { isShown } from '#db/catalogue/withhold.ts'
import { duplicateAccounts } from '#db/duplicates/accounts.ts'
import { duplicateContacts } from '#db/duplicates/contacts.ts'
import { resolveSelection } from '#db/effects/selection.ts'
import { objectFor } from '#db/effects/writable.ts'
import { numberInWords } from '#db/query/print.ts'
import { defineTool } from '../kit/define-tool.ts'
import { plural, selectionOf } from '../kit/selection.ts'

const column = (key: string, label: string, type = 'text', unit?: string) => ({
  ...{ key, label, type },
  ...(unit && { unit }),
})

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Looking for duplicates',
  description:
    'Pairs of accounts or of contacts that may be one and the same, with how alike they are and why (domain, name without legal ' +
    'form, e-mail, nearly the same name). Use it for "which accounts are duplicates", "is Northwind in here twice", before ' +
    'merging. It changes nothing.',
  input: z.strictObject({
    object: z.enum(['account', 'contact']).default('account'),
    of: selectionOf('account').optional().describe('Only pairs with one of these accounts, or its contacts'),
    like: z.string().optional().describe('Only pairs with the row of this id'),
    limit: z.int().min(1).max(500).default(50),
  }),
  phrases: {
    frames: [
      '(find|show|list|show me|are there) [all] [the|any|possible|potential|likely] (duplicate|duplicated) {object}',
      '(find|show|list|show me|are there) [all] [the|any|possible|potential|likely] {object} duplicates',
      '(which|what) {object} (are|might be|may be|could be|look like) (duplicates|duplicate|duplicated|in here twice|on record twice)',
      'is {like:account} (a duplicate|duplicated|in here twice|on record twice)',
      '(find|show|are there) [any|possible|potential|likely] duplicates (of|for) {like:account}',
    ],
    examples: [
      'Which accounts are duplicates?',
      'Find duplicate contacts',
      'Are there duplicates of Northwind?',
    ],
  },
  run: async ({ object, of, like, limit }, { tx, catalogue, asker, clock }) => {
    const accounts =
      of && (await resolveSelection(tx, { catalogue, object: 'account', of, who: { asker, clock } }))
    const asked = { workspace: asker.workspace, like, accounts, limit }
    const { pairs, total } =
      object === 'account'
        ? await duplicateAccounts(tx, asked)
        : await duplicateContacts(tx, {
            ...asked,
            byEmail: isShown(catalogue, objectFor(catalogue, 'contact'), 'email'),
          })
    if (total === 0) return { text: `No ${object}s look like duplicates of each other.`, blocks: [] }
    const isContact = object === 'contact'
    const [best] = pairs
    const shown = pairs.length < total ? `, the likeliest ${numberInWords(pairs.length)} shown` : ''
    return {
      text:
        `**${plural(total, 'pair', 'pairs')}** of ${object}s may be one and the same${shown}.` +
        (best
          ? ` Likeliest: ${best.name} (${best.id}) and ${best.otherName} (${best.otherId}): ${best.reasons.join(', ')}.`
          : ''),
      blocks: [
        {
          ...{ kind: 'table', id: uuid(), object: 'group', title: `Possible duplicate ${object}s`, total },
          columns: [
            column('name', isContact ? 'Contact' : 'Account'),
            column('id', 'Id'),
            ...(isContact ? [column('account', 'Account')] : []),
            column('other_name', 'And'),
            column('other_id', 'Its id'),
            ...(isContact ? [column('other_account', 'Its account')] : []),
            column('likeness', 'Likeness', 'number', 'ratio'),
            column('reasons', 'Why', 'list'),
          ],
          rows: pairs.map(({ otherId, otherName, otherAccount, account, ...pair }) => ({
            ...pair,
            ...{ other_id: otherId, other_name: otherName },
            ...(isContact && { account, other_account: otherAccount }),
          })),
          reading: `${object}s that share a domain, an e-mail or a name`,
        },
      ],
    }
  },
})
