/** Scope: which conditions speak of the same related row, what a negator takes with it, and what "or" joins. */
import { fieldsOf } from './reach.ts'
import { nounObject } from './nouns.ts'
import {
  distance,
  isBreak,
  isLight,
  isOp,
  kind,
  opOf,
  roleOf,
  take,
  wordOf,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'

const manyKey = (each: Atom): string | undefined =>
  each.reach.many ? [...each.reach.up, each.reach.many].join('.') : undefined

/** Neighbouring conditions on the same to-many relation speak of one row, until its noun comes again. */
export function groupRelated(draft: Draft): void {
  draft.atoms.sort((a, b) => a.from - b.from)
  const open = new Map<string, { group: number; noun: boolean; last: number }>()
  let next = 0
  for (const each of draft.atoms) {
    const key = manyKey(each)
    if (!key) continue
    const isNoun = each.kind === 'exists' || each.kind === 'count'
    const current = open.get(key)
    const parted = current && ((isNoun && current.noun) || (!current.noun && isAnother(draft, each, current)))
    if (current && !parted) {
      each.group = current.group
      current.noun ||= isNoun
      current.last = each.to
    } else {
      each.group = next++
      open.set(key, { group: each.group, noun: isNoun, last: each.to })
    }
  }
}

/** "The API but not Alerts", "Core and Premium Support": two values that no noun holds together are two rows. */
function isAnother(draft: Draft, each: Atom, { group, last }: { group: number; last: number }): boolean {
  if (each.kind !== 'value' || !each.field) return false
  const rival = draft.atoms.some(
    (other) => other.group === group && other.kind === 'value' && other.field === each.field,
  )
  const between = draft.items.slice(last + 1, each.from)
  // "Urgent and high tickets": their noun comes behind.
  const isHeld = draft.atoms.some(
    (other) =>
      (other.kind === 'exists' || other.kind === 'count') &&
      manyKey(other) === manyKey(each) &&
      other.from > each.to &&
      distance(draft, each.to, other.from) === 0,
  )
  return (
    rival &&
    !isHeld &&
    !between.some((item) => /^(or|,|nor)$/.test(wordOf(item))) &&
    between.some(
      (item) => isOp(item, 'not', 'except', 'absent', 'but') || /^(and|&|plus)$/.test(wordOf(item)),
    )
  )
}

const negators = ['not', 'absent', 'except'] as const

/** Ties each negator to the next condition, and to the coordinated ones of the same field after it. */
export function bindNegations(draft: Draft): void {
  for (const item of draft.items) {
    const which = negators.find((op) => isOp(item, op))
    if (!which || draft.used.has(item.n)) continue
    if (which === 'not' && isEllipsis(draft, item)) {
      take(draft, item.n)
      continue
    }
    if (which === 'absent' && /^no$/i.test(item.span.text) && isBreakAfter(draft, item)) continue
    const start = targetOf(draft, item)
    if (!start) continue
    take(draft, item.n)
    // "No urgent ticket" denies the whole related row, "not solved" its one condition.
    if (start.group !== undefined && (which !== 'not' || deniesHaving(draft, item, start))) {
      for (const each of draft.atoms) if (each.group === start.group) each.negated = !each.negated
      continue
    }
    // Rows are not asked for by "no": "no meetings" is said of whoever had none.
    const nounless = !draft.items.some(
      (other) => roleOf(other) === 'object' && nounObject(other.ref) === draft.object.key,
    )
    const asNoun = start.items.some(
      (n) => roleOf(draft.items[n]) === 'relation' || (roleOf(draft.items[n]) === 'value' && nounless),
    )
    if (/^(no|zero|none)$/i.test(item.span.text) && asNoun && !start.reach.steps) draft.cost += 3
    start.negated = !start.negated
    for (const each of coordinated(draft, start)) each.negated = !each.negated
  }
  for (const item of draft.items) bindTrailing(draft, item)
}

/** "Hasn't had a QBR", "did not raise a ticket": what is denied is that there is one. */
const deniesHaving = (draft: Draft, item: Item, start: Atom): boolean =>
  start.kind === 'exists' ||
  draft.items
    .slice(item.n + 1, firstItem(start, item.n))
    .some(
      (between) =>
        isOp(between, 'has', 'own') ||
        /^(had|have|has|got)$/.test(wordOf(between)) ||
        ((roleOf(between) === 'verb' || roleOf(between) === 'field') && between.ref?.object === start.object),
    )

/** "Should be done by now but aren't": the verb that is denied was said before. */
const isEllipsis = (draft: Draft, item: Item): boolean =>
  draft.items
    .slice(item.n + 1)
    .every((after) => kind(after) === 'inert' && !/\p{L}/u.test(after.span.text)) &&
  draft.items.slice(Math.max(0, item.n - 3), item.n).some((before) => isOp(before, 'but')) &&
  draft.atoms.some((each) => each.kind === 'adjective')

const isBreakAfter = (draft: Draft, item: Item): boolean => {
  const next = draft.items[item.n + 1]
  return next !== undefined && (isBreak(next) || wordOf(next) === ',' || isOp(next, 'correct'))
}

function targetOf(draft: Draft, item: Item): Atom | undefined {
  const after = draft.atoms.filter(
    (each) => firstItem(each, item.n) > item.n && !isGap(draft, item.n, firstItem(each, item.n)),
  )
  return after.sort((a, b) => firstItem(a, item.n) - firstItem(b, item.n))[0]
}

/** Where the condition's words begin after the negator: a number may stand before its field, a period after its event. */
const firstItem = (each: Atom, after: number): number =>
  Math.min(...each.items.filter((n) => n > after), Number.POSITIVE_INFINITY)

/** A negator does not reach over a clause border or over other content. */
function isGap(draft: Draft, from: number, to: number): boolean {
  if (!Number.isFinite(to)) return true
  for (let at = from + 1; at < to; at++) {
    const item = draft.items[at]
    if (!item) continue
    if (isBreak(item)) return true
    const passes =
      isLight(item) ||
      roleOf(item) === 'object' ||
      roleOf(item) === 'field' ||
      roleOf(item) === 'verb' ||
      isOp(item, 'unit', 'null', 'switch', 'due', 'compare') ||
      kind(item) === 'op'
    if (!passes && !draft.used.has(at)) return true
    if (draft.atoms.some((each) => each.items.includes(at))) return true
  }
  return false
}

/** The following conditions on the same field, joined by "and", "or" or a comma alone. */
function coordinated(draft: Draft, start: Atom): Atom[] {
  const found: Atom[] = []
  let last = start
  for (const each of [...draft.atoms].sort((a, b) => a.from - b.from)) {
    if (each.from <= last.to || !each.field || each.field !== start.field || each.kind === 'compare') continue
    const between = draft.items.slice(last.to + 1, each.from)
    if (
      !between.length ||
      !between.every(
        (item) => isLight(item) || isOp(item, 'and', 'or') || /^(nor|neither|and|or|,)$/.test(wordOf(item)),
      )
    )
      continue
    if (between.some((item) => isOp(item, 'but'))) continue
    found.push(each)
    last = each
  }
  return found
}

/** "auto-renew off", "champion missing": what stands after denies what stands before. */
function bindTrailing(draft: Draft, item: Item): void {
  if (draft.used.has(item.n)) return
  const off = opOf(item, 'switch')?.value === 'off'
  const missing = isOp(item, 'absent', 'null') && /missing|lacking|none|zero|absent/.test(wordOf(item))
  if (!off && !missing) return
  const before = draft.atoms
    .filter((each) => each.to < item.n && distance(draft, each.to, item.n) === 0)
    .sort((a, b) => b.to - a.to)[0]
  if (!before) return
  take(draft, item.n)
  before.negated = !before.negated
  if (before.group !== undefined)
    for (const each of draft.atoms) if (each.group === before.group) each.negated = before.negated
}

/** Conditions of different fields that stand directly on both sides of "or". */
export function bindChoices(draft: Draft): void {
  const sorted = [...draft.atoms].sort((a, b) => a.from - b.from)
  sorted.forEach((each, n) => {
    const before = sorted[n - 1]
    if (!before || (before.group !== undefined && before.group === each.group)) return
    const between = draft.items.slice(before.to + 1, each.from)
    if (!between.some((item) => wordOf(item) === 'or')) return
    if (
      !between.every(
        (item) =>
          isLight(item) ||
          isOp(item, 'or', 'and', 'not', 'absent') ||
          roleOf(item) === 'object' ||
          /^(or|by|to)$/.test(wordOf(item)),
      )
    )
      return
    const same =
      before.field !== undefined &&
      before.field === each.field &&
      before.kind !== 'compare' &&
      (before.kind === each.kind || (before.kind !== 'person' && each.kind !== 'person'))
    if (!same || fieldsOf(before.condition).join() !== fieldsOf(each.condition).join()) each.orBefore = true
  })
}
