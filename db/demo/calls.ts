/** Writes the recorded calls of the demo as WebVTT: an opening, what is at stake, side subjects, a close. */
import type { Activity } from './conversations.ts'
import type { Row } from './csv.ts'
import { isoMinute, workday, type Day } from './days.ts'
import { factsOn, fill, ownerOf, type Account, type Facts } from './facts.ts'
import { staffAddress, type Contact, type ContactRole } from './people.ts'
import { deck, random, type Random } from './random.ts'
import { growthScenes } from './scenes-growth.ts'
import { closings, firstOpenings, lastClosings, middles, openings } from './scenes-shared.ts'
import { troubleScenes } from './scenes-trouble.ts'
import type { StoryKey } from './stories.ts'

type Kind = {
  story: StoryKey
  scene: string
  title: string
  type: 'call' | 'meeting'
  /** Days ago; of an account that left, days before it did. */
  ago: number
  a: ContactRole[]
  b: ContactRole[]
  seller?: true
  /** The first or the last time that these people speak. */
  first?: true
  last?: true
  /** Side subjects that fit, by name. */
  sides: string[]
  mood: number
  summary: string
}

const lead: ContactRole[] = ['champion', 'admin', 'user']
const hand: ContactRole[] = ['user', 'admin']
const money: ContactRole[] = ['economic_buyer', 'executive_sponsor']

const kinds: Kind[] = [
  { story: 'fading', scene: 'fading-review', title: 'Usage review', type: 'call', ago: 37, a: lead, b: hand, sides: ['people', 'offline'], mood: -0.15, summary: 'Use is falling since {siteB} went back to its own list. Agreed: one team in {siteA}, four weeks, three fields. Head office looks at other tools.' },
  { story: 'fading', scene: 'fading-save', title: 'Where we stand', type: 'call', ago: 16, a: lead, b: ['admin', 'user'], sides: ['figures', 'report'], mood: -0.25, summary: '{competitor} has been there twice, {rivalCut} cheaper. We have sixty days; {siteA} first, and a date for {request2} in writing.' },
  { story: 'support', scene: 'support-escalation', title: 'Escalation call', type: 'call', ago: 29, a: lead, b: hand, sides: ['report', 'equipment'], mood: -0.4, summary: 'Cause of "{fault}" explained: our fault, not their network. Fix for {siteA} on {dueDate}, one named engineer, four hours to the first answer.' },
  { story: 'support', scene: 'support-review', title: 'Service review', type: 'meeting', ago: 11, a: lead, b: hand, sides: ['offline', 'training'], mood: -0.05, summary: 'Went through the four promises. Fix holds in {siteA}, one case in {siteB}. Saturday answers are not in the contract; Premium Care mentioned.' },
  { story: 'champion_left', scene: 'champion-handover', title: 'After {gone}', type: 'meeting', ago: 20, a: money, b: ['admin', 'user'], first: true, sides: ['budget', 'signon'], mood: -0.1, summary: 'Nobody decides since {gone} left. {b} is the name for three months; what must not break are the reports for {siteB} and the checks of the {assets}.' },
  { story: 'unhappy', scene: 'unhappy-feedback', title: 'Listening call', type: 'call', ago: 27, a: ['detractor', 'user'], b: ['champion', 'admin'], sides: ['offline', 'routes'], mood: -0.35, summary: 'Nine questions for each job, with gloves on. {b} may change the template; I spend {meetDay} morning in {siteB}. {request} is not planned, said so.' },
  { story: 'price', scene: 'price-negotiation', title: 'Renewal terms', type: 'call', ago: 19, a: money, b: ['champion', 'admin'], seller: true, sides: ['numbers', 'routes'], mood: -0.2, summary: 'Budget cut by {share}. Two versions by {weekday}: one year with fewer seats, two years with a way out. {competitor} is {rivalCut} below us.' },
  { story: 'price', scene: 'price-rival', title: 'Offer of a competitor', type: 'call', ago: 12, a: ['champion', 'admin'], b: hand, sides: ['portal', 'figures'], mood: -0.15, summary: '{competitor} is {rivalCut} cheaper and has {request2}; it does not work without a connection. Page for {sponsor} by {weekday}.' },
  { story: 'slow_start', scene: 'slow-checkin', title: 'Onboarding check-in', type: 'call', ago: 14, a: lead, b: ['admin', 'user'], sides: ['equipment', 'security'], mood: -0.05, summary: 'Go-live held up by the list of {assets}. {siteA} alone goes live on {laterDate}; {dozen} missing ones by phone with {b}.' },
  { story: 'new', scene: 'new-kickoff', title: 'Kick-off', type: 'meeting', ago: 9, a: lead, b: ['admin', 'user'], first: true, sides: ['signon', 'security'], mood: 0.3, summary: 'Goal: everybody sees the right plan on the phone before the day starts. {siteA} first, only {feature}; list of {assets} by {dueDate}.' },
  { story: 'growing', scene: 'growth-call', title: '{siteC} wants to join', type: 'call', ago: 18, a: lead, b: hand, seller: true, sides: ['stock', 'training'], mood: 0.4, summary: '{siteC} wants what {siteA} has; seats are full. One-page offer from {ae} by {weekday}; {feature2} later. Budget until the end of {quarter}.' },
  { story: 'growing', scene: 'growth-qbr', title: '{quarter} review', type: 'meeting', ago: 46, a: lead, b: hand, sides: ['portal', 'request'], mood: 0.35, summary: '{users} people active. Goal for {quarter}: {siteB} above nine tenths before the audit. Call every second month; {request} in test in {siteA}.' },
  { story: 'steady', scene: 'steady-qbr', title: '{quarter} review', type: 'meeting', ago: 33, a: lead, b: ['admin', 'user'], sides: ['numbers', 'stock'], mood: 0.15, summary: 'Quiet quarter. {user} goes on leave, templates to be recorded; new building in {siteB} in {laterMonth}. {request} not in the next half year.' },
  { story: 'seasonal', scene: 'season-planning', title: 'Planning the season', type: 'call', ago: 25, a: lead, b: hand, sides: ['routes', 'budget'], mood: 0.1, summary: 'Logins without names two weeks before {peak}; load test with ten phones; offer for a contract that counts by season.' },
  { story: 'recovering', scene: 'recovery-check', title: 'Weekly call on the plan', type: 'call', ago: 8, a: lead, b: hand, sides: ['training', 'request'], mood: 0.15, summary: '{users} of {seats} active. {siteB} only works while somebody looks; test: plan of the next day by four. Weekly until {laterMonth}.' },
  { story: 'churned', scene: 'exit-interview', title: 'Exit conversation', type: 'call', ago: 18, a: money, b: ['admin', 'user'], last: true, sides: [], mood: -0.2, summary: '{churnWhy} Export of all {jobs} as files, reading access for thirty days.' },
]

const scenes: Record<string, string> = { ...troubleScenes, ...growthScenes }

type Line = { speaker: string; text: string }

function lines(draw: Random, scene: string, cast: Record<string, string>, facts: Facts): Line[] {
  return scene.split('\n').map((line) => {
    const [, role = '', text = ''] = /^(\w+): (.*)$/.exec(line) ?? []
    const speaker = cast[role]
    if (speaker === undefined) throw new RangeError(`nobody speaks the line: ${line}`)
    const spoken = fill(draw.pick(text.split(' | ')), facts)
    return { speaker, text: spoken.replace(/(^|[.!?] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()) }
  })
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23)
}

/** Speaks the lines at about 150 words a minute, with pauses between them. */
function webVtt(draw: Random, spoken: Line[]): { text: string; minutes: number } {
  let at = 3200
  const cues = spoken.map(({ speaker, text }, place) => {
    const from = at
    const to = from + Math.round(900 + text.split(' ').length * draw.between(360, 430))
    at = to + draw.int(150, draw.chance(0.12) ? 4200 : 1100)
    return `${place + 1}\n${clock(from)} --> ${clock(to)}\n<v ${speaker}>${text}`
  })
  return { text: `WEBVTT\n\n${cues.join('\n\n')}\n`, minutes: Math.max(1, Math.round(at / 60_000)) }
}

/** The best-fitting person for each part; nobody plays two. */
function casting(account: Account, kind: Kind, day: Day): { a: Contact; b: Contact } | undefined {
  const there = account.contacts.filter((one) => one.leftOn === undefined || one.leftOn > day)
  const find = (roles: ContactRole[], not?: Contact) => {
    for (const role of [...roles, 'user' as const]) {
      const found = there.find((one) => one.role === role && one !== not && one.first !== not?.first)
      if (found) return found
    }
    return undefined
  }
  const a = find(kind.a)
  const b = a && find(kind.b, a)
  return a && b ? { a, b } : undefined
}

/** The largest account of the story that is not taken yet and was a customer on the day. */
function choose(kind: Kind, accounts: Account[], taken: Set<string>, today: Day) {
  const dayOf = ({ plan }: Account) => workday((plan.churned ?? today) - kind.ago)
  const fits = accounts.filter((account) => {
    const { plan } = account
    const ahead = plan.renewal - dayOf(account)
    return plan.story.key === kind.story && !taken.has(plan.id) && plan.since < dayOf(account) - 4 && (kind.story !== 'price' || ahead > 20) && plan.features.length > 1
  })
  const account = [...fits].sort((x, y) => y.plan.arr - x.plan.arr)[0]
  const cast = account && casting(account, kind, dayOf(account))
  return account && cast ? { account, cast, day: dayOf(account) } : undefined
}

export type Recording = { file: string; text: string; row: Row; activity: Activity }

export function recordingsOf(seed: number, accounts: Account[], today: Day): Recording[] {
  const draw = random(seed, 'calls')
  const opening = deck(draw, openings)
  const closing = deck(draw, closings)
  const first = deck(draw, firstOpenings)
  const last = deck(draw, lastClosings)
  const taken = new Set<string>()
  return kinds.flatMap((kind, place) => {
    const chosen = choose(kind, accounts, taken, today)
    if (!chosen) return []
    const { account, cast, day } = chosen
    taken.add(account.plan.id)
    return [record(random(seed, 'call', kind.scene), { kind, account, cast, day, today, opening: kind.first ? first() : opening(), closing: kind.last ? last() : closing(), place })]
  })
}

type Call = { kind: Kind; account: Account; cast: { a: Contact; b: Contact }; day: Day; today: Day; opening: string; closing: string; place: number }

function record(draw: Random, { kind, account, cast, day, today, opening, closing, place }: Call): Recording {
  const { plan } = account
  const owner = ownerOf(plan)
  const base = factsOn(account, today, day, draw, cast.a)
  // The second person must not be spoken of as somebody who is absent.
  const named = Object.fromEntries(Object.entries(base).map(([key, value]) => [key, value === cast.b.first ? offices[key] ?? value : value]))
  const facts: Facts = { ...named, a: cast.a.first, b: cast.b.first }
  const voices = { csm: owner.name, ae: plan.ae.name, a: cast.a.name, b: cast.b.name }
  const sides = kind.sides.map((side) => {
    const scene = middles[side]
    if (scene === undefined) throw new RangeError(`no scene "${side}"`)
    return scene
  })
  const core = scenes[kind.scene]
  if (core === undefined) throw new RangeError(`no scene "${kind.scene}"`)
  const order = place % 2 === 0 ? [opening, core, ...sides, closing] : [opening, ...sides.slice(0, 1), core, ...sides.slice(1), closing]
  const spoken = order.flatMap((scene) => lines(draw, scene, voices, facts))
  const { text, minutes } = webVtt(draw, spoken)
  const title = `${plan.name}: ${fill(kind.title, facts)}`
  const hour = { NA: 16, LATAM: 15, EMEA: 10, APAC: 3 }[plan.region]
  const minute = day * 1440 + hour * 60 + draw.pick([0, 0, 30])
  const file = `${plan.domain.replace('.example', '')}-${kind.scene}.vtt`
  const attendees = [staffAddress(owner), ...(kind.seller && plan.ae !== owner ? [staffAddress(plan.ae)] : []), cast.a.email, cast.b.email]
  return {
    file,
    text,
    row: { file, account_id: plan.id, title, at: isoMinute(0, minute), duration_min: minutes, attendees },
    activity: {
      account: plan.id,
      contact: cast.a.id,
      type: kind.type,
      direction: 'outbound',
      minute,
      subject: title,
      body: fill(kind.summary, facts),
      owner: staffAddress(owner),
      sentiment: Math.round((kind.mood + draw.between(-0.08, 0.08)) * 100) / 100,
      noShow: false,
    },
  }
}

const offices: Record<string, string> = {
  champion: 'the team lead',
  buyer: 'the finance director',
  sponsor: 'the managing director',
  admin: 'our systems person',
  user: 'the dispatcher',
}
