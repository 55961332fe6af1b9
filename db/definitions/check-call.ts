/** What a function call of a formula is, by the kinds and units of its values. */
import type { Checker } from './checker.ts'
import type { Formula } from './formula.ts'
import { amount, fact, type Part } from './part.ts'
import * as units from './units.ts'

const perDay = new Map([
  ['days', 1],
  ['hours', 24],
  ['minutes', 1440],
])

export function checkCall(checker: Checker, formula: Extract<Formula, { is: 'call' }>): Part {
  const { name, args } = formula
  const [first = formula, second = formula] = args
  if (name === 'coalesce' || name === 'min' || name === 'max') {
    const part = checker.oneOf(formula, args)
    if (name !== 'coalesce' && part.what === 'text') throw checker.fault(formula, `${name} takes no texts`)
    return name === 'coalesce' ? part : { ...part, isAdditive: false }
  }
  if (name === 'today') return fact({ what: 'date' })
  if (name === 'days_between' || name === 'hours_between') {
    const parts = [first, second].map((each) => checker.part(each))
    const wrong = parts.findIndex(({ what }) => what !== 'date' && what !== 'time')
    if (wrong >= 0) throw checker.fault(args[wrong] ?? formula, `${name} takes two days or moments`)
    return amount(units.amountOf(name === 'days_between' ? 'days' : 'hours'), {
      isDated: parts.every((each) => each.isDated),
    })
  }
  if (name === 'earlier') return earlier(checker, formula, first, second)
  const part = checker.amountPart(first)
  if (
    name === 'round' &&
    args.length === 2 &&
    !(second.is === 'number' && Number.isInteger(second.value) && second.value <= 6)
  )
    throw checker.fault(second, 'round takes a number of digits, 0 to 6')
  if (name === 'abs') return { ...part, isAdditive: false, sense: null }
  if (name === 'log') return amount(units.plainAmount(), { ...part, isAdditive: false })
  if (name === 'number') return { ...part, amount: units.plainAmount() }
  if (name === 'to_days' || name === 'to_hours' || name === 'to_minutes') {
    const [from, to] = [units.single(part.amount) ?? '', name.slice(3)]
    const [own, wanted] = [perDay.get(from), perDay.get(to)]
    if (own === undefined || wanted === undefined)
      throw checker.fault(first, `${units.amountWords(part.amount)} is no stretch of time`)
    checker.factors.set(formula, wanted / own)
    return { ...part, amount: units.amountOf(to) }
  }
  return { ...part, isAdditive: false }
}

function earlier(checker: Checker, formula: Formula, of: Formula, days: Formula): Part {
  if (days.is !== 'number' || !Number.isInteger(days.value) || days.value < 1 || days.value > 3650)
    throw checker.fault(days, 'earlier takes a whole number of days', 'For example: earlier(health, 30).')
  const part = checker.part(of)
  if (!part.isDated)
    throw checker.fault(formula, 'It is known as it stands now only, so there is no earlier value')
  return part
}
