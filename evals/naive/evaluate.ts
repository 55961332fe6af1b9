/** Answers a query by looking at every row: the same columns, rows and total that the store's one statement should give. */
import type { ParsedQuery } from '#db/query/query.ts'
import { groupsOf } from './groups.ts'
import { listOf } from './list.ts'
import { objectOf } from './operand.ts'
import { cohorts, compared, series } from './over-time.ts'
import { pivoted } from './pivot.ts'
import type { Cell, World } from './world.ts'

export type AnswerRow = Record<string, Cell>
export type Answer = {
  columns: string[]
  /** The rows in order, those of equal sort keys together: among them any order is right. */
  classes: AnswerRow[][]
  total: number
  /** Of a pivot: the lines over all rows, one a currency. */
  totals?: AnswerRow[]
  /** Columns told in words: only their points are compared. */
  prose: Set<string>
  /** Columns that follow the order of the rows, where that is not settled. */
  open: Set<string>
}

export function evaluate(query: ParsedQuery, world: World): Answer {
  const object = objectOf(query.from)
  if (query.compare) return compared(object, query, query.compare, world)
  if (query.series) return series(object, query, query.series, world)
  if (query.cohort) return cohorts(object, query, query.cohort, world)
  if (query.pivot) return pivoted(object, query, query.pivot, world)
  return query.groupBy || query.measures ? groupsOf(object, query, world) : listOf(object, query, world)
}
