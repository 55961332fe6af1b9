/** An account's measures of being in touch: activities, answers, people and mood, each from its definition. */
import { dayOfMoment, hoursFrom, momentMs, plusDays } from './calendar.ts'
import { Temporal } from 'temporal-polyfill'
import type { Seen } from './kinds.ts'
import { isNumber, mean, median, newest, sum } from './numbers.ts'
import { number, text, type Row } from './world.ts'

const touchesOf = (rows: Row[]) => rows.filter((row) => row.type !== 'note')
const dayAt = (row: Row, { world }: Seen) => world.day(text(row, 'at') ?? '')

/** In (d − days, d]. */
function within(days: number, seen: Seen): (row: Row) => boolean {
  const after = plusDays(seen.day, -days)
  return (row) => dayAt(row, seen) > after && dayAt(row, seen) <= seen.day
}

const activitiesOf = (account: Row, { world }: Seen) =>
  world.having('activities', 'account_id', account.id ?? null)

export const newestTouch = (rows: Row[], seen: Seen): string | null =>
  newest(
    touchesOf(rows)
      .map((row) => dayAt(row, seen))
      .filter((day) => day <= seen.day),
  )

export const lastTouch = (account: Row, seen: Seen) => newestTouch(activitiesOf(account, seen), seen)

export const sentiment = (account: Row, seen: Seen) =>
  mean(
    activitiesOf(account, seen)
      .filter(within(90, seen))
      .map((row) => number(row, 'sentiment'))
      .filter(isNumber),
  )

const leftBy = (contact: Row, day: string) => {
  const left = text(contact, 'left_on')
  return left !== null && left <= day
}
export const stillThere = (contact: Row, seen: Seen) => !leftBy(contact, seen.day)

export const contactsOf = (account: Row, { world }: Seen) =>
  world.having('contacts', 'account_id', account.id ?? null)

const keyRoles = ['champion', 'economic_buyer', 'executive_sponsor']
export const isKey = (contact: Row) => keyRoles.includes(text(contact, 'role') ?? '')

export const inTouch = (contact: Row, days: number, seen: Seen) =>
  touchesOf(seen.world.having('activities', 'contact_id', contact.id ?? null)).some(within(days, seen))

export const isSilent = (contact: Row, seen: Seen) =>
  isKey(contact) && stillThere(contact, seen) && !inTouch(contact, 30, seen)

const weights = new Map([
  ['executive_sponsor', 3],
  ['economic_buyer', 3],
  ['champion', 2],
])

export function multithreading(account: Row, seen: Seen): number {
  const weighed = contactsOf(account, seen)
    .filter((contact) => stillThere(contact, seen) && inTouch(contact, 90, seen))
    .map((contact) => weights.get(text(contact, 'role') ?? '') ?? 1)
  return Math.min(100, (sum(weighed) * 100) / 8)
}

export const championLeft = (account: Row, seen: Seen) =>
  newest(
    contactsOf(account, seen)
      .filter((contact) => contact.role === 'champion')
      .map((contact) => text(contact, 'left_on'))
      .filter((day) => day !== null && day <= seen.day),
  )

/** The e-mails of each thread of the account up to the day. */
function threadsOf(account: Row, seen: Seen): Row[][] {
  const mails = activitiesOf(account, seen).filter(
    (row) => row.type === 'email' && row.thread_id !== null && dayAt(row, seen) <= seen.day,
  )
  const names = [...new Set(mails.map((mail) => mail.thread_id))]
  return names.map((name) => mails.filter((mail) => mail.thread_id === name))
}

const ms = (row: Row) => momentMs(text(row, 'at') ?? '')

/** The first outbound e-mail of the thread after this one. */
const answerTo = (mail: Row, thread: Row[]): Row | undefined =>
  thread
    .filter((row) => row.direction === 'outbound' && ms(row) > ms(mail))
    .toSorted((a, b) => ms(a) - ms(b))[0]

export function responseTime(account: Row, seen: Seen): number | null {
  const hours = threadsOf(account, seen).flatMap((thread) =>
    thread
      .filter((mail) => mail.direction === 'inbound')
      .map((mail) => ({ mail, answer: answerTo(mail, thread) }))
      .flatMap(({ mail, answer }) => (answer ? [hoursFrom(String(mail.at), String(answer.at))] : [])),
  )
  return median(hours)
}

/** Working days after the first day, up to the last. */
function workingDays(first: string, last: string): number {
  let days = 0
  for (let day = plusDays(first, 1); day <= last; day = plusDays(day, 1)) {
    if (Temporal.PlainDate.from(day).dayOfWeek <= 5) days++
  }
  return days
}

/** The newest inbound e-mail of the thread, where nobody answered it for two working days. */
function waiting(thread: Row[], seen: Seen): Row | null {
  const last = thread
    .filter((mail) => mail.direction === 'inbound')
    .toSorted((a, b) => ms(a) - ms(b))
    .at(-1)
  if (!last || answerTo(last, thread)) return null
  const since = dayOfMoment(String(last.at), seen.world.clock.timeZone)
  return workingDays(since, seen.day) >= 2 ? last : null
}

export const unanswered = (account: Row, seen: Seen): number =>
  threadsOf(account, seen).filter((thread) => waiting(thread, seen) !== null).length

const threadOf = (mail: Row, seen: Seen): Row[] =>
  threadsOf({ id: mail.account_id ?? null }, seen).find((thread) => thread.includes(mail)) ?? []

export const isWaiting = (mail: Row, seen: Seen): boolean => waiting(threadOf(mail, seen), seen) === mail

export function answerHours(mail: Row, seen: Seen): number | null {
  const answer = mail.direction === 'inbound' ? answerTo(mail, threadOf(mail, seen)) : undefined
  return answer && threadOf(mail, seen).includes(mail) ? hoursFrom(String(mail.at), String(answer.at)) : null
}

const ticketsOf = (account: Row, { world }: Seen) => world.having('tickets', 'account_id', account.id ?? null)
const dayOf = (row: Row, key: string, { world }: Seen) => {
  const moment = text(row, key)
  return moment === null ? null : world.day(moment)
}

/** Opened by the day and not solved: now by what the ticket says, on another day by its dates. */
export const openTickets = (account: Row, seen: Seen): Row[] =>
  ticketsOf(account, seen).filter((row) => {
    const [opened, solved] = [dayOf(row, 'opened_at', seen), dayOf(row, 'solved_at', seen)]
    if (opened === null || opened > seen.day) return false
    return seen.asked && solved !== null ? solved > seen.day : row.status !== 'solved'
  })

export const firstResponse = (account: Row, seen: Seen): number | null =>
  median(
    ticketsOf(account, seen).flatMap((row) => {
      const [opened, answered] = [text(row, 'opened_at'), text(row, 'first_response_at')]
      if (opened === null || answered === null) return []
      return seen.world.day(answered) <= seen.day ? [hoursFrom(opened, answered)] : []
    }),
  )

/** The newest NPS response of each contact, up to the day. */
export function newestResponses(responses: Row[], seen: Seen): Row[] {
  const given = responses.filter((row) => dayAt(row, seen) <= seen.day)
  return given.filter(
    (row) =>
      row.contact_id === null ||
      !given.some((other) => other.contact_id === row.contact_id && ms(other) > ms(row)),
  )
}
const responsesOf = (account: Row, { world }: Seen) => world.having('nps', 'account_id', account.id ?? null)
export const npsResponses = (account: Row, seen: Seen) => newestResponses(responsesOf(account, seen), seen)
export const nps = (account: Row, seen: Seen) =>
  mean(
    npsResponses(account, seen)
      .map((row) => row.score)
      .filter(isNumber),
  )
export const npsBand = (mark: number | null) =>
  mark === null ? null : mark >= 9 ? 'promoter' : mark >= 7 ? 'passive' : 'detractor'

/** % of promoters − % of detractors. */
export function netPromoters(marks: number[]): number | null {
  const share = (test: (mark: number) => boolean) => (100 * marks.filter(test).length) / marks.length
  return marks.length === 0 ? null : share((mark) => mark >= 9) - share((mark) => mark <= 6)
}

export const marksOf = (rows: Row[]): number[] => rows.map((row) => row.score).filter(isNumber)
