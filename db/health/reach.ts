/** Finds the smallest change of components that carries health over a threshold. What it answers was recomputed and does. Pure. */
import { healthOf, weightOf, type Piece } from './pieces.ts'

export type Side = 'up' | 'down'
/** The component reads `to` today, instead of `from` as old as it is. */
export type Move = { key: string; label: string; from: number; to: number }
export type Reach = { moves: Move[]; health: number }

export const isOver = (health: number | null, threshold: number, side: Side): boolean =>
  health !== null && (side === 'up' ? health >= threshold : health < threshold)

/** The component with another score, read today. */
export const moved = (pieces: readonly Piece[], moves: readonly { key: string; to: number }[]): Piece[] =>
  pieces.map((piece) => {
    const move = moves.find(({ key }) => key === piece.key)
    return move ? { ...piece, score: move.to, age: 0 } : piece
  })

/** Rounding of the last digit may not decide. */
const hair = 1e-9

/** What the component has to read today so that health stands at the threshold; it may be out of 0–100. */
export function scoreAt(
  pieces: readonly Piece[],
  key: string,
  threshold: number,
  halfLife: number,
): number | null {
  const piece = pieces.find((each) => each.key === key)
  if (!piece || piece.weight === 0) return null
  const others = pieces.filter((each) => each.key !== key && each.score !== null)
  const weights = others.map((each) => weightOf(each, halfLife))
  const rest = weights.reduce((sum, each) => sum + each, 0)
  const held = others.reduce((sum, each, at) => sum + (weights[at] ?? 0) * (each.score ?? 0), 0)
  return (threshold * (rest + piece.weight) - held) / piece.weight
}

function moveOf(pieces: readonly Piece[], piece: Piece, threshold: number, side: Side, halfLife: number) {
  const from = piece.score
  const needed = scoreAt(pieces, piece.key, threshold, halfLife)
  if (from === null || needed === null) return null
  const to =
    side === 'up' ? Math.min(100, Math.max(from, needed + hair)) : Math.max(0, Math.min(from, needed - hair))
  const move: Move = { key: piece.key, label: piece.label, from, to }
  const health = healthOf(moved(pieces, [move]), halfLife)
  return isOver(health, threshold, side) && health !== null ? { moves: [move], health } : null
}

/** Every single component that suffices, the one that has to move least first. */
export function singleReaches(
  pieces: readonly Piece[],
  threshold: number,
  side: Side,
  halfLife: number,
): Reach[] {
  const distance = ({ moves }: Reach) => moves.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0)
  return pieces
    .map((piece) => moveOf(pieces, piece, threshold, side, halfLife))
    .filter((reach) => reach !== null)
    .sort((a, b) => distance(a) - distance(b) || (a.moves[0]?.key ?? '').localeCompare(b.moves[0]?.key ?? ''))
}

/**
 * The smallest change: one component where one suffices, else the heaviest ones to their end and the next as far as is
 * needed. Null where health is there already, where there is none, or where nothing carries it over.
 */
export function smallestReach(
  pieces: readonly Piece[],
  threshold: number,
  side: Side,
  halfLife: number,
): Reach | null {
  const health = healthOf(pieces, halfLife)
  if (health === null || isOver(health, threshold, side)) return null
  const [single] = singleReaches(pieces, threshold, side, halfLife)
  if (single) return single
  const end = side === 'up' ? 100 : 0
  const byWeight = pieces
    .filter(({ score, weight }) => score !== null && score !== end && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.key.localeCompare(b.key))
  let moves: Move[] = []
  for (const piece of byWeight) {
    const last = moveOf(moved(pieces, moves), piece, threshold, side, halfLife)
    if (last) return { moves: [...moves, ...last.moves], health: last.health }
    moves = [...moves, { key: piece.key, label: piece.label, from: piece.score ?? 0, to: end }]
  }
  return null
}
