/** Health taken apart exactly, the smallest change that flips a band, and how well churn is foretold in a workspace whose drivers are known. */
import { clockAt } from '#db/calendar.ts'
import { fitChurn } from '#db/churn/fit-churn.ts'
import type { ChurnModel } from '#db/churn/model.ts'
import { openDb } from '#db/connect.ts'
import { decompose } from '#db/health/decompose.ts'
import { healthOf } from '#db/health/pieces.ts'
import { isOver, moved, smallestReach } from '#db/health/reach.ts'
import { randomHealth } from '#db/health/test-evidence.ts'
import { randomPair, seeded } from '#db/health/test-pieces.ts'
import { targetOf, waysTo } from '#db/health/ways.ts'
import { defaultSettings } from '#db/settings.ts'
import { churnToday, churnWorkspace, insertChurnWorkspace } from '../../fixtures/churn-workspace.ts'
import type { Part } from '../part.ts'
import type { Bound, Figure } from '../report.ts'
import {
  bandFlips,
  churnAuc,
  churnBrier,
  churnCalibration,
  churnDrivers,
  decompositionError,
} from '../targets.ts'

const pairs = 1_000
const accounts = 600
const drivers = ['health', 'open_tickets', 'sentiment'] as const
const idle = ['nps', 'multithreading', 'urgent_tickets']
const share = (value: number) => (100 * value).toFixed(1)
const figure = (name: string, unit: string, bound: Bound, leastCases: number): Figure => ({
  name,
  unit,
  bound,
  leastCases,
})

/** The largest difference between the lines' sum and the change, over pairs that have health on both days. */
function worstError(seed: number): number {
  const next = seeded(seed)
  let worst = 0
  for (let done = 0; done < pairs;) {
    const { before, after, halfLife } = randomPair(next)
    const [start, end] = [healthOf(before, halfLife), healthOf(after, halfLife)]
    if (start === null || end === null) continue
    const sum = decompose(before, after, halfLife)?.lines.reduce((all, { points }) => all + points, 0)
    worst = Math.max(worst, Math.abs((sum ?? Number.NaN) - (end - start)))
    done++
  }
  return worst
}

/** Of changes found for random components and thresholds, both ways, how many do flip the band when recomputed. */
function flipped(seed: number): { cases: number; flips: number } {
  const next = seeded(seed + 1)
  let flips = 0
  for (let done = 0; done < pairs;) {
    const { before, halfLife } = randomPair(next)
    const threshold = 1 + Math.floor(99 * next())
    const side = next() < 0.5 ? 'up' : 'down'
    const health = healthOf(before, halfLife)
    if (health === null || isOver(health, threshold, side)) continue
    const moves = smallestReach(before, threshold, side, halfLife)?.moves ?? []
    if (isOver(healthOf(moved(before, moves), halfLife), threshold, side)) flips++
    done++
  }
  return { cases: pairs, flips }
}

/** The same for accounts with random measures or KPIs, the change told in their units: to the next band, and the one below. */
function flippedInUnits(seed: number): { cases: number; flips: number } {
  const next = seeded(seed + 2)
  const { halfLifeDays } = defaultSettings.health
  let flips = 0
  for (let done = 0; done < pairs;) {
    const { components, evidence } = randomHealth(next, defaultSettings)
    const health = healthOf(evidence, halfLifeDays)
    const target = health === null ? null : targetOf(health, defaultSettings, done % 2 ? 'red' : undefined)
    if (!target) continue
    const [way] = waysTo(evidence, components, target, defaultSettings)
    if (way && isOver(way.health, target.threshold, target.side)) flips++
    done++
  }
  return { cases: pairs, flips }
}

/** Signs and order of the weights as they were put in, and little weight where nothing was. */
function driversFound(model: ChurnModel): number {
  const weight = (input: string) =>
    model.columns.find((column) => column.input === input && !column.isMissing)?.weight ?? 0
  const [health, openTickets, sentiment] = drivers.map(weight) as [number, number, number]
  const checks = [
    health < 0,
    openTickets > 0,
    sentiment < 0,
    -health > openTickets,
    openTickets > -sentiment,
    ...idle.map((input) => Math.abs(weight(input)) < openTickets / 2),
  ]
  return checks.filter((isTrue) => !isTrue).length
}

/** The mean distance of what was foretold from what happened over the tenths, less what chance alone makes of it. */
function miscalibration({ reliability }: ChurnModel['quality']): number {
  const off = reliability.map(({ rows, predicted, happened }) =>
    Math.max(0, Math.abs(predicted - happened) - 2 * Math.sqrt((predicted * (1 - predicted)) / rows)),
  )
  return off.reduce((sum, each) => sum + each, 0) / off.length
}

export const health: Part<'exact' | 'flips' | 'units' | 'drivers' | 'auc' | 'brier' | 'calibration'> = {
  name: 'health',
  figures: {
    exact: figure('health: a change taken apart, largest error', '× 1e-9 points', decompositionError, pairs),
    flips: figure('health: changes that do not flip the band', '', bandFlips, pairs),
    units: figure('health: the same, in the measures’ units', '', bandFlips, pairs),
    drivers: figure('churn: true drivers not recovered', '', churnDrivers, 1),
    auc: figure('churn: AUC on accounts held out', '', churnAuc, accounts),
    brier: figure('churn: Brier score, over the base rate’s', '', churnBrier, accounts),
    calibration: figure('churn: foretold off what happened, beyond chance', '', churnCalibration, accounts),
  },
  async run({ seed, note }, tell) {
    tell('exact', { cases: pairs, value: worstError(seed) * 1e9 })
    const bands = flipped(seed)
    tell('flips', { cases: bands.cases, value: bands.cases - bands.flips })
    const units = flippedInUnits(seed)
    tell('units', { cases: units.cases, value: units.cases - units.flips })
    const db = await openDb({})
    try {
      await insertChurnWorkspace(db, accounts, seed)
      const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, churnToday)
      const fit = await fitChurn(db, churnWorkspace, clock)
      if (fit.state === 'not fitted') throw new Error(fit.why)
      const { model } = fit
      const { auc, brier, baseBrier, reliability } = model.quality
      tell('drivers', { cases: model.left, value: driversFound(model) })
      tell('auc', { cases: accounts, value: auc })
      tell('brier', { cases: accounts, value: brier, floor: baseBrier })
      tell('calibration', { cases: accounts, value: miscalibration(model.quality) })
      const tenths = reliability.map(({ predicted, happened }) => `${share(predicted)}:${share(happened)}`)
      note(`${model.left} left of ${accounts}, foretold:happened by tenths ${tenths.join(' ')} %`)
    } finally {
      await db.close()
    }
  },
}
