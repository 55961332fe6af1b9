/** Writes an account's mails, calls, meetings and notes over eighteen months, each from what was true on its day. */
import { isoMinute, workday, type Day } from './days.ts'
import { capital, factsOn, fill, ownerOf, renewalAfter, whoIs, type Account } from './facts.ts'
import { scoreOn } from './health.ts'
import { dailyMails } from './mails-daily.ts'
import { journeyMails } from './mails-journey.ts'
import { moneyMails } from './mails-money.ts'
import { troubleMails } from './mails-trouble.ts'
import type { Region } from './names.ts'
import { staffAddress, type Contact } from './people.ts'
import { clamp, type Random } from './random.ts'
import { after, beats, before, pace, renewalBeats, usualMix, type Beat } from './schedule.ts'
import { notes, sessions } from './sessions.ts'
import type { StoryKey } from './stories.ts'
import type { Topic } from './topics.ts'
import { historyDays } from './usage.ts'
import { greet, signOff } from './voices.ts'
import { Writer } from './writer.ts'

export type Activity = {
  account: string
  contact?: string
  type: Topic['type']
  direction?: 'inbound' | 'outbound'
  /** Minutes since 1970. */
  minute: number
  subject: string
  body: string
  owner: string
  thread?: string
  sentiment?: number
  noShow?: boolean
}

const topics = new Map(
  [...dailyMails, ...troubleMails, ...moneyMails, ...journeyMails, ...sessions, ...notes].map((topic) => [
    topic.key,
    topic,
  ]),
)
const minutesPerDay = 1440

function topicOf(key: string): Topic {
  const topic = topics.get(key)
  if (!topic) throw new RangeError(`no topic "${key}"`)
  return topic
}

type Held = { topic: Topic; day: Day; unanswered: boolean }

/** When the offices of a region open, in UTC. */
const openingHour: Record<Region, number> = { NA: 14, LATAM: 13, EMEA: 8, APAC: 0 }
const officeHours = 9

function officeMinute(draw: Random, region: Region): number {
  return openingHour[region] * 60 + draw.int(5, 5 * 60)
}

function beatDay({ plan }: Account, beat: Beat, today: Day): Day {
  if (beat.after !== undefined) return today - 7 * (plan.endWeek + plan.turn[0]) + beat.after
  if (beat.beforeRenewal !== undefined) return plan.renewal - beat.beforeRenewal
  if (beat.beforeLeaving !== undefined) return (plan.churned ?? today) - beat.beforeLeaving
  return today - (beat.ago ?? 0)
}

/** What is held and when: the story's own beats, and touches at the pace of the account's size. */
function schedule(writer: Writer): Held[] {
  const { account, today, draw } = writer
  const { plan } = account
  const last = plan.churned ? plan.churned - 5 : today - 1
  const held: Held[] = []
  const hold = (key: string, day: Day, unanswered = false) => {
    const topic = topicOf(key)
    const at = workday(day)
    const left = renewalAfter(account, at) - at
    if (at < plan.since + 2 || at > last || at < today - historyDays) return
    if (topic.renewal && (left < 6 || left > 200)) return
    held.push({ topic, day: at, unanswered })
  }
  const turned = today - 7 * (plan.endWeek + plan.turn[0])
  for (const beat of [...(beats[plan.story.key] ?? []), ...(plan.churned ? [] : renewalBeats)]) {
    if (draw.chance(beat.chance ?? 1))
      hold(
        beat.topic,
        beatDay(account, beat, today) - (beat.unanswered ? draw.int(-2, 12) : draw.int(-2, 3)),
        beat.unanswered,
      )
  }
  // Once notice is given, only what has to be said is said.
  const free = plan.churned ? plan.churned - 70 : last
  for (
    let day = free - draw.int(0, Math.round(pace[plan.segment] * 1.3));
    day > today - historyDays && day > plan.since;
  ) {
    const changed = day >= turned
    const [usually, since] = plan.story.touch
    const rate = changed ? since : usually
    const mix = changed ? after[plan.story.key] : (before[plan.story.key] ?? usualMix())
    if (rate > 0) hold(draw.weighted(Object.entries(mix)), day)
    const far = day < today - 180 ? 2 : 1
    day -= Math.max(3, Math.round((pace[plan.segment] * far * draw.between(0.5, 1.5)) / Math.max(rate, 0.3)))
  }
  return held.sort((a, b) => a.day - b.day)
}

/** −1…1: the account's mood of the day, the topic's, and a little of the moment. */
function sentimentOf(writer: Writer, day: Day, mood: number): number {
  const score = scoreOn(writer.account.scores, day)
  const general = ((score?.sentiment ?? 72) - 56) / 85
  return Math.round(clamp(general + mood + writer.draw.normal(0, 0.11), -0.95, 0.95) * 100) / 100
}

function delayMinutes(writer: Writer, ours: boolean): number {
  const hours = ours ? ownerOf(writer.account.plan).answers : 9
  return Math.round(hours * 60 * writer.draw.between(0.35, 2.2))
}

/** The moment itself when it lies in office hours, else soon after the next opening: nobody writes on a Sunday night. */
function inOffice(draw: Random, region: Region, minute: number): number {
  const opening = openingHour[region] * 60
  let day = Math.floor((minute - opening) / minutesPerDay)
  const within = minute - opening - day * minutesPerDay <= officeHours * 60
  if (within && workday(day) === day) return minute
  if (!within) day++
  const next = workday(day) === day ? day : workday(day) + 3
  return next * minutesPerDay + opening + draw.int(4, 170)
}

function someone(account: Account, day: Day, topic: Topic, draw: Random): Contact {
  const parting = account.contacts.find((one) => one.role === 'champion' && (one.leftOn ?? 0) > day)
  const found =
    (topic.parting && parting) || whoIs(account, day, [...topic.who, 'admin', 'economic_buyer'], draw)
  if (!found) throw new RangeError(`nobody to talk to at ${account.plan.name}`)
  return found
}

function thread(writer: Writer, { topic, day, unanswered }: Held, id: string): Activity[] {
  const { account, draw, today } = writer
  const { plan } = account
  const contact = someone(account, day, topic, draw)
  const changed = day >= today - 7 * (plan.endWeek + plan.turn[0])
  const facts = factsOn(account, today, day, draw, [contact])
  const subject = capital(fill(writer.choose(topic.subjects), facts))
  const owner = ownerOf(plan)
  const made: Activity[] = []
  let minute = day * minutesPerDay + officeMinute(draw, plan.region)
  for (const [turn, slots] of topic.turns.entries()) {
    const ours = (topic.from === 'us') === (turn % 2 === 0)
    if (turn > 0) {
      if (ours && unanswered) break
      if (!ours && !draw.chance(plan.story.answers[Number(changed)] ?? 0.8)) break
      minute = inOffice(draw, plan.region, minute + delayMinutes(writer, ours))
    }
    const wouldLeave = contact.leftOn !== undefined && Math.floor(minute / minutesPerDay) >= contact.leftOn
    if (minute >= today * minutesPerDay || (!ours && wouldLeave)) break
    const text = writer.compose(slots, facts)
    const chat = topic.type === 'slack'
    made.push({
      account: plan.id,
      contact: contact.id,
      type: topic.type,
      direction: ours ? 'outbound' : 'inbound',
      minute,
      subject: chat ? (topic.subjects[0] ?? '') : `${turn > 0 ? 'Re: ' : ''}${subject}`,
      body: chat
        ? text
        : letter(
            writer,
            text,
            ours ? { from: owner.name, to: contact } : { from: contact, to: owner.name },
            turn,
          ),
      owner: staffAddress(owner),
      thread: id,
      sentiment: sentimentOf(writer, day, ours ? 0.08 : topic.mood),
    })
  }
  return made
}

type Sides = { from: string; to: Contact } | { from: Contact; to: string }

function letter(writer: Writer, text: string, sides: Sides, turn: number): string {
  const from = typeof sides.from === 'string' ? sides.from : sides.from.name
  const to = typeof sides.to === 'string' ? sides.to : sides.to.name
  const opening = turn > 1 && writer.draw.chance(0.45) ? '' : greet(from, to)
  return [opening, text, signOff(from, turn)].filter((part) => part !== '').join('\n\n')
}

/** How a note calls the person it is about. */
const roleFact = {
  champion: 'champion',
  economic_buyer: 'buyer',
  executive_sponsor: 'sponsor',
  admin: 'admin',
  user: 'user',
  detractor: 'user',
} as const

const missedShare: Partial<Record<StoryKey, number>> = { fading: 0.22, churned: 0.16, champion_left: 0.14 }

function session(writer: Writer, { topic, day }: Held): Activity {
  const { account, draw, today } = writer
  const { plan } = account
  const contact = someone(account, day, topic, draw)
  const facts = { ...factsOn(account, today, day, draw, [contact]), [roleFact[contact.role]]: contact.first }
  const owner = staffAddress(ownerOf(plan))
  const minute = day * minutesPerDay + officeMinute(draw, plan.region)
  const subject = capital(fill(writer.choose(topic.subjects), facts))
  const body = writer.compose(topic.turns[0] ?? [], facts)
  if (topic.type === 'note') return { account: plan.id, type: 'note', minute, subject, body, owner }
  const missed = draw.chance(missedShare[plan.story.key] ?? 0.035)
  return {
    account: plan.id,
    contact: contact.id,
    type: topic.type,
    direction: topic.type === 'call' && draw.chance(0.15) ? 'inbound' : 'outbound',
    minute,
    subject,
    body: missed ? fill(writer.choose(missedCalls), facts) : body,
    owner,
    sentiment: missed ? -0.1 : sentimentOf(writer, day, topic.mood),
    noShow: missed,
  }
}

const missedCalls = [
  'Nobody came. Waited fifteen minutes and wrote to {champion}.',
  '{champion} did not join and had not cancelled. New date offered: {meetDate}.',
  'No-show. {admin} said later that the invitation had been overlooked.',
  'Only {user} joined and could not decide anything, so we stopped after five minutes.',
]

/** Everything written and said with one account, in the order of time. */
export function conversationsOf(seed: number, account: Account, today: Day, recorded?: Day): Activity[] {
  const writer = new Writer(seed, account, today)
  const made = schedule(writer).flatMap((held, place) => {
    const written = held.topic.type === 'email' || held.topic.type === 'slack'
    // A call that was recorded is not held a second time in the same week.
    if (!written && recorded !== undefined && Math.abs(held.day - recorded) < 7) return []
    return written ? thread(writer, held, `${account.plan.id}-T${place + 1}`) : [session(writer, held)]
  })
  return made.sort((a, b) => a.minute - b.minute)
}

export function activityRow(activity: Activity, id: string) {
  return {
    id,
    account_id: activity.account,
    contact_id: activity.contact,
    type: activity.type,
    direction: activity.direction,
    at: isoMinute(0, activity.minute),
    subject: activity.subject,
    body: activity.body,
    owner: activity.owner,
    thread_id: activity.thread,
    sentiment: activity.sentiment,
    no_show: activity.noShow,
  }
}
