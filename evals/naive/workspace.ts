/** A small random workspace, told in several imports: nulls and ties everywhere, days on the edges of every window, changes and new rows each time. */
import { plusDays } from './calendar.ts'
import type { Row, Table } from './world.ts'

/** A random number in [0, 1), the same for the same seed. */
export type Chance = () => number

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Draw = {
  int: (least: number, most: number) => number
  pick: <T>(from: readonly T[]) => T
  is: (share: number) => boolean
  /** None in one of five cases. */
  maybe: <T>(value: T, share?: number) => T | null
}

export function drawOf(chance: Chance): Draw {
  const int = (least: number, most: number) => least + Math.floor(chance() * (most - least + 1))
  const pick = <T>(from: readonly T[]): T => {
    const found = from[int(0, from.length - 1)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const is = (share: number) => chance() < share
  return { int, pick, is, maybe: (value, share = 0.8) => (is(share) ? value : null) }
}

/** Days back where a window of some measure begins or ends, and those beside them. */
const edges = [0, 7, 27, 28, 29, 30, 31, 55, 56, 57, 89, 90, 91, 120, 180, 364, 365, 366]

export type Scene = { today: string; draw: Draw; people: string[] }
const dayNear = ({ today, draw }: Scene, future = 0.1): string => {
  const back = draw.is(0.5) ? draw.pick(edges) : draw.int(0, 400)
  return plusDays(today, draw.is(future) ? draw.int(1, 120) : -back)
}

let step = 0
/** A moment of that day; no two are the same, so that the newest of several is one. */
function momentOn(day: string, { draw }: Scene): string {
  step = (step + 1) % 60
  const two = (n: number) => String(n).padStart(2, '0')
  const hour = draw.is(0.4) ? draw.pick([0, 23]) : draw.int(1, 22)
  return `${day}T${two(hour)}:${two(draw.int(0, 59))}:${two(step)}Z`
}

const words = 'renewal pricing rollout harbor velvet quartz invoice dashboard login export outage'.split(' ')
const names = ['Alder', 'alpine', 'Birch', 'birch & co', 'Cedar', 'Dogwood', 'Elm', 'Ézé', 'Fir 100%', 'G_m']
const phrase = ({ draw }: Scene) => Array.from({ length: draw.int(1, 3) }, () => draw.pick(words)).join(' ')

export type Files = Map<Table, Row[]>
const cap = { enterprise: 'enterprise', mid: 'mid_market', smb: 'smb' }

export function usersOf(scene: Scene): Row[] {
  const { draw, people } = scene
  return people.map((id, i) => ({
    ...{ id, name: ['Ada Ray', 'Ben Ray', 'Cy Moss', 'Dee Moss', 'Ed Fox', 'ada west'][i] ?? id },
    role: i === 0 ? 'admin' : i === 1 ? 'manager' : draw.pick(['csm', 'csm', 'viewer', 'manager']),
    manager_email: i === 0 ? null : draw.maybe(people[draw.int(0, i - 1)] ?? null),
    slack_id: draw.maybe(`U${i}`, 0.5),
    time_zone: draw.maybe('Europe/Madrid', 0.5),
    locale: draw.maybe('en-GB', 0.5),
  }))
}

export function accountOf(id: string, scene: Scene, accounts: Row[], currencies: string[]): Row {
  const { draw, people } = scene
  const lifecycle = draw.maybe(draw.pick(['onboarding', 'adopting', 'renewing', 'expanding', 'churned']))
  const isGone = lifecycle === 'churned'
  return {
    id,
    name: `${draw.pick(names)}${draw.is(0.5) ? ` ${draw.int(1, 9)}` : ''}`,
    domain: draw.maybe(`${id}.example`, 0.5),
    parent_id: accounts.length ? draw.maybe(draw.pick(accounts).id ?? null, 0.4) : null,
    industry: draw.maybe(draw.pick(['Retail', 'Energy', 'Media'])),
    segment: draw.maybe(draw.pick(Object.values(cap))),
    region: draw.maybe(draw.pick(['NA', 'EMEA', 'APAC', 'LATAM'])),
    lifecycle,
    csm: draw.maybe(draw.pick(people)),
    ae: draw.maybe(draw.pick(people), 0.5),
    arr: draw.maybe(draw.pick([0, 1000, 50_000, 50_000, 120_000, 99.5, draw.int(1, 900_000) / 4])),
    currency: draw.pick(currencies),
    customer_since: draw.maybe(plusDays(scene.today, -draw.int(0, 900))),
    renewal_date: draw.maybe(
      plusDays(scene.today, draw.pick([-40, -1, 0, 1, 30, 31, 90, 91, 120, 121, 300])),
    ),
    auto_renew: draw.maybe(draw.is(0.5)),
    seats: draw.maybe(draw.pick([0, 1, 5, 10, 40])),
    go_live_on: draw.maybe(dayNear(scene), 0.6),
    next_touch_on: draw.maybe(dayNear(scene, 0.6), 0.5),
    churned_on: isGone ? dayNear(scene, 0) : null,
    churn_reason: isGone ? draw.maybe(draw.pick(['price', 'product', 'Merger'])) : null,
    time_zone: draw.maybe('Asia/Tokyo', 0.3),
    tags: [...new Set(Array.from({ length: draw.int(0, 3) }, () => draw.pick(['beta', 'Strategic', 'vip'])))],
    tier: draw.pick(['gold', 'silver', null]),
    rooms: draw.maybe(draw.int(-5, 40) / 2, 0.7),
    flagged: draw.maybe(draw.is(0.5), 0.7),
    signed_off: draw.maybe(dayNear(scene), 0.7),
    motto: draw.maybe(`${phrase(scene)} ${id}`, 0.7),
  }
}

/** The rows that belong to an account, more of them now than then. */
export function rowsOf(table: Table, id: string, account: string, scene: Scene, contacts: Row[]): Row {
  const { draw, people } = scene
  const contact = contacts.length ? draw.maybe(draw.pick(contacts).id ?? null) : null
  const own = { id, account_id: account }
  const at = () => momentOn(dayNear(scene), scene)
  const later = (day: string, most: number) => momentOn(plusDays(day, draw.int(0, most)), scene)
  switch (table) {
    case 'contacts':
      return {
        ...own,
        name: `${draw.pick(['Nia', 'omar', 'Pia', 'Quin'])} ${draw.pick(['Ray', 'sy', 'Ode'])}`,
        email: draw.maybe(`${id.toLowerCase()}@them.example`),
        phone: draw.maybe('+34 600', 0.4),
        title: draw.maybe(draw.pick(['CTO', 'Buyer']), 0.6),
        role: draw.maybe(
          draw.pick(['champion', 'economic_buyer', 'executive_sponsor', 'admin', 'user', 'detractor']),
        ),
        reports_to: contact,
        left_on: draw.maybe(dayNear(scene), 0.25),
        time_zone: null,
        consent: draw.maybe(draw.pick(['yes', 'no', 'unknown'])),
        nickname: draw.maybe(`${draw.pick(words)} ${id}`, 0.5),
      }
    case 'contracts': {
      const start = plusDays(scene.today, -draw.pick([...edges, 400, 500, 700]))
      return {
        ...own,
        product: draw.maybe(draw.pick(['Core', 'Plus', 'core'])),
        arr: draw.maybe(draw.pick([0, 10_000, 10_000, 25_000.25, 80_000])),
        seats: draw.maybe(draw.int(0, 50)),
        start_on: draw.maybe(start, 0.9),
        end_on: draw.maybe(plusDays(start, draw.pick([30, 180, 364, 365, 366, 730])), 0.9),
        auto_renew: draw.maybe(draw.is(0.5)),
        notice_days: draw.maybe(draw.pick([0, 30, 90])),
        status: draw.pick(['draft', 'active', 'active', 'ended']),
      }
    }
    case 'opportunities':
      return {
        ...own,
        type: draw.maybe(draw.pick(['renewal', 'renewal', 'expansion', 'new'])),
        name: phrase(scene),
        stage: draw.maybe(draw.pick(['Discovery', 'proposal', 'Closing'])),
        amount: draw.maybe(draw.pick([0, 5000, 5000, 12_345.67, 90_000])),
        probability: draw.maybe(draw.pick([0, 10, 33.3, 50, 100])),
        close_on: draw.maybe(
          draw.is(0.5) ? plusDays(scene.today, draw.pick([0, 1, 89, 90, 91])) : dayNear(scene),
        ),
        competitor: draw.maybe(draw.pick(['Rival', 'Other']), 0.4),
        owner: draw.maybe(draw.pick(people)),
        status: draw.pick(['open', 'open', 'won', 'lost']),
        lost_reason: draw.maybe('price', 0.2),
      }
    case 'milestones':
      return {
        ...own,
        name: phrase(scene),
        kind: draw.maybe(draw.pick(['onboarding', 'training', 'go_live', 'value', 'value'])),
        due_on: draw.maybe(dayNear(scene, 0.3)),
        done_on: draw.maybe(dayNear(scene), 0.5),
      }
    case 'activities':
      return {
        ...own,
        contact_id: contact,
        type: draw.pick(['email', 'email', 'email', 'call', 'meeting', 'note', 'slack']),
        direction: draw.maybe(draw.pick(['inbound', 'outbound'])),
        at: at(),
        subject: draw.maybe(phrase(scene)),
        body: draw.maybe(`${phrase(scene)} Zoë ${phrase(scene)}`, 0.5),
        owner: draw.maybe(draw.pick(people)),
        thread_id: draw.maybe(`${account}-t${draw.int(1, 3)}`, 0.7),
        sentiment: draw.maybe(draw.pick([-1, -0.5, -0.21, -0.2, -0.1, 0, 0.3, 1]), 0.6),
        no_show: draw.maybe(draw.is(0.5), 0.3),
      }
    case 'tickets': {
      const day = dayNear(scene, 0.03)
      const status = draw.pick(['open', 'pending', 'solved'])
      return {
        ...own,
        contact_id: contact,
        subject: phrase(scene),
        priority: draw.maybe(draw.pick(['low', 'normal', 'high', 'urgent'])),
        status,
        opened_at: momentOn(day, scene),
        first_response_at: draw.maybe(later(plusDays(day, 1), 9), 0.6),
        solved_at: status === 'solved' ? later(plusDays(day, 1), 40) : null,
        csat: draw.maybe(draw.int(1, 5), 0.5),
      }
    }
    case 'nps':
      return {
        ...own,
        contact_id: contact,
        score: draw.int(0, 10),
        comment: draw.maybe(phrase(scene), 0.5),
        at: at(),
      }
    default:
      return {
        ...own,
        account_id: draw.maybe(account, 0.9),
        title: phrase(scene),
        due_on: draw.maybe(dayNear(scene, 0.4)),
        status: draw.pick(['open', 'open', 'done', 'cancelled']),
        priority: draw.maybe(draw.pick(['low', 'normal', 'high', 'urgent'])),
        assignee: draw.maybe(draw.pick(people)),
        done_at: draw.maybe(at(), 0.3),
      }
  }
}

export function seriesOf(table: Table, account: string, scene: Scene, contacts: Row[]): Row[] {
  const { draw } = scene
  const days = [...new Set(Array.from({ length: draw.int(0, 14) }, () => dayNear(scene, 0.05)))]
  const mark = (share = 0.7) => draw.maybe(draw.pick([0, 35, 49.9, 50, 69, 69.99, 70, 88.5, 100]), share)
  if (table === 'health_scores') {
    return days.slice(0, 6).map((on) => ({
      ...{ account_id: account, on, score: mark(1), usage: mark(), engagement: mark(), support: mark() },
      ...{ sentiment: mark(), relationship: mark(), commercial: mark() },
    }))
  }
  if (table === 'usage') {
    return days.flatMap((on) =>
      ['reports', 'Alerts'].slice(0, draw.int(1, 2)).map((feature) => ({
        ...{ account_id: account, on, feature },
        active_users: draw.maybe(draw.int(0, 9)),
        events: draw.maybe(draw.pick([0, 8, 10, 20, 80, 100])),
      })),
    )
  }
  return contacts.slice(0, 5).flatMap((contact) => {
    const first = draw.pick([0, 1, 19, 20, 27, 28, 40, 55])
    return Array.from({ length: draw.int(0, 12) }, (_, i) => ({
      ...{ account_id: account, contact_id: contact.id ?? null, on: plusDays(scene.today, -first - i) },
      events: draw.pick([0, 1, 2, 5, 10]),
    }))
  })
}
