/** What a time expression means, as data, and its resolution to a query's period once the tense of the event is known. Pure. */
import { addUnits, daysBetween, endOf, resolvePeriod, startOf } from '#db/calendar.ts'
import type { Clock } from '#db/contract.ts'
import type { CalendarUnit, DayValue, Period } from '#db/query/query.ts'
import { partSpan, weekdayOf, type Part } from './when-parts.ts'

export type Tense = 'past' | 'future' | 'none'
export type Edge = 'since' | 'after' | 'before' | 'until'

/** The year that was said: by its number, or counted from the one that is running ("of next year"). */
export type OfYear = { year?: number; yearShift?: number }

export type When =
  /** Known without a tense. */
  | { w: 'period'; period: Period }
  /** A month, quarter or half year by name, a weekday, a day of a month: the year or week follows the tense. */
  | ({ w: 'month'; month: number; day?: number } & OfYear)
  | ({ w: 'quarter'; quarter: number } & OfYear)
  | ({ w: 'half'; half: number } & OfYear)
  | { w: 'weekday'; weekday: number; which?: 'this' | 'next' | 'last' | 'coming' }
  | Part
  /** With a weekday, of a month in which it falls on one. */
  | { w: 'dayOfMonth'; day: number; weekday?: number }
  | ({ w: 'easter' } & OfYear)
  | { w: 'fiscalYear'; year: number }
  /** "90 days", "within 90 days": looks back or ahead with the event. */
  | { w: 'duration'; n: number; unit: CalendarUnit }
  /** `ever`: said to reach back however far, "or earlier". */
  | { w: 'edge'; edge: Edge; at: When; ever?: true }
  | { w: 'range'; from: When; to: When }

export type DaySpan = { from?: string; to?: string }

const iso = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Of several readings the one that fits the tense: the latest begun, or the next not yet over. */
function byTense(spans: Required<DaySpan>[], tense: Tense, today: string): Required<DaySpan> {
  const past = spans.filter((span) => span.from <= today)
  const future = spans.filter((span) => span.to >= today)
  const year = today.slice(0, 4)
  const current = spans.find((span) => span.from.startsWith(year))
  const chosen = tense === 'past' ? past.at(-1) : tense === 'future' ? future[0] : (current ?? past.at(-1))
  return chosen ?? (spans[0] as Required<DaySpan>)
}

function yearsAround(clock: Clock, { year, yearShift }: OfYear, reach = 2): number[] {
  const now = Number(clock.today.slice(0, 4))
  if (yearShift !== undefined) return [now + yearShift]
  return year === undefined ? Array.from({ length: 2 * reach + 1 }, (_, n) => now - reach + n) : [year]
}

/** Easter Sunday by the Gregorian computus. */
function easter(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const within = year % 100
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(within / 4) - epact - (within % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return iso(year, Math.floor(days / 31), (days % 31) + 1)
}

/** Quarters are counted in the fiscal year, which is named after the calendar year in which it ends. */
function fiscalSpan(year: number, first: number, months: number, clock: Clock): Required<DaySpan> {
  const start = clock.fiscalYearStart
  const opening = iso(start === 1 ? year : year - 1, start, 1)
  const from = addUnits(opening, first, 'month')
  return { from, to: addUnits(addUnits(from, months, 'month'), -1, 'day') }
}

function named(when: When, tense: Tense, clock: Clock): Required<DaySpan> | null {
  const { today } = clock
  if (when.w === 'month') {
    const leap = when.month === 2 && when.day === 29
    const years = yearsAround(clock, when, leap ? 8 : 2).filter((year) => !leap || daysIn(year, 2) === 29)
    const spans = years.map((year) => {
      const day = when.day === undefined ? undefined : Math.min(when.day, daysIn(year, when.month))
      return {
        from: iso(year, when.month, day ?? 1),
        to: iso(year, when.month, day ?? daysIn(year, when.month)),
      }
    })
    return byTense(spans, tense, today)
  }
  if (when.w === 'easter')
    return byTense(
      yearsAround(clock, when).map((year) => ({ from: easter(year), to: easter(year) })),
      tense,
      today,
    )
  if (when.w === 'fiscalYear') return fiscalSpan(when.year, 0, 12, clock)
  if (when.w === 'quarter')
    return byTense(
      yearsAround(clock, when).map((year) => fiscalSpan(year, (when.quarter - 1) * 3, 3, clock)),
      tense,
      today,
    )
  if (when.w === 'half')
    return byTense(
      yearsAround(clock, when).map((year) => fiscalSpan(year, (when.half - 1) * 6, 6, clock)),
      tense,
      today,
    )
  if (when.w === 'weekday') {
    const monday = startOf(today, 'week')
    const inWeek = (week: number) => addUnits(addUnits(monday, week, 'week'), when.weekday - 1, 'day')
    if (when.which === 'coming') {
      const day = inWeek(0) > today ? inWeek(0) : inWeek(1)
      return { from: day, to: day }
    }
    // "Next Friday" is the Friday of next week; a bare weekday the nearest one on the event's side.
    if (when.which) {
      const day = inWeek(when.which === 'next' ? 1 : when.which === 'last' ? -1 : 0)
      return { from: day, to: day }
    }
    const days = [-1, 0, 1].map((week) => inWeek(week)).map((day) => ({ from: day, to: day }))
    return byTense(days, tense === 'none' ? 'future' : tense, today)
  }
  if (when.w === 'dayOfMonth') {
    const { weekday } = when
    const reach = weekday === undefined ? 1 : 14
    const around = Array.from({ length: 2 * reach + 1 }, (_, n) => n - reach)
    const spans = around.flatMap((add) => {
      const first = addUnits(startOf(today, 'month'), add, 'month')
      const last = endOf(first, 'month')
      const said = addUnits(first, when.day - 1, 'day')
      if (weekday !== undefined && (said > last || weekdayOf(said) !== weekday)) return []
      const day = said > last ? last : said
      return [{ from: day, to: day }]
    })
    // Said of neither side, it is one of this month.
    if (tense === 'none' && weekday === undefined) return spans[reach] ?? null
    return byTense(spans, tense === 'none' ? 'future' : tense, today)
  }
  if (when.w === 'period' || when.w === 'duration' || when.w === 'edge' || when.w === 'range') return null
  return partSpan(when, (of) => spanOf(of, tense, clock), today)
}

const spans = new WeakMap<Clock, WeakMap<When, Map<Tense, DaySpan>>>()

/** The days that an expression spans; an open end is left out. Worked out once a turn: every reading asks for them. */
export function spanOf(when: When, tense: Tense, clock: Clock): DaySpan {
  const ofTurn = spans.get(clock) ?? new WeakMap<When, Map<Tense, DaySpan>>()
  spans.set(clock, ofTurn)
  const known = ofTurn.get(when) ?? new Map<Tense, DaySpan>()
  ofTurn.set(when, known)
  const span = known.get(tense) ?? daysOf(when, tense, clock)
  known.set(tense, span)
  return span
}

function daysOf(when: When, tense: Tense, clock: Clock): DaySpan {
  if (when.w === 'period') {
    const { from, to } = resolvePeriod(when.period, clock)
    return { ...(from && { from }), ...(to && { to }) }
  }
  const period = periodOf(when, tense, clock)
  const { from, to } = resolvePeriod(period, clock)
  return { ...(from && { from }), ...(to && { to }) }
}

function edgePeriod(edge: Edge, at: When, tense: Tense, clock: Clock): Period {
  // What something happened since or until lies on the matching side of today, whatever the event's own tense.
  const side: Tense = edge === 'since' ? 'past' : edge === 'after' || edge === 'before' ? tense : 'future'
  if (at.w === 'duration') {
    const { n, unit } = at
    if (edge === 'since') return { last: n, unit }
    if (edge === 'until') return { from: { today: 0 }, to: { today: n, unit } }
    return edge === 'after' ? { from: { today: n, unit } } : { to: { today: -n, unit } }
  }
  const span = spanOf(at, side, clock)
  if (edge === 'since') return { from: relative(at, 'from') ?? span.from ?? clock.today }
  if (edge === 'after') return { from: addUnits(span.to ?? clock.today, 1, 'day') }
  if (edge === 'before') return { to: addUnits(span.from ?? clock.today, -1, 'day') }
  return { to: span.to ?? clock.today }
}

/** A day that is counted from today stays relative in the query. */
function relative(at: When, end: 'from' | 'to'): DayValue | undefined {
  if (at.w !== 'period' || !('from' in at.period || 'to' in at.period)) return undefined
  return at.period[end]
}

/** The period of a query: relative where the words were, so that a saved query keeps its meaning. */
export function periodOf(when: When, tense: Tense, clock: Clock): Period {
  if (when.w === 'period') return when.period
  if (when.w === 'duration')
    return tense === 'future' ? { next: when.n, unit: when.unit } : { last: when.n, unit: when.unit }
  if (when.w === 'edge') return edgePeriod(when.edge, when.at, tense, clock)
  if (when.w === 'range') {
    const from = spanOf(when.from, tense, clock).from
    const to = spanOf(when.to, tense, clock).to
    // "November to February": the second month is the one after the first.
    if (from && when.to.w === 'dayOfMonth' && when.from.w === 'dayOfMonth') {
      const first = addUnits(startOf(from, 'month'), when.to.day < when.from.day ? 1 : 0, 'month')
      return { from, to: addUnits(first, when.to.day - 1, 'day') }
    }
    if (from && to && to < from && when.to.w === 'weekday')
      return { from, to: addUnits(to, Math.ceil(daysBetween(to, from) / 7), 'week') }
    if (from && to && to < from && when.to.w !== 'period') return { from, to: addUnits(to, 1, 'year') }
    return { ...(from && { from }), ...(to && { to }) }
  }
  const span = named(when, tense, clock)
  return span ?? {}
}
