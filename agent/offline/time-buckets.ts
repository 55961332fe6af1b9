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
    word(tokens, at + 1) === 'by' &&
    word(tokens, at + 2) === word(tokens, at)
  ) {
    const unit = units[word(tokens, at)]
    return unit ? { to: at + 3, unit } : null
  }
  if (isRate(tokens, i)) {
    const unit = units[word(tokens, i + 1)]
    return unit ? { to: i + 2, unit, weak: true } : null
  }
  if (word(tokens, at) === 'for' && /^(each|every)$/.test(word(tokens, at + 1))) at += 2
  else if (/^(per|by|each|every)$/.test(word(tokens, at))) at++
  else return null
  if (/^(calendar|fiscal)$/.test(word(tokens, at))) at++
  const text = word(tokens, at)
  const unit = units[text]
  return unit && text === unit ? { to: at + 1, unit } : null
}

/** "Tickets a month": right behind what is counted, and no stretch of time that something else ends. */
const isRate = (tokens: readonly Token[], i: number): boolean =>
  word(tokens, i) === 'a' &&
  /^(day|week|month|quarter)$/.test(word(tokens, i + 1)) &&
  /^[a-z]{3,}s$/.test(word(tokens, i - 1)) &&
  !/^(ago|from|away|old|later|before|earlier|back|and|or|left|out|ahead|early|late)$/.test(
    word(tokens, i + 2),
  )
