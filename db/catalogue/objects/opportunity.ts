/** Opportunities: renewals, expansions and new business in the pipeline, won or lost. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, derived, stored, toAccount } from '../fields.ts'
import type { FieldContext, ObjectType, PortfolioMeasure } from '../types.ts'

const dueRenewals = (c: FieldContext & { start: ReturnType<typeof sql>; end: ReturnType<typeof sql> }) =>
  sql`${column(c.row, 'type')} = 'renewal' and ${column(c.row, 'close_on')} between ${c.start} and ${c.end}`

const portfolio: PortfolioMeasure[] = [
  {
    key: 'renewal_rate',
    label: 'Renewal rate',
    description: 'Renewals won ÷ renewals due in the window, by ARR.',
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    perCurrency: true,
    sql: (
      c,
    ) => sql`coalesce(sum(${column(c.row, 'amount')}) filter (where ${dueRenewals(c)} and ${column(c.row, 'status')} = 'won'), 0)
      / nullif(sum(${column(c.row, 'amount')}) filter (where ${dueRenewals(c)}), 0)`,
    phrases: {
      nouns: ['renewal rate by arr', 'dollar renewal rate', 'renewal success', 'win rate of renewals'],
    },
  },
  {
    key: 'renewal_rate_count',
    label: 'Renewal rate by count',
    description: 'Renewals won ÷ renewals due in the window, by count.',
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    sql: (c) => sql`count(*) filter (where ${dueRenewals(c)} and ${column(c.row, 'status')} = 'won')::float8
      / nullif(count(*) filter (where ${dueRenewals(c)}), 0)`,
    phrases: { nouns: ['renewal rate by number', 'share of renewals won'] },
  },
  {
    key: 'win_rate',
    label: 'Win rate',
    description: 'Opportunities won ÷ opportunities won or lost with a close date in the window, by count.',
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    sql: (
      c,
    ) => sql`count(*) filter (where ${column(c.row, 'status')} = 'won' and ${column(c.row, 'close_on')} between ${c.start} and ${c.end})::float8
      / nullif(count(*) filter (where ${column(c.row, 'status')} in ('won', 'lost') and ${column(c.row, 'close_on')} between ${c.start} and ${c.end}), 0)`,
    phrases: { nouns: ['close rate', 'success rate', 'conversion rate', 'share of deals won'] },
  },
]

export const opportunity: ObjectType = {
  key: 'opportunity',
  label: 'Opportunity',
  plural: 'Opportunities',
  nouns: ['deal', 'opp', 'oppty', 'pipeline', 'pipe', 'sales opportunity'],
  description: 'A renewal, expansion or new sale that may be won.',
  table: 'opportunities',
  title: 'name',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the opportunity.', { column: 'source_id' }),
    stored('name', 'Name', 'text', 'The opportunity’s name.'),
    stored('type', 'Type', 'enum', 'What would be sold.', {
      values: [
        choice('renewal', 'Renewal'),
        choice(
          'expansion',
          'Expansion',
          'upsell',
          'up-sell',
          'cross-sell',
          'cross sell',
          'growth',
          'upgrade',
        ),
        choice('new', 'New', 'new business', 'new logo'),
      ],
      phrases: { nouns: ['kind', 'opportunity type', 'deal type'] },
    }),
    stored('stage', 'Stage', 'text', 'How far the sale has come.', {
      phrases: { nouns: ['sales stage', 'deal stage', 'pipeline stage'] },
    }),
    stored('amount', 'Amount', 'money', 'What the opportunity is worth a year.', {
      better: 'high',
      additive: true,
      implicitFor: 'money',
      phrases: {
        nouns: [
          'value',
          'deal size',
          'size',
          'pipeline',
          'pipe',
          'pipe value',
          'pipeline amount',
          'pipeline value',
          'worth',
        ],
        superlatives: { high: ['biggest', 'largest', 'most valuable'], low: ['smallest'] },
      },
    }),
    stored('probability', 'Probability', 'number', 'The chance of winning, 0–100.', {
      unit: 'percent',
      better: 'high',
      implicitFor: 'percent',
      phrases: {
        nouns: ['chance', 'likelihood', 'win probability', 'odds'],
        superlatives: { high: ['most likely', 'likeliest'], low: ['least likely'] },
      },
    }),
    derived('weighted_amount', 'Weighted amount', 'money', 'Amount × probability ÷ 100.', {
      better: 'high',
      additive: true,
      sql: (c) => sql`${column(c.row, 'amount')} * ${column(c.row, 'probability')} / 100`,
      phrases: {
        nouns: [
          'weighted pipeline',
          'weighted value',
          'weighted',
          'expected value',
          'forecast',
          'amount times probability',
          'prob-weighted value',
          'probability-weighted value',
        ],
      },
    }),
    stored('close_on', 'Close date', 'date', 'The day the opportunity closes or closed.', {
      event: 'main',
      phrases: {
        nouns: ['closing date', 'close', 'expected close', 'closing'],
        verbs: ['close', 'land', 'sign', 'expect to close'],
        superlatives: { low: ['next', 'soonest', 'earliest'], high: ['latest'] },
      },
    }),
    stored('competitor', 'Competitor', 'text', 'Who else the account looks at, or whom it was lost to.', {
      phrases: {
        nouns: ['rival', 'competition'],
        cues: [
          'to',
          'against',
          'competing with',
          'up against',
          'versus',
          'vs',
          'beaten by',
          'beat us',
          'took off us',
        ],
      },
    }),
    stored('owner', 'Owner', 'person', 'The seller who owns the opportunity.', {
      column: 'owner_id',
      phrases: {
        nouns: ['deal owner', 'opportunity owner', 'seller', 'ae', 'rep'],
        verbs: ['own', 'work on', 'run'],
      },
    }),
    stored('status', 'Status', 'enum', 'Open, won or lost.', {
      values: [
        choice(
          'open',
          'Open',
          'still open',
          'in play',
          'live',
          'ongoing',
          'in progress',
          'active',
          'pending',
          'undecided',
          'in flight',
        ),
        choice('won', 'Won', 'win', 'closed won', 'closed-won', 'successful', 'landed', 'bagged'),
        choice('lost', 'Lost', 'lose', 'closed lost', 'closed-lost', 'failed', 'dead'),
      ],
      phrases: { nouns: ['opportunity status', 'deal status', 'outcome'] },
    }),
    derived('open', 'Open', 'boolean', 'Neither won nor lost.', {
      sql: (c) => sql`${column(c.row, 'status')} = 'open'`,
    }),
    derived('overdue', 'Overdue', 'boolean', 'Still open after its close date.', {
      sql: (c) =>
        sql`(${column(c.row, 'status')} = 'open' and coalesce(${column(c.row, 'close_on')} < ${c.day}, false))`,
      phrases: {
        adjectives: [
          {
            words: [
              'overdue',
              'past due',
              'slipped',
              'slipping',
              'past its close date',
              'past their close date',
              'past the close date',
              'past close date',
              'should have closed',
              'should have closed by now',
              'stale',
              'pushed',
            ],
            where: { field: 'overdue', op: 'eq', value: true },
          },
        ],
      },
    }),
    stored('lost_reason', 'Lost reason', 'text', 'Why the opportunity was lost.', {
      phrases: {
        nouns: ['loss reason', 'reason', 'reason for losing', 'reason lost'],
        cues: [
          'because',
          'because of',
          'due to',
          'over',
          'on',
          'owing to',
          'on account of',
          'for reasons of',
        ],
      },
    }),
  ],
  relations: [toAccount, belongsTo('owner', 'Owner', 'user', 'owner_id')],
  portfolio,
  usually: [],
  columns: ['name', 'account.name', 'type', 'stage', 'amount', 'probability', 'close_on', 'status'],
  orderBy: [{ by: 'amount', dir: 'desc' }],
  owner: 'owner',
  currency: 'account.currency',
}
