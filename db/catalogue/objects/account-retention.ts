/** Retention over a portfolio of accounts, and its NPS: what is more than a sum over rows. */
import { sql } from 'drizzle-orm'
import { crossed, of, words } from '../fields.ts'
import { byCount, byValue, growthIn, growthOut, keepingVerbs, losingVerbs } from '../words/keeping.ts'
import type { PortfolioMeasure } from '../types.ts'

const sharesOf = 'share of|percentage of|percent of|% of|proportion of'
const ours = 'our logos|logos|our customers|customers|our accounts|accounts|our clients'

const cohortText =
  'The cohort is the accounts with ARR on the first day; a subsidiary is a customer of its own.'
export const retention: PortfolioMeasure[] = [
  {
    key: 'nrr',
    label: 'NRR',
    description: `Net revenue retention: Σ ARR on the last day ÷ Σ ARR on the first. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`sum(${at('arr', 'end')}) filter (where ${start} > 0) / nullif(sum(${start}) filter (where ${start} > 0), 0)`
    },
    kept: { of: 'money', verbs: keepingVerbs, with: growthIn, must: true },
    phrases: {
      manners: byValue,
      nouns: words(
        'net revenue retention|net retention|net dollar retention|ndr|net revenue retention rate|net retention rate|net arr retention|net recurring revenue retention|net renewal rate|nrr rate|net expansion rate|net retention of revenue|net retention percentage|net retention figure|net dollar retention rate|net arr retention rate|retention net of churn and upsell|retention with upsells|retention including upsells|retention including expansion|retention with expansion|retention including growth|retention with growth|revenue retention including expansion|revenue retention with expansion|revenue retention including upsells|revenue retention with upsells|net of churn and expansion',
      ),
    },
  },
  {
    key: 'grr',
    label: 'GRR',
    description: `Gross revenue retention: Σ of the lesser of ARR on the last and the first day ÷ Σ ARR on the first. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`sum(least(${at('arr', 'end')}, ${start})) filter (where ${start} > 0) / nullif(sum(${start}) filter (where ${start} > 0), 0)`
    },
    refines: 'logo_retention',
    kept: { of: 'money', verbs: keepingVerbs, with: growthOut },
    phrases: {
      manners: byValue,
      nouns: words(
        'gross|gross revenue retention|gross retention|gross dollar retention|gdr|revenue retention|gross retention rate|gross revenue retention rate|gross arr retention|gross renewal rate|grr rate|revenue retention rate|retention without upsells|retention without expansion|retention excluding upsells|retention excluding expansion|retention without growth|retention excluding growth|retention before upsells|retention before expansion|revenue retention without upsells|revenue retention without expansion|revenue retention excluding expansion|gross retention of revenue|gross retention percentage|gross retention figure|gross dollar retention rate|arr retention|dollar retention|money retention|revenue kept|arr kept',
      ),
    },
  },
  {
    key: 'logo_retention',
    label: 'Logo retention',
    description: `The share of the cohort that still has ARR on the last day. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    wholeScope: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`count(*) filter (where ${start} > 0 and ${at('arr', 'end')} > 0)::float8 / nullif(count(*) filter (where ${start} > 0), 0)`
    },
    kept: { of: 'rows', verbs: keepingVerbs },
    phrases: {
      manners: byCount,
      nouns: [
        ...words(
          'customer retention|how good we are at keeping customers|how well we keep customers|how well we keep our customers|how well we hold on to customers|how well we retain customers|customer loyalty rate|loyalty rate|customer keep rate|keep rate|survival rate|customer survival rate|rate of retention|rate at which we keep customers|customer stickiness|retention percentage|share of customers kept|share of customers retained|percentage of customers kept|percentage of customers retained|retention rate|logo retention rate|account retention|retention|customer retention rate|account retention rate|client retention|retention of logos|retention of customers|logo renewal rate|stickiness rate',
        ),
        ...crossed(
          sharesOf,
          ours,
          'did we|have we',
          'keep|retain|hang on to|hold on to|kept|retained|hung on to|held on to',
        ),
        ...crossed(
          sharesOf,
          ours,
          'that|who|',
          'stuck around|stuck with us|stayed|stayed with us|stayed on board|we kept|we retained|we held on to|remained|remained with us|did not leave',
        ),
      ],
    },
  },
  {
    key: 'logo_churn',
    label: 'Logo churn',
    description: `The share of the cohort without ARR on the last day: 1 − logo retention. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'low',
    windowed: true,
    wholeScope: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`1 - count(*) filter (where ${start} > 0 and ${at('arr', 'end')} > 0)::float8 / nullif(count(*) filter (where ${start} > 0), 0)`
    },
    kept: { of: 'rows', verbs: losingVerbs },
    phrases: {
      manners: byCount,
      nouns: [
        ...words(
          'churn rate|customer churn|customer churn rate|logo churn rate|account churn|account churn rate|client churn|attrition rate|customer attrition|logo attrition|loss rate|logo loss rate|customer loss rate|rate of churn|churn percentage|churn ratio|churn figure|churn number|rate of loss|rate at which we lose customers|rate at which customers leave|rate at which customers leave us|speed at which we lose customers|customer turnover|customer turnover rate|bleed rate|leakage|leakage rate|customer leakage|logo leakage|defection rate|drop-out rate|dropout rate|cancellation rate|customer cancellation rate|share of customers lost|percentage of customers lost|proportion of customers lost|share of customers that left|share of customers gone|exit rate|how leaky our bucket is|how leaky is our bucket|how leaky the bucket is|how fast we lose customers|how fast we are losing customers|how many customers we lose in percent|how much of our customer base we lose',
        ),
        ...crossed(sharesOf, ours, 'did we|have we', 'lose|lost'),
        ...crossed(
          sharesOf,
          ours,
          'that|who|',
          'left|left us|churned|walked|walked away|quit|we lost|cancelled|jumped ship',
        ),
      ],
    },
  },
  {
    key: 'cohort_accounts',
    label: 'Accounts at the start',
    description:
      'Accounts with ARR on the first day of the window: the cohort that retention is measured on.',
    type: 'number',
    unit: 'items',
    windowed: true,
    wholeScope: true,
    sql: ({ at }) => sql`count(*) filter (where ${at('arr', 'start')} > 0)`,
    phrases: {
      nouns: words(
        'accounts we started with|customers we started with|customers at the start|starting customers|opening customers|cohort|cohort size|starting accounts|accounts at the start|opening accounts',
      ),
    },
  },
  {
    key: 'cohort_arr',
    label: 'ARR at the start',
    description: 'ARR of all accounts on the first day of the window, from their contracts.',
    type: 'money',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => sql`coalesce(sum(${at('arr', 'start')}), 0)`,
    phrases: {
      nouns: words(
        'opening balance of arr|arr on the first day|starting revenue|opening revenue|revenue at the start|revenue we started with|arr we started with|starting arr|opening arr|arr at the start|arr at the beginning|beginning arr',
      ),
    },
  },
  {
    key: 'cohort_arr_end',
    label: 'ARR of them at the end',
    description: 'ARR on the last day of the window of the accounts that had ARR on the first.',
    type: 'money',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => sql`coalesce(sum(${at('arr', 'end')}) filter (where ${at('arr', 'start')} > 0), 0)`,
    phrases: {
      nouns: words(
        'surviving revenue|retained revenue|revenue that survived|arr that survived|closing revenue|retained arr|ending arr|closing arr|surviving arr',
      ),
    },
  },
  {
    key: 'portfolio_nps',
    label: 'NPS',
    description:
      'Net promoter score: % of promoters (9–10) − % of detractors (0–6) over the newest response of each contact of active accounts, −100 to 100.',
    type: 'number',
    unit: 'points',
    better: 'high',
    windowed: false,
    wholeScope: true,
    sql: (c) =>
      sql`100.0 * sum(${of(c, 'voice', 'promoters')} - ${of(c, 'voice', 'detractors')}) filter (where ${c.field('active')})
        / nullif(sum(${of(c, 'voice', 'responses')}) filter (where ${c.field('active')}), 0)`,
    phrases: {
      nouns: [
        'nps',
        'net promoter score',
        'how likely customers are to recommend us',
        'nps mark',
        'nps rating',
        'nps value',
        'promoter balance',
        'promoters minus detractors',
        'nps reading',
        'nps level',
        'our nps',
        'overall nps',
        'company nps',
        'nps score',
        'nps figure',
        'nps number',
        'net promoter',
        'promoter score',
        'nps result',
      ],
    },
  },
]
