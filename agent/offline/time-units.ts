/** Periods by their unit: last week, next 3 months, the past year, year to date, end of the quarter. Pure. */
import type { CalendarUnit, Period } from '#db/query/query.ts'
import { ones } from './number-words.ts'
import { readNumber } from './numbers.ts'
import type { Token } from './text.ts'
import { nameOf } from './time-dates.ts'
import {
  currents,
  lasts,
  months,
  nexts,
  period,
  units,
  weekdays,
  word,
  type At,
  type TimeReading,
} from './time-words.ts'

function countOf(tokens: readonly Token[], i: number): { n: number; to: number; unit?: CalendarUnit } | null {
  const couple = /^(a|the)$/.test(word(tokens, i)) ? i + 1 : i
  if (word(tokens, couple) === 'couple')
    return { n: 2, to: word(tokens, couple + 1) === 'of' ? couple + 2 : couple + 1 }
  const few = word(tokens, i) === 'a' && word(tokens, i + 1) === 'few' ? i + 1 : i
  if (/^(few|several)$/.test(word(tokens, few))) return { n: 3, to: few + 1 }
  // "Three quarters" of a year: here a count, elsewhere a share.
  const plain = ones[word(tokens, i)]
  if (plain && /^(quarters?|thirds?)$/.test(word(tokens, i + 1))) return { n: plain, to: i + 1 }
  const number = readNumber(tokens, i)
  if (
    number &&
    !number.percent &&
    !number.currency &&
    !number.ordinal &&
    Number.isInteger(number.value) &&
    number.value > 0
  ) {
    if (number.unit === 'hour')
      return number.value % 24 === 0 ? { n: number.value / 24, to: number.to, unit: 'day' } : null
    // "3Q26" is a quarter of a year.
    if (number.unit && tokens[number.to]?.glued && tokens[number.to]?.kind === 'number') return null
    const tied = number.unit ? { unit: number.unit } : {}
    return { n: number.value, to: number.to, ...tied }
  }
  if (word(tokens, i) === 'a' || word(tokens, i) === 'an' || word(tokens, i) === 'one')
    return { n: 1, to: i + 1 }
  return null
}

/** "half a year", "half year", "a year and a half". */
function halfYear(tokens: readonly Token[], i: number): { n: number; unit: CalendarUnit; to: number } | null {
  const said = [0, 1, 2, 3, 4].map((n) => word(tokens, i + n)).join(' ')
  const found = /^(half a year|half - year|half year|a year and a half|one and a half years)( |$)/.exec(
    said,
  )?.[1]
  return found
    ? { n: /and a half/.test(found) ? 18 : 6, unit: 'month', to: i + found.split(' ').length }
    : null
}

/** "90 days", "two working weeks", "a fortnight", "30d". */
export function duration({ tokens, i }: At): { n: number; unit: CalendarUnit; to: number } | null {
  const half = halfYear(tokens, i)
  if (half) return half
  if (word(tokens, i) === 'fortnight') return { n: 14, unit: 'day', to: i + 1 }
  const count = countOf(tokens, i)
  if (!count) return null
  if (count.unit) return { n: count.n, unit: count.unit, to: count.to }
  let at = count.to
  if (word(tokens, at) === '-') at++
  if (/^(working|business|calendar|full|whole)$/.test(word(tokens, at))) at++
  if (/^fortnights?$/.test(word(tokens, at))) return { n: 14 * count.n, unit: 'day', to: at + 1 }
  const unit = units[word(tokens, at)]
  if (!unit && /^(hours?|hrs?)$/.test(word(tokens, at)) && count.n % 24 === 0)
    return { n: count.n / 24, unit: 'day', to: at + 1 }
  return unit ? { n: count.n, unit, to: at + 1 } : null
}

/** Quarters are the calendar's own, whole ones; other units are counted from today. */
const windowOf = (back: boolean, { n, unit }: { n: number; unit: CalendarUnit }): Period =>
  unit === 'quarter'
    ? back
      ? { previous: unit, count: n }
      : { following: unit, count: n }
    : back
      ? { last: n, unit }
      : { next: n, unit }

/** "last week", "next 3 months", "the past year", "this quarter so far". */
export function unitPeriod({ tokens, i }: At): TimeReading | null {
  let at = i
  const definite = word(tokens, at) === 'the'
  if (definite) at++
  const lead = word(tokens, at)
  if (lasts.has(lead) || nexts.has(lead)) {
    const back = lasts.has(lead)
    at++
    const span = duration({ tokens, i: at })
    if (span && (span.to > at + 1 || /^(\d.*|fortnight)$/.test(word(tokens, at)))) {
      const when = period(windowOf(back, span))
      return { to: span.to, when, tense: back ? 'past' : 'future' }
    }
    const calendar = /^(calendar|fiscal|full|whole|financial)$/.test(word(tokens, at))
    if (calendar) at++
    const unit = word(tokens, at) === 'fy' ? 'year' : units[word(tokens, at)]
    if (
      unit &&
      (word(tokens, at) === 'fy' ||
        word(tokens, at) === unit ||
        /^(wk|mo|mth|qtr|q|yr)$/.test(word(tokens, at)))
    ) {
      // "In the last month" rolls back from today; "last month" is the calendar's.
      if (lead === 'coming' && definite && unit !== 'quarter')
        return { to: at + 1, when: period({ next: 1, unit }), tense: 'future' }
      const rolls =
        !calendar && (lead === 'trailing' || lead === 'past' || (definite && back && unit !== 'quarter'))
      if (rolls) return { to: at + 1, when: period({ last: 1, unit }), tense: 'past' }
      return {
        to: at + 1,
        when: period(back ? { previous: unit } : { following: unit }),
        tense: back ? 'past' : 'future',
      }
    }
    const weekday = weekdays[word(tokens, at)]
    if (weekday)
      return {
        to: at + 1,
        when: { w: 'weekday', weekday, which: back ? 'last' : 'next' },
        tense: back ? 'past' : 'future',
      }
    const month = months[word(tokens, at)]
    if (month) return { to: at + 1, when: { w: 'month', month }, tense: back ? 'past' : 'future' }
    return null
  }
  // "The 2 upcoming months", "three past weeks".
  const count = countOf(tokens, at)
  const side = count && !count.unit ? word(tokens, count.to) : ''
  const unit = count && units[word(tokens, count.to + 1)]
  // "A ten last month" is no ten months.
  const isCounted = /s$/.test(word(tokens, (count?.to ?? i) + 1)) || word(tokens, i - 1) === 'the'
  if (count && unit && isCounted && (lasts.has(side) || (nexts.has(side) && side !== 'following'))) {
    const back = lasts.has(side)
    const when = period(windowOf(back, { n: count.n, unit }))
    return { to: count.to + 2, when, tense: back ? 'past' : 'future' }
  }
  if (currents.has(lead) || definite) {
    if (currents.has(lead) && !(definite && lead === 'the')) at++
    if (/^(calendar|fiscal|current|financial)$/.test(word(tokens, at))) at++
    else if (definite && lead !== 'current') return null
    const unit = word(tokens, at) === 'fy' ? 'year' : units[word(tokens, at)]
    if (unit) {
      const soFar = word(tokens, at + 1) === 'so' && word(tokens, at + 2) === 'far'
      const toDate = word(tokens, at + 1) === 'to' && word(tokens, at + 2) === 'date'
      if (soFar || toDate) return { to: at + 3, when: period({ this: unit, toDate: true }), tense: 'past' }
      return { to: at + 1, when: period({ this: unit }) }
    }
    const weekday = weekdays[word(tokens, at)]
    if (weekday && lead === 'this') return { to: at + 1, when: { w: 'weekday', weekday, which: 'this' } }
    const month = months[word(tokens, at)]
    if (month && lead === 'this') return { to: at + 1, when: { w: 'month', month, yearShift: 0 } }
  }
  return null
}

const ytd: Record<string, CalendarUnit> = { ytd: 'year', qtd: 'quarter', mtd: 'month', wtd: 'week' }

/** "year to date", "YTD", "TTM", "today", "end of next quarter". */
export function idiom({ tokens, i }: At): TimeReading | null {
  const first = word(tokens, i)
  const abbreviated = ytd[first]
  if (abbreviated) return { to: i + 1, when: period({ this: abbreviated, toDate: true }), tense: 'past' }
  if ((first === 'ttm' || first === 'ltm') && i >= 0)
    return { to: i + 1, when: period({ last: 12, unit: 'month' }), tense: 'past' }
  const unit = units[first]
  if (unit && word(tokens, i + 1) === 'to' && word(tokens, i + 2) === 'date')
    return { to: i + 3, when: period({ this: unit, toDate: true }), tense: 'past' }
  if (/^(today|tonight|tonite)$/.test(first))
    return { to: i + 1, when: period({ from: { today: 0 }, to: { today: 0 } }) }
  if (first === 'yesterday')
    return { to: i + 1, when: period({ from: { today: -1 }, to: { today: -1 } }), tense: 'past' }
  if (/^(tomorrow|tomorow|tmrw|tmr|tmw)$/.test(first))
    return { to: i + 1, when: period({ from: { today: 1 }, to: { today: 1 } }), tense: 'future' }
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

/** What may stand before "end next month" for "the end of next month". */
const mayOpenEdge =
  /^(|[,;:-]|by|until|till|til|to|from|since|before|after|at|around|about|towards|toward|due|through|in|for|and|or|between|the|up|of|expected|planned|scheduled|latest)$/

/** "end of the quarter", "the beginning of next year", "year end", "the year is out": the period whose edge is meant. */
export function edgeOf({ tokens, i }: At): (TimeReading & { end: boolean }) | null {
  let at = i
  if (word(tokens, at) === 'the') at++
  const unitEnd = units[word(tokens, at)]
  if (
    unitEnd &&
    (word(tokens, at + 1) === 'end' || (word(tokens, at + 1) === "'s" && word(tokens, at + 2) === 'end'))
  )
    return { to: at + (word(tokens, at + 1) === 'end' ? 2 : 3), when: period({ this: unitEnd }), end: true }
  const isOver =
    /^(is|are)$/.test(word(tokens, at + 1)) && /^(out|over|up|through|done)$/.test(word(tokens, at + 2))
  if (unitEnd && isOver) return { to: at + 3, when: period({ this: unitEnd }), end: true }
  // "Since the quarter began": from its start on.
  const hasBegun = /^(began|started|opened|begun)$/.test(word(tokens, at + 1))
  if (unitEnd && hasBegun) return { to: at + 2, when: period({ this: unitEnd }), end: false }
  if (/^eo[yqmw]$/.test(word(tokens, at))) return { ...boundary(word(tokens, at), at + 1), end: true }
  const end = word(tokens, at) === 'end' || (word(tokens, at) === 'close' && word(tokens, at + 1) === 'of')
  if (!end && !/^(start|beginning|begin)$/.test(word(tokens, at))) return null
  at++
  const isOf = word(tokens, at) === 'of'
  if (isOf) at++
  const named = unitPeriod({ tokens, i: at })
  // "Contracts start next quarter": a verb before its time.
  if (named && !isOf && at === i + 1 && !mayOpenEdge.test(word(tokens, i - 1))) return null
  const inner = named ?? nameOf({ tokens, i: at })
  if (inner) return { ...inner, end }
  if (word(tokens, at) === 'the') at++
  const unit = units[word(tokens, at)]
  return unit ? { to: at + 1, when: period({ this: unit }), end } : null
}
