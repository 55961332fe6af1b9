/** Names of a generated workspace: companies told apart by place and trade, colleagues, and the contacts of each account. */
import { firstNames, lastNames, stems } from '#db/demo/names.ts'
import { trades } from '#db/demo/trades.ts'
import { drawOf, pickBy, type Account, type World } from './big-workspace-world.ts'

const allStems = Object.values(stems).flat()
const kinds = trades.flatMap((trade) =>
  trade.suffixes.map((suffix) => ({ suffix, industry: trade.industry })),
)
const places =
  ` North South East West Central Upper Lower Coastal Valley Harbour Lakeside Riverside Hillside Metro Alpine
  Baltic Iberian Nordic Pacific Atlantic Andean Danube Rhine Highland Midland`.split(/\s+/)
const combinations = allStems.length * kinds.length * places.length
/** Prime, and no factor of the combinations: walks through all of them in an order of its own. */
const stride = 1_000_003

/** No two accounts share a name; many share a word of it. */
export function companyOf(n: number): { name: string; industry: string; domain: string } {
  const round = Math.floor(n / combinations)
  const at = (n * stride) % combinations
  const stem = allStems[at % allStems.length] ?? ''
  const kind = kinds[Math.floor(at / allStems.length) % kinds.length] ?? { suffix: '', industry: '' }
  const place = places[Math.floor(at / allStems.length / kinds.length)] ?? ''
  const name = [stem, place, kind.suffix, ...(round > 0 ? [String(round + 1)] : [])].filter(Boolean).join(' ')
  const domain = `${name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '')}.example`
  return { name, industry: kind.industry, domain }
}

const first = Object.values(firstNames).flat()
const last = Object.values(lastNames).flat()

export type Colleague = { email: string; name: string; role: string; manager: string | null; zone: string }

const mail = (name: string, mark: string) =>
  `${name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z ]+/g, '')
    .replaceAll(' ', '.')}.${mark}@team.example`
const nameFor = (n: number) =>
  `${first[n % first.length]} ${last[(n * 7 + Math.floor(n / first.length)) % last.length]}`

/** Places in the list of names, so that the kinds of colleague do not share them. */
const managersFrom = 40_000
const sellersFrom = 80_000
export const csmMail = (n: number): string => mail(nameFor(n), `c${n}`)
export const managerMail = (n: number): string => mail(nameFor(managersFrom + n), `m${n}`)
export const sellerMail = (n: number): string => mail(nameFor(sellersFrom + n), `s${n}`)
const head = { email: 'head.of.success@team.example', name: 'Orla Devane' }

export function* colleagues({ csms, managers, sellers }: World): Generator<Colleague> {
  const zones = ['Europe/London', 'America/New_York', 'Europe/Berlin', 'Asia/Singapore', 'America/Sao_Paulo']
  const zone = (n: number) => zones[n % zones.length] ?? 'UTC'
  yield { ...head, role: 'admin', manager: null, zone: 'UTC' }
  for (let n = 0; n < managers; n++) {
    // Every tenth manager leads the others of their ten.
    const above = n % 10 === 0 ? head.email : managerMail(n - (n % 10))
    yield {
      email: managerMail(n),
      name: nameFor(managersFrom + n),
      role: 'manager',
      manager: above,
      zone: zone(n),
    }
  }
  for (let n = 0; n < csms; n++)
    yield {
      email: csmMail(n),
      name: nameFor(n),
      role: 'csm',
      manager: managerMail(Math.floor(n / 8)),
      zone: zone(n),
    }
  for (let n = 0; n < sellers; n++)
    yield {
      email: sellerMail(n),
      name: nameFor(sellersFrom + n),
      role: 'viewer',
      manager: null,
      zone: zone(n),
    }
}

const titles: Record<string, string[]> = {
  champion: ['Operations Manager', 'Head of Operations', 'Programme Lead'],
  economic_buyer: ['Finance Director', 'Head of Procurement', 'VP Finance'],
  executive_sponsor: ['Chief Operating Officer', 'Managing Director', 'SVP Operations'],
  admin: ['Systems Administrator', 'IT Lead'],
  user: ['Planner', 'Coordinator', 'Analyst', 'Team Lead', 'Engineer'],
  detractor: ['Operations Controller', 'IT Director'],
}
const seats = ['champion', 'economic_buyer', 'executive_sponsor', 'admin']

export function contactsOf(seed: number) {
  const [name, role, left, title, consent] = ['name', 'role', 'left', 'title', 'consent'].map((topic) =>
    drawOf(seed, `contact ${topic}`),
  )
  if (!name || !role || !left || !title || !consent) throw new Error('a draw is missing')
  return (account: Account, nth: number) => {
    const { n } = account
    const own =
      nth < seats.length && role(n, nth) < 0.8 ? seats[nth] : role(n, nth) > 0.96 ? 'detractor' : 'user'
    const person = `${pickBy(first, name(n, 2 * nth))} ${pickBy(last, name(n, 2 * nth + 1))}`
    return {
      id: `${account.id}-${nth}`,
      name: person,
      email: `${mail(person, String(nth)).split('@')[0]}@${companyOf(n).domain}`,
      role: own ?? 'user',
      title: pickBy(titles[own ?? 'user'] ?? [], title(n, nth)),
      reportsTo: nth > 0 ? `${account.id}-${nth < 4 ? 0 : nth % 4}` : null,
      leftOn: left(n, nth) < 0.07 ? -Math.floor(1 + 600 * left(n, nth + 1_000)) : null,
      consent: consent(n, nth) < 0.6 ? 'yes' : consent(n, nth) < 0.7 ? 'no' : 'unknown',
    }
  }
}
