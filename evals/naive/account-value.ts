/** An account's worth, retention and risk, each from its definition. */
import { daysFrom, plus, plusDays } from './calendar.ts'
import { healthTrend, health, usageChange } from './account-usage.ts'
import {
  contactsOf,
  inTouch,
  lastTouch,
  multithreading,
  nps,
  npsBand,
  openTickets,
  sentiment,
  stillThere,
} from './account-touch.ts'
import type { Seen } from './kinds.ts'
import { isText, sum } from './numbers.ts'
import { number, text, type Row } from './world.ts'

/** Now by the lifecycle; on another day by the dates: a customer by then, and not gone. */
export function isActive(account: Row, { asked, day }: Seen): boolean {
  if (!asked) return account.lifecycle !== 'churned'
  const [since, left] = [text(account, 'customer_since'), text(account, 'churned_on')]
  if (since !== null && since > day) return false
  return left === null ? account.lifecycle !== 'churned' : left > day
}

export function arrOn(account: Row, day: string, { world }: Seen): number {
  const left = text(account, 'churned_on')
  if (left !== null && left <= day) return 0
  const contracts = world.having('contracts', 'account_id', account.id ?? null)
  if (contracts.length === 0) {
    const since = text(account, 'customer_since')
    return since === null || since <= day ? (number(account, 'arr') ?? 0) : 0
  }
  const runs = contracts.filter((contract) => {
    const [start, end] = [text(contract, 'start_on'), text(contract, 'end_on')]
    if (contract.status === 'draft' || (start !== null && start > day)) return false
    return contract.status === 'active' || end === null || end >= day
  })
  return sum(runs.map((contract) => number(contract, 'arr') ?? 0))
}

export const arr = (account: Row, seen: Seen): number | null =>
  seen.asked ? arrOn(account, seen.day, seen) : number(account, 'arr')

export function daysToRenewal(account: Row, seen: Seen): number | null {
  const renewal = text(account, 'renewal_date')
  return renewal === null || !isActive(account, seen) ? null : daysFrom(seen.day, renewal)
}

export function timeToValue(account: Row, { world, day }: Seen): number | null {
  const since = text(account, 'customer_since')
  const done = world
    .having('milestones', 'account_id', account.id ?? null)
    .filter((row) => row.kind === 'value')
    .map((row) => text(row, 'done_on'))
    .filter(isText)
    .filter((on) => on <= day)
    .toSorted()[0]
  const live = text(account, 'go_live_on')
  const reached = done ?? (live !== null && live <= day ? live : null)
  return since === null || reached === null ? null : daysFrom(since, reached)
}

type Window = { first: string; last: string }
export const cohort = (accounts: Row[], { first, last }: Window, seen: Seen) =>
  accounts
    .map((account) => ({ before: arrOn(account, first, seen), after: arrOn(account, last, seen) }))
    .filter((one) => one.before > 0)

export function logoRetention(accounts: Row[], window: Window, seen: Seen): number | null {
  const those = cohort(accounts, window, seen)
  return those.length ? those.filter((one) => one.after > 0).length / those.length : null
}

export function clv(account: Row, seen: Seen): number | null {
  const worth = arr(account, seen)
  const first = plus(seen.day, -12, 'month')
  const peers = seen.world.rows('accounts').filter((row) => row.segment === account.segment)
  const kept = logoRetention(peers, { first, last: seen.day }, seen)
  return worth === null ? null : (worth * 0.8) / Math.max(0.02, kept === null ? 0 : 1 - kept)
}

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** The points of the account's risk, each with what it is for. */
export function riskPoints(account: Row, seen: Seen): { what: string; points: number }[] {
  const [score, trend, change] = [
    health(account, seen),
    healthTrend(account, seen),
    usageChange(account, seen),
  ]
  const [mood, tickets] = [sentiment(account, seen), openTickets(account, seen)]
  const [touch, mark] = [lastTouch(account, seen), npsBand(nps(account, seen))]
  const renewal = daysToRenewal(account, seen)
  const isQuiet = touch === null || daysFrom(touch, seen.day) > 30
  return [
    { what: 'health', points: score === null ? 15 : (35 * (100 - score)) / 100 },
    { what: 'trend', points: trend === 'declining' ? 10 : trend === 'improving' ? 0 : 3 },
    { what: 'usage', points: change === null ? 0 : change <= -0.2 ? 12 : change <= -0.1 ? 6 : 0 },
    { what: 'sentiment', points: mood === null ? 0 : mood < -0.2 ? 8 : mood < 0 ? 4 : 0 },
    { what: 'urgent', points: tickets.some((row) => row.priority === 'urgent') ? 5 : 0 },
    { what: 'tickets', points: tickets.length >= 4 ? 5 : 0 },
    { what: 'touch', points: isQuiet ? 8 : 0 },
    { what: 'threads', points: multithreading(account, seen) < 40 ? 5 : 0 },
    { what: 'nps', points: mark === 'detractor' ? 6 : mark === 'passive' ? 2 : 0 },
    {
      what: 'renewal',
      points: renewal === null ? 0 : renewal <= 30 ? 6 : renewal <= 90 ? 4 : renewal <= 120 ? 2 : 0,
    },
  ]
}

export const riskScore = (account: Row, seen: Seen): number | null =>
  isActive(account, seen) ? sum(riskPoints(account, seen).map((one) => one.points)) : null

export function risk(account: Row, seen: Seen): string | null {
  const score = riskScore(account, seen)
  return score === null ? null : score >= 50 ? 'at_risk' : score >= 30 ? 'watch' : 'healthy'
}

/** The points alone, most first: how they are told is prose. */
export const riskReasons = (account: Row, seen: Seen): string[] | null =>
  isActive(account, seen)
    ? riskPoints(account, seen)
        .map((one) => one.points)
        .filter((points) => points > 0)
        .toSorted((a, b) => b - a)
        .map(String)
    : null

export function renewalLikelihood(account: Row, seen: Seen): number | null {
  const score = riskScore(account, seen)
  if (score === null) return null
  const people = contactsOf(account, seen).filter((contact) => stillThere(contact, seen))
  const opportunities = seen.world.having('opportunities', 'account_id', account.id ?? null)
  const isComing = opportunities.some((row) => {
    const close = text(row, 'close_on')
    // Closed later than the day, it was open on it.
    const isOpen = row.status === 'open' || (seen.asked && close !== null && close > seen.day)
    return row.type === 'renewal' && isOpen && close !== null && close <= plusDays(seen.day, 90)
  })
  const champion = people.some((contact) => contact.role === 'champion')
  const sponsor = people.some((contact) => contact.role === 'executive_sponsor' && inTouch(contact, 90, seen))
  return between(100 - score - (champion ? 0 : 10) - (isComing ? 0 : 10) + (sponsor ? 5 : 0), 5, 95)
}
