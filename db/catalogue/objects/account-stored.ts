/** The account's stored fields, as the bundle brings them, and the words people use for them. */
import { choice, stored } from '../fields.ts'
import type { EnumValue, Field } from '../types.ts'

export const segmentValues: EnumValue[] = [
  choice('enterprise', 'Enterprise', 'ent', 'entreprise', 'large enterprise'),
  choice(
    'mid_market',
    'Mid-market',
    'mid market',
    'midmarket',
    'mid-size',
    'midsize',
    'mid size',
    'medium-sized',
    'mm',
  ),
  choice('smb', 'SMB', 'small business', 'small and medium business', 'small-business', 'smbs', 'sme'),
]
export const regionValues: EnumValue[] = [
  choice('NA', 'NA', 'north america', 'north american', 'n.a.', 'namer', 'us and canada'),
  choice('EMEA', 'EMEA', 'europe', 'european', 'europe middle east and africa'),
  choice('APAC', 'APAC', 'asia pacific', 'asia-pacific', 'asia', 'asian'),
  choice('LATAM', 'LATAM', 'latin america', 'latin american', 'south america', 'lat am'),
]

export const accountStored: Field[] = [
  stored('id', 'Id', 'text', 'The source’s id of the account.', {
    column: 'source_id',
    phrases: { nouns: ['account id'] },
  }),
  stored('name', 'Name', 'text', 'The account’s name.', {
    phrases: { nouns: ['account name', 'company name'], cues: ['called', 'named'] },
  }),
  stored('domain', 'Domain', 'text', 'The account’s web domain.', {
    phrases: { nouns: ['web domain', 'website', 'web site'] },
  }),
  stored('industry', 'Industry', 'text', 'The trade the account is in.', {
    phrases: { nouns: ['vertical', 'sector', 'trade', 'line of business'] },
  }),
  stored('segment', 'Segment', 'enum', 'The size class the account is sold and served in.', {
    values: segmentValues,
    phrases: { nouns: ['tier', 'size', 'customer segment', 'company size'] },
  }),
  stored('region', 'Region', 'enum', 'The sales region.', {
    values: regionValues,
    phrases: { nouns: ['geo', 'geography', 'territory', 'area'] },
  }),
  stored('lifecycle', 'Lifecycle', 'enum', 'Where the account stands in its life as a customer.', {
    values: [
      choice(
        'onboarding',
        'Onboarding',
        'being onboarded',
        'implementing',
        'in implementation',
        'in onboarding',
      ),
      choice('adopting', 'Adopting', 'in adoption'),
      choice('renewing', 'Renewing', 'in renewal'),
      choice('expanding', 'Expanding', 'growing', 'in expansion'),
      choice(
        'churned',
        'Churned',
        'lost',
        'former',
        'ex',
        'gone',
        'cancelled',
        'canceled',
        'inactive',
        'left us',
        'departed',
      ),
    ],
    phrases: { nouns: ['lifecycle stage', 'stage', 'phase', 'life cycle', 'status', 'customer stage'] },
  }),
  stored('csm', 'CSM', 'person', 'The customer success manager who looks after the account.', {
    column: 'csm_id',
    phrases: {
      nouns: [
        'customer success manager',
        'success manager',
        'owner',
        'account owner',
        'account manager',
        'manager',
        'responsible',
      ],
      verbs: ['own', 'manage', 'handle', 'look after', 'cover', 'run', 'serve'],
      adjectives: [
        {
          words: ['unassigned', 'unowned', 'ownerless', 'orphaned', 'without an owner'],
          where: { field: 'csm', op: 'is_null' },
        },
        { words: ['assigned', 'owned'], where: { field: 'csm', op: 'not_null' } },
      ],
      cues: ['book', 'portfolio', 'accounts', 'customers'],
    },
  }),
  stored('ae', 'AE', 'person', 'The account executive who sells to the account.', {
    column: 'ae_id',
    phrases: {
      nouns: ['account executive', 'sales rep', 'sales representative', 'rep', 'seller'],
      verbs: ['sell'],
    },
  }),
  stored('currency', 'Currency', 'text', 'The currency of the account’s money.', {
    phrases: { nouns: ['money', 'billing currency'], cues: ['in'] },
  }),
  stored('customer_since', 'Customer since', 'date', 'The first day as a customer.', {
    event: 'past',
    phrases: {
      nouns: [
        'customers since',
        'clients since',
        'start date',
        'customer start',
        'signing date',
        'sign date',
        'tenure',
        'since when a customer',
      ],
      verbs: ['sign', 'join', 'start', 'close', 'win', 'become'],
      adjectives: [
        { words: ['signed', 'joined', 'won'], where: { field: 'customer_since', op: 'not_null' } },
        {
          words: ['new', 'newly signed', 'recently signed', 'newly won'],
          where: { field: 'customer_since', op: 'during', value: { last: 90, unit: 'day' } },
        },
      ],
      superlatives: {
        high: ['newest', 'youngest', 'most recent'],
        low: ['oldest', 'longest-standing', 'longest standing', 'most loyal'],
      },
    },
  }),
  stored('renewal_date', 'Renewal date', 'date', 'The day the account’s agreement comes up for renewal.', {
    event: 'main',
    phrases: {
      nouns: ['renewal', 'renewal day', 'expiry', 'expiry date', 'expiration', 'contract end', 'end of term'],
      verbs: ['renew', 'expire', 'come up', 'up for renewal', 'due for renewal', 'lapse', 'run out'],
      superlatives: {
        low: ['next', 'soonest', 'nearest', 'earliest', 'upcoming'],
        high: ['latest', 'furthest'],
      },
    },
  }),
  stored('auto_renew', 'Auto-renew', 'boolean', 'Whether the agreement renews by itself.', {
    phrases: {
      nouns: ['auto renew', 'autorenew', 'auto-renewal', 'automatic renewal', 'auto renewal', 'autorenewal'],
      adjectives: [
        {
          words: [
            'auto-renewing',
            'auto renewing',
            'renewing automatically',
            'on auto-renew',
            'on auto renew',
          ],
          where: { field: 'auto_renew', op: 'eq', value: true },
        },
        {
          words: ['manually renewed', 'manual renewal', 'not auto-renewing'],
          where: { field: 'auto_renew', op: 'eq', value: false },
        },
      ],
    },
  }),
  stored('seats', 'Seats', 'number', 'Seats bought.', {
    unit: 'seats',
    better: 'high',
    additive: true,
    phrases: {
      nouns: [
        'seat',
        'licence',
        'license',
        'licences',
        'licenses',
        'seat count',
        'number of seats',
        'bought seats',
      ],
      superlatives: { high: ['most seats'], low: ['fewest seats'] },
    },
  }),
  stored('go_live_on', 'Go-live', 'date', 'The day the account went live.', {
    event: 'other',
    phrases: {
      nouns: ['go live', 'go live date', 'golive', 'launch date', 'launch'],
      verbs: ['go live', 'launch', 'went live'],
      adjectives: [
        {
          words: ['live', 'gone live', 'launched'],
          where: { field: 'go_live_on', op: 'lte', value: { today: 0 } },
        },
        {
          words: ['not live', 'not yet live', 'not live yet', 'pre-launch'],
          where: { field: 'go_live_on', op: 'is_null' },
        },
      ],
    },
  }),
  stored('next_touch_on', 'Next touch', 'date', 'The day the next touch is planned for.', {
    event: 'future',
    phrases: {
      nouns: [
        'next touch date',
        'next touchpoint',
        'next contact',
        'next meeting',
        'next step',
        'next check-in',
        'planned touch',
        'scheduled touch',
        'next call',
      ],
      adjectives: [
        {
          words: ['overdue', 'missed touch', 'touch overdue', 'overdue touch'],
          where: { field: 'next_touch_on', op: 'lt', value: { today: 0 } },
        },
        {
          words: ['no next touch', 'nothing planned', 'nothing scheduled'],
          where: { field: 'next_touch_on', op: 'is_null' },
        },
      ],
    },
  }),
  stored('churned_on', 'Churned on', 'date', 'The day the account left.', {
    event: 'past',
    phrases: {
      nouns: ['churn date', 'churn', 'date of churn', 'leaving date', 'lost on', 'loss'],
      verbs: ['churn', 'lose', 'leave', 'cancel', 'quit', 'drop out'],
    },
  }),
  stored('churn_reason', 'Churn reason', 'text', 'Why the account left.', {
    phrases: {
      nouns: [
        'reason for churn',
        'reason for leaving',
        'reason',
        'why they left',
        'loss reason',
        'cause of churn',
      ],
      cues: ['because', 'because of', 'due to', 'over', 'owing to', 'for reason', 'reason'],
    },
  }),
  stored('time_zone', 'Time zone', 'text', 'The account’s time zone.', {
    phrases: { nouns: ['timezone', 'tz'] },
  }),
  stored('tags', 'Tags', 'list', 'Labels that the team put on the account.', {
    phrases: {
      nouns: ['tag', 'label', 'labels'],
      cues: ['tagged', 'tagged as', 'tag', 'labelled', 'labeled', 'marked', 'flagged'],
      adjectives: [{ words: ['untagged', 'without tags'], where: { field: 'tags', op: 'is_null' } }],
    },
  }),
]
