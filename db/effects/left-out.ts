/** Says of rows that were left out how many they are, which, and why. */
import type { ObjectType } from '../catalogue/types.ts'

export type LeftOut = { count: number; names: string[] | null }

/** "Birch and 2 more accounts" reads well with any verb; `one` is of a single row, `many` of several. */
export function leftOut(object: ObjectType, { count, names }: LeftOut, one: string, many: string): string[] {
  if (count === 0) return []
  const [first] = names ?? []
  if (count === 1) return [`${first ?? `One ${object.label.toLowerCase()}`} ${one}.`]
  const known = (names ?? []).slice(0, 3)
  const said =
    count === known.length
      ? `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`
      : `${count.toLocaleString('en-GB')} ${object.plural.toLowerCase()}${first ? ` (${known.join(', ')} …)` : ''}`
  return [`${said} ${many}.`]
}

export const notTheirs = (object: ObjectType, found: LeftOut): string[] =>
  leftOut(object, found, 'is not yours to act on and is left out', 'are not yours to act on and are left out')

export const sameAlready = (object: ObjectType, found: LeftOut): string[] =>
  leftOut(object, found, 'needs no change', 'need no change')

export const noLongerThere = (object: ObjectType, found: LeftOut): string[] =>
  leftOut(object, found, 'is no longer there', 'are no longer there')
