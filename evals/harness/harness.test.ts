/** The harness itself: what its scorers tell apart, what its records replay, when its judge is believed, what a run keeps of one that broke off. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createModel, type Model } from '#agent/model/model.ts'
import { generateDemo } from '#db/demo/generate.ts'
import type { Case, Target } from '../contract.ts'
import { startOpenAi, type OpenAiServer } from '../kit/openai-server.ts'
import { baselineOf, compareWith } from './compare.ts'
import { calibrate, labelSchema } from './judge.ts'
import { progressIn } from './progress.ts'
import { recorded, type RecordMode } from './recorded.ts'
import { renamed } from './rename.ts'
import { runSuites } from './run.ts'
import { rankingOf } from './score/sources.ts'
import { fits, pairs } from './score/trajectory.ts'
import { standInResults } from './stand-in.ts'
import { bootstrap, cohensKappa } from './statistics.ts'
import { openSubject, type Subject } from './subject.ts'
import { casesOf } from './suite.ts'

describe('a scorer', () => {
  test('pairs calls with wanted ones as far as it goes, and matches each argument by itself', () => {
    const calls = [
      { tool: 'a', input: { n: 1 } },
      { tool: 'a', input: { n: 2 } },
    ]
    const wanted = [{ tool: 'a' }, { tool: 'a', args: { n: { is: 1 } } }]
    expect(pairs(calls, wanted)).toBe(2)
    expect(pairs(calls.slice(1), wanted)).toBe(1)
    expect([
      fits(undefined, { absent: true }),
      fits(1, { absent: true }),
      fits('Ab', { contains: 'b' }),
    ]).toEqual([true, false, true])
    expect([fits(10.02, { near: 10, within: 0.1 }), fits(11, { near: 10 }), fits([1], { is: [1] })]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('ranks by nDCG, recall and coverage', () => {
    expect(rankingOf(['a', 'x', 'b'], new Set(['a', 'b']), 3)).toEqual({
      ndcg: (1 + 1 / 2) / (1 + 1 / Math.log2(3)),
      recall: 1,
      coverage: 1,
    })
    expect(rankingOf(['x'], new Set(['a']), 3)).toEqual({ ndcg: 0, recall: 0, coverage: 0 })
  })
})

describe('the statistics', () => {
  test('give an interval that widens where cases hang together', () => {
    const values = Array.from({ length: 60 }, (_, at) => Number(at % 3 > 0))
    const alone = bootstrap(
      values.map((value, at) => ({ cluster: `${at}`, value })),
      1,
    )
    const together = bootstrap(
      values.map((value, at) => ({ cluster: `${at % 6}`, value })),
      1,
    )
    expect(alone.value).toBeCloseTo(2 / 3)
    expect(alone.low).toBeLessThan(alone.value)
    expect(together.high - together.low).toBeGreaterThan(alone.high - alone.low)
    expect(cohensKappa([[true, true], [false, false], [true, false], [false, true]])).toBe(0) // prettier-ignore
  })

  test('call better or worse only what is beyond noise, the worst case first', () => {
    const of = { seed: 3, cases: 150, trials: 3, conversations: 75 }
    const blessed = baselineOf({ id: 'b', at: 'then', results: standInResults({ ...of, worse: 0 }, 1) })
    const [same, worse] = [0, 0.15].map((by) =>
      compareWith(blessed, standInResults({ ...of, worse: by }, 2), 1),
    )
    expect([same, worse].map((one) => one?.lines[0]?.verdict)).toEqual(['within noise', 'worse'])
    const falls = worse?.regressions.map(({ before, after }) => after - before) ?? []
    expect(falls).toEqual([...falls].sort((a, b) => a - b))
  })
})

test('a line of a suite that is not right is named with its place', () => {
  const right = '{"id":"a","kind":"rows","fixture":"acme","turns":[{"text":"x"}],"expect":{}}'
  expect(casesOf(`${right}\n`, 's')).toHaveLength(1)
  expect(() => casesOf(`${right}\n${right}`, 's.jsonl')).toThrow('s.jsonl, line 2: a second case a')
  expect(() => casesOf('{"id":"a"', 's.jsonl')).toThrow('s.jsonl, line 1: not JSON')
  expect(() => casesOf(right.replace('}],', '}],"query":{"from":"account"},'), 's.jsonl')).toThrow(
    'one of them',
  )
})

test('a renamed workspace has other names everywhere, the same rows, and cases that speak its language', () => {
  const { files } = generateDemo({ today: '2026-11-21', accounts: 24 })
  const { files: fresh, say } = renamed(files, 5)
  const text = [...fresh]
    .flatMap(([path, content]) => (path.startsWith('playbooks/') ? [] : [content]))
    .join('\n')
  expect(text).not.toMatch(/Nina|Sandoval|Calder|calderpharmacies|theo\.pak/)
  expect(fresh.get('accounts.csv')?.split('\n')).toHaveLength(
    files.get('accounts.csv')?.split('\n').length ?? 0,
  )
  expect(text).toContain(say('Nina Sandoval'))
  expect(say("Theo Pak's red accounts, theo.pak@marlwood.example")).toMatch(
    /^[A-Z]\w+ [A-Z]\w+'s red accounts, \w+\.\w+@marlwood/,
  )
  expect(renamed(files, 5).say('Calder Group')).toBe(say('Calder Group'))
  expect(renamed(files, 6).say('Calder Group')).not.toBe(say('Calder Group'))
})

describe('with a model', () => {
  let openai: OpenAiServer
  let folder: string
  const target: Target = { name: 'm', kind: 'model', model: 'm', parameters: {} }
  const cases = ['a', 'b', 'c'].map((id): Case => ({
    ...{ id, kind: 'text', tags: [], proves: [], fixture: 'acme', turns: [{ text: `Say ${id}` }] },
    expect: { text: { contains: ['fine'] } },
  }))
  const suites = [{ name: 's', cases }]
  /** Its store has the fixture, and is the store of all of them. */
  let first: Subject

  beforeAll(async () => {
    openai = await startOpenAi()
    first = await openSubject()
    folder = mkdtempSync(join(tmpdir(), 'steward-harness-'))
  })
  afterEach(() => {
    openai.requests.length = 0
  })
  afterAll(async () => {
    await openai.close()
    await first.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const clientOf = (): Model =>
    createModel({ apiKey: 'k', baseURL: openai.url, model: 'm', timeoutMs: 10_000, backoffMs: 1 })
  async function run(
    options: { mode?: RecordMode; file?: string; progress?: string; budgetUsd?: number } = {},
  ) {
    const { mode = 'use', file = 'other.jsonl', progress, budgetUsd = 1_000 } = options
    const client = recorded('m', mode === 'replay' ? null : clientOf(), {
      ...{ file: join(folder, file), mode, parameters: {} },
    })
    const endpoints = new Map([['m', { client, price: { input: 1_000, output: 1_000 } }]])
    const subject = await openSubject(endpoints, { ...first.db, close: () => Promise.resolve() })
    return runSuites({
      ...{ subject, suites, targets: [target], seed: 1, repeats: 2, concurrency: 2, retries: 1, budgetUsd },
      ...{ judge: null, baseline: null, at: new Date(0) },
      progress: progress === undefined ? null : progressIn(join(folder, progress)),
    })
  }
  const statesOf = ({ results }: Awaited<ReturnType<typeof run>>) =>
    results.map(({ trials }) => trials.map(({ state }) => state))

  test('each trial has an answer of its own on record, which is told again without the endpoint, and one that is not fails', async () => {
    openai.script((_, nth) => ({ text: nth % 2 === 0 ? 'fine' : 'bad' }))
    const first = await run({ file: 'a.jsonl' })
    expect(openai.requests).toHaveLength(6)
    const again = await run({ mode: 'replay', file: 'a.jsonl' })
    expect(openai.requests).toHaveLength(6)
    expect(statesOf(again)).toEqual(statesOf(first))
    expect(first.results.map(({ verdict }) => verdict)).toContain('flaky')
    const { results } = await run({ mode: 'replay', file: 'empty.jsonl' })
    expect(results[0]?.trials[0]?.turns[0]?.error?.what).toContain('on record')
  })

  test('what broke off is taken up, a budget is kept, and only the infrastructure is tried again', async () => {
    openai.script(() => ({ text: 'fine' }))
    const short = await run({ progress: 'p.jsonl', budgetUsd: 0.0001, mode: 'refresh' })
    expect(statesOf(short).flat()).toContain('skipped')
    const before = openai.requests.length
    const whole = await run({ progress: 'p.jsonl', mode: 'refresh' })
    expect(statesOf(whole).flat()).toEqual(Array(6).fill('passed'))
    expect(openai.requests.length).toBe(6)
    expect(before).toBeGreaterThan(0)
    openai.script(() => ({ status: 500 }))
    const { results } = await run({ mode: 'refresh' })
    expect(results[0]?.trials[0]).toMatchObject({ state: 'broken', tries: 2 })
    expect(results[0]?.verdict).toBe('broken')
  })

  test('a judge is believed where it agrees with people, and not where it guesses', async () => {
    const labels = readFileSync(new URL('./judge-labels.jsonl', import.meta.url), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => labelSchema.parse(JSON.parse(line)))
    const verdict = (score: number) => ({
      toolCalls: [{ name: 'give_verdict', arguments: JSON.stringify({ score, why: 'so' }) }],
    })
    openai.script(({ messages }) => {
      const asked = JSON.stringify(messages)
      const label = labels.find(({ answer }) => asked.includes(JSON.stringify(answer).slice(1, -1)))
      return verdict(label?.good ? 0.9 : 0.1)
    })
    expect(await calibrate(clientOf(), labels)).toMatchObject({ kappa: 1, selfConsistency: 1, warning: null })
    openai.script((_, nth) => verdict(nth % 3 === 0 ? 0.9 : 0.1))
    expect((await calibrate(clientOf(), labels)).warning).toContain('Not to be trusted')
  })
})
