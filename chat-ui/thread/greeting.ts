/** Greets by the hour in the workspace's time zone, and writes the workspace's day in the reader's language. */
export function greeting(name: string, timeZone: string, now: Date): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now),
  )
  const part = hour < 5 ? 'evening' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const first = name.trim().split(/\s+/)[0] ?? ''
  return first === '' ? `Good ${part}` : `Good ${part}, ${first}`
}

export function longDay(today: string, locale?: string): string {
  const date = new Date(`${today}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return today
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(date)
}
