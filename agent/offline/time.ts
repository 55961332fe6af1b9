/** Reads business periods: last quarter, in the next 90 days, since September, Q3 2026, by end of year, 15 March. Pure. */
import { onceEachToken } from './each-token.ts'
import type { Token } from './text.ts'
import { dateOf, dayNumber, nameOf } from './time-dates.ts'
import { partsOf } from './time-parts.ts'
import { stretchFromTo } from './time-ahead.ts'
import { duration, edgeOf, idiom, unitPeriod } from './time-units.ts'
import { edges, period, units, weekdays, word, type At, type TimeReading } from './time-words.ts'
import type { Edge, When } from './when.ts'

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

/** "within 90 days from now": the stretch, not its last day. */
function stretchAhead({ tokens, i }: At): TimeReading | null {
  if (!/^(within|inside|over|for|during)$/.test(word(tokens, i))) return null
  const at = word(tokens, i + 1) === 'the' ? i + 2 : i + 1
  const next = /^(next|coming)$/.test(word(tokens, at)) ? at + 1 : at
  const span = duration({ tokens, i: next })
  if (!span || !/^(from|of)$/.test(word(tokens, span.to)) || !/^(now|today)$/.test(word(tokens, span.to + 1)))
    return null
  return { to: span.to + 2, when: period({ next: span.n, unit: span.unit }), tense: 'future' }
}

const pointAt = onceEachToken((tokens, i): TimeReading | null => {
  const at = { tokens, i }
  const edge = edgeOf(at)
  if (edge) return edgeAsPoint(edge)
  return partsOf(at) ?? unitPeriod(at) ?? idiom(at) ?? nameOf(at) ?? agoOnly(at)
})
const point = ({ tokens, i }: At): TimeReading | null => pointAt(tokens, i)
const agoOnly = (at: At): TimeReading | null => {
  const read = counted(at)
  return read?.tense ? read : null
}
/** An edge alone is the half of the period that it closes or opens; "by" and "since" take the right end by themselves. */
const edgeAsPoint = (edge: TimeReading & { end: boolean }): TimeReading => ({
  to: edge.to,
  when: { w: 'part', part: edge.end ? 'late' : 'early', of: edge.when },
  ...(edge.tense && { tense: edge.tense }),
})

/** Past what joins the two ends of a stretch: "to", "until", "up to and including", "-". */
function pastJoint(tokens: readonly Token[], i: number, between: boolean): number | null {
  if (between && /^(and|-)$/.test(word(tokens, i))) return i + 1
  if (word(tokens, i) === '~') return i + 1
  let at = word(tokens, i) === 'up' || word(tokens, i) === 'all' ? i + 1 : i
  if (!/^(to|until|till|til|through|thru|-)$/.test(word(tokens, at))) return null
  at++
  if (word(tokens, at) === 'and' && word(tokens, at + 1) === 'including') at += 2
  return at
}

/** The first of two days that share a month: "23 to 29 November". */
function dayOf({ tokens, i }: At): { day: number; to: number } | null {
  const at = word(tokens, i) === 'the' ? i + 1 : i
  const day = dayNumber(tokens, at)
  return day && { day: day.day, to: word(tokens, day.to) === 'of' ? day.to + 1 : day.to }
}

function ranged({ tokens, i }: At): TimeReading | null {
  const opener = word(tokens, i)
  const opened = opener === 'from' || opener === 'between'
  const start = opened ? i + 1 : i
  const from = endPoint({ tokens, i: start })
  const joint = from && pastJoint(tokens, from.to, opener === 'between')
  const to =
    from && joint !== null && (sameMonth(from.when, { tokens, i: joint }) ?? endPoint({ tokens, i: joint }))
  if (from && to) {
    // "Next week, Monday to Wednesday": both days are of that week.
    const end: When =
      from.when.w === 'weekdayOf' && to.when.w === 'weekday'
        ? { ...from.when, weekday: to.when.weekday }
        : to.when
    const when: When = { w: 'range', from: inherit(from.when, end), to: end }
    return { to: pastInclusive(tokens, to.to), when }
  }
  const day = dayOf({ tokens, i: start })
  const next = day && pastJoint(tokens, day.to, opener === 'between')
  const end = day && next !== null && dateOf({ tokens, i: next })
  if (!day || !end || end.when.w !== 'month' || end.when.day === undefined) return null
  const when: When = { w: 'range', from: { ...end.when, day: day.day }, to: end.when }
  return { to: pastInclusive(tokens, end.to), when }
}

/** An end of a stretch; "now" is one only there. */
const endPoint = (at: At): TimeReading | null =>
  word(at.tokens, at.i) === 'now'
    ? { to: at.i + 1, when: period({ from: { today: 0 }, to: { today: 0 } }) }
    : point(at)

/** "April 27th to the third": a day alone is one of the same month, or of the next where it would lie before. */
function sameMonth(from: When, at: At): TimeReading | null {
  if (from.w !== 'month' || from.day === undefined || dateOf(at)?.when.w === 'month') return null
  const read = dayOf(at)
  if (!read || units[word(at.tokens, read.to)] || weekdays[word(at.tokens, read.to)] !== undefined)
    return null
  const later = read.day < from.day ? 1 : 0
  const month = from.month + later
  const year = from.year === undefined || month <= 12 ? from.year : from.year + 1
  return {
    to: read.to,
    when: { ...from, month: month > 12 ? 1 : month, day: read.day, ...(year !== undefined && { year }) },
  }
}

const pastInclusive = (tokens: readonly Token[], at: number): number =>
  /^(inclusive|included)$/.test(word(tokens, at)) ? at + 1 : at

/** "from March to May 2026": the first end takes the second's year. */
const inherit = (from: When, to: When): When => {
  const dated = from.w === 'month' || from.w === 'quarter' || from.w === 'half'
  if (from.w === 'dayOfMonth' && to.w === 'month' && to.day !== undefined && to.day > from.day)
    return { ...to, day: from.day }
  const until =
    to.w === 'period' && 'to' in to.period && typeof to.period.to === 'string' ? to.period.to : null
  if (from.w === 'month' && until && from.year === undefined && from.yearShift === undefined)
    return { ...from, year: Number(until.slice(0, 4)) - (from.month > Number(until.slice(5, 7)) ? 1 : 0) }
  if (!dated || from.w !== to.w || from.year !== undefined || from.yearShift !== undefined) return from
  const back = from.w === 'month' && to.w === 'month' && from.month > to.month ? 1 : 0
  if (to.year !== undefined) return { ...from, year: to.year - back }
  return to.yearShift === undefined ? from : { ...from, yearShift: to.yearShift - back }
}

/** "since", "prior to", "no later than", "up to". */
function edgeWords({ tokens, i }: At): { edge: Edge; to: number } | null {
  const words = [word(tokens, i), word(tokens, i + 1), word(tokens, i + 2)]
  if (/^((no|not) later than|as late as)$/.test(words.join(' '))) return { edge: 'until', to: i + 3 }
  if (words.join(' ') === 'as early as') return { edge: 'since', to: i + 3 }
  const two = edges[words.slice(0, 2).join(' ')]
  if (two) return { edge: two, to: pastIncluding(tokens, i + 2) }
  const one = edges[words[0] ?? '']
  return one ? { edge: one, to: pastIncluding(tokens, i + 1) } : null
}

/** "Up to and including". */
const pastIncluding = (tokens: readonly Token[], at: number): number =>
  word(tokens, at) === 'and' && /^(including|incl)$/.test(word(tokens, at + 1)) ? at + 2 : at

/** "from June on", "June or later". */
const onward = (tokens: readonly Token[], at: number): { edge: Edge; to: number } | null => {
  const two = `${word(tokens, at)} ${word(tokens, at + 1)}`
  if (/^(onwards?|forward|forwards)$/.test(word(tokens, at))) return { edge: 'since', to: at + 1 }
  if (/^(or later|or after|and later|and after|and onwards?|on forward)$/.test(two))
    return { edge: 'since', to: at + 2 }
  if (/^(or earlier|or before|and earlier|and before|or sooner)$/.test(two))
    return { edge: 'until', to: at + 2 }
  return null
}

/** A point with a side said behind it. */
function sided({ tokens, i }: At): TimeReading | null {
  const from = word(tokens, i) === 'from' ? i + 1 : i
  const read = point({ tokens, i: from })
  const side =
    read &&
    (onward(tokens, read.to) ??
      (from > i && word(tokens, read.to) === 'on' ? { edge: 'since' as const, to: read.to + 1 } : null))
  return read && side
    ? {
        to: side.to,
        when: {
          w: 'edge',
          edge: side.edge,
          at: read.when,
          ...(side.edge === 'until' && { ever: true as const }),
        },
      }
    : null
}

/** "More than 2 weeks before Friday", "less than 3 days after tomorrow". */
function farFrom(day: Extract<When, { w: 'offset' }>, to: number, more: boolean): TimeReading {
  if (more) return { to, when: { w: 'edge', edge: day.n < 0 ? 'before' : 'after', at: day } }
  return {
    to,
    when: day.n < 0 ? { w: 'range', from: day, to: day.at } : { w: 'range', from: day.at, to: day },
  }
}

function edged({ tokens, i }: At): TimeReading | null {
  let at = i
  const more = /^(more|longer|older|later)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'than'
  const less = /^(less|fewer|newer|earlier)$/.test(word(tokens, at)) && word(tokens, at + 1) === 'than'
  if (more || less || word(tokens, at) === 'over') {
    const counted = more || less ? partsOf({ tokens, i: at + 2 }) : null
    if (counted?.when.w === 'offset') return farFrom(counted.when, counted.to, more)
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
  const said = edgeWords({ tokens, i: at })
  if (!said) return null
  const { edge } = said
  at = said.to
  if (word(tokens, at) === 'the' && /^(end|start|beginning)$/.test(word(tokens, at + 1))) at++
  const end = edgeOf({ tokens, i: at })
  // Before the end of a period is until it.
  if (end && !end.end && (edge === 'after' || edge === 'since'))
    return { to: end.to, when: { w: 'edge', edge: 'since', at: end.when } }
  if (end?.end && edge === 'before') return { to: end.to, when: { w: 'edge', edge: 'until', at: end.when } }
  const inner = point({ tokens, i: at })
  if (!inner) return null
  // "Quarter after quarter through 2026": all of it.
  if (
    /^(through|thru)$/.test(word(tokens, i)) &&
    /^(day|week|month|quarter)(s|ly)?$/.test(word(tokens, i - 1))
  )
    return inner
  const tense = edge === 'since' ? 'past' : undefined
  // "Up to and including the 12th": all there is until then.
  const ever = edge === 'until' && word(tokens, said.to - 1).startsWith('incl') && { ever: true as const }
  return { to: inner.to, when: { w: 'edge', edge, at: inner.when, ...ever }, ...(tense && { tense }) }
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
export const readTime = onceEachToken((tokens, i): TimeReading | null => {
  const direct =
    stretchFromTo({ tokens, i }) ??
    stretchAhead({ tokens, i }) ??
    ranged({ tokens, i }) ??
    sided({ tokens, i }) ??
    edged({ tokens, i }) ??
    partsOf({ tokens, i }) ??
    counted({ tokens, i }) ??
    point({ tokens, i })
  if (direct) return direct
  if (!openers.has(word(tokens, i))) return null
  const begun = word(tokens, i) === 'from' ? edgeOf({ tokens, i: i + 1 }) : null
  // "From the beginning of the year" goes on from there.
  if (begun && !begun.end)
    return { to: begun.to, when: { w: 'edge', edge: 'since', at: begun.when }, tense: 'past' }
  let at = i + 1
  const running = partsOf({ tokens, i: at }) ? null : runningUnit(tokens, at)
  if (running) return running
  if (word(tokens, at) === 'the' && !unitPeriod({ tokens, i: at }) && !dateOf({ tokens, i: at })) at++
  const inner =
    (word(tokens, i) === 'of' ? null : (ranged({ tokens, i: at }) ?? sided({ tokens, i: at }))) ??
    partsOf({ tokens, i: at }) ??
    counted({ tokens, i: at }) ??
    point({ tokens, i: at })
  if (!inner || inner.to <= at) return null
  // "Waiting for over three weeks" compares.
  if (inner.when.w === 'duration' && word(tokens, i) === 'over' && word(tokens, i - 1) === 'for') return null
  const { weak: _, ...firm } = inner
  return word(tokens, i) === 'of' ? inner : firm
})

/** "For the month", "of the quarter": the one that is running. */
function runningUnit(tokens: readonly Token[], i: number): TimeReading | null {
  const unit = units[word(tokens, i + 1)]
  if (word(tokens, i) !== 'the' || !unit || unit === 'day') return null
  const alone =
    word(tokens, i + 1) === unit &&
    !/^(of|before|after|to|until|when|that|prior|in|end|ahead|ended|ending|\d.*)$/.test(word(tokens, i + 2))
  return alone ? { to: i + 2, when: period({ this: unit }), weak: true } : null
}
