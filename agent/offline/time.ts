/** Reads business periods: last quarter, in the next 90 days, since September, Q3 2026, by end of year, 15 March. Pure. */
import type { CalendarUnit, Period } from '#db/query/query.ts'
import { readNumber } from './numbers.ts'
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

type At = { tokens: readonly Token[]; i: number }
const word = (tokens: readonly Token[], i: number): string => tokens[i]?.word ?? ''

const units: Record<string, CalendarUnit> = {
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
  qtr: 'quarter',
  qtrs: 'quarter',
  year: 'year',
  years: 'year',
  yr: 'year',
  yrs: 'year',
}
const months: Record<string, number> = {
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
const weekdays: Record<string, number> = {
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
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
}
const lasts = new Set(['last', 'past', 'previous', 'prior', 'preceding', 'trailing', 'prev'])
const nexts = new Set(['next', 'coming', 'following', 'upcoming'])
const currents = new Set(['this', 'current', 'the'])
const edges: Record<string, Edge> = {
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
}

const period = (value: Period): When => ({ w: 'period', period: value })

function countOf(tokens: readonly Token[], i: number): { n: number; to: number; unit?: CalendarUnit } | null {
  const number = readNumber(tokens, i)
  if (number && !number.percent && !number.currency && !number.ordinal && Number.isInteger(number.value) && number.value > 0) {
    const tied = number.unit && number.unit !== 'hour' ? { unit: number.unit } : {}
    return { n: number.value, to: number.to, ...tied }
  }
  if (word(tokens, i) === 'a' || word(tokens, i) === 'an' || word(tokens, i) === 'one') return { n: 1, to: i + 1 }
  return null
}

/** "90 days", "two working weeks", "a fortnight", "30d". */
function duration({ tokens, i }: At): { n: number; unit: CalendarUnit; to: number } | null {
  if (word(tokens, i) === 'fortnight') return { n: 14, unit: 'day', to: i + 1 }
  const count = countOf(tokens, i)
  if (!count) return null
  if (count.unit) return { n: count.n, unit: count.unit, to: count.to }
  let at = count.to
  if (word(tokens, at) === '-') at++
  if (/^(working|business|calendar|full|whole)$/.test(word(tokens, at))) at++
  if (/^fortnights?$/.test(word(tokens, at))) return { n: 14 * count.n, unit: 'day', to: at + 1 }
  const unit = units[word(tokens, at)]
  return unit ? { n: count.n, unit, to: at + 1 } : null
}

function yearAt(tokens: readonly Token[], i: number): { year: number; to: number } | null {
  let at = i
  if (word(tokens, at) === ',' || word(tokens, at) === 'of') at++
  const text = word(tokens, at)
  if (/^(19|20)\d\d$/.test(text) && tokens[at]?.kind === 'number') return { year: Number(text), to: at + 1 }
  const fiscal = /^(?:fy|cy)(\d{2}|\d{4})$/.exec(text)
  if (fiscal?.[1]) return { year: fiscal[1].length === 2 ? 2000 + Number(fiscal[1]) : Number(fiscal[1]), to: at + 1 }
  if (/^(fy|cy)$/.test(text)) {
    const next = /^(\d{2}|\d{4})$/.exec(word(tokens, at + 1))
    if (next?.[1]) return { year: next[1].length === 2 ? 2000 + Number(next[1]) : Number(next[1]), to: at + 2 }
  }
  if ((text === "'" || text === "'s") && /^\d\d$/.test(word(tokens, at + 1)))
    return { year: 2000 + Number(word(tokens, at + 1)), to: at + 2 }
  return null
}

const withYear = (year: { year: number; to: number } | null) => (year ? { year: year.year } : {})

/** "last week", "next 3 months", "the past year", "this quarter so far". */
function unitPeriod({ tokens, i }: At): TimeReading | null {
  let at = i
  const definite = word(tokens, at) === 'the'
  if (definite) at++
  const lead = word(tokens, at)
  if (lasts.has(lead) || nexts.has(lead)) {
    const back = lasts.has(lead)
    at++
    if (/^(few|several|couple)$/.test(word(tokens, at))) return null
    const span = duration({ tokens, i: at })
    if (span && (span.to > at + 1 || /^\d/.test(word(tokens, at)))) {
      const when = period(back ? { last: span.n, unit: span.unit } : { next: span.n, unit: span.unit })
      return { to: span.to, when, tense: back ? 'past' : 'future' }
    }
    const calendar = /^(calendar|fiscal|full|whole|financial)$/.test(word(tokens, at))
    if (calendar) at++
    const unit = units[word(tokens, at)]
    if (unit && word(tokens, at) === unit.replace(/^/, '')) {
      // "In the last month" rolls back from today; "last month" is the calendar's.
      const rolls = !calendar && (lead === 'trailing' || lead === 'past' || (definite && back && unit !== 'quarter'))
      if (rolls) return { to: at + 1, when: period({ last: 1, unit }), tense: 'past' }
      return { to: at + 1, when: period(back ? { previous: unit } : { following: unit }), tense: back ? 'past' : 'future' }
    }
    const weekday = weekdays[word(tokens, at)]
    if (weekday) return { to: at + 1, when: { w: 'weekday', weekday, which: back ? 'last' : 'next' }, tense: back ? 'past' : 'future' }
    const month = months[word(tokens, at)]
    if (month) return { to: at + 1, when: { w: 'month', month }, tense: back ? 'past' : 'future' }
    return null
  }
  if (currents.has(lead) || definite) {
    if (currents.has(lead) && !(definite && lead === 'the')) at++
    if (/^(calendar|fiscal|current|financial)$/.test(word(tokens, at))) at++
    else if (definite && lead !== 'current') return null
    const unit = units[word(tokens, at)]
    if (unit) {
      const soFar = word(tokens, at + 1) === 'so' && word(tokens, at + 2) === 'far'
      const toDate = word(tokens, at + 1) === 'to' && word(tokens, at + 2) === 'date'
      if (soFar || toDate) return { to: at + 3, when: period({ this: unit, toDate: true }), tense: 'past' }
      return { to: at + 1, when: period({ this: unit }) }
    }
    const weekday = weekdays[word(tokens, at)]
    if (weekday && lead === 'this') return { to: at + 1, when: { w: 'weekday', weekday, which: 'this' } }
    const month = months[word(tokens, at)]
    if (month && lead === 'this') return { to: at + 1, when: { w: 'month', month } }
  }
  return null
}

const ytd: Record<string, CalendarUnit> = { ytd: 'year', qtd: 'quarter', mtd: 'month', wtd: 'week' }

/** "year to date", "YTD", "TTM", "today", "end of next quarter". */
function idiom({ tokens, i }: At): TimeReading | null {
  const first = word(tokens, i)
  const abbreviated = ytd[first]
  if (abbreviated) return { to: i + 1, when: period({ this: abbreviated, toDate: true }), tense: 'past' }
  if ((first === 'ttm' || first === 'ltm') && i >= 0) return { to: i + 1, when: period({ last: 12, unit: 'month' }), tense: 'past' }
  const unit = units[first]
  if (unit && word(tokens, i + 1) === 'to' && word(tokens, i + 2) === 'date')
    return { to: i + 3, when: period({ this: unit, toDate: true }), tense: 'past' }
  if (first === 'today' || first === 'tonight') return { to: i + 1, when: period({ from: { today: 0 }, to: { today: 0 } }) }
  if (first === 'yesterday') return { to: i + 1, when: period({ from: { today: -1 }, to: { today: -1 } }), tense: 'past' }
  if (first === 'tomorrow') return { to: i + 1, when: period({ from: { today: 1 }, to: { today: 1 } }), tense: 'future' }
  if (first === 'day' && word(tokens, i + 1) === 'before' && word(tokens, i + 2) === 'yesterday')
    return { to: i + 3, when: period({ from: { today: -2 }, to: { today: -2 } }), tense: 'past' }
  if (first === 'day' && word(tokens, i + 1) === 'after' && word(tokens, i + 2) === 'tomorrow')
    return { to: i + 3, when: period({ from: { today: 2 }, to: { today: 2 } }), tense: 'future' }
  if (first === 'eoy' || first === 'eoq' || first === 'eom' || first === 'eow') return boundary(first, i + 1)
  return null
}

const boundaryUnits: Record<string, CalendarUnit> = { eoy: 'year', eoq: 'quarter', eom: 'month', eow: 'week' }
const boundary = (key: string, to: number): TimeReading => ({
  to,
  when: period({ this: boundaryUnits[key] ?? 'year' }),
})

/** "end of the quarter", "the beginning of next year", "year end": the period whose edge is meant. */
function edgeOf({ tokens, i }: At): (TimeReading & { end: boolean }) | null {
  let at = i
  if (word(tokens, at) === 'the') at++
  const unitEnd = units[word(tokens, at)]
  if (unitEnd && (word(tokens, at + 1) === 'end' || (word(tokens, at + 1) === "'s" && word(tokens, at + 2) === 'end')))
    return { to: at + (word(tokens, at + 1) === 'end' ? 2 : 3), when: period({ this: unitEnd }), end: true }
  if (/^eo[yqmw]$/.test(word(tokens, at))) return { ...boundary(word(tokens, at), at + 1), end: true }
  const end = /^(end|close)$/.test(word(tokens, at))
  if (!end && !/^(start|beginning|begin)$/.test(word(tokens, at))) return null
  at++
  if (word(tokens, at) === 'of') at++
  const inner = unitPeriod({ tokens, i: at }) ?? nameOf({ tokens, i: at })
  if (inner) return { ...inner, end }
  if (word(tokens, at) === 'the') at++
  const unit = units[word(tokens, at)]
  return unit ? { to: at + 1, when: period({ this: unit }), end } : null
}

/** Months, quarters, halves, years and dates by name. */
function nameOf({ tokens, i }: At): TimeReading | null {
  const first = word(tokens, i)
  const quarter = /^q([1-4])$/.exec(first)
  if (quarter?.[1]) {
    const year = yearAt(tokens, i + 1)
    return { to: year?.to ?? i + 1, when: { w: 'quarter', quarter: Number(quarter[1]), ...withYear(year) } }
  }
  const half = /^h([12])$/.exec(first)
  if (half?.[1]) {
    const year = yearAt(tokens, i + 1)
    return { to: year?.to ?? i + 1, when: { w: 'half', half: Number(half[1]), ...withYear(year) } }
  }
  const rank = readNumber(tokens, i)
  if (rank?.ordinal && /^(quarter|qtr|half)$/.test(word(tokens, rank.to))) {
    const year = yearAt(tokens, rank.to + 1)
    const to = year?.to ?? rank.to + 1
    if (word(tokens, rank.to) === 'half' && rank.value <= 2)
      return { to, when: { w: 'half', half: rank.value, ...withYear(year) } }
    if (rank.value <= 4) return { to, when: { w: 'quarter', quarter: rank.value, ...withYear(year) } }
  }
  const year = yearAt(tokens, i)
  if (year && first !== ',' && first !== 'of') {
    const after = /^q([1-4])$/.exec(word(tokens, year.to))
    if (after?.[1]) return { to: year.to + 1, when: { w: 'quarter', quarter: Number(after[1]), year: year.year } }
    const whole = { from: `${year.year}-01-01`, to: `${year.year}-12-31` }
    return { to: year.to, when: period(whole), weak: !/^[fc]y/.test(first) }
  }
  return dateOf({ tokens, i })
}

function dateOf({ tokens, i }: At): TimeReading | null {
  const token = tokens[i]
  if (token?.kind === 'date') {
    const day = isoDay(token.word)
    return day ? { to: i + 1, when: period({ from: day, to: day }) } : null
  }
  const month = months[word(tokens, i)]
  if (month) {
    let at = i + 1
    if (word(tokens, at) === 'the') at++
    const day = dayNumber(tokens, at)
    const year = yearAt(tokens, day?.to ?? i + 1)
    const to = year?.to ?? day?.to ?? i + 1
    const weak = !day && !year && (word(tokens, i) === 'may' || word(tokens, i) === 'mar' || word(tokens, i) === 'march')
    return { to, when: { w: 'month', month, ...(day && { day: day.day }), ...withYear(year) }, ...(weak && { weak }) }
  }
  let at = i
  if (word(tokens, at) === 'the') at++
  const day = dayNumber(tokens, at)
  if (day) {
    const of = word(tokens, day.to) === 'of' ? day.to + 1 : day.to
    const named = months[word(tokens, of)]
    if (named) {
      const year = yearAt(tokens, of + 1)
      return { to: year?.to ?? of + 1, when: { w: 'month', month: named, day: day.day, ...withYear(year) } }
    }
    if (day.ordinal && word(tokens, i) === 'the') return { to: day.to, when: { w: 'dayOfMonth', day: day.day }, weak: true }
  }
  const weekday = weekdays[word(tokens, i)]
  if (weekday) return { to: i + 1, when: { w: 'weekday', weekday }, weak: true }
  return null
}

function dayNumber(tokens: readonly Token[], i: number): { day: number; to: number; ordinal: boolean } | null {
  const number = readNumber(tokens, i)
  if (!number || number.percent || number.currency || number.unit || number.to !== i + 1) return null
  if (!Number.isInteger(number.value) || number.value < 1 || number.value > 31) return null
  return { day: number.value, to: number.to, ordinal: number.ordinal }
}

/** ISO; 15.3.2027 is European; 3/15/2027 American unless its first figure cannot be a month. */
function isoDay(text: string): string | null {
  const plain = /^(\d{4}-\d{2}-\d{2})/.exec(text)
  const split = /^(\d{1,2})([/.])(\d{1,2})[/.](\d{2,4})$/.exec(text)
  let day = plain?.[1] ?? null
  if (split) {
    const [, a = '', sign = '', b = '', y = ''] = split
    const european = sign === '.' || Number(a) > 12
    const [m, d] = european ? [b, a] : [a, b]
    const year = y.length === 2 ? `20${y}` : y
    day = `${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  }
  return day && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day) ? day : null
}

/** "3 weeks ago", "in 2 months", "90 days from now", "90+ days out". */
function counted({ tokens, i }: At): TimeReading | null {
  const ahead = word(tokens, i) === 'in' || word(tokens, i) === 'within' || word(tokens, i) === 'inside'
  let at = ahead ? i + 1 : i
  if (ahead && word(tokens, at) === 'the') at++
  const span = duration({ tokens, i: at })
  if (!span) return null
  const { n, unit, to } = span
  if (word(tokens, to) === 'ago' || word(tokens, to) === 'back')
    return { to: to + 1, when: period({ from: { today: -n, unit }, to: { today: -n, unit } }), tense: 'past' }
  if (word(tokens, to) === 'from' && /^(now|today)$/.test(word(tokens, to + 1)))
    return { to: to + 2, when: period({ from: { today: n, unit }, to: { today: n, unit } }), tense: 'future' }
  return { to, when: { w: 'duration', n, unit } }
}

const point = (at: At): TimeReading | null => {
  const edge = edgeOf(at)
  if (edge) return edgeAsPoint(edge)
  return unitPeriod(at) ?? idiom(at) ?? nameOf(at) ?? agoOnly(at)
}
const agoOnly = (at: At): TimeReading | null => {
  const read = counted(at)
  return read?.tense ? read : null
}
/** An edge alone is kept as the period it closes or opens; "by" and "since" take the right end by themselves. */
const edgeAsPoint = (edge: TimeReading): TimeReading => ({ to: edge.to, when: edge.when, ...(edge.tense && { tense: edge.tense }) })

function ranged({ tokens, i }: At): TimeReading | null {
  const opener = word(tokens, i)
  if (opener !== 'from' && opener !== 'between') return null
  const from = point({ tokens, i: i + 1 })
  if (!from) return null
  const joint = word(tokens, from.to)
  if (!(opener === 'between' ? /^(and|-)$/ : /^(to|until|till|through|-)$/).test(joint)) return null
  const to = point({ tokens, i: from.to + 1 })
  if (!to) return null
  return { to: to.to, when: { w: 'range', from: inherit(from.when, to.when), to: to.when } }
}

/** "from March to May 2026": the first end takes the second's year. */
const inherit = (from: When, to: When): When =>
  from.w === 'month' && to.w === 'month' && from.year === undefined && to.year !== undefined
    ? { ...from, year: from.month > to.month ? to.year - 1 : to.year }
    : from.w === 'quarter' && to.w === 'quarter' && from.year === undefined && to.year !== undefined
      ? { ...from, year: to.year }
      : from

function edged({ tokens, i }: At): TimeReading | null {
  let at = i
  const more = /^(more|longer|older|later)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'than'
  const less = /^(less|fewer|newer|earlier)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'than'
  if (more || less || word(tokens, at) === 'over') {
    const span = duration({ tokens, i: at + (word(tokens, at) === 'over' ? 1 : 2) })
    const tail = span ? word(tokens, span.to) : ''
    if (!span || !(tail === 'ago' || (word(tokens, at) === 'older' && tail !== ''))) return null
    const to = tail === 'ago' ? span.to + 1 : span.to
    if (less) return { to, when: period({ last: span.n, unit: span.unit }), tense: 'past' }
    return { to, when: { w: 'edge', edge: 'before', at: { w: 'duration', n: span.n, unit: span.unit } }, tense: 'past' }
  }
  if (word(tokens, at) === 'on' && word(tokens, at + 1) === 'or') at += 2
  else if (/^(as|ever)$/.test(word(tokens, at)) && /^(of|since)$/.test(word(tokens, at + 1))) at += 1
  const edge = edges[word(tokens, at)]
  if (!edge) return null
  at++
  if (word(tokens, at) === 'the' && /^(end|start|beginning)$/.test(word(tokens, at + 1))) at++
  const end = edgeOf({ tokens, i: at })
  // Before the end of a period is until it.
  if (end?.end && edge === 'before') return { to: end.to, when: { w: 'edge', edge: 'until', at: end.when } }
  const inner = point({ tokens, i: at })
  if (!inner) return null
  const tense = edge === 'since' ? 'past' : undefined
  return { to: inner.to, when: { w: 'edge', edge, at: inner.when }, ...(tense && { tense }) }
}

const openers = new Set(['in', 'from', 'during', 'over', 'for', 'within', 'throughout', 'across', 'on', 'at', 'of', 'as'])

/** The time expression that begins at a token, or null. A preposition in front belongs to it. */
export function readTime(tokens: readonly Token[], i: number): TimeReading | null {
  const direct = ranged({ tokens, i }) ?? edged({ tokens, i }) ?? counted({ tokens, i }) ?? point({ tokens, i })
  if (direct) return direct
  if (!openers.has(word(tokens, i))) return null
  let at = i + 1
  if (word(tokens, at) === 'the' && !unitPeriod({ tokens, i: at }) && !dateOf({ tokens, i: at })) at++
  const inner = counted({ tokens, i: at }) ?? point({ tokens, i: at })
  if (!inner || inner.to <= at) return null
  const { weak: _, ...firm } = inner
  return word(tokens, i) === 'of' ? inner : firm
}

const every: Record<string, CalendarUnit> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annually: 'year',
}

/** A calendar bucket to group by: "per month", "each quarter", "by week", "monthly". */
export function readBucket(tokens: readonly Token[], i: number): { to: number; unit: CalendarUnit } | null {
  const single = every[word(tokens, i)]
  if (single) return { to: i + 1, unit: single }
  let at = i
  if (/^(month|week|quarter|year)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'by' && word(tokens, at + 2) === word(tokens, at)) {
    const unit = units[word(tokens, at)]
    return unit ? { to: at + 3, unit } : null
  }
  if (word(tokens, at) === 'for' && /^(each|every)$/.test(word(tokens, at + 1))) at += 2
  else if (/^(per|by|each|every)$/.test(word(tokens, at))) at++
  else return null
  if (/^(calendar|fiscal)$/.test(word(tokens, at))) at++
  const text = word(tokens, at)
  const unit = units[text]
  return unit && text === unit ? { to: at + 1, unit } : null
}
