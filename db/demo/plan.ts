/** Deals every account its name, place, size, people in charge and hidden story: the plan that all else follows from. */
import { addMonths, type Day } from './days.ts'
import { namedAccounts, staff, stems, type NamedAccount, type Region, type StaffMember } from './names.ts'
import { competitors, features, type Feature } from './product.ts'
import { clamp, random, type Random } from './random.ts'
import { spreadChurn, spreadRenewals } from './renewals.ts'
import { bandLevels, storyShares, type Band, type Story } from './stories.ts'
import { places, trades, type Trade } from './trades.ts'

export type Segment = NamedAccount['segment']
export type Plan = {
  id: string
  name: string
  domain: string
  parent?: string
  trade: Trade
  segment: Segment
  region: Region
  zone: string
  cities: string[]
  currency: string
  seats: number
  sites: number
  arr: number
  term: number
  since: Day
  renewal: Day
  churned?: Day
  /** Weeks ago of the last week with anything in it: 0 unless the account left. */
  endWeek: number
  story: Story
  band: Band
  scored: boolean
  /** Health before and after the turn, and the weeks ago between which it happened. */
  levels: [number, number]
  turn: [number, number]
  adoption: number
  /** Per-user usage is reported, one contact a seat. */
  feed: boolean
  features: { feature: Feature; from?: Day }[]
  competitor: string
  csm?: StaffMember
  ae: StaffMember
}

/** More than this and names would repeat. */
export const mostAccounts = 2000
/** Fewer than this and the families and stories no longer fit. */
export const fewestAccounts = 24

const sizes = {
  enterprise: { arr: [150_000, 780_000], price: [520, 900], sites: [24, 140], extras: [2, 4] },
  mid_market: { arr: [36_000, 150_000], price: [640, 1000], sites: [7, 24], extras: [1, 3] },
  smb: { arr: [5_000, 34_000], price: [700, 1150], sites: [2, 6], extras: [0, 2] },
} as const

export function domainOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/[^a-z0-9]+/g, '')
  return `${plain}.example`
}

/** Invented names, each region's stems in turn; a stem returns, with another trade, only when all were used. */
function companies(seed: number, count: number): NamedAccount[] {
  const draw = random(seed, 'companies')
  const taken = new Set(namedAccounts.map(({ name }) => name))
  const decks = new Map<Region, string[]>()
  const made: NamedAccount[] = []
  while (made.length < count) {
    const region = draw.weighted([
      ['EMEA', 45],
      ['NA', 32],
      ['APAC', 14],
      ['LATAM', 9],
    ] as const)
    let left = decks.get(region) ?? []
    if (left.length === 0) left = draw.shuffle(stems[region])
    const stem = left.pop()
    decks.set(region, left)
    const trade = draw.pick(trades)
    const name = `${stem} ${draw.pick(trade.suffixes)}`
    if (taken.has(name)) continue
    taken.add(name)
    const segment = draw.weighted([
      ['enterprise', 21],
      ['mid_market', 38],
      ['smb', 41],
    ] as const)
    made.push({ name, industry: trade.industry, region, segment })
  }
  return made
}

/** Accounts that left are mostly small, never one of the named; onboarding ones are nobody's parent. */
function dealStories(seed: number, accounts: NamedAccount[]): { story: Story; band: Band }[] {
  const draw = random(seed, 'stories')
  const shares = storyShares(accounts.length)
  const leaving = draw.shuffle(shares.filter(({ story }) => story.key === 'churned'))
  const staying = draw.shuffle(shares.filter(({ story }) => story.key !== 'churned'))
  const size = { smb: 1, mid_market: 0.95, enterprise: 0.7 }
  const order = accounts
    .map((account, index) => ({
      index,
      named: index < namedAccounts.length,
      key: size[account.segment] * draw.next(),
    }))
    .sort((a, b) => Number(a.named) - Number(b.named) || b.key - a.key)
  const dealt: { story: Story; band: Band }[] = []
  order.forEach(({ index }, place) => {
    const share = place < leaving.length ? leaving[place] : staying[place - leaving.length]
    if (share) dealt[index] = share
  })
  return dealt
}

function owners(draw: Random, region: Region, index: number) {
  const team = region === 'EMEA' ? 'Ruth Adeyemi' : 'Caleb Winters'
  const csms = staff.filter((member) => member.role === 'csm' && member.manager === team)
  const sellers = staff.filter((member) => member.role === 'viewer')
  const seller = { EMEA: 0, APAC: 1, NA: 2, LATAM: 2 }[region]
  return { csm: csms[index % csms.length] ?? draw.pick(csms), ae: sellers[seller] ?? draw.pick(sellers) }
}

function bought(draw: Random, story: Story, segment: Segment, today: Day): Plan['features'] {
  const [fewest, most] = sizes[segment].extras
  const growing = story.key === 'growing'
  const count = clamp(draw.int(fewest, most), growing ? 1 : 0, features.length - 2)
  const extras: Plan['features'] = draw
    .shuffle(features.slice(2))
    .slice(0, count)
    .map((feature) => ({ feature }))
  const newest = extras.at(-1)
  if (growing && newest) newest.from = today - draw.int(60, 320)
  return [...features.slice(0, 2).map((feature) => ({ feature })), ...extras]
}

type Dealt = { account: NamedAccount; story: Story; band: Band; renewal: Day; churned?: Day; today: Day }

function plan(seed: number, index: number, { account, story, band, renewal, churned, today }: Dealt): Plan {
  const draw = random(seed, 'plan', index)
  const { name, region, segment } = account
  const size = sizes[segment]
  const arr = Math.round((size.arr[0] * (size.arr[1] / size.arr[0]) ** draw.next()) / 100) * 100
  const seats = Math.max(6, Math.round(arr / draw.between(size.price[0], size.price[1])))
  const first = story.key === 'new' || story.key === 'slow_start'
  const term =
    segment === 'enterprise' && !first
      ? draw.weighted([
          [12, 6],
          [24, 4],
          [36, 1],
        ] as const)
      : 12
  let terms = first ? 1 : Math.max(1, Math.round((draw.int(1, 5) * 12) / term))
  while (!first && addMonths(renewal + 1, -term * terms) > (churned ?? today) - 300) terms++
  const endWeek = churned ? Math.max(0, Math.ceil((today - churned) / 7)) : 0
  const [from, to] = story.turn
  const [low, high] = bandLevels[band]
  const level = draw.between(low, high)
  const began = draw.int(...from)
  const place = draw.pick(places[region])
  const before = draw.between(...story.health)
  const calm = story.key === 'steady' || story.key === 'seasonal'
  return {
    id: `M-${1001 + index}`,
    name,
    domain: domainOf(name),
    ...(account.parent ? { parent: account.parent } : {}),
    trade: trades.find((trade) => trade.industry === account.industry) ?? draw.pick(trades),
    segment,
    region,
    zone: place.zone,
    cities: draw.shuffle(place.cities),
    currency: account.euro ? 'EUR' : 'USD',
    seats,
    sites: draw.int(size.sites[0], size.sites[1]),
    arr,
    term,
    since: addMonths(renewal + 1, -term * terms),
    renewal,
    ...(churned ? { churned } : {}),
    endWeek,
    story,
    band,
    scored: true,
    levels: [calm ? clamp(level + draw.between(-4, 4), 74, 92) : before, level],
    turn: [began, Math.min(draw.int(...to), began - 4)],
    adoption: draw.between(...story.adoption),
    feed: seats <= 45,
    features: bought(draw, story, segment, today),
    competitor: draw.pick(competitors),
    ...owners(draw, region, index),
  }
}

/** A few accounts have no score (too new, or the feed was never set up), and a few nobody in charge. */
function leaveGaps(seed: number, plans: Plan[], today: Day): void {
  const draw = random(seed, 'gaps')
  const active = draw.shuffle(plans.filter((one) => !one.churned))
  const unscored = [
    ...active.filter((one) => one.story.key === 'new').slice(0, 2),
    ...active.filter((one) => one.story.key === 'steady' && one.renewal > today + 150).slice(0, 1),
    ...active.filter((one) => one.story.key === 'quiet' && one.renewal > today + 150).slice(0, 1),
  ]
  for (const one of unscored) one.scored = false
  const unowned = active.filter((one) => one.scored && one.segment !== 'enterprise').slice(0, 3)
  for (const one of unowned) delete one.csm
}

export function planAccounts(seed: number, today: Day, count: number): Plan[] {
  if (!Number.isInteger(count) || count < fewestAccounts || count > mostAccounts) {
    throw new RangeError(`a demo has from ${fewestAccounts} to ${mostAccounts} accounts, not ${count}`)
  }
  const accounts = [...namedAccounts, ...companies(seed, count - namedAccounts.length)]
  const dealt = dealStories(seed, accounts)
  const churned = spreadChurn(random(seed, 'churn'), dealt, today)
  const renewals = spreadRenewals(random(seed, 'renewals'), dealt, today)
  const plans = accounts.map((account, index) => {
    const share = dealt[index]
    if (!share) throw new RangeError(`no story for ${account.name}`)
    const left = churned.get(index)
    const renewal = left === undefined ? renewals.get(index) : left - 1
    if (renewal === undefined) throw new RangeError(`no renewal for ${account.name}`)
    return plan(seed, index, { account, ...share, renewal, today, ...(left ? { churned: left } : {}) })
  })
  leaveGaps(seed, plans, today)
  return plans
}
