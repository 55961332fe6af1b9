/** The account's measures of money and renewal, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { column, derived, of, percent, setNumber } from '../fields.ts'
import type { Field } from '../types.ts'
import { ofActive } from './account-risk.ts'

export const valueMeasures: Field[] = [
  derived(
    'active',
    'Active',
    'boolean',
    'Lifecycle is not churned. On a day: a customer by then, and not yet churned; who churned and nobody knows when is not.',
    {
      dated: true,
      sql: (c) => {
        const stays = sql`${column(c.row, 'lifecycle')} is distinct from 'churned'`
        if (!c.past) return stays
        return sql`coalesce(${column(c.row, 'customer_since')} <= ${c.day}, true)
          and coalesce(${column(c.row, 'churned_on')} > ${c.day}, ${stays})`
      },
      phrases: {
        adjectives: [
          {
            words: [
              'active',
              'current',
              'live',
              'existing',
              'still with us',
              'still a customer',
              'still customers',
            ],
            where: { field: 'active', op: 'eq', value: true },
          },
        ],
      },
    },
  ),
  derived(
    'arr',
    'ARR',
    'money',
    'Annual recurring revenue; a churned account keeps what it had when it left. On a day: the sum of the contracts that run then, 0 once churned; without any contract the account’s own.',
    {
      dated: true,
      writes: 'arr',
      better: 'high',
      additive: true,
      implicitFor: 'money',
      sql: (c) => {
        const own = column(c.row, 'arr')
        if (!c.past) return own
        return sql`case
          when ${column(c.row, 'churned_on')} <= ${c.day} then 0
          when coalesce(${of(c, 'contracts', 'contracts')}, 0) > 0 then ${of(c, 'contracts', 'arr')}
          when coalesce(${column(c.row, 'customer_since')} <= ${c.day}, true) then coalesce(${own}, 0) else 0 end`
      },
      phrases: {
        nouns: [
          'annual recurring revenue',
          'recurring revenue',
          'revenue',
          'annual revenue',
          'contract value',
          'acv',
          'account value',
          'spend',
          'book value',
          'yearly revenue',
        ],
        verbs: ['pay', 'pay us', 'spend', 'bring', 'bring in', 'bring us', 'worth', 'be worth'],
        superlatives: {
          high: [
            'biggest',
            'largest',
            'most valuable',
            'highest paying',
            'highest-paying',
            'top paying',
            'major',
            'highest value',
            'highest-value',
            'best paying',
            'biggest spending',
            'priciest',
          ],
          low: ['smallest', 'tiniest', 'least valuable', 'lowest paying'],
        },
      },
    },
  ),
  derived(
    'days_to_renewal',
    'Days to renewal',
    'number',
    'Renewal date − today, of active accounts. Negative: the renewal is overdue.',
    {
      unit: 'days',
      dated: true,
      evidence: ['renewal_date', 'auto_renew'],
      sql: (c) => ofActive(c, sql`${column(c.row, 'renewal_date')} - ${c.day}`),
      phrases: {
        nouns: ['days until renewal', 'time to renewal', 'days left', 'days to go'],
        adjectives: [
          {
            words: [
              'overdue renewal',
              'overdue for renewal',
              'renewal overdue',
              'slipped',
              'past renewal',
              'past their renewal',
              'past renewal date',
              'renewal has passed',
              'lapsed',
              'slipped past their date',
              'out of contract',
              'renewal slipped',
              'renewal is overdue',
              'renewal is late',
              'renewal has slipped',
              'renewal lapsed',
              'late renewal',
              'late to renew',
              'past their renewal date',
              'past its renewal date',
              'past the renewal date',
              'past their date',
              'beyond their renewal date',
              'renewal date has passed',
              'renewal date passed',
              'renewal date is past',
              'overdue to renew',
              'unrenewed',
            ],
            where: { field: 'days_to_renewal', op: 'lt', value: 0 },
          },
        ],
      },
    },
  ),
  derived(
    'time_to_value',
    'Time to value',
    'number',
    'Days from customer since to the earliest done milestone of kind value, else to go-live; none while both are open.',
    {
      unit: 'days',
      dated: true,
      better: 'low',
      evidence: ['customer_since', 'go_live_on'],
      sql: (c) => {
        const live = column(c.row, 'go_live_on')
        const by = sql`case when ${live} <= ${c.day} then ${live} end`
        return sql`coalesce(${of(c, 'milestones', 'value_on')}, ${by}) - ${column(c.row, 'customer_since')}`
      },
      phrases: {
        nouns: ['ttv', 'days to value', 'time to first value', 'onboarding time', 'time to go live'],
        superlatives: {
          high: ['slowest to value', 'slowest onboarded'],
          low: ['fastest to value', 'fastest onboarded'],
        },
      },
    },
  ),
  derived(
    'clv',
    'Customer lifetime value',
    'money',
    ({ clv }) =>
      `ARR × gross margin (${clv.grossMargin}) ÷ logo churn of its segment over the last 12 months, at least ${percent(clv.leastChurn)}.`,
    {
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) =>
        sql`${c.field('arr')} * ${setNumber(c.settings.clv.grossMargin)} / greatest(${setNumber(c.settings.clv.leastChurn)}, coalesce(${of(c, 'segmentChurn', 'churn')}, 0))`,
      phrases: { nouns: ['clv', 'ltv', 'lifetime value', 'customer lifetime value'] },
    },
  ),
]
