/** Contracts: what an account has agreed to pay, for which product and until when. */
import { sql } from 'drizzle-orm'
import { choice, column, derived, stored, toAccount } from '../fields.ts'
import type { ObjectType } from '../types.ts'

export const contract: ObjectType = {
  key: 'contract',
  label: 'Contract',
  plural: 'Contracts',
  nouns: ['agreement', 'subscription', 'msa', 'order form'],
  description: 'An agreement with an account over one product.',
  table: 'contracts',
  title: 'product',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the contract.', {
      column: 'source_id',
      phrases: { nouns: ['contract id', 'contract number'] },
    }),
    stored('product', 'Product', 'text', 'What was sold.', {
      phrases: {
        nouns: ['sku', 'plan', 'offering'],
        verbs: ['buy', 'purchase', 'subscribe to', 'license', 'sign up for', 'be on', 'take'],
      },
    }),
    stored('arr', 'ARR', 'money', 'Annual recurring revenue of the contract.', {
      better: 'high',
      additive: true,
      implicitFor: 'money',
      phrases: {
        nouns: ['annual recurring revenue', 'revenue', 'contract value', 'value', 'annual value'],
        verbs: ['pay', 'worth'],
        superlatives: { high: ['biggest', 'largest', 'most valuable'], low: ['smallest'] },
      },
    }),
    stored('seats', 'Seats', 'number', 'Seats agreed.', {
      unit: 'seats',
      better: 'high',
      additive: true,
      phrases: { nouns: ['seat', 'licence', 'license', 'licences', 'licenses'] },
    }),
    stored('start_on', 'Starts on', 'date', 'The first day of the contract.', {
      event: 'past',
      phrases: {
        nouns: ['start', 'start date', 'begin date'],
        verbs: ['start', 'begin', 'sign'],
        superlatives: { high: ['newest', 'most recent'], low: ['oldest'] },
      },
    }),
    stored('end_on', 'Ends on', 'date', 'The last day of the contract.', {
      event: 'main',
      phrases: {
        nouns: ['end', 'end date', 'expiry', 'expiry date', 'expiration'],
        verbs: ['end', 'expire', 'run out', 'lapse', 'terminate', 'finish', 'renew'],
        superlatives: { low: ['next', 'soonest', 'earliest'] },
      },
    }),
    stored('auto_renew', 'Auto-renew', 'boolean', 'Whether the contract renews by itself.', {
      phrases: {
        nouns: ['auto renew', 'autorenew', 'auto-renewal', 'automatic renewal'],
        adjectives: [
          {
            words: [
              'auto-renewing',
              'auto renewing',
              'auto-renews',
              'on auto-renew',
              'on auto renew',
              'on autorenew',
              'on auto-renewal',
              'renewing automatically',
              'renew automatically',
              'evergreen',
            ],
            where: { field: 'auto_renew', op: 'eq', value: true },
          },
        ],
      },
    }),
    stored('notice_days', 'Notice period', 'number', 'Days of notice that either side must give.', {
      unit: 'days',
      phrases: { nouns: ['notice', 'notice days', 'days of notice', 'notice time'] },
    }),
    stored('status', 'Status', 'enum', 'Whether the contract is being drawn up, runs, or is over.', {
      values: [
        choice('draft', 'Draft', 'drafted', 'unsigned', 'not signed', 'not yet signed', 'being drafted'),
        choice('active', 'Active', 'running', 'current', 'live', 'in force', 'in effect', 'valid'),
        choice('ended', 'Ended', 'expired', 'terminated', 'over'),
      ],
      phrases: { nouns: ['contract status', 'state'] },
    }),
    derived(
      'days_to_end',
      'Days to end',
      'number',
      'Days until the contract ends; negative when its end has passed.',
      {
        unit: 'days',
        dated: true,
        sql: (c) => sql`${column(c.row, 'end_on')} - ${c.day}`,
        phrases: { nouns: ['days left', 'days until end', 'days until expiry', 'time left'] },
      },
    ),
    derived(
      'notice_by',
      'Notice due',
      'date',
      'The last day on which notice can be given: the end less the notice period; none without a notice period.',
      {
        event: 'future',
        sql: (c) => sql`${column(c.row, 'end_on')} - ${column(c.row, 'notice_days')}`,
        phrases: {
          nouns: ['notice deadline', 'notice date', 'last day for notice', 'cancellation deadline'],
        },
      },
    ),
  ],
  relations: [toAccount],
  usually: [],
  columns: ['product', 'account.name', 'arr', 'seats', 'start_on', 'end_on', 'status'],
  orderBy: [{ by: 'end_on', dir: 'asc' }],
  owner: 'account.csm',
  currency: 'account.currency',
}
