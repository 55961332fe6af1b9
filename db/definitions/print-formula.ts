/** Prints a formula with as few brackets as its meaning needs; reading it again gives the same formula. */
import type { Formula, Test } from './formula.ts'
import { printCriteria, printNumber, quoted } from './print-criteria.ts'

/** How tightly it holds together: a sum least, a single thing most. */
function strength(formula: Formula): number {
  if (formula.is === 'arithmetic') return formula.op === '+' || formula.op === '-' ? 1 : 2
  return formula.is === 'negative' ? 3 : 4
}

const atLeast = (formula: Formula, least: number): string =>
  strength(formula) >= least ? printFormula(formula) : `(${printFormula(formula)})`

export function printFormula(formula: Formula): string {
  switch (formula.is) {
    case 'number':
      return printNumber(formula.value)
    case 'text':
      return quoted(formula.text)
    case 'null':
      return 'null'
    case 'field':
      return formula.path
    case 'negative':
      return `-${atLeast(formula.of, 3)}`
    case 'arithmetic': {
      const own = strength(formula)
      return `${atLeast(formula.left, own)} ${formula.op} ${atLeast(formula.right, own + 1)}`
    }
    case 'call':
      return `${formula.name}(${formula.args.map(printFormula).join(', ')})`
    case 'if':
      return `if(${printTest(formula.test)}, ${printFormula(formula.then)}, ${printFormula(formula.otherwise)})`
    case 'over': {
      const rows = formula.field === undefined ? formula.relation : `${formula.relation}.${formula.field}`
      return `${formula.fn}(${rows}${formula.where ? ` where ${printCriteria(formula.where)}` : ''})`
    }
  }
}

const signs = { eq: '=', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function printTest(test: Test): string {
  switch (test.is) {
    case 'and':
    case 'or':
      return test.all
        .map((each) => (each.is === 'and' || each.is === 'or' ? `(${printTest(each)})` : printTest(each)))
        .join(` ${test.is} `)
    case 'not':
      return `not ${test.of.is === 'condition' || test.of.is === 'not' ? printTest(test.of) : `(${printTest(test.of)})`}`
    case 'condition':
      return printCriteria(test.condition)
    case 'compare':
      return `${printFormula(test.left)} ${signs[test.op]} ${printFormula(test.right)}`
  }
}
