/** An account's usage and health measures, each from its definition. */
import { daysFrom, plusDays } from './calendar.ts'
import type { Seen } from './kinds.ts'
import { isNumber, quantile, slope, sum } from './numbers.ts'
import { number, text, type Row } from './world.ts'

/** In (d − first, d − last]. */
function between(rows: Row[], first: number, last: number, { day }: Seen): Row[] {
  const [after, until] = [plusDays(day, -first), plusDays(day, -last)]
  return rows.filter((row) => {
    const on = text(row, 'on') ?? ''
    return on > after && on <= until
  })
}

const of = (table: 'usage' | 'user_usage' | 'health_scores', account: Row, { world }: Seen) =>
  world.having(table, 'account_id', account.id ?? null)
const eventsOf = (rows: Row[]): number[] => rows.map((row) => row.events).filter(isNumber)

export function activeUsers(account: Row, seen: Seen): number | null {
  const feed = of('user_usage', account, seen).filter((row) => (text(row, 'on') ?? '') <= seen.day)
  if (feed.length > 0) {
    const active = between(feed, 28, 0, seen).filter((row) => (number(row, 'events') ?? 0) > 0)
    return new Set(active.map((row) => row.contact_id)).size
  }
  const users = between(of('usage', account, seen), 28, 0, seen)
    .map((row) => row.active_users)
    .filter(isNumber)
  return users.length ? Math.max(...users) : null
}

export function adoption(account: Row, seen: Seen): number | null {
  const [users, seats] = [activeUsers(account, seen), number(account, 'seats')]
  return users === null || !seats ? null : users / seats
}

export function events28(account: Row, seen: Seen): number | null {
  const events = eventsOf(between(of('usage', account, seen), 28, 0, seen))
  return events.length ? sum(events) : null
}

export function usageChange(account: Row, seen: Seen): number | null {
  const rows = of('usage', account, seen)
  const [now, before] = [
    sum(eventsOf(between(rows, 28, 0, seen))),
    sum(eventsOf(between(rows, 56, 28, seen))),
  ]
  // Not now ÷ before − 1, in which 80 of 100 falls short of −20 % by a rounding.
  return before === 0 ? null : (now - before) / before
}

type Feed = { contact: string; events: number; days: number; before: number; rows: number }

/** What each contact of the account's per-user feed did in 28 days, and in the 28 before. */
export const feedOf = (accountId: string, seen: Seen): Feed[] =>
  seen.world.once(`feed ${accountId} ${seen.day}`, () => {
    const rows = seen.world.having('user_usage', 'account_id', accountId)
    return [...new Set(rows.map((row) => String(row.contact_id)))].map((contact) => {
      const own = rows.filter((row) => row.contact_id === contact)
      const window = between(own, 28, 0, seen)
      return {
        contact,
        events: sum(eventsOf(window)),
        days: window.filter((row) => (number(row, 'events') ?? 0) > 0).length,
        before: sum(eventsOf(between(own, 56, 28, seen))),
        rows: window.length,
      }
    })
  })

export function powerUsers(accountId: string, seen: Seen): string[] {
  const feed = feedOf(accountId, seen).filter((one) => one.days > 0)
  const bar = quantile(
    feed.map((one) => one.events),
    0.9,
  )
  return feed.filter((one) => bar !== null && one.events >= bar && one.days >= 8).map((one) => one.contact)
}

export const decliningUsers = (accountId: string, seen: Seen): string[] =>
  feedOf(accountId, seen)
    .filter((one) => one.before >= 10 && one.events <= one.before / 2)
    .map((one) => one.contact)

export function newestScore(account: Row, seen: Seen): Row | null {
  const scores = of('health_scores', account, seen).filter((row) => (text(row, 'on') ?? '') <= seen.day)
  return scores.toSorted((a, b) => (String(a.on) < String(b.on) ? 1 : -1))[0] ?? null
}

export function health(account: Row, seen: Seen): number | null {
  const newest = newestScore(account, seen)
  return newest ? number(newest, 'score') : null
}

export const componentKeys = ['usage', 'engagement', 'support', 'sentiment', 'relationship', 'commercial']

/** The components of the newest score, what costs most first; how they are told is prose. */
export function healthComponents(account: Row, seen: Seen): string[] {
  const newest = newestScore(account, seen)
  const marks = newest ? componentKeys.map((key) => newest[key]).filter(isNumber) : []
  return marks.toSorted((a, b) => a - b).map(String)
}

export function healthMissing(account: Row, seen: Seen): string[] | null {
  const newest = newestScore(account, seen)
  return newest && componentKeys.filter((key) => number(newest, key) === null)
}

export const bandOf = (score: number | null) =>
  score === null ? null : score >= 70 ? 'green' : score >= 50 ? 'yellow' : 'red'

export function healthSlope(account: Row, seen: Seen): number | null {
  const scores = between(of('health_scores', account, seen), 90, 0, seen)
  if (scores.length < 2) return null
  const perDay = slope(
    scores.map((row) => ({ x: daysFrom(seen.day, String(row.on)), y: number(row, 'score') ?? 0 })),
  )
  return perDay === null ? null : perDay * 30
}

export function healthTrend(account: Row, seen: Seen): string | null {
  const points = healthSlope(account, seen)
  return points === null ? null : points > 1 ? 'improving' : points < -1 ? 'declining' : 'steady'
}
