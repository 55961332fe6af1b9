/** Runs suites on targets: trials side by side, a budget kept, what was done before taken up again; and tells the whole as one record. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Case, Result, Run, Target, Trial } from '../contract.ts'
import { compareWith, regressionFaults, type Baseline } from './compare.ts'
import type { Judge } from './judge.ts'
import type { Progress } from './progress.ts'
import { askingTrial } from './recorded.ts'
import type { Subject } from './subject.ts'
import type { Suite } from './suite.ts'
import { faultsOf, resultOf, summaryOf } from './summary.ts'
import { tryCase } from './trial.ts'

export type RunOptions = {
  subject: Subject
  suites: Suite[]
  targets: Target[]
  seed: number
  /** Trials of each case; of the offline planner one is enough, since it says the same each time. */
  repeats: number
  concurrency: number
  retries: number
  budgetUsd: number
  judge: Judge | null
  baseline: Baseline | null
  /** Trials of an earlier run that broke off; each new one is told to it. */
  progress: Progress | null
  /** The moment that the record bears. */
  at: Date
}

type Task = { suite: string; target: Target; one: Case; nth: number }

/** A scripted endpoint answers whoever asks next: such cases are asked with one target, one at a time. */
const tasksOf = ({ suites, targets, repeats }: RunOptions): Task[] =>
  targets.flatMap((target, place) =>
    suites.flatMap(({ name: suite, cases }) =>
      cases
        .filter((one) => place === 0 || one.turns !== undefined)
        .filter((one) => place === 0 || one.script === undefined)
        .flatMap((one) => {
          const times = target.kind === 'offline' || one.script ? 1 : repeats
          return Array.from({ length: times }, (_, at) => ({ suite, target, one, nth: at + 1 }))
        }),
    ),
  )

const skipped = (nth: number): Trial => ({
  ...{
    trial: nth,
    state: 'skipped',
    checks: [],
    turns: [],
    cached: false,
    tries: 1,
    problem: 'the budget is used up',
  },
  ...{ ms: 0, tokens: { input: 0, output: 0 }, costUsd: 0 },
})

const keyOf = ({ suite, target, one }: Pick<Task, 'suite' | 'target' | 'one'>) =>
  `${target.name} ${suite} ${one.id}`

async function trialsOf(options: RunOptions): Promise<Map<string, Trial[]>> {
  const { subject, retries, judge, budgetUsd, progress } = options
  const tasks = tasksOf(options)
  const trials = new Map<string, Trial[]>(tasks.map((task) => [keyOf(task), []]))
  let spent = 0
  const work = async (task: Task) => {
    const { target, one, nth } = task
    const known = progress?.known(task)
    const asked = () => askingTrial.run(nth, () => tryCase({ subject, target, retries, judge }, one, nth))
    const trial = known ?? (spent >= budgetUsd ? skipped(nth) : await asked())
    spent += known ? 0 : trial.costUsd
    if (!known && trial.state !== 'skipped') progress?.tell(task, trial)
    trials.get(keyOf(task))?.push(trial)
  }
  const queue = tasks.filter(({ one }) => one.script === undefined)
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: options.concurrency }, lane))
  for (const task of tasks.filter(({ one }) => one.script !== undefined)) await work(task)
  for (const all of trials.values()) all.sort((a, b) => a.trial - b.trial)
  return trials
}

/** Times differ from run to run; nothing else of a deterministic target may. */
function fingerprintOf(results: readonly Result[], target: string): string {
  const plain = JSON.stringify(
    results.filter((result) => result.target === target),
    (key, value: unknown) => (key === 'ms' ? 0 : value),
  )
  return createHash('sha256')
    .update(canonicalize(JSON.parse(plain)) ?? '')
    .digest('hex')
}

export async function runSuites(options: RunOptions): Promise<Run> {
  const { suites, targets, seed, repeats, judge, baseline, at } = options
  const trials = await trialsOf(options)
  const results = targets.flatMap((target) =>
    suites.flatMap(({ name: suite, cases }) =>
      cases.flatMap((one) => {
        const own = trials.get(keyOf({ suite, target, one }))
        return own ? [resultOf({ suite, target: target.name, one, trials: own })] : []
      }),
    ),
  )
  const measured = new Set(suites.flatMap(({ name, isMeasured }) => (isMeasured ? [name] : [])))
  const comparison = baseline && compareWith(baseline, results, seed)
  const all = results.flatMap((result) => result.trials)
  const sum = (value: (trial: Trial) => number) => all.reduce((total, trial) => total + value(trial), 0)
  return {
    format: 1,
    id: `${at.toISOString().slice(0, 19).replaceAll(':', '-')}-${targets.map(({ name }) => name).join('+')}`,
    at: at.toISOString(),
    ...{ seed, repeats, targets, suites: suites.map(({ name }) => name), results, comparison },
    summary: summaryOf(results, seed),
    judge: judge?.calibration ?? null,
    fingerprint: Object.fromEntries(
      targets
        .filter(({ kind }) => kind === 'offline')
        .map(({ name }) => [name, fingerprintOf(results, name)]),
    ),
    ...{ ms: sum(({ ms }) => ms), costUsd: sum(({ costUsd }) => costUsd) },
    tokens: { input: sum(({ tokens }) => tokens.input), output: sum(({ tokens }) => tokens.output) },
    faults: [
      ...faultsOf(results, { targets, measured }),
      ...(comparison ? regressionFaults(comparison) : []),
    ],
  }
}
