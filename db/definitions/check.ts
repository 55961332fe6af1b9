/** Checks a formula against the catalogue: types, units, currencies; says what it works out, and whether it is known for earlier days. */
import type { EnumValue, Unit, ValueType } from '../catalogue/types.ts'
import { Checker, type CheckContext } from './checker.ts'
import type { Formula } from './formula.ts'
import * as units from './units.ts'

export type Checked = {
  type: ValueType
  unit?: Unit
  /** "money a seat", where no unit of the catalogue says it. */
  per?: string
  isDated: boolean
  isAdditive: boolean
  better?: 'high' | 'low'
  values?: EnumValue[]
  /** What to multiply the values of `to_days` and the like by. */
  factors: Map<Formula, number>
}

export function checkFormula(formula: Formula, context: CheckContext): Checked {
  const checker = new Checker(context)
  const part = checker.part(formula)
  const { isDated, isAdditive, sense } = part
  const better = sense === 1 ? ('high' as const) : sense === -1 ? ('low' as const) : undefined
  const rest = { isDated, isAdditive, factors: checker.factors, ...(better && { better }) }
  if (part.what === 'null') throw checker.fault(formula, 'It is never known')
  if (part.what === 'text') {
    const values = part.texts && [...new Set(part.texts)].map((key) => ({ key, label: key }))
    return values?.length ? { type: 'enum', values, ...rest } : { type: 'text', ...rest }
  }
  if (part.what !== 'amount') return { type: part.what, ...rest }
  const told = units.told(part.amount)
  if (units.isMismatch(told)) throw checker.fault(formula, told.what, told.next)
  const own = checker.currencyOf(context.object, '')
  if (part.amount.currency !== undefined && part.amount.currency !== own)
    throw checker.fault(
      formula,
      `It may be in another currency than the ${context.object.label.toLowerCase()}’s own`,
      'Divide it by money of the same currency, or keep to the row’s own money.',
    )
  return { ...told, ...rest }
}
