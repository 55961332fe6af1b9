/** Tickets, survey answers, tasks, milestones and the workspace's own measures, as the account's story has them. */
import type { Row } from './csv.ts'
import { isoDay, isoMinute, lastWeekday, workday, type Day } from './days.ts'
import { capital, factsOn, fill, ownerOf, whoIs, type Account } from './facts.ts'
import { scoreOn } from './health.ts'
import { staffAddress } from './people.ts'
import { surveyComments, taskTitles } from './phrases.ts'
import { faultTails } from './product.ts'
import { clamp, deck, random, type Random } from './random.ts'
import { historyDays, progress, weeksKept } from './usage.ts'

const minutesPerDay = 1440

function turnedOn({ plan }: Account, today: Day): Day {
  return today - 7 * (plan.endWeek + plan.turn[0])
}

/** Days between two tickets at the usual rate. */
const ticketPace = { enterprise: 30, mid_market: 52, smb: 100 }

function ticket(account: Account, today: Day, day: Day, draw: Random, subject: string): Row {
  const { plan } = account
  const turned = day >= turnedOn(account, today)
  const troubled = plan.story.key === 'support' && turned
  const from = whoIs(account, day, draw.chance(0.7) ? ['user', 'admin'] : ['admin', 'champion'], draw)
  const opened = workday(day) * minutesPerDay + draw.int(420, 1050)
  const priority = draw.weighted([
    ['low', troubled ? 1 : 3],
    ['normal', 5],
    ['high', troubled ? 4 : 1.6],
    ['urgent', troubled ? 3 : 0.8],
  ] as const)
  const hurry = { low: 1.4, normal: 1, high: 0.6, urgent: 0.3 }[priority]
  const first = opened + Math.round((troubled ? draw.between(500, 4200) : draw.between(25, 900)) * hurry)
  // One in ten gets stuck, which is what teams ask about.
  const days = troubled
    ? draw.between(8, 60)
    : draw.chance(0.1)
      ? draw.between(15, 60)
      : draw.between(0.3, 9) * hurry
  const solved = first + Math.round(days * minutesPerDay)
  // Whoever leaves takes no open ticket along.
  const end = (plan.churned ?? today) * minutesPerDay
  const answered = first < end
  const done = solved < end || plan.churned !== undefined
  const rated = done && draw.chance(0.4)
  const mood = troubled ? 1.9 : plan.story.key === 'unhappy' && turned ? 2.6 : 4.3
  return {
    account_id: plan.id,
    contact_id: from?.id,
    subject,
    priority,
    status: done ? 'solved' : answered && draw.chance(0.55) ? 'pending' : 'open',
    opened_at: isoMinute(0, opened),
    first_response_at: answered ? isoMinute(0, first) : null,
    solved_at: done ? isoMinute(0, Math.min(solved, end - 1)) : null,
    csat: rated ? clamp(Math.round(draw.normal(mood, 0.8)), 1, 5) : null,
  }
}

export function ticketRows(seed: number, account: Account, today: Day): Row[] {
  const { plan } = account
  const draw = random(seed, 'tickets', plan.id)
  const last = plan.churned ? plan.churned - 12 : today - 1
  const subjects = plan.features.map(({ feature, from }) => ({
    from,
    next: deck(draw, feature.faults),
    name: feature.name,
  }))
  const rows: Row[] = []
  for (let day = last - draw.int(0, 20); day > Math.max(today - historyDays, plan.since + 3);) {
    const rate = plan.story.tickets[Number(day >= turnedOn(account, today))] ?? 1
    const facts = factsOn(account, today, day, draw)
    const usable = subjects.filter(({ from }) => from === undefined || from < day)
    const about = draw.pick(usable)
    const subject = draw.chance(0.22)
      ? `${about.name}: ${facts.question}`
      : `${about.next()}${fill(draw.pick(faultTails), facts)}`
    rows.push(
      ticket(
        account,
        today,
        day,
        draw,
        draw.chance(0.04) ? `${about.name}: how to import ${plan.trade.assets}` : subject,
      ),
    )
    day -= Math.max(
      1,
      Math.round((ticketPace[plan.segment] * draw.between(0.35, 1.65)) / Math.max(rate, 0.2)),
    )
  }
  return rows.reverse()
}

/** Two surveys a year; who answers and how follows the mood of the time. */
export function npsRows(seed: number, account: Account, today: Day): Row[] {
  const { plan } = account
  const draw = random(seed, 'nps', plan.id)
  const asked = { enterprise: 4, mid_market: 3, smb: 1 }[plan.segment]
  const comments = new Map(Object.entries(surveyComments).map(([kind, list]) => [kind, deck(draw, list)]))
  const rows: Row[] = []
  for (let round = 0; round < 3; round++) {
    const survey = today - 21 - round * 182 - (Number(plan.id.slice(2)) % 40)
    if (survey < plan.since + 45 || (plan.churned && survey >= plan.churned - 15)) continue
    if (asked === 1 && draw.chance(0.35)) continue
    const mood = scoreOn(account.scores, survey)?.sentiment ?? 74
    const people = draw
      .shuffle(account.contacts.filter((one) => one.leftOn === undefined || one.leftOn > survey))
      .sort((a, b) => Number(b.role === 'detractor') - Number(a.role === 'detractor'))
      .slice(0, draw.int(1, asked))
    for (const person of people) {
      const low = person.role === 'detractor' ? 3.5 : 0
      const score = clamp(Math.round(draw.normal(4.6 + mood / 18 - low, 1.2)), 0, 10)
      const kind = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
      const at = workday(survey + draw.int(0, 12)) * minutesPerDay + draw.int(480, 1020)
      const facts = factsOn(account, today, survey, draw, [person])
      const comment = draw.chance(0.58) ? capital(fill(comments.get(kind)?.() ?? '', facts)) : null
      rows.push({ account_id: plan.id, contact_id: person.id, score, comment, at: isoMinute(0, at) })
    }
  }
  return rows
}

export function taskRows(seed: number, account: Account, today: Day): Row[] {
  const { plan } = account
  const draw = random(seed, 'tasks', plan.id)
  const assignee = staffAddress(ownerOf(plan))
  const titles = deck(draw, [...(taskTitles[plan.story.key] ?? []), ...(taskTitles.any ?? [])])
  const rows: Row[] = []
  const count = draw.int(2, { enterprise: 7, mid_market: 5, smb: 4 }[plan.segment])
  for (let i = 0; i < count; i++) {
    // Mostly done and past; the newest are open, and every fifth of the open ones is late.
    const open = !plan.churned && i < Math.max(1, count * 0.28)
    const late = open && draw.chance(0.24)
    const due = workday(
      open && !late
        ? today + draw.int(1, 45)
        : late
          ? today - draw.int(2, 24)
          : (plan.churned ?? today) - draw.int(12, 260),
    )
    if (due < plan.since) continue
    const cancelled = !open && draw.chance(plan.churned ? 0.35 : 0.05)
    const done = Math.min(due + draw.int(-6, 9), today - 1)
    rows.push({
      account_id: plan.id,
      title: capital(fill(titles(), factsOn(account, today, Math.min(due, today - 1), draw))),
      due_on: isoDay(due),
      status: open ? 'open' : cancelled ? 'cancelled' : 'done',
      priority: draw.weighted([
        ['low', 2],
        ['normal', 5],
        ['high', plan.band === 'red' ? 4 : 1.5],
        ['urgent', plan.band === 'red' ? 1 : 0.2],
      ] as const),
      assignee,
      done_at: open || cancelled ? null : isoMinute(workday(done), draw.int(480, 1020)),
    })
  }
  return rows
}

export function goLive({ plan }: Account, today: Day): Day | undefined {
  if (plan.story.key === 'slow_start') return undefined
  const took = { enterprise: 84, mid_market: 52, smb: 30 }[plan.segment] + (Number(plan.id.slice(2)) % 23)
  return plan.since + took < today ? plan.since + took : undefined
}

export function milestoneRows(seed: number, account: Account, today: Day): Row[] {
  const { plan } = account
  const draw = random(seed, 'milestones', plan.id)
  const live = goLive(account, today)
  const planned = { enterprise: 80, mid_market: 50, smb: 30 }[plan.segment]
  const value = planned + draw.int(40, 90)
  const slow = plan.story.key === 'slow_start'
  const steps = [
    { name: 'Kick-off', kind: 'onboarding', due: 7, late: draw.int(-2, 3) },
    {
      name: `Import of ${plan.trade.assets}`,
      kind: 'onboarding',
      due: Math.round(planned * 0.4),
      late: slow ? draw.int(25, 60) : draw.int(-3, 8),
    },
    {
      name: `Training in ${plan.cities[0] ?? ''}`,
      kind: 'training',
      due: Math.round(planned * 0.7),
      late: slow ? draw.int(30, 60) : draw.int(-4, 9),
    },
    {
      name: `Go-live in ${plan.cities[0] ?? ''}`,
      kind: 'go_live',
      due: planned,
      late: live === undefined ? 400 : live - plan.since - planned,
    },
    {
      name: `First ${draw.int(2, 9) * 100} ${plan.trade.jobs} closed on the phone`,
      kind: 'value',
      due: value,
      late: slow ? 400 : draw.int(-18, 35),
    },
  ]
  const [, , ...extras] = plan.features
  extras.forEach(({ feature, from }, place) => {
    const start = (from ?? plan.since + value + 90 * (place + 1)) - plan.since
    steps.push({
      name: `Training: ${feature.name}`,
      kind: 'training',
      due: start + 20,
      late: draw.int(-6, 14),
    })
  })
  return steps
    .filter(({ due }) => plan.since + due < (plan.churned ?? today + 200))
    .map(({ name, kind, due, late }) => {
      const done = workday(plan.since + due + late)
      const reached = done < (plan.churned ?? today) && late < 300
      return {
        account_id: plan.id,
        name,
        kind,
        due_on: isoDay(plan.since + due),
        done_on: reached ? isoDay(done) : null,
      }
    })
}

export const kpiDefinitionRows: Row[] = [
  {
    key: 'on_schedule',
    label: 'Jobs done on schedule',
    category: 'outcomes',
    unit: 'percent',
    direction: 'up',
    weight: 2,
    low: 70,
    high: 95,
  },
  {
    key: 'first_visit_fix',
    label: 'Fixed at the first visit',
    category: 'outcomes',
    unit: 'percent',
    direction: 'up',
    weight: 1,
    low: 55,
    high: 88,
  },
]

/** Every fourth Monday, for the larger accounts: what the product brought the customer, following their use of it. */
export function kpiRows(seed: number, account: Account, today: Day): Row[] {
  const { plan } = account
  if (plan.segment === 'smb') return []
  const draw = random(seed, 'kpis', plan.id)
  const bases = { on_schedule: draw.between(78, 90), first_visit_fix: draw.between(64, 80) }
  const good = { green: 5, yellow: -4, red: -11 }[plan.band]
  const rows: Row[] = []
  for (let week = weeksKept - 2; week >= plan.endWeek; week -= 4) {
    const on = lastWeekday(today, 0) - 7 * week
    if (on < plan.since + 60 || (plan.churned && on >= plan.churned)) continue
    for (const [key, base] of Object.entries(bases)) {
      const value = clamp(base + good * progress(plan, week) + draw.normal(0, 1.2), 30, 99)
      rows.push({ account_id: plan.id, on: isoDay(on), key, value: value.toFixed(1) })
    }
  }
  return rows
}
