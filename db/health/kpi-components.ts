/** A workspace's KPIs as components of health: where a value lies between the ends of its range, in its direction. */
import { sql } from 'drizzle-orm'
import { of, setNumber as n } from '../catalogue/fields.ts'
import type { Part } from '../catalogue/types.ts'
import type { kpiDefinitions } from '../schema/tables.ts'
import type { Component } from './component.ts'

export type Kpi = typeof kpiDefinitions.$inferSelect
type Ranged = Kpi & { low: number; high: number }

/** Only a KPI with a range can be told good from bad. */
export const isRanged = (kpi: Kpi): kpi is Ranged =>
  kpi.low !== null && kpi.high !== null && kpi.low !== kpi.high

const newest = (key: string): Part => ({
  key: 'account_id',
  each: ({ day, workspace, of: account }) => sql`
    select x.value, x."on" as last_on from kpis x
    where x.workspace_id = ${workspace} and x.account_id = ${account} and x.key = ${key}::text and x."on" <= ${day}
    order by x."on" desc limit 1`,
})

/** So many digits that a hundredth of the range shows. */
const digitsOf = (span: number) => Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(span))))

export function kpiComponent(kpi: Ranged): Component {
  const { key, label, unit } = kpi
  const part = `health ${key}`
  const [least, most] = [Math.min(kpi.low, kpi.high), Math.max(kpi.low, kpi.high)]
  // The end that scores 0, and the one that scores 100.
  const [bad, good] = kpi.direction === 'down' ? [most, least] : [least, most]
  const measured = unit ? ` ${unit}` : ''
  const digits = digitsOf(most - least)
  const print = (value: number) => `${String(Number(value.toFixed(digits))).replace('-', '−')}${measured}`
  const scoreOf = (value: number) => Math.max(0, Math.min(100, (100 * (value - bad)) / (good - bad)))
  return {
    key: `kpi ${key}`,
    label,
    weight: ({ health }) => health.kpiWeights[key] ?? kpi.weight ?? 1,
    // LEAST and GREATEST pass over a null, which here is no value at all.
    score: (c) => sql`case when ${of(c, part, 'value')} is not null then
      least(100, greatest(0, 100 * (${of(c, part, 'value')} - ${n(bad)}) / ${n(good - bad)})) end`,
    age: (c) => sql`coalesce(${c.day} - ${of(c, part, 'last_on')}, 0)`,
    reason: (c) =>
      sql`trim_scale(round((${of(c, part, 'value')})::numeric, ${digits}::int)) || ${measured}::text || ' on ' || ${of(c, part, 'last_on')}`,
    inputs: { value: (c) => of(c, part, 'value') },
    scoreOf: ({ value = null }) => scoreOf(value ?? bad),
    reach: ({ value = null }, score, side) => {
      if (score < 0 || score > 100) return null
      const exact = bad + (score / 100) * (good - bad)
      const step = 10 ** -digits
      // Rounded towards the end that it has to move to, so that it does not fall short.
      const rounds = (side === 'up') === good > bad ? Math.ceil : Math.floor
      const rounded = rounds(exact / step - (rounds === Math.ceil ? 1e-9 : -1e-9)) * step
      const to = side === 'up' && scoreOf(rounded) < score ? exact : rounded
      return { inputs: { value: to }, words: `${label} from ${print(value ?? 0)} to ${print(to)}` }
    },
    parts: { [part]: newest(key) },
  }
}
