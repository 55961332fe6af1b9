/** What explain-health says: the components, what moved health between two days, and what would carry it to another band. */
import { v7 as uuid } from 'uuid'
import type { TableBlock } from '#agent/contract.ts'
import { decompose, decomposeScores, type Cause, type Decomposition } from '#db/health/decompose.ts'
import { weightOf } from '#db/health/pieces.ts'
import type { HealthOn } from '#db/health/read-health.ts'
import { exactWithin, leastExplained, type ScoreWeights } from '#db/health/score-weights.ts'
import { waysOfScore, waysTo, type Target, type Way } from '#db/health/ways.ts'
import type { HealthBasis } from '#db/health/basis.ts'
import { dayInWords, numberInWords } from '#db/query/print.ts'
import type { Settings } from '#db/settings.ts'

export type Health = { settings: Settings; basis: HealthBasis; weights: ScoreWeights | null }

const one = (value: number) => numberInWords(value, 1)
const signed = (value: number) => (Number(value.toFixed(1)) > 0 ? `+${one(value)}` : one(value))
const table = (rest: Pick<TableBlock, 'title' | 'columns' | 'rows' | 'reading'>): TableBlock => ({
  kind: 'table',
  id: uuid(),
  object: 'group',
  total: rest.rows.length,
  ...rest,
})

const column = (key: string, label: string, type = 'text', unit?: string) => ({
  ...{ key, label, type },
  ...(unit && { unit }),
})

/** Each component with its share and its evidence. */
export function componentTable(now: HealthOn, { settings, weights }: Health): TableBlock {
  const title = `Health on ${dayInWords(now.day)}`
  if (now.imported) {
    const { components, on } = now.imported
    const rows = Object.entries(components).map(([key, score]) => ({
      component: key,
      score,
      weight: weights?.weights.find((each) => each.key === key)?.weight ?? null,
    }))
    const columns = [
      column('component', 'Component'),
      column('score', 'Score', 'number', 'score'),
      column('weight', 'Weight, as found', 'number', 'ratio'),
    ]
    return table({ title, columns, rows, reading: `the score of ${dayInWords(on)}` })
  }
  const shares = now.pieces.map((piece) => weightOf(piece, settings.health.halfLifeDays))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const rows = now.pieces.map((piece, at) => ({
    component: piece.label,
    score: piece.score,
    weight: all === 0 ? null : (shares[at] ?? 0) / all,
    evidence: piece.score === null ? 'no evidence' : piece.reason,
    age: piece.score === null ? null : piece.age,
  }))
  const columns = [
    column('component', 'Component'),
    column('score', 'Score', 'number', 'score'),
    column('weight', 'Weight', 'number', 'ratio'),
    column('evidence', 'Evidence'),
    column('age', 'Age of the evidence', 'number', 'days'),
  ]
  return table({ title, columns, rows, reading: `the computed health of ${dayInWords(now.day)}` })
}

/** The change between two days; null where one of them has no health. */
export function changeOf(
  before: HealthOn,
  after: HealthOn,
  { settings, weights }: Health,
): Decomposition | null {
  const isSet = before.override !== null || after.override !== null
  if (!isSet && before.imported && after.imported)
    return decomposeScores(before.imported, after.imported, isSum(weights) ? weights.weights : [])
  if (before.health === null || after.health === null) return null
  // Set or scored by somebody on one day and computed on the other: no component is the same.
  if (isSet || before.imported || after.imported)
    return decomposeScores(
      { score: before.health, components: {} },
      { score: after.health, components: {} },
      [],
    )
  return decompose(before.pieces, after.pieces, settings.health.halfLifeDays)
}

export const isSum = (weights: ScoreWeights | null): weights is ScoreWeights =>
  weights !== null && weights.explained >= leastExplained

const causes: Record<Cause, string> = {
  value: 'scored otherwise',
  age: 'its evidence is older or fresher',
  weight: 'weighs otherwise',
  came: 'has evidence now',
  went: 'has no evidence any more',
  unexplained: '',
}

export function changeTable({ lines }: Decomposition, before: HealthOn, after: HealthOn): TableBlock {
  const evidence = (on: HealthOn, key: string) => {
    const piece = on.pieces.find((each) => each.key === key)
    if (piece) return piece.score === null ? 'none' : piece.reason
    const score = on.imported?.components[key]
    return score === undefined || score === null ? null : one(score)
  }
  const rows = [...lines]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map(({ key, label, cause, points }) => ({
      ...{ component: label, points, cause: causes[cause] },
      ...{ before: evidence(before, key), after: evidence(after, key) },
    }))
  const columns = [
    column('component', 'Component'),
    column('points', 'Points', 'number', 'points'),
    column('cause', 'Why'),
    column('before', dayInWords(before.day)),
    column('after', dayInWords(after.day)),
  ]
  const reading = `health from ${dayInWords(before.day)} to ${dayInWords(after.day)}; the points sum to the change`
  return table({ title: 'What moved health', columns, rows, reading })
}

/** "Health fell from 61 on 1 Jun 2026 to 43 on 21 Nov 2026 (−18): usage −12, support −6." */
export function changeWords(told: Decomposition, before: HealthOn, after: HealthOn): string {
  const sums = new Map<string, number>()
  for (const { label, points } of told.lines) sums.set(label, (sums.get(label) ?? 0) + points)
  const parts = [...sums]
    .filter(([, points]) => Math.abs(points) >= 0.05)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([label, points]) => `${label} ${signed(points)}`)
  const days = `from ${one(told.before)} on ${dayInWords(before.day)} to ${one(told.after)} on ${dayInWords(after.day)}`
  if (Math.abs(told.change) < 0.05)
    return `Health is where it was, ${days}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`
  const verb = told.change < 0 ? 'fell' : 'rose'
  return `Health ${verb} ${days} (${signed(told.change)}): ${parts.join(', ')}.`
}

export function waysFor(now: HealthOn, target: Target, { settings, basis, weights }: Health): Way[] {
  if (!now.imported) return waysTo(now.pieces, basis.components, target, settings)
  return isSum(weights)
    ? waysOfScore(now.imported.score, now.imported.components, weights.weights, target)
    : []
}

const mostWays = 4

/** "Smallest change to green (70): adoption from 41 % to 55 %, which makes 70.2. Or: 2 tickets solved; a touch this week." */
export function wayWords(
  ways: Way[],
  { band, threshold, side }: Target,
  { weights }: Health,
  now: HealthOn,
): string {
  const edge = side === 'up' ? `${band} (from ${threshold})` : `${band} (under ${threshold})`
  const [first, ...others] = ways
  if (first) {
    const rest = others.slice(0, mostWays - 1).map(({ words }) => words.join(' and '))
    const either = rest.length > 0 ? ` Or: ${rest.join('; ')}.` : ''
    const whole = first.words.length > 1 ? 'No single component suffices. Together: ' : ''
    const lead = side === 'up' ? 'The smallest change that makes it' : 'It would take this little to make it'
    // Under 70 is not 70.0.
    const made = numberInWords(first.health, Math.abs(first.health - threshold) < 0.05 ? 2 : 1)
    // A score from elsewhere is computed there; the weights are what its history looks like.
    const rough =
      now.imported && weights && weights.error > exactWithin
        ? ` By the weights found for its components, which leave about ${one(weights.error)} points open.`
        : ''
    return `${lead} ${edge}: ${whole}${first.words.join(' and ')}, which makes ${made}.${either}${rough}`
  }
  if (now.imported && !isSum(weights))
    return 'What would move it to another band can’t be worked out: its score is no weighted sum of its components.'
  return `No change of its components that has evidence makes it ${edge}.`
}
