/** Components as they may come, for property tests and figures: gaps, stale evidence, odd weights; the same for the same seed. */
import type { Piece } from './pieces.ts'

/** mulberry32: numbers of [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const score = (next: () => number) => {
  const kind = next()
  if (kind < 0.15) return null
  if (kind < 0.25) return kind < 0.2 ? 0 : 100
  return 100 * next()
}
const age = (next: () => number) => {
  const kind = next()
  return kind < 0.4 ? 0 : Math.floor(next() * (kind < 0.95 ? 200 : 20_000))
}

/** One to eight components; on the second day any of them may have moved, aged, come, gone or weigh otherwise. */
export function randomPair(next: () => number): { before: Piece[]; after: Piece[]; halfLife: number } {
  const before = Array.from({ length: 1 + Math.floor(next() * 8) }, (_, at): Piece => ({
    ...{ key: `c${at}`, label: `Component ${at}`, weight: next() < 0.1 ? 0 : next() },
    ...{ score: score(next), age: age(next) },
  }))
  const changesWeights = next() < 0.2
  const after = before.map((piece): Piece => {
    const stays = next() < 0.3
    return {
      ...piece,
      weight: changesWeights ? next() : piece.weight,
      score: stays ? piece.score : score(next),
      age: stays ? piece.age : age(next),
    }
  })
  return { before, after, halfLife: 1 + Math.floor(next() * 365) }
}
