/** Reads amounts: 50k, $1.2m, half a million, a dozen, 10 %, twenty-five. Returns the longest reading at a token. Pure. */
import {
  currencyWords,
  ones,
  ordinals,
  scales,
  symbols,
  tens,
  unitTails,
  type NumberUnit,
} from './number-words.ts'
import type { Token } from './text.ts'

export type NumberReading = {
  /** First token after the number. */
  to: number
  value: number
  percent: boolean
  currency?: string
  /** "1st", "third": a rank, not an amount. */
  ordinal: boolean
  /** "50+" says at least, by itself. */
  plus: boolean
  /** Tied letters that name a unit: "30d", "24h". */
  unit?: NumberUnit
}

type Amount = {
  to: number
  value: number
  unit?: NumberReading['unit']
  currency?: string
  percent?: boolean
  ordinal?: boolean
}

const word = (tokens: readonly Token[], i: number): string => tokens[i]?.word ?? ''

/** "1,200.50", "1.200,50", "1,5": the last separator is decimal unless it groups thousands. */
function digits(text: string): number {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replace(/,/g, ''))
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return Number(text.replace(/\./g, ''))
  return Number(text.replace(',', '.'))
}

function fromDigits(tokens: readonly Token[], i: number): Amount | null {
  const token = tokens[i]
  if (token?.kind !== 'number') return null
  const match = /^([$€£¥]?)([\d.,]*\d)(\p{L}*)(%?)$/u.exec(token.word)
  if (!match) return null
  const [, symbol = '', figure = '', tail = '', percent = ''] = match
  let value = digits(figure)
  if (!Number.isFinite(value)) return null
  let to = i + 1
  if (tail in scales) value *= scales[tail] ?? 1
  else if (!tail && word(tokens, to) in scales && !isUnitOfLength(tokens, to))
    value *= scales[word(tokens, to++)] ?? 1
  const unit = unitTails[tail]
  const currency = symbols[symbol] ?? currencyWords[tail]
  return {
    to,
    value,
    ...(unit && { unit }),
    ...(currency && { currency }),
    ...(percent && { percent: true }),
    ...(/^(st|nd|rd|th)$/.test(tail) && { ordinal: true }),
  }
}

/** A lone "m" or "b" after a space is a scale only beside money; "5 m" elsewhere is left alone. */
const isUnitOfLength = (tokens: readonly Token[], i: number): boolean =>
  word(tokens, i).length === 1 && word(tokens, i) !== 'k' && !tokens[i]?.glued

function below100(tokens: readonly Token[], i: number): { to: number; value: number } | null {
  const first = word(tokens, i)
  const ten = tens[first]
  if (ten !== undefined) {
    let next = i + 1
    if (word(tokens, next) === '-') next++
    const one = ones[word(tokens, next)]
    return one && one < 10 ? { to: next + 1, value: ten + one } : { to: i + 1, value: ten }
  }
  const one = ones[first]
  return one === undefined ? null : { to: i + 1, value: one }
}

/** "two hundred and fifty thousand": adds groups and multiplies by scales. */
function fromWords(tokens: readonly Token[], i: number): Amount | null {
  let at = i
  let total = 0
  let group: number | null = null
  // "A hundred thousand".
  if (
    /^(a|an)$/.test(word(tokens, at)) &&
    (scales[word(tokens, at + 1)] ?? 0) >= 100 &&
    word(tokens, at + 1).length > 2
  ) {
    group = 1
    at++
  }
  for (;;) {
    const small = below100(tokens, at)
    if (small && (group === null || group % 100 === 0)) {
      group = (group ?? 0) + small.value
      at = small.to
    } else if (word(tokens, at) === 'hundred' && group !== null && group > 0) {
      group *= 100
      at++
    } else if ((scales[word(tokens, at)] ?? 0) >= 1e3 && group !== null && word(tokens, at).length > 1) {
      total += group * (scales[word(tokens, at)] ?? 1)
      group = 0
      at++
    } else if (
      word(tokens, at) === 'and' &&
      group !== null &&
      group % 100 === 0 &&
      group + total > 0 &&
      below100(tokens, at + 1)
    ) {
      at++
    } else break
  }
  return group === null ? null : { to: at, value: total + group }
}

/** "half a million", "a quarter million", "a dozen", "a couple of", "a hundred". */
function fromIdiom(tokens: readonly Token[], i: number): Amount | null {
  let at = i
  const first = word(tokens, at)
  if (first === 'half' || (first === 'a' && word(tokens, at + 1) === 'half')) {
    at += first === 'half' ? 1 : 2
    if (word(tokens, at) === 'a' || word(tokens, at) === 'of' || word(tokens, at) === 'an') at++
    if (word(tokens, at) === 'dozen') return { to: at + 1, value: 6 }
    const scale = scales[word(tokens, at)]
    return scale && word(tokens, at).length > 1 ? { to: at + 1, value: scale / 2 } : null
  }
  const thirds =
    first === 'two' && /^thirds$/.test(word(tokens, at + 1))
      ? 2
      : /^(a|one)$/.test(first) && /^third$/.test(word(tokens, at + 1))
        ? 1
        : 0
  if (thirds) return { to: at + 2, value: (100 * thirds) / 3, percent: true }
  if (first === 'three' && word(tokens, at + 1) === 'quarters')
    return { to: at + 2, value: 75, percent: true }
  if (first === 'a' || first === 'one') at++
  const next = word(tokens, at)
  if (next === 'quarter' && (word(tokens, at + 1) === 'million' || word(tokens, at + 1) === 'mil'))
    return { to: at + 2, value: 250_000 }
  if (next === 'dozen') return { to: at + 1, value: 12 }
  if (first === 'a' && next === 'couple')
    return { to: at + (word(tokens, at + 1) === 'of' ? 2 : 1), value: 2 }
  const scale = scales[next]
  if (first === 'a' && scale && next.length > 1) return { to: at + 1, value: scale }
  return null
}

/** "500k a year", "per annum": amounts of money are a year's. */
function pastYearly(tokens: readonly Token[], at: number): number {
  if (/^(yearly|annually|pa)$/.test(word(tokens, at))) return at + 1
  const two = `${word(tokens, at)} ${word(tokens, at + 1)}`
  return /^(a year|per year|per annum|each year|every year|a yr|per yr)$/.test(two) ? at + 2 : at
}

function withTail(tokens: readonly Token[], amount: Amount): NumberReading {
  let { to } = amount
  let percent = amount.percent ?? false
  let currency = amount.currency
  if (!percent && (word(tokens, to) === '%' || /^(percent|pct)$/.test(word(tokens, to)))) {
    percent = true
    to++
  } else if (!percent && word(tokens, to) === 'per' && word(tokens, to + 1) === 'cent') {
    percent = true
    to += 2
  }
  const named = currencyWords[word(tokens, to)]
  if (!currency && named) {
    currency = named
    to++
  }
  const plus = word(tokens, to) === '+' && tokens[to]?.glued === true
  if (plus) to++
  if (!percent && amount.value >= 1000) to = pastYearly(tokens, to)
  return {
    to,
    value: amount.value,
    percent,
    plus,
    ordinal: amount.ordinal ?? false,
    ...(currency && { currency }),
    ...(amount.unit && { unit: amount.unit }),
  }
}

/** The amount that begins at a token, or null. A minus is read only when it is tied to the figure and nothing precedes it. */
export function readNumber(tokens: readonly Token[], i: number): NumberReading | null {
  const minus =
    word(tokens, i) === '-' && !tokens[i]?.glued && tokens[i + 1]?.glued && tokens[i + 1]?.kind === 'number'
  const start = minus ? i + 1 : i
  const amounts = [fromDigits(tokens, start), fromWords(tokens, start), fromIdiom(tokens, start)].filter(
    (amount) => amount !== null,
  )
  const ordinal = ordinals[word(tokens, start)]
  if (ordinal) amounts.push({ to: start + 1, value: ordinal, ordinal: true })
  // "Twenty-first".
  const ten = tens[word(tokens, start)]
  const next = word(tokens, start + 1) === '-' ? start + 2 : start + 1
  const one = ordinals[word(tokens, next)]
  if (ten && one && one < 10) amounts.push({ to: next + 1, value: ten + one, ordinal: true })
  const longest = amounts.sort((a, b) => b.to - a.to)[0]
  if (!longest) return null
  const reading = withTail(tokens, longest)
  return minus ? { ...reading, value: -reading.value } : reading
}
