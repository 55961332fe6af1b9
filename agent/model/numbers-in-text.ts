/** Finds what a text states as a figure: numbers with their sign, scale and precision, dates, ids; each with its place. */

export type NumberFound = {
  kind: 'number'
  start: number
  end: number
  value: number
  /** Half of the last digit written, scaled: 1.3M means 1.25M … 1.35M. */
  tolerance: number
  percent: boolean
  /** Written with a minus. Without one, a fall may be told in words ("down 20 %"). */
  negative: boolean
}
/** `month` 1–12; a year or a day may be missing. */
export type DateFound = {
  kind: 'date'
  start: number
  end: number
  year?: number
  month: number
  day?: number
}
export type IdFound = { kind: 'id'; start: number; end: number; text: string }
export type Found = NumberFound | DateFound | IdFound

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?'
const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
}

/** What looks like a figure but states none: links, code, list numbers, times of day. */
const silent = [/https?:\/\/\S+/g, /^[ \t]*\d{1,3}[.)](?=\s)/gm, /\b\d{1,2}:\d{2}(?::\d{2})?\b|UTC[+-]\d+/g]
const isoDate = /\b(\d{4})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]+Z?)?\b/g
const dayFirst = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthName}(?:,?\\s+(\\d{4}))?\\b`,
  'g',
)
const monthFirst = new RegExp(
  `\\b${monthName}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?(?!\\d|[.,]\\d)\\b`,
  'g',
)
const monthYear = new RegExp(`\\b${monthName},?\\s+(\\d{4})\\b`, 'g')
const identifier =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}_-]*\p{N})\p{L}[\p{L}\p{N}]*(?:[-_][\p{L}\p{N}]+)*(?![\p{L}\p{N}])/gu
const number =
  /(?<![\p{L}\p{N}_.])([-−–]?)(?:[$€£¥]\s?)?(\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)(?!\p{L}*\p{N})(?:\s?(%|per\s?cent(?:age\spoints?)?\b|pp\b)|\s?(k|mn|mio|m|bn|b|thousand|million|billion)(?![\p{L}\p{N}]))?/giu

/** In the order of the text; none overlaps another. */
export function figuresIn(text: string): Found[] {
  const found: Found[] = []
  const taken = new Uint8Array(text.length)
  const take = (match: RegExpMatchArray) => {
    const start = match.index ?? 0
    if (taken.subarray(start, start + match[0].length).includes(1)) return null
    taken.fill(1, start, start + match[0].length)
    return { start, end: start + match[0].length }
  }
  for (const pattern of silent) for (const match of text.matchAll(pattern)) take(match)
  const date = (match: RegExpMatchArray, year?: string, month?: string, day?: string) => {
    const named = months.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1
    const place = take(match)
    if (!place) return
    found.push({
      kind: 'date',
      ...place,
      month: named || Number(month),
      ...(year ? { year: Number(year) } : {}),
      ...(day ? { day: Number(day) } : {}),
    })
  }
  for (const match of text.matchAll(isoDate)) date(match, match[1], match[2], match[3])
  for (const match of text.matchAll(dayFirst)) date(match, match[3], match[2], match[1])
  for (const match of text.matchAll(monthYear)) date(match, match[2], match[1])
  for (const match of text.matchAll(monthFirst)) date(match, match[3], match[1], match[2])
  for (const match of text.matchAll(identifier)) {
    const place = take(match)
    if (place) found.push({ kind: 'id', ...place, text: match[0] })
  }
  for (const match of text.matchAll(number)) {
    const place = take(match)
    if (place) found.push(asNumber(match, place))
  }
  return found.sort((a, b) => a.start - b.start)
}

function asNumber(match: RegExpMatchArray, place: { start: number; end: number }): NumberFound {
  const [whole, sign = '', digits = '', percent, scale = ''] = match
  // "1,316,900" groups thousands; "1,3" is a decimal comma.
  const grouped = /^\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+(?:\.\d+)?$/.test(digits)
  const plain = grouped ? digits.replace(/[,'’\u00a0\u202f ]/g, '') : digits.replace(',', '.')
  const factor = scales[scale.toLowerCase()] ?? 1
  const decimals = plain.split('.')[1]?.length ?? 0
  const blanks = whole.length - whole.trimStart().length
  return {
    kind: 'number',
    start: place.start + blanks,
    end: place.end,
    value: Number(plain) * factor,
    tolerance: 0.5 * 10 ** -decimals * factor,
    percent: percent !== undefined,
    negative: sign !== '',
  }
}
