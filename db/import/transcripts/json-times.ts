/** The times of a JSON transcript in seconds from its start: milliseconds are told by how slowly people would speak otherwise, moments by their size. */
import type { Part } from './json-turn.ts'
import type { Turn } from './turn.ts'

/** 2 words a second is usual, and one in 20 seconds still a call; in milliseconds it is 0.002 and less. */
const slowest = 0.01
/** Seconds since 1970 of a day in 1973, which no call is as long as. */
const isMoment = 1e8

export function inSeconds(parts: Part[]): Turn[] {
  const starts = parts.flatMap(({ start }) => start ?? [])
  const first = starts.reduce((least, one) => Math.min(least, one), Infinity)
  const fromMoment = first >= isMoment && first < Infinity
  const scale = (fromMoment ? first >= isMoment * 1000 : isMilliseconds(parts)) ? 1000 : 1
  const seconds = (time: number | null) => (time === null ? null : (time - (fromMoment ? first : 0)) / scale)
  return parts.map(({ speaker, text, start, end }) => ({
    speaker,
    text,
    startS: seconds(start),
    endS: seconds(end),
  }))
}

function isMilliseconds(parts: Part[]): boolean {
  const times = parts.flatMap(({ start, end }) => [start, end]).filter((time) => time !== null)
  if (times.length < 2 || parts.some(({ isExact }) => isExact) || !times.every(Number.isInteger)) return false
  const spans = parts.map(({ start, end }) => (start !== null && end !== null ? end - start : 0))
  const spoken = spans.reduce((sum, span) => sum + Math.max(0, span), 0)
  const range = Math.max(...extremes(times)) - Math.min(...extremes(times))
  const words = parts.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
  return words / (spoken || range || Infinity) < slowest && (spoken || range) > 0
}

/** Spreading a long list into arguments overflows the stack. */
const extremes = (times: number[]): [number, number] => [
  times.reduce((least, one) => Math.min(least, one)),
  times.reduce((most, one) => Math.max(most, one)),
]
