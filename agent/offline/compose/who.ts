/** People and named rows: whose accounts, which account; what several rows share the name of is asked, never guessed. */
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Condition, Scalar } from '#db/query/query.ts'
import type { Named } from '../spans.ts'
import {
  atom,
  isLight,
  isOp,
  kind,
  near,
  objectOf,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
  distance,
} from './draft.ts'
import { fieldOf, pathTo, reach, fieldBehind } from './reach.ts'
import { familyOf } from './kinship.ts'
import { isInsideOf, nounObject } from './nouns.ts'
import { crew, heedMember, isCrew } from './team.ts'

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
    // "My team" is not the one who asks.
    if (isOp(item, 'me') && /^my team$/i.test(`${wordOf(item)} ${wordOf(draft.items[item.n + 1])}`))
      draft.cost += 3
    if (isOp(item, 'team') && kindIsWhole(item)) {
      // "How many people are on my team": those of the team, not those of its customers.
      heedMember(draft, item, people)
      bindPerson(draft, item, { person: 'my_team' })
    } else if (isOp(item, 'me') && isCrew(draft.items[item.n + 1], people)) {
      // "My team members" as two words: whoever is of it, and not the one who asks.
      heedMember(draft, item, people)
      bindPerson(draft, item, { person: 'my_team' })
    } else if (
      isOp(item, 'me') &&
      (!/^(i|me|myself|i am|i['’]?(m|d|ll|ve))$/i.test(item.span.text) || ownsSomething(draft, item))
    )
      bindPerson(draft, item, { person: 'me' })
    else if (meaning.kind === 'name' && meaning.rows[0]?.object === people) {
      const [only] = meaning.rows
      if (meaning.rows.length > 1) askWhich(draft, item, meaning.rows)
      else if (only && bindTeamOf(draft, item, only.id)) continue
      else if (only && draft.object.key === people && !personField(draft, item)) nameAtom(draft, item, only)
      else if (only) bindPerson(draft, item, only.id, only.holds)
    }
  }
}

/** "Gudrun's people": seen from our own people they are the team, and no customer's. */
export function isTeamOf({ items, object, catalogue }: Draft, { n, span }: Item): boolean {
  const meaning = items[n - 2]?.span.meaning
  return (
    crew.test(span.text.toLowerCase()) &&
    /^['’]s?$/.test(wordOf(items[n - 1])) &&
    meaning?.kind === 'name' &&
    meaning.rows.every((row) => row.object === object.key) &&
    object.key === peopleObject(catalogue.objects.values())
  )
}

/** "Gudrun's team", "the team of Gudrun": whoever reports to them. */
function bindTeamOf(draft: Draft, item: Item, lead: string): boolean {
  const [mark, after] = draft.items.slice(item.n + 1, item.n + 3)
  const [before, of] = draft.items.slice(Math.max(0, item.n - 2), item.n)
  const team =
    mark && /^['’]s?$/.test(wordOf(mark)) && after && crew.test(wordOf(after))
      ? after
      : before && /^(of|under)$/.test(wordOf(of)) && crew.test(wordOf(before))
        ? before
        : undefined
  const people = team && peopleObject(draft.catalogue.objects.values())
  const type = people === undefined ? undefined : draft.catalogue.objects.get(people)
  const up = type?.relations.find(({ kind, to }) => kind === 'one' && to === people)
  if (!team || !type || !up || !fieldOf(type, up.key)) return false
  const owner = draft.object.key === people ? null : ownerOf(draft, draft.object.key)
  if (!owner && draft.object.key !== people) return false
  const reach = owner
    ? { ...owner.reach, up: [...owner.reach.up, owner.field], steps: owner.reach.steps }
    : { up: [], steps: 0 }
  // "Which of Mehmet's people …?": the people are asked for, not what they own.
  const asked = draft.items[item.n - 1]
  if (owner && isOp(asked, 'ask') && !/^whose$/.test(wordOf(asked))) draft.cost += 2.5
  heedMember(draft, item, people)
  // "Each of Gudrun's people": one by one.
  const each = draft.items.slice(0, item.n).findLast((other) => kind(other) !== 'inert')
  if (owner && isOp(each, 'group') && !draft.groups.length && !draft.used.has(each?.n ?? -1)) {
    draft.groups.push(pathTo(owner.reach, owner.field))
    take(draft, each?.n)
  }
  take(draft, team.n)
  atom(draft, {
    kind: 'person',
    object: type.key,
    reach,
    condition: { field: up.key, op: 'eq', value: lead },
    field: up.key,
    values: [lead],
    items: [item.n, team.n],
  })
  return true
}

/** "Who owns X?", "whose account is X?": the owner is what is asked. */
export function bindOwnerAsked(draft: Draft): void {
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^who/i.test(item.span.text))
  const owns =
    asked &&
    draft.items.find(
      (item) =>
        item.n > asked.n &&
        (isOp(item, 'own')
          ? /^(own|manage|handle|look|cover|run|responsible|in charge|take|led|serve|oversee|work|carr|hold|on the hook|sits? with|has$|have$|is on$)/i.test(
              item.span.text,
            )
          : /^whose$/i.test(asked.span.text) &&
            roleOf(item) === 'object' &&
            nounObject(item.ref) === draft.object.key),
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
function bindPerson(draft: Draft, item: Item, value: Scalar, holds?: readonly string[]): void {
  const named = personField(draft, item) ?? sharedField(draft, item)
  const usual = named ?? possessed(draft, item) ?? ownerOf(draft, draft.object.key)
  if (!usual) return
  // "Who is Tom's manager": a person of his is asked for, and nothing that he owns.
  if (asksPersonOf(draft, item)) draft.cost += 0.6
  const owner = named || !holds ? usual : { ...usual, field: fieldHolding(draft, usual, holds) }
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

const asksPersonOf = (draft: Draft, { n }: Item): boolean => {
  const [mark, held] = draft.items.slice(n + 1, n + 3)
  const field = held?.ref?.is === 'field' ? fieldBehind(draft.catalogue, held.ref) : undefined
  return (
    /^['’]s?$/.test(wordOf(mark)) &&
    field?.type === 'person' &&
    held?.n === draft.items.length - 1 - (/^[?.!]$/.test(wordOf(draft.items.at(-1))) ? 1 : 0) &&
    draft.items.slice(0, n).some((each) => isOp(each, 'ask') && /^who/i.test(each.span.text))
  )
}

/** "Percival and Signe both sell to": the second is tied as the first. */
function sharedField(draft: Draft, item: Item): Owner | undefined {
  const joint = draft.items[item.n - 1]
  const first = draft.items[item.n - 2]
  if (!first || !isOp(joint, 'and', 'or') || !/^(and|or|&|,)$/.test(wordOf(joint))) return undefined
  const tied = draft.atoms.find((each) => each.kind === 'person' && each.items.includes(first.n))
  const verb = tied?.items.some(
    (n) => roleOf(draft.items[n]) === 'verb' || roleOf(draft.items[n]) === 'field',
  )
  return tied?.field && verb ? { object: tied.object, field: tied.field, reach: tied.reach } : undefined
}

/** The owner's field, or the one other that holds the person where that never does. */
function fieldHolding(draft: Draft, { object, field }: Owner, holds: readonly string[]): string {
  const others = holds.flatMap((path) =>
    path.startsWith(`${object}.`) ? [path.slice(object.length + 1)] : [],
  )
  const [other] = others
  return other !== undefined &&
    others.length === 1 &&
    !others.includes(field) &&
    fieldOf(objectOf(draft, object), other)
    ? other
    : field
}

type Owner = { object: string; field: string; reach: NonNullable<ReturnType<typeof reach>>; item?: number }

/** "Kyle is the AE", "owner: Tom", "assigned to Priya". */
function personField(draft: Draft, item: Item): Owner | undefined {
  let best: (Owner & { price: number }) | undefined
  for (const other of draft.items) {
    if (draft.used.has(other.n) || (roleOf(other) !== 'field' && roleOf(other) !== 'verb')) continue
    const { ref, reach: way } = other
    if (!ref || !way || !('field' in ref) || way.many) continue
    const field = fieldBehind(draft.catalogue, ref)
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
      (isLight(other) && !/^(at|in|for|of|from|on|to|by|among|across)\b/.test(wordOf(other))) ||
      (/^(value|adjective|superlative|field)$/.test(roleOf(other) ?? '') &&
        !isDone(draft, item, other) &&
        !/^(at|in|on)\b/.test(wordOf(other))),
  )
  const noun = nounObject(next?.ref)
  const before = near(draft, item.n, -1)
  const object = noun ?? (before && nounObject(before.ref))
  return object && object !== draft.object.key ? ownerOf(draft, object) : undefined
}

/** "Did Tom ring customers": what the named one did is no state of whose customers these are. */
const isDone = (draft: Draft, { n }: Item, other: Item): boolean =>
  roleOf(other) === 'adjective' &&
  other.ref?.object === draft.object.key &&
  !/^['’]s?$/.test(wordOf(draft.items[n + 1])) &&
  draft.items.some((asked) => asked.n < n && /^(did|do|does|has|have)$/.test(wordOf(asked)))

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
    if (meaning.rows.length > 1 && isCalled(draft, item)) calledAtom(draft, item)
    else if (meaning.rows.length > 1) askWhich(draft, item, meaning.rows)
    else if (meaning.rows[0]) nameAtom(draft, item, meaning.rows[0])
  }
  // "On my plate for Alder": a row that is named is asked about, and not whether it is mine.
  const own = draft.atoms.filter(({ reach }) => reach.steps === 0).map((each) => each.kind)
  if (draft.head === undefined && own.includes('person') && own.includes('name')) draft.cost += 0.5
  // "August vs. Campus": both are meant, side by side.
  const isNamed = (n: number): boolean =>
    draft.atoms.some((each) => each.kind === 'name' && each.items.includes(n))
  for (const item of draft.items) {
    const next = draft.items[item.n + (wordOf(draft.items[item.n + 1]) === '.' ? 2 : 1)]
    if (isOp(item, 'versus') && isNamed(item.n - 1) && next && isNamed(next.n)) take(draft, item.n)
  }
}

/** "A contact called Hyun-woo": whoever has the name, be they several. */
const isCalled = (draft: Draft, { n, span: { meaning } }: Item): boolean =>
  meaning.kind === 'name' &&
  meaning.rows[0]?.object === draft.object.key &&
  /^(called|named|by the name of)$/.test(wordOf(draft.items[n - 1]))

function calledAtom(draft: Draft, item: Item): void {
  const { title, key } = draft.object
  atom(draft, {
    kind: 'name',
    object: key,
    reach: { up: [], steps: 0 },
    condition: { field: title, op: 'contains', value: item.span.text },
    items: [item.n],
  })
}

function nameAtom(draft: Draft, item: Item, row: Named): void {
  const way = reach(draft.catalogue, draft.object.key, row.object)
  if (!way) return
  const family = way.many ? undefined : familyOf(draft, item, objectOf(draft, row.object))
  const is: Condition = { field: 'id', op: 'eq', value: row.id }
  if ((way.steps === 0 || way.many) && isInsideOf(draft, item)) draft.cost += way.many ? 1.5 : 2.5
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
