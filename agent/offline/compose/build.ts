/** Turns the conditions, figures and order of a composition into the query that they mean. Pure. */
import type { Condition, Query, Scalar } from '#db/query/query.ts'
import { nameOfFigure } from './finish.ts'
import { onDays } from './series.ts'
import { isShared, shareOf } from './share.ts'
import type { Atom, Draft } from './draft.ts'
import { prefixOf, through, fieldBehind } from './reach.ts'
import { isScalar, withoutTwins } from './twins.ts'

/** A query whose filter is known as one. */
export type Asked = Omit<Query, 'where'> & { where?: Condition }

/** A part of the filter, with the fields by which a later turn replaces it. */
export type Clause = { condition: Condition; fields: string[]; items: number[] }

export function queryOf(draft: Draft): { query: Asked; clauses: Clause[] } {
  const clauses = clausesOf(draft)
  const figure = nameOfFigure(draft.measures[0])
  const orders = draft.measures.length
    ? draft.orders.map((order) => ({ ...order, by: draft.groups.length && figure ? figure : order.by }))
    : draft.orders
  const select = selection(draft)
  const { where, measures, scope } = filterAndFigures(draft, clauses)
  const query: Asked = {
    from: draft.object.key,
    ...(where && { where }),
    ...(draft.groups.length && { groupBy: draft.groups }),
    ...(measures && { measures }),
    ...(scope && { scope }),
    ...(draft.having.length && { having: draft.having }),
    ...(draft.series && { series: draft.series }),
    ...(draft.compare && { compare: draft.compare }),
    ...(select && { select }),
    ...(orders.length && (!draft.measures.length || draft.groups.length) && { orderBy: orders }),
    ...(draft.limit && (!draft.measures.length || draft.groups.length) && { limit: draft.limit }),
  }
  return { query, clauses }
}

function filterAndFigures(draft: Draft, clauses: Clause[]): Pick<Asked, 'where' | 'measures' | 'scope'> {
  if (isShared(draft)) return shareOf(draft, clauses)
  const { held, daily } = draft.series ? onDays(draft, clauses) : { held: clauses, daily: [] }
  const where = all(withoutTwins(held.map((clause) => clause.condition)))
  const then = all(daily)
  const measures = draft.measures.map((each) => (then && 'fn' in each ? { ...each, where: then } : each))
  const figures = [...measures, ...draft.made]
  return { ...(where && { where }), ...(figures.length && { measures: figures }) }
}

/** Columns asked for: alone where one row is named (a figure), else beside the usual ones. */
function selection(draft: Draft): Query['select'] | undefined {
  if (draft.measures.length) return undefined
  const asked = [...draft.select]
  for (const { by } of draft.orders) if (!asked.some((each) => same(each, by))) asked.push(by)
  if (!asked.length) return undefined
  const lookup =
    draft.select.length > 0 && draft.atoms.some((each) => each.kind === 'name' && each.reach.steps === 0)
  if (lookup) return draft.select
  const usual = draft.object.columns.filter((key) => !asked.some((each) => each === key))
  return [...usual, ...asked]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What is said twice holds once. */
const distinct = (conditions: Condition[]): Condition[] => [
  ...new Map(conditions.map((each) => [JSON.stringify(each), each])).values(),
]

/** What holds together in a filter, one by one. */
export const conjuncts = (where: Condition | undefined): Condition[] =>
  !where ? [] : 'and' in where ? where.and : [where]

export const all = (conditions: Condition[]): Condition | undefined => {
  const [first, ...more] = distinct(conditions.flatMap(conjuncts))
  return first && more.length > 0 ? { and: [first, ...more] } : first
}

/** The query with these conditions in the place of its own. */
export const withWhere = <T extends { where?: Condition | undefined }>(
  { where: _, ...rest }: T,
  clauses: Condition[],
): Omit<T, 'where'> & { where?: Condition } => {
  const where = all(clauses)
  return { ...rest, ...(where && { where }) }
}

/** What another condition says already: that there is a day which lies in a period, or the state that such a day brings. */
function isSaid(draft: Draft, each: Atom): boolean {
  if (each.reach.steps > 0 || each.negated) return false
  const dated = draft.atoms.filter(
    (other) => other !== each && other.kind === 'period' && other.reach.steps === 0 && !other.negated,
  )
  if (each.kind === 'null' && 'field' in each.condition && each.condition.op === 'not_null')
    return dated.some((other) => other.field === each.field)
  // "New tickets this month": the period says since when.
  if (each.kind === 'adjective' && 'field' in each.condition && each.condition.op === 'during') {
    const { field } = each.condition
    if (dated.some((other) => other.field === field)) return true
    if (draft.groups.some((key) => typeof key === 'object' && key.field === field && key.by)) return true
  }
  return draft.object.usually.some(
    ({ liftedBy }) =>
      liftedBy.some(
        ({ field, values }) =>
          field === each.field &&
          each.values?.every((one) => typeof one === 'string' && values?.includes(one)),
      ) && liftedBy.some(({ field, values }) => !values && dated.some((other) => other.field === field)),
  )
}

function clausesOf(draft: Draft): Clause[] {
  const clauses: Clause[] = []
  const done = new Set<Atom>(draft.atoms.filter((each) => isSaid(draft, each)))
  for (const each of [...draft.atoms].sort((a, b) => a.from - b.from)) {
    if (done.has(each)) continue
    const members =
      each.group === undefined
        ? alternatives(draft, each)
        : draft.atoms.filter((other) => other.group === each.group)
    for (const member of members) done.add(member)
    const condition = each.group === undefined ? joined(draft, members) : related(members)
    const clause: Clause = {
      condition,
      fields: keysOf(members),
      items: members.flatMap((member) => member.items),
    }
    const previous = clauses.at(-1)
    const nones = each.orBefore ? null : previous && bothNone(previous.condition, condition)
    if (nones && previous) {
      previous.condition = nones
      previous.items.push(...clause.items)
    } else if (each.orBefore && previous) {
      previous.condition =
        'or' in previous.condition
          ? { or: [...previous.condition.or, condition] }
          : { or: [previous.condition, condition] }
      previous.fields.push(...clause.fields)
      previous.items.push(...clause.items)
    } else if (!clauses.some((other) => same(other.condition, condition))) clauses.push(clause)
  }
  return clauses
}

/** "No champion and no sponsor": none that is either. */
function bothNone(a: Condition, b: Condition): Condition | null {
  if (!('none' in a && 'none' in b && a.none === b.none && a.where && b.where)) return null
  if (!('field' in a.where && 'field' in b.where && a.where.field === b.where.field)) return null
  const values = [a.where, b.where].flatMap(({ op, value }) =>
    (op === 'eq' || op === 'in') && value !== undefined ? ([value].flat() as Scalar[]) : [],
  )
  return values.length < 2
    ? null
    : { none: a.none, where: { field: a.where.field, op: 'in', value: unique(values) } }
}

/** What a later turn would replace the clause by: the field's path, or the relation's with the fields inside. */
function keysOf(members: Atom[]): string[] {
  const [first] = members
  if (!first) return []
  if (first.reach.many) return [[...first.reach.up, first.reach.many].join('.')]
  return [`${prefixOf(first.reach)}${first.field ?? JSON.stringify(first.condition)}`]
}

/** Values and whole conditions of one field are alternatives, wherever they stand; comparisons and open periods add up. */
function alternatives(draft: Draft, first: Atom): Atom[] {
  if (!first.field || first.kind === 'compare' || first.kind === 'count' || first.kind === 'null')
    return [first]
  if (first.kind === 'period' && isOpenEnded(first)) return [first]
  return draft.atoms.filter(
    (other) =>
      other === first ||
      (other.group === undefined &&
        !other.orBefore &&
        other.field === first.field &&
        other.object === first.object &&
        other.negated === first.negated &&
        prefixOf(other.reach) === prefixOf(first.reach) &&
        (other.kind === first.kind || bothWhole(other, first)) &&
        !(other.kind === 'period' && isOpenEnded(other))),
  )
}

const whole = new Set(['value', 'adjective'])
const bothWhole = (a: Atom, b: Atom): boolean => whole.has(a.kind) && whole.has(b.kind)

function isOpenEnded({ condition }: Atom): boolean {
  if (
    !('field' in condition) ||
    typeof condition.value !== 'object' ||
    condition.value === null ||
    Array.isArray(condition.value)
  )
    return true
  const { value } = condition
  return ('from' in value || 'to' in value) && (!('from' in value) || !('to' in value))
}

function joined(draft: Draft, members: Atom[]): Condition {
  const [first] = members
  if (!first) return { and: [] }
  const own = ownCondition(draft, members, first)
  return through(own, prefixOf(first.reach))
}

function ownCondition(draft: Draft, members: Atom[], first: Atom): Condition {
  if (members.length > 1 && first.field) {
    const values = members.flatMap((each) => each.values ?? [])
    const list = fieldBehind(draft.catalogue, first)?.type === 'list'
    if (list && !first.negated && !orStands(draft, members))
      return { and: members.map((each) => each.condition) }
    if (members.every((each) => each.values)) {
      const [only, ...more] = unique(values)
      return only !== undefined && more.length === 0
        ? { field: first.field, op: first.negated ? 'ne' : 'eq', value: only }
        : { field: first.field, op: first.negated ? 'not_in' : 'in', value: unique(values) }
    }
    const [only, ...more] = unique(members.map((each) => each.condition))
    if (only && more.length === 0) return first.negated ? negation(only) : only
    const any: Condition = { or: only ? [only, ...more] : [] }
    return first.negated ? { not: any } : any
  }
  return first.negated ? negation(first.condition) : first.condition
}

const orStands = (draft: Draft, members: Atom[]): boolean => {
  const from = Math.min(...members.map((each) => each.from))
  const to = Math.max(...members.map((each) => each.to))
  return draft.items.slice(from, to).some((item) => /^or$/i.test(item.span.text))
}

const unique = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

export function negation(condition: Condition): Condition {
  if ('field' in condition) {
    if (condition.op === 'eq' && condition.value !== undefined) return { ...condition, op: 'ne' }
    if (condition.op === 'ne') return { ...condition, op: 'eq' }
    if (condition.op === 'in') return { ...condition, op: 'not_in' }
    if (condition.op === 'not_in') return { ...condition, op: 'in' }
    if (condition.op === 'is_null') return { ...condition, op: 'not_null' }
    if (condition.op === 'not_null') return { ...condition, op: 'is_null' }
  }
  if ('some' in condition) return { none: condition.some, ...(condition.where && { where: condition.where }) }
  if ('none' in condition) return { some: condition.none, ...(condition.where && { where: condition.where }) }
  if ('not' in condition) return condition.not
  return { not: condition }
}

/** One related row that meets all that was said of it; how many; or none. */
function related(members: Atom[]): Condition {
  const [first] = members
  const many = first?.reach.many
  if (!first || !many) return { and: [] }
  const counted = members.find((each) => each.kind === 'count')
  const existing = members.filter((each) => each !== counted)
  const denied = existing.length > 0 && existing.every((each) => each.negated)
  const inner = existing
    .filter((each) => !('and' in each.condition && each.condition.and.length === 0))
    .map((each) => (each.negated && !denied ? negation(each.condition) : each.condition))
  const key = [...first.reach.up, many].join('.')
  if (counted && 'count' in counted.condition) {
    const { op, value, where: noun } = counted.condition
    const where = all([...(noun ? [noun] : []), ...mergeInner(inner)])
    const count: Condition = { count: key, ...(where && { where }), op, value }
    return counted.negated ? { not: count } : count
  }
  const every = existing.find((each) => each.every)
  if (every && !denied && existing.some((each) => each.from > every.to)) return everyOne(existing, every, key)
  const where = all(mergeInner(inner))
  return denied ? { none: key, ...(where && { where }) } : { some: key, ...(where && { where }) }
}

/** What is said of the rows before their noun says which they are, what is said behind it must hold of each. */
function everyOne(members: Atom[], noun: Atom, key: string): Condition {
  const said = (of: Atom[]): Condition[] =>
    of
      .filter((each) => !('and' in each.condition && each.condition.and.length === 0))
      .map((each) => (each.negated ? negation(each.condition) : each.condition))
  const which = mergeInner(said(members.filter((each) => each.from <= noun.to)))
  const holds = all(mergeInner(said(members.filter((each) => each.from > noun.to)))) ?? { and: [] }
  return { none: key, where: all([...which, negation(holds)]) ?? holds }
}

/** Inside one related row too, values of the same field are alternatives. */
function mergeInner(conditions: Condition[]): Condition[] {
  const byField = new Map<string, Scalar[]>()
  for (const each of conditions)
    if ('field' in each && each.op === 'eq' && isScalar(each.value))
      byField.set(each.field, [...(byField.get(each.field) ?? []), each.value])
  const merged = new Set<string>()
  return conditions.flatMap((condition): Condition[] => {
    if (!('field' in condition) || condition.op !== 'eq') return [condition]
    const values = byField.get(condition.field)
    if (!values || values.length < 2) return [condition]
    if (merged.has(condition.field)) return []
    merged.add(condition.field)
    return [{ field: condition.field, op: 'in', value: unique(values) }]
  })
}
