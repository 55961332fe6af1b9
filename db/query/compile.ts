/** Compiles a query to one SQL statement with bound parameters, checked against the catalogue on the way. */
import type { Catalogue } from '../catalogue/types.ts'
import type { Asker, Clock } from '../contract.ts'
import { grouped } from './aggregate.ts'
import { cohortGroups } from './cohort.ts'
import { fillOf } from './fill.ts'
import { isMade } from './figure.ts'
import { listed } from './listed.ts'
import { resolve } from './operand.ts'
import { closedSpan, twoSpans } from './periods.ts'
import { query as querySchema, type Condition, type ParsedQuery, type Query } from './query.ts'
import { reachOf } from './reach.ts'
import { malformed, refusal, under } from './refuse.ts'
import type { Compiled } from './result.ts'
import { objectOf, openRows, openStatement, type Rows } from './rows.ts'
import { usualClauses } from './usual.ts'
import type { Except } from './where.ts'

export type Who = { asker: Asker; clock: Clock }

export const compileQuery = (catalogue: Catalogue, given: Query, who: Who): Compiled =>
  compileParsed(catalogue, parseQuery(given), who)

/** Throws a Problem that tells the deepest fault of what is no query. */
export function parseQuery(given: unknown): ParsedQuery {
  const parsed = querySchema.safeParse(given)
  if (!parsed.success) throw malformed(parsed.error)
  assertTogether(parsed.data)
  return parsed.data
}

/** The groups of a pivot are compiled as they are without it: its columns are spread when their values are known. */
export function compileParsed(
  catalogue: Catalogue,
  query: ParsedQuery & { except?: Except },
  { asker, clock }: Who,
): Compiled {
  const statement = openStatement(catalogue, asker, clock)
  const object = objectOf(catalogue, query.from, 'from')
  const narrowed = narrowedBy(openRows(statement, object, { kind: 'all' }), query)
  const rows = openRows(statement, object, reachOf(statement, object, narrowed.where))
  const scope = usualClauses(object, narrowed.where, query.scope)
  return { ...compiledOf(rows, narrowed, scope), query }
}

/** The filter with the periods that other parts of the query bring: what stays when a part is taken out. */
export function wholeWhere(catalogue: Catalogue, query: ParsedQuery, { asker, clock }: Who) {
  const statement = openStatement(catalogue, asker, clock)
  const rows = openRows(statement, objectOf(catalogue, query.from, 'from'), { kind: 'all' })
  return narrowedBy(rows, query).where
}

function compiledOf(rows: Rows, query: ParsedQuery, scope: Parameters<typeof grouped>[2]): Compiled {
  if (query.cohort) return cohortGroups(rows, query, query.cohort, scope)
  const isGrouped = query.groupBy ?? query.measures ?? query.series ?? query.compare
  return isGrouped ? grouped(rows, query, scope) : listed(rows, query, scope)
}

/** Forms that give the answer a shape of its own do not meet; what has no groups has nothing to shape. */
function assertTogether(query: ParsedQuery): void {
  const { series, compare, cohort, pivot, groupBy = [], measures = [] } = query
  const made = measures.find(isMade)
  const fill = groupBy.some((each) => typeof each === 'object' && each.fill)
  const pairs: [string, unknown, string, unknown][] = [
    ['series', series, 'compare', compare],
    ['series', series, 'cohort', cohort],
    ['series', series, 'pivot', pivot],
    ['series', series, 'fill', fill],
    ['compare', compare, 'cohort', cohort],
    ['compare', compare, 'fill', fill],
    ['cohort', cohort, 'pivot', pivot],
    ['cohort', cohort, 'fill', fill],
    ['cohort', cohort, 'orderBy', query.orderBy],
    ['having', query.having, 'cohort', cohort],
    ['having', query.having, 'pivot', pivot],
    ['cohort', cohort, 'share, rank or running', made],
    ['pivot', pivot, 'share, rank or running', made],
  ]
  for (const [one, isOne, other, isOther] of pairs)
    if (isOne && isOther)
      throw refusal(one, `${one} and ${other} do not go together.`, `Ask for them in two queries.`)
  if (query.having && measures.length === 0 && groupBy.length === 0)
    throw refusal('having', 'only groups are kept by their figures.', 'Rows are filtered by `where`.')
  if ((cohort ?? series) && measures.length === 0)
    throw refusal(
      'measures',
      `${cohort ? 'a cohort' : 'a series'} needs a figure to follow.`,
      'For example {"fn": "sum", "field": "arr"} or {"fn": "count", "where": {"field": "arr", "op": "gt", "value": 0}}.',
    )
}

const and = (where: Condition | undefined, more: Condition): Condition => ({
  and: [...(where ? [where] : []), more],
})

/** The rows that a form of the query speaks of by a date: those in its period. They count as asked for. */
function narrowedBy(rows: Rows, query: ParsedQuery): ParsedQuery {
  const { clock } = rows.statement
  const fill = fillOf(query, clock)
  if (fill) return { ...query, where: and(query.where, during(rows, fill.field, fill.span, fill.path)) }
  if (query.cohort) {
    const { start, over } = query.cohort
    const span = closedSpan(over, clock, under('cohort', 'over'))
    return { ...query, where: and(query.where, during(rows, start, span, under('cohort', 'start'))) }
  }
  if (query.compare?.field === undefined) return query
  const { now, then } = twoSpans(query.compare, clock)
  const either = [now, then].map((span) =>
    during(rows, query.compare?.field ?? '', span, under('compare', 'field')),
  )
  return { ...query, where: and(query.where, { or: either }) }
}

function during(rows: Rows, field: string, value: { from: string; to: string }, path: string): Condition {
  const { key, type } = resolve(rows, field, path)
  if (type !== 'date' && type !== 'time')
    throw refusal(path, `${key} is not a date, so no row lies in a period by it.`, 'Name a date field.')
  return { field, op: 'during', value }
}
