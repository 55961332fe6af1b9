/** Computed health as SQL: each component's score, age and weight worked out once a row and day, and their weighted mean. */
import { sql, type SQL } from 'drizzle-orm'
import { of, setNumber as n } from '../catalogue/fields.ts'
import type { FieldContext, Part } from '../catalogue/types.ts'
import type { Component } from './component.ts'

export const computedPart = 'computed health'

const joined = (terms: SQL[], by: SQL) => sql.join(terms, by)
const commas = (terms: SQL[]) => joined(terms, sql`, `)
const plus = (terms: SQL[]) => (terms.length > 0 ? joined(terms, sql` + `) : sql`0`)
const name = (letter: string, at: number) => sql.raw(`${letter}${at}`)

/**
 * Columns: `s0…` scores (null without evidence), `a0…` ages, `w0…` weights after fading (null likewise), `score`,
 * `confidence`. OFFSET 0 keeps Postgres from putting the inner expressions wherever the outer ones name them.
 */
export const computedHealth = (components: readonly Component[]): Part => ({
  key: 'id',
  own: (c) => {
    const { halfLifeDays } = c.settings.health
    const all = components.reduce((sum, component) => sum + component.weight(c.settings), 0)
    const scores = components.map(
      (component, at) =>
        sql`(${component.score(c)})::float8 as ${name('s', at)}, (${component.age(c)})::float8 as ${name('a', at)}`,
    )
    const weights = components.map(
      (
        component,
        at,
      ) => sql`case when k.${name('s', at)} is not null and k.known then ${n(component.weight(c.settings))}
        * power(0.5::float8, least(1000, greatest(0, k.${name('a', at)}) / ${n(halfLifeDays)})) end as ${name('w', at)}`,
    )
    const sum = plus(components.map((_, at) => sql`coalesce(m.${name('w', at)}, 0)`))
    const weighted = plus(
      components.map((_, at) => sql`coalesce(m.${name('w', at)} * m.${name('s', at)}, 0)`),
    )
    return sql`select h.*, case when h.total > 0 then h.weighted / h.total end as score,
        case when h.known then h.total / nullif(${n(all)}, 0) end as confidence
      from (select m.*, ${sum} as total, ${weighted} as weighted from (
        select k.*, ${commas(weights)} from (select ${commas([...scores, sql`${isKnown(components, c)} as known`])} offset 0) k offset 0
      ) m offset 0) h offset 0`
  },
})

/** An account that was neither used nor touched has no health, however few tickets it opened. KPIs speak for themselves. */
const isKnown = (components: readonly Component[], c: FieldContext): SQL => {
  const measured = components.some((component) => component.key === 'usage')
  if (!measured) return sql`true`
  return sql`(${c.field('days_since_touch')} is not null or ${c.field('adoption')} is not null)`
}

/** "usage 16 (adoption 20 %, usage -40 %)", what costs most first. */
export function componentList(components: readonly Component[], c: FieldContext): SQL {
  const rows = components.map(
    (component, at) =>
      sql`(${component.label}::text, ${of(c, computedPart, `w${at}`)}, ${of(c, computedPart, `s${at}`)}, ${component.reason(c)})`,
  )
  return sql`array(select p.label || ' ' || trim_scale(round(p.score::numeric)) || ' (' || p.reason || ')'
    from (values ${commas(rows)}) p (label, weight, score, reason)
    where p.weight is not null order by p.weight * (100 - p.score) desc, p.label)`
}

export function missingList(components: readonly Component[], c: FieldContext): SQL {
  const rows = components.map(
    (component, at) =>
      sql`(${at}::int, ${component.label}::text, ${of(c, computedPart, `w${at}`)}, ${n(component.weight(c.settings))})`,
  )
  return sql`array(select p.label from (values ${commas(rows)}) p (place, label, weight, share)
    where p.weight is null and p.share > 0 order by p.place)`
}
