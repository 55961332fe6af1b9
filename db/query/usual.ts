/** The usual scope: which clauses of an object apply to a query, and which its own filter lifts by speaking of them. */
import type { ObjectType, ScopeClause } from '../catalogue/types.ts'
import type { Condition, Period, Scalar } from './query.ts'

type Mention = { field: string; value: Scalar | Scalar[] | Period | undefined }

/** Fields that the filter asks for; what it only excludes, or finds absent, is not asked for. */
function mentions(condition: Condition): Mention[] {
  if ('and' in condition) return condition.and.flatMap(mentions)
  if ('or' in condition) return condition.or.flatMap(mentions)
  if ('field' in condition) {
    const { field, op, value } = condition
    return op === 'ne' || op === 'not_in' || op === 'is_null' ? [] : [{ field, value }]
  }
  if ('some' in condition && condition.where)
    return mentions(condition.where).map((each) => ({ ...each, field: `${condition.some}.${each.field}` }))
  return []
}

const same = (a: unknown, b: string) => typeof a === 'string' && a.toLowerCase() === b

export function liftsClause(clause: ScopeClause, where: Condition | undefined): boolean {
  if (!where) return false
  return mentions(where).some(({ field, value }) =>
    clause.liftedBy.some(
      (by) =>
        by.field === field &&
        (!by.values ||
          by.values.some((one) =>
            Array.isArray(value) ? value.some((each) => same(each, one)) : same(value, one),
          )),
    ),
  )
}

/** The clauses that hold for this query. */
export const usualClauses = (
  object: ObjectType,
  where: Condition | undefined,
  scope: 'usual' | 'all' | undefined,
): ScopeClause[] => (scope === 'all' ? [] : object.usually.filter((clause) => !liftsClause(clause, where)))
