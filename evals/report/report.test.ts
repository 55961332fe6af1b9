/** The report of a run: one page without scripts or links elsewhere in which nothing that was said is markup, XML that a CI system can read, and the pages of kept runs. */
import { DOMParser } from '@xmldom/xmldom'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Result, Run } from '../contract.ts'
import { runPages } from './browse.ts'
import { htmlOf } from './html.ts'
import { junitOf } from './junit.ts'

const nasty = '</style><script>alert(1)</script><img src=x onerror=alert(1)> & "quoted" \u0001'
const nothing = { ms: 12, tokens: { input: 1, output: 2 }, costUsd: 0 }
const interval = { value: 0.5, low: 0.1, high: 0.9 }

const turn = {
  ...{ text: nasty, as: null, route: 'model' as const, answer: nasty },
  calls: [
    {
      tool: 'records_query_records',
      input: { text: nasty },
      effect: 'read' as const,
      ok: false,
      ms: 3,
      error: nasty,
    },
  ],
  ...{
    results: [{ kind: 'table', title: nasty }],
    proposals: [],
    clarify: null,
    refused: nasty,
    error: null,
  },
  ...nothing,
}

function result(id: string, verdict: Result['verdict'], passed: boolean): Result {
  const checks = [{ what: 'rows', ok: passed, score: passed ? 1 : 0, why: passed ? null : nasty }]
  const state = passed ? ('passed' as const) : ('failed' as const)
  return {
    ...{
      suite: 'language',
      target: 'offline',
      cluster: 'acme',
      verdict,
      rate: passed ? 1 : 0,
      passedAll: passed,
    },
    case: {
      ...{ id, kind: 'rows', tags: ['filter'], proves: [], fixture: 'acme', turns: [{ text: nasty }] },
      ...{ expect: { outcome: ['answer'] }, ...(verdict === 'known' && { known: 'not built' }) },
    },
    trials: [{ trial: 1, state, checks, turns: [turn], cached: false, tries: 1, problem: null, ...nothing }],
  }
}

const summary = (by: 'all' | 'suite') => ({
  ...{ by, name: by === 'all' ? 'all' : 'language', target: 'offline', cases: 2, passed: 1, rate: interval },
  ...{ flaky: 0, known: 1, broken: 0, p50Ms: 1, p95Ms: 2, tokens: 3, costUsd: 0 },
})

const run: Run = {
  ...{ format: 1, id: '2026-11-21T10-00-00-offline', at: '2026-11-21T10:00:00.000Z', seed: 1, repeats: 1 },
  targets: [{ name: 'offline', kind: 'offline', model: null, parameters: {} }],
  suites: ['language'],
  results: [
    result('right', 'passed', true),
    result('wrong', 'failed', false),
    result('later', 'known', false),
  ],
  summary: [summary('all'), summary('suite')],
  comparison: {
    baseline: { id: 'before', at: '2026-11-20T10:00:00.000Z' },
    lines: [
      {
        by: 'all',
        name: 'all',
        target: 'offline',
        cases: 2,
        before: 1,
        after: 0.5,
        difference: interval,
        verdict: 'worse',
      },
    ],
    regressions: [{ suite: 'language', case: 'wrong', target: 'offline', before: 1, after: 0 }],
    ...{ improvements: [], unpaired: 0 },
  },
  ...{
    judge: null,
    promises: null,
    fingerprint: {},
    faults: ['language wrong fails with offline'],
    ...nothing,
  },
}

test('the page holds every case and its trace, the one that got worse before them, and no markup of what was said', async () => {
  const page = await htmlOf(run)
  expect(page.match(/<script|<img|onerror=alert\(1\)>/g)).toBeNull()
  expect(page).not.toMatch(/(?:src|href)="(?!#)/)
  for (const id of ['right', 'wrong', 'later']) expect(page).toContain(`id="language/offline/${id}"`)
  expect(page.indexOf('href="#language/offline/wrong"')).toBeLessThan(
    page.indexOf('id="language/offline/wrong"'),
  )
  expect(page).toContain('records_query_records')
})

test('the XML is well formed, fails what fails, and skips what is known to', () => {
  const onError = (_level: string, message: string) => expect.fail(message)
  const document = new DOMParser({ onError }).parseFromString(junitOf(run), 'text/xml')
  const namesOf = (outcome: string) =>
    [...document.getElementsByTagName('testcase')]
      .filter((one) => one.getElementsByTagName(outcome).length > 0)
      .map((one) => one.getAttribute('name'))
  expect([namesOf('failure'), namesOf('skipped')]).toEqual([['wrong'], ['later']])
  expect(document.getElementsByTagName('testsuite')[0]?.getAttribute('tests')).toBe('3')
})

test('kept runs are listed, opened by their names, and nothing else of the disk is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-runs-'))
  writeFileSync(join(folder, `${run.id}.json`), JSON.stringify(run))
  const pages = runPages(folder)
  expect(await (await pages.request('/')).text()).toContain(`href="/runs/${run.id}"`)
  expect(await (await pages.request(`/runs/${run.id}`)).text()).toContain('What breaks this run')
  expect((await pages.request('/runs/..%2F..%2Fetc%2Fpasswd')).status).toBe(404)
  rmSync(folder, { recursive: true })
})
