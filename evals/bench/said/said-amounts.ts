/** Every amount of a text, also the ones that no request means: fractions, powers, one over three. Pure. */
import { fractionAt, signs } from '#agent/offline/fractions.ts'
import { readNumber, type NumberReading } from '#agent/offline/numbers.ts'
import { tokens, type Token } from '#agent/offline/text.ts'
import { word } from '#agent/offline/time-words.ts'

export type SaidAmount = { from: number; to: number; text: string; number: NumberReading }

const plain = (to: number, value: number): NumberReading => ({
  to,
  value,
  percent: false,
  ordinal: false,
  plus: false,
})

/** The longest of what can begin at a token: a number, a fraction, a number below another, a decimal in words. */
function amountAt(list: readonly Token[], i: number): NumberReading | null {
  const minus = /^(minus|negative)$/.test(word(list, i))
  const at = minus ? i + 1 : i
  const number = readNumber(list, at)
  const fraction = fractionAt(list, at)
  const whole = number?.ordinal ? null : number
  const reads = [
    // Before the number of the same words: a request means a share of a hundred by them.
    fraction && plain(fraction.to, fraction.value),
    whole,
    overAt(list, whole),
    pointAt(list, whole),
  ]
  const best = reads.filter((read) => read !== null).sort((a, b) => b.to - a.to)[0]
  return best ? { ...best, value: minus ? -best.value : best.value } : number
}

/** "One over three", "1 in 20", "-4/5", "2 1/4". */
function overAt(list: readonly Token[], above: NumberReading | null): NumberReading | null {
  if (!above || above.percent) return null
  const sign = word(list, above.to)
  const tied = sign === '/' && list[above.to]?.glued === true
  const below = /^(over|in|\/)$/.test(sign) ? readNumber(list, above.to + 1) : null
  if (below && !below.ordinal && below.value > 0 && (sign === 'over' || tied || above.value < below.value))
    return sign === '/' && !tied ? null : plain(below.to, above.value / below.value)
  const next = readNumber(list, above.to)
  const share = next && word(list, next.to) === '/' ? overAt(list, next) : null
  return share && share.value < 1 && Number.isInteger(above.value)
    ? plain(share.to, above.value + share.value)
    : null
}

/** "Nought point nought three". */
function pointAt(list: readonly Token[], whole: NumberReading | null): NumberReading | null {
  if (!whole || word(list, whole.to) !== 'point') return null
  let digits = ''
  let at = whole.to + 1
  for (let next = readNumber(list, at); next && Number.isInteger(next.value); next = readNumber(list, at)) {
    digits += String(next.value)
    at = next.to
  }
  return digits ? plain(at, Number(`${whole.value}.${digits}`)) : null
}

/** "1.1^23", "6.23x10^-4", "1e10", ".08", and groups that thin spaces part. */
const written =
  /(?<![\d.])-?(?:\d+(?:\.\d+)?x10\^-?\d+|\d+(?:\.\d+)?\^-{0,2}\d+|\d+(?:\.\d+)?e[+-]?\d+|\.\d+|[½⅓⅔¼¾⅕⅙⅛]|\d{1,3}(?:[\u2009\u202f]\d{3})+(?:\.\d+)?)/gi

function writtenValue(text: string): number {
  const sign = signs[text]
  if (sign !== undefined) return sign
  const scientific = /^(-?[\d.]+)x10\^(-?\d+)$/i.exec(text)
  if (scientific) return Number(scientific[1]) * 10 ** Number(scientific[2])
  const power = /^(-?)([\d.]+)\^(-{0,2}\d+)$/.exec(text)
  if (!power) return Number(text.replace(/[\u2009\u202f]/g, ''))
  const exponent = Number((power[3] ?? '1').replace(/^--/, ''))
  return (power[1] ? -1 : 1) * Number(power[2]) ** exponent
}

export function amountsIn(text: string): SaidAmount[] {
  const figures = [...text.matchAll(written)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
    number: plain(0, writtenValue(match[0])),
  }))
  const hidden = figures.reduce(
    (line, { from, to }) => line.slice(0, from) + ' '.repeat(to - from) + line.slice(to),
    text,
  )
  // "22,24,26,31" are four.
  const list = tokens(
    hidden.replace(/\d{1,2}(?:,\d{1,2}){2,}(?!\d)/g, (figures) => figures.replace(/,/g, ' ')),
  )
  const found: SaidAmount[] = []
  for (let i = 0; i < list.length; i++) {
    const number = amountAt(list, i)
    const first = list[i]
    const last = number && list[number.to - 1]
    if (!number || !first || !last) continue
    found.push({ from: first.from, to: last.to, text: text.slice(first.from, last.to), number })
    i = number.to - 1
  }
  return [...found, ...figures].sort((a, b) => a.from - b.from)
}
