/** A condition tree as SQL. Negation keeps rows without a value; conditions on a relation speak of one related row. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { compare, negated } from './compare.ts'
import { resolve } from './operand.ts'
import type { Condition } from './query.ts'
import { under } from './refuse.ts'
import { objectOf, openRows, relationOf, walk, type Rows } from './rows.ts'
import { matches } from './text-search.ts'
import { liftsClause } from './usual.ts'

const comparisonSigns = { eq: sql`=`, ne: sql`<>`, lt: sql`<`, lte: sql`<=`, gt: sql`>`, gte: sql`>=` }

/** `usual`: related rows that people do not mean (contacts who left) are left out too. */
export function conditionSql(rows: Rows, condition: Condition, path: string, usual: boolean): SQL {
  if ('and' in condition) return joined(rows, condition.and, under(path, 'and'), sql` and `, sql`true`, usual)
  if ('or' in condition) return joined(rows, condition.or, under(path, 'or'), sql` or `, sql`false`, usual)
  if ('not' in condition) return negated(conditionSql(rows, condition.not, under(path, 'not'), usual))
  if ('some' in condition)
    return related(
      rows,
      condition.some,
      condition.where,
      under(path, 'some'),
      usual,
      (from) => sql`exists (select ${from})`,
    )
  if ('none' in condition)
    return related(
      rows,
      condition.none,
      condition.where,
      under(path, 'none'),
      usual,
      (from) => sql`not exists (select ${from})`,
    )
  if ('count' in condition) {
    const { count, where, op, value } = condition
    return related(
      rows,
      count,
      where,
      under(path, 'count'),
      usual,
      (from) => sql`((select count(*) ${from}) ${comparisonSigns[op]} ${value}::float8)`,
    )
  }
  const { op, value, ...operand } = condition
  if (op === 'matches') return matches(rows, operand, value, path)
  return compare(rows, resolve(rows, operand, path), op, value, path)
}

function joined(rows: Rows, all: Condition[], path: string, by: SQL, empty: SQL, usual: boolean): SQL {
  if (all.length === 0) return empty
  return sql`(${sql.join(
    all.map((each, at) => conditionSql(rows, each, under(path, at), usual)),
    by,
  )})`
}

function related(
  rows: Rows,
  dotted: string,
  where: Condition | undefined,
  path: string,
  usual: boolean,
  around: (from: SQL) => SQL,
): SQL {
  const { target, conditions } = relatedRows(rows, dotted, where, path, usual)
  return around(sql`from ${target.from()} where ${conditions}`)
}

/** The rows of a to-many relation, with the conditions that tie and narrow them. Its FROM is built last, after all that reads them. */
export function relatedRows(
  rows: Rows,
  dotted: string,
  where: Condition | undefined,
  path: string,
  usual: boolean,
): { target: Rows; conditions: SQL } {
  const { place, last } = walk(rows, dotted, path)
  const relation = relationOf(place.object, last, path)
  // Few rows look their related ones up one by one; for all rows the parts are computed once and joined.
  const reach = rows.reach.kind === 'all' ? rows.reach : { kind: 'row' as const }
  const target = openRows(rows.statement, objectOf(rows.statement.catalogue, relation.to, path), reach)
  const conditions = [
    sql`${sql.raw(target.alias)}.workspace_id = ${rows.statement.workspace}`,
    relation.on(place.alias, target.alias),
    ...(where ? [conditionSql(target, where, path.replace(/[^.]+$/, 'where'), usual)] : []),
    ...(usual
      ? target.object.usually.filter((clause) => ofRowItself(clause) && !liftsClause(clause, where))
      : []
    ).map((clause) => conditionSql(target, clause.where, path, usual)),
  ]
  return { target, conditions: sql.join(conditions, sql` and `) }
}

/** What the related row's parent must be is for the parent's own scope to say. */
const ofRowItself = ({ where }: ScopeClause): boolean => !('field' in where) || !where.field.includes('.')
