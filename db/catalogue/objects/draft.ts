/** Drafts: mails to customers that were written and not sent. */
import { belongsTo, choice, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'

export const draft: ObjectType = {
  key: 'draft',
  label: 'Mail draft',
  plural: 'Mail drafts',
  nouns: words(
    'email draft|e-mail draft|drafted mail|unsent mail|unsent email|unsent e-mail|draft mail|draft email|draft e-mail|draft message|prepared mail|drafted email|draft reply',
  ),
  description: 'A mail to a customer that was written and not sent.',
  table: 'drafts',
  title: 'subject',
  id: 'source_id',
  editable: true,
  personal: 'owner',
  fields: [
    stored('id', 'Id', 'text', 'The id of the draft.', { column: 'source_id' }),
    stored('subject', 'Subject', 'text', 'The subject of the mail.'),
    stored('body', 'Text', 'text', 'The text of the mail.'),
    stored('template', 'Template', 'text', 'The template that it was made from.'),
    stored('status', 'Status', 'enum', 'Whether it still waits, was sent, or will not be.', {
      values: [
        choice(
          'draft',
          'Draft',
          ...words(
            'unsent|not sent|not yet sent|waiting to be sent|waiting to go out|not sent yet|not gone out',
          ),
        ),
        choice('sent', 'Sent', ...words('sent out|gone out|went out|mailed|sent off')),
        choice(
          'discarded',
          'Discarded',
          ...words('binned|thrown away|thrown out|deleted|dropped|scrapped|tossed|trashed'),
        ),
      ],
    }),
    stored('owner', 'Owner', 'person', 'Who would send it.', {
      column: 'owner_id',
      phrases: { nouns: words('author|writer|sender'), verbs: words('write|draft|prepare|compose') },
    }),
  ],
  relations: [
    toAccount,
    belongsTo('contact', 'Contact', 'contact', 'contact_id'),
    belongsTo('owner', 'Owner', 'user', 'owner_id'),
  ],
  usually: [],
  columns: ['subject', 'account.name', 'contact.name', 'owner', 'status'],
  orderBy: [{ by: 'account.name', dir: 'asc' }],
  owner: 'owner',
}
