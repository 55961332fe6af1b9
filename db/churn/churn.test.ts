/** The churn model finds the drivers that were put in, in their order, and its probabilities are what happens. */
import { describe, expect, it } from 'vitest'
import { seeded } from '../health/test-pieces.ts'
import { crossValidated, type Sample } from './cross-validate.ts'
import { columnsOf, standardised } from './design.ts'
import { fitLogistic, logistic, scoreOf } from './logistic.ts'
import { qualityOf } from './measure-fit.ts'

/** Accounts over four quarters whose true log-odds are −3.2 + 1.2 a − 0.6 b, c tells nothing; a tenth of b is missing. */
function drawn(seed: number, accounts: number): (Sample & { truth: number })[] {
  const next = seeded(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return Array.from({ length: accounts }, (_, n) => n).flatMap((n) =>
    Array.from({ length: 4 }, () => {
      const [a, b, c] = [normal(), normal(), normal()]
      const truth = logistic(-3.2 + 1.2 * a - 0.6 * b)
      return {
        ...{ account: `A-${n}`, happened: next() < truth, truth, weight: 1 },
        inputs: [10 + 4 * a, next() < 0.1 ? null : 0.5 + 0.1 * b, 100 * c],
      }
    }),
  )
}

const ones = (rows: number[][], happened: boolean[]) => ({ rows, happened, weights: rows.map(() => 1) })

describe('the fit', () => {
  it('counts a row as many times as it stands for', () => {
    const thrice = fitLogistic(ones([[1], [1], [1], [0], [0]], [true, true, true, true, false]), 1)
    const once = { rows: [[1], [0], [0]], happened: [true, true, false], weights: [3, 1, 1] }
    expect(fitLogistic(once, 1).weights[0]).toBeCloseTo(thrice.weights[0] ?? 0, 6)
  })

  it('without a penalty has the probabilities of the base rate as their mean', () => {
    const rows = [[-1], [-1], [1], [1], [1], [-1]]
    const happened = [false, true, true, true, false, false]
    const model = fitLogistic(ones(rows, happened), 1e-6)
    // Two of three at +1, one of three at −1: log-odds ±ln 2.
    expect(model.weights[0]).toBeCloseTo(Math.log(2), 4)
    expect(model.intercept).toBeCloseTo(0, 6)
  })

  it('does not run away where the inputs tell all', () => {
    const model = fitLogistic(ones([[-1], [-1], [1], [1]], [false, false, true, true]), 1)
    expect(model.weights[0]).toBeGreaterThan(0.5)
    expect(model.weights[0]).toBeLessThan(2)
  })

  it('leaves its inputs out the more, the stronger the penalty is', () => {
    const samples = drawn(3, 200)
    const columns = columnsOf(samples.map(({ inputs }) => inputs))
    const rows = samples.map(({ inputs }) => standardised(inputs, columns))
    const size = (penalty: number) =>
      fitLogistic(
        ones(
          rows,
          samples.map(({ happened }) => happened),
        ),
        penalty,
      ).weights.reduce((sum, weight) => sum + Math.abs(weight), 0)
    expect(size(300)).toBeLessThan(size(10))
    expect(size(10)).toBeLessThan(size(0.3))
  })
})

describe('the columns', () => {
  it('stand in for what is missing by the average, and say that it is missing', () => {
    const columns = columnsOf([[1], [3], [null], [null]])
    expect(columns).toEqual([
      { input: 0, isMissing: false, mean: 2, sd: 1 },
      { input: 0, isMissing: true, mean: 0.5, sd: 0.5 },
    ])
    expect(standardised([null], columns)).toEqual([0, 1])
    expect(standardised([3], columns)).toEqual([1, -1])
  })

  it('leave out what never differs', () => {
    expect(columnsOf([[5], [5]])).toEqual([])
  })
})

describe('the measure of it', () => {
  it('counts the pairs that are in order, and a tie as half', () => {
    const row = (probability: number, happened: boolean) => ({ probability, base: 0.5, happened, weight: 1 })
    expect(qualityOf([row(0.1, false), row(0.4, true), row(0.4, false), row(0.9, true)]).auc).toBe(0.875)
  })
})

describe.each([11, 12, 13])('of accounts with known drivers (seed %i)', (seed) => {
  const samples = drawn(seed, 500)
  const { columns, model, quality } = crossValidated(samples)

  it('the signs and the order are recovered', () => {
    const weight = (input: number) =>
      model.weights[columns.findIndex((each) => each.input === input && !each.isMissing)] ?? 0
    expect(weight(0)).toBeGreaterThan(0.8)
    expect(weight(1)).toBeLessThan(-0.3)
    expect(weight(0)).toBeGreaterThan(-weight(1))
    expect(Math.abs(weight(2))).toBeLessThan(0.25)
  })

  it('what was held out is foretold better than by the base rate', () => {
    expect(quality.auc).toBeGreaterThan(0.72)
    expect(quality.brier).toBeLessThan(quality.baseBrier)
  })

  it('the probabilities are what happens', () => {
    const off = quality.reliability.map(({ rows, predicted, happened }) => {
      const noise = Math.sqrt(Math.max(predicted * (1 - predicted), 1e-3) / rows)
      return Math.abs(predicted - happened) / noise
    })
    // Ten figures of two thousand rows: none is off by more than chance explains.
    expect(Math.max(...off)).toBeLessThan(4)
    const errors = samples.map(({ truth, inputs }) =>
      Math.abs(logistic(scoreOf(model, standardised(inputs, columns))) - truth),
    )
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.02)
  })
})
