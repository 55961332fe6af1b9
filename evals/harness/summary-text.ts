/** A run in a few lines for the terminal: a line a suite and target, what changed against the blessed run, what breaks it. */
import type { Run } from '../contract.ts'

const percent = (share: number) => `${(100 * share).toFixed(1)}%`

export function summaryText({
  summary,
  comparison,
  judge,
  promises,
  faults,
  fingerprint,
  ms,
  tokens,
  costUsd,
}: Run): string {
  const lines = summary
    .filter(({ by }) => by === 'suite' || by === 'all')
    .map((line) => {
      const more = [
        line.flaky > 0 ? `${line.flaky} flaky` : '',
        line.known > 0 ? `${line.known} known to fail` : '',
        line.broken > 0 ? `${line.broken} not asked` : '',
      ]
      const rate = `${percent(line.rate.value)} (${percent(line.rate.low)}–${percent(line.rate.high)})`
      return [
        (line.by === 'all' ? 'all suites' : line.name).padEnd(16),
        line.target.padEnd(14),
        `${line.passed}/${line.cases}`.padStart(9),
        rate.padStart(24),
        `p95 ${Math.round(line.p95Ms)} ms`.padStart(12),
        more.filter(Boolean).join(', '),
      ].join(' ')
    })
  const against = comparison
    ? [
        `against ${comparison.baseline.id}: ${comparison.regressions.length} cases worse, ${comparison.improvements.length} better`,
        ...comparison.lines
          .filter(({ by, verdict }) => verdict !== 'within noise' && by !== 'tag')
          .map(
            ({ name, target, before, after, verdict }) =>
              `  ${name} with ${target}: ${verdict}, ${percent(before)} → ${percent(after)}`,
          ),
      ]
    : []
  const prints = Object.entries(fingerprint).map(
    ([target, hash]) => `${target} fingerprint ${hash.slice(0, 16)}`,
  )
  return [
    ...lines,
    ...against,
    ...(judge?.warning ? [judge.warning] : []),
    ...(promises ? [`${promises.proved} of ${promises.all} promises proved`] : []),
    ...prints,
    `${Math.round(ms)} ms of turns, ${tokens.input + tokens.output} tokens, ${costUsd.toFixed(4)} USD`,
    ...(faults.length > 0
      ? [`${faults.length} faults:`, ...faults.map((one) => `  ${one.slice(0, 400)}`)]
      : ['no fault']),
  ].join('\n')
}
