/** What is true of an account on a day, in the words that mails, notes and calls put into their sentences. */
import { arrOn, type Commercial } from './commercial.ts'
import {
  addMonths,
  addWorkdays,
  dayWords,
  monthWord,
  quarterWord,
  weekdayWord,
  year,
  type Day,
} from './days.ts'
import type { Score } from './health.ts'
import type { Contact, ContactRole } from './people.ts'
import type { Plan } from './plan.ts'
import { faultTails, vendor, type Feature } from './product.ts'
import { random, type Random } from './random.ts'
import type { StaffMember } from './names.ts'
import { peakWeek, usageChange, weekEnd, type Week } from './usage.ts'

/** One account with all of its figures: what conversations are written from. */
export type Account = {
  plan: Plan
  commercial: Commercial
  contacts: Contact[]
  weeks: Week[]
  scores: Score[]
}
export type Facts = Record<string, string>

/** Puts the facts into a sentence. A word that no fact stands for is a fault of the text, so it throws. */
export function fill(template: string, facts: Facts): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = facts[key]
    if (value === undefined) throw new RangeError(`no fact "${key}" for: ${template}`)
    return value
  })
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Begins each sentence and each line of a list with a capital, whatever fact stands there. */
export function sentences(text: string): string {
  return text.replace(
    /(^|[.!?] |\n|\n- |\n\d+\. )(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}

export function thousands(amount: number): string {
  return Math.round(amount)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

export function money(amount: number, currency: string): string {
  return `${currency === 'EUR' ? '€' : '$'}${thousands(amount)}`
}

export function firstName(member: StaffMember): string {
  return member.name.split(' ')[0] ?? member.name
}

export function ownerOf(plan: Plan): StaffMember {
  return plan.csm ?? plan.ae
}

/** Somebody in one of the roles who is there on the day, from the first role that has anybody. */
export function whoIs(
  account: Account,
  day: Day,
  roles: readonly ContactRole[],
  draw: Random,
  except: ReadonlySet<string> = new Set(),
): Contact | undefined {
  const there = account.contacts.filter((one) => one.leftOn === undefined || one.leftOn > day)
  for (const role of roles) {
    // Two or three people write for a whole company; the rest only work there.
    const some = there.filter((one) => one.role === role).slice(0, role === 'user' ? 3 : 2)
    const free = some.filter((one) => !except.has(one.id))
    if (free.length > 0) return draw.pick(free)
  }
  return undefined
}

/** The end of the term that runs on the day. */
export function renewalAfter({ plan }: Account, day: Day): Day {
  let renewal = plan.renewal
  while (addMonths(renewal + 1, -plan.term) - 1 > day) renewal = addMonths(renewal + 1, -plan.term) - 1
  return renewal
}

export function weekOn(account: Account, today: Day, day: Day): Week | undefined {
  const week = Math.max(0, Math.floor((weekEnd(today, 0) - day) / 7))
  return account.weeks.find((one) => one.week >= week) ?? account.weeks.at(-1)
}

function productFacts(account: Account, day: Day, draw: Random): Facts {
  const used = account.plan.features
    .filter(({ from }) => from === undefined || from < day)
    .map(({ feature }) => feature)
  const [feature, second] = draw.shuffle(used)
  if (!feature) throw new RangeError(`${account.plan.name} uses no feature`)
  const other: Feature = second ?? feature
  const gain = draw.pick(feature.gains)
  return {
    feature: feature.name,
    act: feature.act,
    request: draw.pick(feature.requests),
    question: draw.pick(feature.questions),
    gain,
    Gain: capital(gain),
    feature2: other.name,
    act2: other.act,
    request2: draw.pick(
      other.requests.filter((one) => !feature.requests.includes(one)).concat(other.requests.slice(-1)),
    ),
    fault: draw.pick(feature.faults),
    faultTail: draw.pick(faultTails),
  }
}

/**
 * First names by role, each person at most once and never the one that the text is written to or by: whoever is
 * not there is named by their office.
 */
function peopleFacts(account: Account, day: Day, draw: Random, except: readonly Contact[]): Facts {
  const { plan } = account
  const used = new Set(except.map(({ id }) => id))
  const first = (otherwise: string, ...roles: ContactRole[]) => {
    const found = whoIs(account, day, roles, draw, used)
    if (found) used.add(found.id)
    return found?.first ?? otherwise
  }
  const champion = first('the team lead', 'champion', 'user')
  const gone = account.contacts.find((one) => one.role === 'champion' && one.leftOn !== undefined)
  return {
    csm: firstName(ownerOf(plan)),
    csmFull: ownerOf(plan).name,
    ae: firstName(plan.ae),
    vendor,
    champion,
    gone: gone?.first ?? champion,
    buyer: first('the finance director', 'economic_buyer'),
    sponsor: first('the managing director', 'executive_sponsor'),
    admin: first('our systems person', 'admin'),
    user: first('the dispatcher', 'user'),
  }
}

/** The peak of the season that is nearest ahead of the day. */
function peakMonth(account: Account, today: Day, day: Day): string {
  let peak = weekEnd(today, peakWeek(account.plan))
  while (peak < day) peak += 364
  return monthWord(peak)
}

/** What is said of price is the same in every mail, call and note of an account, so it is drawn by the account alone. */
function moneyFacts(account: Account, day: Day): Facts {
  const { plan, commercial } = account
  const draw = random(plan.seats, 'terms', plan.name)
  const renewal = renewalAfter(account, day)
  const left = renewal - day
  const arr = arrOn(commercial, Math.min(day, renewal)) || commercial.arr
  const uplift = draw.pick([4, 5, 6, 7])
  return {
    renewal: dayWords(renewal),
    renewalMonth: monthWord(renewal),
    weeksLeft:
      left < 14
        ? 'a few days'
        : left < 63
          ? `${Math.round(left / 7)} weeks`
          : `${Math.round(left / 30)} months`,
    arr: money(arr, plan.currency),
    uplift: `${uplift} per cent`,
    newPrice: money(Math.round((arr * (1 + uplift / 100)) / 100) * 100, plan.currency),
    saving: money(Math.round((arr * draw.between(0.11, 0.22)) / 100) * 100, plan.currency),
    discount: `${draw.pick([6, 8, 10, 12])} per cent`,
    renewalYear: String(year(renewal)),
    cut: `${draw.int(7, 18)} per cent`,
    wish: draw.pick(plan.features.slice(0, 2).flatMap(({ feature }) => feature.requests)),
    rivalCut: `${draw.pick([15, 18, 22, 25])} per cent`,
    invoice: String(20_000 + draw.int(100, 9_899)),
    competitor: plan.competitor,
    churnWhy: churnSentence(plan.competitor, commercial.churnReason),
  }
}

/** The reason for leaving as a customer says it. */
function churnSentence(competitor: string, reason: string | undefined): string {
  const reasons: Record<string, string> = {
    'low adoption': 'We pay for many seats and too few of our people ever used them.',
    competitor: `We are going with ${competitor}, which covers more of what we need.`,
    price: 'The price no longer fits what we are able to spend.',
    'missing capability': 'What we asked for over a year did not come, and we cannot wait longer.',
    'champion left': 'The person who brought you in has gone, and nobody here carries it on.',
    'poor support': 'The trouble with support cost us more than the product saved.',
    'budget cut': 'Our budget has been cut and everything that is not required by law goes.',
    acquired: 'We have been bought, and the new owner has a system of its own.',
    'closed down': 'We are closing this part of our business at the end of the year.',
  }
  return reasons[reason ?? ''] ?? 'Our priorities have changed.'
}

/** A is the site that goes well, B the one that does not, C the one to come: mostly the same three. */
function sitesOf(plan: Plan, draw: Random): Facts {
  const [a = '', a2 = '', b = '', b2 = '', c = '', c2 = ''] = plan.cities
  return {
    siteA: draw.chance(0.7) ? a : a2,
    siteB: draw.chance(0.7) ? b : b2,
    siteC: draw.chance(0.7) ? c : c2,
  }
}

export function factsOn(
  account: Account,
  today: Day,
  day: Day,
  draw: Random,
  except: readonly Contact[] = [],
): Facts {
  const { plan } = account
  const now = weekOn(account, today, day)
  const change = now ? (usageChange(account.weeks, now.week) ?? 0) : 0
  const meet = addWorkdays(day, draw.int(2, 8))
  const due = addWorkdays(day, draw.int(1, 4))
  const later = addWorkdays(day, draw.int(8, 16))
  const ranked = [...(now?.features ?? [])].sort((a, b) => b.events - a.events)
  return {
    ...productFacts(account, day, draw),
    strong: ranked[0]?.name ?? 'Scheduler',
    weak: ranked.at(-1)?.name ?? 'Inspections',
    ...peopleFacts(account, day, draw, except),
    ...moneyFacts(account, day),
    account: plan.name,
    seats: String(plan.seats),
    users: String(now?.people ?? 0),
    events: thousands(now?.events ?? 0),
    pct: `${Math.max(3, Math.abs(Math.round(change * 100)))} per cent`,
    idle: String(Math.max(1, plan.seats - (now?.people ?? 0))),
    crew: plan.trade.crew,
    jobs: plan.trade.jobs,
    sites: plan.trade.sites,
    site: plan.trade.site,
    assets: plan.trade.assets,
    siteCount: String(plan.sites),
    ...sitesOf(plan, draw),
    month: monthWord(day),
    lastMonth: monthWord(addMonths(day, -1)),
    nextMonth: monthWord(addMonths(day, 1)),
    laterMonth: monthWord(addMonths(day, 3)),
    quarter: quarterWord(day),
    lastQuarter: quarterWord(addMonths(day, -3)),
    nextQuarter: quarterWord(addMonths(day, 3)),
    year: String(year(day)),
    peak: peakMonth(account, today, day),
    weekday: weekdayWord(due),
    dueDate: dayWords(due),
    meetDay: weekdayWord(meet),
    meetDate: dayWords(meet),
    meetTime: draw.pick(['9:30', '10:00', '11:00', '13:30', '14:00', '15:00', '16:00']),
    laterDate: dayWords(later),
    few: draw.pick(['three', 'four', 'five', 'six']),
    several: draw.pick(['seven', 'eight', 'nine', 'ten', 'eleven']),
    dozen: String(draw.int(12, 38)),
    share: `${draw.int(6, 19)} per cent`,
    hours: draw.pick(['two days', 'thirty hours', 'nearly three days', 'a day and a half']),
  }
}
