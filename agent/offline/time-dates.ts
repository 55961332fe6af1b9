/** Days and periods by name: 15 March 2027, Q3, FY26, the first half of 2026, Monday. Pure. */
import { readNumber } from './numbers.ts'
import type { Token } from './text.ts'
import type { OfYear } from './when.ts'
import { months, period, weekdays, word, type At, type TimeReading } from './time-words.ts'

function yearAt(tokens: readonly Token[], i: number): { year: number; to: number } | null {
  let at = i
  if (word(tokens, at) === ',' || word(tokens, at) === 'of') at++
  const text = word(tokens, at)
  // "Twenty twenty-seven".
  const century = text === 'twenty' ? 2000 : text === 'nineteen' ? 1900 : 0
  const rest = century ? readNumber(tokens, at + 1) : null
  if (rest && rest.value >= 10 && rest.value < 100 && !rest.percent && tokens[at + 1]?.kind === 'word')
    return { year: century + rest.value, to: rest.to }
  if (/^(19|20)\d\d$/.test(text) && tokens[at]?.kind === 'number') return { year: Number(text), to: at + 1 }
  const fiscal = /^(?:fy|cy)(\d{2}|\d{4})$/.exec(text)
  if (fiscal?.[1])
    return { year: fiscal[1].length === 2 ? 2000 + Number(fiscal[1]) : Number(fiscal[1]), to: at + 1 }
  if (/^(fy|cy)$/.test(text)) {
    const next = /^(\d{2}|\d{4})$/.exec(word(tokens, at + 1))
    if (next?.[1])
      return { year: next[1].length === 2 ? 2000 + Number(next[1]) : Number(next[1]), to: at + 2 }
  }
  if ((text === "'" || text === "'s") && /^\d\d$/.test(word(tokens, at + 1)))
    return { year: 2000 + Number(word(tokens, at + 1)), to: at + 2 }
  return null
}

type YearAfter = OfYear & { to: number }
const yearWords: Record<string, number> = {
  this: 0,
  current: 0,
  next: 1,
  coming: 1,
  following: 1,
  last: -1,
  previous: -1,
  past: -1,
  prior: -1,
}

/** The year behind a month, quarter, half or date: its number, or "of next year". */
function yearAfter(tokens: readonly Token[], i: number): YearAfter | null {
  const named = yearAt(tokens, i)
  if (named) return named
  let at = i
  while (/^(,|of|in|the)$/.test(word(tokens, at))) at++
  const yearShift = yearWords[word(tokens, at)]
  return yearShift !== undefined && /^(year|yr)$/.test(word(tokens, at + 1))
    ? { yearShift, to: at + 2 }
    : null
}

const withYear = (year: YearAfter | null): OfYear =>
  !year ? {} : year.year === undefined ? { yearShift: year.yearShift ?? 0 } : { year: year.year }

/** Months, quarters, halves, years and dates by name. */
export function nameOf({ tokens, i }: At): TimeReading | null {
  const first = word(tokens, i)
  const quarter = /^q([1-4])$/.exec(first)
  if (quarter?.[1]) {
    const year = yearAfter(tokens, i + 1)
    return { to: year?.to ?? i + 1, when: { w: 'quarter', quarter: Number(quarter[1]), ...withYear(year) } }
  }
  const half = /^h([12])$/.exec(first)
  if (half?.[1]) {
    const year = yearAfter(tokens, i + 1)
    return { to: year?.to ?? i + 1, when: { w: 'half', half: Number(half[1]), ...withYear(year) } }
  }
  const rank = readNumber(tokens, i)
  if (rank?.ordinal && /^(quarter|qtr|half)$/.test(word(tokens, rank.to))) {
    const year = yearAfter(tokens, rank.to + 1)
    const to = year?.to ?? rank.to + 1
    if (word(tokens, rank.to) === 'half' && rank.value <= 2)
      return { to, when: { w: 'half', half: rank.value, ...withYear(year) } }
    if (rank.value <= 4) return { to, when: { w: 'quarter', quarter: rank.value, ...withYear(year) } }
  }
  const year = yearAt(tokens, i)
  if (year && first !== ',' && first !== 'of') {
    const after = /^q([1-4])$/.exec(word(tokens, year.to))
    if (after?.[1])
      return { to: year.to + 1, when: { w: 'quarter', quarter: Number(after[1]), year: year.year } }
    const whole = { from: `${year.year}-01-01`, to: `${year.year}-12-31` }
    return { to: year.to, when: period(whole), weak: !/^[fc]y/.test(first) }
  }
  return dateOf({ tokens, i })
}

export function dateOf({ tokens, i }: At): TimeReading | null {
  const token = tokens[i]
  if (token?.kind === 'date') {
    const day = isoDay(token.word)
    return day ? { to: i + 1, when: period({ from: day, to: day }) } : null
  }
  if (/^(christmas|xmas)$/.test(word(tokens, i)))
    return { to: i + 1, when: { w: 'month', month: 12, day: 25 } }
  const month = months[word(tokens, i)]
  if (month) {
    let at = i + 1
    if (word(tokens, at) === 'the') at++
    const day = dayNumber(tokens, at)
    const year = yearAfter(tokens, day?.to ?? i + 1)
    const to = year?.to ?? day?.to ?? i + 1
    const weak =
      !day && !year && (word(tokens, i) === 'may' || word(tokens, i) === 'mar' || word(tokens, i) === 'march')
    return {
      to,
      when: { w: 'month', month, ...(day && { day: day.day }), ...withYear(year) },
      ...(weak && { weak }),
    }
  }
  let at = i
  if (word(tokens, at) === 'the') at++
  const day = dayNumber(tokens, at)
  if (day) {
    const of = word(tokens, day.to) === 'of' ? day.to + 1 : day.to
    const named = months[word(tokens, of)]
    if (named) {
      const year = yearAfter(tokens, of + 1)
      return { to: year?.to ?? of + 1, when: { w: 'month', month: named, day: day.day, ...withYear(year) } }
    }
    // "The first answer" is no day; "the 1st" and "by the first" are.
    const dated =
      /^\d/.test(word(tokens, at)) || /^(on|by|until|till|since|before|after|from)$/.test(word(tokens, i - 1))
    if (day.ordinal && dated && word(tokens, i) === 'the')
      return { to: day.to, when: { w: 'dayOfMonth', day: day.day }, weak: true }
  }
  const weekday = weekdays[word(tokens, i)]
  // "Friday, 27 November": the date says which.
  const after = weekday && dateOf({ tokens, i: /^(,|the)$/.test(word(tokens, i + 1)) ? i + 2 : i + 1 })
  if (after && (after.when.w === 'period' || (after.when.w === 'month' && after.when.day !== undefined)))
    return after
  if (weekday) return { to: i + 1, when: { w: 'weekday', weekday }, weak: true }
  return null
}

export function dayNumber(
  tokens: readonly Token[],
  i: number,
): { day: number; to: number; ordinal: boolean } | null {
  const number = readNumber(tokens, i)
  if (!number || number.percent || number.currency || number.unit) return null
  if (number.to !== i + 1 && !number.ordinal) return null
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
