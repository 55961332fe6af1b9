/** The account of a reading: which operative words never reached the plan, which words nobody knows, and what was left out. Pure. */
import type { Composed } from './compose/compose.ts'
import { isOp, kind, near, opOf, roleOf, wordOf, type Item } from './compose/draft.ts'
import { emptyClauses } from './empty-clause.ts'
import { isOperative } from './lattice.ts'
import { swallowed } from './swallowed.ts'
import type { Span } from './spans.ts'

export type Account = {
  /** Operative spans without a place in the plan: a reading that has any is never answered. */
  lost: Span[]
  /** Content words in no source. */
  unknown: Span[]
  /** Known words that the plan does not hold. */
  ignored: Span[]
  /** Everyday words that could have been operators. */
  soft: Span[]
}

export function accountOf(
  { left, draft, query }: Pick<Composed, 'left' | 'draft' | 'query'>,
  lattice: readonly Span[] = [],
): Account {
  const lost: Span[] = []
  const unknown: Span[] = []
  const ignored: Span[] = []
  const soft: Span[] = []
  for (const span of left) {
    const { meaning } = span
    if (meaning.kind === 'unknown') unknown.push(span)
    else if (meaning.kind === 'skipped') (hidesOperator(span, lattice) ? lost : ignored).push(span)
    else if (isOperative(span) && !isEcho(span, draft) && !isAgent(span, draft)) lost.push(span)
    else if (meaning.kind === 'entry' && meaning.role !== 'cue' && !isEcho(span, draft)) ignored.push(span)
    else if (meaning.kind === 'op')
      (hidesOperator(span, lattice) ||
      isGradeOfRows(span, draft, lattice) ||
      hidesDeed(span, draft, lattice) ||
      isHalfOf(span, draft) ||
      meaning.ops.some(({ op }) => op === 'speech')
        ? lost
        : soft
      ).push(span)
  }
  lost.push(...emptyClauses(draft), ...swallowed(draft, query).filter((span) => !lost.includes(span)))
  return { lost, unknown, ignored, soft }
}

/** "Large accounts": which they are is not said, so they are not all. */
function isGradeOfRows(span: Span, draft: Composed['draft'], lattice: readonly Span[]): boolean {
  const item = draft.items.find((each) => each.span === span)
  return (
    opOf(item, 'grade') !== undefined &&
    lattice.some(
      ({ from, meaning }) => from === span.to && meaning.kind === 'entry' && meaning.role === 'object',
    ) &&
    draft.orders.length === 0 &&
    !isEcho(span, draft)
  )
}

/** A skipped word that begins an operator is that operator lost: "share of". */
const hidesOperator = (span: Span, lattice: readonly Span[]): boolean =>
  lattice.some(
    (other) =>
      other !== span &&
      other.from === span.from &&
      other.meaning.kind === 'op' &&
      other.via === 'exact' &&
      // "Between them" is no "between".
      ((isOperative(other) && other.to >= span.to) || isExcluded(span, other)),
  )

/** "More seats than they use": the comparison goes on further behind. */
const isHalfOf = (span: Span, { items }: Composed['draft']): boolean =>
  /^(more|fewer|less|higher|lower|bigger|smaller)$/i.test(span.text) &&
  items.some(
    (item) =>
      item.span.from >= span.to &&
      /^than$/.test(wordOf(item)) &&
      // "More than all the others": the most.
      !/^(all|any|every|everyone|anyone|the)\b/.test(wordOf(items[item.n + 1])),
  )

/** "Where do we lose the most customers": left out as a change, what happened to the rows would be lost. */
const hidesDeed = (span: Span, { object }: Composed['draft'], lattice: readonly Span[]): boolean =>
  span.meaning.kind === 'op' &&
  span.to === span.from + 1 &&
  span.meaning.ops.some(({ op }) => op === 'rise' || op === 'fall') &&
  lattice.some(
    ({ from, to, via, meaning }) =>
      from === span.from &&
      to === span.to &&
      via === 'exact' &&
      meaning.kind === 'entry' &&
      meaning.role === 'verb' &&
      meaning.refs.some((ref) => ref.object === object.key),
  )

/** "Drop the SMB ones" lifts no condition. */
const isExcluded = (span: Span, other: Span): boolean =>
  span.meaning.kind === 'op' &&
  span.meaning.ops.some(({ op }) => op === 'widen') &&
  other.meaning.kind === 'op' &&
  other.meaning.ops.some(({ op }) => op === 'except')

/** "held by Priya", "by Friday": the word brings in somebody or a time, and groups nothing. */
function isAgent(span: Span, draft: Composed['draft']): boolean {
  const item = draft.items.find((each) => each.span === span)
  if (!item || !isOp(item, 'group')) return false
  if (isOfAll(item, draft)) return true
  // "By how many days do we overrun".
  if (
    /^by how (many|much|far)$/.test(wordOf(item)) &&
    (isOp(draft.items[item.n + 1], 'unit') || draft.measures.length > 0)
  )
    return true
  if (!/^(by|across|per|each|every)$/.test(wordOf(item))) return false
  if (/^(each|every)$/.test(wordOf(item))) return true
  const next = near(draft, item.n, 1, (other) => kind(other) === 'inert')
  return (
    next !== undefined &&
    draft.used.has(next.n) &&
    (kind(next) === 'name' ||
      kind(next) === 'time' ||
      kind(next) === 'number' ||
      (wordOf(item) === 'by' && /^(value|adjective|object)$/.test(roleOf(next) ?? '')) ||
      isOp(next, 'me', 'team', 'compare') ||
      (isOp(next, 'count', 'much') && isOp(draft.items[next.n + 1], 'unit')))
  )
}

/** "The champion in each of my accounts": rows are asked for, and they are those of all of them. So many of each are not. */
function isOfAll(item: Item, draft: Composed['draft']): boolean {
  const { items, measures, groups, used, counting, limit } = draft
  if (limit !== undefined) return false
  if (!/^(in|at|for|of) (each|every)$/.test(wordOf(item)) || measures.length || groups.length || counting)
    return false
  if (
    items.some((each) =>
      /^(number|count|amount|total|sum|average|mean|median|share|how)\b/.test(wordOf(each)),
    )
  )
    return false
  const noun = items
    .slice(item.n + 1, item.n + 5)
    .find((each) => /^(object|relation)$/.test(roleOf(each) ?? ''))
  return noun !== undefined && used.has(noun.n)
}

/** A grade beside a condition that was taken, or the same value said twice, adds nothing. */
function isEcho(span: Span, draft: Composed['draft']): boolean {
  const item = draft.items.find((each) => each.span === span)
  // An event that a period was tied to by its rows: "opened more than two tickets last month".
  const ref = item?.ref
  if (ref && (ref.is === 'field' || ref.is === 'verb'))
    return draft.atoms.some(
      (each) => each.kind === 'period' && each.field === ref.field && each.object === ref.object,
    )
  if (
    item &&
    (isGradeSaidAgain(item, draft) || isAbsenceSaidAgain(item, draft) || isThereAnyhow(item, draft))
  )
    return true
  if (!item || roleOf(item) !== 'value' || item.ref?.is !== 'value') return false
  const { field, value } = item.ref
  return draft.atoms.some((each) => each.field === field && each.values?.includes(value))
}

/** "Tiny accounts, worth under 20k": the comparison says how tiny. */
function isGradeSaidAgain(item: Item, { atoms, items }: Composed['draft']): boolean {
  const grade = opOf(item, 'grade')
  const noun = items[item.n + 1]
  if (!grade || !(roleOf(noun) === 'object' || roleOf(noun) === 'relation')) return false
  const end = grade.value === 'low' ? /^lte?$/ : /^gte?$/
  return atoms.some(
    ({ kind: of, reach, condition, negated }) =>
      of === 'compare' && reach.steps === 0 && !negated && 'field' in condition && end.test(condition.op),
  )
}

/** "Any CFOs on file": rows are on record. */
function isThereAnyhow(item: Item, draft: Composed['draft']): boolean {
  const before = /^(are |is )?on (file|record)$/.test(wordOf(item)) ? near(draft, item.n, -1) : undefined
  return before?.ref?.object === draft.object.key && before.ref.is !== 'field' && draft.used.has(before.n)
}

/** "No go-live date on record": that nothing is there was said before. */
function isAbsenceSaidAgain(item: Item, draft: Composed['draft']): boolean {
  const before = isOp(item, 'present') ? near(draft, item.n, -1) : undefined
  return (
    before !== undefined &&
    draft.atoms.some(
      ({ items, condition }) =>
        items.includes(before.n) &&
        (('field' in condition && condition.op === 'is_null') || 'none' in condition),
    )
  )
}
