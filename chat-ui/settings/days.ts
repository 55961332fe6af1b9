/** Days and moments as a reader writes them, and how long ago or ahead they are. */
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export const asDay = (iso: string): string => day.format(new Date(iso))
export const asMoment = (iso: string): string => moment.format(new Date(iso))

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
  ['month', 2_629_800],
  ['year', 31_557_600],
]

/** "3 hours ago", "in 5 days"; what is closer than a minute is now. */
export function fromNow(iso: string, now: Date): string {
  const seconds = (Date.parse(iso) - now.getTime()) / 1_000
  const step = steps.findLast(([, size]) => Math.abs(seconds) >= size)
  if (step === undefined) return relative.format(0, 'second')
  return relative.format(Math.trunc(seconds / step[1]), step[0])
}
