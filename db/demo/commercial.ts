/** An account's money: its contracts, its opportunities, its ARR on any day, and why it left. */
import { contractsOf, type Contract } from './contracts.ts'
import type { Day } from './days.ts'
import { opportunitiesOf, type Opportunity } from './opportunities.ts'
import type { Plan } from './plan.ts'
import { random } from './random.ts'

export type Commercial = {
  contracts: Contract[]
  opportunities: Opportunity[]
  arr: number
  autoRenew: boolean
  churnReason?: string
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
export function commercialOf(seed: number, plan: Plan, today: Day): Commercial {
  const draw = random(seed, 'commercial', plan.id)
  const overdue = !plan.churned && plan.renewal < today
  const autoRenew = !overdue && draw.chance(plan.band === 'green' ? 0.7 : 0.45)
  const contracts = contractsOf(draw, plan, today, autoRenew)
  const arr = contracts
    .filter((one) => (plan.churned ? one.end === plan.renewal : one.status === 'active'))
    .reduce((sum, one) => sum + one.arr, 0)
  const left = plan.churned ? { churnReason: draw.pick(churnReasons[plan.band]) } : {}
  const opportunities = opportunitiesOf(draw, { plan, today, contracts, arr, ...left })
  return { contracts, opportunities, arr, autoRenew, ...left }
}

/** ARR of the contracts that run on a day. */
export function arrOn(commercial: Commercial, day: Day): number {
  return commercial.contracts
    .filter(
      (one) => one.status !== 'draft' && one.start <= day && (day <= one.end || one.status === 'active'),
    )
    .reduce((sum, one) => sum + one.arr, 0)
}
