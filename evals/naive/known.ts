/** Differences in which the store is known to be wrong, until it is mended: each with how a query shows that it may meet it. */
import type { Query } from '#db/query/query.ts'

type Known = { what: string; holds: (query: Query) => boolean }

export const knownDifferences: Known[] = [
  {
    what: 'rows without a value lose their place among the columns of a pivot by a date',
    holds: ({ pivot, measures = [] }) =>
      pivot !== undefined && /"(min|max)"/.test(JSON.stringify(measures[0])),
  },
  {
    what: 'an empty list is counted as a value',
    holds: ({ measures = [] }) =>
      measures.some(
        (each) =>
          'fn' in each &&
          each.fn.startsWith('count') &&
          /(^|\.)(tags|health_missing)$/.test(each.field ?? ''),
      ),
  },
  {
    what: 'a fall of exactly 20 % or 10 % of usage is missed by a rounding',
    holds: (query) =>
      /"([^"]+\.)?(usage_down|risk|risk_score|risk_reasons|renewal_likelihood|at_risk_accounts)"/.test(
        JSON.stringify(query),
      ),
  },
  {
    what: 'a cohort over no rows is none where there are two currencies, and 0 where there is one',
    holds: (query) => /"cohort_(arr|arr_end|accounts)"/.test(JSON.stringify(query)),
  },
]

export const knownAs = (query: Query): string | null =>
  knownDifferences.find(({ holds }) => holds(query))?.what ?? null
