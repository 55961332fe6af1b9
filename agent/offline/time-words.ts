/** The words of the calendar: units, months, weekdays, and which side of today a word looks to. Data. */
import type { CalendarUnit, Period } from '#db/query/query.ts'
import type { Token } from './text.ts'
import type { Edge, When } from './when.ts'

export type TimeReading = {
  /** First token after the expression. */
  to: number
  when: When
  /** The words themselves say which side of today: "last", "ago", "next". */
  tense?: 'past' | 'future'
  /** A bare number or name that could as well be something else ("may", "2026"). */
  weak?: boolean
}

export type At = { tokens: readonly Token[]; i: number }
export const word = (tokens: readonly Token[], i: number): string => tokens[i]?.word ?? ''

export const units: Record<string, CalendarUnit> = {
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  wk: 'week',
  wks: 'week',
  month: 'month',
  months: 'month',
  mo: 'month',
  mos: 'month',
  mth: 'month',
  mths: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  q: 'quarter',
  qtr: 'quarter',
  qtrs: 'quarter',
  year: 'year',
  years: 'year',
  yr: 'year',
  yrs: 'year',
}
export const months: Record<string, number> = {
  january: 1,
  jan: 1,
  february: 2,
  feb: 2,
  march: 3,
  mar: 3,
  april: 4,
  apr: 4,
  may: 5,
  june: 6,
  jun: 6,
  july: 7,
  jul: 7,
  august: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  october: 10,
  oct: 10,
  november: 11,
  nov: 11,
  december: 12,
  dec: 12,
}
export const weekdays: Record<string, number> = {
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  weds: 3,
  wednes: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
  sat: 6,
  sun: 7,
}
export const lasts = new Set(['last', 'past', 'previous', 'prior', 'preceding', 'trailing', 'prev'])
export const nexts = new Set(['next', 'coming', 'following', 'upcoming'])
export const currents = new Set(['this', 'current', 'the'])
export const edges: Record<string, Edge> = {
  since: 'since',
  after: 'after',
  before: 'before',
  until: 'until',
  till: 'until',
  til: 'until',
  by: 'until',
  through: 'until',
  starting: 'since',
  onwards: 'since',
  'prior to': 'before',
  'ahead of': 'before',
  'earlier than': 'before',
  'later than': 'after',
  beyond: 'after',
  past: 'after',
  'up to': 'until',
  'up until': 'until',
  thru: 'until',
  'starting from': 'since',
  'starting in': 'since',
  'starting on': 'since',
  'beginning in': 'since',
  'as from': 'since',
}

export const period = (value: Period): When => ({ w: 'period', period: value })
