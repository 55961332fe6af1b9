/** Days said by what they are part of: the third Monday of March, the week of the 18th, ten days after Friday, mid June, next weekend. Pure. */
import type { CalendarUnit } from '#db/query/query.ts'
import { onceEachToken } from './each-token.ts'
import { readNumber } from './numbers.ts'
import type { Token } from './text.ts'
import { dateOf, nameOf } from './time-dates.ts'
import { duration, idiom, unitPeriod } from './time-units.ts'
import { lasts, nexts, period, units, weekdays, word, type At, type TimeReading } from './time-words.ts'
import type { When } from './when.ts'

type Count = { n: number; count?: number; to: number }

/** "First", "3rd", "last", "last 3", "first two". */
function rankAt(tokens: readonly Token[], i: number): Count | null {
  const number = readNumber(tokens, i)
  const back = /^(last|final|closing)$/.test(word(tokens, i))
  if (!back && !number?.ordinal) return null
  const to = back ? i + 1 : (number?.to ?? i + 1)
  const n = back ? -1 : (number?.value ?? 1)
  if (Math.abs(n) !== 1) return { n, to }
  const many = readNumber(tokens, to)
  const counted = many && !many.ordinal && !many.percent && Number.isInteger(many.value) && many.value < 100
  return counted ? { n, count: many.value, to: many.to } : { n, to }
}

/** The period behind "of", "in" or nothing: "of next month", "in Q3", "2026". */
function wholeAt(tokens: readonly Token[], i: number): { when: When; to: number } | null {
  let at = i
  if (!/^(of|in)$/.test(word(tokens, at))) return null
  at++
  const read = unitPeriod({ tokens, i: at }) ?? nameOf({ tokens, i: at })
  if (read) return read
  if (word(tokens, at) === 'the') at++
  const unit = units[word(tokens, at)]
  return unit ? { to: at + 1, when: period({ this: unit }) } : null
}

/** "The third Monday of next month", "the first week of Jan", "last 3 weeks of this year", "the 15th day of June". */
function ranked({ tokens, i }: At): TimeReading | null {
  const at = word(tokens, i) === 'the' ? i + 1 : i
  const rank = rankAt(tokens, at)
  if (!rank) return null
  const text = word(tokens, rank.to)
  // "The 3rd of next month".
  const month = rank.n > 0 && rank.n <= 31 && text === 'of' ? wholeAt(tokens, rank.to) : null
  if (month && word(tokens, month.to - 1) === 'month')
    return { to: month.to, when: { w: 'nth', n: rank.n, unit: 'day', of: month.when } }
  const weekday = weekdays[text] ?? weekdays[text.replace(/s$/, '')]
  const unit = units[text]
  if (weekday === undefined && unit === undefined) return null
  const whole = wholeAt(tokens, rank.to + 1)
  if (!whole) return null
  if (weekday !== undefined)
    return { to: whole.to, when: { w: 'nthWeekday', n: rank.n, weekday, of: whole.when } }
  return unit === undefined
    ? null
    : {
        to: whole.to,
        when: { w: 'nth', n: rank.n, unit, of: whole.when, ...(rank.count && { count: rank.count }) },
      }
}

/** "The week of April 10th", "week commencing 4 May", "week 10". */
function weekAt({ tokens, i }: At): TimeReading | null {
  const at = word(tokens, i) === 'the' ? i + 1 : i
  if (!/^(week|wk)$/.test(word(tokens, at))) return null
  if (/^(of|starting|beginning|commencing)$/.test(word(tokens, at + 1))) {
    const day = dateOf({ tokens, i: word(tokens, at + 2) === 'on' ? at + 3 : at + 2 })
    return day && isDay(day.when) ? { to: day.to, when: { w: 'weekOf', at: day.when } } : null
  }
  const number = tokens[at + 1]?.kind === 'number' ? readNumber(tokens, at + 1) : null
  if (!number || number.ordinal || number.unit || number.percent || number.value < 1 || number.value > 53)
    return null
  return Number.isInteger(number.value) ? { to: number.to, when: { w: 'week', week: number.value } } : null
}

const isDay = (when: When): boolean =>
  (when.w === 'month' && when.day !== undefined) ||
  when.w === 'dayOfMonth' ||
  when.w === 'weekday' ||
  when.w === 'nthWeekday' ||
  when.w === 'offset' ||
  when.w === 'easter' ||
  (when.w === 'period' &&
    'from' in when.period &&
    when.period.from !== undefined &&
    JSON.stringify(when.period.from) === JSON.stringify(when.period.to))

/** "Next week Wednesday", "Tuesday of next week", "Friday next week". */
function weekdayIn({ tokens, i }: At): TimeReading | null {
  const first = weekdays[word(tokens, i)]
  if (first !== undefined) {
    const at = /^(of|in|,)$/.test(word(tokens, i + 1)) ? i + 2 : i + 1
    const week = isWeek(tokens, at)
    return week && { ...week, when: { w: 'weekdayOf', weekday: first, of: week.when } }
  }
  const week = isWeek(tokens, i)
  if (!week) return null
  const at = /^(on|,)$/.test(word(tokens, week.to)) ? week.to + 1 : week.to
  const weekday = weekdays[word(tokens, at)]
  return weekday === undefined
    ? null
    : { ...week, to: at + 1, when: { w: 'weekdayOf', weekday, of: week.when } }
}

function isWeek(tokens: readonly Token[], i: number): TimeReading | null {
  const read = unitPeriod({ tokens, i })
  const last = read && word(tokens, read.to - 1)
  return read && /^(week|wk)$/.test(last ?? '') ? read : null
}

/** "This upcoming Friday", "the coming Monday", "this past Tuesday". */
function comingDay({ tokens, i }: At): TimeReading | null {
  let at = i
  if (/^(this|the)$/.test(word(tokens, at))) at++
  const lead = word(tokens, at)
  const weekday = weekdays[word(tokens, at + 1)]
  if (weekday === undefined || !/^(coming|upcoming)$/.test(lead)) return null
  return { to: at + 2, when: { w: 'weekday', weekday, which: 'coming' }, tense: 'future' }
}

/** "This weekend", "next weekend", "the weekend". */
function weekendAt({ tokens, i }: At): TimeReading | null {
  const lead = word(tokens, i)
  if (word(tokens, i + 1) !== 'weekend' || !(/^(this|the)$/.test(lead) || lasts.has(lead) || nexts.has(lead)))
    return null
  const week = lasts.has(lead)
    ? period({ previous: 'week' })
    : nexts.has(lead)
      ? period({ following: 'week' })
      : period({ this: 'week' })
  return { to: i + 2, when: { w: 'weekend', of: week } }
}

const parts: Record<string, 'early' | 'mid' | 'late'> = {
  early: 'early',
  mid: 'mid',
  middle: 'mid',
  late: 'late',
}

/** "Early March", "mid-June", "the middle of 2027", "late in Q3". */
function partAt({ tokens, i }: At): TimeReading | null {
  let at = word(tokens, i) === 'the' ? i + 1 : i
  const part = parts[word(tokens, at)]
  if (!part) return null
  at++
  if (/^(-|of|in)$/.test(word(tokens, at))) at++
  const whole = nameOf({ tokens, i: at }) ?? unitPeriod({ tokens, i: at })
  if (!whole || isDay(whole.when)) return null
  return {
    to: whole.to,
    when: { w: 'part', part, of: whole.when },
    ...(whole.tense && { tense: whole.tense }),
  }
}

/** "The rest of the month", "the remainder of this year": from today to its end. */
function remainderOf({ tokens, i }: At): TimeReading | null {
  const at = word(tokens, i) === 'the' ? i + 1 : i
  if (!/^(rest|remainder|balance)$/.test(word(tokens, at)) || word(tokens, at + 1) !== 'of') return null
  const whole = wholeAt(tokens, at + 1)
  if (!whole) return null
  const when: When = { w: 'range', from: period({ from: { today: 0 }, to: { today: 0 } }), to: whole.when }
  return { to: whole.to, when, tense: 'future' }
}

/** "The week after next", "the year before last". */
function secondNext({ tokens, i }: At): TimeReading | null {
  const at = word(tokens, i) === 'the' ? i + 1 : i
  const unit = units[word(tokens, at)]
  if (!unit || unit === 'day') return null
  const said = `${word(tokens, at + 1)} ${word(tokens, at + 2)}`
  const back = said === 'before last'
  if (!back && said !== 'after next') return null
  const near: When = period(back ? { previous: unit, count: 2 } : { following: unit, count: 2 })
  return {
    to: at + 3,
    when: { w: 'nth', n: back ? 1 : -1, unit, of: near },
    tense: back ? 'past' : 'future',
  }
}

/** "Earlier this year", "later this month": what lies between its edge and today. */
function restOf({ tokens, i }: At): TimeReading | null {
  const side = word(tokens, i)
  if (!/^(earlier|later)$/.test(side)) return null
  const at = word(tokens, i + 1) === 'in' ? i + 2 : i + 1
  if (!/^(this|the)$/.test(word(tokens, at))) return null
  const unit = units[word(tokens, at + 1)]
  if (!unit || unit === 'day') return null
  if (side === 'earlier') return { to: at + 2, when: period({ this: unit, toDate: true }), tense: 'past' }
  const rest: When = { w: 'range', from: period({ from: { today: 1 } }), to: period({ this: unit }) }
  return { to: at + 2, when: rest, tense: 'future' }
}

/** "30 to 60 days ago". */
function betweenAgo({ tokens, i }: At): TimeReading | null {
  const near = readNumber(tokens, i)
  if (!near || near.ordinal || near.percent || !/^(to|-)$/.test(word(tokens, near.to))) return null
  const far = duration({ tokens, i: near.to + 1 })
  if (!far || !/^(ago|back)$/.test(word(tokens, far.to)) || far.n <= near.value) return null
  const { unit } = far
  return {
    to: far.to + 1,
    when: period({ from: { today: -far.n, unit }, to: { today: -near.value, unit } }),
    tense: 'past',
  }
}

/** "Two weeks after next Friday", "3 days before 1 May", "three weeks from tomorrow", "a week from Monday". */
function offsetAt({ tokens, i }: At): TimeReading | null {
  const span = duration({ tokens, i })
  if (!span) return null
  const side = word(tokens, span.to)
  if (!/^(before|after|from|following|ahead|prior|past)$/.test(side)) return null
  let at = span.to + 1
  if ((side === 'ahead' && word(tokens, at) === 'of') || (side === 'prior' && word(tokens, at) === 'to')) at++
  else if (side === 'ahead' || side === 'prior') return null
  const base = dayAt(tokens, at)
  if (!base) return null
  const back = /^(before|ahead|prior)$/.test(side)
  const unit: CalendarUnit = span.unit
  return {
    to: base.to,
    when: { w: 'offset', n: back ? -span.n : span.n, unit, at: base.when },
    ...(base.tense && { tense: base.tense }),
  }
}

function dayAt(tokens: readonly Token[], i: number): TimeReading | null {
  if (/^(now|today)$/.test(word(tokens, i)))
    return { to: i + 1, when: period({ from: { today: 0 }, to: { today: 0 } }) }
  const read =
    weekdayIn({ tokens, i }) ??
    comingDay({ tokens, i }) ??
    unitPeriod({ tokens, i }) ??
    idiom({ tokens, i }) ??
    dateOf({ tokens, i })
  return read && (isDay(read.when) || read.when.w === 'weekdayOf') ? read : null
}

const partAtToken = onceEachToken((tokens, i): TimeReading | null => {
  const at = { tokens, i }
  return (
    offsetAt(at) ??
    betweenAgo(at) ??
    ranked(at) ??
    weekdayIn(at) ??
    comingDay(at) ??
    weekendAt(at) ??
    weekAt(at) ??
    partAt(at) ??
    restOf(at) ??
    remainderOf(at) ??
    secondNext(at)
  )
})

export const partsOf = ({ tokens, i }: At): TimeReading | null => partAtToken(tokens, i)
