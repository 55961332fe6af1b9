/** The account's risk and how likely it is to renew, each defined once as DOMAIN.md has it, with its reasons. */
import { sql, type SQL } from 'drizzle-orm'
import type { Settings } from '../../settings.ts'
import { choice, column, derived, of, percent, setDays, setNumber as n } from '../fields.ts'
import type { Field, FieldContext } from '../types.ts'

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
      nouns: ['risk points', 'churn risk', 'churn risk score', 'churn score', 'risk'],
      superlatives: {
        high: ['riskiest', 'most at risk', 'most endangered', 'most likely to churn', 'likeliest to churn'],
        low: ['safest', 'least risky', 'least likely to churn', 'most secure'],
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
          'about to leave',
          'about to cancel',
          'about to walk',
          'about to lose',
          'likely to leave',
          'likely to cancel',
          'going to churn',
          'going to leave',
          'might churn',
          'might leave',
          'could churn',
          'could lose',
          'might lose',
          'churning soon',
          'shaky',
          'in the danger zone',
          'danger zone',
          'on fire',
          'burning',
          'vulnerable',
          'in peril',
          'on the brink',
          'on thin ice',
          'on the edge',
          'on the fence',
          'churny',
          'under threat',
          'troubled',
          'critical',
        ),
        choice(
          'watch',
          'Watch',
          'on watch',
          'to watch',
          'medium risk',
          'some risk',
          'on the watch list',
          'watch list',
          'watchlist',
        ),
        choice('healthy', 'No risk', 'low risk', 'safe', 'not at risk', 'secure', 'out of danger'),
      ],
      evidence: ['risk_score', 'risk_reasons'],
      sql: (c) => {
        const score = c.field('risk_score')
        return sql`case when ${score} >= ${n(c.settings.risk.atRisk)} then 'at_risk' when ${score} >= ${n(c.settings.risk.watch)} then 'watch'
          when ${score} is not null then 'healthy' end`
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
