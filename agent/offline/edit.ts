/** Follow-ups: what a short request changes in the query before it. The stored query is edited, not its rows. Pure. */
import type { Catalogue, ObjectType } from '#db/catalogue/types.ts'
import type { Condition, Scalar } from '#db/query/query.ts'
import { all, conjuncts, negation, type Asked, type Clause } from './compose/build.ts'
import { isOp, kind, roleOf, wordOf, type Item } from './compose/draft.ts'
import { fieldsOf, prefixOf } from './compose/reach.ts'
import { shape } from './edit-shape.ts'
import type { Reading } from './read.ts'
import { leans, retarget } from './retarget.ts'

export type Previous = {
  query: Asked
  /** Ids of the rows shown, where all of them were. */ ids: string[] | null
}

export type Edited = {
  query: Asked
  /** What the words changed; empty where they changed nothing. */ changed: string[]
  taken: number[]
  /** Words that found nothing to change. */
  idle?: number[]
}

/** What a condition is about: a later one about the same replaces it. */
export const keyOf = (condition: Condition): string => [...new Set(fieldsOf(condition))].sort().join()

/** The request read as an edit of the previous query; null where it says nothing that could be one. */
export function edit(previous: Previous, reading: Reading, catalogue: Catalogue): Edited | null {
  if (reading.object !== previous.query.from) return retarget(previous, reading, catalogue)
  const ofShown = shownBefore(previous, reading)
  return ofShown && (partOfThose(ofShown, reading) ?? editOf(ofShown, reading))
}

/** "Which of them are red?" of a list that was cut: of the rows that were shown; null where not all of those are known. */
function shownBefore(previous: Previous, reading: Reading): Previous | null {
  const { query, ids } = previous
  const narrows = reading.clauses.length > 0 && leans(reading).points && query.limit !== undefined
  if (!narrows || query.groupBy || query.measures) return previous
  const { limit: _, ...rest } = query
  return ids && { ids, query: { ...rest, where: { field: 'id', op: 'in', value: ids } } }
}

function editOf(previous: Previous, reading: Reading): Edited | null {
  const { draft } = reading
  const taken: number[] = []
  const idle: number[] = []
  const changed: string[] = []
  const dropped = droppedFields(draft.items)
  const denied = deniedField(draft.items)
  let where = conjuncts(previous.query.where)
  if (dropped.fields.length) {
    where = where.filter((clause) => !dropped.fields.some((field) => fieldsOf(clause).includes(field)))
    changed.push('drop')
    taken.push(...dropped.items)
  }
  if (denied && !reading.clauses.length) {
    const at = denied.field
      ? where.findIndex((clause) => fieldsOf(clause).includes(denied.field ?? ''))
      : where.length - 1
    if (at >= 0) {
      where = where.map((clause, n) => (n === at ? negation(clause) : clause))
      changed.push('negate')
      taken.push(...denied.items)
    }
  }
  const added = addedBy(reading)
  const isMore = !added && saysAlso(draft.items)
  let isAll = false
  const said: Condition[] = []
  for (const clause of reading.clauses.filter((each) => !isContrast(each, reading.clauses))) {
    if (added && bringsBack(draft.object, clause)) {
      isAll = true
      taken.push(added.n)
      continue
    }
    if (
      added &&
      /^(too|as well)$/.test(wordOf(added)) &&
      !where.some((old) => keyOf(old) === keyOf(clause.condition))
    )
      idle.push(added.n)
    const again = said.some((each) => keyOf(each) === keyOf(clause.condition))
    const next = added
      ? union(where, clause)
      : isMore || again
        ? [...where, clause.condition]
        : merge(
            where,
            clause,
            draft.items.some((item) => isOp(item, 'correct')),
          )
    said.push(...next.filter((each) => !where.includes(each)))
    where = next
    if (added) taken.push(added.n)
    changed.push('where')
  }
  const compared = comparedWith(previous, reading, where)
  if (compared) {
    where = compared.where
    taken.push(compared.item.n)
  }
  const combined = all(where)
  const { where: _old, ...rest } = previous.query
  const query: Asked = {
    ...rest,
    ...(combined && { where: combined }),
    ...(isAll && { scope: 'all' as const }),
  }
  const columns = reading.draft.select.filter(
    (each) => typeof each !== 'string' || !dropped.fields.includes(each),
  )
  const shaped = {
    ...shape(query, previous.query, reading, columns),
    ...(compared && { groupBy: [compared.field] }),
  }
  const asksShown = asksOwner(draft.items) || reading.draft.select.length > 0
  if (asksOwner(draft.items))
    taken.push(...draft.items.filter((item) => roleOf(item) === 'verb').map(({ n }) => n))
  if (JSON.stringify(shaped) === JSON.stringify(previous.query))
    return asksShown && !shaped.measures ? { query: shaped, changed: ['select'], taken, idle } : null
  return { query: shaped, changed: [...changed, ...shapeOf(shaped, query)], taken, idle }
}

/** "What share of them is red": a part of the rows before. */
function partOfThose({ query }: Previous, { query: { where, measures, groupBy } }: Reading): Edited | null {
  if (query.measures?.some((each) => 'make' in each) && where && !measures) {
    const anew = query.measures.map((each) =>
      'where' in each && each.where && keyOf(each.where as Condition) === keyOf(where)
        ? { ...each, where }
        : each,
    )
    return JSON.stringify(anew) === JSON.stringify(query.measures)
      ? null
      : { query: { ...query, measures: anew }, changed: ['measures'], taken: [] }
  }
  if (!measures?.some((each) => 'make' in each) || query.measures || query.groupBy) return null
  if (query.limit !== undefined) return null
  const { select: _, orderBy: _o, ...rows } = query
  const both = all([...conjuncts(query.where), ...conjuncts(where)])
  return {
    query: { ...rows, ...(both && { where: both }), measures, ...(groupBy && { groupBy }) },
    changed: ['measures'],
    taken: [],
  }
}

/** "Vs APAC?" after a figure of EMEA: the figure of each. */
function comparedWith(
  { query }: Previous,
  { draft, clauses }: Reading,
  where: readonly Condition[],
): { item: Item; where: Condition[]; field: string } | null {
  const item = draft.items.find((each) => kind(each) !== 'inert')
  const [clause, ...others] = clauses
  if (!item || !isOp(item, 'versus') || !clause || others.length > 0) return null
  if (!query.measures || query.groupBy || draft.groups.length + draft.measures.length > 0) return null
  const { condition } = clause
  const old = conjuncts(query.where).find((each) => keyOf(each) === keyOf(condition))
  const [was, is] = [old && listOf(old), listOf(condition)]
  if (!was || !is || !('field' in condition) || excludes(condition) || (old && excludes(old))) return null
  const both: Condition = { field: condition.field, op: 'in', value: [...new Set([...was, ...is])] }
  return {
    item,
    field: condition.field,
    where: where.map((each) => (keyOf(each) === keyOf(condition) ? both : each)),
  }
}

/** "Who owns them", "whose are they": a column that is shown already. */
const asksOwner = (items: readonly Item[]): boolean =>
  items.some((item) => /^(who|whose)$/.test(wordOf(item))) &&
  items.some((item) => isOp(item, 'those', 'it')) &&
  items.every(
    (item) =>
      kind(item) === 'inert' ||
      kind(item) === 'op' ||
      roleOf(item) === 'verb' ||
      /^whose$/.test(wordOf(item)),
  )

/** "EMEA too", "or proposal": the rows of either; "which of these also lack a sponsor" are fewer. */
function addedBy(reading: Reading): Item | undefined {
  const { items } = reading.draft
  const isNarrowing = leans(reading).points && items.some((item) => isOp(item, 'ask', 'only'))
  const first = items.find((item) => kind(item) !== 'inert')
  if (first && wordOf(first) === 'or') return first
  return items.find((item) => isOp(item, 'add') && !(isNarrowing && /also/.test(wordOf(item))))
}

/** "Leavers too", "churned ones as well": rows that are left out unless they are spoken of. */
const bringsBack = ({ usually }: ObjectType, { condition }: Clause): boolean =>
  !excludes(condition) &&
  usually.some(({ liftedBy }) =>
    liftedBy.some(
      ({ field, values }) =>
        fieldsOf(condition).includes(field) &&
        (!values || listOf(condition)?.some((value) => values.some((each) => each === value))),
    ),
  )

/** "Which of these also lack a sponsor", "no sponsor either". */
const saysAlso = (items: readonly Item[]): boolean =>
  wordOf(items.findLast((item) => /\p{L}/u.test(item.span.text))) === 'either' ||
  items.some((item) => isOp(item, 'add') && /also/.test(wordOf(item)))

const shapeOf = (after: Asked, before: Asked): string[] =>
  (['groupBy', 'measures', 'orderBy', 'limit', 'select'] as const).filter(
    (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  )

/** "Yellow, not red": what is not meant says again what is. */
const isContrast = ({ condition }: Clause, all: readonly Clause[]): boolean =>
  excludes(condition) &&
  all.some((other) => !excludes(other.condition) && keyOf(other.condition) === keyOf(condition))

/** A new condition on the same field replaces the old one; what it only excludes from a wider choice is added. */
function merge(where: Condition[], { condition }: Clause, isCorrection: boolean): Condition[] {
  const key = keyOf(condition)
  const at = where.findIndex((each) => keyOf(each) === key)
  const old = where[at]
  if (old === undefined) return [...where, condition]
  // "Why did they leave" after "who left in May": that they did was said.
  if ('field' in condition && condition.op === 'not_null' && 'field' in old && old.op !== 'is_null')
    return where
  // "Without the small ones", "without the middle ones": neither.
  if (excludes(condition) && excludes(old) && !isCorrection) {
    const [gone, less] = [listOf(old), listOf(condition)]
    const neither = gone &&
      less &&
      'field' in old && { field: old.field, value: [...new Set([...gone, ...less])] }
    return neither
      ? where.map((each, n) => (n === at ? { ...neither, op: 'not_in' as const } : each))
      : [...where, condition]
  }
  if (excludes(condition) && !excludes(old) && !sameValues(condition, old)) {
    const left = withoutValues(old, condition)
    return left ? where.map((each, n) => (n === at ? left : each)) : [...where, condition]
  }
  return where.map((each, n) => (n === at ? condition : each))
}

const listOf = (condition: Condition): Scalar[] | null =>
  !('field' in condition) || !/^(eq|ne|in|not_in)$/.test(condition.op) || condition.value === undefined
    ? null
    : ([condition.value].flat() as Scalar[])

/** "EMEA and NA" without NA: the values that remain. */
function withoutValues(old: Condition, less: Condition): Condition | null {
  const [all, gone] = [listOf(old), listOf(less)]
  if (!all || !gone || all.length < 2 || !('field' in old)) return null
  const left = all.filter((value) => !gone.includes(value))
  const [only] = left
  if (left.length === 0 || only === undefined) return null
  return left.length === 1
    ? { field: old.field, op: 'eq', value: only }
    : { field: old.field, op: 'in', value: left }
}

/** "add Priya's too": the rows of either. */
function union(where: Condition[], { condition }: Clause): Condition[] {
  const at = where.findIndex((each) => keyOf(each) === keyOf(condition))
  const old = where[at]
  if (old === undefined) return [...where, condition]
  // "Put Priya's back": what was left out is no longer.
  if (excludes(old) && !excludes(condition)) {
    const gone = listOf('not' in old ? old.not : old)
    const less = gone?.filter((value) => !listOf(condition)?.includes(value)) ?? []
    if (gone && less.length === 0) return where.filter((_, n) => n !== at)
  }
  const [some, more] = [listOf(old), listOf(condition)]
  const both: Condition =
    some && more && 'field' in old && !excludes(old) && !excludes(condition)
      ? { field: old.field, op: 'in', value: [...some, ...more] }
      : { or: [old, condition] }
  return where.map((each, n) => (n === at ? both : each))
}

const excludes = (condition: Condition): boolean =>
  'not' in condition ||
  'none' in condition ||
  ('field' in condition && (condition.op === 'ne' || condition.op === 'not_in'))

const valuesOf = (condition: Condition): string =>
  'field' in condition
    ? JSON.stringify(Array.isArray(condition.value) ? [...condition.value].sort() : [condition.value])
    : JSON.stringify(condition)
const sameValues = (a: Condition, b: Condition): boolean => valuesOf(a) === valuesOf(b)

/** "for all segments together", "any region", "drop the CSM filter": fields whose condition goes. */
function droppedFields(items: readonly Item[]): { fields: string[]; items: number[] } {
  const fields: string[] = []
  const used: number[] = []
  for (const item of items) {
    if (!isOp(item, 'widen') && !(isOp(item, 'except') && /drop|remove|ignore|without/.test(wordOf(item))))
      continue
    const next = items
      .slice(item.n + 1)
      .find((other) => kind(other) !== 'inert' && !isOp(other, 'all', 'widen'))
    if (!next || roleOf(next) !== 'field' || next.ref?.is !== 'field' || !next.reach) continue
    if (
      isOp(item, 'except') &&
      !/filter|condition|restriction|limit/.test(
        items
          .slice(next.n + 1)
          .map(wordOf)
          .join(' '),
      )
    )
      continue
    fields.push(`${prefixOf(next.reach)}${next.ref.field}`)
    used.push(item.n, next.n)
  }
  return { fields, items: used }
}

/** "no, the ones NOT in those regions": a negator that found no condition of its own, with the field that it speaks of. */
function deniedField(items: readonly Item[]): { field?: string; items: number[] } | null {
  const negator = items.find((item) => isOp(item, 'not', 'except'))
  // "Drop the small ones" says of what size they are.
  if (!negator || items.some((item) => item.n > negator.n && isOp(item, 'grade'))) return null
  if (/opposite|reverse|round|around|versa/.test(wordOf(negator))) return { items: [negator.n] }
  const noun = items.slice(negator.n + 1).find((item) => roleOf(item) === 'field' && item.ref?.is === 'field')
  const refers = items.some((item) => isOp(item, 'those', 'it'))
  if (!refers) return null
  // "Not of these two": how many they were.
  const pair = items
    .slice(negator.n + 1)
    .filter((item) => kind(item) === 'number' || isOp(item, 'other'))
    .map((item) => item.n)
  if (noun?.ref?.is === 'field' && noun.reach)
    return { field: `${prefixOf(noun.reach)}${noun.ref.field}`, items: [negator.n, noun.n, ...pair] }
  return { items: [negator.n, ...pair] }
}
