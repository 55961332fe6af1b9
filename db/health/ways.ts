/** The ways that carry an account's health over a band's edge, told in the measures' own units; each was recomputed and does. Pure. */
import type { Settings } from '../settings.ts'
import type { Component } from './component.ts'
import { healthOf, type Piece } from './pieces.ts'
import type { Evidence } from './read-health.ts'
import { isOver, moved, singleReaches, smallestReach, type Move, type Reach, type Side } from './reach.ts'

export type Band = 'green' | 'yellow' | 'red'
export type Target = { band: Band; threshold: number; side: Side }
/** What has to change, and the health that it makes. */
export type Way = { words: string[]; health: number }

export const bandOf = (health: number, { health: { green, yellow } }: Settings): Band =>
  health >= green ? 'green' : health >= yellow ? 'yellow' : 'red'

/** The edge on the way to a band; without one named, the next better band, or of a green account the next worse. Null where it is there. */
export function targetOf(health: number, settings: Settings, wanted?: Band): Target | null {
  const { green, yellow } = settings.health
  const now = bandOf(health, settings)
  const band = wanted ?? (now === 'red' ? 'yellow' : now === 'yellow' ? 'green' : 'yellow')
  if (band === now) return null
  if (band === 'green') return { band, threshold: green, side: 'up' }
  if (band === 'red') return { band, threshold: yellow, side: 'down' }
  return now === 'red' ? { band, threshold: yellow, side: 'up' } : { band, threshold: green, side: 'down' }
}

/** Upwards an edge is reached, so rounding of the last digit is let go; downwards it has to be passed. */
const points = (value: number, side: Side) => (side === 'up' ? Math.ceil(value - 1e-6) : Math.floor(value))

type Told = { words: string; to: number }

/** A component's move in its measure's unit; as points of the component where its measure has no such value. */
function inUnits(
  move: Move,
  evidence: Evidence | undefined,
  component: Component | undefined,
  side: Side,
  settings: Settings,
): Told {
  const plain = {
    words: `${move.label} from ${Math.round(move.from)} to ${points(move.to, side)}`,
    to: points(move.to, side),
  }
  if (!evidence || !component) return plain
  if (Math.abs(move.to - move.from) < 1e-6)
    return { words: `${move.label} read anew today, as good as before`, to: move.from }
  const changed = component.reach(evidence.inputs, move.to, side, settings)
  return changed ? { words: changed.words, to: component.scoreOf(changed.inputs, settings) } : plain
}

/**
 * Every single change that suffices, the smallest first; where none does, one that takes several. Each is recomputed from
 * the measures as they would stand, so that what is told does flip the band.
 */
export function waysTo(
  evidence: readonly Evidence[],
  components: readonly Component[],
  { threshold, side }: Target,
  settings: Settings,
): Way[] {
  const halfLife = settings.health.halfLifeDays
  const told = (reach: Reach): Way | null => {
    const steps = reach.moves.map((move) => {
      const at = evidence.findIndex(({ key }) => key === move.key)
      return { key: move.key, ...inUnits(move, evidence[at], components[at], side, settings) }
    })
    const health = healthOf(moved(evidence, steps), halfLife)
    return health !== null && isOver(health, threshold, side)
      ? { words: steps.map(({ words }) => words), health }
      : null
  }
  const singles = singleReaches(evidence, threshold, side, halfLife)
    .map(told)
    .filter((way) => way !== null)
  if (singles.length > 0) return singles
  const together = smallestReach(evidence, threshold, side, halfLife)
  const way = together && told(together)
  return way ? [way] : []
}

/** The same for scores that were imported, by the weights found for them; what these do not explain stays as it is. */
export function waysOfScore(
  score: number,
  components: Readonly<Record<string, number | null>>,
  weights: readonly { key: string; label: string; weight: number }[],
  { threshold, side }: Target,
): Way[] {
  const pieces = weights.map(({ key, label, weight }): Piece => ({
    ...{ key, label, weight: Math.max(0, weight), score: components[key] ?? null, age: 0 },
  }))
  const present = pieces.filter((piece) => piece.score !== null)
  const all = present.reduce((sum, { weight }) => sum + weight, 0)
  if (all === 0) return []
  const held = present.reduce((sum, piece) => sum + piece.weight * (piece.score ?? 0), 0)
  const rest = score - held
  const edge = (threshold - rest) / all
  const told = (reach: Reach): Way | null => {
    const steps = reach.moves.map((move) => ({
      key: move.key,
      words: `${move.label} from ${Math.round(move.from)} to ${Math.max(0, Math.min(100, points(move.to, side)))}`,
      to: Math.max(0, Math.min(100, points(move.to, side))),
    }))
    const mean = healthOf(moved(present, steps), 1)
    if (mean === null || !isOver(mean * all + rest, threshold, side)) return null
    return { words: steps.map(({ words }) => words), health: mean * all + rest }
  }
  const singles = singleReaches(present, edge, side, 1)
    .map(told)
    .filter((way) => way !== null)
  if (singles.length > 0) return singles
  const together = smallestReach(present, edge, side, 1)
  const way = together && told(together)
  return way ? [way] : []
}
