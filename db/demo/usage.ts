/** Use of the product week by week, by feature and by person, as the account's story has it. */
import { isoDay, lastWeekday, weekday, type Day } from './days.ts'
import type { Contact } from './people.ts'
import type { Plan } from './plan.ts'
import { clamp, random } from './random.ts'
import type { Row } from './csv.ts'

export const weeksKept = 78
export const historyDays = 7 * weeksKept - 1
const feedDays = 60

/** The Sunday that closes a week; 0 is the newest whole one. */
export function weekEnd(today: Day, week: number): Day {
  return lastWeekday(today - 1, 6) - 7 * week
}

/** How far the story's turn has come in a week: 0 before it, 1 when complete. */
export function progress(plan: Plan, week: number): number {
  const [from, to] = plan.turn
  const ago = week - plan.endWeek
  return clamp((from - ago) / (from - to), 0, 1)
}

/** The share of today's (or the last) volume, with the season, the first weeks' slow start and no noise. */
function volume(plan: Plan, today: Day, week: number): number {
  const [before, after] = plan.story.volume
  const turned = (at: number) => before + (after - before) * progress(plan, at)
  const swing = plan.story.season ?? 0.03
  const season = (at: number) => 1 + swing * Math.cos((2 * Math.PI * (at - peakWeek(plan))) / 52)
  const age = (weekEnd(today, week) - plan.since) / 7
  const start = plan.story.lifecycle === 'onboarding' ? 1 : clamp(age / 8, 0.1, 1)
  return ((turned(week) * season(week)) / (turned(plan.endWeek) * season(plan.endWeek))) * start
}

/** Weeks ago of the busiest week of the year. */
export function peakWeek(plan: Plan): number {
  return 18 + (Number(plan.id.slice(2)) % 16)
}

export type Week = {
  week: number
  people: number
  events: number
  features: { name: string; people: number; events: number }[]
}

/** The weeks that the account was a customer in, newest first. */
export function usageOf(seed: number, plan: Plan, today: Day): Week[] {
  const draw = random(seed, 'usage', plan.id)
  const reach = plan.features.map(({ feature }) => draw.between(...feature.reach))
  const weeks: Week[] = []
  for (let week = plan.endWeek; week < plan.endWeek + weeksKept && week < weeksKept; week++) {
    const end = weekEnd(today, week)
    if (end < plan.since + 7) break
    if (plan.churned && end >= plan.churned) continue
    const share = plan.adoption * volume(plan, today, week) * draw.normal(1, 0.035)
    const people = clamp(Math.round(plan.seats * share), 1, Math.round(plan.seats * 1.04))
    const used = plan.features.flatMap(({ feature, from }, place) => {
      const noise = draw.normal(1, 0.05)
      if (from && end < from) return []
      const fresh = from ? clamp((end - from) / 70, 0.15, 1) : 1
      const users = Math.round(people * (place === 0 ? 1 : (reach[place] ?? 1) * fresh))
      if (users < 1) return []
      return [
        { name: feature.name, people: users, events: Math.max(1, Math.round(users * feature.pace * noise)) },
      ]
    })
    weeks.push({ week, people, events: used.reduce((sum, one) => sum + one.events, 0), features: used })
  }
  return weeks
}

export function usageRows(plan: Plan, weeks: Week[], today: Day): Row[] {
  return [...weeks].reverse().flatMap(({ week, features }) =>
    features.map(({ name, people, events }) => ({
      account_id: plan.id,
      on: isoDay(weekEnd(today, week)),
      feature: name,
      active_users: people,
      events,
    })),
  )
}

/** Change of the events of four weeks against the four before, as a share; undefined where there are no eight. */
export function usageChange(weeks: Week[], week: number): number | undefined {
  const sum = (from: number) =>
    weeks
      .filter((one) => one.week >= from && one.week < from + 4)
      .reduce((total, one) => total + one.events, 0)
  const now = sum(week)
  const before = sum(week + 4)
  return weeks.some((one) => one.week >= week + 7) && before > 0 ? now / before - 1 : undefined
}

/**
 * Events by person and working day: the week's total, shared out by rank. When fewer people are active, those of
 * the lowest rank fall silent first, so that a fading account shows who stopped.
 */
export function userUsageRows(seed: number, plan: Plan, weeks: Week[], people: Contact[], today: Day): Row[] {
  if (!plan.feed || plan.churned) return []
  const draw = random(seed, 'people', plan.id)
  const users = people.filter(({ role }) => role !== 'economic_buyer' && role !== 'executive_sponsor')
  const ranked = draw.shuffle(users)
  const rows: Row[] = []
  for (let day = today - feedDays; day < today; day++) {
    if (weekday(day) > 4) continue
    const sunday = day + (6 - weekday(day))
    const week = Math.max(0, Math.round((weekEnd(today, 0) - sunday) / 7))
    const now = weeks.find((one) => one.week === week)
    if (!now) continue
    const active = ranked.slice(0, now.people)
    const shares = active.map((_, rank) => 1 / (1 + rank * 0.22))
    const total = shares.reduce((sum, share) => sum + share, 0)
    active.forEach(({ id, leftOn }, rank) => {
      const often = clamp(0.96 - rank * 0.035, 0.34, 0.96)
      const comes = draw.chance(often)
      const noise = draw.between(0.6, 1.4)
      if (!comes || (leftOn !== undefined && day >= leftOn)) return
      const events = Math.round(((now.events * (shares[rank] ?? 0)) / total / 5 / often) * noise)
      if (events > 0) rows.push({ account_id: plan.id, contact_id: id, on: isoDay(day), events })
    })
  }
  return rows
}
