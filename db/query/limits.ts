/** How large a query may be, and the fault of a filter that is larger: found without recursion, before anything reads it. */

export const most = {
  /** Of conditions within conditions. */
  depth: 12,
  conditions: 200,
  /** Of values in one list. */
  listed: 5_000,
  figures: 24,
  keys: 6,
  columns: 60,
  /** Of days that a figure is taken on. */
  samples: 120,
  /** Of calendar units that a fill gives. */
  buckets: 1_100,
  /** Of queries in one statement. */
  together: 16,
} as const

const parts = (value: object): unknown[] =>
  ['and', 'or', 'not', 'where'].flatMap((key): unknown => (value as Record<string, unknown>)[key] ?? [])

export function tooLarge(filter: unknown): string | null {
  let level: unknown[] = [filter]
  let count = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most.depth) return `conditions stand at most ${most.depth} deep within each other`
    count += level.length
    if (count > most.conditions) return `there are at most ${most.conditions} conditions in one filter`
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? parts(each) : []))
  }
  return null
}
