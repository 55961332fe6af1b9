/** Verbs and fields that nothing else took: what happened, what is still ahead, what a named row is asked for. Pure. */
import type { Field } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import {
  atom,
  distance,
  isLight,
  isOp,
  kind,
  near,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { namesOneRow } from './figure.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, here, isAmount, isDay, mainEvent, tenseOf } from './reach.ts'
import { isGone } from './rank-field.ts'
import { isSingular } from './resolve.ts'
import { toCome } from './states.ts'

/**
 * Verbs and events left without a period. In the past they happened; of a plan, they are still ahead. An amount that
 * somebody "has" is more than none.
 */
export function bindLoose(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n)) continue
    const { ref, reach } = item
    if (!ref || !reach || !('field' in ref) || (ref.is !== 'verb' && ref.is !== 'field')) continue
    const object = draft.catalogue.objects.get(ref.object)
    const field = fieldOf(object, ref.field)
    if (!object || !field) continue
    const isHappening = field.type === 'text' || field.type === 'person' || field === mainEvent(object)
    // "Tickets open" is their state, no deed.
    const isDeed =
      ref.is === 'verb' && (ref.past || draft.items.some((other) => /^(do|does|did)$/.test(wordOf(other))))
    const isSaid =
      isHappening && (field.type === 'text' || (reach.many && isDeed)) && saysNothingNew(draft, item)
    // Each point of a series has its day.
    const isPoint = draft.object.id === null && field === mainEvent(draft.object) && reach.steps === 0
    // "Those that a champion sent in": every row of a record came about.
    const isIdle = isSaid || isPoint || isOfRecord(draft, item, field) || isOfHeld(draft, item)
    if (ref.is === 'verb' && isIdle) {
      take(draft, item.n)
      continue
    }
    const named = draft.items.some((other) => kind(other) === 'name')
    const grouped = draft.groups.length > 0
    const push = (condition: Condition, price: number): void => {
      atom(draft, { kind: 'null', object: object.key, reach, condition, field: field.key, items: [item.n] })
      draft.cost += price
    }
    if (isDay(field) && named && !reach.many && !hasObjectNoun(draft)) {
      draft.select.push([...reach.up, field.key].join('.'))
      take(draft, item.n)
      if (
        ref.is === 'verb' &&
        !draft.items.some((other) => isOp(other, 'ask') && /when|day|date|soon/i.test(other.span.text))
      )
        draft.cost += 1
    } else if (field.type === 'person' && named && reach.steps === 0) {
      draft.select.push(field.key)
      take(draft, item.n)
    } else if (ref.is === 'verb' && isDay(field)) {
      const past = ref.past || tenseOf(object, field) === 'past'
      // What related rows once did is a condition only where a period says when, or their noun stands by.
      // What others once did is hardly what these rows are asked by.
      if (past)
        push(
          { field: field.key, op: 'not_null' },
          reach.many ? 2.5 : reach.up.length && !isOfNounBefore(draft, item) ? 1.9 : 0.4,
        )
      else if (grouped) take(draft, item.n)
      else push({ field: field.key, op: 'gte', value: { today: 0 } }, 0.9)
    } else if (
      ref.is === 'verb' &&
      field.additive &&
      reach.steps === 0 &&
      asksAmount(draft) &&
      !draft.measures.length
    ) {
      if (namesOneRow(draft)) draft.select.push(field.key)
      else draft.measures.push({ fn: 'sum', field: field.key })
      take(draft, item.n)
    } else if (ref.is === 'verb' && isAmount(field) && field.type !== 'money' && !named)
      // How long something took is no condition by itself.
      push(
        { field: field.key, op: 'gt', value: 0 },
        /^(hours|days|minutes)$/.test(field.unit ?? '') ? 3 : 0.5,
      )
    else if (
      ref.is === 'field' &&
      isAmount(field) &&
      !reach.many &&
      (field.unit === 'items' || field.unit === 'users') &&
      has(draft, item)
    )
      // How many rows somebody else has is hardly said of these.
      push({ field: field.key, op: 'gt', value: 0 }, reach.up.length ? 1.5 : 0)
    else if (reach.many && isAmount(field) && has(draft, item))
      push({ field: field.key, op: 'gt', value: 0 }, 0.5)
    else if (ref.is === 'field' && field === mainEvent(draft.object) && isHeadNoun(draft, item)) {
      take(draft, item.n)
      // "Renewals that we lost": to those who are gone nothing of the kind happens any more.
      if (isGone(draft)) draft.cost += 1.6
    }
  }
}

/** The verb of the day that each of the rows has, said of somebody who did it. */
const isOfRecord = (draft: Draft, { n, reach }: Item, field: Field): boolean =>
  reach?.steps === 0 &&
  field === mainEvent(draft.object) &&
  tenseOf(draft.object, field) === 'past' &&
  draft.atoms.some(
    (each) =>
      (each.kind === 'name' || each.kind === 'value' || each.kind === 'person') &&
      each.reach.up.length > 0 &&
      Math.min(...each.items.map((at) => distance(draft, at, n))) <= 1,
  )

/** "At customers that went live": the verb's rows stand right before it. */
const isOfNounBefore = (draft: Draft, item: Item): boolean =>
  nounObject(near(draft, item.n, -1, (other) => isLight(other) || isOp(other, 'but', 'due'))?.ref) ===
  item.ref?.object

/** "Who uses Alerts", "bought Premium Support": the verb of rows that their value brings in already. */
const saysNothingNew = (draft: Draft, { n, ref, reach }: Item): boolean =>
  draft.atoms.some(
    (each) =>
      (each.kind === 'value' || each.kind === 'exists') &&
      each.object === ref?.object &&
      each.reach.many === reach?.many &&
      Math.min(...each.items.map((at) => distance(draft, at, n))) <= 1,
  )

/** "Milestones coming up": of rows with a day ahead, those whose day has not come and that are not done. */
export function bindComing(draft: Draft): void {
  const event = mainEvent(draft.object)
  const isTimed =
    draft.items.some((item) => kind(item) === 'time') || draft.atoms.some((each) => each.kind === 'period')
  if (!event || isTimed || draft.orders.length > 0 || tenseOf(draft.object, event) !== 'future') return
  for (const item of draft.items) {
    if (draft.used.has(item.n) || !isOp(item, 'due') || !/^(coming up|lined up|on deck)$/.test(wordOf(item)))
      continue
    const { ref } = near(draft, item.n, -1) ?? {}
    const isEvent = ref?.is === 'field' && ref.object === draft.object.key && ref.field === event.key
    if (nounObject(ref) !== draft.object.key && !isEvent) continue
    atom(draft, {
      ...{ kind: 'null', object: draft.object.key, reach: here, field: event.key, items: [item.n] },
      condition: toCome(draft.object, event.key),
    })
  }
}

/** What leaving "today" unheeded costs, where things are to be done on a day. */
const unheeded = 0.5

/** "What do I have to do today": of what is planned it says when, and not merely now. */
export function heedToday(draft: Draft): void {
  const isTimed = draft.atoms.some((each) => each.kind === 'period')
  const said = draft.items.find((item) => kind(item) === 'inert' && wordOf(item) === 'today')
  const isOwner = said && /^['’]s?$/.test(wordOf(draft.items[said.n + 1]))
  if (said && (!isTimed || isOwner) && isToBeDone(draft)) draft.cost += unheeded
}

const isToBeDone = ({ object, catalogue }: Draft): boolean => {
  const main = mainEvent(object)
  return (
    main !== undefined &&
    tenseOf(object, main) === 'future' &&
    object.key !== catalogue.objects.keys().next().value &&
    object.personal !== undefined
  )
}

/** "…, and when are they up?" of a named row: the day of its main event. */
export function bindWhenUp(draft: Draft): void {
  const event = mainEvent(draft.object)
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^when\b/.test(wordOf(item)))
  const up = asked && near(draft, asked.n, 1, (item) => isLight(item) && !isOp(item, 'due'))
  if (!event || !up || !isOp(up, 'due') || !/^(up|due|coming up)$/.test(wordOf(up)) || !namesOneRow(draft))
    return
  if (draft.measures.length || draft.select.some((each) => each === event.key)) return
  draft.select.push(event.key)
  take(draft, asked.n, up.n)
}

/** "Using Concierge Support", "bought Citizen Portal": what they have is a related row; the verb only says that they have it. */
function isOfHeld(draft: Draft, item: Item): boolean {
  const next = near(draft, item.n, 1, (other) => isLight(other) || /^(on|with)$/.test(wordOf(other)))
  return (
    next !== undefined &&
    draft.atoms.some(
      (each) => each.kind === 'value' && each.reach.many !== undefined && each.items.includes(next.n),
    )
  )
}

/** "What is my book worth?" asks for the amount. */
const asksAmount = (draft: Draft): boolean =>
  draft.items.some((item) => isOp(item, 'much') || (isOp(item, 'ask') && /^what/i.test(item.span.text)))

/** "renewals", "three biggest renewals": the event's noun stands for the rows that it happens to. */
function isHeadNoun(draft: Draft, item: Item): boolean {
  return (
    !draft.items.some((other) => nounObject(other.ref) === draft.object.key && roleOf(other) !== 'field') &&
    /s$/i.test(item.span.text)
  )
}

const hasObjectNoun = (draft: Draft): boolean =>
  draft.items.some(
    (other) =>
      roleOf(other) === 'object' && nounObject(other.ref) === draft.object.key && !isSingular(draft, other),
  )

const has = (draft: Draft, item: Item): boolean => {
  const before = draft.items
    .slice(0, item.n)
    .reverse()
    .find((other) => kind(other) !== 'inert' && roleOf(other) !== 'value')
  return (
    isOp(before, 'has') ||
    (before !== undefined && isOp(before, 'own') && /^(has|have|with)$/.test(before.span.text.toLowerCase()))
  )
}
