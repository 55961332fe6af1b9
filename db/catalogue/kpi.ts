/** A workspace's KPIs: time series whose newest value on or before the day is the account's, where it lies in its range, and how good that is. */
import { sql } from 'drizzle-orm'
import type { kpiDefinitions } from '../schema/tables.ts'
import { of } from './fields.ts'
import type { EnumValue, Field, Part, Unit } from './types.ts'

type Kpi = typeof kpiDefinitions.$inferSelect

const kpiPart = (key: string): Part => ({
  key: 'account_id',
  columns: { value: 'number' },
  each: ({ day, workspace, of: account }) => sql`
    select x.value from kpis x
    where x.workspace_id = ${workspace} and x.account_id = ${account} and x.key = ${key} and x."on" <= ${day}
    order by x."on" desc limit 1`,
})

const better = { up: 'high', down: 'low' } as const

/** What people write as a unit, as the catalogue's own. */
const unitWords: Record<Unit, string> = {
  percent: '% percent percentage pct',
  ratio: 'ratio share fraction',
  points: 'points point pts pt pp',
  days: 'days day d',
  hours: 'hours hour h hrs hr',
  minutes: 'minutes minute min mins',
  seats: 'seats seat licences licenses',
  users: 'users user people contacts',
  events: 'events event actions clicks logins sessions',
  items: 'items item count # number tickets cases',
  score: 'score',
}
const units = new Map(
  (Object.entries(unitWords) as [Unit, string][]).flatMap(([unit, words]) =>
    words.split(' ').map((word): [string, Unit] => [word, unit]),
  ),
)
const signs: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP' }

/** Money only in the one currency of the workspace: a series has no currency of its own beside the account's. */
function typeOf(unit: string | null, currencies: readonly string[]): Pick<Field, 'type' | 'unit'> {
  const word = unit?.trim() ?? ''
  const [only, ...more] = currencies
  if (only && more.length === 0 && (signs[word] ?? word.toUpperCase()) === only) return { type: 'money' }
  const known = units.get(word.toLowerCase())
  return { type: 'number', ...(known && { unit: known }) }
}

type Ends = { least: number; most: number }
const endsOf = ({ low, high }: Kpi): Partial<Ends> => {
  if (low !== null && high !== null) return { least: Math.min(low, high), most: Math.max(low, high) }
  return { ...(low !== null && { least: low }), ...(high !== null && { most: high }) }
}

function rangeWords({ least, most }: Partial<Ends>): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}`
  return least !== undefined ? `${least} or more` : `${most} or less`
}

const place = (key: string, label: string, ...words: string[]): EnumValue => ({ key, label, words })
const places = [
  place('below', 'Below range', 'under range', 'below target', 'under target', 'too low', 'out of range low'),
  place('within', 'Within range', 'in range', 'on target', 'in the range', 'within target'),
  place('above', 'Above range', 'over range', 'above target', 'over target', 'too high', 'out of range high'),
]

export type KpiKeys = { value: string; status: string; score: string }

/** `keys` are those that nothing else answers to. */
export function kpiEntries(
  kpi: Kpi,
  keys: KpiKeys,
  currencies: readonly string[],
): { fields: Field[]; part: [string, Part] } {
  const name = `kpi ${kpi.key}`
  const ends = endsOf(kpi)
  const { least, most } = ends
  const isRanged = least !== undefined || most !== undefined
  const words = [
    kpi.category ? ` (${kpi.category})` : '',
    kpi.unit ? `, in ${kpi.unit}` : '',
    ': the newest value on or before the day.',
    isRanged ? ` Its range is ${rangeWords(ends)}.` : '',
    kpi.weight === null ? '' : ` Its weight is ${kpi.weight}.`,
    keys.value === kpi.key ? '' : ` It answers to ${keys.value}, for ${kpi.key} is another field’s.`,
  ]
  const value: Field = {
    key: keys.value,
    label: kpi.label,
    ...typeOf(kpi.unit, currencies),
    description: `A measure of this workspace${words.join('')}`,
    origin: 'custom',
    dated: true,
    ...(kpi.direction && { better: better[kpi.direction] }),
    ...(isRanged && { evidence: [keys.status] }),
    sql: (c) => of(c, name, 'value'),
  }
  const fields = [value]
  if (isRanged) fields.push(statusField(kpi, keys, ends))
  if (least !== undefined && most !== undefined && least !== most)
    fields.push(scoreField(kpi, keys, { least, most }))
  return { fields, part: [name, kpiPart(kpi.key)] }
}

function statusField(kpi: Kpi, keys: KpiKeys, ends: Partial<Ends>): Field {
  const { least, most } = ends
  const label = kpi.label.toLowerCase()
  return {
    key: keys.status,
    label: `${kpi.label} status`,
    type: 'enum',
    description: `Where ${label} lies: its range is ${rangeWords(ends)}, both ends within.`,
    origin: 'derived',
    dated: true,
    values: places.filter(({ key }) => key === 'within' || (key === 'below' ? least : most) !== undefined),
    evidence: [keys.value],
    sql: (c) => {
      const value = of(c, `kpi ${kpi.key}`, 'value')
      const below = least === undefined ? sql`` : sql`when ${value} < ${least}::float8 then 'below'`
      const above = most === undefined ? sql`` : sql`when ${value} > ${most}::float8 then 'above'`
      return sql`case ${below} ${above} when ${value} is not null then 'within' end`
    },
    phrases: {
      nouns: [`${label} range`],
      cues: [label],
      adjectives: [
        {
          words: [`${label} out of range`, `${label} off target`],
          where: { field: keys.status, op: 'in', value: ['below', 'above'] },
        },
      ],
    },
  }
}

/** 0 at the worse end of the range, 100 at the better one: up is better unless the definition says down. */
function scoreField(kpi: Kpi, keys: KpiKeys, { least, most }: Ends): Field {
  const [bad, good] = kpi.direction === 'down' ? [most, least] : [least, most]
  return {
    key: keys.score,
    label: `${kpi.label} score`,
    type: 'number',
    unit: 'score',
    better: 'high',
    description: `Where ${kpi.label.toLowerCase()} lies between ${bad} (0) and ${good} (100).`,
    origin: 'derived',
    dated: true,
    evidence: [keys.value],
    sql: (c) =>
      sql`(case when ${of(c, `kpi ${kpi.key}`, 'value')} is not null then least(100, greatest(0,
        100 * (${of(c, `kpi ${kpi.key}`, 'value')} - ${bad}::float8) / ${good - bad}::float8)) end)`,
  }
}
