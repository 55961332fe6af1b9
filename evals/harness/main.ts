/** `steward eval`: runs suites on the offline planner and on models, compares with the blessed run, keeps the record; ends with 1 where something is worse. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createModel, type Model } from '#agent/model/model.ts'
import { readEnv, type Env } from '#server/env.ts'
import type { Run, Target } from '../contract.ts'
import { htmlOf } from '../report/html.ts'
import { junitOf } from '../report/junit.ts'
import { bless, readBlessed } from './blessed.ts'
import { baselineOf } from './compare.ts'
import { judgeBy, labelSchema, type Judge } from './judge.ts'
import { promised, standingOf } from './manifest.ts'
import { progressIn } from './progress.ts'
import { recorded, type RecordMode } from './recorded.ts'
import { runSuites } from './run.ts'
import { offline, openSubject, type Endpoint } from './subject.ts'
import { allSuiteNames, suiteNames, suiteOf } from './suite.ts'
import { summaryText } from './summary-text.ts'

const usage = `usage: steward eval [SUITE…] [--model NAME]… [--repeats N] [--seed N] [--concurrency N] [--retries N] [--budget USD]
  [--temperature T] [--record use|replay|refresh] [--resume] [--case ID]… [--judge MODEL] [--twice] [--bless] [--json FILE] [--html FILE] [--junit FILE]`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', multiple: true, default: ['offline'] },
    repeats: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: '2' },
    retries: { type: 'string', default: '2' },
    budget: { type: 'string', default: '10' },
    temperature: { type: 'string' },
    record: { type: 'string', default: 'use' },
    resume: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true, default: [] },
    judge: { type: 'string' },
    /** Deterministic targets are run a second time, in a store of their own: both must be alike to the byte. */
    twice: { type: 'boolean', default: false },
    bless: { type: 'boolean', default: false },
    json: { type: 'string' },
    html: { type: 'string' },
    junit: { type: 'string' },
  },
})

const kept = fileURLToPath(new URL('../../data/evals', import.meta.url))
const say = (text: string) => void process.stdout.write(`${text}\n`)
const modes: RecordMode[] = ['use', 'replay', 'refresh']
const [repeats, seed, concurrency, retries, budgetUsd] = [
  ...[values.repeats, values.seed, values.concurrency, values.retries, values.budget].map(Number),
] as [number, number, number, number, number]
const mode = modes.find((one) => one === values.record)
const unknown = positionals.filter((name) => !allSuiteNames().includes(name))

const wrong = [
  ...unknown.map((name) => `there is no suite ${name}; there are ${allSuiteNames().join(', ')}`),
  ...(mode ? [] : [`--record ${values.record} is none of ${modes.join(', ')}`]),
  ...([repeats, seed, concurrency, retries, budgetUsd].every(Number.isFinite) ? [] : ['a number is none']),
]
if (wrong.length > 0) {
  process.stderr.write(`steward: ${wrong.join('; ')}\n${usage}\n`)
  process.exit(2)
}

const parameters = values.temperature === undefined ? {} : { temperature: Number(values.temperature) }
const targets: Target[] = values.model.map((name) =>
  name === 'offline' ? offline : { name, kind: 'model', model: name, parameters },
)

function clientOf(env: Env, name: string): Model | null {
  if (!env.model) return null
  const { apiKey, baseURL, timeoutMs, tokenBudget } = env.model
  const options = { apiKey, model: name, timeoutMs, inputTokens: tokenBudget, ...parameters }
  return createModel(baseURL === undefined ? options : { ...options, baseURL })
}

function endpointsOf(env: Env): Map<string, Endpoint> {
  const price = env.model?.price ?? { input: 0, output: 0 }
  return new Map(
    targets
      .filter(({ kind }) => kind === 'model')
      .map(({ name }): [string, Endpoint] => {
        const file = join(kept, 'recordings', `${name.replaceAll(/[^\w.-]/g, '-')}.jsonl`)
        const client = mode === 'replay' ? null : clientOf(env, name)
        return [name, { client: recorded(name, client, { file, mode: mode ?? 'use', parameters }), price }]
      }),
  )
}

async function judgeOf(env: Env): Promise<Judge | null> {
  if (values.judge === undefined) return null
  const client = clientOf(env, values.judge)
  if (!client) throw new Error('a judge needs an endpoint: set OPENAI_API_KEY')
  const file = new URL('./judge-labels.jsonl', import.meta.url)
  const labels = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return judgeBy(
    client,
    labels.map((line) => labelSchema.parse(JSON.parse(line))),
  )
}

const isWhole = positionals.length === 0 && values.case.length === 0
const names = positionals.length > 0 ? positionals : allSuiteNames()
const suites = names
  .map(suiteOf)
  .map(({ cases, ...suite }) => ({
    ...suite,
    cases: values.case.length > 0 ? cases.filter(({ id }) => values.case.includes(id)) : cases,
  }))
  .filter(({ cases }) => cases.length > 0)

async function runOnce(at: Date, isSecond = false): Promise<Run> {
  const env = readEnv()
  const partial = join(kept, 'partial.jsonl')
  if (!values.resume || isSecond) rmSync(partial, { force: true })
  const subject = await openSubject(endpointsOf(env))
  try {
    return await runSuites({
      ...{ subject, suites, targets, seed, repeats, concurrency, retries, budgetUsd, at },
      judge: await judgeOf(env),
      baseline: values.bless ? null : readBlessed(targets.map(({ name }) => name)),
      progress: isSecond ? null : progressIn(partial),
    })
  } finally {
    await subject.close()
  }
}

const at = new Date()
const run = await runOnce(at)
if (values.twice) {
  const again = await runOnce(at, true)
  for (const [target, hash] of Object.entries(run.fingerprint))
    if (again.fingerprint[target] !== hash)
      run.faults.push(`${target} answers a second run otherwise than the first`)
}
if (isWhole) {
  const { all, proved, unproved, faults } = standingOf(promised(), suiteNames().map(suiteOf))
  run.promises = { all, proved, unproved }
  run.faults.push(...faults)
}
mkdirSync(join(kept, 'runs'), { recursive: true })
const file = values.json ?? join(kept, 'runs', `${run.id}.json`)
writeFileSync(file, `${JSON.stringify(run)}\n`)
say(summaryText(run))
const page = values.html ?? join(kept, 'runs', `${run.id}.html`)
writeFileSync(page, await htmlOf(run))
if (values.junit !== undefined) writeFileSync(values.junit, junitOf(run))
say(`the record is ${file}, its page ${page}`)
if (values.bless) for (const blessed of bless(baselineOf(run))) say(`blessed: ${blessed}`)
process.exitCode = run.faults.length > 0 ? 1 : 0
