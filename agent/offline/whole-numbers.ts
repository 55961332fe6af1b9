/** Whole and decimal figures in digits or in words, with their scale: 1,250,000, 50k, two hundred and fifty thousand. Pure. */
import { currencyWords, ones, scales, symbols, tens, unitTails, type NumberUnit } from './number-words.ts'
import type { Token } from './text.ts'
import { word } from './time-words.ts'

/** A figure in digits or words, without its tail. */
export type Amount = {
  /** At least so much, by itself. */
  plus?: true
  to: number
  value: number
  unit?: NumberUnit
  currency?: string
  percent?: boolean
  ordinal?: boolean
}

/** "1,200.50", "1.200,50", "1,5": the last separator is decimal unless it groups thousands. */
function digits(text: string): number {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replace(/,/g, ''))
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return Number(text.replace(/\./g, ''))
  return Number(text.replace(',', '.'))
}

export function fromDigits(tokens: readonly Token[], i: number): Amount | null {
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
  if (!tail && /^dozens?$/.test(word(tokens, to))) {
    value *= 12
    to++
  }
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

function below100(
  tokens: readonly Token[],
  i: number,
  figures: boolean,
): { to: number; value: number } | null {
  const first = word(tokens, i)
  // "3 hundred and 21".
  if (figures && /^\d{1,2}$/.test(first)) return { to: i + 1, value: Number(first) }
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
export function fromWords(tokens: readonly Token[], i: number): Amount | null {
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
  const opening = /^\d{1,3}(\.\d+)?$/.exec(word(tokens, at))
  if (opening && (scales[word(tokens, at + 1)] ?? 0) >= 100 && word(tokens, at + 1).length > 2) {
    group = Number(opening[0])
    at++
  }
  for (;;) {
    const small = below100(tokens, at, group !== null && word(tokens, at - 1) === 'and')
    // "Nought three" are two figures, "two thousand five" is one.
    if (small && (group === null || (group + total > 0 && group % 100 === 0))) {
      group = (group ?? 0) + small.value
      at = small.to
    } else if (word(tokens, at) === 'hundred' && group !== null && group > 0) {
      group *= 100
      at++
    } else if ((scales[word(tokens, at)] ?? 0) >= 1e3 && group !== null && word(tokens, at).length > 1) {
      let scale = scales[word(tokens, at++)] ?? 1
      // "Three lakh crore".
      while (word(tokens, at) === 'crore') scale *= scales[word(tokens, at++)] ?? 1
      total += group * scale
      group = 0
    } else if (
      word(tokens, at) === 'and' &&
      group !== null &&
      group % 100 === 0 &&
      group + total > 0 &&
      below100(tokens, at + 1, true)
    ) {
      at++
    } else break
  }
  return group === null ? null : { to: at, value: total + group }
}
