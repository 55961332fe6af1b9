/** Fractions in words and signs: one and a half million, two thirds, five eighths, 2 1/4, ¾. Pure. */
import { onceEachToken } from './each-token.ts'
import { ordinals, scales } from './number-words.ts'
import type { Token } from './text.ts'
import { word } from './time-words.ts'
import { fromDigits, fromWords } from './whole-numbers.ts'

/** `mixed`: a whole number stands beside it, or a scale behind it. */
export type Fraction = { to: number; value: number; mixed: boolean }
type Figure = { to: number; value: number }

const named: Record<string, number> = {
  half: 2,
  quarter: 4,
  hundredth: 1e2,
  thousandth: 1e3,
  millionth: 1e6,
  billionth: 1e9,
  trillionth: 1e12,
}
/** How far a fraction may reach. */
const longest = 10

const partAt = (tokens: readonly Token[], i: number): number | undefined => {
  const text = word(tokens, i)
  if (text === 'halves') return 2
  const stem = text.endsWith('s') ? text.slice(0, -1) : text
  return named[stem] ?? (text === 'second' ? undefined : ordinals[stem])
}

/** The figure that fills the words from one place to another. */
function figureIn(tokens: readonly Token[], from: number, to: number): number | null {
  const part = tokens.slice(from, to)
  if (part.length === 1 && /^an?$/.test(part[0]?.word ?? '')) return 1
  const reads = [fromWords(part, 0), fromDigits(part, 0)]
  return reads.find((read) => read?.to === part.length && !read.percent && !read.unit)?.value ?? null
}

/** "Fifths", "twenty firsts", "one hundred fifth". */
function denominatorAt(tokens: readonly Token[], i: number): Figure | null {
  const alone = partAt(tokens, i)
  if (alone !== undefined) return { to: i + 1, value: alone }
  const whole = fromWords(tokens, i)
  if (!whole || /^an?$/.test(word(tokens, i))) return null
  const part = partAt(tokens, word(tokens, whole.to) === '-' ? whole.to + 1 : whole.to)
  const to = (word(tokens, whole.to) === '-' ? whole.to + 1 : whole.to) + 1
  if (part === undefined) return null
  const joins =
    (whole.value >= 20 && whole.value < 100 && whole.value % 10 === 0 && part < 10) ||
    (whole.value >= 100 && whole.value % 100 === 0 && part < 100)
  return joins ? { to, value: whole.value + part } : null
}

/** A numerator and the longest denominator behind it. */
function plainAt(tokens: readonly Token[], i: number): Figure | null {
  if (word(tokens, i) === 'half') return { to: i + 1, value: 0.5 }
  for (let at = i + 1; at < Math.min(tokens.length, i + longest); at++) {
    const start = word(tokens, at) === '-' ? at + 1 : at
    const below = denominatorAt(tokens, start)
    const above = below && figureIn(tokens, i, at)
    if (below && above !== null) return { to: below.to, value: above / below.value }
  }
  return null
}

/** "And a half" behind a number. */
function mixedAt(tokens: readonly Token[], i: number): Figure | null {
  for (let at = Math.min(tokens.length - 1, i + longest); at > i; at--) {
    if (word(tokens, at) !== 'and') continue
    const share = plainAt(tokens, at + 1)
    const whole = share && share.value < 1 ? figureIn(tokens, i, at) : null
    if (!share || whole === null) continue
    const own = scales[word(tokens, at - 1)] ?? 1
    const scale = own >= 1e3 ? own : 1
    const next = scaleAt(tokens, share.to)
    // "One billion and a half million": the share has a scale of its own.
    if (next && scale > next.value) return { to: next.to, value: whole + share.value * next.value }
    return { to: share.to, value: whole + share.value * scale }
  }
  return null
}

function scaleAt(tokens: readonly Token[], i: number): Figure | null {
  const at = word(tokens, i) === 'of' && /^an?$/.test(word(tokens, i + 1)) ? i + 2 : i
  const text = word(tokens, at)
  const scale = text.length > 1 ? scales[text] : undefined
  return scale ? { to: at + 1, value: scale } : null
}

export const signs: Record<string, number> = {
  '½': 1 / 2,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '¼': 1 / 4,
  '¾': 3 / 4,
  '⅕': 1 / 5,
  '⅙': 1 / 6,
  '⅛': 1 / 8,
}

export const fractionAt = onceEachToken((tokens, i): Fraction | null => {
  const near = tokens.slice(i, i + longest + 1)
  if (!near.some((token) => partAt(tokens, token.i) !== undefined || token.word === 'halves')) return null
  const mixed = mixedAt(tokens, i)
  const read = mixed ?? plainAt(tokens, i)
  if (!read) return null
  const scale = scaleAt(tokens, read.to)
  if (!scale) return { ...read, mixed: mixed !== null }
  return { to: scale.to, value: read.value * scale.value, mixed: true }
})
