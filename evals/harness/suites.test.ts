/** The suites on the offline planner, in this process: each case holds or is known to fail, the same to the byte each time, and every promise is proved. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../contract.ts'
import { promised, standingOf } from './manifest.ts'
import { runSuites } from './run.ts'
import { offline, openSubject, type Subject } from './subject.ts'
import { suiteNames, suiteOf } from './suite.ts'

/** Of a suite on a machine that does much else besides. */
const patience = 300_000

const at = new Date('2026-11-21T12:00:00Z')
const runOf = (subject: Subject, names: string[]): Promise<Run> =>
  runSuites({
    ...{ subject, suites: names.map(suiteOf), targets: [offline], seed: 1, repeats: 1, concurrency: 1 },
    ...{ retries: 0, budgetUsd: 0.01, judge: null, baseline: null, progress: null, at },
  })

describe('the suites', () => {
  let subject: Subject
  const prints = new Map<string, Run['fingerprint']>()
  beforeAll(async () => {
    subject = await openSubject()
  })
  afterAll(() => subject.close())

  test.each(suiteNames())(
    '%s holds',
    async (name) => {
      const { faults, results, fingerprint } = await runOf(subject, [name])
      prints.set(name, fingerprint)
      expect(faults).toEqual([])
      expect(results.length).toBeGreaterThan(0)
    },
    patience,
  )

  test(
    'a second run in a store of its own is the same but for its times',
    async () => {
      const other = await openSubject()
      try {
        const { fingerprint } = await runOf(other, ['safety'])
        expect(fingerprint).toEqual(prints.get('safety'))
      } finally {
        await other.close()
      }
    },
    patience,
  )
})

test('every promise is proved, and every proof is there', () => {
  expect(standingOf(promised(), suiteNames().map(suiteOf)).faults).toEqual([])
})
