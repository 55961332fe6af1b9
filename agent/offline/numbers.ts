/** Reads amounts: 50k, $1.2m, half a million, a dozen, 10 %, twenty-five. Returns the longest reading at a token. Pure. */
import { onceEachToken } from './each-token.ts'
import { fractionAt } from './fractions.ts'
import { currencyWords, ordinals, scales, tens, type NumberUnit } from './number-words.ts'
import type { Token } from './text.ts'
import { units, word } from './time-words.ts'
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
    if (word(tokens, at) === 'hour') return { to: at, value: 0.5 }
    const scale = scales[word(tokens, at)]
    return scale && word(tokens, at).length > 1 ? { to: at + 1, value: scale / 2 } : null
  }
  // "An hour", "half an hour": so much of a unit that no calendar counts.
  if (/^(an|a)$/.test(first) && /^(hour|minute)$/.test(word(tokens, i + 1))) return { to: i + 1, value: 1 }
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
  if (next === 'couple' && word(tokens, at + 1) === 'of' && word(tokens, at + 2) === 'dozen')
    return { to: at + 3, value: 24 }
  if (first === 'a' && next === 'couple')
    return { to: at + (word(tokens, at + 1) === 'of' ? 2 : 1), value: 2 }
  const scale = scales[next]
  if (first === 'a' && scale && next.length > 1) return { to: at + 1, value: scale }
  return null
}

const evens =
  /^(even (odds|chance|chances|money)|fifty (?:- )?fifty|50 [/-] 50|(?:a |the )?coin (flip|toss)|(?:a )?toss (?:- )?up)(?= |$)/
const owner = /^(of|their|its|the|his|her|our|all|your|what)$/

const figures: Record<string, number> = { four: 1e3, five: 1e4, six: 1e5, seven: 1e6, eight: 1e7 }
const figureNames = Object.keys(figures)

/** "Six figures", "a seven-figure account": at least so much. */
function fromFigures(tokens: readonly Token[], i: number): (Amount & { plus: true }) | null {
  const at = /^(a|an|the)$/.test(word(tokens, i)) ? i + 1 : i
  // "A million-dollar account", "a million plus"; "half a -million" has its figure before it.
  const million = word(tokens, at) === 'million' && word(tokens, at - 1) !== '-' ? at + 1 : undefined
  const dollar = million !== undefined && word(tokens, million) === '-' ? million + 1 : million
  if (dollar !== undefined && /^(dollar|euro|pound|franc|plus)$/.test(word(tokens, dollar)))
    return { to: dollar + 1, value: 1e6, plus: true }
  const value = figures[word(tokens, at)] ?? figures[figureNames[Number(word(tokens, at)) - 4] ?? '']
  const next = word(tokens, at + 1) === '-' ? at + 2 : at + 1
  return value !== undefined && /^(figure|figures)$/.test(word(tokens, next))
    ? { to: next + 1, value, plus: true }
    : null
}

/** "Better than even odds", "half of their seats", "a quarter of what they bought", "one in five": shares of a whole. */
function fromShare(tokens: readonly Token[], i: number): Amount | null {
  const words = [0, 1, 2, 3].map((n) => word(tokens, i + n))
  const even = evens.exec(words.join(' ').trim())
  if (even) return { to: i + even[0].trim().split(' ').length, value: 50, percent: true }
  const fraction = fractionAt(tokens, i)
  if (fraction && !fraction.mixed && fraction.value > 0 && fraction.value < 1) {
    const next = word(tokens, fraction.to)
    const isHalf = fraction.value === 0.5 && word(tokens, i).endsWith('half')
    const after = `${next} ${word(tokens, fraction.to + 1)}`
    const isCompared = /^or (more|less|fewer|better|worse|higher|lower|above|below|over|under)$/.test(after)
    const isBound =
      /^(more|less|fewer|over) than$/.test(`${word(tokens, i - 2)} ${word(tokens, i - 1)}`) &&
      !/^(ago|away|out|old|left|from)$/.test(next)
    const isChange =
      /^(by|down|up|off)$/.test(word(tokens, i - 1)) || /^(down|up|off|lower|higher|less|more)$/.test(next)
    if (next === 'of' || (isHalf && owner.test(next)) || isCompared || isBound || isChange)
      return { to: fraction.to, value: 100 * fraction.value, percent: true }
  }
  const out = /^(in|of)$/.test(words[1] ?? '') || (words[1] === 'out' && words[2] === 'of')
  const part = out ? (fromWords(tokens, i) ?? fromDigits(tokens, i)) : null
  if (!part || part.to !== i + 1 || words[1] === 'of') return null
  const from = words[1] === 'out' ? i + 3 : i + 2
  const whole = fromWords(tokens, from) ?? fromDigits(tokens, from)
  if (!whole || whole.to !== from + 1 || part.unit || whole.unit || units[word(tokens, whole.to)]) return null
  return part.value >= 1 && part.value < whole.value && whole.value <= 100
    ? { to: whole.to, value: (100 * part.value) / whole.value, percent: true }
    : null
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
  const plus = amount.plus === true || (word(tokens, to) === '+' && tokens[to]?.glued === true)
  if (plus && !amount.plus) to++
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
export const readNumber = onceEachToken((tokens, i): NumberReading | null => {
  const minus =
    word(tokens, i) === '-' && !tokens[i]?.glued && tokens[i + 1]?.glued && tokens[i + 1]?.kind === 'number'
  const start = minus ? i + 1 : i
  const amounts = [
    fromDigits(tokens, start),
    fromWords(tokens, start),
    fromIdiom(tokens, start),
    fromShare(tokens, start),
    fromFigures(tokens, start),
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
})
