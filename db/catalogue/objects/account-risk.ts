/** The account's risk and how likely it is to renew, each defined once as DOMAIN.md has it, with its reasons. */
import { sql, type SQL } from 'drizzle-orm'
import type { Settings } from '../../settings.ts'
import { choice, column, derived, of, percent, setDays, setNumber as n, words, crossed } from '../fields.ts'
import type { Field, FieldContext } from '../types.ts'
import { saidOfRisk, willLeave } from '../words/risk.ts'

/** One input of the risk score: its points, and the words that give the evidence. */
type RiskInput = { points: SQL; evidence: SQL }

/** A number as evidence prints it: at most so many digits behind the point, without trailing zeros. */
const short = (value: SQL, digits = 0) =>
  sql`trim_scale(round((${value})::numeric, ${sql.raw(String(digits))}))`

/** Points of the first step that a renewal in so many days is within. */
const renewalPoints = (days: SQL, steps: Settings['risk']['renewal']): SQL =>
  steps.length === 0
    ? sql`0`
    : sql`case ${sql.join(
        [...steps]
          .sort((a, b) => a.days - b.days)
          .map((step) => sql`when ${days} <= ${setDays(step.days)} then ${n(step.points)}`),
        sql` `,
      )} else 0 end`

function riskInputs(c: FieldContext): RiskInput[] {
  const { field, settings } = c
  const { risk } = settings
  const health = field('health')
  const touch = field('days_since_touch')
  const usage = field('usage_change')
  const renewal = sql`(${column(c.row, 'renewal_date')} - ${c.day})`
  return [
    {
      points: sql`case when ${health} is null then ${n(risk.noHealth)} else ${n(risk.health)} * (100 - ${health}) / 100 end`,
      evidence: sql`case when ${health} is null then 'no health score' else 'health ' || ${short(health)} || ' of 100' end`,
    },
    {
      points: sql`case when ${field('health_trend')} = 'declining' then ${n(risk.declining)}
        when ${field('health_trend')} = 'improving' then 0 else ${n(risk.steady)} end`,
      evidence: sql`case when ${field('health_slope')} is null then 'no health trend'
        else 'health ' || ${field('health_trend')} || ' (' || ${short(field('health_slope'), 1)} || ' points in 30 days)' end`,
    },
    {
      points: sql`case when ${usage} <= ${n(settings.usage.downAt)} then ${n(risk.usageDown)}
        when ${usage} <= ${n(risk.usageSlippingAt)} then ${n(risk.usageSlipping)} else 0 end`,
      evidence: sql`'usage ' || ${short(sql`100 * ${usage}`)} || ' % against the ' || ${setDays(settings.usage.windowDays)} || ' days before'`,
    },
    {
      // A mean of three times −0.2 is below −0.2 by a rounding alone.
      points: sql`case when round(${field('sentiment')}::numeric, 9) < ${n(risk.moodUnder)} then ${n(risk.mood)}
        when round(${field('sentiment')}::numeric, 9) < ${n(risk.lowMoodUnder)} then ${n(risk.lowMood)} else 0 end`,
      evidence: sql`'sentiment ' || ${short(field('sentiment'), 2)} || ' over ' || ${setDays(settings.sentiment.windowDays)} || ' days'`,
    },
    {
      points: sql`case when ${field('urgent_tickets')} > 0 then ${n(risk.urgentTicket)} else 0 end`,
      evidence: sql`${field('urgent_tickets')} || ' urgent ticket' || case when ${field('urgent_tickets')} = 1 then '' else 's' end || ' open'`,
    },
    {
      points: sql`case when ${field('open_tickets')} >= ${setDays(risk.openTicketsFrom)} then ${n(risk.openTickets)} else 0 end`,
      evidence: sql`${field('open_tickets')} || ' open tickets'`,
    },
    {
      points: sql`case when ${touch} is null or ${touch} > ${setDays(settings.touch.quietDays)} then ${n(risk.noTouch)} else 0 end`,
      evidence: sql`case when ${touch} is null then 'never in touch' else 'no touch in ' || ${touch} || ' days' end`,
    },
    {
      points: sql`case when ${field('multithreading')} < ${n(settings.multithreading.single)} then ${n(risk.singleThreaded)} else 0 end`,
      evidence: sql`'single-threaded (multithreading ' || ${short(field('multithreading'))} || ')'`,
    },
    {
      points: sql`case when ${field('nps_band')} = 'detractor' then ${n(risk.detractor)}
        when ${field('nps_band')} = 'passive' then ${n(risk.passive)} else 0 end`,
      evidence: sql`'NPS ' || ${short(field('nps'), 1)} || ' (' || ${field('nps_band')} || ')'`,
    },
    {
      points: renewalPoints(renewal, risk.renewal),
      evidence: sql`case when ${renewal} < 0 then 'renewal overdue by ' || -${renewal} || ' days' else 'renews in ' || ${renewal} || ' days' end`,
    },
  ]
}

function riskWords({ risk, usage, touch, multithreading }: Settings): string {
  const renewal = [...risk.renewal]
    .sort((a, b) => a.days - b.days)
    .map(
      ({ days, points }, at) =>
        `${at === 0 ? 'renewal in ' : ''}≤ ${days}${at === 0 ? ' days' : ''} ${points}`,
    )
  const mood = `sentiment < ${String(risk.moodUnder).replace('-', '−')} ${risk.mood}, < ${String(risk.lowMoodUnder).replace('-', '−')} ${risk.lowMood}`
  const slipping = `usage change ≤ ${percent(usage.downAt)} ${risk.usageDown}, ≤ ${percent(risk.usageSlippingAt)} ${risk.usageSlipping}`
  return [
    `Of active accounts: ${risk.health} × (100 − health) ÷ 100 (${risk.noHealth} without a score)`,
    `declining health ${risk.declining}, steady or none ${risk.steady}`,
    slipping,
    mood,
    `an urgent ticket ${risk.urgentTicket}`,
    `${risk.openTicketsFrom} or more open tickets ${risk.openTickets}`,
    `no touch in ${touch.quietDays} days ${risk.noTouch}`,
    `multithreading < ${multithreading.single} ${risk.singleThreaded}`,
    `detractor ${risk.detractor}, passive ${risk.passive}`,
    ...(renewal.length > 0 ? [renewal.join(', ')] : []),
  ].join(' + ')
}

export const ofActive = (c: FieldContext, value: SQL) => sql`case when ${c.field('active')} then ${value} end`
const sum = (terms: SQL[]) => sql`(${sql.join(terms, sql` + `)})::float8`

export const riskMeasures: Field[] = [
  derived('risk_score', 'Risk score', 'number', (s) => `${riskWords(s)}.`, {
    unit: 'points',
    dated: true,
    better: 'low',
    evidence: ['risk', 'risk_reasons'],
    sql: (c) => ofActive(c, sum(riskInputs(c).map((input) => input.points))),
    phrases: {
      nouns: words(
        'risk points|churn risk|churn risk score|churn score|risk|risk rating|risk number|risk index|risk figure|danger score|risk value|churn danger|churn exposure|churn risk points|churn risk rating|risk scoring|how risky|how endangered|how shaky|how wobbly|how likely to churn|how likely to leave|how much at risk|how much danger|danger|danger level|level of danger|danger points|probability of leaving as points|flight risk score|flight risk points|leaving risk|risk of leaving|risk of churn|risk of losing them|degree of risk|amount of risk',
      ),
      superlatives: {
        high: [
          ...words(
            'riskiest|most at risk|most endangered|most in danger|in the most danger|most vulnerable|most exposed|most precarious|most threatened|shakiest|wobbliest|most fragile|most worrying|most worrisome|most alarming|closest to churning|closest to leaving|closest to walking|nearest to churn|highest-risk|highest risk|most risky|in the most trouble|most troubled|in the deepest trouble|hottest risk|most perilous|most critical|closest to the edge|closest to the brink|closest to the exit|closest to the door|nearest to the exit|nearest the door|nearest to leaving|closest to bolting|closest to bailing|most wobbly|most shaky|iffiest|dodgiest|dicey-est|most in jeopardy|in the gravest danger|in the greatest danger|in the biggest danger|most churn-prone|most churny|wobbling most|wobbling the most|worry me the most|worry us the most|worry me most|worry us most',
          ),
          ...crossed('most likely to|likeliest to|most prone to|most apt to', willLeave),
        ],
        low: [
          ...words(
            'safest|least risky|most secure|most solid|least at risk|steadiest|least endangered|least vulnerable|lowest-risk|lowest risk|surest|least exposed|least in danger|least worrying|least threatened|farthest from churning|furthest from churning|furthest from leaving|farthest from leaving|furthest from the exit|firmest|stablest|rock-steadiest',
          ),
          ...crossed('least likely to|unlikeliest to', willLeave),
        ],
      },
    },
  }),
  derived(
    'risk',
    'Risk',
    'enum',
    ({ risk }) =>
      `At risk from a risk score of ${risk.atRisk}, watch from ${risk.watch}, else healthy; of active accounts.`,
    {
      dated: true,
      values: [
        choice('at_risk', 'At risk', ...saidOfRisk.atRisk),
        choice('watch', 'Watch', ...saidOfRisk.watch),
        choice('healthy', 'No risk', ...saidOfRisk.healthy),
      ],
      ladder: { rungs: ['healthy', 'watch', 'at_risk'], worse: 'up' },
      evidence: ['risk_score', 'risk_reasons'],
      sql: (c) => {
        const score = c.field('risk_score')
        return sql`case when ${score} >= ${n(c.settings.risk.atRisk)} then 'at_risk' when ${score} >= ${n(c.settings.risk.watch)} then 'watch'
          when ${score} is not null then 'healthy' end`
      },
      phrases: {
        nouns: crossed(
          'risk|churn risk',
          'level|band|status|category|class|tier|group|bucket|zone|state|colour|color|segment|grade',
        ),
      },
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
        nouns: words(
          'reasons for risk|risk factors|risk drivers|why at risk|risk evidence|risk reason|reasons for the risk|drivers of risk|what drives the risk|what makes them risky|why they are at risk|what puts them at risk|what makes them shaky|what makes them wobble|what makes them wobbly|risk evidence|red flags|alarm signals|alarm signs|danger signs|danger signals|causes for concern|risk causes|causes of risk|risk signals|warning signs',
        ),
      },
    },
  ),
  derived(
    'renewal_likelihood',
    'Renewal likelihood',
    'number',
    ({ renewal: r }) =>
      `100 − risk score, −${r.withoutChampion} without a champion who is still there, −${r.withoutOpportunity} without an open renewal opportunity inside ${r.opportunityDays} days, +${r.sponsorInTouch} with an executive sponsor in touch; between ${r.least} and ${r.most}.`,
    {
      unit: 'percent',
      dated: true,
      better: 'high',
      evidence: ['risk_score', 'risk_reasons'],
      sql: (c) => {
        const { withoutChampion, withoutOpportunity, sponsorInTouch, least, most } = c.settings.renewal
        return ofActive(
          c,
          sql`least(${n(most)}, greatest(${n(least)}, 100 - ${c.field('risk_score')}
        - case when ${of(c, 'relations', 'has_champion')} then 0 else ${n(withoutChampion)} end
        - case when ${of(c, 'renewals', 'open_soon')} > 0 then 0 else ${n(withoutOpportunity)} end
        + case when ${of(c, 'relations', 'sponsor_in_touch')} then ${n(sponsorInTouch)} else 0 end))`,
        )
      },
      phrases: {
        nouns: [
          ...crossed(
            'likelihood|probability|chance|chances|odds|prospects|prospect',
            'to renew|of renewal|of renewing|of a renewal|for renewal',
          ),
          ...crossed(
            'renewal',
            'chance|chances|probability|odds|likelihood|confidence|prospects|forecast|score|prediction|certainty|outlook',
          ),
          ...words(
            'retention probability|retention likelihood|likelihood of retention|likelihood they renew|chance they renew|chances they renew|probability they renew|odds they renew|how likely to renew|how sure to renew|how likely they are to renew|how likely they renew|how sure they are to renew|chance of keeping them|chances of keeping them|odds of keeping them|likelihood of keeping them|probability of keeping them|chance that they renew|chance they stay|chances they stay|likelihood to stay|likelihood of staying|chance of staying|chances of staying|probability of staying|odds of staying|probability to renew|renewal percentage|renewal likeliness|propensity to renew|renewal propensity|renewal probability|renewal odds',
          ),
        ],
        superlatives: {
          high: words(
            'most likely to renew|likeliest to renew|surest to renew|most certain to renew|safest renewal|surest renewal|safest bet|best renewal chance|best chance of renewing|best chances of renewing|best odds of renewing|best renewal odds|highest renewal chance|most likely to stay|likeliest to stay|most likely to re-sign|most likely to sign again|most probable to renew',
          ),
          low: words(
            'least likely to renew|unlikeliest to renew|least certain to renew|shakiest renewal|riskiest renewal|most doubtful renewal|most uncertain renewal|least sure to renew|worst chance of renewing|worst chances of renewing|worst odds of renewing|worst renewal odds|slimmest chance of renewing|slimmest chances of renewing|lowest renewal chance|least likely to stay|least likely to re-sign|least likely to sign again|least probable to renew',
          ),
        },
        grades: {
          high: words(
            'likely to renew|sure to renew|certain to renew|will probably renew|probably renewing|bound to renew|safe bet|sure bet|expected to renew',
          ),
          low: words(
            'unlikely|unlikely to renew|not likely to renew|renewal is unlikely|renewal unlikely|renewal is doubtful|renewal is in doubt|renewal in doubt|renewal is uncertain|renewal looks unlikely|renewal looks shaky|renewal looks doubtful|renewal looks iffy|renewal looks uncertain|renewal is shaky|renewal is iffy|renewal looks bad|doubtful to renew|doubtful renewal|shaky renewal|uncertain renewal',
          ),
        },
      },
    },
  ),
]
