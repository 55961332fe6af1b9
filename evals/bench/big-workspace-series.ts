/** The files of a generated workspace that a system writes as time goes by: rows in the order of their days, of all accounts mixed. */
import type { Table } from './big-workspace-records.ts'
import { csmMail } from './big-workspace-people.ts'
import {
  dayText,
  drawOf,
  firstDay,
  momentText,
  moodOn,
  pickBy,
  within,
  type World,
} from './big-workspace-world.ts'

const week = 7

type Spread = { count: Uint16Array; last: Int16Array; draw: (row: number, nth: number) => number }

/** What happens `count` times to each account between its first day and its last, week by week. */
function* spread(
  world: World,
  { count, last, draw }: Spread,
): Generator<{ n: number; nth: number; day: number }> {
  const { since } = world.packed
  for (let from = firstDay; from <= 0; from += week) {
    for (let n = 0; n < world.accounts; n++) {
      const times = count[n] ?? 0
      const start = Math.max(since[n] ?? 0, firstDay)
      const length = (last[n] ?? 0) - start
      if (times === 0 || length <= 0) continue
      const first = Math.max(0, Math.floor(((from - start) * times) / length) - 1)
      const end = Math.min(times, Math.ceil(((from + week - start) * times) / length) + 1)
      for (let nth = first; nth < end; nth++) {
        const day = start + Math.floor(((nth + draw(n, nth)) * length) / times)
        if (day >= from && day < from + week) yield { n, nth, day }
      }
    }
  }
}

const subjects = [
  'Rollout plan',
  'Renewal terms',
  'Open questions',
  'Next steps',
  'Quarterly review',
  'Data export issue',
  'New sites',
  'Training dates',
  'Invoice',
  'Feature request',
]
const sentences =
  `Thanks for the call yesterday, it helped a lot.|The team in the northern depot still works on paper.|Could you look into the export again?|We would like to add two more sites before the summer.|Our finance director asks about the terms.|The new reports are used every morning now.|We saw errors in the sync again this week.|Please send the training material to the new colleagues.|I will be away until Monday.|We are comparing with another supplier.|The rollout is two weeks late.|Everybody likes the new planning board.`.split(
    '|',
  )

const activities: Table = {
  path: 'activities.csv',
  columns: `id account_id contact_id type direction at subject body owner thread_id sentiment no_show`.split(
    ' ',
  ),
  *rows(world) {
    const draw = drawOf(world.seed, 'exchange')
    const when = drawOf(world.seed, 'exchange day')
    const { exchanges, quiet } = world.packed
    for (const { n, nth, day } of spread(world, { count: exchanges, last: quiet, draw: when })) {
      const account = world.account(n)
      const at = nth * 12
      const who = Math.floor(draw(n, at) ** 2 * account.contacts)
      const person = draw(n, at + 1) < 0.93 ? `${account.id}-${who}` : null
      const owner = account.csm === null ? null : csmMail(account.csm)
      const roll = draw(n, at + 2)
      const isMail = roll < 0.62
      const type = isMail
        ? 'email'
        : roll < 0.76
          ? 'call'
          : roll < 0.88
            ? 'meeting'
            : roll < 0.96
              ? 'note'
              : 'slack'
      const time = draw(n, at + 3)
      const sentiment = within(
        -1,
        1.7 * moodOn(account, day) - 0.75 + 0.8 * (draw(n, at + 4) - 0.5),
        1,
      ).toFixed(2)
      const subject = pickBy(subjects, draw(n, at + 5))
      const body = [0, 1, 2].map((i) => pickBy(sentences, draw(n, at + 8 + i))).join(roll < 0.06 ? '\n' : ' ')
      const thread = isMail ? `${account.id}-th${nth >> 1}` : null
      const inbound = isMail ? draw(n, at + 7) < 0.6 : draw(n, at + 7) < 0.3
      const id = `${account.id}-x${nth}`
      const direction = type === 'note' ? null : inbound ? 'inbound' : 'outbound'
      const noShow = type === 'meeting' ? time < 0.05 : null
      yield [
        id,
        account.id,
        person,
        type,
        direction,
        momentText(day, time),
        subject,
        body,
        owner,
        thread,
        type === 'note' ? null : sentiment,
        noShow,
      ]
      if (!isMail || draw(n, at + 6) > 0.88) continue
      const answered = day + Math.floor(4 * time * time + (time > 0.6 ? 1 : 0))
      if (answered <= (account.churned ?? -1))
        yield [
          `${id}r`,
          account.id,
          person,
          'email',
          inbound ? 'outbound' : 'inbound',
          momentText(answered, Math.min(1, time + 0.3)),
          `Re: ${subject}`,
          pickBy(sentences, draw(n, at + 11)),
          owner,
          thread,
          sentiment,
          null,
        ]
    }
  },
}

const faults = [
  'Sync fails',
  'Cannot log in',
  'Report is empty',
  'Slow on tablets',
  'Wrong totals',
  'How do I add a site?',
]

const tickets: Table = {
  path: 'tickets.csv',
  columns:
    `id account_id contact_id subject priority status opened_at first_response_at solved_at csat`.split(' '),
  *rows(world) {
    const draw = drawOf(world.seed, 'ticket')
    const when = drawOf(world.seed, 'ticket day')
    for (const { n, nth, day } of spread(world, {
      count: world.packed.tickets,
      last: world.packed.end,
      draw: when,
    })) {
      const { id, contacts, mood } = world.account(n)
      const at = nth * 8
      const priority = pickBy(
        ['low', 'normal', 'normal', 'normal', 'high', 'high', mood < 0.6 ? 'urgent' : 'normal'],
        draw(n, at),
      )
      const took = Math.floor(14 * draw(n, at + 1) ** 2)
      const isSolved = day + took < 0 && draw(n, at + 2) < (day > -30 ? 0.6 : 0.985)
      const status = isSolved ? 'solved' : draw(n, at + 3) < 0.25 ? 'pending' : 'open'
      const answered = day + (took > 3 ? 1 : 0)
      const csat =
        isSolved && draw(n, at + 4) < 0.4
          ? 1 + Math.round(4 * within(0, mood + 0.4 * (draw(n, at + 5) - 0.5), 1))
          : null
      yield [
        `${id}-s${nth}`,
        id,
        `${id}-${Math.floor(draw(n, at + 6) * contacts)}`,
        pickBy(faults, draw(n, at + 7)),
        priority,
        status,
        momentText(day, 0.2 * draw(n, at + 5)),
        answered < 0 && (isSolved || draw(n, at + 3) < 0.8)
          ? momentText(answered, 0.25 + 0.5 * draw(n, at + 1))
          : null,
        isSolved ? momentText(day + took, 0.8 + 0.2 * draw(n, at + 1)) : null,
        csat,
      ]
    }
  },
}

/** The days that a system reported on: each week lately, four times a year before. */
const usageDays = [
  ...Array.from({ length: 7 }, (_, i) => -694 + i * 91),
  ...Array.from({ length: 10 }, (_, i) => -64 + i * week),
]
const healthDays = [-660, -570, -480, -390, -300, -210, -150, -115, -86, -72, -58, -44, -30, -16, -9, -2]
const features = ['planning', 'reports', 'mobile', 'sync', 'export']
const used = { enterprise: 4, mid_market: 2, smb: 1 }

const usage: Table = {
  path: 'usage.csv',
  columns: ['account_id', 'on', 'feature', 'active_users', 'events'],
  *rows(world) {
    const draw = drawOf(world.seed, 'usage')
    const { since, end } = world.packed
    for (const day of usageDays)
      for (let n = 0; n < world.accounts; n++) {
        if (day < (since[n] ?? 0) || day > (end[n] ?? 0)) continue
        const account = world.account(n)
        const level = (0.2 + 0.9 * moodOn(account, day)) * (0.8 + 0.4 * draw(n, day))
        for (let f = 0; f < used[account.segment]; f++) {
          const users = Math.round(account.seats * level * (1 - f * 0.2) * 0.8)
          yield [
            account.id,
            dayText(day),
            features[f],
            users,
            Math.round(users * (8 + 14 * draw(n, day * 8 + f))),
          ]
        }
      }
  },
}

const feedDays = 84
const mostInFeed = 9

const userUsage: Table = {
  path: 'user_usage.csv',
  columns: ['account_id', 'contact_id', 'on', 'events'],
  *rows(world) {
    const draw = drawOf(world.seed, 'user usage')
    const habit = drawOf(world.seed, 'habit')
    for (let day = -feedDays; day < 0; day++)
      for (let n = 0; n < world.accounts; n++) {
        if (day < (world.packed.since[n] ?? 0) || day > (world.packed.end[n] ?? 0)) continue
        const account = world.account(n)
        if (!account.hasFeed) continue
        const mood = moodOn(account, day)
        for (let nth = 0; nth < Math.min(account.contacts, mostInFeed); nth++) {
          const keen = habit(n, nth)
          // Some stop using it a month ago.
          const share = keen > 0.85 && day > -28 ? 0.05 : 0.7 * keen * mood
          if (draw(n, day * mostInFeed + nth) < share)
            yield [
              account.id,
              `${account.id}-${nth}`,
              dayText(day),
              1 + Math.floor(30 * keen * mood * draw(n, day * mostInFeed + nth + 7_000)),
            ]
        }
      }
  },
}

const healthScores: Table = {
  path: 'health_scores.csv',
  columns: [
    'account_id',
    'on',
    'score',
    'usage',
    'engagement',
    'support',
    'sentiment',
    'relationship',
    'commercial',
  ],
  *rows(world) {
    const draw = drawOf(world.seed, 'health')
    const { since, end } = world.packed
    for (const day of healthDays)
      for (let n = 0; n < world.accounts; n++) {
        if (day < (since[n] ?? 0) || day > (end[n] ?? 0) || draw(n, 9_999) < 0.03) continue
        const mood = moodOn(world.account(n), day)
        const point = (nth: number, swing: number) =>
          Math.round(within(0, 12 + 86 * mood + swing * (draw(n, day * 8 + nth) - 0.5), 100))
        yield [`a${n}`, dayText(day), point(0, 10), ...[1, 2, 3, 4, 5, 6].map((nth) => point(nth, 40))]
      }
  },
}

const kpiDefinitions: Table = {
  path: 'kpi_definitions.csv',
  columns: ['key', 'label', 'category', 'unit', 'direction', 'weight', 'low', 'high'],
  *rows() {
    yield ['first_fix', 'First-time fix rate', 'value', 'percent', 'up', 2, 60, 90]
    yield ['backlog', 'Job backlog', 'operations', 'jobs', 'down', 1, 10, 120]
  },
}

const kpis: Table = {
  path: 'kpis.csv',
  columns: ['account_id', 'on', 'key', 'value'],
  *rows(world) {
    const draw = drawOf(world.seed, 'kpi')
    for (let day = -170; day < 0; day += 30)
      for (let n = 0; n < world.accounts; n++) {
        if (draw(n, 1) > 0.1 || day < (world.packed.since[n] ?? 0) || day > (world.packed.end[n] ?? 0))
          continue
        const mood = moodOn(world.account(n), day)
        yield [`a${n}`, dayText(day), 'first_fix', Math.round(55 + 40 * mood + 6 * draw(n, day))]
        yield [`a${n}`, dayText(day), 'backlog', Math.round(150 * (1.1 - mood) + 20 * draw(n, day + 1))]
      }
  },
}

export const series: Table[] = [healthScores, usage, userUsage, activities, tickets, kpiDefinitions, kpis]
