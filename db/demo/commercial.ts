/** Contracts and opportunities: renewal chains that add up to each account's ARR, expansions, and what was lost and why. */
import type { Row } from './csv.ts'
import { addMonths, isoDay, monthWord, year, type Day } from './days.ts'
import { staffAddress } from './people.ts'
import type { Plan } from './plan.ts'
import { baseProduct, careProduct } from './product.ts'
import { clamp, random, type Random } from './random.ts'

export type Contract = {
  product: string
  arr: number
  seats?: number
  start: Day
  end: Day
  auto: boolean
  notice: number
  status: 'draft' | 'active' | 'ended'
}
export type Opportunity = {
  type: 'renewal' | 'expansion' | 'new'
  name: string
  stage: string
  amount: number
  probability: number
  close: Day
  competitor?: string
  status: 'open' | 'won' | 'lost'
  reason?: string
}
export type Commercial = {
  contracts: Contract[]
  opportunities: Opportunity[]
  arr: number
  autoRenew: boolean
  churnReason?: string
}

const history = 545

function round(amount: number): number {
  return Math.max(100, Math.round(amount / 100) * 100)
}

/** Terms back from the newest one: each is what the next one grew from. */
function chain(draw: Random, plan: Plan, today: Day, base: number, auto: boolean): Contract[] {
  const contracts: Contract[] = []
  const notice = draw.pick([30, 60, 60, 90])
  let arr = base
  let seats = plan.seats
  for (let back = 0; ; back++) {
    const start = addMonths(plan.renewal + 1, -plan.term * (back + 1))
    if (start < plan.since - 3) break
    const end = back === 0 ? plan.renewal : addMonths(plan.renewal + 1, -plan.term * back) - 1
    const newest = back === 0 && !plan.churned
    contracts.unshift({
      product: baseProduct,
      arr: round(arr),
      seats,
      start,
      end,
      auto,
      notice,
      status: newest ? 'active' : 'ended',
    })
    const [low, high] = plan.story.growth
    // The story's growth is recent history; earlier terms grew as most do.
    const growth = back === 0 ? draw.between(low, high) : draw.between(1, 1.12)
    arr /= growth
    seats = Math.max(4, Math.round(seats / clamp(growth, 0.9, 1.3)))
  }
  if (plan.renewal - today > 3 && plan.renewal - today < 50 && !plan.churned && draw.chance(0.5)) {
    contracts.push({
      product: baseProduct,
      arr: round(base * draw.between(0.95, 1.08)),
      seats: plan.seats,
      start: plan.renewal + 1,
      end: addMonths(plan.renewal + 1, 12) - 1,
      auto,
      notice,
      status: 'draft',
    })
  }
  return contracts
}

function addOns(draw: Random, plan: Plan, today: Day): Contract[] {
  const made: Contract[] = []
  const term = {
    end: plan.renewal,
    auto: false,
    notice: 30,
    status: plan.churned ? 'ended' : 'active',
  } as const
  const current = addMonths(plan.renewal + 1, -plan.term)
  for (const { feature, from } of plan.features) {
    if (from && from <= plan.renewal)
      made.push({
        ...term,
        product: feature.name,
        arr: round(plan.arr * draw.between(0.07, 0.16)),
        start: Math.max(from, plan.since),
      })
  }
  const care = { enterprise: 0.4, mid_market: 0.15, smb: 0 }[plan.segment]
  if (draw.chance(care)) {
    const start = plan.story.key === 'recovering' ? current : Math.max(current, today - draw.int(100, 340))
    if (start < plan.renewal && start < today)
      made.push({ ...term, product: careProduct, arr: round(plan.arr * draw.between(0.05, 0.09)), start })
  }
  return made
}

const churnReasons = {
  red: [
    'low adoption',
    'low adoption',
    'competitor',
    'competitor',
    'price',
    'price',
    'missing capability',
    'champion left',
    'poor support',
  ],
  yellow: ['price', 'competitor', 'budget cut'],
  green: ['acquired', 'closed down'],
}
const lostReasons: Record<string, string> = {
  'low adoption': 'no use',
  competitor: 'competitor',
  price: 'price',
  'missing capability': 'missing capability',
  'champion left': 'no sponsor',
  'poor support': 'support',
  'budget cut': 'no budget',
  acquired: 'acquired',
  'closed down': 'closed down',
}
const expansionLosses = ['no budget', 'price', 'timing', 'competitor', 'no decision']

function openRenewal(draw: Random, plan: Plan, today: Day, arr: number): Opportunity | undefined {
  const left = plan.renewal - today
  if (left > 150 || draw.chance(left < 0 ? 0 : 0.18)) return undefined
  const chance = { green: draw.int(82, 95), yellow: draw.int(48, 70), red: draw.int(18, 42) }[plan.band]
  const stages =
    left < 20
      ? ['negotiation', 'verbal agreement']
      : left < 70
        ? ['proposal', 'negotiation']
        : ['discovery', 'proposal']
  const pressed = plan.story.key === 'price' || plan.story.key === 'unhappy'
  const rival = pressed ? draw.chance(0.8) : plan.band === 'red' && draw.chance(0.4)
  return {
    type: 'renewal',
    name: `${plan.name} renewal ${year(plan.renewal)}`,
    stage: draw.pick(stages),
    amount: round(arr * (pressed ? draw.between(0.85, 1) : draw.between(0.98, 1.08))),
    probability: chance,
    close: plan.renewal,
    status: 'open',
    ...(rival ? { competitor: plan.competitor } : {}),
  }
}

function pastRenewals(plan: Plan, contracts: Contract[], today: Day, draw: Random): Opportunity[] {
  return contracts
    .filter(
      (one) =>
        one.product === baseProduct &&
        one.status !== 'draft' &&
        one.start > plan.since + 30 &&
        one.start > today - history,
    )
    .map((one) => ({
      type: 'renewal' as const,
      name: `${plan.name} renewal ${year(one.start)}`,
      stage: 'closed won',
      amount: one.arr,
      probability: 100,
      close: one.start - draw.int(1, 18),
      status: 'won' as const,
    }))
}

function expansions(draw: Random, plan: Plan, today: Day, contracts: Contract[]): Opportunity[] {
  const made: Opportunity[] = contracts
    .filter((one) => one.product !== baseProduct && one.start > today - history && one.start > plan.since)
    .map((one) => ({
      type: 'expansion',
      name: `${plan.name} ${one.product}`,
      stage: 'closed won',
      amount: one.arr,
      probability: 100,
      close: one.start - draw.int(1, 12),
      status: 'won',
    }))
  const growing = plan.story.key === 'growing'
  const healthy = plan.band === 'green' && plan.story.lifecycle === 'adopting'
  const missing = ['Route Planner', 'Customer Portal', 'Stock Ledger', 'Insights'].filter(
    (name) => !plan.features.some(({ feature }) => feature.name === name),
  )
  const product = missing.length > 0 ? draw.pick(missing) : 'more seats'
  if (!plan.churned && draw.chance(growing ? 0.85 : healthy ? 0.4 : 0.08)) {
    // A few are past their closing day: the deals that slipped.
    const close = draw.chance(0.12) ? today - draw.int(4, 40) : today + draw.int(8, 130)
    made.push({
      type: 'expansion',
      name: `${plan.name} ${product}`,
      stage: draw.pick(['discovery', 'qualification', 'proposal', 'negotiation']),
      amount: round(plan.arr * draw.between(0.06, 0.22)),
      probability: draw.int(growing ? 45 : 20, growing ? 85 : 60),
      close,
      status: 'open',
    })
  }
  if (draw.chance(growing ? 0.1 : 0.3)) {
    const reason = draw.pick(expansionLosses)
    const newest = (plan.churned ?? today) - 30
    const close = Math.max(plan.since + 60, newest - draw.int(0, 380))
    if (close < newest) {
      made.push({
        type: 'expansion',
        name: `${plan.name} ${product} ${monthWord(close)}`,
        stage: 'closed lost',
        amount: round(plan.arr * draw.between(0.05, 0.2)),
        probability: 0,
        close,
        status: 'lost',
        reason,
        ...(reason === 'competitor' ? { competitor: plan.competitor } : {}),
      })
    }
  }
  return made
}

export function commercialOf(seed: number, plan: Plan, today: Day): Commercial {
  const draw = random(seed, 'commercial', plan.id)
  const overdue = !plan.churned && plan.renewal < today
  const autoRenew = !overdue && draw.chance(plan.band === 'green' ? 0.7 : 0.45)
  const extra = addOns(draw, plan, today)
  const base = Math.max(plan.arr * 0.6, plan.arr - extra.reduce((sum, one) => sum + one.arr, 0))
  const contracts = [...chain(draw, plan, today, base, autoRenew), ...extra]
  const arr = contracts
    .filter((one) => (plan.churned ? one.end === plan.renewal : one.status === 'active'))
    .reduce((sum, one) => sum + one.arr, 0)
  const churnReason = plan.churned ? draw.pick(churnReasons[plan.band]) : undefined
  const opportunities = [
    ...pastRenewals(plan, contracts, today, draw),
    ...expansions(draw, plan, today, contracts),
  ]
  if (plan.since > today - history) {
    opportunities.push({
      type: 'new',
      name: `${plan.name} first contract`,
      stage: 'closed won',
      amount: contracts[0]?.arr ?? arr,
      probability: 100,
      close: plan.since - draw.int(2, 20),
      status: 'won',
      ...(draw.chance(0.4) ? { competitor: plan.competitor } : {}),
    })
  }
  if (churnReason) {
    opportunities.push({
      type: 'renewal',
      name: `${plan.name} renewal ${year(plan.renewal)}`,
      stage: 'closed lost',
      amount: arr,
      probability: 0,
      close: plan.renewal - draw.int(0, 20),
      status: 'lost',
      reason: lostReasons[churnReason] ?? churnReason,
      ...(churnReason === 'competitor' || (churnReason === 'price' && draw.chance(0.6))
        ? { competitor: plan.competitor }
        : {}),
    })
  } else {
    const open = openRenewal(draw, plan, today, arr)
    if (open) opportunities.push(open)
  }
  return { contracts, opportunities, arr, autoRenew, ...(churnReason ? { churnReason } : {}) }
}

/** ARR of the contracts that run on a day. */
export function arrOn(commercial: Commercial, day: Day): number {
  return commercial.contracts
    .filter(
      (one) => one.status !== 'draft' && one.start <= day && (day <= one.end || one.status === 'active'),
    )
    .reduce((sum, one) => sum + one.arr, 0)
}

export function contractRows(plan: Plan, { contracts }: Commercial): Row[] {
  return contracts.map((one) => ({
    account_id: plan.id,
    product: one.product,
    arr: one.arr,
    seats: one.seats,
    start_on: isoDay(one.start),
    end_on: isoDay(one.end),
    auto_renew: one.auto,
    notice_days: one.notice,
    status: one.status,
  }))
}

export function opportunityRows(plan: Plan, { opportunities }: Commercial): Row[] {
  return opportunities.map((one) => ({
    account_id: plan.id,
    type: one.type,
    name: one.name,
    stage: one.stage,
    amount: one.amount,
    probability: one.probability,
    close_on: isoDay(one.close),
    competitor: one.competitor,
    owner: staffAddress(plan.ae),
    status: one.status,
    lost_reason: one.reason,
  }))
}
