/** Scope: what a negator takes with it, and what "or" joins. Pure. */
import { fieldsOf } from './reach.ts'
import { idleness } from './idle.ts'
import { stillToDo, takeYet, undoneOf } from './undone.ts'
import { nounObject } from './nouns.ts'
import { manyKey } from './same-row.ts'
import {
  distance,
  isBreak,
  isLight,
  isOp,
  isState,
  kind,
  opOf,
  roleOf,
  take,
  wordOf,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'

const negators = ['not', 'absent', 'except'] as const

/** Ties each negator to the next condition, and to the coordinated ones of the same field after it. */
export function bindNegations(draft: Draft): void {
  for (const item of draft.items) {
    const which =
      negators.find((op) => isOp(item, op)) ??
      (isNotOn(draft, item) ? 'not' : isAllBut(draft, item) ? 'except' : undefined)
    if (!which || draft.used.has(item.n)) continue
    if (which === 'not' && isEllipsis(draft, item)) {
      take(draft, item.n)
      continue
    }
    if (which === 'absent' && /^no$/i.test(item.span.text) && isBreakAfter(draft, item)) continue
    const start = targetOf(draft, item)
    // "Nobody at Kaveri touched it": it is not denied that it is Kaveri.
    if (!start || (/^(nobody|no one|noone)$/.test(wordOf(item)) && start.kind === 'name')) continue
    take(draft, item.n)
    const undone = undoneOf(draft, item, start, which)
    if (undone !== undefined) {
      stillToDo(draft, item, start, undone)
      continue
    }
    // "No urgent ticket" denies the whole related row, "not solved" its one condition.
    if (start.group !== undefined && (which !== 'not' || deniesHaving(draft, item, start))) {
      // "No champion and no sponsor" of the same rows.
      if (draft.atoms.every((each) => each.group !== start.group || each.negated)) continue
      for (const each of deniedToo(draft, start)) each.group = start.group
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
    if (
      /\b(no|zero|none|without( an?| any)?|lacks?|lacking)$/i.test(item.span.text) &&
      asNoun &&
      !start.reach.steps &&
      !draft.follows
    )
      draft.cost += 3
    start.negated = !start.negated
    for (const each of coordinated(draft, start)) each.negated = !each.negated
  }
  for (const item of draft.items) {
    if (wordOf(item) === 'nor') bindNor(draft, item)
    const denies =
      isOp(item, 'not', 'absent') || (isState(item) && /^(not|never|still not) /.test(wordOf(item)))
    if (denies && draft.used.has(item.n)) takeYet(draft, item)
  }
  for (const item of draft.items) bindTrailing(draft, item)
  draft.cost += idleness(draft)
}

/** "Not on the citywide plan": what follows is denied; "auto-renew not on" stands behind. */
const isNotOn = (draft: Draft, item: Item): boolean =>
  /^not (currently )?on$/.test(wordOf(item)) && targetOf(draft, item) !== undefined

/** "All accounts but the ones in EMEA": all of a kind, less some. */
function isAllBut(draft: Draft, item: Item): boolean {
  if (wordOf(item) !== 'but') return false
  const before = draft.items.slice(0, item.n).filter((other) => kind(other) !== 'inert')
  const noun = before.at(-1)
  const all = roleOf(noun) === 'object' ? before.at(-2) : noun
  return isOp(all, 'all') && draft.atoms.every((each) => each.from > item.n)
}

/** "Neither an open ticket nor an open task": what follows is denied, whatever it is. */
function bindNor(draft: Draft, item: Item): void {
  const start = targetOf(draft, item)
  const isAbsence = start?.kind === 'null' && /"is_null"/.test(JSON.stringify(start.condition))
  if (!start || start.negated || isAbsence) return
  for (const each of draft.atoms)
    if (each === start || (each.group !== undefined && each.group === start.group)) each.negated = true
}

/** "Customers that we have not rung": a state that alone brings its rows in is what was not done. */
const isDeed = ({ atoms }: Draft, start: Atom): boolean =>
  start.kind === 'adjective' &&
  start.reach.many !== undefined &&
  !atoms.some((each) => each.group === start.group && each.kind !== 'adjective' && each.kind !== 'period')

/** "Hasn't had a QBR", "did not raise a ticket": what is denied is that there is one. */
const deniesHaving = (draft: Draft, item: Item, start: Atom): boolean =>
  start.kind === 'exists' ||
  isDeed(draft, start) ||
  draft.items
    .slice(item.n + 1, firstItem(start, item.n))
    .some(
      (between) =>
        isOp(between, 'has', 'own') ||
        /^(had|have|has|got)$/.test(wordOf(between)) ||
        ((roleOf(between) === 'verb' || roleOf(between) === 'field') && between.ref?.object === start.object),
    )

/** What may still follow: "but have not yet", "and have not been so far". */
const saidOfIt = /^(yet|so|far|happened|been|done|either|still)$/

/** "Should be done by now but aren't": the verb that is denied was said before. */
const isEllipsis = (draft: Draft, item: Item): boolean => {
  const after = draft.items.slice(item.n + 1)
  const end = after.findIndex(({ span }) => /^[:;–—]$/.test(span.text))
  const before = draft.items.slice(Math.max(0, item.n - 3), item.n)
  // "Were due to be done and have not" ends there.
  const isAuxiliary = /^(has|have|had|did|do|does|is|are|was|were)(n['’]?t)?$/.test(wordOf(before.at(-1)))
  return (
    (end < 0 ? after : after.slice(0, end)).every(
      (each) => kind(each) === 'inert' && (!/\p{L}/u.test(each.span.text) || saidOfIt.test(wordOf(each))),
    ) &&
    before.some((each) => isOp(each, 'but') || (isAuxiliary && isOp(each, 'and'))) &&
    draft.atoms.some((each) => each.kind === 'adjective')
  )
}

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
    if (isBreak(item) || (isOp(item, 'only') && !isMerely(draft, item)) || opensClause(draft, item))
      return true
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

/** "The ones that just roll over": that they do no more than that. */
const isMerely = ({ items }: Draft, { n }: Item): boolean =>
  /^(that|which|who|they)$/.test(wordOf(items[n - 1]))

/** "Drop the small ones, I only want …": another clause with its own subject. */
const opensClause = (draft: Draft, item: Item): boolean =>
  /^(i|we|they|he|she)( am| would)?$/.test(wordOf(item)) && /^[,–—-]$/.test(wordOf(draft.items[item.n - 1]))

/** "Neither a champion nor a sponsor", "without a champion, a sponsor or a buyer": rows of the same relation that the same word denies. */
function deniedToo(draft: Draft, start: Atom): Atom[] {
  const found: Atom[] = []
  let last = start
  for (const each of [...draft.atoms].sort((a, b) => a.from - b.from)) {
    if (each.from <= last.to || manyKey(each) !== manyKey(start)) continue
    if (each.group === start.group) {
      last = each
      continue
    }
    const between = draft.items.slice(last.to + 1, each.from)
    const joins = between.some((item) => isOp(item, 'and', 'or'))
    if (!joins || !between.every((item) => isLight(item) && !isOp(item, 'has', 'only'))) continue
    found.push(each)
    last = each
  }
  return found
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
    if (between.some((item) => isOp(item, 'but', 'only') || opensClause(draft, item))) continue
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

/** "Finance directors and CFOs", "CFOs and CTOs": one row has one title, so these are of either. What a text is about may be both. */
function areOfOneText(before: Atom, each: Atom): boolean {
  const [field, ...more] = new Set([...fieldsOf(before.condition), ...fieldsOf(each.condition)])
  const isTopic = ({ condition }: Atom): boolean => 'field' in condition && condition.op !== 'eq'
  return (
    field !== undefined &&
    more.length === 0 &&
    before.object === each.object &&
    !before.negated &&
    !each.negated &&
    !isTopic(before) &&
    !isTopic(each) &&
    (before.field === undefined || each.field === undefined)
  )
}

/** "Due this week, the late ones too", "including overdue ones": besides those of the period. */
function isAddedOn({ items }: Draft, before: Atom, each: Atom): boolean {
  const isBeside = before.kind === 'period' && each.kind === 'adjective' && before.object === each.object
  if (!isBeside || before.negated || each.negated) return false
  const behind = items.slice(each.to + 1).find((item) => kind(item) !== 'inert' && !isOp(item, 'those'))
  return (
    items.slice(before.to + 1, each.from).some((item) => isOp(item, 'including') && !isOp(item, 'and')) ||
    (behind !== undefined && isOp(behind, 'add') && /^(too|as well|also)$/.test(wordOf(behind)))
  )
}

/** Conditions of different fields that stand directly on both sides of "or". */
export function bindChoices(draft: Draft): void {
  const sorted = [...draft.atoms].sort((a, b) => a.from - b.from)
  sorted.forEach((each, n) => {
    const before = sorted[n - 1]
    if (!before || (before.group !== undefined && before.group === each.group)) return
    const between = draft.items.slice(before.to + 1, each.from)
    if (areOfOneText(before, each) && between.every((item) => isOp(item, 'and') || isLight(item)))
      each.orBefore = true
    if (isAddedOn(draft, before, each)) each.orBefore = true
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
