/** Whether two ways of saying speak of the same matter of the records: the same field, or a band and its figure. Pure. */
import type { Ref, Span } from './spans.ts'
import { lastKey } from './compose/reach.ts'

const fieldIn = /"(?:field|by|measure|of|some|none|count)":"([\w.]+)"/g

/** A band is the same matter as the figure that it is made of. */
const isSameMatter = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}_`) || b.startsWith(`${a}_`)

const keysOf = (ref: Ref): string[] => {
  if ('field' in ref) return [ref.field]
  if (ref.is === 'portfolio' || ref.is === 'kept') return [ref.measure]
  if (ref.is === 'relation') return [ref.relation]
  if ('where' in ref && ref.where)
    return [...JSON.stringify(ref.where).matchAll(fieldIn)].map(([, key]) => key ?? '')
  return []
}

/** The request holds a condition, a figure or an order of the same matter: it says exactly what the stretch said loosely. */
export function isSaidBy(said: string | null, refs: readonly Ref[]): boolean {
  if (said === null) return true
  const held = [...said.matchAll(fieldIn)].map(([, key]) => lastKey(key ?? ''))
  return refs.some((ref) =>
    keysOf(ref).some((key) =>
      held.some((each) =>
        // Of the same field another value is another condition.
        ref.is === 'value' && each === lastKey(key)
          ? said.includes(`"${ref.value}"`)
          : isSameMatter(each, lastKey(key)),
      ),
    ),
  )
}

/** A word that stands in some text of the records, and means nothing else: by itself it says no more than one that nobody knows. */
export const isTopic = ({ meaning }: Span): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'value' &&
  meaning.refs.every((ref) => 'isPart' in ref && ref.isPart === true)

/** Topics as the strange words that they are beside a request. */
export const withoutTopics = (spans: readonly Span[]): Span[] =>
  spans.map((span) => (isTopic(span) ? { ...span, meaning: { kind: 'unknown' } } : span))

/** Every condition, figure and order of the one has its like in the other; that something is there at all is none. */
export function isHeldBy(one: string, other: string): boolean {
  const held = [...other.matchAll(fieldIn)].map(([, key]) => lastKey(key ?? ''))
  const own = one.replace(/\{"(?:field":"[\w.]+","op":"not_null"|some":"\w+")\}/g, '')
  return [...own.matchAll(fieldIn)].every(([, key]) =>
    held.some((each) => isSameMatter(each, lastKey(key ?? ''))),
  )
}
