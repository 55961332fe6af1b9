/** Years as they are said behind a month, a quarter or a date: 2027, FY26, '27, twenty twenty-seven, of next year. Pure. */
import { readNumber } from './numbers.ts'
import { word } from './time-words.ts'
import type { Token } from './text.ts'
import type { OfYear } from './when.ts'

type Year = { year: number; to: number }

/** A year of two figures lies in the century that makes it the nearer one. */
const centuryOf = (figures: string): number => (Number(figures) >= 50 ? 1900 : 2000) + Number(figures)

const openings: Record<string, number> = {
  sixteen: 1600,
  seventeen: 1700,
  eighteen: 1800,
  nineteen: 1900,
  twenty: 2000,
}

/** "Twenty twenty-seven", "nineteen eighty six", "two thousand and five". */
function yearInWords(tokens: readonly Token[], i: number): Year | null {
  const century = openings[word(tokens, i)]
  if (century !== undefined) {
    const at = word(tokens, i + 1) === 'hundred' ? i + 2 : i + 1
    const rest = tokens[at]?.kind === 'word' ? readNumber(tokens, at) : null
    const whole = rest && !rest.percent && !rest.ordinal && rest.value >= 10 && rest.value < 100
    return whole ? { year: century + rest.value, to: rest.to } : null
  }
  if (word(tokens, i) !== 'two' || word(tokens, i + 1) !== 'thousand') return null
  const read = readNumber(tokens, i)
  return read && !read.percent && read.value < 2100 && read.to > i + 2
    ? { year: read.value, to: read.to }
    : null
}

export function yearAt(tokens: readonly Token[], i: number): Year | null {
  let at = i
  const of = word(tokens, at) === 'of'
  if (word(tokens, at) === ',' || of) at++
  const text = word(tokens, at)
  const said = yearInWords(tokens, at)
  if (said) return said
  if (/^(1[5-9]|20|21)\d\d$/.test(text) && tokens[at]?.kind === 'number')
    return { year: Number(text), to: at + 1 }
  const fiscal = /^(?:fy|cy)(\d{2}|\d{4})$/.exec(text)
  if (fiscal?.[1])
    return { year: fiscal[1].length === 2 ? 2000 + Number(fiscal[1]) : Number(fiscal[1]), to: at + 1 }
  if (/^(fy|cy)$/.test(text)) {
    const next = /^(\d{2}|\d{4})$/.exec(word(tokens, at + 1))
    if (next?.[1])
      return { year: next[1].length === 2 ? 2000 + Number(next[1]) : Number(next[1]), to: at + 2 }
  }
  const short = word(tokens, at + 1)
  if ((text === "'" || text === "'s") && /^\d\d$/.test(short)) return { year: centuryOf(short), to: at + 2 }
  return of && /^\d\d$/.test(text) && Number(text) > 31 ? { year: centuryOf(text), to: at + 1 } : null
}

export type YearAfter = OfYear & { to: number }
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
export function yearAfter(tokens: readonly Token[], i: number): YearAfter | null {
  const named = yearAt(tokens, i)
  if (named) return named
  let at = i
  while (/^(,|of|in|the)$/.test(word(tokens, at))) at++
  const yearShift = yearWords[word(tokens, at)]
  if (yearShift !== undefined && /^(year|yr)$/.test(word(tokens, at + 1))) return { yearShift, to: at + 2 }
  const numbered = at > i ? yearAt(tokens, at) : null
  return numbered && numbered.year >= 1900 ? numbered : null
}

export const withYear = (year: YearAfter | null): OfYear =>
  !year ? {} : year.year === undefined ? { yearShift: year.yearShift ?? 0 } : { year: year.year }
