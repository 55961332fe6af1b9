/** What a catalogue entry is: everything that the query, the planners, the page and the docs know of a field, in one value. */
import type { SQL } from 'drizzle-orm'
import type { Condition } from '../query/query.ts'

export type ValueType = 'text' | 'number' | 'money' | 'boolean' | 'date' | 'time' | 'enum' | 'list' | 'person'
export type Unit =
  | 'percent'
  | 'ratio'
  | 'points'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'seats'
  | 'users'
  | 'events'
  | 'items'
  | 'score'

/** One value of a closed list, with the words that people use for it besides its key and label. */
export type EnumValue = { key: string; label: string; words?: string[] }

/**
 * How people speak of the entry (design: a field needs phrases by part of speech, not only a label).
 * Words are lower case, singular, unaccented; the lexicon adds plurals and inflections by itself.
 */
export type Phrases = {
  /** Nouns beside the label: "revenue" for ARR. */
  nouns?: string[]
  /** A word or phrase that is a whole condition: "red", "at risk", "overdue", "gone quiet". */
  adjectives?: { words: string[]; where: Condition }[]
  /** Verbs whose event or quantity this field is: "renew" for renewal_date, "pay" for arr. */
  verbs?: string[]
  /** Words that must stand near a value for it to be read as this field's ("because of" for churn_reason). */
  cues?: string[]
  /** Superlatives and grades: "biggest" → high, "unhealthiest" → low. */
  superlatives?: { high?: string[]; low?: string[] }
}

export type FieldContext = {
  /** The table alias of the row. */
  row: string
  /** SQL for the day that the value is asked for (today, or the operand's `at`), typed date. */
  day: SQL
  /** SQL for the moment of the turn, typed timestamptz. */
  now: SQL
  /** The workspace's time zone. */
  timeZone: string
  /** Joins a set of precomputed rows (one an account, contact, …) declared in `parts` and gives its alias. */
  part: (name: string) => string
  /** The SQL of another field of the same object on the same day. */
  field: (key: string) => SQL
}

export type Field = {
  key: string
  label: string
  description: string
  type: ValueType
  unit?: Unit
  origin: 'stored' | 'derived' | 'custom'
  sql: (context: FieldContext) => SQL
  /** True where `at` and `since` have a meaning (the value on a day can be computed). */
  dated?: boolean
  values?: EnumValue[]
  /** Which end people call good; decides "best", "worst", "top", "low adoption". */
  better?: 'high' | 'low'
  /** An additive quantity: may be summed, and "total" or a bare mention over several rows means its sum. */
  additive?: boolean
  /** A date that something happens on; a bare period over the object means the main one of these. */
  event?: 'main' | 'past' | 'future' | 'other'
  /** What a bare number beside the object means: "accounts over 300k" → the money field marked so. */
  implicitFor?: 'money' | 'percent'
  phrases?: Phrases
}

/** A join to rows of another object. `on` ties the alias of this object's row to the other's. */
export type Relation = {
  key: string
  label: string
  to: string
  kind: 'one' | 'many'
  on: (from: string, to: string) => SQL
  /** Nouns for the related rows, with the condition they carry: "champion" → contacts of role champion. */
  nouns?: { words: string[]; where?: Condition }[]
}

/** A figure over many rows that is more than fn(field): NRR, the portfolio's NPS. */
export type PortfolioMeasure = {
  key: string
  label: string
  description: string
  type: ValueType
  unit?: Unit
  better?: 'high' | 'low'
  /** True where it needs a window (`during`); the default is the last 12 months. */
  windowed: boolean
  /** Ignores the usual scope (a retention cohort includes those who left). */
  wholeScope?: boolean
  sql: (context: FieldContext & { start: SQL; end: SQL; at: (key: string, day: SQL) => SQL }) => SQL
  phrases?: Phrases
}

/** A set of rows keyed by `key`, joined at most once a query and day: where several measures share their work. */
export type Part = {
  key: string
  /** Selects `key` and the columns that fields read; grouped by `key`. Bound to the workspace by row security and by an explicit condition. */
  sql: (context: { day: SQL; now: SQL; timeZone: string; workspace: SQL; part: (name: string) => SQL }) => SQL
}

/** What people do not mean unless they speak of it: left out in scope `usual`. */
export type ScopeClause = {
  /** Said in the reading: "active". */
  label: string
  where: Condition
  /** Positive mentions of these fields (with one of these values, where given) lift the clause. */
  liftedBy: { field: string; values?: string[] }[]
}

export type ObjectType = {
  key: string
  label: string
  plural: string
  /** Other nouns for the object: "customer", "client", "logo". */
  nouns: string[]
  description: string
  table: string
  /** The field that names a row to a person. */
  title: string
  fields: Field[]
  relations: Relation[]
  portfolio?: PortfolioMeasure[]
  parts?: Record<string, Part>
  usually: ScopeClause[]
  columns: string[]
  orderBy: { by: string; dir: 'asc' | 'desc' }[]
  /** The field that "my", "X's" and a bare person mean. */
  owner?: string
}

/** The whole of what can be asked in one workspace: entries from code, custom fields, and the values people use. */
export type Catalogue = {
  objects: Map<string, ObjectType>
  currencies: string[]
  /** Changes whenever an entry does; keys the planner's lexicon. */
  version: string
}
