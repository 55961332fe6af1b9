/** The account's measures of money, renewal and risk, each defined once as DOMAIN.md has it. */
import { sql, type SQL } from 'drizzle-orm'
import { choice, column, derived, of } from '../fields.ts'
import type { Field, FieldContext } from '../types.ts'

/** Gross margin in a customer's lifetime value, and the least yearly churn that it is divided by. */
const grossMargin = 0.8
const leastChurn = 0.02

/** One input of the risk score: its points, and the words that give the evidence. */
type RiskInput = { points: SQL; evidence: SQL }

/** A number as evidence prints it: at most so many digits behind the point, without trailing zeros. */
const short = (value: SQL, digits = 0) =>
  sql`trim_scale(round((${value})::numeric, ${sql.raw(String(digits))}))`

function riskInputs(c: FieldContext): RiskInput[] {
  const field = c.field
  const health = field('health')
  const touch = field('days_since_touch')
  const renewal = sql`(${column(c.row, 'renewal_date')} - ${c.day})`
  return [
    {
      points: sql`case when ${health} is null then 15 else 35 * (100 - ${health}) / 100 end`,
      evidence: sql`case when ${health} is null then 'no health score' else 'health ' || ${short(health)} || ' of 100' end`,
    },
    {
      points: sql`case when ${field('health_trend')} = 'declining' then 10 when ${field('health_trend')} = 'improving' then 0 else 3 end`,
      evidence: sql`case when ${field('health_slope')} is null then 'no health trend'
        else 'health ' || ${field('health_trend')} || ' (' || ${short(field('health_slope'), 1)} || ' points in 30 days)' end`,
    },
    {
      points: sql`case when ${field('usage_change')} <= -0.2 then 12 when ${field('usage_change')} <= -0.1 then 6 else 0 end`,
      evidence: sql`'usage ' || ${short(sql`100 * ${field('usage_change')}`)} || ' % against the 28 days before'`,
    },
    {
      points: sql`case when ${field('sentiment')} < -0.2 then 8 when ${field('sentiment')} < 0 then 4 else 0 end`,
      evidence: sql`'sentiment ' || ${short(field('sentiment'), 2)} || ' over 90 days'`,
    },
    {
      points: sql`case when ${field('urgent_tickets')} > 0 then 5 else 0 end`,
      evidence: sql`${field('urgent_tickets')} || ' urgent ticket' || case when ${field('urgent_tickets')} = 1 then '' else 's' end || ' open'`,
    },
    {
      points: sql`case when ${field('open_tickets')} >= 4 then 5 else 0 end`,
      evidence: sql`${field('open_tickets')} || ' open tickets'`,
    },
    {
      points: sql`case when ${touch} is null or ${touch} > 30 then 8 else 0 end`,
      evidence: sql`case when ${touch} is null then 'never in touch' else 'no touch in ' || ${touch} || ' days' end`,
    },
    {
      points: sql`case when ${field('multithreading')} < 40 then 5 else 0 end`,
      evidence: sql`'single-threaded (multithreading ' || ${short(field('multithreading'))} || ')'`,
    },
    {
      points: sql`case when ${field('nps_band')} = 'detractor' then 6 when ${field('nps_band')} = 'passive' then 2 else 0 end`,
      evidence: sql`'NPS ' || ${short(field('nps'), 1)} || ' (' || ${field('nps_band')} || ')'`,
    },
    {
      points: sql`case when ${renewal} <= 30 then 6 when ${renewal} <= 90 then 4 when ${renewal} <= 120 then 2 else 0 end`,
      evidence: sql`case when ${renewal} < 0 then 'renewal overdue by ' || -${renewal} || ' days' else 'renews in ' || ${renewal} || ' days' end`,
    },
  ]
}

const ofActive = (c: FieldContext, value: SQL) => sql`case when ${c.field('active')} then ${value} end`
const sum = (terms: SQL[]) => sql`(${sql.join(terms, sql` + `)})::float8`

export const riskMeasures: Field[] = [
  derived(
    'risk_score',
    'Risk score',
    'number',
    'Of active accounts: 35 × (100 − health) ÷ 100 (15 without a score) + declining health 10, steady or none 3 + usage change ≤ −20 % 12, ≤ −10 % 6 + sentiment < −0.2 8, < 0 4 + an urgent ticket 5 + 4 or more open tickets 5 + no touch in 30 days 8 + multithreading < 40 5 + detractor 6, passive 2 + renewal in ≤ 30 days 6, ≤ 90 4, ≤ 120 2.',
    {
      unit: 'points',
      dated: true,
      better: 'low',
      evidence: ['risk', 'risk_reasons'],
      sql: (c) => ofActive(c, sum(riskInputs(c).map((input) => input.points))),
      phrases: {
        nouns: ['risk points', 'churn risk', 'churn risk score', 'risk'],
        superlatives: {
          high: ['riskiest', 'most at risk', 'most endangered'],
          low: ['safest', 'least risky'],
        },
      },
    },
  ),
  derived(
    'risk',
    'Risk',
    'enum',
    'At risk from a risk score of 50, watch from 30, else healthy; of active accounts.',
    {
      dated: true,
      values: [
        choice(
          'at_risk',
          'At risk',
          'at-risk',
          'high risk',
          'risky',
          'in danger',
          'endangered',
          'in jeopardy',
          'in trouble',
          'likely to churn',
          'about to churn',
          'shaky',
        ),
        choice('watch', 'Watch', 'on watch', 'to watch', 'medium risk', 'some risk'),
        choice('healthy', 'No risk', 'low risk', 'safe', 'not at risk'),
      ],
      evidence: ['risk_score', 'risk_reasons'],
      sql: (c) => {
        const score = c.field('risk_score')
        return sql`case when ${score} >= 50 then 'at_risk' when ${score} >= 30 then 'watch' when ${score} is not null then 'healthy' end`
      },
      phrases: { nouns: ['risk level', 'risk band', 'risk status', 'risk category'] },
    },
  ),
  derived(
    'risk_reasons',
    'Risk reasons',
    'list',
    'What adds to the risk score, with its evidence, most points first.',
    {
      dated: true,
      sql: (c) => {
        const rows = riskInputs(c).map(({ points, evidence }) => sql`(${points}::float8, ${evidence})`)
        return sql`case when ${c.field('active')} then array(
        select r.evidence || ' (+' || ${short(sql`r.points`, 1)} || ')'
        from (values ${sql.join(rows, sql`, `)}) r (points, evidence) where r.points > 0 order by r.points desc, r.evidence) end`
      },
      phrases: {
        nouns: ['reasons for risk', 'risk factors', 'risk drivers', 'why at risk', 'risk evidence'],
      },
    },
  ),
  derived(
    'renewal_likelihood',
    'Renewal likelihood',
    'number',
    '100 − risk score, −10 without a champion who is still there, −10 without an open renewal opportunity inside 90 days, +5 with an executive sponsor in touch; between 5 and 95.',
    {
      unit: 'percent',
      better: 'high',
      evidence: ['risk_score', 'risk_reasons'],
      sql: (c) =>
        ofActive(
          c,
          sql`least(95, greatest(5, 100 - ${c.field('risk_score')}
        - case when ${of(c, 'relations', 'has_champion')} then 0 else 10 end
        - case when ${of(c, 'renewals', 'open_within_90')} > 0 then 0 else 10 end
        + case when ${of(c, 'relations', 'sponsor_in_touch')} then 5 else 0 end))`,
        ),
      phrases: {
        nouns: [
          'likelihood to renew',
          'likelihood of renewal',
          'chance of renewal',
          'renewal chance',
          'renewal probability',
          'renewal odds',
          'chance to renew',
        ],
        superlatives: { high: ['most likely to renew'], low: ['least likely to renew'] },
      },
    },
  ),
]

export const valueMeasures: Field[] = [
  derived('active', 'Active', 'boolean', 'Lifecycle is not churned.', {
    sql: (c) => sql`${column(c.row, 'lifecycle')} is distinct from 'churned'`,
    phrases: {
      adjectives: [
        {
          words: ['active', 'current', 'live', 'existing'],
          where: { field: 'active', op: 'eq', value: true },
        },
      ],
    },
  }),
  derived(
    'arr',
    'ARR',
    'money',
    'Annual recurring revenue; a churned account keeps what it had when it left. On a day: the sum of the contracts that run then, 0 once churned; without any contract the account’s own.',
    {
      dated: true,
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
        verbs: ['pay', 'spend', 'bring', 'worth'],
        superlatives: {
          high: [
            'biggest',
            'largest',
            'most valuable',
            'highest paying',
            'highest-paying',
            'top paying',
            'major',
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
      better: 'low',
      evidence: ['customer_since', 'go_live_on'],
      sql: (c) =>
        sql`coalesce(${of(c, 'milestones', 'value_on')}, ${column(c.row, 'go_live_on')}) - ${column(c.row, 'customer_since')}`,
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
    'ARR × gross margin (0.8) ÷ logo churn of its segment over the last 12 months, at least 2 %.',
    {
      better: 'high',
      additive: true,
      sql: (c) =>
        sql`${column(c.row, 'arr')} * ${sql.raw(String(grossMargin))} / greatest(${sql.raw(String(leastChurn))}, coalesce(${of(c, 'segmentChurn', 'churn')}, 0))`,
      phrases: { nouns: ['clv', 'ltv', 'lifetime value', 'customer lifetime value'] },
    },
  ),
]
