/** Periods: ties each to the event, figure or measure that it speaks of, and settles its direction by tense. */
import { addUnits } from '#db/calendar.ts'
import type { Field, ObjectType } from '#db/catalogue/types.ts'
import type { Condition, Period } from '#db/query/query.ts'
import { periodOf, spanOf, type Tense, type When } from '../when.ts'
import { apart, heldAhead, isDeniedBetween } from './apart.ts'
import {
  atom,
  distance,
  isOp,
  near,
  objectOf,
  opOf,
  roleOf,
  take,
  wordOf,
  isState,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'
import { isToldValue, toldPhrase, toldWord } from './order.ts'
import { isAlsoOfEvents, isDeedOfOurs, isDoneSince } from './happened.ts'
import { isOfHours } from './lasting.ts'
import { isNow, isPlanless, lasts } from './planless.ts'
import { isGone } from './rank-field.ts'
import { doneDay, stateEvent, tenureEvent } from './states.ts'
import { fieldOf, here, isDay, mainEvent, tenseOf, type Reach } from './reach.ts'
import { nounObject } from './nouns.ts'

export type Event = {
  field: Field
  object: string
  reach: Reach
  items: number[]
  tense: Tense
  price: number
  own: boolean
}

/** What an item offers a period: its date, its verb's event, or the main event of the rows that it names. */
function eventAt(draft: Draft, item: Item): Omit<Event, 'price'> | undefined {
  const { ref, reach } = item
  if (!ref || !reach) return undefined
  const object = draft.catalogue.objects.get(ref.object)
  if (ref.is === 'field' || ref.is === 'verb') {
    const field = fieldOf(object, ref.field)
    if (!object || !field) return undefined
    if (!isDay(field)) return ref.is === 'field' ? eventOfRows(draft, ref.object, reach) : undefined
    const tense = ref.is === 'verb' && ref.past && !isYetToCome(draft, item) ? 'past' : tenseOf(object, field)
    return { field, object: object.key, reach, items: [item.n], tense, own: true }
  }
  // "Lost their champion", "went live": a day that is known to have come.
  if (
    ref.is === 'adjective' &&
    'field' in ref.where &&
    (ref.where.op === 'not_null' || ref.where.op === 'lte' || ref.where.op === 'during')
  ) {
    const field = fieldOf(object, ref.where.field)
    if (object && isDay(field) && field)
      return { field, object: object.key, reach, items: [item.n], tense: 'past', own: true }
  }
  const done = ref.is === 'adjective' && object ? doneIn(ref.where, object) : undefined
  if (object && done) return { field: done, object: object.key, reach, items: [], tense: 'past', own: true }
  // "Newcomers this quarter": rows of a kind that goes by a day, on other days.
  if (ref.is === 'object' && ref.where && 'field' in ref.where && ref.where.op === 'during' && !reach.many) {
    const field = fieldOf(object, ref.where.field)
    if (object && field && isDay(field))
      return { field, object: object.key, reach, items: [item.n], tense: 'past', own: true }
  }
  const state = stateEvent(draft, item)
  if (state) return { ...state, reach }
  // "A QBR this quarter": a kind of related rows happens when they do.
  const noun = nounObject(ref) ?? (isState(item) && reach.many ? ref.object : undefined)
  return noun === undefined ? undefined : eventOfRows(draft, noun, reach)
}

/** "Done late in Q3", "finished ahead of schedule in May": a day that has come, of which the word says more. */
function doneIn(where: Condition, object: ObjectType): Field | undefined {
  const [first] = 'and' in where ? where.and : [where]
  const says =
    first && 'field' in first && ('and' in where ? first.op === 'not_null' : first.to !== undefined)
  const field = says ? fieldOf(object, first.field) : undefined
  return isDay(field) ? field : undefined
}

function eventOfRows(draft: Draft, noun: string, reach: Reach): Omit<Event, 'price'> | undefined {
  const main = noun === draft.object.key ? undefined : mainEvent(objectOf(draft, noun))
  if (!main) return undefined
  return {
    field: main,
    object: noun,
    reach,
    items: [],
    tense: tenseOf(objectOf(draft, noun), main),
    own: false,
  }
}

/** "to be renewed", "due to get renewed": a participle that lies ahead. */
const isYetToCome = (draft: Draft, item: Item): boolean =>
  /^(be|being|get|gets|getting)$/.test(draft.items[item.n - 1]?.span.text.toLowerCase() ?? '')

function eventFor(draft: Draft, time: Item, tense: Tense | undefined): Event | undefined {
  let best: Event | undefined
  for (const item of draft.items) {
    const event = eventAt(draft, item)
    if (
      !event ||
      (draft.used.has(item.n) && event.own && item.ref?.is !== 'object' && !reusable(draft, item))
    )
      continue
    const said = heldAhead(draft, item)?.to ?? comparedUpTo(draft, item, time) ?? item.n
    const after = item.n > time.n
    // A noun's own event is meant only of what stands right before the period.
    if (!event.own && (after || !event.reach.many)) continue
    const price =
      apart(draft, said, time.n) +
      (after ? 0.4 : 0) +
      (event.own ? 0 : 0.8) +
      event.reach.steps * 0.4 +
      (after && isDeniedBetween(draft, time, item) ? 1 : 0) +
      (event.field.planned ? 0 : clash(event.tense, tense))
    // "Planned for Q1": what the plan is for lies ahead.
    const isFor =
      item.n < time.n && /^for\b/i.test(time.span.text) && roleOf(item) === 'verb' && event.tense === 'past'
    const planned = isFor ? tenseOf(objectOf(draft, event.object), event.field) : event.tense
    if (price < 5 && (!best || price < best.price)) best = { ...event, tense: planned, price }
  }
  // "Kickoffs that we did in October": what is told as done is no matter of its plan.
  const toldDay = isTold(draft, time, draft.object.key) ? doneDay(draft.object) : undefined
  const main = fieldOf(draft.object, draft.seedEvent ?? '') ?? toldDay ?? mainEvent(draft.object)
  if (main && (!best || best.price > 2.2)) {
    const own = isTold(draft, time, draft.object.key) ? 'past' : tenseOf(draft.object, main)
    const price =
      1.2 +
      (main.planned ? 0 : clash(own, tense)) +
      ((own === 'future' && isGone(draft)) || isDoneElsewhere(draft, main) ? 2 : 0)
    // What lies behind is no period of a plan, unless the plan itself was named before.
    if (price > 2 && !draft.seedEvent && !(tense === 'past' && isEvent(draft.object)))
      return best && best.price <= (best.own ? 3.6 : 2.2) ? best : undefined
    if (!best || price < best.price)
      best = { field: main, object: draft.object.key, reach: here, items: [], tense: own, price, own: false }
  }
  return best
}

/** "Whose support score was under 50 in May": the comparison belongs to the field that it is of. */
const comparedUpTo = ({ atoms }: Draft, { n }: Item, time: Item): number | undefined =>
  atoms.find((each) => each.kind === 'compare' && each.items.includes(n) && each.to < time.n)?.to

/** "What did each rep bring in this quarter": what was done is no plan of rows that others hang on and that no word of their own tells of. */
const isDoneElsewhere = ({ object, items, seedEvent, follows }: Draft, main: Field): boolean =>
  !seedEvent &&
  !follows &&
  tenseOf(object, main) === 'future' &&
  !isEvent(object) &&
  items.some((item) => /^did$/.test(wordOf(item)) || isDeedOfOurs(items, item))

/** Rows that nothing hangs on are their event themselves: deals in the last year closed then, accounts did not renew. */
const isEvent = ({ relations }: ObjectType): boolean => !relations.some(({ kind }) => kind === 'many')

/** An event already dated may be dated again ("between March and May or in July"); a bucket's event may be. */
const reusable = (draft: Draft, item: Item): boolean =>
  draft.atoms.some((each) => each.kind === 'period' && each.items.includes(item.n)) ||
  heldAhead(draft, item) !== undefined ||
  draft.groups.length > 0 ||
  draft.measures.some((each) => 'fn' in each && each.to !== undefined) ||
  draft.orders.length > 0

const clash = (event: Tense, said: Tense | undefined): number =>
  said && event !== 'none' && event !== said && said !== 'none' ? 1.6 : 0

export function bindTimes(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item.span
    if (meaning.kind !== 'time' || draft.used.has(item.n) || draft.barred?.has(item.n)) continue
    const { when, tense } = meaning.time
    if (intoWindow(draft, item, when) || isOfHours(draft, item, when)) continue
    const event =
      tenureEvent(draft, item) ??
      comparedEvent(draft, item) ??
      eventFor(draft, item, tense ?? sideOf(when, draft))
    if (!event || isSecond(draft, item, event)) continue
    if (!event.own && event.tense === 'future' && isNow(draft, item)) {
      take(draft, item.n)
      continue
    }
    if (isPlanless(draft, item, event, when)) continue
    // "Since more than 90 days" lies behind, and is of no plan that nobody named.
    if (
      !event.own &&
      event.tense === 'future' &&
      when.w === 'edge' &&
      when.edge === 'since' &&
      tense !== 'future'
    )
      continue
    const compare = near(draft, item.n, -1)
    // "No reply for two days": what lasted is a state, and no day of theirs.
    const isHeld = !event.own && when.w === 'duration' && lasts(draft, item)
    if (isHeld && isOp(compare, 'absent', 'not')) continue
    const op =
      when.w === 'duration' && compare && !draft.used.has(compare.n)
        ? (opOf(compare, 'compare')?.value ?? (isHeld && draft.items.some(isState) ? 'gte' : undefined))
        : undefined
    // "Customer since 2024": the field's own name says which side.
    const since =
      !op && event.items.some((n) => /\bsince$/i.test(draft.items[n]?.span.text ?? '')) && when.w !== 'edge'
    const said = periodFor(
      draft,
      since ? { w: 'edge', edge: 'since', at: when } : when,
      tense ?? (event.tense === 'future' && isTold(draft, item, event.object) ? 'past' : event.tense),
      op,
      negatedBefore(draft, event, item),
    )
    const period = isDoneSince(draft, event, when) && !('to' in said) ? { ...said, to: { today: 0 } } : said
    // "Closed last month" is said of the day that it was closed on, where there is one.
    const isPlanned =
      !event.own &&
      isTold(draft, item, event.object) &&
      tenseOf(objectOf(draft, event.object), event.field) === 'future'
    draft.cost += event.own
      ? Math.min(event.price, 2) * 0.2
      : (event.tense === 'future' ? 0.8 : 0.3) + (event.price > 1.5 ? 1 : 0) + (isPlanned ? 1.2 : 0)
    if (!event.own && event.tense === 'future' && draft.items.some((other) => isAlsoOfEvents(draft, other)))
      draft.cost += 1.2
    draft.atoms = draft.atoms.filter((each) => !isKindOf(each, event))
    atom(draft, {
      kind: 'period',
      object: event.object,
      reach: event.reach,
      condition: { field: event.field.key, op: 'during', value: period },
      field: event.field.key,
      items: [item.n, ...event.items, ...(op && compare && opOf(compare, 'compare') ? [compare.n] : [])],
    })
  }
}

/** The days that a word for some of the rows means by itself, where others are said. */
const isKindOf = ({ kind: of, condition, items }: Atom, { field, items: own }: Event): boolean =>
  of === 'value' &&
  'field' in condition &&
  condition.field === field.key &&
  condition.op === 'during' &&
  items.some((n) => own.includes(n))

/** "Solved within 24 hours last month": two stretches of one event with nothing that joins them are not alternatives. */
const isSecond = (draft: Draft, time: Item, event: Event): boolean => {
  const first = draft.atoms.findLast(
    (each) => each.kind === 'period' && each.field === event.field.key && each.object === event.object,
  )
  const at =
    first && draft.items.findLast((item) => first.items.includes(item.n) && item.span.meaning.kind === 'time')
  return (
    at !== undefined &&
    !draft.items.some((item) => isOp(item, 'versus')) &&
    !draft.items
      .slice(at.n + 1, time.n)
      .some(
        (item) =>
          isOp(item, 'and', 'or', 'but', 'not', 'except', 'including') || /^[,;&–-]$/.test(wordOf(item)),
      ) &&
    !isEdge(at) &&
    !isEdge(time)
  )
}

const isEdge = ({ span: { meaning } }: Item): boolean =>
  meaning.kind === 'time' && meaning.time.when.w === 'edge'

/** "In Q1 against Q3": the second period is of the same event. */
function comparedEvent(draft: Draft, time: Item): Event | undefined {
  const first = draft.atoms.find((each) => each.kind === 'period' && each.from < time.n && !each.reach.many)
  const field = first && fieldOf(draft.catalogue.objects.get(first.object), first.field ?? '')
  if (!first || !field || !draft.items.some((item) => isOp(item, 'versus') && item.n < time.n))
    return undefined
  const { object, reach } = first
  return { field, object, reach, items: [], tense: 'past', price: 0, own: true }
}

/** Which side of today a stretch lies on that has one meaning only. */
function sideOf(when: When, draft: Draft): Tense | undefined {
  const [past, future] = (['past', 'future'] as const).map((tense) => spanOf(when, tense, draft.clock))
  if (!past?.from || !past.to || past.from !== future?.from || past.to !== future.to) return undefined
  return past.to < draft.clock.today ? 'past' : past.from > draft.clock.today ? 'future' : undefined
}

/** "Deals won in October", "did we lose in Q2": what is told as done lies behind, whatever the event usually does. */
const isTold = (draft: Draft, time: Item, object: string): boolean =>
  draft.items.some(
    (item) =>
      distance(draft, item.n, time.n) <= 3 &&
      ((isState(item) &&
        item.ref?.object === object &&
        (toldWord.test(wordOf(item)) || toldPhrase.test(wordOf(item)) || isToldValue(item))) ||
        /^(did|was|were)$/.test(wordOf(item))),
  )

/** A portfolio's measure takes the period as its window. */
function intoWindow(draft: Draft, item: Item, when: When): boolean {
  const measure = draft.measures.find((each) => 'measure' in each && each.during === undefined)
  if (!measure || !('measure' in measure)) return false
  const windowed = draft.object.portfolio?.find((each) => each.key === measure.measure)?.windowed
  if (!windowed) return false
  measure.during = periodOf(when, 'past', draft.clock)
  take(draft, item.n)
  return true
}

/** "Not touched for more than 30 days" denies the last 30 days; it does not look beyond them. */
function negatedBefore(draft: Draft, event: Event, item: Item): boolean {
  const first = Math.min(item.n, ...event.items)
  return draft.items.some(
    (other) => other.n < first && distance(draft, other.n, first) <= 1 && isOp(other, 'not', 'absent'),
  )
}

function periodFor(draft: Draft, when: When, tense: Tense, op: string | undefined, denied: boolean): Period {
  const period = periodOf(when, tense, draft.clock)
  if (when.w === 'duration' && op && !denied && (op === 'gt' || op === 'gte')) {
    const strict = op === 'gt' ? 1 : 0
    const edge = addUnits(draft.clock.today, tense === 'future' ? when.n : -when.n, when.unit)
    return tense === 'future'
      ? { from: addUnits(edge, strict, 'day') }
      : { to: addUnits(edge, -strict, 'day') }
  }
  // What is to happen by a day has not happened yet: it starts today.
  const upTo = when.w === 'edge' && !when.ever && (when.edge === 'until' || when.edge === 'before')
  if (
    upTo &&
    tense === 'future' &&
    'to' in period &&
    period.from === undefined &&
    !isBehind(period.to, draft)
  )
    return { from: { today: 0 }, ...period }
  return period
}

/** What was to happen by a day that has gone by may have been due at any time before it. */
const isBehind = (to: unknown, { clock }: Draft): boolean => typeof to === 'string' && to < clock.today
