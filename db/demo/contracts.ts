/** Contracts: chains of terms that lead to each account's present ARR, add-ons, and drafts of the next term. */
import type { Row } from './csv.ts'
import { addMonths, isoDay, type Day } from './days.ts'
import type { Plan } from './plan.ts'
import { baseProduct, careProduct } from './product.ts'
import { clamp, type Random } from './random.ts'

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

/** Prices are written in whole hundreds. */
export function inHundreds(amount: number): number {
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
      arr: inHundreds(arr),
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
      arr: inHundreds(base * draw.between(0.95, 1.08)),
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
        arr: inHundreds(plan.arr * draw.between(0.07, 0.16)),
        start: Math.max(from, plan.since),
      })
  }
  const care = { enterprise: 0.4, mid_market: 0.15, smb: 0 }[plan.segment]
  if (draw.chance(care)) {
    const start = plan.story.key === 'recovering' ? current : Math.max(current, today - draw.int(100, 340))
    if (start < plan.renewal && start < today)
      made.push({
        ...term,
        product: careProduct,
        arr: inHundreds(plan.arr * draw.between(0.05, 0.09)),
        start,
      })
  }
  return made
}

/** The running contracts add up to about the plan's ARR; what they add up to exactly is the account's. */
export function contractsOf(draw: Random, plan: Plan, today: Day, autoRenew: boolean): Contract[] {
  const extra = addOns(draw, plan, today)
  const base = Math.max(plan.arr * 0.6, plan.arr - extra.reduce((sum, one) => sum + one.arr, 0))
  return [...chain(draw, plan, today, base, autoRenew), ...extra]
}

export function contractRows(plan: Plan, contracts: Contract[]): Row[] {
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
