/** Explains one account's health: its components, what moved it since a day (to the last point), and the smallest change that reaches another band. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Block } from '#agent/contract.ts'
import { resolveDay, resolvePeriod } from '#db/calendar.ts'
import { basisOf } from '#db/health/basis.ts'
import { healthOn, type HealthOn } from '#db/health/read-health.ts'
import { scoreWeights } from '#db/health/score-weights.ts'
import { bandOf, targetOf } from '#db/health/ways.ts'
import { findAccount } from '#db/query/lookup.ts'
import { dayInWords, numberInWords } from '#db/query/print.ts'
import { dayValue, period } from '#db/query/query.ts'
import { defaultSettings } from '#db/settings.ts'
import { defineTool, type ToolContext } from '../kit/define-tool.ts'
import {
  changeOf,
  changeTable,
  changeWords,
  componentTable,
  wayWords,
  waysFor,
  type Health,
} from './health.ts'

const when = z.union([dayValue, period])

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Working out its health',
  description:
    'Why one account’s health is what it is: components with weights and evidence; with `since`, what moved it between two ' +
    'days, summing to the change; and the smallest change that reaches another band. Use it for "why is X’s health 43", "what ' +
    'changed in X’s health since June", "what would make X green". Never to list accounts by health.',
  input: z.strictObject({
    account: z.string().min(1).describe('The account’s id'),
    since: when.optional().describe('The earlier day of a change; the start of a period'),
    until: when.optional().describe('The later day; today when left out'),
    band: z
      .enum(['green', 'yellow', 'red'])
      .optional()
      .describe('The band to reach; the next one when left out'),
  }),
  phrases: {
    frames: [
      "why is {account}('s)? health [score] [so|that|this|only|at|what] (low|high|bad|poor|good|weak|it is)",
      'why is the health [score] of {account} [so|that|this|only|at|what] (low|high|bad|poor|good|weak|it is)',
      "why is {account}('s)? health [score] [only|at|just] {number}",
      'why is the health [score] of {account} [only|at|just] {number}',
      'why does {account} have a health [score] of [only] {number}',
      "(explain|break down|decompose) {account}('s)? health [score]",
      '(explain|break down|decompose) the health [score] of {account}',
      "what is {account}('s)? health (made of|based on|made up of)",
      "(what|what has) (changed|moved|happened) (in|to|with) {account}('s)? health [score]",
      "(what|what has) (changed|moved|happened) (in|to|with) {account}('s)? health [score] {since:period}",
      '(what|what has) (changed|moved|happened) (in|to|with) the health of {account} {since:period}',
      "why (did|has) {account}('s)? health [score] (drop|dropped|fall|fallen|rise|risen|change|changed|move|moved|decline|declined|improve|improved|go down|gone down|go up|gone up) {since:period}",
      "why (did|has) {account}('s)? health [score] (drop|dropped|fall|fallen|rise|risen|change|changed|move|moved|decline|declined|improve|improved|go down|gone down|go up|gone up)",
      'what (would|will|could|does it take to) (make|turn|get|bring) {account} [back] [to|into] {band:value}',
      'what (would|will) it take to (make|turn|get|bring) {account} [back] [to|into] {band:value}',
      "what (would|will|could) (improve|raise|lift) {account}('s)? health",
      'how (can|could|do) (we|i) (make|turn|get|bring) {account} [back] [to|into] {band:value}',
      "how (can|could|do) (we|i) (improve|raise|lift) {account}('s)? health",
    ],
    examples: [
      'Why is Northwind’s health so low?',
      'What changed in Northwind’s health since June?',
      'What would make Northwind green?',
    ],
  },
  run: async ({ account: named, since, until, band }, context) => {
    const { tx, catalogue, clock } = context
    const account = await findAccount(tx, catalogue, named, context)
    const settings = catalogue.settings ?? defaultSettings
    const basis = catalogue.health ?? basisOf(settings, true, [])
    const day = until === undefined ? clock.today : dayOf(until, 'end', context)
    const now = await healthOn(tx, catalogue, context, account.id, day)
    if (now.health === null) return { text: withoutHealth(account.name, now), blocks: [] }
    const weights = now.imported ? await scoreWeights(tx, context.asker.workspace) : null
    const health: Health = { settings, basis, weights }
    const reading = `health of ${account.name} on ${dayInWords(now.day)}`
    const figure: Block = {
      ...{ kind: 'figure', id: uuid(), measure: 'health', label: `Health of ${account.name}` },
      ...{ value: now.health, type: 'number', unit: 'score', reading },
    }
    const said = `**${account.name}**: health ${numberInWords(now.health, 1)} of 100, ${bandOf(now.health, settings)}${now.day === clock.today ? '' : ` on ${dayInWords(now.day)}`}.`
    if (since !== undefined && band === undefined) {
      const before = await healthOn(tx, catalogue, context, account.id, dayOf(since, 'start', context))
      const told = changeOf(before, now, health)
      if (!told)
        return {
          text: `${said} On ${dayInWords(before.day)} it had none, so there is no change to explain.`,
          blocks: [figure],
        }
      return {
        text: `${said} ${changeWords(told, before, now)}`,
        blocks: [figure, changeTable(told, before, now)],
      }
    }
    const target = targetOf(now.health, settings, band)
    const next = now.override
      ? 'As long as that holds, its components don’t move it.'
      : target
        ? wayWords(waysFor(now, target, health), target, health, now)
        : `It is ${band} already.`
    return {
      text: [said, `${why(now)} ${next}`.trim()].join('\n\n'),
      blocks: [figure, componentTable(now, health)],
    }
  },
})

/** A period stands for the day that it starts on, or of the later one for its last. */
function dayOf(given: z.infer<typeof when>, end: 'start' | 'end', { clock }: ToolContext): string {
  const isDay = dayValue.safeParse(given)
  if (isDay.success) return resolveDay(isDay.data, clock)
  const { from, to } = resolvePeriod(period.parse(given), clock)
  const day = (end === 'start' ? from : to) ?? clock.today
  return day > clock.today ? clock.today : day
}

const withoutHealth = (name: string, { day, pieces }: HealthOn): string =>
  pieces.length > 0
    ? `**${name}** has no health on ${dayInWords(day)}: there is no evidence to compute it from.`
    : `**${name}** has no health on ${dayInWords(day)}: no score was imported for it.`

/** Who set it and why; else what costs most, with its evidence, and what is missing. */
function why({ pieces, imported, override }: HealthOn): string {
  if (override) return `Set by ${override.by} until ${dayInWords(override.until)}: “${override.reason}”.`
  if (imported) {
    const low = Object.entries(imported.components)
      .filter((each): each is [string, number] => each[1] !== null)
      .sort((a, b) => a[1] - b[1])
      .slice(0, 3)
    return low.length > 0
      ? `Lowest: ${low.map(([key, score]) => `${key} ${numberInWords(score, 0)}`).join(', ')}.`
      : 'Its components are not on record.'
  }
  const costly = pieces
    .filter((piece) => piece.score !== null && piece.score < 100)
    .sort((a, b) => b.weight * (100 - (b.score ?? 0)) - a.weight * (100 - (a.score ?? 0)))
    .slice(0, 3)
  const missing = pieces.filter((piece) => piece.score === null && piece.weight > 0).map(({ label }) => label)
  const most = costly.map((piece) => `${piece.label} ${numberInWords(piece.score ?? 0, 0)} (${piece.reason})`)
  return [
    most.length > 0 ? `What costs most: ${most.join(', ')}.` : '',
    missing.length > 0 ? `Without evidence: ${missing.join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
