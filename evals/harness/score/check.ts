/** What every scorer is given, and how it says what it found. */
import type { Case, Check, Expectation } from '../../contract.ts'
import type { Answer } from '../../naive/evaluate.ts'
import type { Query } from '#db/query/query.ts'
import type { Attempt, Told } from '../attempt.ts'

export type Scene = {
  one: Case
  expect: Expectation
  attempt: Attempt
  /** The last turn, which is judged. */
  told: Told
  oracle: (query: Query) => Answer
  /** The fixture's own texts, by path. */
  sources: ReadonlyMap<string, string>
}
export type Scorer = (scene: Scene) => Check | null

const few = 6
export const listed = (things: readonly unknown[]): string =>
  things
    .slice(0, few)
    .map((thing) => (typeof thing === 'string' ? thing : JSON.stringify(thing)))
    .join(', ') + (things.length > few ? ` and ${things.length - few} more` : '')

export const holds = (what: string): Check => ({ what, ok: true, score: 1, why: null })
export const fails = (what: string, why: string, score = 0): Check => ({
  ...{ what, ok: false, score: Math.min(1, Math.max(0, score)) },
  why,
})

/** Both ways: what is there and should not be, what is missing. The score is the F-measure. */
export function sameSet(
  what: string,
  found: Iterable<string>,
  wanted: Iterable<string>,
  optional: Iterable<string> = [],
): Check {
  const [have, want, may] = [new Set(found), new Set(wanted), new Set(optional)]
  const extra = [...have].filter((one) => !want.has(one) && !may.has(one))
  const missing = [...want].filter((one) => !have.has(one))
  if (extra.length === 0 && missing.length === 0) return holds(what)
  const hit = want.size - missing.length
  const said = [
    extra.length > 0 ? `${extra.length} too many: ${listed(extra)}` : '',
    missing.length > 0 ? `${missing.length} missing: ${listed(missing)}` : '',
  ]
  return fails(
    what,
    said.filter(Boolean).join('; '),
    (2 * hit) / (2 * hit + extra.length + missing.length || 1),
  )
}

export const isNear = (found: number, wanted: number, within = Math.abs(wanted) * 0.005 + 1e-9): boolean =>
  Math.abs(found - wanted) <= within
