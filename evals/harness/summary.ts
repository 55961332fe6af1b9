/** What a run came to: a line for everything, each suite, kind and tag, and the verdict on each case. */
import type { Case, Result, SummaryLine, Target, Trial } from '../contract.ts'
import { p95, percentile } from '../bench/spread.ts'
import { bootstrap } from './statistics.ts'

type Judged = { suite: string; target: string; one: Case; trials: Trial[] }

/** `known` fails as it says it does; `fixed` passes though it is known to fail. What is broken counts neither way. */
export function resultOf({ suite, target, one, trials }: Judged): Result {
  const counted = trials.filter(({ state }) => state === 'passed' || state === 'failed')
  const passed = counted.filter(({ state }) => state === 'passed').length
  const rate = counted.length > 0 ? passed / counted.length : 0
  const passedAll = counted.length > 0 && passed === counted.length
  const verdict = (): Result['verdict'] => {
    if (counted.length === 0) return trials.some(({ state }) => state === 'broken') ? 'broken' : 'skipped'
    if (one.known !== undefined) return passedAll ? 'fixed' : 'known'
    return passedAll ? 'passed' : passed === 0 ? 'failed' : 'flaky'
  }
  return {
    ...{ suite, target, case: one, cluster: one.cluster ?? one.id, trials, rate, passedAll },
    verdict: verdict(),
  }
}

export type By = SummaryLine['by']
const order: By[] = ['all', 'suite', 'kind', 'tag']

/** Every line that a result counts in. */
const linesFor = ({ suite, case: { kind, tags } }: Result): [By, string][] => [
  ['all', 'all'],
  ['suite', suite],
  ['kind', kind],
  ...tags.map((tag): [By, string] => ['tag', tag]),
]

/** Of known failures and what could not be asked nothing is averaged. */
export const isCounted = ({ verdict }: Result): boolean => ['passed', 'failed', 'flaky'].includes(verdict)

export function grouped<T extends Result>(
  results: readonly T[],
): { by: By; name: string; target: string; of: T[] }[] {
  const groups = new Map<string, { by: By; name: string; target: string; of: T[] }>()
  for (const result of results)
    for (const [by, name] of linesFor(result)) {
      const key = JSON.stringify([by, name, result.target])
      const group = groups.get(key) ?? { by, name, target: result.target, of: [] }
      group.of.push(result)
      groups.set(key, group)
    }
  return [...groups.values()].sort(
    (a, b) => order.indexOf(a.by) - order.indexOf(b.by) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  )
}

export const summaryOf = (results: readonly Result[], seed: number): SummaryLine[] =>
  grouped(results).map(({ by, name, target, of }) => {
    const counted = of.filter(isCounted)
    const trials = of.flatMap((one) =>
      one.trials.filter(({ state }) => state !== 'skipped' && state !== 'broken'),
    )
    const times = trials.map(({ ms }) => ms)
    const sum = (value: (trial: Trial) => number) => trials.reduce((all, trial) => all + value(trial), 0)
    return {
      ...{ by, name, target, cases: counted.length },
      passed: counted.filter(({ passedAll }) => passedAll).length,
      rate: bootstrap(
        counted.map(({ cluster, rate }) => ({ cluster, value: rate })),
        seed,
      ),
      flaky: of.filter(({ verdict }) => verdict === 'flaky').length,
      known: of.filter(({ verdict }) => verdict === 'known').length,
      broken: of.filter(({ verdict }) => verdict === 'broken').length,
      ...(times.length > 0 ? { p50Ms: percentile(times, 0.5), p95Ms: p95(times) } : { p50Ms: 0, p95Ms: 0 }),
      tokens: sum(({ tokens }) => tokens.input + tokens.output),
      costUsd: sum(({ costUsd }) => costUsd),
    }
  })

/** What breaks a run. A model that answers now and then otherwise breaks none by itself, nor does a set that is only measured: the comparison with the blessed run does. */
export function faultsOf(
  results: readonly Result[],
  { targets, measured }: { targets: readonly Target[]; measured: ReadonlySet<string> },
): string[] {
  const isFirm = (name: string) => targets.find((target) => target.name === name)?.kind === 'offline'
  return results.flatMap(({ suite, target, case: one, verdict, trials }) => {
    const where = `${suite}/${one.id} with ${target}`
    if (verdict === 'fixed') return [`${where} passes now: take its line “known” away`]
    if (!isFirm(target)) return []
    if (verdict === 'broken') return [`${where} could not be asked: ${trials[0]?.problem ?? ''}`]
    if (measured.has(suite) || (verdict !== 'failed' && verdict !== 'flaky')) return []
    const why = trials.flatMap(({ checks }) => checks).find(({ ok }) => !ok)
    return [`${where} ${verdict === 'flaky' ? 'is flaky' : 'fails'}: ${why?.what ?? ''}: ${why?.why ?? ''}`]
  })
}
