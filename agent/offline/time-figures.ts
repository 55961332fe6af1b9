/** Dates in figures: 2026-03-01, 3/15/2027, 15.3.2027, 5/12, 05-Aug-2016, Dec/2018, 20161016. Pure. */
import type { Token } from './text.ts'
import { weekdays, months, period, word, type At, type TimeReading } from './time-words.ts'
import { withYear, yearAfter } from './time-years.ts'

const two = (figure: number): string => String(figure).padStart(2, '0')

/** A day of the calendar, or null for one that does not exist. */
function dayFrom(year: number, month: number, day: number): string | null {
  const iso = `${year}-${two(month)}-${two(day)}`
  return !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso) ? iso : null
}

/** ISO; 15.3.2027 is European; 3/15/2027 American unless its first figure cannot be a month. */
function wholeDay(text: string): string | null {
  const plain = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?=t|$)/.exec(text)
  if (plain) return dayFrom(Number(plain[1]), Number(plain[2]), Number(plain[3]))
  const split = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2,4})$/.exec(text)
  if (!split) return null
  const [, first = '', sign = '', second = '', y = ''] = split
  const year = Number(y.length === 2 ? `20${y}` : y)
  const a = Number(first)
  const b = Number(second)
  return sign === '.' || a > 12 ? dayFrom(year, b, a) : dayFrom(year, a, b)
}

/** Figures and month names that one sign ties together: "05-Aug-2016", "5/12". */
function tied(tokens: readonly Token[], i: number): { parts: string[]; sign: string; to: number } | null {
  const sign = word(tokens, i + 1)
  if (!/^[/-]$/.test(sign)) return null
  const parts: string[] = []
  let at = i
  for (;;) {
    const text = word(tokens, at)
    if (!/^\d{1,4}$/.test(text) && months[text] === undefined) return null
    if (at > i && tokens[at]?.glued !== true) return null
    parts.push(text)
    const more = word(tokens, at + 1) === sign && tokens[at + 1]?.glued === true
    const next = word(tokens, at + 2)
    if (parts.length === 3 || !more || !(/^\d{1,4}$/.test(next) || months[next] !== undefined)) break
    at += 2
  }
  return parts.length > 1 ? { parts, sign, to: at + 1 } : null
}

function withMonth(parts: readonly string[], to: number, tokens: readonly Token[]): TimeReading | null {
  const named = parts.filter((part) => months[part] !== undefined)
  const figures = parts.filter((part) => months[part] === undefined).map(Number)
  const month = months[named[0] ?? '']
  if (named.length !== 1 || month === undefined) return null
  const large = figures.find((figure) => figure > 31)
  const day = figures.find((figure) => figure <= 31)
  if (large !== undefined && (large < 1000 || figures.length > (day === undefined ? 1 : 2))) return null
  const year = large ?? (figures.length === 2 ? 2000 + (figures[1] ?? 0) : undefined)
  const after = year === undefined ? yearAfter(tokens, to) : null
  return {
    to: after?.to ?? to,
    when: {
      w: 'month',
      month,
      ...(day !== undefined && { day }),
      ...(year === undefined ? withYear(after) : { year }),
    },
  }
}

/** What stands before figures that are a date and no fraction or ratio. */
const opensDate = /^(on|by|before|after|since|from|until|till|between|due|of|to|through|starting)$/

/** "5/12", "12-2015", "2015-12": month and day, unless the first cannot be a month. */
function inFigures({ tokens, i }: At): TimeReading | null {
  const read = tied(tokens, i)
  if (!read) return null
  if (read.parts.some((part) => months[part] !== undefined)) return withMonth(read.parts, read.to, tokens)
  const [a = 0, b = 0] = read.parts.map(Number)
  if (read.parts.length !== 2) return null
  const opened = opensDate.test(word(tokens, i - 1)) || weekdays[word(tokens, i - 1)] !== undefined
  const year = a > 999 ? a : b > 999 ? b : undefined
  if (year !== undefined) {
    const month = year === a ? b : a
    const likely = month >= 1 && month <= 12 && year >= 1900 && year < 2100
    return likely ? { to: read.to, when: { w: 'month', month, year }, weak: !opened } : null
  }
  if (read.sign === '-' && !opened) return null
  return monthAndDay(tokens, a, b, read.to, !opened)
}

function monthAndDay(
  tokens: readonly Token[],
  a: number,
  b: number,
  to: number,
  weak: boolean,
): TimeReading | null {
  const [month, day] = a > 12 ? [b, a] : [a, b]
  if (month < 1 || month > 12 || day < 1 || dayFrom(2024, month, day) === null) return null
  const after = yearAfter(tokens, to)
  return {
    to: after?.to ?? to,
    when: { w: 'month', month, day, ...withYear(after) },
    ...(weak && !after && { weak }),
  }
}

export function figuresOf({ tokens, i }: At): TimeReading | null {
  const token = tokens[i]
  if (!token) return null
  if (token.kind === 'date') {
    const day = wholeDay(token.word)
    return day ? { to: i + 1, when: period({ from: day, to: day }) } : null
  }
  const packed = /^(19\d\d|20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])$/.exec(token.word)
  const packedDay = packed && dayFrom(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  if (packedDay) return { to: i + 1, when: period({ from: packedDay, to: packedDay }), weak: true }
  // "Dec31".
  const run = /^([a-z]{3,9})(\d{1,2})$/.exec(token.word)
  const month = months[run?.[1] ?? '']
  if (run && month !== undefined) {
    const after = yearAfter(tokens, i + 1)
    return { to: after?.to ?? i + 1, when: { w: 'month', month, day: Number(run[2]), ...withYear(after) } }
  }
  // "Friday 7.6", "on 5.12".
  const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(token.word)
  const before = word(tokens, i - 1)
  if (dotted && (before === 'on' || weekdays[before] !== undefined))
    return monthAndDay(tokens, Number(dotted[1]), Number(dotted[2]), i + 1, false)
  return inFigures({ tokens, i })
}
