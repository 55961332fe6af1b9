/** Goes through a formula from its leaves up: what each part is, and the first thing that does not fit. */
import type { Catalogue, Field, ObjectType } from '../catalogue/types.ts'
import type { Problem } from '../problem.ts'
import { checkCall } from './check-call.ts'
import { conditionIsDated, isKnownOnDays, placeOf } from './conditions.ts'
import type { Formula, Test } from './formula.ts'
import { against, amount, both, fact, nameOf, unknown, type Part } from './part.ts'
import { faultAt } from './tokens.ts'
import * as units from './units.ts'

export type CheckContext = {
  catalogue: Pick<Catalogue, 'objects' | 'currencies'>
  object: ObjectType
  text: string
}

export class Checker {
  private readonly context: CheckContext
  readonly factors = new Map<Formula, number>()

  constructor(context: CheckContext) {
    this.context = context
  }

  fault(at: { at: number }, what: string, next = ''): Problem {
    return faultAt(this.context.text, at.at, what, next)
  }

  /** Undefined where the workspace has one currency, so that none can meet another. */
  currencyOf(object: ObjectType, prefix: string): string | undefined {
    return this.context.catalogue.currencies.length > 1 && object.currency
      ? `${prefix}${object.currency}`
      : undefined
  }

  part(formula: Formula): Part {
    switch (formula.is) {
      case 'number':
        return amount(units.plainAmount({ isConstant: true }), { isAdditive: formula.value === 0 })
      case 'text':
        return fact({ what: 'text' }, { texts: [formula.text] })
      case 'null':
        return unknown
      case 'field':
        return this.field(formula)
      case 'negative': {
        const of = this.amountPart(formula.of)
        return { ...of, sense: against(of.sense) }
      }
      case 'arithmetic':
        return formula.op === '+' || formula.op === '-' ? this.sum(formula) : this.product(formula)
      case 'if': {
        const test = this.test(formula.test)
        const chosen = this.oneOf(formula, [formula.then, formula.otherwise])
        return { ...chosen, isDated: chosen.isDated && test }
      }
      case 'over':
        return this.over(formula)
      case 'call':
        return checkCall(this, formula)
    }
  }

  amountPart(formula: Formula): Part & { what: 'amount' } {
    const part = this.part(formula)
    if (part.what === 'amount') return part
    if (part.what === 'null') throw this.fault(formula, 'With null in it, nothing of it is ever known')
    const next =
      part.what === 'text' ? '' : 'Days between two dates: days_between(customer_since, go_live_on).'
    throw this.fault(formula, `A ${part.what} is no number`, next)
  }

  private field(formula: Extract<Formula, { is: 'field' }>): Part {
    const { catalogue, object } = this.context
    const found = placeOf(catalogue, object, formula.path)
    if (!found)
      throw this.fault(formula, `There is no field “${formula.path}” of ${object.plural.toLowerCase()}`)
    const { field, place, prefix } = found
    const rest = {
      isDated: isKnownOnDays(field),
      isAdditive: field.additive === true && prefix === '',
      sense: field.better === 'high' ? (1 as const) : field.better === 'low' ? (-1 as const) : (0 as const),
    }
    return this.ofField(formula, field, place, prefix, rest)
  }

  private ofField(at: Formula, field: Field, place: ObjectType, prefix: string, rest: Partial<Part>): Part {
    switch (field.type) {
      case 'number':
      case 'money':
        return amount(units.fieldAmount(field, this.currencyOf(place, prefix)), rest)
      case 'date':
      case 'time':
        return fact({ what: field.type }, { ...rest, isAdditive: false })
      case 'text':
      case 'enum':
        return fact(
          { what: 'text' },
          { ...rest, isAdditive: false, texts: field.values?.map(({ key }) => key) ?? null },
        )
      case 'boolean':
        throw this.fault(at, `${field.key} is yes or no`, `Ask for it: if(${field.key}, 1, 0).`)
      default:
        throw this.fault(at, `${field.key} is a ${field.type}, and no formula can be made of it`)
    }
  }

  private sum(formula: Extract<Formula, { is: 'arithmetic' }>): Part {
    const [left, right] = [this.amountPart(formula.left), this.amountPart(formula.right)]
    const result = units.together(left.amount, right.amount, formula.op === '-' ? '-' : '+')
    if (units.isMismatch(result)) throw this.fault(formula, result.what, result.next)
    return amount(result, {
      isDated: left.isDated && right.isDated,
      isAdditive: left.isAdditive && right.isAdditive,
      sense: both(left.sense, formula.op === '-' ? against(right.sense) : right.sense),
    })
  }

  private product(formula: Extract<Formula, { is: 'arithmetic' }>): Part {
    const [left, right] = [this.amountPart(formula.left), this.amountPart(formula.right)]
    const sign = formula.op === '/' ? -1 : 1
    const isHundred = (each: Formula) => each.is === 'number' && each.value === 100
    const result = isHundred(formula.right)
      ? units.byHundred(left.amount, sign)
      : isHundred(formula.left) && sign === 1
        ? units.byHundred(right.amount, 1)
        : units.product(left.amount, right.amount, sign)
    if (
      left.amount.currency !== undefined &&
      right.amount.currency !== undefined &&
      left.amount.currency !== right.amount.currency
    )
      throw this.fault(
        formula,
        'The two may be in different currencies',
        'Money of one row has one currency.',
      )
    return amount(result, {
      isDated: left.isDated && right.isDated,
      isAdditive:
        (left.isAdditive && right.amount.isConstant) ||
        (sign === 1 && left.amount.isConstant && right.isAdditive),
      sense: both(left.sense, sign === -1 ? against(right.sense) : right.sense),
    })
  }

  /** Values that stand for each other: of `if`, `coalesce`, `min`, `max`. */
  oneOf(at: Formula, all: Formula[], op: 'or' | 'compare' = 'or'): Part {
    const parts = all.map((each) => this.part(each))
    if (parts.every(({ what }) => what === 'null')) throw this.fault(at, 'It is never known')
    return parts.reduce((a, b, n) => {
      const rest = {
        isDated: a.isDated && b.isDated,
        isAdditive: a.isAdditive && b.isAdditive,
        sense: both(a.sense, b.sense),
        texts: a.texts && b.texts ? [...a.texts, ...b.texts] : null,
      }
      if (a.what === 'null') return { ...b, ...rest, texts: b.texts }
      if (b.what === 'null') return { ...a, ...rest, texts: a.texts }
      if (a.what === 'amount' && b.what === 'amount') {
        const result = units.together(a.amount, b.amount, op)
        if (units.isMismatch(result)) throw this.fault(all[n] ?? at, result.what, result.next)
        return amount(result, rest)
      }
      if (a.what !== b.what) throw this.fault(all[n] ?? at, `One is a ${nameOf(a)}, the other a ${nameOf(b)}`)
      return { ...a, ...rest }
    })
  }

  private over(formula: Extract<Formula, { is: 'over' }>): Part {
    const { catalogue, object } = this.context
    const found = placeOf(catalogue, object, `${formula.relation}.${formula.field ?? ''}`, true)
    const fault = () =>
      this.fault(formula, `There are no “${formula.relation}” of ${object.plural.toLowerCase()}`)
    if (!found) throw fault()
    const rest = { isDated: false, isAdditive: formula.fn === 'count' || formula.fn === 'sum' }
    if (formula.fn === 'count') return amount(units.amountOf('items'), rest)
    const { field, place } = found
    if (!field) throw fault()
    const part = this.ofField(formula, field, place, '', rest)
    if (
      part.what !== 'amount' &&
      (formula.fn === 'sum' || formula.fn === 'avg' || formula.fn === 'median' || part.what === 'text')
    )
      throw this.fault(formula, `${formula.fn} of ${field.key} has no meaning: it is a ${nameOf(part)}`)
    if (part.what !== 'amount' || part.amount.currency === undefined) return part
    if (!isOwnCurrency(place, object))
      throw this.fault(formula, `Its ${formula.relation} may be in several currencies`)
    return { ...part, amount: { ...part.amount, ...(object.currency && { currency: object.currency }) } }
  }

  /** True where it is known for earlier days. What it names is checked by compiling it. */
  private test(test: Test): boolean {
    switch (test.is) {
      case 'and':
      case 'or':
        return test.all.map((each) => this.test(each)).every(Boolean)
      case 'not':
        return this.test(test.of)
      case 'condition':
        return conditionIsDated(this.context, test.condition)
      case 'compare': {
        const part = this.oneOf(test.left, [test.left, test.right], 'compare')
        if (part.what === 'text')
          throw this.fault(test.left, 'Two texts can’t be compared', 'Compare a field with a value.')
        return part.isDated
      }
    }
  }
}

/** Rows that say their currency by way of this very row have its currency. */
function isOwnCurrency(target: ObjectType, object: ObjectType): boolean {
  return target.relations.some(
    ({ key, to, kind }) =>
      kind === 'one' &&
      to === object.key &&
      target.key !== object.key &&
      target.currency === `${key}.${object.currency}`,
  )
}
