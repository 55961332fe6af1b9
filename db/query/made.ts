/** Columns made from another column of the answer: its share of the whole, its rank, its running total. */
import { sql, type SQL } from 'drizzle-orm'
import { inSentence } from './print.ts'
import type { MadeColumn } from './query.ts'
import { refusal, under } from './refuse.ts'
import type { ResultColumn } from './result.ts'

/** The column that another is made from. */
export type Source = { column: ResultColumn; adds: boolean }
/** `partition` holds what a whole is told apart by; `order` is the order of the answer. */
export type Whole = { partition: SQL[]; order: SQL }

export const keyOfMade = ({ make, of, as }: MadeColumn): string => as ?? `${make}_${of}`

const numeric = ['number', 'money']
const labels = { share: 'Share of', rank: 'Rank by', running: 'Running', ratio: 'Ratio of' }
const numberOf = { share: 'share of a whole', running: 'running total', ratio: 'ratio', rank: 'rank' }

/** One figure divided by another: of two of a kind a ratio, else an amount per the other. */
export function ratioOf(given: MadeColumn, of: Source, to: Source, path: string): ResultColumn {
  for (const { column } of [of, to])
    if (!numeric.includes(column.type))
      throw refusal(path, `a ${column.type} has no ratio.`, 'Name a number.')
  const alike = of.column.type === to.column.type
  return {
    ...(alike ? { type: 'number', unit: 'ratio' } : of.column),
    key: keyOfMade({ ...given, of: of.column.key }),
    label: given.as ? labelOf(given.as) : `${of.column.label} per ${inSentence(to.column.label)}`,
  }
}

const labelOf = (as: string): string => `${as.charAt(0).toUpperCase()}${as.slice(1)}`.replaceAll('_', ' ')

export function madeOf(
  given: MadeColumn,
  source: Source,
  path: string,
): { column: ResultColumn; adds: boolean } {
  const { make: kind, dir, dense } = given
  const { column } = source
  if (kind === 'ratio' || given.to !== undefined)
    throw refusal(
      under(path, kind === 'ratio' ? 'make' : 'to'),
      'only figures have a ratio, of one to another.',
    )
  if (kind !== 'rank' && (dir !== undefined || dense !== undefined))
    throw refusal(
      under(path, dir === undefined ? 'dense' : 'dir'),
      `only a rank has it, and this is a ${kind === 'share' ? 'share' : 'running total'}.`,
    )
  const ranked = [...numeric, 'date', 'time']
  if (!(kind === 'rank' ? ranked : numeric).includes(column.type))
    throw refusal(
      under(path, 'of'),
      `a ${column.type} has no ${kind === 'running' ? 'running total' : kind}.`,
      'Name a number.',
    )
  if (kind !== 'rank' && !source.adds)
    throw refusal(
      under(path, 'of'),
      `${inSentence(column.label)} does not add up, so it has no ${numberOf[kind]}.`,
      'Name a count or a sum; averages, ratios and scores have ranks only.',
    )
  const key = keyOfMade({ ...given, of: column.key })
  const label = given.as ? labelOf(given.as) : `${labels[kind]} ${inSentence(column.label)}`
  if (kind === 'rank') return { column: { key, label, type: 'number' }, adds: false }
  if (kind === 'share') return { column: { key, label, type: 'number', unit: 'ratio' }, adds: true }
  return { column: { ...column, key, label }, adds: false }
}

export function madeSql(given: MadeColumn, value: SQL, { partition, order }: Whole): SQL {
  const by = partition.length > 0 ? sql`partition by ${sql.join(partition, sql`, `)}` : sql``
  if (given.make === 'share') return sql`(${value}::float8 / nullif(sum(${value}::float8) over (${by}), 0))`
  if (given.make === 'rank') {
    const how = sql.raw(given.dense ? 'dense_rank' : 'rank')
    const dir = sql.raw(given.dir ?? 'desc')
    return sql`(case when ${value} is not null then ${how}() over (${by} order by ${value} ${dir} nulls last) end)::float8`
  }
  return sql`coalesce(sum(${value}::float8) over (${by} order by ${order} rows unbounded preceding), 0)`
}
