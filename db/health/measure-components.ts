/** The measures that health is computed from where a workspace has no scores and no KPIs, each as a component of 0–100. */
import { sql, type SQL } from 'drizzle-orm'
import { column, of, setNumber as n, upTo } from '../catalogue/fields.ts'
import type { FieldContext } from '../catalogue/types.ts'
import type { Component, Inputs } from './component.ts'
import { fading } from './pieces.ts'

const within = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value))
const whole = (value: SQL) => sql`trim_scale(round((${value})::numeric))`
const short = (value: number, digits = 0) => String(Number(value.toFixed(digits))).replace('-', '−')
/** A percentage that is not short of what it stands for: up to the next whole one, or down. */
const upward = (value: number, step: number, side: 'up' | 'down') => {
  const steps = value / step
  return (side === 'up' ? Math.ceil(steps - 1e-9) : Math.floor(steps)) * step
}
const given = (inputs: Inputs, key: string): number => inputs[key] ?? 0

/**
 * A workspace that has no such rows at all by then says nothing by their absence; one that has them does. Asked once a
 * statement, for it depends on no row.
 */
const known = (c: FieldContext, table: 'activities' | 'tickets', moment: 'at' | 'opened_at'): SQL =>
  sql`exists (select from ${sql.identifier(table)} k where k.workspace_id = ${c.workspace} and ${upTo(column('k', moment), c)})`

/** Six tenths for how many use it, four for where it is heading: −50 % is none of them, +50 % all. */
const usage: Component = {
  key: 'usage',
  label: 'usage',
  weight: (s) => s.health.weights.usage,
  score: (
    c,
  ) => sql`case when ${c.field('adoption')} is not null or ${c.field('usage_change')} is not null then
    60 * least(1, coalesce(${c.field('adoption')}, 0.5))
      + 40 * (0.5 + least(0.5, greatest(-0.5, coalesce(${c.field('usage_change')}, 0)))) end`,
  age: (c) =>
    sql`coalesce(${c.day} - greatest(${of(c, 'usage', 'last_on')}, ${of(c, 'people', 'last_on')}), 0)`,
  reason: (c) => sql`'adoption ' || coalesce(${whole(sql`100 * ${c.field('adoption')}`)} || ' %', 'unknown')
    || ', usage ' || coalesce(${whole(sql`100 * ${c.field('usage_change')}`)} || ' %', 'unknown')`,
  inputs: { adoption: (c) => c.field('adoption'), usage_change: (c) => c.field('usage_change') },
  scoreOf: ({ adoption = null, usage_change: change = null }) =>
    60 * Math.min(1, adoption ?? 0.5) + 40 * (0.5 + within(-0.5, change ?? 0, 0.5)),
  reach: ({ adoption = null, usage_change: change = null }, score, side) => {
    const percent = (value: number | null) => (value === null ? 'unknown' : `${short(100 * value)} %`)
    const heading = 40 * (0.5 + within(-0.5, change ?? 0, 0.5))
    const needed = upward((score - heading) / 60, 0.01, side)
    if (adoption !== null && needed >= 0 && needed <= 1)
      return {
        inputs: { adoption: needed, usage_change: change },
        words: `adoption from ${percent(adoption)} to ${percent(needed)}`,
      }
    const far = side === 'up' ? 1 : 0
    const held = adoption === null ? 0.5 : far
    const turned = upward((score - 60 * held) / 40 - 0.5, 0.01, side)
    if (turned < -0.5 || turned > 0.5) return null
    const first =
      adoption === null || adoption === far
        ? ''
        : `adoption from ${percent(adoption)} to ${percent(far)} and `
    return {
      inputs: { adoption: adoption === null ? null : held, usage_change: turned },
      words: `${first}usage change from ${percent(change)} to ${percent(turned)}`,
    }
  },
}

/** Halves with every so many days without touch. */
const engagement: Component = {
  key: 'engagement',
  label: 'engagement',
  weight: (s) => s.health.weights.engagement,
  score: (c) => sql`case when ${known(c, 'activities', 'at')} then coalesce(
    100 * power(0.5::float8, least(1000, ${c.field('days_since_touch')} / ${n(c.settings.health.touchHalfLifeDays)})), 0) end`,
  // It says of today how long ago the last touch was.
  age: () => sql`0`,
  reason: (c) =>
    sql`coalesce('last touch ' || ${c.field('days_since_touch')} || ' days ago', 'never in touch')`,
  inputs: { days_since_touch: (c) => c.field('days_since_touch') },
  scoreOf: ({ days_since_touch: days = null }, { health }) =>
    days === null ? 0 : 100 * fading(days, health.touchHalfLifeDays),
  reach: ({ days_since_touch: days = null }, score, side, { health }) => {
    const exact = score <= 0 ? Infinity : -health.touchHalfLifeDays * Math.log2(score / 100)
    if (side === 'down') {
      const needed = Math.ceil(exact)
      if (!Number.isFinite(needed)) return null
      return { inputs: { days_since_touch: needed }, words: `${needed} days without touch, now ${days ?? 0}` }
    }
    const most = Math.floor(exact + 1e-9)
    if (most < 0) return null
    const now = days === null ? 'never in touch so far' : `the last one was ${days} days ago`
    const when =
      most === 0 ? 'today' : most < 7 ? `in the last ${most} day${most === 1 ? '' : 's'}` : 'this week'
    return { inputs: { days_since_touch: Math.min(most, 6) }, words: `a touch ${when} (${now})` }
  },
}

const support: Component = {
  key: 'support',
  label: 'support',
  weight: (s) => s.health.weights.support,
  score: (c) => sql`case when ${known(c, 'tickets', 'opened_at')} then greatest(0, 100
    - ${n(c.settings.health.ticketPoints)} * ${c.field('open_tickets')}
    - ${n(c.settings.health.urgentTicketPoints)} * ${c.field('urgent_tickets')}) end`,
  age: () => sql`0`,
  reason: (c) =>
    sql`${c.field('open_tickets')} || ' open tickets, ' || ${c.field('urgent_tickets')} || ' urgent'`,
  inputs: { open_tickets: (c) => c.field('open_tickets'), urgent_tickets: (c) => c.field('urgent_tickets') },
  scoreOf: (inputs, { health }) =>
    Math.max(
      0,
      100 -
        health.ticketPoints * given(inputs, 'open_tickets') -
        health.urgentTicketPoints * given(inputs, 'urgent_tickets'),
    ),
  reach: (inputs, score, side, settings) => {
    const [open, urgent] = [given(inputs, 'open_tickets'), given(inputs, 'urgent_tickets')]
    const tickets = (count: number) => `${count} ticket${count === 1 ? '' : 's'}`
    if (side === 'up') {
      for (let solved = 1; solved <= open; solved++) {
        const ofThem = Math.min(urgent, solved)
        const then = { open_tickets: open - solved, urgent_tickets: urgent - ofThem }
        if (support.scoreOf(then, settings) < score) continue
        const first = ofThem === 0 ? '' : `, ${ofThem === solved ? 'urgent' : `${ofThem} of them urgent`}`
        return { inputs: then, words: `${tickets(solved)} solved${first} (${open} open)` }
      }
      return null
    }
    const { ticketPoints } = settings.health
    if (ticketPoints === 0 || score < 0) return null
    const more = Math.max(1, Math.ceil((support.scoreOf(inputs, settings) - score) / ticketPoints))
    return {
      inputs: { open_tickets: open + more, urgent_tickets: urgent },
      words: `${tickets(more)} more (${open} open)`,
    }
  },
}

/** A component that is a measure on a scale of its own: the least and the most of it are 0 and 100. */
function scaled(
  component: Pick<Component, 'key' | 'label' | 'weight' | 'score' | 'age' | 'reason'>,
  input: string,
  value: (c: FieldContext) => SQL,
  { named, low, high, step }: { named: string; low: number; high: number; step: number },
): Component {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2
  return {
    ...component,
    inputs: { [input]: value },
    scoreOf: (inputs) => (100 * (given(inputs, input) - low)) / (high - low),
    reach: (inputs, score, side) => {
      const needed = upward(low + (score / 100) * (high - low), step, side)
      if (needed < low - 1e-9 || needed > high + 1e-9) return null
      const to = within(low, needed, high)
      return {
        inputs: { [input]: to },
        words: `${named} from ${short(given(inputs, input), digits)} to ${short(to, digits)}`,
      }
    },
  }
}

const sentiment = scaled(
  {
    key: 'sentiment',
    label: 'sentiment',
    weight: (s) => s.health.weights.sentiment,
    score: (c) => sql`50 + 50 * ${of(c, 'mood', 'faded')}`,
    age: (c) => sql`coalesce(${c.day} - ${of(c, 'mood', 'last_on')}, 0)`,
    reason: (c) => sql`'sentiment ' || trim_scale(round((${of(c, 'mood', 'faded')})::numeric, 2))`,
  },
  'mood',
  (c) => of(c, 'mood', 'faded'),
  { named: 'sentiment', low: -1, high: 1, step: 0.01 },
)

const relationship = scaled(
  {
    key: 'relationship',
    label: 'relationship',
    weight: (s) => s.health.weights.relationship,
    // Without a contact on record nothing is known of it.
    score: (c) => of(c, 'relations', 'multithreading'),
    age: () => sql`0`,
    reason: (c) => sql`'multithreading ' || ${whole(of(c, 'relations', 'multithreading'))}`,
  },
  'multithreading',
  (c) => of(c, 'relations', 'multithreading'),
  { named: 'multithreading', low: 0, high: 100, step: 1 },
)

const voice = scaled(
  {
    key: 'voice',
    label: 'voice',
    weight: (s) => s.health.weights.voice,
    score: (c) => sql`10 * ${c.field('nps')}`,
    age: (c) => sql`coalesce(${c.day} - ${of(c, 'voice', 'last_on')}, 0)`,
    reason: (c) => sql`'NPS ' || trim_scale(round((${c.field('nps')})::numeric, 1))`,
  },
  'nps',
  (c) => c.field('nps'),
  { named: 'NPS', low: 0, high: 10, step: 0.1 },
)

export const measureComponents: Component[] = [usage, engagement, support, sentiment, relationship, voice]
