/** Every time expression of a text, read by the grammar that requests use: the longest one at each place. Pure. */
import type { Clock } from '#db/contract.ts'
import { clockTimesIn, type ClockTime } from './clock-times.ts'
import { tokens, type Token } from '#agent/offline/text.ts'
import { readTime } from '#agent/offline/time.ts'
import type { TimeReading } from '#agent/offline/time-words.ts'
import { spanOf, type DaySpan, type Tense } from '#agent/offline/when.ts'

/** A stretch of the text by its offsets, as it was written. */
export type Mention = { from: number; to: number; text: string }
/** `past` and `future`: what it means of something that happened, and of something to come. */
export type Moment = Mention & { read?: TimeReading; past: DaySpan; future: DaySpan; clock?: ClockTime }

/** Walks the text, taking what is read at each place and going on behind it. */
function mentionsOf<R extends { to: number }>(
  text: string,
  read: (list: readonly Token[], i: number) => R | null,
): (Mention & { read: R })[] {
  const list = tokens(text)
  const found: (Mention & { read: R })[] = []
  for (let i = 0; i < list.length; i++) {
    const reading = read(list, i)
    const first = list[i]
    const last = reading && list[reading.to - 1]
    if (!reading || !first || !last) continue
    found.push({ from: first.from, to: last.to, text: text.slice(first.from, last.to), read: reading })
    i = reading.to - 1
  }
  return found
}

/** What stands between a day and a time of that day. */
const between = /^[\s,]*(?:(?:at|on|of|for|in|the|from)\b\s*)*$/i

/** Days, and times of day tied to the day beside them; a time alone is one of today. */
export function momentsIn(text: string, clock: Clock): Moment[] {
  const side = (read: TimeReading, tense: Tense): DaySpan => spanOf(read.when, read.tense ?? tense, clock)
  const times = clockTimesIn(text)
  // The figures of a time are no date: they are hidden from the calendar's grammar.
  const firm = times.filter((time) => !time.bare)
  const hidden = firm.reduce(
    (line, { at, end }) => line.slice(0, at) + ' '.repeat(end - at) + line.slice(end),
    text,
  )
  const days: Moment[] = mentionsOf(hidden, readTime).map((mention) => ({
    ...mention,
    past: side(mention.read, 'past'),
    future: side(mention.read, 'future'),
  }))
  const today = { from: clock.today, to: clock.today }
  for (const time of times) {
    const day = days.find(
      (each) =>
        !each.clock &&
        each.past.from === each.past.to &&
        ((between.test(text.slice(each.to, Math.max(each.to, time.at))) && each.to <= time.at) ||
          (time.end <= each.from && between.test(text.slice(time.end, each.from)))),
    )
    if (day) {
      day.from = Math.min(day.from, time.at)
      day.to = Math.max(day.to, time.end)
      day.text = text.slice(day.from, day.to)
      day.clock = time
    } else if (!time.bare)
      days.push({
        from: time.at,
        to: time.end,
        text: text.slice(time.at, time.end),
        past: today,
        future: today,
        clock: time,
      })
  }
  return days.sort((a, b) => a.from - b.from)
}
