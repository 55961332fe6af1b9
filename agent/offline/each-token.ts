/** Remembers what a reader finds at each token of a text: the readers of time and numbers ask one another again and again. */
import type { Token } from './text.ts'

/** The reader, asked once a token. It must be pure, and what it finds is shared: nobody changes it. */
export function onceEachToken<Found>(
  read: (tokens: readonly Token[], i: number) => Found,
): (tokens: readonly Token[], i: number) => Found {
  const known = new WeakMap<readonly Token[], Map<number, Found>>()
  return (tokens, i) => {
    let found = known.get(tokens)
    if (!found) known.set(tokens, (found = new Map<number, Found>()))
    const kept = found.get(i)
    if (kept !== undefined) return kept
    const made = read(tokens, i)
    found.set(i, made)
    return made
  }
}
