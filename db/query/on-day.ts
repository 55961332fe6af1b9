/** Figures taken on a day: which of them a day has a meaning for, and what of the usual scope holds on it. */
import type { Catalogue, ObjectType, ScopeClause } from '../catalogue/types.ts'
import { portfolioOf } from './figure.ts'
import type { Condition, Operand, Aggregate } from './query.ts'
import { refusal } from './refuse.ts'
import { endOf, type Rows } from './rows.ts'

/** Whether the operand's value differs from day to day, as far as is known. */
function isDated(catalogue: Catalogue, object: ObjectType, operand: Operand): boolean {
  const { field, at, since, to } = operand
  if (at !== undefined || since !== undefined || to === 'today') return true
  const last = field.split('.').at(-1)
  return endOf(catalogue, object, field)?.fields.some(({ key, dated }) => key === last && dated) ?? false
}

export function restsOnDays(catalogue: Catalogue, object: ObjectType, condition: Condition): boolean {
  const rests = (each: Condition) => restsOnDays(catalogue, object, each)
  if ('and' in condition) return condition.and.some(rests)
  if ('or' in condition) return condition.or.some(rests)
  if ('not' in condition) return rests(condition.not)
  if ('field' in condition) return isDated(catalogue, object, condition)
  const path = 'some' in condition ? condition.some : 'none' in condition ? condition.none : condition.count
  const target = endOf(catalogue, object, `${path}.id`)
  return (
    target !== undefined && condition.where !== undefined && restsOnDays(catalogue, target, condition.where)
  )
}

/** The clauses of the usual scope that a day decides; the others would leave out those who were there then and left since. */
export const scopeOnDays = (rows: Rows, scope: ScopeClause[]): ScopeClause[] =>
  scope.filter(({ where }) => restsOnDays(rows.statement.catalogue, rows.object, where))

/** Refuses a figure that would be the same on every day. */
export function assertOnDays(rows: Rows, given: Aggregate, scope: ScopeClause[], path: string): void {
  const { object, statement } = rows
  const { catalogue } = statement
  if ('measure' in given) {
    if (!portfolioOf(rows, given.measure, path).windowed)
      throw refusal(path, `${given.measure} is known as of today only, so it has no value on another day.`)
    return
  }
  const { field, where } = given
  const isOnDays =
    (field !== undefined && isDated(catalogue, object, { ...given, field })) ||
    (where !== undefined && restsOnDays(catalogue, object, where)) ||
    (field === undefined && scope.length > 0)
  if (isOnDays) return
  const dated = object.fields.filter((each) => each.dated).map(({ key }) => key)
  const main = object.fields.find(({ event }) => event === 'main')
  const counts = dated.length > 0 ? `Known on a day are ${dated.slice(0, 8).join(', ')}` : ''
  throw refusal(
    path,
    `${field ?? given.fn} of ${object.key} is known as it stands now only, so it has no value on another day.`,
    [
      counts && `${counts}; count the rows of which one of them holds with "where".`,
      main && `For what happened in a period name its date ("field": "${main.key}") or group by it.`,
    ]
      .filter(Boolean)
      .join(' '),
  )
}
