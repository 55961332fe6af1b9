/** Follow-ups: what a short request changes in the query before it. The stored query is edited, not its rows. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { all, negation, type Asked, type Clause } from './compose/build.ts'
import { isOp, kind, near, roleOf, wordOf, type Item } from './compose/draft.ts'
import { rankDir } from './compose/rank.ts'
import { fieldOf, fieldsOf, prefixOf, reach, through } from './compose/reach.ts'
import type { Reading } from './read.ts'

export type Previous = {
  query: Asked
  /** Ids of the rows shown, where all of them were. */ ids: string[] | null
}

export type Edited = {
  query: Asked
  /** What the words changed; empty where they changed nothing. */ changed: string[]
  taken: number[]
}

const clausesOf = (where: Condition | undefined): Condition[] =>
  !where ? [] : 'and' in where ? where.and : [where]
const keyOf = (condition: Condition): string => [...new Set(fieldsOf(condition))].sort().join()

/** The request read as an edit of the previous query; null where it says nothing that could be one. */
export function edit(previous: Previous, reading: Reading, catalogue: Catalogue): Edited | null {
  const { draft } = reading
  if (reading.object !== previous.query.from) return retarget(previous, reading, catalogue)
  const taken: number[] = []
  const changed: string[] = []
  const dropped = droppedFields(draft.items)
  const denied = deniedField(draft.items)
  let where = clausesOf(previous.query.where)
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
  const added = draft.items.find((item) => isOp(item, 'add'))
  for (const clause of reading.clauses) {
    where = added ? union(where, clause) : merge(where, clause)
    if (added) taken.push(added.n)
    changed.push('where')
  }
  const combined = all(where)
  const { where: _old, ...rest } = previous.query
  const query: Asked = { ...rest, ...(combined && { where: combined }) }
  const columns = reading.draft.select.filter(
    (each) => typeof each !== 'string' || !dropped.fields.includes(each),
  )
  const shaped = shape(query, previous.query, reading, columns)
  if (JSON.stringify(shaped) === JSON.stringify(previous.query)) return null
  return { query: shaped, changed: [...changed, ...shapeOf(shaped, query)], taken }
}

const shapeOf = (after: Asked, before: Asked): string[] =>
  (['groupBy', 'measures', 'orderBy', 'limit', 'select'] as const).filter(
    (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  )

/** A new condition on the same field replaces the old one; what it only excludes from a wider choice is added. */
function merge(where: Condition[], { condition }: Clause): Condition[] {
  const key = keyOf(condition)
  const at = where.findIndex((each) => keyOf(each) === key)
  const old = where[at]
  if (old === undefined) return [...where, condition]
  if (excludes(condition) && !excludes(old) && !sameValues(condition, old)) return [...where, condition]
  return where.map((each, n) => (n === at ? condition : each))
}

/** "add Priya's too": the rows of either. */
function union(where: Condition[], { condition }: Clause): Condition[] {
  const at = where.findIndex((each) => keyOf(each) === keyOf(condition))
  const old = where[at]
  if (old === undefined) return [...where, condition]
  return where.map((each, n) => (n === at ? { or: [old, condition] } : each))
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
  if (!negator) return null
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

function shape(query: Asked, previous: Asked, reading: Reading, columns: Reading['draft']['select']): Asked {
  const { draft } = reading
  const next: Asked = { ...query }
  const bare = columns.filter((each) => typeof each === 'string')
  if (draft.groups.length) {
    next.groupBy = draft.groups
    next.measures = said(draft.measures) ? draft.measures : (previous.measures ?? draft.measures)
    delete next.select
    delete next.orderBy
    delete next.limit
  } else if (draft.softFigure && previous.select?.length && !previous.measures) {
    swapColumns(
      next,
      previous,
      draft.measures.flatMap((each) => ('fn' in each && each.field ? [each.field] : [])),
    )
  } else if (draft.measures.length) {
    next.measures = draft.measures.map((measure) => withWindow(measure, previous))
    delete next.select
    if (!previous.groupBy) {
      delete next.orderBy
      delete next.limit
    } else delete next.orderBy
  } else if (bare.length && (previous.measures?.length || previous.select?.length))
    swapColumns(next, previous, bare)
  else if (columns.length) next.select = [...usualColumns(reading), ...columns]
  if (isList(draft.items) && previous.measures && !draft.groups.length && !draft.measures.length) {
    delete next.measures
    delete next.groupBy
    delete next.orderBy
  }
  if (draft.orders.length) {
    const [old] = previous.orderBy ?? []
    const keep = draft.softOrder !== undefined && old !== undefined
    if (!keep) next.orderBy = draft.orders
    // "Just the worst 5" takes the other end of the order that stands.
    else if (draft.softOrder !== 'high')
      next.orderBy = [
        {
          by: old.by,
          dir: rankDir(
            fieldOf(draft.object, typeof old.by === 'string' ? old.by : old.by.field),
            draft.softOrder,
          ),
        },
      ]
    const shown = next.measures ? undefined : (next.select ?? usualColumns(reading))
    if (shown && !keep)
      next.select = [
        ...shown.filter(
          (each) => !draft.orders.some(({ by }) => JSON.stringify(by) === JSON.stringify(each)),
        ),
        ...draft.orders.map(({ by }) => by),
      ]
  }
  if (draft.limit) next.limit = draft.limit
  return next
}

const usualColumns = ({ draft }: Reading): string[] => draft.object.columns

/** Groups alone count rows; a figure that was said is no mere count. */
const said = (measures: Reading['draft']['measures']): boolean =>
  measures.some((each) => !('fn' in each && each.fn === 'count'))

/** Another measure over the same window: "and GRR?". */
function withWindow(
  measure: Reading['draft']['measures'][number],
  previous: Asked,
): Reading['draft']['measures'][number] {
  if (!('measure' in measure) || measure.during) return measure
  const during = previous.measures?.flatMap((each) =>
    'measure' in each && each.during ? [each.during] : [],
  )[0]
  return during ? { ...measure, during } : measure
}

/** Another field for the same figure or look-up: "and seats?", "and who is its CSM?". */
function swapColumns(next: Asked, previous: Asked, columns: string[]): void {
  const first = previous.measures?.[0]
  if (first && 'fn' in first && first.field) {
    next.measures = columns.map((field) => ({ fn: first.fn, field }))
    delete next.orderBy
  } else if (first) {
    next.select = columns
    delete next.measures
    delete next.groupBy
  } else next.select = columns
}

const isList = (items: readonly Item[]): boolean =>
  items.some((item) => isOp(item, 'show') || (isOp(item, 'ask') && /^(which|who)/.test(wordOf(item)))) &&
  items.some((item) => isOp(item, 'those', 'it'))

/** "and their champions?": rows of another object, of the rows before. */
function retarget(previous: Previous, reading: Reading, catalogue: Catalogue): Edited | null {
  const refers = reading.draft.items.some((item) => isOp(item, 'those', 'it') && !hasOwnRows(reading, item))
  const way = reach(catalogue, reading.object, previous.query.from)
  if (!refers || !way || previous.query.groupBy) return null
  const narrowed: Condition | undefined =
    previous.query.limit && previous.ids
      ? { field: 'id', op: 'in', value: previous.ids }
      : previous.query.where
  if (previous.query.limit && !previous.ids) return null
  const moved =
    narrowed &&
    (way.many ? { some: [...way.up, way.many].join('.'), where: narrowed } : through(narrowed, prefixOf(way)))
  const where = all([...clausesOf(reading.query.where), ...clausesOf(moved)])
  const { where: _own, ...rest } = reading.query
  return { query: { ...rest, ...(where && { where }) }, changed: ['object'], taken: [] }
}

/** "the ones with open tickets", "who among them has tickets": the rows before are still what is asked. */
const hasOwnRows = ({ draft }: Reading, item: Item): boolean =>
  !/^(their|its|his|her|theirs)$/.test(wordOf(item)) &&
  draft.items
    .slice(item.n + 1)
    .some(
      (other) =>
        (isOp(other, 'has') || /^(with|without|whose|have|has|having|had)$/.test(wordOf(other))) &&
        draft.items.slice(item.n + 1, other.n).every((between) => roleOf(between) !== 'object'),
    )

/** Signs that a request leans on the one before: it points back, or opens with a word that continues. */
export function leans(reading: Reading): { points: boolean; continues: boolean } {
  const { items } = reading.draft
  const points = items.some((item) => isOp(item, 'those', 'it') && !isHeldNoun(reading, item))
  const opener = items.find((item) => kind(item) !== 'inert')
  return {
    points,
    continues:
      opener !== undefined &&
      isOp(opener, 'only', 'about', 'same', 'correct', 'order', 'and', 'except', 'group', 'widen', 'add'),
  }
}

/** "those accounts that", "the list of": the word stands before its own noun or names no earlier rows. */
const isHeldNoun = ({ draft }: Reading, item: Item): boolean =>
  /^(the list|this list|their)$/.test(wordOf(item)) &&
  near(draft, item.n, -1) !== undefined &&
  draft.head !== undefined &&
  draft.head < item.n
