/** Differences in which the store is known to be wrong, until it is mended: each with how a query shows that it may meet it. */
import type { Query } from '#db/query/query.ts'

type Known = { what: string; holds: (query: Query) => boolean }

export const knownDifferences: Known[] = [
  {
    what: 'the other column of a pivot by a list counts a row once for each element',
    holds: ({ pivot }) => pivot !== undefined && /(tags|health_missing)/.test(pivot.key),
  },
]

export const knownAs = (query: Query): string | null =>
  knownDifferences.find(({ holds }) => holds(query))?.what ?? null
