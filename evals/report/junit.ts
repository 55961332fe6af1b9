/** A run as JUnit XML, for CI systems: a test suite for each suite and target, a test case for each case. */
import type { Result, Run } from '../contract.ts'

const escaped = (text: string): string =>
  text
    .toWellFormed()
    // XML 1.0 has no way to write these.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')

/** Why it did not pass, of its first trial that did not. */
export const whyOf = ({ trials, rate }: Result): string => {
  const bad = trials.find(({ state }) => state !== 'passed')
  const checks = bad?.checks
    .filter(({ ok }) => !ok)
    .map(({ what, why }) => (why === null ? what : `${what}: ${why}`))
  const reasons = bad?.problem ?? checks?.join('; ') ?? ''
  return rate > 0 && rate < 1 ? `passes in ${Math.round(100 * rate)} % of its trials. ${reasons}` : reasons
}

function outcomeOf(result: Result): string {
  switch (result.verdict) {
    case 'passed':
      return ''
    case 'known':
      return `<skipped${attributes({ message: `known: ${result.case.known ?? ''}` })}/>`
    case 'broken':
    case 'skipped':
      return `<skipped${attributes({ message: whyOf(result) || result.verdict })}/>`
    case 'fixed':
      return `<failure${attributes({ type: 'fixed', message: 'It is known to fail and passes: take its line “known” away.' })}/>`
    case 'failed':
    case 'flaky':
      return `<failure${attributes({ type: result.verdict, message: whyOf(result) })}/>`
  }
}

const caseOf = (result: Result): string => {
  const seconds = result.trials.reduce((sum, { ms }) => sum + ms, 0) / 1_000
  const named = {
    classname: `${result.suite}.${result.target}`,
    name: result.case.id,
    time: seconds.toFixed(3),
  }
  return `<testcase${attributes(named)}>${outcomeOf(result)}</testcase>`
}

export function junitOf({ id, results }: Run): string {
  const suites = Map.groupBy(results, ({ suite, target }) => `${suite} with ${target}`)
  const bodies = [...suites].map(([name, all]) => {
    const count = (...verdicts: Result['verdict'][]) =>
      all.filter(({ verdict }) => verdicts.includes(verdict)).length
    const counts = {
      ...{ name, tests: all.length, failures: count('failed', 'flaky', 'fixed') },
      skipped: count('known', 'broken', 'skipped'),
    }
    return `<testsuite${attributes(counts)}>\n${all.map(caseOf).join('\n')}\n</testsuite>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: id, tests: results.length })}>\n${bodies.join('\n')}\n</testsuites>\n`
}
