/** Weekly health scores: six components that move with the account's story, and their weighted mean. */
import { isoDay, lastWeekday, type Day } from './days.ts'
import type { Plan } from './plan.ts'
import { clamp, random } from './random.ts'
import { components, weights, type Component } from './stories.ts'
import { progress, weeksKept } from './usage.ts'
import type { Row } from './csv.ts'

export type Score = { week: number; on: Day; score: number } & Record<Component, number>

/** Points above or below the account's health, with the weighted mean taken off so that they cancel out. */
function lean(plan: Plan): Record<Component, number> {
  const raw = (component: Component) => plan.story.lean[component] ?? 0
  const mean = components.reduce((sum, component) => sum + weights[component] * raw(component), 0)
  return Object.fromEntries(components.map((component) => [component, raw(component) - mean])) as Record<
    Component,
    number
  >
}

/** Newest first; nothing in the first month of a customer, nothing after it left. */
export function healthOf(seed: number, plan: Plan, today: Day): Score[] {
  if (!plan.scored) return []
  const draw = random(seed, 'health', plan.id)
  const leaning = lean(plan)
  const habit = components.map(() => draw.normal(0, 2))
  const wobble = components.map(() => 0)
  const scores: Score[] = []
  for (let week = plan.endWeek; week < weeksKept; week++) {
    const on = lastWeekday(today, 0) - 7 * week
    if (on < plan.since + 28) break
    if (plan.churned && on >= plan.churned) continue
    const turned = progress(plan, week)
    const level = plan.levels[0] + (plan.levels[1] - plan.levels[0]) * turned
    const values = components.map((component, place) => {
      wobble[place] = clamp(0.6 * (wobble[place] ?? 0) + draw.normal(0, 1.8), -6, 6)
      return Math.round(
        clamp(level + leaning[component] * turned + (habit[place] ?? 0) + (wobble[place] ?? 0), 3, 99),
      )
    })
    const named = Object.fromEntries(
      components.map((component, place) => [component, values[place]]),
    ) as Record<Component, number>
    const score = Math.round(
      components.reduce((sum, component) => sum + weights[component] * named[component], 0),
    )
    scores.push({ week, on, score, ...named })
  }
  return scores
}

export function healthRows(plan: Plan, scores: Score[]): Row[] {
  return [...scores].reverse().map((score) => ({
    account_id: plan.id,
    on: isoDay(score.on),
    score: score.score,
    ...Object.fromEntries(components.map((component) => [component, score[component]])),
  }))
}

/** The score on a day, or the nearest there is; undefined for an account without any. */
export function scoreOn(scores: Score[], day: Day): Score | undefined {
  return scores.find((score) => score.on <= day) ?? scores.at(-1)
}
