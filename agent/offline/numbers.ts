/** Reads amounts: 50k, $1.2m, half a million, a dozen, 10 %, twenty-five. Returns the longest reading at a token. Pure. */
import { fractionAt } from './fractions.ts'
import { currencyWords, ordinals, scales, tens, type NumberUnit } from './number-words.ts'
import type { Token } from './text.ts'
import { word } from './time-words.ts'
import { fromDigits, fromWords, type Amount } from './whole-numbers.ts'

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

/** "One and a half million": a fraction beside a whole; one alone ("a quarter") says other things in a request. */
function wholeFraction(tokens: readonly Token[], i: number): Amount | null {
  const read = fractionAt(tokens, i)
  return read && read.value >= 1 && read.mixed ? { to: read.to, value: read.value } : null
}

/** The amount that begins at a token, or null. A minus is read only when it is tied to the figure and nothing precedes it. */
export function readNumber(tokens: readonly Token[], i: number): NumberReading | null {
  const minus =
    word(tokens, i) === '-' && !tokens[i]?.glued && tokens[i + 1]?.glued && tokens[i + 1]?.kind === 'number'
  const start = minus ? i + 1 : i
  const amounts = [
    fromDigits(tokens, start),
    fromWords(tokens, start),
    fromIdiom(tokens, start),
    wholeFraction(tokens, start),
  ].filter((amount) => amount !== null)
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
