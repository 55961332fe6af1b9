/** Rows above and below a row of the same kind, where no row is named: "parents with a red subsidiary", "whose parent is in EMEA", "accounts without a parent". */
import type { Relation } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { atom, isOp, kind, roleOf, take, wordOf, type Draft, type Item } from './draft.ts'
import { isFamily } from './nouns.ts'
import { here, through, type Reach } from './reach.ts'

type Kin = { item: Item; up: Relation; down: Relation; isUp: boolean }

/** The noun of a row above or below; words for the whole family ("group") name nobody in it. */
function kinOf(draft: Draft, item: Item): Kin | undefined {
  const { object } = draft
  const { meaning } = item.span
  const up = object.relations.find(({ to, kind: many }) => to === object.key && many === 'one')
  const down = object.relations.find(({ key }) => key === up?.inverse)
  if (!up || !down || meaning.kind !== 'entry' || meaning.role !== 'relation') return undefined
  const own = meaning.refs.flatMap((ref) =>
    ref.is === 'relation' && ref.object === object.key && ref.to === object.key ? [ref.relation] : [],
  )
  if (!own.length || isFamily(item)) return undefined
  return { item, up, down, isUp: own.includes(up.key) }
}

const isModifier = (item: Item | undefined): item is Item =>
  (roleOf(item) === 'value' || roleOf(item) === 'adjective') && item?.reach?.steps === 0

/** The conditions said of the relative: right before its noun, or tied to it behind ("in LATAM", "that is red"). */
function modifiersOf(draft: Draft, { item }: Kin): Item[] {
  const found: Item[] = []
  for (let at = item.n - 1; isModifier(draft.items[at]); at--) found.push(...draft.items.slice(at, at + 1))
  for (let at = item.n + 1; at < draft.items.length; at++) {
    const next = draft.items[at]
    if (isModifier(next)) found.push(next)
    else if (
      !next ||
      !/^(that|which|who|is|are|has|have|has been|went|turned|in|from|of|the|a|or|being)$/.test(wordOf(next))
    )
      break
  }
  return found
}

export function bindFamily(draft: Draft): void {
  const isNamed = draft.items.some(
    ({ span: { meaning } }) => meaning.kind === 'name' && meaning.rows[0]?.object === draft.object.key,
  )
  if (isNamed) return
  for (const item of draft.items) {
    const kin = kinOf(draft, item)
    if (kin && !draft.used.has(item.n)) bindKin(draft, kin)
  }
}

function bindKin(draft: Draft, kin: Kin): void {
  const { item, up, down, isUp } = kin
  const modifiers = modifiersOf(draft, kin)
  let first = Math.min(item.n, ...modifiers.map(({ n }) => n)) - 1
  while (/^(a|an|any|the|their|at least one|one)$/.test(wordOf(draft.items[first]))) first--
  const governor = draft.items[first]
  // "More than two daughters": they are counted where numbers are read.
  if (!isUp && (kind(governor) === 'number' || isOp(governor, 'compare', 'compareAfter'))) {
    item.reach = { up: [], many: down.key, steps: 1 }
    return
  }
  const above: Condition = { field: `${up.key}.id`, op: 'not_null' }
  const some: Condition = { some: down.key }
  const is = (condition: Condition, items: number[], negated = false): void =>
    atom(draft, { kind: 'null', object: draft.object.key, reach: here, condition, items, negated })
  const denied = isOp(governor, 'absent')
  if (!governor || !(denied || isOp(governor, 'has', 'own') || /^(whose|that)$/.test(wordOf(governor)))) {
    // The relatives themselves are asked for: a parent is who has somebody below.
    is(isUp ? some : above, [item.n])
    return
  }
  const way: Reach = isUp ? { up: [up.key], steps: 1 } : { up: [], many: down.key, steps: 1 }
  for (const modifier of modifiers) modifier.reach = way
  if (modifiers.length && isUp) take(draft, item.n)
  else if (!isUp)
    atom(draft, {
      kind: 'exists',
      object: draft.object.key,
      reach: way,
      condition: { and: [] },
      items: [item.n],
    })
  else {
    is(denied ? { field: `${up.key}.id`, op: 'is_null' } : above, [item.n])
    if (denied) take(draft, governor.n)
  }
}

/** "Having only Core": besides what is said there is none. */
export function bindOnly(draft: Draft): void {
  for (const item of draft.items) {
    const before = draft.items.slice(0, item.n).findLast((other) => kind(other) !== 'inert')
    const isHeld = isOp(before, 'has', 'own') || roleOf(before) === 'verb'
    if (!isOp(item, 'only') || !isHeld) continue
    const held = draft.atoms.find(
      (each) => each.kind === 'value' && each.reach.many && each.from === item.n + 1 && !each.negated,
    )
    if (!held?.reach.many) continue
    const { object, reach, condition } = held
    const other: Condition = { none: reach.many ?? '', where: { not: condition } }
    atom(draft, {
      kind: 'null',
      object,
      reach: here,
      condition: through(other, reach.up.length ? `${reach.up.join('.')}.` : ''),
      items: [item.n],
    })
  }
}
