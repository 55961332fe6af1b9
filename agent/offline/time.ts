/** Reads business periods: last quarter, in the next 90 days, since September, Q3 2026, by end of year, 15 March. Pure. */
import type { CalendarUnit } from '#db/query/query.ts'
import type { Token } from './text.ts'
import { dateOf, nameOf } from './time-dates.ts'
import { duration, edgeOf, idiom, unitPeriod } from './time-units.ts'
import { edges, period, units, word, type At, type TimeReading } from './time-words.ts'
import type { When } from './when.ts'

/** "3 weeks ago", "in 2 months", "90 days from now", "90+ days out". */
function counted({ tokens, i }: At): TimeReading | null {
  const ahead = word(tokens, i) === 'in' || word(tokens, i) === 'within' || word(tokens, i) === 'inside'
  let at = ahead ? i + 1 : i
  if (ahead && word(tokens, at) === 'the') at++
  const span = duration({ tokens, i: at })
  if (!span) return null
  const { n, unit, to } = span
  if (word(tokens, to) === 'ago' || word(tokens, to) === 'back')
    return { to: to + 1, when: period({ from: { today: -n, unit }, to: { today: -n, unit } }), tense: 'past' }
  if (word(tokens, to) === 'from' && /^(now|today)$/.test(word(tokens, to + 1)))
    return { to: to + 2, when: period({ from: { today: n, unit }, to: { today: n, unit } }), tense: 'future' }
  return { to, when: { w: 'duration', n, unit } }
}

const point = (at: At): TimeReading | null => {
  const edge = edgeOf(at)
  if (edge) return edgeAsPoint(edge)
  return unitPeriod(at) ?? idiom(at) ?? nameOf(at) ?? agoOnly(at)
}
const agoOnly = (at: At): TimeReading | null => {
  const read = counted(at)
  return read?.tense ? read : null
}
/** An edge alone is kept as the period it closes or opens; "by" and "since" take the right end by themselves. */
const edgeAsPoint = (edge: TimeReading): TimeReading => ({
  to: edge.to,
  when: edge.when,
  ...(edge.tense && { tense: edge.tense }),
})

function ranged({ tokens, i }: At): TimeReading | null {
  const opener = word(tokens, i)
  if (opener !== 'from' && opener !== 'between') return null
  const from = point({ tokens, i: i + 1 })
  if (!from) return null
  const joint = word(tokens, from.to)
  if (!(opener === 'between' ? /^(and|-)$/ : /^(to|until|till|through|-)$/).test(joint)) return null
  const to = point({ tokens, i: from.to + 1 })
  if (!to) return null
  return { to: to.to, when: { w: 'range', from: inherit(from.when, to.when), to: to.when } }
}

/** "from March to May 2026": the first end takes the second's year. */
const inherit = (from: When, to: When): When =>
  from.w === 'month' && to.w === 'month' && from.year === undefined && to.year !== undefined
    ? { ...from, year: from.month > to.month ? to.year - 1 : to.year }
    : from.w === 'quarter' && to.w === 'quarter' && from.year === undefined && to.year !== undefined
      ? { ...from, year: to.year }
      : from

function edged({ tokens, i }: At): TimeReading | null {
  let at = i
  const more = /^(more|longer|older|later)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'than'
  const less = /^(less|fewer|newer|earlier)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'than'
  if (more || less || word(tokens, at) === 'over') {
    const span = duration({ tokens, i: at + (word(tokens, at) === 'over' ? 1 : 2) })
    const tail = span ? word(tokens, span.to) : ''
    if (!span || !(tail === 'ago' || (word(tokens, at) === 'older' && tail !== ''))) return null
    const to = tail === 'ago' ? span.to + 1 : span.to
    if (less) return { to, when: period({ last: span.n, unit: span.unit }), tense: 'past' }
    return {
      to,
      when: { w: 'edge', edge: 'before', at: { w: 'duration', n: span.n, unit: span.unit } },
      tense: 'past',
    }
  }
  if (word(tokens, at) === 'on' && word(tokens, at + 1) === 'or') at += 2
  else if (/^(as|ever)$/.test(word(tokens, at)) && /^(of|since)$/.test(word(tokens, at + 1))) at += 1
  const edge = edges[word(tokens, at)]
  if (!edge) return null
  at++
  if (word(tokens, at) === 'the' && /^(end|start|beginning)$/.test(word(tokens, at + 1))) at++
  const end = edgeOf({ tokens, i: at })
  // Before the end of a period is until it.
  if (end?.end && edge === 'before') return { to: end.to, when: { w: 'edge', edge: 'until', at: end.when } }
  const inner = point({ tokens, i: at })
  if (!inner) return null
  const tense = edge === 'since' ? 'past' : undefined
  return { to: inner.to, when: { w: 'edge', edge, at: inner.when }, ...(tense && { tense }) }
}

const openers = new Set([
  'in',
  'from',
  'during',
  'over',
  'for',
  'within',
  'throughout',
  'across',
  'on',
  'at',
  'of',
  'as',
])

/** The time expression that begins at a token, or null. A preposition in front belongs to it. */
export function readTime(tokens: readonly Token[], i: number): TimeReading | null {
  const direct =
    ranged({ tokens, i }) ?? edged({ tokens, i }) ?? counted({ tokens, i }) ?? point({ tokens, i })
  if (direct) return direct
  if (!openers.has(word(tokens, i))) return null
  let at = i + 1
  if (word(tokens, at) === 'the' && !unitPeriod({ tokens, i: at }) && !dateOf({ tokens, i: at })) at++
  const inner = counted({ tokens, i: at }) ?? point({ tokens, i: at })
  if (!inner || inner.to <= at) return null
  const { weak: _, ...firm } = inner
  return word(tokens, i) === 'of' ? inner : firm
}

const every: Record<string, CalendarUnit> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annually: 'year',
}

/** A calendar bucket to group by: "per month", "each quarter", "by week", "monthly". */
export function readBucket(tokens: readonly Token[], i: number): { to: number; unit: CalendarUnit } | null {
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
  if (word(tokens, at) === 'for' && /^(each|every)$/.test(word(tokens, at + 1))) at += 2
  else if (/^(per|by|each|every)$/.test(word(tokens, at))) at++
  else return null
  if (/^(calendar|fiscal)$/.test(word(tokens, at))) at++
  const text = word(tokens, at)
  const unit = units[text]
  return unit && text === unit ? { to: at + 1, unit } : null
}
