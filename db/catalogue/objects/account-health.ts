/** The account's measures of health and usage, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { choice, column, derived, of, percent, setNumber } from '../fields.ts'
import type { Field } from '../types.ts'
import { bandWords, healthBand, healthBands } from './health-score.ts'

export const healthMeasures: Field[] = [
  derived(
    'health',
    'Health',
    'number',
    'The newest health score on or before the day, 0–100; none without a score.',
    {
      unit: 'score',
      dated: true,
      better: 'high',
      evidence: ['health_band', 'health_trend', 'health_slope'],
      sql: (c) => of(c, 'health', 'score'),
      phrases: {
        nouns: ['health score', 'customer health', 'account health', 'score'],
        superlatives: {
          high: ['healthiest', 'best scoring'],
          low: ['unhealthiest', 'sickest', 'least healthy', 'worst scoring', 'worst off'],
        },
      },
    },
  ),
  derived('health_band', 'Health band', 'enum', (s) => `${bandWords(s)}; none without a score.`, {
    dated: true,
    values: healthBands,
    evidence: ['health', 'health_trend', 'health_slope'],
    sql: (c) => healthBand(c.field('health'), c.settings),
    phrases: {
      nouns: [
        'health colour',
        'health color',
        'colour',
        'color',
        'rag',
        'rag status',
        'health status',
        'band',
      ],
      adjectives: [
        {
          words: [
            'without a score',
            'unscored',
            'without health',
            'no health score',
            'not scored',
            'never scored',
          ],
          where: { field: 'health', op: 'is_null' },
        },
      ],
    },
  }),
  derived('health_scored_on', 'Health scored on', 'date', 'The day of the newest health score.', {
    dated: true,
    event: 'past',
    sql: (c) => of(c, 'health', 'scored_on'),
    phrases: { nouns: ['score date'] },
  }),
  derived(
    'health_slope',
    'Health slope',
    'number',
    ({ health }) =>
      `Least-squares slope of the scores of the last ${health.trendDays} days, in points per 30 days; needs two scores.`,
    {
      unit: 'points',
      dated: true,
      better: 'high',
      sql: (c) => of(c, 'trend', 'slope'),
      phrases: {
        nouns: ['health trend slope', 'trend slope', 'rate of change of health'],
        superlatives: {
          high: ['most improved', 'most improving'],
          low: ['fastest declining', 'fastest falling'],
        },
      },
    },
  ),
  derived(
    'health_trend',
    'Health trend',
    'enum',
    ({ health: { trendPoints, trendDays } }) =>
      `Improving above +${trendPoints} point${trendPoints === 1 ? '' : 's'} per 30 days, declining below −${trendPoints}, else steady; over the scores of the last ${trendDays} days.`,
    {
      dated: true,
      values: [
        choice(
          'improving',
          'Improving',
          'rising',
          'recovering',
          'getting better',
          'trending up',
          'on the up',
          'upward',
          'on the mend',
          'bouncing back',
          'turning around',
          'trending the right way',
          'health is improving',
          'health is rising',
          'health going up',
          'health is going up',
          'improving health',
          'rising health',
        ),
        choice('steady', 'Steady', 'stable', 'flat', 'unchanged', 'sideways', 'holding steady', 'plateaued'),
        choice(
          'declining',
          'Declining',
          'falling',
          'dropping',
          'worsening',
          'deteriorating',
          'getting worse',
          'trending down',
          'slipping',
          'sliding',
          'sinking',
          'downward',
          'on the slide',
          'going downhill',
          'heading south',
          'going south',
          'trending the wrong way',
          'going the wrong way',
          'moving the wrong way',
          'wobbling',
          'fading',
          'losing health',
          'health dropped',
          'health fell',
          'health has dropped',
          'health went down',
          'health is declining',
          'health is falling',
          'health is dropping',
          'health is sinking',
          'health is sliding',
          'health is slipping',
          'health going down',
          'health is going down',
          'declining health',
          'falling health',
          'dropping health',
          'sinking health',
          'worsening health',
          'deteriorating health',
        ),
      ],
      sql: (c) => {
        const slope = c.field('health_slope')
        const least = setNumber(c.settings.health.trendPoints)
        return sql`case when ${slope} > ${least} then 'improving' when ${slope} < -${least} then 'declining'
          when ${slope} is not null then 'steady' end`
      },
      phrases: { nouns: ['trend', 'health direction', 'direction of health'] },
    },
  ),
]

export const usageMeasures: Field[] = [
  derived(
    'active_users',
    'Active users',
    'number',
    ({ usage }) =>
      `Distinct contacts with events in the last ${usage.windowDays} days, where the account has a per-user feed; else the highest active users of one feature.`,
    {
      unit: 'users',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => sql`case when ${of(c, 'feed', 'present')} then coalesce(${of(c, 'people', 'active')}, 0)
        else ${of(c, 'usage', 'widest')} end`,
      phrases: {
        nouns: ['active user', 'monthly active user', 'mau', 'users'],
        adjectives: [
          {
            words: [
              'unused',
              'zombie',
              'inactive users',
              'no active users',
              'without active users',
              'no logins',
              'not logged in',
              'not logging in',
              'nobody logs in',
              'nobody is logging in',
              'not using it',
              'not using us',
              'not using the product',
              'no usage',
              'without usage',
            ],
            where: {
              or: [
                { field: 'active_users', op: 'eq', value: 0 },
                { field: 'active_users', op: 'is_null' },
              ],
            },
          },
        ],
      },
    },
  ),
  derived(
    'adoption',
    'Adoption',
    'number',
    ({ usage }) => `Active users of the last ${usage.windowDays} days ÷ seats, uncapped.`,
    {
      unit: 'ratio',
      dated: true,
      better: 'high',
      implicitFor: 'percent',
      evidence: ['active_users', 'seats'],
      sql: (c) => sql`${c.field('active_users')}::float8 / nullif(${column(c.row, 'seats')}, 0)`,
      phrases: {
        nouns: [
          'adoption rate',
          'seat usage',
          'seat utilisation',
          'seat utilization',
          'utilisation',
          'utilization',
          'seats active',
          'active seats',
          'licence usage',
          'license usage',
        ],
        superlatives: { high: ['best adopted', 'most adopted'], low: ['least adopted', 'worst adopted'] },
      },
    },
  ),
  derived(
    'events_28d',
    'Events in 28 days',
    'number',
    ({ usage }) => `Usage events of the last ${usage.windowDays} days, all features.`,
    {
      unit: 'events',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => of(c, 'usage', 'events'),
      phrases: { nouns: ['usage', 'product usage', 'usage events', 'usage volume', 'activity volume'] },
    },
  ),
  derived(
    'usage_change',
    'Usage change',
    'number',
    ({ usage: { windowDays } }) =>
      `Events of the last ${windowDays} days ÷ events of the ${windowDays} days before − 1, all features.`,
    {
      unit: 'ratio',
      dated: true,
      better: 'high',
      sql: (c) => {
        const before = of(c, 'usage', 'events_before')
        // One division, so that a fall of exactly a fifth is −0.2: of 80 / 100 − 1 a rounding would be left.
        return sql`(coalesce(${of(c, 'usage', 'events')}, 0) - ${before})::float8 / nullif(${before}, 0)`
      },
      phrases: {
        nouns: [
          'change in usage',
          'usage trend',
          'usage growth',
          'usage drop',
          'usage decline',
          'growth in usage',
          'drop in usage',
        ],
        superlatives: { low: ['biggest usage drop', 'largest usage drop', 'steepest usage drop'] },
      },
    },
  ),
  derived(
    'usage_down',
    'Usage down',
    'boolean',
    (s) => `Usage change of ${percent(s.usage.downAt)} or worse.`,
    {
      dated: true,
      evidence: ['usage_change'],
      sql: (c) => sql`${c.field('usage_change')} <= ${setNumber(c.settings.usage.downAt)}`,
      phrases: {
        adjectives: [
          {
            words: [
              'usage down',
              'usage is down',
              'down in usage',
              'usage falling',
              'usage dropped',
              'usage dropping',
              'falling usage',
              'declining usage',
              'dropping usage',
              'usage declining',
              'usage decline',
              'losing usage',
              'using less',
              'usage fell',
              'usage is falling',
              'usage is dropping',
              'usage is declining',
              'usage is tanking',
              'usage tanking',
              'usage tanked',
              'usage cratered',
              'usage is cratering',
              'usage fell off',
              'usage dropped off',
              'usage is sinking',
              'sinking usage',
              'shrinking usage',
              'usage is shrinking',
              'using us less',
              'use us less',
              'using it less',
              'disengaging',
              'engagement is dropping',
            ],
            where: { field: 'usage_down', op: 'eq', value: true },
          },
        ],
      },
    },
  ),
  derived(
    'power_users',
    'Power users',
    'number',
    ({ usage }) =>
      `Contacts of the per-user feed at or above the ${Math.round(100 * usage.powerUserShare)}th percentile of their account’s ${usage.windowDays}-day events, with at least ${usage.powerUserDays} active days.`,
    {
      unit: 'users',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'users')}, 0)`,
      phrases: { nouns: ['number of power users', 'power user count'] },
    },
  ),
  derived(
    'declining_users',
    'Declining users',
    'number',
    ({ usage }) =>
      `Contacts whose ${usage.windowDays}-day events are at most ${usage.decliningTo === 0.5 ? 'half' : percent(usage.decliningTo)} of the ${usage.windowDays} days before, which were at least ${usage.decliningFrom}.`,
    {
      unit: 'users',
      dated: true,
      better: 'low',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'falling', 'users')}, 0)`,
      phrases: { nouns: ['number of declining users', 'declining user count'] },
    },
  ),
]
