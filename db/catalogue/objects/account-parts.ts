/** What the account measures share: one set of rows an account for each kind of evidence, as of a day. */
import { sql } from 'drizzle-orm'
import {
  column,
  dayOfMoment,
  hoursBetween,
  inWindow,
  setDays,
  setNumber,
  startOfDay,
  upTo,
} from '../fields.ts'
import type { Part, PartContext } from '../types.ts'
import { healthPart, trendPart } from './health-parts.ts'
import { mails, workday } from './mail-answers.ts'
import { fallingUse, heavyUse } from './user-habits.ts'

const at = sql.raw('x.at')

/** Contracts that run on the day: not draft, started, and not past their end unless still active. */
const contracts: Part = {
  key: 'account_id',
  sql: ({ day, ours }) => sql`
    select x.account_id, count(*) as contracts,
      coalesce(sum(x.arr) filter (where x.status <> 'draft' and coalesce(x.start_on <= ${day}, true)
        and (coalesce(x.end_on >= ${day}, true) or x.status = 'active')), 0) as arr
    from contracts x where ${ours('x')} group by x.account_id`,
}

/** One index probe an account: the newest activity that is not a note. */
const touch: Part = {
  key: 'account_id',
  columns: { last_on: 'date' },
  each: (context) => sql`
    select ${dayOfMoment(at, context)} as last_on
    from activities x
    where x.workspace_id = ${context.workspace} and x.account_id = ${context.of} and x.type <> 'note'
      and ${upTo(at, context)}
    order by x.at desc limit 1`,
}

/** Weight of an activity that halves with every so many days. */
const fade = (context: PartContext) =>
  sql`(0.5 ^ ((${context.day} - ${dayOfMoment(at, context)}) / ${setNumber(context.settings.health.moodHalfLifeDays)}))::float8`

/** The mean is taken of decimals: of binary fractions it would hang on the order of the rows, and a mean of 0 be less than 0. */
const mood: Part = {
  key: 'account_id',
  columns: { sentiment: 'number', faded: 'number', last_on: 'date' },
  sql: (context) => sql`
    select x.account_id, avg(x.sentiment::numeric)::float8 as sentiment,
      sum(x.sentiment * ${fade(context)}) / nullif(sum(${fade(context)}) filter (where x.sentiment is not null), 0) as faded,
      ${dayOfMoment(sql`max(x.at) filter (where x.sentiment is not null)`, context)} as last_on
    from activities x
    where ${context.ours('x')} and ${inWindow(at, context, context.settings.sentiment.windowDays)}
    group by x.account_id`,
}

/** Two windows of usage, and the widest used feature of the later one. */
const usage: Part = {
  key: 'account_id',
  columns: { widest: 'count', events: 'number', events_before: 'number', last_on: 'date' },
  sql: ({ day, ours, settings }) => {
    const days = settings.usage.windowDays
    const turn = sql`(${day} - ${setDays(days)})`
    return sql`
    select x.account_id,
      max(x.active_users) filter (where x."on" > ${turn}) as widest,
      sum(x.events) filter (where x."on" > ${turn}) as events,
      sum(x.events) filter (where x."on" <= ${turn}) as events_before,
      max(x."on") as last_on
    from usage x
    where ${ours('x')} and x."on" > ${day} - ${setDays(2 * days)} and x."on" <= ${day}
    group by x.account_id`
  },
}

/** How many different people used the product in the later half. */
const people: Part = {
  key: 'account_id',
  columns: { active: 'count', last_on: 'date' },
  sql: ({ day, ours, settings }) => sql`
    select u.account_id, count(*) as active, max(u.last_on) as last_on
    from (
      select x.account_id, x.contact_id, max(x."on") as last_on from user_usage x
      where ${ours('x')} and x."on" > ${day} - ${setDays(settings.usage.windowDays)} and x."on" <= ${day} and x.events > 0
      group by x.account_id, x.contact_id
    ) u group by u.account_id`,
}

/**
 * Whether the account had a per-user feed by then: an account that has one and no users in it has none active. Ordered by
 * the key, so that Postgres probes the index; without an order it scans the whole feed for each account that has none.
 */
const feed: Part = {
  key: 'account_id',
  columns: { present: 'boolean' },
  each: ({ workspace, of, day }) => sql`
    select true as present from user_usage x
    where x.workspace_id = ${workspace} and x.account_id = ${of} and x."on" <= ${day}
    order by x.contact_id, x."on" limit 1`,
}

const heavy: Part = {
  key: 'account_id',
  columns: { users: 'count' },
  sql: (context) => sql`
    select h.account_id, count(*) filter (where h.is_heavy) as users
    from (${heavyUse(context)}) h group by h.account_id`,
}

const falling: Part = {
  key: 'account_id',
  columns: { users: 'count' },
  sql: (context) =>
    sql`select f.account_id, count(*) as users from (${fallingUse(context)}) f group by f.account_id`,
}

const tickets: Part = {
  key: 'account_id',
  columns: { open: 'count', urgent: 'count', first_response_h: 'number' },
  sql: (context) => {
    const open = context.past
      ? sql`x.solved_at is null or not (${upTo(sql`x.solved_at`, context)})`
      : sql`x.status <> 'solved'`
    return sql`
      select x.account_id,
        count(*) filter (where ${open}) as open,
        count(*) filter (where x.priority = 'urgent' and (${open})) as urgent,
        percentile_cont(0.5) within group (order by ${hoursBetween(sql`x.opened_at`, sql`x.first_response_at`)})
          filter (where ${upTo(sql`x.first_response_at`, context)}) as first_response_h
      from tickets x
      where ${context.ours('x')} and ${upTo(sql`x.opened_at`, context)}
      group by x.account_id`
  },
}

/** The newest response of each contact; a response without a contact stands for itself. */
const voice: Part = {
  key: 'account_id',
  columns: { score: 'number', responses: 'count', promoters: 'count', detractors: 'count', last_on: 'date' },
  sql: (context) => sql`
    select n.account_id, avg(n.score) as score, count(*) as responses,
      count(*) filter (where n.score >= 9) as promoters, count(*) filter (where n.score <= 6) as detractors,
      ${dayOfMoment(sql`max(n.at)`, context)} as last_on
    from (
      select distinct on (x.account_id, coalesce(x.contact_id, x.id)) x.account_id, x.score, x.at
      from nps_responses x
      where ${context.ours('x')} and ${upTo(at, context)}
      order by x.account_id, coalesce(x.contact_id, x.id), x.at desc, x.source_id desc
    ) n
    group by n.account_id`,
}

/** E-mail threads: how long an answer takes, which is later than what it answers, and which threads wait for one after two working days. */
const threads: Part = {
  key: 'account_id',
  columns: { response_time_h: 'number', unanswered: 'count' },
  sql: (context) => sql`
    select t.account_id,
      percentile_cont(0.5) within group (order by ${hoursBetween(sql`t.at`, sql`t.answered_at`)})
        filter (where t.inbound) as response_time_h,
      count(*) filter (where t.inbound and t.newest and t.answered_at is null
        and ${workday('t.today')} - ${workday('t."on"')} >= ${setDays(context.settings.touch.answerDays)}) as unanswered
    from (${mails(context)}) t
    group by t.account_id`,
}

/** People still there: who of them is in touch, who of the key ones is silent, which champion left. */
const relations: Part = {
  key: 'account_id',
  columns: {
    multithreading: 'number',
    silent_contacts: 'count',
    champion_left_on: 'date',
    has_champion: 'boolean',
    sponsor_in_touch: 'boolean',
  },
  sql: (context) => {
    const { day } = context
    const { multithreading: threads, touch: silence } = context.settings
    const { executive_sponsor: sponsor, economic_buyer: buyer, champion, other } = threads.weights
    const there = sql`(x.left_on is null or x.left_on > ${day})`
    return sql`
      select x.account_id,
        least(100, 100 / ${setNumber(threads.full)} * coalesce(sum(case x.role
          when 'executive_sponsor' then ${setNumber(sponsor)} when 'economic_buyer' then ${setNumber(buyer)}
          when 'champion' then ${setNumber(champion)} else ${setNumber(other)} end) filter (where ${there} and t.recent), 0)) as multithreading,
        count(*) filter (where ${there} and x.role in ('champion', 'economic_buyer', 'executive_sponsor')
          and (t.last_on is null or ${day} - t.last_on >= ${setDays(silence.silentDays)})) as silent_contacts,
        max(x.left_on) filter (where x.role = 'champion' and x.left_on <= ${day}) as champion_left_on,
        coalesce(bool_or(x.role = 'champion' and ${there}), false) as has_champion,
        coalesce(bool_or(x.role = 'executive_sponsor' and ${there} and t.recent), false) as sponsor_in_touch
      from contacts x
      left join (
        select y.account_id, y.contact_id, ${dayOfMoment(sql`max(y.at)`, context)} as last_on,
          coalesce(bool_or(y.at >= ${startOfDay(day, context, 1 - threads.windowDays)}), false) as recent
        from activities y
        where ${context.ours('y')} and y.type <> 'note' and y.contact_id is not null
          and ${inWindow(sql`y.at`, context, Math.max(threads.windowDays, silence.silentDays))}
        group by y.account_id, y.contact_id
      ) t on t.contact_id = x.id and t.account_id = x.account_id
      where ${context.ours('x')}
      group by x.account_id`
  },
}

const milestones: Part = {
  key: 'account_id',
  columns: { value_on: 'date' },
  sql: ({ day, ours }) => sql`
    select x.account_id, min(x.done_on) filter (where x.kind = 'value' and x.done_on <= ${day}) as value_on
    from milestones x where ${ours('x')} group by x.account_id`,
}

const renewals: Part = {
  key: 'account_id',
  columns: { open_soon: 'count' },
  sql: ({ day, ours, past, settings }) => {
    // When a deal was opened is not on record; one that closed later was still open on the day.
    const open = past ? sql`(x.status = 'open' or x.close_on > ${day})` : sql`x.status = 'open'`
    return sql`
    select x.account_id,
      count(*) filter (where ${open} and x.close_on <= ${day} + ${setDays(settings.renewal.opportunityDays)}) as open_soon
    from opportunities x where ${ours('x')} and x.type = 'renewal' group by x.account_id`
  },
}

/** Logo churn of each segment over the last 12 months: the share of those who paid then and do not now. */
const segmentChurn: Part = {
  key: 'segment',
  match: (row) => sql`coalesce(${column(row, 'segment')}, '')`,
  whole: true,
  sql: ({ rows, before, workspace }) => {
    const accounts = rows('account', 's')
    const start = accounts.fieldOn('arr', before(12, 'month'))
    const now = accounts.fieldOn('arr', before(0, 'day'))
    return sql`
      select coalesce(s.segment, '') as segment,
        1 - count(*) filter (where ${start} > 0 and ${now} > 0)::float8 / nullif(count(*) filter (where ${start} > 0), 0) as churn
      from ${accounts.from()} where s.workspace_id = ${workspace} group by 1`
  },
}

export const accountParts: Record<string, Part> = {
  contracts,
  touch,
  mood,
  usage,
  people,
  feed,
  heavy,
  falling,
  tickets,
  voice,
  threads,
  health: healthPart,
  trend: trendPart,
  relations,
  milestones,
  renewals,
  segmentChurn,
}
