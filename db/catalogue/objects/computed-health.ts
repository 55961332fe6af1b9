/** The account's health by where it comes from: the workspace's scores, or weighted components whose evidence fades, each with its reason. */
import { sql, type SQL } from 'drizzle-orm'
import type { HealthBasis } from '../../health/basis.ts'
import { componentList, computedHealth, computedPart, missingList } from '../../health/computed.ts'
import type { Settings } from '../../settings.ts'
import { derived, of } from '../fields.ts'
import type { Field, FieldContext, ObjectType } from '../types.ts'
import { overridden, overrideParts } from './health-override.ts'

/** What scores that are imported are made of. */
export const scoreComponents = ['usage', 'engagement', 'support', 'sentiment', 'relationship', 'commercial']

/** A computed trend is drawn through two days, two thirds of its window apart: as a line through three of them would be. */
const lagOf = ({ health }: Settings) => Math.max(1, Math.round((health.trendDays * 2) / 3))

const computedSlope = (c: FieldContext): SQL => {
  const lag = lagOf(c.settings)
  return sql`((${of(c, computedPart, 'score')} - ${of(c.earlier(lag), computedPart, 'score')}) / ${lag / 30}::float8)`
}

const imported = (c: FieldContext) => of(c, 'health', 'score')
const computed = (c: FieldContext) => of(c, computedPart, 'score')

/** The value by where the account's health comes from. */
const either = (basis: HealthBasis, c: FieldContext, ofScore: SQL, ofComponents: () => SQL): SQL => {
  if (basis.from === 'imported') return ofScore
  if (basis.from === 'computed') return ofComponents()
  return sql`case when ${imported(c)} is not null then ${ofScore} else ${ofComponents()} end`
}

function healthWords({ from, components }: HealthBasis, settings: Settings): string {
  if (from === 'imported') return 'The newest health score on or before the day, 0–100; none without a score.'
  const all = components.reduce((sum, component) => sum + component.weight(settings), 0)
  const shares = components.map(
    (component) => `${component.label} ${Math.round((100 * component.weight(settings)) / all)} %`,
  )
  const isMeasured = components.some(({ key }) => key === 'usage')
  const whose =
    from === 'computed'
      ? 'Computed, for the workspace brings no scores'
      : 'The newest health score on or before the day; of an account without one computed'
  return (
    `${whose}: the weighted mean of ${shares.join(', ')}, each 0–100 as of the day. Evidence loses half of its weight in ` +
    `${settings.health.halfLifeDays} days; a component without evidence does not count` +
    (isMeasured ? ', and an account that was neither used nor touched has none.' : '.')
  )
}

const listOfScore = (c: FieldContext): SQL => {
  const rows = scoreComponents.map((key, at) => sql`(${at}::int, ${key}::text, ${of(c, 'health', key)})`)
  return sql`array(select p.label || ' ' || trim_scale(round(p.score::numeric)) from (values ${sql.join(rows, sql`, `)})
    p (place, label, score) where p.score is not null order by p.score, p.place)`
}

const missingOfScore = (c: FieldContext): SQL => {
  const rows = scoreComponents.map((key, at) => sql`(${at}::int, ${key}::text, ${of(c, 'health', key)})`)
  return sql`(case when ${imported(c)} is not null then array(select p.label from (values ${sql.join(rows, sql`, `)})
    p (place, label, score) where p.score is null order by p.place) end)`
}

function ownFields(basis: HealthBasis): Field[] {
  return [
    derived(
      'health_components',
      'Health components',
      'list',
      'What the health is made of, each component 0–100 with its reason, what costs most first.',
      {
        dated: true,
        sql: (c) => either(basis, c, listOfScore(c), () => componentList(basis.components, c)),
        phrases: { nouns: ['health component', 'health reasons', 'why this health', 'health breakdown'] },
      },
    ),
    derived(
      'health_confidence',
      'Health confidence',
      'number',
      ({ health }) =>
        `How far a computed health can be trusted: the share of its weight that has evidence, which loses half of its weight in ${health.halfLifeDays} days; none for a score that was imported.`,
      {
        unit: 'ratio',
        dated: true,
        better: 'high',
        evidence: ['health_missing'],
        sql: (c) => either(basis, c, sql`null::float8`, () => of(c, computedPart, 'confidence')),
        phrases: { nouns: ['confidence of health', 'confidence in health', 'health score confidence'] },
      },
    ),
    derived(
      'health_missing',
      'Missing from health',
      'list',
      'The components of health that have no evidence.',
      {
        dated: true,
        sql: (c) => either(basis, c, missingOfScore(c), () => missingList(basis.components, c)),
        phrases: { nouns: ['missing health component', 'missing health data', 'health gaps'] },
      },
    ),
  ]
}

function byBasis(field: Field, basis: HealthBasis): Field {
  if (field.key === 'health') {
    const words = (settings: Settings) => ({ description: healthWords(basis, settings) })
    return {
      ...field,
      tuned: words,
      evidence: ['health_components', 'health_missing', 'health_confidence', 'health_band', 'health_trend'],
      sql: (c) =>
        basis.from === 'both'
          ? sql`coalesce(${imported(c)}, ${computed(c)})`
          : either(basis, c, imported(c), () => computed(c)),
    }
  }
  if (field.key === 'health_scored_on')
    return {
      ...field,
      sql: (c) =>
        either(
          basis,
          c,
          of(c, 'health', 'scored_on'),
          () => sql`case when ${computed(c)} is not null then ${c.day} end`,
        ),
    }
  if (field.key === 'health_slope')
    return {
      ...field,
      tuned: (settings) => ({
        description:
          basis.from === 'computed'
            ? `Points in 30 days, from the computed health ${lagOf(settings)} days ago to the day’s.`
            : `${field.tuned?.(settings).description ?? field.description} Of an account whose health is computed, from ${lagOf(settings)} days ago to the day.`,
      }),
      sql: (c) => either(basis, c, of(c, 'trend', 'slope'), () => computedSlope(c)),
    }
  return field
}

export function withHealth(account: ObjectType, basis: HealthBasis): ObjectType {
  const fields =
    basis.from === 'imported' ? account.fields : account.fields.map((field) => byBasis(field, basis))
  return {
    ...account,
    fields: overridden([...fields, ...ownFields(basis)]),
    parts: {
      ...account.parts,
      ...overrideParts,
      ...(basis.from !== 'imported' && { [computedPart]: computedHealth(basis.components) }),
      ...Object.fromEntries(basis.components.flatMap(({ parts = {} }) => Object.entries(parts))),
    },
  }
}
