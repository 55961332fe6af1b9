/** Reads what a figure is to be cut by in time: per month, each quarter, by week, monthly. Pure. */
import type { CalendarUnit } from '#db/query/query.ts'
import type { Token } from './text.ts'
import { units, word } from './time-words.ts'

const every: Record<string, CalendarUnit> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annually: 'year',
}

/** A calendar bucket to group by: "per month", "each quarter", "by week", "monthly". */
export function readBucket(
  tokens: readonly Token[],
  i: number,
): { to: number; unit: CalendarUnit; weak?: true } | null {
  const single = every[word(tokens, i)]
  if (single) return { to: i + 1, unit: single }
  let at = i
  if (
    /^(month|week|quarter|year)$/.test(word(tokens, at)) &&
    /^(by|after|on|over|to)$/.test(word(tokens, at + 1)) &&
    word(tokens, at + 2) === word(tokens, at)
  ) {
    const unit = units[word(tokens, at)]
    // "Month on month" also sets one beside the other.
    const isComparing = !/^(by|after)$/.test(word(tokens, at + 1))
    return unit ? { to: at + 3, unit, ...(isComparing && { weak: true as const }) } : null
  }
  if (isRate(tokens, i)) {
    const unit = units[word(tokens, i + 1)]
    return unit ? { to: i + 2, unit, weak: true } : null
  }
  if (/^(for|in|of|over)$/.test(word(tokens, at)) && /^(each|every)$/.test(word(tokens, at + 1))) at += 2
  else if (word(tokens, at) === 'by' && isEach(tokens, at + 1)) at += 2
  else if (/^(per|by|each|every)$/.test(word(tokens, at))) at++
  else return null
  if (/^(single|individual)$/.test(word(tokens, at)) && word(tokens, at - 1) !== 'the') at++
  if (/^(calendar|fiscal)$/.test(word(tokens, at))) at++
  const text = word(tokens, at)
  const unit = units[text]
  return unit && text === unit ? { to: at + 1, unit } : null
}

/** "By the month", "by each quarter", but not "by the week after next". */
const isEach = (tokens: readonly Token[], i: number): boolean =>
  /^(each|every)$/.test(word(tokens, i)) ||
  (word(tokens, i) === 'the' &&
    !/^(of|after|before|that|when|we|ending|end|starting|beginning|prior)$/.test(word(tokens, i + 2)))

/** "Tickets a month": right behind what is counted, and no stretch of time that something else ends. */
const isRate = (tokens: readonly Token[], i: number): boolean =>
  word(tokens, i) === 'a' &&
  /^(day|week|month|quarter)$/.test(word(tokens, i + 1)) &&
  /^[a-z]{3,}s$/.test(word(tokens, i - 1)) &&
  !/^(ago|from|away|old|later|before|earlier|back|and|or|left|out|ahead|early|late)$/.test(
    word(tokens, i + 2),
  )
