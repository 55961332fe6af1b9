/** The vendor's team and every account's contacts: roles, reporting lines, who left and when. */
import type { contactRoles } from '../contract.ts'
import type { Row } from './csv.ts'
import { isoDay, type Day } from './days.ts'
import { firstNames, lastNames, staff, type Region, type StaffMember } from './names.ts'
import type { Plan } from './plan.ts'
import { vendorDomain } from './product.ts'
import { random, type Random } from './random.ts'

export type ContactRole = (typeof contactRoles)[number]

export type Contact = {
  id: string
  account: string
  name: string
  /** What colleagues call them. */
  first: string
  email: string
  phone?: string
  title: string
  role: ContactRole
  reportsTo?: string
  leftOn?: Day
  zone: string
  consent: string
}

const titles: Record<ContactRole, string[]> = {
  champion: [
    'Head of Field Operations',
    'Operations Director',
    'Service Delivery Manager',
    'Maintenance Planning Lead',
    'Head of Technical Services',
  ],
  economic_buyer: ['Finance Director', 'Procurement Lead', 'Chief Financial Officer', 'Commercial Manager'],
  executive_sponsor: ['Chief Operating Officer', 'Managing Director', 'VP Operations', 'Group Director'],
  admin: ['Systems Coordinator', 'IT Applications Lead', 'Business Systems Analyst'],
  user: [
    'Planner',
    'Dispatcher',
    'Shift Supervisor',
    'Stock Controller',
    'Team Leader',
    'Service Coordinator',
    'Technician',
  ],
  detractor: ['Regional Manager', 'Works Supervisor', 'Quality Manager'],
}

const plainLetters: Record<string, string> = { ø: 'o', Ø: 'o', ł: 'l', Ł: 'l', æ: 'ae', ß: 'ss' }

export function addressOf(name: string, domain: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øØłŁæß]/g, (letter) => plainLetters[letter] ?? letter)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '.')
  return `${plain}@${domain}`
}

export function staffAddress(member: StaffMember): string {
  return addressOf(member.name, vendorDomain)
}

/** Full names without repetition: each first name meets each last name once before any pair returns. */
export function nameSource(seed: number): (region: Region) => { name: string; first: string } {
  const used: Record<Region, number> = { NA: 0, EMEA: 0, APAC: 0, LATAM: 0 }
  const draw = random(seed, 'names')
  const lists = new Map(
    (Object.keys(used) as Region[]).map((region) => [
      region,
      { firsts: draw.shuffle(firstNames[region]), lasts: draw.shuffle(lastNames[region]) },
    ]),
  )
  return (region) => {
    const { firsts, lasts } = lists.get(region) ?? { firsts: [], lasts: [] }
    const turn = used[region]++
    const round = Math.floor(turn / firsts.length)
    const first = firsts[turn % firsts.length] ?? ''
    const last = lasts[((turn % firsts.length) + round) % lasts.length] ?? ''
    return { first, name: `${first} ${last}` }
  }
}

type Wanted = { role: ContactRole; leftOn?: Day }

/** Who there is to talk to: the story says whether the champion left, and how many complain. */
function cast(draw: Random, plan: Plan, today: Day): Wanted[] {
  const { story, segment, churned } = plan
  const wanted: Wanted[] = []
  const turned = today - 7 * (plan.endWeek + plan.turn[0]) + draw.int(0, 6)
  if (story.key === 'champion_left') {
    wanted.push({ role: 'champion', leftOn: turned })
    if (draw.chance(0.25)) wanted.push({ role: 'champion' })
  } else if (story.key === 'churned' && draw.chance(0.35)) {
    wanted.push({ role: 'champion', leftOn: Math.min(turned + 30, (churned ?? today) - 20) })
  } else if (story.key === 'steady' && draw.chance(0.2)) {
    wanted.push({ role: 'champion', leftOn: today - draw.int(200, 420) }, { role: 'champion' })
  } else if (!(story.key === 'quiet' && draw.chance(0.4)) && draw.chance(0.96)) {
    wanted.push({ role: 'champion' })
  }
  wanted.push({ role: 'economic_buyer' })
  if (draw.chance({ enterprise: 0.96, mid_market: 0.7, smb: 0.3 }[segment]))
    wanted.push({ role: 'executive_sponsor' })
  wanted.push({ role: 'admin' })
  const detractors =
    story.key === 'unhappy' ? draw.int(1, 2) : Number(draw.chance(story.key === 'price' ? 0.25 : 0.04))
  for (let i = 0; i < detractors; i++) wanted.push({ role: 'detractor' })
  const usual = { enterprise: draw.int(5, 9), mid_market: draw.int(3, 5), smb: draw.int(2, 3) }[segment]
  const users = plan.feed ? Math.max(2, plan.seats - wanted.length + 2) : usual
  for (let i = 0; i < users; i++) {
    wanted.push({
      role: 'user',
      ...(draw.chance(0.025) && !plan.feed ? { leftOn: today - draw.int(30, 400) } : {}),
    })
  }
  return wanted
}

function phone(draw: Random, region: Region): string {
  const code = { NA: '+1 555', EMEA: '+44 1632', APAC: '+61 5550', LATAM: '+57 605' }[region]
  return `${code} ${draw.int(200, 989)} ${String(draw.int(0, 9999)).padStart(4, '0')}`
}

export function contactsOf(
  seed: number,
  plan: Plan,
  today: Day,
  nextName: (region: Region) => { name: string; first: string },
  firstNumber: number,
): Contact[] {
  const draw = random(seed, 'contacts', plan.id)
  const addresses = new Set<string>()
  const contacts = cast(draw, plan, today).map(({ role, leftOn }, place): Contact => {
    const { name, first } = nextName(plan.region)
    let email = addressOf(name, plan.domain)
    for (let twin = 2; addresses.has(email); twin++) email = email.replace(/\d*@/, `${twin}@`)
    addresses.add(email)
    return {
      id: `MC-${firstNumber + place}`,
      account: plan.id,
      name,
      first,
      email,
      ...(draw.chance(role === 'user' ? 0.25 : 0.7) ? { phone: phone(draw, plan.region) } : {}),
      title: draw.pick(titles[role]),
      role,
      ...(leftOn === undefined ? {} : { leftOn }),
      zone: plan.zone,
      consent: draw.weighted([
        ['yes', 7],
        ['unknown', 2],
        ['no', 1],
      ] as const),
    }
  })
  const of = (role: ContactRole) => contacts.find((one) => one.role === role && one.leftOn === undefined)
  const top = of('executive_sponsor') ?? of('economic_buyer')
  const middle = of('champion') ?? of('admin') ?? top
  for (const one of contacts) {
    const boss = one.role === 'user' || one.role === 'admin' || one.role === 'detractor' ? middle : top
    if (boss && boss !== one && one.leftOn === undefined) one.reportsTo = boss.id
  }
  return contacts
}

export function contactRows(contacts: Contact[]): Row[] {
  return contacts.map((one) => ({
    id: one.id,
    account_id: one.account,
    name: one.name,
    email: one.email,
    phone: one.phone,
    title: one.title,
    role: one.role,
    reports_to: one.reportsTo,
    left_on: one.leftOn === undefined ? null : isoDay(one.leftOn),
    time_zone: one.zone,
    consent: one.consent,
  }))
}

export function userRows(): Row[] {
  return staff.map((member, place) => {
    const manager = staff.find(({ name }) => name === member.manager)
    return {
      email: staffAddress(member),
      name: member.name,
      role: member.role,
      manager_email: manager ? staffAddress(manager) : null,
      slack_id: `U0MW${String(4100 + place * 37)}`,
      time_zone: member.zone,
      locale: member.locale,
    }
  })
}
