/** Every calendar unit of a period as a group, with or without rows, for every combination of the other keys that occurs. */
import { sql, type SQL } from 'drizzle-orm'
import type { Clock } from '../contract.ts'
import type { Groups } from './groups.ts'
import { most } from './limits.ts'
import { bucketsOf, closedSpan, type ClosedSpan } from './periods.ts'
import type { ParsedQuery } from './query.ts'
import { refusal, under } from './refuse.ts'

type Fill = { at: number; field: string; span: ClosedSpan; labels: string[]; path: string }

/** The key that is filled, if one is. */
export function fillOf(query: ParsedQuery, clock: Clock): Fill | null {
  const filled = (query.groupBy ?? []).flatMap((each, at) =>
    typeof each === 'object' && each.fill ? [{ ...each, period: each.fill, at }] : [],
  )
  const [key, second] = filled
  if (!key) return null
  if (second) throw refusal(under(under('groupBy', second.at), 'fill'), 'only one key can be filled.')
  const path = under(under('groupBy', key.at), 'fill')
  const span = closedSpan(key.period, clock, path)
  const buckets = bucketsOf(span, key.by ?? 'day', clock.fiscalYearStart, most.buckets, path)
  return { at: key.at, field: key.field, span, labels: buckets.map(({ label }) => label), path }
}

/** A group that has no rows has its figures as they are over none. */
export function filled(groups: Groups, { at, labels }: Pick<Fill, 'at' | 'labels'>): Groups {
  const { keys, firsts, figures } = groups
  const place = firsts[at] ?? 0
  const parts = keys.flatMap((key, n) => key.parts.map((_, part) => (firsts[n] ?? 0) + part))
  const others = parts.filter((part) => part !== place)
  const own = (part: number): SQL => sql.raw(`k.g${part}`)
  const combination = sql`jsonb_build_array(${sql.join(
    others.map((part) => sql.raw(`i.g${part}`)),
    sql`, `,
  )})`
  const columns = [
    ...parts.map((part) => sql`${part === place ? sql`b.label` : own(part)} as ${sql.raw(`g${part}`)}`),
    ...figures.map(({ name, empty }) => {
      const figure = sql.raw(`i.${name}`)
      return sql`${empty === 0 ? sql`coalesce(${figure}, 0)` : figure} as ${sql.raw(name)}`
    }),
  ]
  // Money kept apart by a currency that nobody asked for, and no money: the units still stand.
  const isAlone = keys.length === 1 + groups.added.length
  const join = isAlone ? sql`left join` : sql`join`
  const shared = others.length > 0 ? sql.raw(others.map((part) => `i.g${part}`).join(', ')) : sql`1`
  return {
    ...groups,
    sql: sql`with i as materialized (select i.*, ${combination} as combination from (${groups.sql}) i)
      select ${sql.join(columns, sql`, `)}
      from unnest(array[${sql.join(
        labels.map((label) => sql`${label}::text`),
        sql`, `,
      )}]) b (label)
      ${join} (select distinct on (i.combination) i.combination, ${shared} from i) k on true
      left join i on i.${sql.raw(`g${place}`)} = b.label and i.combination = k.combination`,
  }
}
