/** The account's measures of health, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { choice, crossed, derived, of, setNumber, words } from '../fields.ts'
import type { Field } from '../types.ts'
import { fallingForms, risingForms, trendSaid } from '../words/health.ts'
import { bandWords, healthBand, healthBands, healthLadder } from './health-score.ts'

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
        nouns: words(
          'health score|customer health|account health|score|healthscore|health index|health rating|health points|health number|health figure|wellness|shape|condition|pulse|health grade|overall health|health level|health wise|health-wise|how healthy|how fit|how sick',
        ),
        superlatives: {
          high: words(
            'healthiest|best scoring|best health|in the best shape|in best shape|fittest|in the best health',
          ),
          low: words(
            'unhealthiest|sickest|least healthy|worst scoring|worst off|worst health|least well|in the worst shape|in worst shape|sickliest|most unhealthy|poorliest|in the worst health|least fit|in the poorest health',
          ),
        },
      },
    },
  ),
  derived('health_band', 'Health band', 'enum', (s) => `${bandWords(s)}; none without a score.`, {
    dated: true,
    values: healthBands,
    ladder: healthLadder,
    evidence: ['health', 'health_trend', 'health_slope'],
    sql: (c) => healthBand(c.field('health'), c.settings),
    phrases: {
      nouns: words(
        'health colour|health color|colour|color|rag|rag status|health status|band|rag colour|rag color|rag band|traffic light|traffic light colour|traffic light status|health zone|zone|colour band|color band|health category|health class|health bucket|health state|rag rating|colour code|color code|health level',
      ),
      adjectives: [
        {
          words: [
            ...words(
              'yet to get a health score|yet to get a score|yet to be scored|yet to have a health score|still to be scored|still to get a score|waiting for a score|waiting for a health score|awaiting a score|scoreless|unscored|not scored|never scored|unrated|not rated|never rated|score missing|health missing|not assessed|never assessed|health unknown|unknown health|not yet scored|still unscored|grey|gray|rag grey',
            ),
            ...crossed(
              'no|without|without a|without any|missing|missing a|lacking a|have no|has no',
              'health score|score|health|health scores|health rating|health data',
            ),
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
    phrases: {
      nouns: words(
        'score date|last scored|last scored on|date of the score|scoring date|health date|date of the last score|last score date',
      ),
    },
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
        nouns: words(
          'health trend slope|trend slope|rate of change of health|slope|health momentum|health slope|speed of decline|health velocity',
        ),
        superlatives: {
          high: [
            ...crossed(risingForms, '|the', 'fastest|quickest|most|hardest|steepest'),
            ...words(
              'most improved|most improving|fastest improving|fastest recovering|steepest improvement|most recovering|steepest climb|quickest to recover|on the steepest rise',
            ),
          ],
          low: [
            ...crossed(fallingForms, '|the', 'fastest|quickest|most|hardest|steepest'),
            ...words(
              'fastest declining|fastest falling|fastest dropping|fastest sinking|steepest decline|sinking fastest|falling fastest|declining fastest|steepest slide|fastest sliding|fastest worsening|worsening fastest|quickest decline|going downhill fastest|in steepest decline',
            ),
          ],
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
        choice('improving', 'Improving', ...trendSaid.improving),
        choice('steady', 'Steady', ...trendSaid.steady),
        choice('declining', 'Declining', ...trendSaid.declining),
      ],
      sql: (c) => {
        const slope = c.field('health_slope')
        const least = setNumber(c.settings.health.trendPoints)
        return sql`case when ${slope} > ${least} then 'improving' when ${slope} < -${least} then 'declining'
          when ${slope} is not null then 'steady' end`
      },
      phrases: {
        nouns: words(
          'trend|health direction|direction of health|direction|direction of travel|health trajectory|trajectory of health|health development|direction of the score',
        ),
      },
    },
  ),
]
