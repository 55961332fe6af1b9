/** What a catalogue entry is: everything that the query, the planners, the page and the docs know of a field, in one value. */
import type { SQL } from 'drizzle-orm'
import type { CalendarUnit, Condition } from '../query/query.ts'
import type { HealthBasis } from '../health/basis.ts'
import type { Clock } from '../contract.ts'
import type { Settings } from '../settings.ts'
import type { Rows } from '../query/rows.ts'

/** `person`: the field's SQL gives the user's id; cells show the name, filters compare e-mails. `money` is in the row's currency. */
export type ValueType = 'text' | 'number' | 'money' | 'boolean' | 'date' | 'time' | 'enum' | 'list' | 'person'
/** `percent` values are 0–100 (83 is 83 %), `ratio` values are 0–1 (0.83 is 83 %). */
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
  adjectives?: Adjective[]
  /** Verbs whose event or quantity this field is: "renew" for renewal_date, "pay" for arr. */
  verbs?: string[]
  /** Words that must stand near a value for it to be read as this field's ("because of" for churn_reason). */
  cues?: string[]
  /** Superlatives and grades: "biggest" → high, "unhealthiest" → low. */
  superlatives?: { high?: string[]; low?: string[] }
  /** What makes this field of the one that it refines: "once you allow for the odds". Alone they name this field. */
  manners?: string[]
  /** Words for much or little of it, without saying how much: "whale" → high, "shelfware" → low. Asked back unless a number or a rank says. */
  grades?: { high?: string[]; low?: string[] }
  /** Of a field whose values are the workspace's own: what people say for them, by what they are about. */
  kin?: Kin[]
}

/** Other words for each value of the data in which one of the words `of` stands: "schools" for "Higher Education". */
export type Kin = { of: string[]; nouns?: string[]; verbs?: string[] }

/**
 * `verbs` say the same as doing it, and are inflected: "go dark" for the silent. `days`: so many the condition counts by
 * itself, and a request may say them again. `deed`: the verbs say so only of somebody of ours who did it: "each rep closed".
 */
export type Adjective = { words: string[]; verbs?: string[]; where: Condition; days?: number; deed?: true }

export type FieldContext = {
  /** The table alias of the row. */
  row: string
  /** The workspace's id, for a table that the expression reads by itself. */
  workspace: SQL
  /** True where a day was asked for (`at`, `since`, a window); false for the value as it stands. */
  past: boolean
  /** SQL for the day that the value is asked for (today, or the operand's `at`), typed date. */
  day: SQL
  /** SQL for the moment of the turn, typed timestamptz. */
  now: SQL
  /** The workspace's time zone. */
  timeZone: string
  /** The workspace's weights, thresholds and windows. */
  settings: Settings
  /** Joins a set of precomputed rows (one an account, contact, …) declared in `parts` and gives its alias. */
  part: (name: string) => string
  /** The SQL of another field of the same object on the same day. */
  field: (key: string) => SQL
  /** The same row so many days earlier. */
  earlier: (days: number) => FieldContext
  /** The row as the query's machinery sees it, on this day: for entries that are made of conditions and paths. */
  view: () => Rows
}

export type Field = {
  key: string
  label: string
  description: string
  type: ValueType
  unit?: Unit
  origin: 'stored' | 'derived' | 'custom'
  sql: (context: FieldContext) => SQL
  /** True where `at` and `since` have a meaning by a feed of its own (the value on a day can be computed). */
  dated?: boolean
  /** Why it is not changed by hand, of a stored field of an editable object: "comes from the support system". */
  fixed?: string
  /** The column that an effect writes, of a field that is not simply stored. */
  writes?: string
  /** Of a custom field: its key in the row's `custom`, and the type that it was recorded with. */
  custom?: { key: string; type: string }
  /** What becomes of it where another field of the row changes: a task that is completed has the moment of it. */
  follows?: { field: string; sql: (to: { of: SQL; own: SQL; now: SQL }) => SQL }
  /** The column whose history is kept, from which `at` and `since` are answered; `read` takes the value out of it. */
  kept?: { column: string; read?: (column: SQL) => SQL }
  values?: EnumValue[]
  /** The values from the least to the most, where they have an order: "below enterprise", "high or above"; and which way is worse. */
  ladder?: { rungs: string[]; worse?: 'up' | 'down' }
  /** Which end people call good; decides "best", "worst", "top", "low adoption". */
  better?: 'high' | 'low'
  /** No value is above or below: a score from 0 to 10. */
  highest?: number
  lowest?: number
  /** An additive quantity: may be summed, and "total" or a bare mention over several rows means its sum. */
  additive?: boolean
  /** A date that something happens on; a bare period over the object means the main one of these. */
  event?: 'main' | 'past' | 'future' | 'other'
  /** The field that this one is another way to reckon: its words, said with a manner of this one, mean this one. */
  refines?: string
  /** What a bare number beside the object means: "accounts over 300k" → the money field marked so. */
  implicitFor?: 'money' | 'percent'
  /** An amount that is one of a year, whether people say so or not: "80k a year". */
  per?: 'year'
  /** Of an event that happened as a rule: that it may be planned as well. */
  planned?: true
  /** An address or a number that each row has for itself: shown row by row, never what rows are told apart by. */
  identifies?: true
  /** Written freely: words that stand behind its cues are looked for in it. */
  prose?: true
  /** Counts the days to a day of the row: fewer than some are left of those alone whose day has not passed. */
  countdown?: true
  /** Of a measure over the last days: how many, so that a request may say them again. */
  window?: (settings: Settings) => number
  /** Of a measure over the coming days: how many. */
  ahead?: (settings: Settings) => number
  /** Of a change: the days before that the last days are held against. */
  over?: (settings: Settings) => number
  /** Other fields of the object that say why the value is what it is. */
  evidence?: string[]
  /** Where the workspace defined it: how it reads, and which version of it answers. A reading says so. */
  definition?: { words: string; where?: Condition; version: number }
  phrases?: Phrases
  /** Why it has no value for any row, where that is so: answers say it. */
  unavailable?: string
  /** What is said of it to people who do not read the whole workspace, where its words tell of the whole. */
  ofPart?: { description: string; unavailable?: string }
  /** The asker may not see it: it is known by name, and nothing can be asked of it. */
  isWithheld?: true
  /** What is said of it where the workspace's settings count: the description and phrases above are those of the defaults. */
  tuned?: (settings: Settings) => { description?: string; phrases?: Phrases }
}

/** A join to rows of another object. `on` ties the alias of this object's row to the other's. */
export type Relation = {
  key: string
  label: string
  to: string
  kind: 'one' | 'many'
  on: (from: string, to: string) => SQL
  /** The row's own column that holds the other's id, where it is there. */
  column?: string
  /** The relation of the other object that leads back, where language needs it: "subsidiaries of X" are the rows whose parents include X. */
  inverse?: string
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
  /**
   * It is what was kept, or lost, of what was there when its window began: the verbs that say so, and what says that this
   * measure is meant and no other of the kind (`must`: it is only where it is said). `undated`: it is asked for without
   * the time that the window begins with. `decides`: the field that its verbs are about.
   */
  kept?: {
    of: 'money' | 'rows'
    verbs: string[]
    with?: string[]
    must?: true
    undated?: true
    decides?: string
  }
  /** The measure that this one is another way to reckon: its words, said with a manner of this one, mean this one. */
  refines?: string
  /** Ignores the usual scope (a retention cohort includes those who left) and says by itself which rows count. */
  wholeScope?: boolean
  /** Made of money, so that several currencies must not meet in it. */
  perCurrency?: boolean
  sql: (
    context: FieldContext & { start: SQL; end: SQL; at: (key: string, day: 'start' | 'end') => SQL },
  ) => SQL
  phrases?: Phrases
}

/** Rows of an object inside a part: their fields and relations, and the FROM clause that brings them in (built last). */
export type PartRows = {
  row: string
  field: (path: string) => SQL
  /** The field on an earlier day. */
  fieldOn: (path: string, day: string) => SQL
  from: () => SQL
}

/** A set of rows keyed by `key`, joined at most once a query and day: where several measures share their work. */
export type Part = {
  key: string
  /** What `key` equals on the side of the row; its id when left out. */
  match?: (row: string) => SQL
  /** Selects `key` and the columns that fields read, grouped by `key`. Its tables are bound by `ours`. */
  sql?: (context: PartContext) => SQL
  /** Instead: at most one row for the row whose `key` is `of`, found through an index. */
  each?: (context: PartContext & { of: SQL }) => SQL
  /** Instead: one row worked out from the row's own fields, so that what several measures share is worked out once. */
  own?: (context: FieldContext) => SQL
  /** Not of accounts, or of all of them at once (a segment's churn): `ours` then says the workspace alone. */
  whole?: boolean
  /**
   * Its columns, where large workspaces keep them worked out for the day: then it reads rows of the account alone (every
   * table by `ours` or by the account), in tables whose triggers mark the account, and no moment but the day.
   */
  columns?: Record<string, KeptType>
}

/** How a column is kept as a number and given back: `count` is whole, as `count(*)` is. */
export type KeptType = 'number' | 'count' | 'date' | 'boolean'

/** Parts of accounts that stand ready for a day: joined once, instead of each part's own rows. */
export type StandingEvidence = {
  day: string
  timeZone: string
  /** A left join of the account's evidence to that row. */
  join: (row: string, alias: string, clock: Clock) => SQL
  /** The part's columns over that alias; null of a part that is not kept. */
  columns: (part: string, alias: string) => SQL | null
}

export type PartContext = {
  day: SQL
  now: SQL
  timeZone: string
  settings: Settings
  workspace: SQL
  past: boolean
  /** Condition on a table with account_id: of this workspace and, where the query leaves few accounts, of those. */
  ours: (alias: string) => SQL
  /** The day so many units before this one. */
  before: (count: number, unit: CalendarUnit) => string
  /** Rows of an object with its own measures: a user's accounts and their risk. */
  rows: (object: string, alias: string) => PartRows
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
  /** Nouns for some of its rows, with the condition they carry: a workspace's "whale". */
  kinds?: { words: string[]; where: Condition }[]
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
  /** The path to the currency of its money. */
  currency?: string
  /** Its rows may be changed by effects: stored and custom fields, but for fixed ones. Others come from outside. */
  editable?: true
  /** The field with the person whose own the row is: they act on it, whoever's account it belongs to. */
  personal?: string
  /** What answers print as a row's id; null for a point of a time series. */
  id: string | null
}

/** The whole of what can be asked in one workspace: entries from code, custom fields, and the values people use. */
export type Catalogue = {
  objects: Map<string, ObjectType>
  currencies: string[]
  /** The settings in force; the defaults where left out. */
  settings?: Settings
  /** Where the health of accounts comes from. */
  health?: HealthBasis
  /** Who can be named in a filter on a person. */
  people: { email: string; name: string }[]
  /** Other names of rows, as the workspace gave them: "Big Blue" is account A-17. `id` is the row's own, of a person the e-mail. */
  aliases?: { object: string; id: string; name: string }[]
  /** What the workspace defined for itself, whole and broken. */
  definitions?: Defined[]
  /** What stands worked out of a large workspace's accounts. */
  evidence?: StandingEvidence | undefined
  /** Changes whenever an entry does; keys the planner's lexicon. */
  version: string
}

/** A definition of the workspace as it stands in the catalogue. */
export type Defined = {
  kind: 'measure' | 'term' | 'synonym'
  key: string
  label: string
  object: string
  /** The formula, the condition, or what the word stands for. */
  text: string
  version: number
  /** ISO moment. */
  createdAt: string
  author?: string
  /** The key that it answers to, where another entry has its own. */
  answersTo?: string
  /** Why it answers to nothing. */
  broken?: string
}
