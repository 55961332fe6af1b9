/** Health for a workspace that brings no scores: weighted, time-decayed measures, each component and its reason shown. */
import { sql, type SQL } from 'drizzle-orm'
import { derived, of } from '../fields.ts'
import type { Field, FieldContext, ObjectType } from '../types.ts'

/** One component: 0–100, or none where there is nothing to tell it from; none does not count. */
type Component = {
  label: string
  weight: number
  score: (c: FieldContext) => SQL
  reason: (c: FieldContext) => SQL
}

const within = (low: number, value: SQL, high: number) =>
  sql`least(${sql.raw(String(high))}, greatest(${sql.raw(String(low))}, ${value}))`
const whole = (value: SQL) => sql`trim_scale(round((${value})::numeric))`

const components: Component[] = [
  {
    label: 'usage',
    weight: 0.3,
    // Six tenths for how many use it, four for where it is heading: −50 % is none of them, +50 % all.
    score: (
      c,
    ) => sql`case when ${c.field('adoption')} is not null or ${c.field('usage_change')} is not null then
      60 * least(1, coalesce(${c.field('adoption')}, 0.5)) + 40 * (0.5 + ${within(-0.5, sql`coalesce(${c.field('usage_change')}, 0)`, 0.5)}) end`,
    reason: (c) => sql`'adoption ' || coalesce(${whole(sql`100 * ${c.field('adoption')}`)} || ' %', 'unknown')
      || ', usage ' || coalesce(${whole(sql`100 * ${c.field('usage_change')}`)} || ' %', 'unknown')`,
  },
  {
    label: 'engagement',
    weight: 0.2,
    // Halves with every 30 days without touch.
    score: (c) => sql`coalesce(100 * 0.5 ^ (${c.field('days_since_touch')} / 30.0), 0)`,
    reason: (c) =>
      sql`coalesce('last touch ' || ${c.field('days_since_touch')} || ' days ago', 'never in touch')`,
  },
  {
    label: 'support',
    weight: 0.15,
    score: (c) => sql`greatest(0, 100 - 15 * ${c.field('open_tickets')} - 20 * ${c.field('urgent_tickets')})`,
    reason: (c) =>
      sql`${c.field('open_tickets')} || ' open tickets, ' || ${c.field('urgent_tickets')} || ' urgent'`,
  },
  {
    label: 'sentiment',
    weight: 0.15,
    score: (c) => sql`50 + 50 * ${of(c, 'mood', 'faded')}`,
    reason: (c) =>
      sql`'sentiment ' || coalesce(trim_scale(round((${of(c, 'mood', 'faded')})::numeric, 2))::text, 'unknown')`,
  },
  {
    label: 'relationship',
    weight: 0.1,
    score: (c) => c.field('multithreading'),
    reason: (c) => sql`'multithreading ' || ${whole(c.field('multithreading'))}`,
  },
  {
    label: 'voice',
    weight: 0.1,
    score: (c) => sql`10 * ${c.field('nps')}`,
    reason: (c) =>
      sql`'NPS ' || coalesce(trim_scale(round((${c.field('nps')})::numeric, 1))::text, 'unknown')`,
  },
]

const said = components.map(({ label, weight }) => `${label} ${Math.round(100 * weight)} %`).join(', ')
const description =
  `Computed, for the workspace brings no scores: the weighted mean of ${said}, each 0–100 as of the last days with older ` +
  'evidence fading; a component without evidence does not count, and an account that was neither used nor touched has none.'

function score(c: FieldContext): SQL {
  const parts = components.map((each) => ({
    weight: sql.raw(String(each.weight)),
    score: sql`(${each.score(c)})::float8`,
  }))
  const sum = (terms: SQL[]) => sql.join(terms, sql` + `)
  const weighted = sum(parts.map((part) => sql`coalesce(${part.weight} * ${part.score}, 0)`))
  const weights = sum(
    parts.map((part) => sql`case when ${part.score} is not null then ${part.weight} else 0 end`),
  )
  return sql`case when ${c.field('days_since_touch')} is not null or ${c.field('adoption')} is not null
    then round(((${weighted}) / (${weights}))::numeric)::float8 end`
}

const list = (c: FieldContext): SQL => {
  const rows = components.map(
    (each) =>
      sql`(${each.label}::text, ${sql.raw(String(each.weight))}, (${each.score(c)})::float8, ${each.reason(c)})`,
  )
  return sql`array(select p.label || ' ' || ${whole(sql`p.score`)} || ' (' || p.reason || ')'
    from (values ${sql.join(rows, sql`, `)}) p (label, weight, score, reason) where p.score is not null order by p.weight * (100 - p.score) desc, p.label)`
}

/** The days between the two scores that a computed trend is drawn through. */
const trendDays = 60

const computed: Record<string, (field: Field) => Field> = {
  health: (field) => ({
    ...field,
    description,
    evidence: ['health_components', 'health_band', 'health_trend'],
    sql: score,
  }),
  health_scored_on: (field) => ({
    ...field,
    sql: (c) => sql`case when ${c.field('health')} is not null then ${c.day} end`,
  }),
  health_slope: (field) => ({
    ...field,
    description: `Points in 30 days, from the computed health ${trendDays} days ago to today.`,
    sql: (c) =>
      sql`(${c.field('health')} - ${c.earlier(trendDays).field('health')}) / ${sql.raw(String(trendDays / 30))}`,
  }),
}

export const withComputedHealth = (account: ObjectType): ObjectType => ({
  ...account,
  fields: [
    ...account.fields.map((field) => computed[field.key]?.(field) ?? field),
    derived(
      'health_components',
      'Health components',
      'list',
      'What the computed health is made of, what costs most first.',
      {
        dated: true,
        sql: list,
        phrases: { nouns: ['health component', 'health reasons', 'why this health', 'health breakdown'] },
      },
    ),
  ],
})
