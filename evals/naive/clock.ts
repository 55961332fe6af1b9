/** The clock of a story, and of a moment of its past. */
import { Temporal } from 'temporal-polyfill'
import type { Clock } from '#db/contract.ts'
import type { AsOf } from '#db/query/query.ts'
import { dayIn, dayOfMoment } from './calendar.ts'
import type { Story } from './story.ts'

const momentOf = (day: string, time: string, timeZone: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).toInstant().toString()

/** The end of the story's day, or some time in it. */
export function clockOf({ today, settings }: Story, seed: number): Clock {
  const time = seed % 3 === 0 ? '18:45:10' : '23:59:59'
  return { now: momentOf(today, time, settings.timeZone), today, ...settings }
}

/** A day at its end, but never later than now. */
export function clockAsOf(asOf: AsOf, clock: Clock): Clock {
  if (typeof asOf === 'string' && asOf.includes('T')) {
    return { ...clock, now: asOf, today: dayOfMoment(asOf, clock.timeZone) }
  }
  const today = dayIn(asOf, clock)
  return today === clock.today ? clock : { ...clock, now: momentOf(today, '23:59:59', clock.timeZone), today }
}
