/** Short forms for catalogue entries: stored columns by type, and the SQL of days in the workspace's time zone. */
import { sql, type SQL } from 'drizzle-orm'
import { defaultSettings, type Settings } from '../settings.ts'
import type { EnumValue, Field, FieldContext, Phrases, Relation, ValueType } from './types.ts'

type Rest = Partial<Omit<Field, 'key' | 'label' | 'description' | 'type' | 'sql' | 'origin'>> & {
  /** The column, where it is not named as the key. */
  column?: string
}

/** A column of a row, by the alias of its table. Both come from code, never from a request. */
export const column = (row: string, name: string): SQL => sql.raw(`${row}."${name}"`)

export function stored(
  key: string,
  label: string,
  type: ValueType,
  description: string,
  rest: Rest = {},
): Field {
  const { column: name = key, ...others } = rest
  return {
    ...{ key, label, type, description, origin: 'stored', kept: { column: name } },
    sql: ({ row }) => column(row, name),
    ...others,
  }
}

/** What is said of an entry: the same in each workspace, or as its settings have it. */
type Said<T> = T | ((settings: Settings) => T)
const said = <T>(given: Said<T>, settings: Settings): T =>
  typeof given === 'function' ? (given as (settings: Settings) => T)(settings) : given

type Derived = Partial<
  Omit<Field, 'key' | 'label' | 'description' | 'type' | 'sql' | 'origin' | 'phrases'>
> & {
  sql: (context: FieldContext) => SQL
  phrases?: Said<Phrases>
}
export function derived(
  key: string,
  label: string,
  type: ValueType,
  description: Said<string>,
  { phrases, ...rest }: Derived,
): Field {
  const words = (settings: Settings) => ({
    description: said(description, settings),
    ...(phrases && { phrases: said(phrases, settings) }),
  })
  const isTuned = typeof description === 'function' || typeof phrases === 'function'
  return {
    ...{ key, label, type, origin: 'derived', ...words(defaultSettings) },
    ...(isTuned && { tuned: words }),
    ...rest,
  }
}

/** A setting's number as a bound parameter; its days as a whole one. */
export const setNumber = (value: number): SQL => sql`${value}::float8`
export const setDays = (value: number): SQL => sql`${value}::int`

/** A share as people write it: −20 %. */
export const percent = (value: number): string =>
  `${String(Math.round(value * 1000) / 10).replace('-', '−')} %`

/** A column of a part, by name. */
export const of = (context: Pick<FieldContext, 'part'>, part: string, name: string): SQL =>
  column(context.part(part), name)

export const choice = (key: string, label: string, ...words: string[]): EnumValue => ({
  key,
  label,
  ...(words.length > 0 && { words }),
})

/** Alternatives parted by "|". */
export const words = (alternatives: string): string[] => alternatives.split('|')

/** Every way to say the parts one after the other, each a list of alternatives: "using it" with "less than before". An empty one leaves its part out. */
export const crossed = (...parts: string[]): string[] =>
  parts
    .map(words)
    .reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`.trim())))

type Zoned = { timeZone: string }
/** The moment a day starts (with `add` days later). */
export const startOfDay = (day: SQL, { timeZone }: Zoned, add = 0): SQL =>
  sql`((${day} + ${sql.raw(String(add))})::timestamp at time zone ${timeZone}::text)`

/** The day of a moment. */
export const dayOfMoment = (moment: SQL, { timeZone }: Zoned): SQL =>
  sql`(${moment} at time zone ${timeZone}::text)::date`

/** Moments of the days (day − days, day]: the first is left out, as the domain's windows have it. */
export const inWindow = (moment: SQL, context: Zoned & { day: SQL }, days: number): SQL =>
  sql`${moment} >= ${startOfDay(context.day, context, 1 - days)} and ${moment} < ${startOfDay(context.day, context, 1)}`

/** Moments up to the end of the day. */
export const upTo = (moment: SQL, context: Zoned & { day: SQL }): SQL =>
  sql`${moment} < ${startOfDay(context.day, context, 1)}`

export const hoursBetween = (from: SQL, to: SQL): SQL =>
  sql`(extract(epoch from (${to} - ${from}))::float8 / 3600)`

/** To many: rows of another object that carry this row's id. */
export const owned = (
  key: string,
  label: string,
  to: string,
  nouns: Relation['nouns'] = [],
  foreign = 'account_id',
): Relation => ({
  key,
  label,
  to,
  kind: 'many',
  on: (from, target) => sql`${column(target, foreign)} = ${column(from, 'id')}`,
  nouns,
})

/** To one: the row that this row's column names. */
export const belongsTo = (key: string, label: string, to: string, own: string): Relation => ({
  key,
  label,
  to,
  kind: 'one',
  column: own,
  on: (from, target) => sql`${column(target, 'id')} = ${column(from, own)}`,
})

export const toAccount = belongsTo('account', 'Account', 'account', 'account_id')
