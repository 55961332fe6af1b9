/** Periods and changes over time: ties each to the event, figure or measure that it speaks of, and settles its direction by tense. */
import type { Field } from '#db/catalogue/types.ts'
import type { Condition, DayValue, Period } from '#db/query/query.ts'
import { addUnits } from '#db/calendar.ts'
import { periodOf, spanOf, type Tense, type When } from '../when.ts'
import { amountAt, fit } from './compare.ts'
import { atom, distance, isOp, kind, near, objectOf, opOf, roleOf, take, type Draft, type Item } from './draft.ts'
import { fieldOf, isDay, mainEvent, tenseOf, type Reach } from './reach.ts'
import { nounObject } from './resolve.ts'

type Event = { field: Field; object: string; reach: Reach; items: number[]; tense: Tense; price: number; own: boolean }

const here: Reach = { up: [], steps: 0 }

/** What an item offers a period: its date, its verb's event, or the main event of the rows that it names. */
function eventAt(draft: Draft, item: Item): Omit<Event, 'price'> | undefined {
  const { ref, reach } = item
  if (!ref || !reach) return undefined
  const object = draft.catalogue.objects.get(ref.object)
  if (ref.is === 'field' || ref.is === 'verb') {
    const field = fieldOf(object, ref.field)
    if (!object || !field || !isDay(field)) return undefined
    const tense = ref.is === 'verb' && ref.past ? 'past' : tenseOf(object, field)
    return { field, object: object.key, reach, items: [item.n], tense, own: true }
  }
  // "Lost their champion", "went live": a day that is known to have come.
  if (ref.is === 'adjective' && 'field' in ref.where && (ref.where.op === 'not_null' || ref.where.op === 'lte' || ref.where.op === 'during')) {
    const field = fieldOf(object, ref.where.field)
    if (object && isDay(field) && field) return { field, object: object.key, reach, items: [item.n], tense: 'past', own: true }
  }
  const noun = nounObject(ref)
  const main = noun && noun !== draft.object.key ? mainEvent(objectOf(draft, noun)) : undefined
  if (!noun || !main) return undefined
  return { field: main, object: noun, reach, items: [], tense: tenseOf(objectOf(draft, noun), main), own: false }
}

function eventFor(draft: Draft, time: Item, tense: Tense | undefined): Event | undefined {
  let best: Event | undefined
  for (const item of draft.items) {
    const event = eventAt(draft, item)
    if (!event || (draft.used.has(item.n) && event.own && !reusable(draft, item))) continue
    const after = item.n > time.n
    // A noun's own event is meant only of what stands right before the period.
    if (!event.own && (after || !event.reach.many)) continue
    const price =
      distance(draft, item.n, time.n) + (after ? 0.4 : 0) + (event.own ? 0 : 0.8) + event.reach.steps * 0.4 + clash(event.tense, tense)
    if (price < 5 && (!best || price < best.price)) best = { ...event, price }
  }
  const main = fieldOf(draft.object, draft.seedEvent ?? '') ?? mainEvent(draft.object)
  if (main && (!best || best.price > 2.2)) {
    const own = tenseOf(draft.object, main)
    const price = 1.2 + clash(own, tense)
    // What lies behind is no period of a plan, unless the plan itself was named before.
    if (price > 2 && !draft.seedEvent) return best && best.price <= 2.2 ? best : undefined
    if (!best || price < best.price) best = { field: main, object: draft.object.key, reach: here, items: [], tense: own, price, own: false }
  }
  return best
}

/** An event already dated may be dated again ("between March and May or in July"); a bucket's event may be. */
const reusable = (draft: Draft, item: Item): boolean =>
  draft.atoms.some((each) => each.kind === 'period' && each.items.includes(item.n)) || draft.groups.length > 0 || draft.orders.length > 0

const clash = (event: Tense, said: Tense | undefined): number => (said && event !== 'none' && event !== said && said !== 'none' ? 1.6 : 0)

export function bindTimes(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item.span
    if (meaning.kind !== 'time' || draft.used.has(item.n)) continue
    const { when, tense } = meaning.time
    if (intoWindow(draft, item, when)) continue
    const event = eventFor(draft, item, tense)
    if (!event) continue
    // "Onboarding for 90 days" says how long, not what lies ahead.
    if (!event.own && event.tense === 'future' && when.w === 'duration' && lasts(draft, item)) continue
    const compare = near(draft, item.n, -1)
    const op = when.w === 'duration' && compare && !draft.used.has(compare.n) ? opOf(compare, 'compare')?.value : undefined
    // "Customer since 2024": the field's own name says which side.
    const since = event.items.some((n) => /\bsince$/i.test(draft.items[n]?.span.text ?? '')) && when.w !== 'edge'
    const period = periodFor(draft, since ? { w: 'edge', edge: 'since', at: when } : when, tense ?? event.tense, op, negatedBefore(draft, event, item))
    draft.cost += event.own ? Math.min(event.price, 2) * 0.2 : 0.4 + (event.price > 1.5 ? 1 : 0)
    atom(draft, {
      kind: 'period',
      object: event.object,
      reach: event.reach,
      condition: { field: event.field.key, op: 'during', value: period },
      field: event.field.key,
      items: [item.n, ...event.items, ...(op && compare ? [compare.n] : [])],
    })
  }
}

const lasts = (draft: Draft, item: Item): boolean =>
  /^for\b/i.test(item.span.text) || draft.items.slice(Math.max(0, item.n - 2), item.n).some((other) => /^for$/i.test(other.span.text))

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
  return draft.items.some((other) => other.n < first && distance(draft, other.n, first) <= 1 && isOp(other, 'not', 'absent'))
}

function periodFor(draft: Draft, when: When, tense: Tense, op: string | undefined, denied: boolean): Period {
  const period = periodOf(when, tense, draft.clock)
  if (when.w === 'duration' && op && !denied && (op === 'gt' || op === 'gte')) {
    const strict = op === 'gt' ? 1 : 0
    const edge = addUnits(draft.clock.today, tense === 'future' ? when.n : -when.n, when.unit)
    return tense === 'future' ? { from: addUnits(edge, strict, 'day') } : { to: addUnits(edge, -strict, 'day') }
  }
  // What is to happen by a day has not happened yet: it starts today.
  const upTo = when.w === 'edge' && (when.edge === 'until' || when.edge === 'before')
  if (upTo && tense === 'future' && 'to' in period && period.from === undefined) return { from: { today: 0 }, ...period }
  return period
}

/** "dropped more than 10 points since September", "improved the most over the last 90 days". */
export function bindChanges(draft: Draft): void {
  for (const item of draft.items) {
    if (!isOp(item, 'rise', 'fall', 'change') || draft.used.has(item.n)) continue
    const time = draft.items.find((other) => kind(other) === 'time' && !draft.used.has(other.n) && distance(draft, item.n, other.n) <= 6)
    const rank = draft.items.find((other) => isOp(other, 'rank') && !draft.used.has(other.n) && distance(draft, item.n, other.n) <= 2)
    const amountItem = [near(draft, item.n, 1), near(draft, item.n, 1, (other) => !['number', 'time'].includes(kind(other)))].find((other) => other && kind(other) === 'number')
    const amount = amountAt(draft, amountItem)
    const measured = measureOf(draft, item, amount)
    if (!measured && amount && amountItem && bindShare(draft, item, amountItem)) continue
    if (!measured) continue
    const since = time && sinceDay(draft, time)
    if (!since || !time) continue
    const sign = isOp(item, 'fall') ? -1 : 1
    const operand = { field: measured.field.key, since }
    const items = [item.n, time.n, ...(measured.item === undefined ? [] : [measured.item])]
    if (amount && amountItem) {
      const op = near(draft, amountItem.n, -1)
      const said = opOf(op, 'compare')?.value ?? 'gte'
      const value = fit(measured.field, amount)
      if (value === undefined) continue
      atom(draft, {
        kind: 'compare',
        object: draft.object.key,
        reach: here,
        condition: { ...operand, op: mirrored(said, sign), value: sign * value },
        items: [...items, ...amount.items, ...(op && isOp(op, 'compare') ? [op.n] : [])],
      })
    } else if (rank) {
      draft.orders.push({ by: operand, dir: sign > 0 ? 'desc' : 'asc' })
      draft.select.push(operand)
      take(draft, ...items, rank.n)
    } else {
      const condition: Condition = { ...operand, op: sign > 0 ? 'gt' : 'lt', value: 0 }
      atom(draft, { kind: 'compare', object: draft.object.key, reach: here, condition, items })
    }
  }
}

/** "usage dropped more than 20 %": a share of change, where the catalogue measures one. */
function bindShare(draft: Draft, item: Item, amountItem: Item): boolean {
  const amount = amountAt(draft, amountItem)
  if (!amount?.percent) return false
  const said = draft.items.filter((other) => roleOf(other) === 'field' && !draft.used.has(other.n) && distance(draft, other.n, item.n) <= 2)
  for (const other of said) {
    const phrase = `${other.span.text.toLowerCase()} change`
    const field = draft.object.fields.find((each) => each.unit === 'ratio' && [each.label.toLowerCase(), ...(each.phrases?.nouns ?? [])].includes(phrase))
    if (!field) continue
    const op = near(draft, amountItem.n, -1)
    const sign = isOp(item, 'fall') ? -1 : 1
    atom(draft, {
      kind: 'compare',
      object: draft.object.key,
      reach: here,
      condition: { field: field.key, op: mirrored(opOf(op, 'compare')?.value ?? 'gte', sign), value: (sign * amount.value) / 100 },
      items: [item.n, other.n, ...amount.items, ...(op && isOp(op, 'compare') ? [op.n] : [])],
    })
    return true
  }
  return false
}

const mirrored = (op: string, sign: number): 'gt' | 'gte' | 'lt' | 'lte' | 'eq' => {
  const flipped: Record<string, 'gt' | 'gte' | 'lt' | 'lte'> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' }
  if (op === 'eq') return sign > 0 ? 'gte' : 'lte'
  return sign > 0 ? (op as 'gt') : (flipped[op] ?? 'lte')
}

/** The first day of the stretch over which the change is measured. */
function sinceDay(draft: Draft, time: Item): DayValue | undefined {
  if (time.span.meaning.kind !== 'time') return undefined
  const { when } = time.span.meaning.time
  if (when.w === 'duration') return { today: -when.n, unit: when.unit }
  if (when.w === 'period' && 'last' in when.period) return { today: -when.period.last, unit: when.period.unit }
  return spanOf(when, 'past', draft.clock).from
}

/** The dated measure that changes: named near by, or the first whose unit the amount has. */
function measureOf(draft: Draft, item: Item, amount: ReturnType<typeof amountAt>): { field: Field; item?: number } | undefined {
  let best: { field: Field; item: number; price: number } | undefined
  for (const other of draft.items) {
    if (roleOf(other) !== 'field' || draft.used.has(other.n) || other.reach?.steps !== 0 || other.ref?.is !== 'field') continue
    const field = fieldOf(draft.object, other.ref.field)
    if (!field?.dated || !(field.type === 'number' || field.type === 'money') || (amount && fit(field, amount) === undefined)) continue
    const price = distance(draft, item.n, other.n)
    if (price <= 3 && (!best || price < best.price)) best = { field, item: other.n, price }
  }
  if (best) return best
  const field = amount?.unit === 'points' ? draft.object.fields.find((each) => each.dated && each.unit === 'score' && fit(each, amount) !== undefined) : undefined
  return field && { field }
}

/** "EMEA versus NA", "Dana's accounts against Priya's": values of one field that are compared become the groups. */
export function bindComparedValues(draft: Draft): void {
  if (draft.groups.length || !draft.items.some((item) => isOp(item, 'versus') && !draft.used.has(item.n))) return
  const valued = draft.atoms.filter((each) => (each.kind === 'value' || each.kind === 'person') && each.field !== undefined && !each.reach.many && !each.negated)
  const field = valued.find((each) => valued.filter((other) => other.field === each.field && other.object === each.object).length > 1)
  if (!field?.field) return
  draft.groups.push([...field.reach.up, field.field].join('.'))
  for (const item of draft.items) if (isOp(item, 'versus')) take(draft, item.n)
}

/** "compare … in Q1 with Q3": two whole periods of one event become the groups. */
export function bindComparedPeriods(draft: Draft): void {
  if (!draft.items.some((item) => isOp(item, 'versus'))) return
  const periods = draft.atoms.filter((each) => each.kind === 'period' && each.field !== undefined)
  const [first] = periods
  const unit = draft.items.map((item) => (item.span.meaning.kind === 'time' ? item.span.meaning.time.when : undefined)).find((when) => when !== undefined)
  if (!first?.field || periods.length < 2 || !unit || periods.some((each) => each.field !== first.field)) return
  const by = unit.w === 'quarter' || unit.w === 'month' ? unit.w : unit.w === 'period' && 'this' in unit.period ? unit.period.this : unit.w === 'period' && 'previous' in unit.period ? unit.period.previous : undefined
  draft.groups.push({ field: first.field, ...(by ? { by } : { by: 'year' }) })
  for (const item of draft.items) if (isOp(item, 'versus')) take(draft, item.n)
}
