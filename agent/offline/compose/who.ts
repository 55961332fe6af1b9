/** People and named rows: whose accounts, which account; what several rows share the name of is asked, never guessed. */
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Condition, Scalar } from '#db/query/query.ts'
import type { Named } from '../spans.ts'
import {
  atom,
  isLight,
  isOp,
  near,
  objectOf,
  roleOf,
  take,
  type Draft,
  type Item,
  distance,
} from './draft.ts'
import { fieldOf, reach } from './reach.ts'
import { nounObject } from './nouns.ts'

/** The object of the people who own rows: where fields of type person point. */
export const peopleObject = (objects: Iterable<ObjectType>): string | undefined => {
  for (const object of objects)
    for (const relation of object.relations)
      if (
        relation.kind === 'one' &&
        object.fields.some((field) => field.key === relation.key && field.type === 'person')
      )
        return relation.to
  return undefined
}

export function bindPeople(draft: Draft): void {
  const people = peopleObject(draft.catalogue.objects.values())
  for (const item of draft.items) {
    if (draft.used.has(item.n)) continue
    const { meaning } = item.span
    if (isOp(item, 'team') && kindIsWhole(item)) bindPerson(draft, item, { person: 'my_team' })
    else if (
      isOp(item, 'me') &&
      (!/^(i|me|myself|i am|i['’]?(m|d|ll|ve))$/i.test(item.span.text) || ownsSomething(draft, item))
    )
      bindPerson(draft, item, { person: 'me' })
    else if (meaning.kind === 'name' && meaning.rows[0]?.object === people) {
      const [only] = meaning.rows
      if (meaning.rows.length > 1) askWhich(draft, item, meaning.rows)
      else if (only && draft.object.key === people && !personField(draft, item)) nameAtom(draft, item, only)
      else if (only) bindPerson(draft, item, only.id)
    }
  }
}

/** "Who owns X?": the owner is what is asked. */
export function bindOwnerAsked(draft: Draft): void {
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^who/i.test(item.span.text))
  const owns =
    asked &&
    draft.items.find(
      (item) =>
        item.n > asked.n &&
        isOp(item, 'own') &&
        /^(own|manage|handle|look|cover|run|responsible|in charge|take|led|serve|oversee|work)/i.test(
          item.span.text,
        ),
    )
  const named = draft.atoms.find(
    (each) => each.kind === 'name' && each.reach.steps === 0 && each.field === 'id',
  )
  if (!owns || !named || !draft.object.owner || draft.select.length || draft.measures.length) return
  draft.select.push(draft.object.owner)
  take(draft, owns.n)
}

const kindIsWhole = (item: Item): boolean => /\s|^mine$/.test(item.span.text)

const ownsSomething = (draft: Draft, item: Item): boolean => {
  const subject = /^i\b/i.test(item.span.text)
  const other = near(draft, item.n, subject ? 1 : -1, (each) =>
    /^(to|am|by|all|currently)$/.test(each.span.text.toLowerCase()),
  )
  // "I have just spoken to …" owns nothing.
  const next = other && draft.items[other.n + 1]?.span.text.toLowerCase()
  if (subject && /^(just|been|never|already|finally|also|always|recently|to|not)$/.test(next ?? ''))
    return false
  return isOp(other, 'own') && (subject || !/^(has|have|with|on)$/.test(other?.span.text.toLowerCase() ?? ''))
}

function askWhich(draft: Draft, item: Item, rows: Named[]): void {
  draft.asks.push({ ask: 'which', text: item.span.text, rows, span: item.span })
  take(draft, item.n)
}

/** The field that ties the person: one named beside them, the owner of the rows they possess, or of the asked rows. */
function bindPerson(draft: Draft, item: Item, value: Scalar): void {
  const named = personField(draft, item)
  const owner = named ?? possessed(draft, item) ?? ownerOf(draft, draft.object.key)
  if (!owner) return
  atom(draft, {
    kind: 'person',
    object: owner.object,
    reach: owner.reach,
    condition: { field: owner.field, op: 'eq', value },
    field: owner.field,
    values: [value],
    items: [item.n, ...(owner.item === undefined ? [] : [owner.item])],
  })
}

type Owner = { object: string; field: string; reach: NonNullable<ReturnType<typeof reach>>; item?: number }

/** "Kyle is the AE", "owner: Tom", "assigned to Priya". */
function personField(draft: Draft, item: Item): Owner | undefined {
  let best: (Owner & { price: number }) | undefined
  for (const other of draft.items) {
    if (draft.used.has(other.n) || (roleOf(other) !== 'field' && roleOf(other) !== 'verb')) continue
    const { ref, reach: way } = other
    if (!ref || !way || !('field' in ref) || way.many) continue
    const field = fieldOf(draft.catalogue.objects.get(ref.object), ref.field)
    if (field?.type !== 'person') continue
    const gap = distance(draft, item.n, other.n)
    const asked = draft.items
      .slice(0, other.n)
      .some((each) => isOp(each, 'ask') && /who/i.test(each.span.text))
    if (gap > 1 || (asked && roleOf(other) === 'field')) continue
    const price = gap + way.steps
    if (!best || price < best.price)
      best = { object: ref.object, field: ref.field, reach: way, item: other.n, price }
  }
  return best
}

/** "Priya's accounts": whoever owns rows of the noun after the name. */
function possessed(draft: Draft, item: Item): Owner | undefined {
  const next = near(
    draft,
    item.n,
    1,
    (other) =>
      isLight(other) ||
      roleOf(other) === 'value' ||
      roleOf(other) === 'adjective' ||
      roleOf(other) === 'superlative' ||
      roleOf(other) === 'field',
  )
  const noun = nounObject(next?.ref)
  const before = near(draft, item.n, -1)
  const object = noun ?? (before && nounObject(before.ref))
  return object && object !== draft.object.key ? ownerOf(draft, object) : undefined
}

function ownerOf(draft: Draft, object: string): Owner | undefined {
  const type = objectOf(draft, object)
  const way = reach(draft.catalogue, draft.object.key, object)
  if (type.key !== object || !type.owner || !way) return undefined
  return { object, field: type.owner, reach: way }
}

/** Accounts, contacts, whatever has a name. */
export function bindNames(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item.span
    if (meaning.kind !== 'name' || draft.used.has(item.n)) continue
    if (meaning.rows.length > 1) askWhich(draft, item, meaning.rows)
    else if (meaning.rows[0]) nameAtom(draft, item, meaning.rows[0])
  }
}

function nameAtom(draft: Draft, item: Item, row: Named): void {
  const way = reach(draft.catalogue, draft.object.key, row.object)
  if (!way) return
  const family = row.object === draft.object.key ? selfRelation(draft, item) : undefined
  const is: Condition = { field: 'id', op: 'eq', value: row.id }
  if (family) {
    atom(draft, {
      kind: 'name',
      object: row.object,
      reach: way,
      condition: family.wrap(is),
      items: [item.n, ...family.items],
    })
    return
  }
  atom(draft, {
    kind: 'name',
    object: row.object,
    reach: way,
    condition: is,
    field: 'id',
    values: [row.id],
    items: [item.n],
  })
}

/** "subsidiaries of X", "X including children": the rows that have X as what the relation's other side names. */
function selfRelation(
  draft: Draft,
  item: Item,
): { wrap: (is: Condition) => Condition; items: number[] } | undefined {
  const { object } = draft
  for (const other of draft.items) {
    if (draft.used.has(other.n) || other.span.meaning.kind !== 'entry') continue
    const ref = other.span.meaning.refs.find(
      (each) => each.is === 'relation' && each.object === object.key && each.to === object.key,
    )
    if (ref?.is !== 'relation') continue
    const back = object.relations.find(
      (each) => each.key === object.relations.find((own) => own.key === ref.relation)?.inverse,
    )
    if (!back) continue
    const including = draft.items.find(
      (each) => isOp(each, 'including') && distance(draft, each.n, other.n) <= 1,
    )
    const wide = back.kind === 'many'
    // A family is all of it, whoever it is named after.
    const isWhole = /^(family|family tree|group|holding)s?$/i.test(other.span.text)
    const inner = (is: Condition): Condition =>
      wide ? { some: back.key, where: is } : 'field' in is ? { ...is, field: `${back.key}.${is.field}` } : is
    const wrap = (is: Condition): Condition => {
      if (including && !wide) return { or: [is, inner(is)] }
      if (wide && !including && !isWhole) return { and: [inner(is), { not: is }] }
      return inner(is)
    }
    take(draft, item.n)
    return { wrap, items: [other.n, ...(including ? [including.n] : [])] }
  }
  return undefined
}
