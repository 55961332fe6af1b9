/** Days and periods by name: 15 March 2027, Q3, FY26, the first half of 2026, Monday. Pure. */
import { readNumber } from './numbers.ts'
import type { Token } from './text.ts'
import { feastOf } from './time-feasts.ts'
import { figuresOf } from './time-figures.ts'
import { months, period, weekdays, word, type At, type TimeReading } from './time-words.ts'
import { withYear, yearAfter, yearAt } from './time-years.ts'

/** "The year 2019", "calendar year 2026": the words in front of a year's number. */
function pastYearWords(tokens: readonly Token[], i: number): number {
  let at = word(tokens, i) === 'the' ? i + 1 : i
  if (/^(calendar|fiscal|financial)$/.test(word(tokens, at))) at++
  if (word(tokens, at) !== 'year') return i
  at += word(tokens, at + 1) === 'of' ? 2 : 1
  return /^(1[5-9]|20|21)\d\d$/.test(word(tokens, at)) ? at : i
}

/** "1990s", "the 90s". */
function decadeOf({ tokens, i }: At): TimeReading | null {
  const at = word(tokens, i) === 'the' ? i + 1 : i
  const said = /^(?:(1[5-9]|20))?(\d0)s$/.exec(word(tokens, at))
  if (!said) return null
  const year = Number(said[1] ?? 19) * 100 + Number(said[2])
  return { to: at + 1, when: period({ from: `${year}-01-01`, to: `${year + 9}-12-31` }) }
}

/** Months, quarters, halves, years and dates by name. */
export function nameOf({ tokens, i }: At): TimeReading | null {
  const figured = figuresOf({ tokens, i })
  if (figured) return figured
  const numbered = pastYearWords(tokens, i)
  if (numbered > i) {
    const isFiscal = tokens.slice(i, numbered).some((token) => /^(fiscal|financial)$/.test(token.word))
    const read = nameOf({ tokens, i: numbered })
    const year = isFiscal ? yearAt(tokens, numbered) : null
    if (year) return { to: year.to, when: { w: 'fiscalYear', year: year.year } }
    if (read) return { to: read.to, when: read.when }
  }
  const decade = decadeOf({ tokens, i })
  if (decade) return decade
  const first = word(tokens, i)
  // "3Q26", "Q3FY27", "2H26".
  const next = tokens[i + 1]
  const joined = next?.glued && /^\d{2,4}$/.test(next.word) ? `${first}${next.word}` : first
  const tied = /^(?:([1-4])q|q([1-4])(?:fy)|([12])h|h([12])(?:fy))(\d{2}|\d{4})$/.exec(joined)
  if (tied) {
    const to = joined === first ? i + 1 : i + 2
    const year = Number(tied[5]) + (tied[5]?.length === 2 ? 2000 : 0)
    const half = tied[3] ?? tied[4]
    if (half) return { to, when: { w: 'half', half: Number(half), year } }
    return { to, when: { w: 'quarter', quarter: Number(tied[1] ?? tied[2]), year } }
  }
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
    if (/^fy/.test(first)) return { to: year.to, when: { w: 'fiscalYear', year: year.year } }
    const whole = { from: `${year.year}-01-01`, to: `${year.year}-12-31` }
    return { to: year.to, when: period(whole), weak: !/^[fc]y/.test(first) }
  }
  return dateOf({ tokens, i })
}

export function dateOf({ tokens, i }: At): TimeReading | null {
  const figured = figuresOf({ tokens, i }) ?? feastOf({ tokens, i })
  if (figured) return figured
  const month = months[word(tokens, i)]
  if (month) {
    const named = pastStop(tokens, i)
    let at = named
    if (word(tokens, at) === 'the') at++
    // "May I ask": a verb, where who may stands behind it.
    if (
      word(tokens, i) === 'may' &&
      /^(i|we|you|they|he|she)$/.test(word(tokens, i + 1)) &&
      !/^(in|of|by|until|till|since|for|from|to|this|last|next|before|after|during|through)$/.test(
        word(tokens, i - 1),
      )
    )
      return null
    const day = dayNumber(tokens, at)
    const year = yearAfter(tokens, day?.to ?? named)
    const to = year?.to ?? day?.to ?? i + 1
    if (day && !exists(month, day.day, year?.year)) return null
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
      const year = yearAfter(tokens, pastStop(tokens, of))
      if (!exists(named, day.day, year?.year)) return null
      return { to: year?.to ?? of + 1, when: { w: 'month', month: named, day: day.day, ...withYear(year) } }
    }
    // "The first answer" is no day; "the 1st", "by the first" and "the twenty-fifth" are.
    const dated =
      /^(\d|(twenty|thirty)$)/.test(word(tokens, at)) ||
      /^(on|by|until|till|since|before|after|from)$/.test(word(tokens, i - 1))
    const isRank = /(est|most|least|best|worst|last)$/.test(word(tokens, day.to))
    if (day.ordinal && dated && !isRank && word(tokens, i) === 'the')
      return { to: day.to, when: { w: 'dayOfMonth', day: day.day }, weak: true }
  }
  const weekday = weekdays[word(tokens, i)]
  // "Friday, 27 November": the date says which.
  const after = weekday && dateOf({ tokens, i: /^(,|the)$/.test(word(tokens, i + 1)) ? i + 2 : i + 1 })
  if (after && (after.when.w === 'period' || (after.when.w === 'month' && after.when.day !== undefined)))
    return after
  // "Wed 13th": the one that is a Wednesday.
  const number = weekday ? dayNumber(tokens, word(tokens, i + 1) === 'the' ? i + 2 : i + 1) : null
  if (weekday && number?.ordinal)
    return { to: number.to, when: { w: 'dayOfMonth', day: number.day, weekday } }
  if (weekday) return { to: i + 1, when: { w: 'weekday', weekday }, weak: true }
  return null
}

/** "Dec. 31": the stop of an abbreviation, where a number follows it. */
const pastStop = (tokens: readonly Token[], i: number): number =>
  word(tokens, i).length <= 4 && word(tokens, i + 1) === '.' && tokens[i + 2]?.kind === 'number'
    ? i + 2
    : i + 1

/** 29 February needs a leap year, 30 February does not exist. */
const exists = (month: number, day: number, year = 2024): boolean =>
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

export function dayNumber(
  tokens: readonly Token[],
  i: number,
): { day: number; to: number; ordinal: boolean } | null {
  const number = readNumber(tokens, i)
  if (!number || number.percent || number.currency || number.unit) return null
  const inWords = tokens[i]?.kind === 'word' && tokens[number.to - 1]?.kind === 'word'
  if (number.to !== i + 1 && !number.ordinal && !inWords) return null
  if (!Number.isInteger(number.value) || number.value < 1 || number.value > 31) return null
  return { day: number.value, to: number.to, ordinal: number.ordinal }
}
