/** Reads stretches that begin and end so many days from today: "in the next 30 to 60 days", "60 to 90 days ago". Pure. */
import { duration } from './time-units.ts'
import { period, word, type At, type TimeReading } from './time-words.ts'

/** "In the next 30 to 60 days", "30 to 60 days from now": from the one number of days to the other. */
export function stretchFromTo({ tokens, i }: At): TimeReading | null {
  const the = /^(in|within|over|during)$/.test(word(tokens, i)) ? i + 1 : i
  const next = word(tokens, the) === 'the' ? the + 1 : the
  const isAhead = /^(next|coming)$/.test(word(tokens, next))
  const at = isAhead ? next + 1 : next
  const joint = word(tokens, at + 1)
  const span = /^(to|-|and)$/.test(joint) ? duration({ tokens, i: at + 2 }) : null
  const first = span && tokens[at]?.kind === 'number' ? Number(tokens[at]?.word) : NaN
  if (!span || !Number.isInteger(first) || first >= span.n) return null
  const isFromNow = /^(from)$/.test(word(tokens, span.to)) && /^(now|today)$/.test(word(tokens, span.to + 1))
  const isAgo = word(tokens, span.to) === 'ago'
  if (!isAhead && !isFromNow && !isAgo) return null
  const sign = isAgo ? -1 : 1
  const [from, to] = isAgo ? [span.n, first] : [first, span.n]
  const day = (n: number) => ({ today: sign * n, ...(span.unit !== 'day' && { unit: span.unit }) })
  return {
    to: isFromNow ? span.to + 2 : isAgo ? span.to + 1 : span.to,
    when: period({ from: day(from), to: day(to) }),
    tense: isAgo ? 'past' : 'future',
  }
}
