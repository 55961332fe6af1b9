/** Takes a change of health between two days apart into what moved it; the lines sum to the change, whatever came or went. Pure. */
import { healthOf, weightOf, type Piece } from './pieces.ts'

/**
 * value: the component scored otherwise. age: its evidence faded (or is fresher), so that it counts less (or more).
 * weight: its share was set otherwise. came, went: it has evidence now, or has none any more.
 * unexplained: what the components do not account for.
 */
export type Cause = 'value' | 'age' | 'weight' | 'came' | 'went' | 'unexplained'
export type Line = { key: string; label: string; cause: Cause; points: number }
export type Decomposition = { before: number; after: number; change: number; lines: Line[] }

type Part = { piece: Piece; score: number; share: number }

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)
const mean = (parts: readonly Part[]): number => total(parts.map(({ share, score }) => share * score))

/** The same parts under other weights; shares sum to 1. */
function shared(parts: readonly Part[], weights: readonly number[]): Part[] {
  const all = total([...weights])
  return parts.map((part, at) => ({ ...part, share: (weights[at] ?? 0) / all }))
}

const lineOf = ({ key, label }: Piece, cause: Cause, points: number): Line => ({ key, label, cause, points })

/**
 * One step at a time, from the day before to the day after: the values of what has evidence on both days at the old
 * weights, then the age of their evidence, then the weights that were set, then what went, then what came. A component
 * whose share moves counts by how far it stands from the mean, for what one gains in share the others lose.
 * Null where there is no health on one of the days.
 */
export function decompose(
  before: readonly Piece[],
  after: readonly Piece[],
  halfLife: number,
): Decomposition | null {
  const start = healthOf(before, halfLife)
  const end = healthOf(after, halfLife)
  if (start === null || end === null) return null
  const counts = (piece: Piece | undefined): piece is Piece =>
    piece !== undefined && weightOf(piece, halfLife) > 0
  const later = new Map(after.map((piece) => [piece.key, piece]))
  const old = before.filter(counts)
  const lines: Line[] = []
  const stays = (piece: Piece) => counts(later.get(piece.key))

  // Values, at the weights of the day before.
  const at0 = shared(
    old.map((piece) => ({ piece, score: piece.score ?? 0, share: 0 })),
    old.map((piece) => weightOf(piece, halfLife)),
  )
  const valued = at0.map((part) => {
    const score = stays(part.piece) ? (later.get(part.piece.key)?.score ?? 0) : part.score
    lines.push(lineOf(part.piece, 'value', part.share * (score - part.score)))
    return { ...part, score }
  })

  // Ages, then weights: the shares move, and with them the mean.
  const reshare = (parts: Part[], cause: Cause, weight: (piece: Piece, next: Piece) => Piece): Part[] => {
    const level = mean(parts)
    const weights = parts.map(({ piece }) => {
      const next = later.get(piece.key)
      return weightOf(next && stays(piece) ? weight(piece, next) : piece, halfLife)
    })
    const moved = shared(parts, weights)
    for (const [n, part] of moved.entries())
      lines.push(lineOf(part.piece, cause, (part.share - (parts[n]?.share ?? 0)) * (part.score - level)))
    return moved
  }
  const aged = reshare(valued, 'age', (piece, next) => ({ ...piece, age: next.age }))
  const weighed = reshare(aged, 'weight', (_, next) => next)

  // What went takes its distance from the mean along; what came brings its own.
  const level = mean(weighed)
  const gone = weighed.filter(({ piece }) => !stays(piece))
  const rest = weighed.filter(({ piece }) => stays(piece))
  const kept = total(rest.map(({ share }) => share))
  const settled =
    kept > 0
      ? mean(
          shared(
            rest,
            rest.map(({ share }) => share),
          ),
        )
      : level
  lines.push(...goingLines(gone, settled - level, level, kept))
  const now = after.filter(counts)
  const atEnd = shared(
    now.map((piece) => ({ piece, score: piece.score ?? 0, share: 0 })),
    now.map((piece) => weightOf(piece, halfLife)),
  )
  for (const part of atEnd)
    if (!old.some(({ key }) => key === part.piece.key))
      lines.push(lineOf(part.piece, 'came', part.share * (part.score - settled)))
  return { before: start, after: end, change: end - start, lines: lines.filter(({ points }) => points !== 0) }
}

/** The effect of all that went, told apart by how far each stood from the mean; where next to nothing stayed, by its share. */
function goingLines(gone: readonly Part[], effect: number, level: number, kept: number): Line[] {
  const pulls = gone.map(({ share, score }) => share * (score - level))
  const byShare = kept < 1e-6
  const all = byShare ? total(gone.map(({ share }) => share)) : total(pulls)
  return gone.map(({ piece, share }, at) =>
    lineOf(piece, 'went', all === 0 ? 0 : (effect * (byShare ? share : (pulls[at] ?? 0))) / all),
  )
}

/**
 * A change of scores that came from elsewhere, by weights that were found for them. What the components do not explain
 * (the score is no weighted sum, is rounded, or a component is missing on a day) is a line of its own.
 */
export function decomposeScores(
  before: { score: number; components: Readonly<Record<string, number | null>> },
  after: { score: number; components: Readonly<Record<string, number | null>> },
  weights: readonly { key: string; label: string; weight: number }[],
): Decomposition {
  const change = after.score - before.score
  const lines = weights.flatMap(({ key, label, weight }): Line[] => {
    const [was, is] = [before.components[key] ?? null, after.components[key] ?? null]
    if (was === null || is === null || was === is) return []
    return [{ key, label, cause: 'value', points: weight * (is - was) }]
  })
  const unexplained = change - total(lines.map(({ points }) => points))
  if (unexplained !== 0)
    lines.push({
      key: 'unexplained',
      label: 'not explained by the components',
      cause: 'unexplained',
      points: unexplained,
    })
  return { before: before.score, after: after.score, change, lines }
}
