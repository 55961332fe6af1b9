/** Opportunities: renewals won, open and lost, expansions that became contracts or did not, first contracts. */
import { inHundreds, type Contract } from './contracts.ts'
import type { Row } from './csv.ts'
import { isoDay, monthWord, year, type Day } from './days.ts'
import { staffAddress } from './people.ts'
import type { Plan } from './plan.ts'
import { baseProduct } from './product.ts'
import type { Random } from './random.ts'
import { historyDays } from './usage.ts'

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
    amount: inHundreds(arr * (pressed ? draw.between(0.85, 1) : draw.between(0.98, 1.08))),
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
        one.start > today - historyDays,
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
    .filter((one) => one.product !== baseProduct && one.start > today - historyDays && one.start > plan.since)
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
      amount: inHundreds(plan.arr * draw.between(0.06, 0.22)),
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
        amount: inHundreds(plan.arr * draw.between(0.05, 0.2)),
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

function firstContract(draw: Random, plan: Plan, contracts: Contract[]): Opportunity {
  return {
    type: 'new',
    name: `${plan.name} first contract`,
    stage: 'closed won',
    amount: contracts[0]?.arr ?? plan.arr,
    probability: 100,
    close: plan.since - draw.int(2, 20),
    status: 'won',
    ...(draw.chance(0.4) ? { competitor: plan.competitor } : {}),
  }
}

function lostRenewal(draw: Random, plan: Plan, arr: number, churnReason: string): Opportunity {
  const rival = churnReason === 'competitor' || (churnReason === 'price' && draw.chance(0.6))
  return {
    type: 'renewal',
    name: `${plan.name} renewal ${year(plan.renewal)}`,
    stage: 'closed lost',
    amount: arr,
    probability: 0,
    close: plan.renewal - draw.int(0, 20),
    status: 'lost',
    reason: lostReasons[churnReason] ?? churnReason,
    ...(rival ? { competitor: plan.competitor } : {}),
  }
}

type Deal = { plan: Plan; today: Day; contracts: Contract[]; arr: number; churnReason?: string }

export function opportunitiesOf(
  draw: Random,
  { plan, today, contracts, arr, churnReason }: Deal,
): Opportunity[] {
  const made = [...pastRenewals(plan, contracts, today, draw), ...expansions(draw, plan, today, contracts)]
  if (plan.since > today - historyDays) made.push(firstContract(draw, plan, contracts))
  const newest = churnReason ? lostRenewal(draw, plan, arr, churnReason) : openRenewal(draw, plan, today, arr)
  return newest ? [...made, newest] : made
}

export function opportunityRows(plan: Plan, opportunities: Opportunity[]): Row[] {
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
