/** A seeded source of choices: the same seed and labels give the same sequence on every machine. */

export type Random = {
  /** A number from 0 up to, not including, 1. */
  next: () => number
  /** A whole number, both ends included. */
  int: (low: number, high: number) => number
  between: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(items: readonly T[]) => T
  weighted: <T>(items: readonly (readonly [T, number])[]) => T
  shuffle: <T>(items: readonly T[]) => T[]
  /** Roughly normal, never further than three deviations from the mean. */
  normal: (mean: number, deviation: number) => number
}

function hash(seed: number, labels: readonly (string | number)[]): number {
  let state = (seed ^ 0x9e3779b9) >>> 0
  for (const character of labels.join('\u0000')) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return state
}

/** A stream of its own for each label, so that drawing more in one place changes nothing in another. */
export function random(seed: number, ...labels: (string | number)[]): Random {
  let state = hash(seed, labels)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  return {
    next,
    int,
    pick,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    weighted: (items) => weighted(items, next()),
    shuffle: (items) => {
      const copy = [...items]
      for (let last = copy.length - 1; last > 0; last--) {
        const other = int(0, last)
        ;[copy[last], copy[other]] = [copy[other]!, copy[last]!]
      }
      return copy
    },
    // The sum of nine uniforms, not Box-Muller: only additions, so no engine rounds it differently.
    normal: (mean, deviation) => {
      let sum = 0
      for (let i = 0; i < 9; i++) sum += next()
      return mean + ((sum - 4.5) / 0.8660254037844386) * deviation
    },
  }
}

function weighted<T>(items: readonly (readonly [T, number])[], draw: number): T {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  let left = draw * total
  for (const [item, weight] of items) {
    left -= weight
    if (left < 0 && weight > 0) return item
  }
  throw new RangeError('nothing to pick from')
}

/** Deals the items in a shuffled order and starts again when they are used up: no item returns before all were seen. */
export function deck<T>(source: Random, items: readonly T[]): () => T {
  let left: T[] = []
  return () => {
    if (left.length === 0) left = source.shuffle(items)
    const item = left.pop()
    if (item === undefined) throw new RangeError('an empty deck')
    return item
  }
}

/** Keeps a number between two others. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
