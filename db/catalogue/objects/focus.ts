/** Pins: the accounts that people of the team keep in focus, each with who pinned it. */
import { belongsTo, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'

export const focus: ObjectType = {
  key: 'focus',
  label: 'Pin',
  plural: 'Pins',
  nouns: words(
    'pinned account|focus account|focus list|starred account|favourite|favorite|bookmark|bookmarked account|watchlist|watch list|pinned customer|favourite account|favorite account',
  ),
  description: 'An account that a person of the team keeps in focus.',
  table: 'focus',
  title: 'id',
  id: 'source_id',
  editable: true,
  personal: 'user',
  fields: [
    stored('id', 'Id', 'text', 'The id of the pin.', { column: 'source_id' }),
    stored('user', 'Pinned by', 'person', 'Who keeps the account in focus.', {
      column: 'user_id',
      phrases: { verbs: words('pin|bookmark|keep in focus|favourite') },
    }),
    stored('note', 'Note', 'text', 'Why the account is in focus.'),
  ],
  relations: [toAccount, belongsTo('user', 'Pinned by', 'user', 'user_id')],
  usually: [],
  columns: ['account.name', 'user', 'note'],
  orderBy: [{ by: 'account.name', dir: 'asc' }],
  owner: 'user',
}
