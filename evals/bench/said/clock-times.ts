/** Times of day in a text: 3pm, 10:30, from 9 to 5, between 2 and 4pm, this morning, noon, after lunch. Minutes from midnight. Pure. */
import { ones } from '#agent/offline/number-words.ts'

/** Open at an end that was not said; a single time has both ends the same. */
export type ClockTime = {
  at: number
  end: number
  from?: number
  to?: number
  /** Only beside a day: "6-8" alone is no time. */
  bare: boolean
  /** Morning or afternoon was not said. */
  either?: boolean
}

const hours = Object.fromEntries(Object.entries(ones).filter(([, hour]) => hour >= 1 && hour <= 12))
const named: Record<string, [number, number]> = {
  morning: [8, 12],
  mornings: [8, 12],
  afternoon: [12, 16],
  evening: [16, 20],
  night: [20, 24],
  tonight: [20, 24],
  tonite: [20, 24],
  daytime: [8, 18],
  'night-time': [0, 8],
  lunch: [11, 13],
  lunchtime: [11, 13],
  dinnertime: [16, 20],
}
const dayPart = String.raw`(?<part>mornings?|afternoon|evening|night-time|night|tonight|tonite|daytime|lunchtime|lunch|dinnertime)`
const half = String.raw`(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|[ap](?=[\s.,?!]|$))`
const hour = String.raw`(?:\d{1,2}|${Object.keys(hours).join('|')})`
const figure = String.raw`(?:${hour}(?:[:.]\d{2}(?!\d|[.:]\d{2}\b\d))?(?::\d{2})?|0\d{3}|noon|midnight|mid night)(?:\s?o'?clock)?(?:\s?${half})?`
const glue = String.raw`(?<![\d$€£./:-])`
const range = new RegExp(
  String.raw`${glue}\b(?<lead>from |between )?(?<a>${figure})\s*(?<joint>-|–|to|and|till|until|through)\s*(?<b>${figure})(?![\d%/])`,
  'gi',
)
const single = new RegExp(
  String.raw`${glue}\b(?<edge>before |after |by |since |until |as early as )?(?<lead>at |around |for )?(?<a>${figure})(?![\d%/:.]\d|%)`,
  'gi',
)
const parts = new RegExp(
  String.raw`\b(?<edge>before |after )?(?:(?<degree>early|earlier|late|later)(?: in)? )?(?:in |at |this |the )*${dayPart}\b`,
  'gi',
)

type Read = { minutes: number; half: 'am' | 'pm' | null; marked: boolean }

function minutesOf(text: string): Read | null {
  const said = text.toLowerCase().trim()
  if (said === 'noon') return { minutes: 720, half: 'pm', marked: true }
  if (/^mid ?night$/.test(said)) return { minutes: 0, half: 'am', marked: true }
  const found = /^(\d{4}|\d{1,2}|[a-z]+?)((?::\d{2})*)\s?(o'?clock)?\s?([ap])?\.?\s?m?\.?$/.exec(said)
  if (!found) return null
  const [, first = '', rest = '', clock, letter] = found
  const packed = first.length === 4
  const h = packed ? Number(first.slice(0, 2)) : (hours[first] ?? Number(first))
  const m = packed ? Number(first.slice(2)) : Number(rest.slice(1, 3) || 0)
  if (!(h <= 24 && m < 60) || (packed && !first.startsWith('0'))) return null
  const half = letter === 'p' ? 'pm' : letter === 'a' ? 'am' : null
  const base = half ? (h % 12) + (half === 'pm' ? 12 : 0) : h
  return { minutes: base * 60 + m, half, marked: Boolean(half ?? clock) || rest !== '' || packed }
}

function rangeAt(match: RegExpMatchArray): Omit<ClockTime, 'at' | 'end'> | null {
  const { a = '', b = '', lead, joint } = match.groups ?? {}
  const from = minutesOf(a)
  const to = minutesOf(b)
  if (!from || !to || (joint === 'and' && !lead)) return null
  // "5 to 6pm": the half of the day that was said once holds for both, where that keeps their order.
  const start =
    !from.half && to.half === 'pm' && from.minutes + 720 < to.minutes ? from.minutes + 720 : from.minutes
  const end = to.minutes <= start ? to.minutes + 720 : to.minutes
  return { from: start, to: end, bare: !from.marked && !to.marked, either: !from.half && !to.half }
}

function partAt(match: RegExpMatchArray): Omit<ClockTime, 'at' | 'end'> | null {
  const { part = '', degree, edge } = match.groups ?? {}
  const [from, to] = named[part.toLowerCase()] ?? [0, 24]
  const bare = false
  if (edge) return /before/i.test(edge) ? { to: from * 60, bare } : { from: to * 60, bare }
  if (!degree) return { from: from * 60, to: Math.min(to * 60, 1439), bare }
  return /early|earlier/i.test(degree)
    ? { from: from * 60, to: from * 60 + 120, bare }
    : { from: to * 60 - 120, to: to * 60, bare }
}

function singleAt(match: RegExpMatchArray): Omit<ClockTime, 'at' | 'end'> | null {
  const { a = '', edge, lead } = match.groups ?? {}
  const read = minutesOf(a)
  if (!read || (!read.marked && !lead)) return null
  const bare = !read.marked
  const either = !read.half && read.minutes <= 780
  if (!edge) return { from: read.minutes, to: read.minutes, bare, either }
  return /before|by|until/i.test(edge)
    ? { to: read.minutes, bare, either }
    : { from: read.minutes, bare, either }
}

export function clockTimesIn(text: string): ClockTime[] {
  const found: ClockTime[] = []
  for (const [pattern, read] of [
    [range, rangeAt],
    [single, singleAt],
    [parts, partAt],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      const time = read(match)
      const at = match.index
      const end = at + match[0].length
      if (time && !found.some((each) => each.at < end && at < each.end)) found.push({ at, end, ...time })
    }
  return found.sort((a, b) => a.at - b.at)
}
