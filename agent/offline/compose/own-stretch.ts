/** The stretch over which a measure is taken anyway, said once more: "these four weeks against the four before", "vs the month before". It narrows nothing. Pure. */
import type { Field } from '#db/catalogue/types.ts'
import { defaultSettings } from '#db/settings.ts'
import type { When } from '../when.ts'
import { daysIn } from './amount.ts'
import {
  distance,
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
} from './draft.ts'
import { fieldOf } from './reach.ts'

/** A month is as good as four weeks. */
const mostOff = 3

/** Its days, or none where the field is no such measure. */
export const ownDays = (draft: Draft, { over }: Field): number | undefined =>
  over?.(draft.catalogue.settings ?? defaultSettings)

/** Of a measure over the last days, how many these are. */
const windowDays = (draft: Draft, { window, ahead }: Field): number | undefined =>
  (window ?? ahead)?.(draft.catalogue.settings ?? defaultSettings)

/** The words stand for so many days, that are over or still to come. */
export function isAsLong(when: When | undefined, days: number, isAhead = false): boolean {
  const period = when?.w === 'period' ? when.period : undefined
  const said =
    when?.w === 'duration'
      ? when.n * (daysIn[when.unit] ?? 1)
      : period && isAhead && 'next' in period
        ? period.next * (daysIn[period.unit] ?? 1)
        : period && !isAhead && 'last' in period
          ? period.last * (daysIn[period.unit] ?? 1)
          : undefined
  return said !== undefined && Math.abs(said - days) <= mostOff
}

const whenOf = ({ span: { meaning } }: Item): When | undefined =>
  meaning.kind === 'time' ? meaning.time.when : undefined

type Measured = { days: number; at: ReadonlySet<number>; isWindow: boolean; isAhead: boolean }

/** The measure of change that the request speaks of: what it is ranked by, or a condition that rests on one; and where it is said. */
function measuredIn(draft: Draft): Measured | undefined {
  const ranked = draft.orders.flatMap(({ by }) => (typeof by === 'string' ? [fieldOf(draft.object, by)] : []))
  const said = draft.items.flatMap(({ n, ref }) => {
    const key =
      ref?.is === 'adjective' && 'field' in ref.where
        ? ref.where.field
        : ref && (ref.is === 'field' || ref.is === 'superlative' || ref.is === 'value')
          ? ref.field
          : undefined
    const field = ref && key !== undefined ? fieldOf(objectOf(draft, ref.object), key) : undefined
    return field && (ownDays(draft, field) ?? windowDays(draft, field)) !== undefined ? [{ n, field }] : []
  })
  const fields = [...ranked, ...said.map(({ field }) => field)].filter((field) => field !== undefined)
  const [change] = fields.flatMap((field) => ownDays(draft, field) ?? [])
  const days = change ?? fields.flatMap((field) => windowDays(draft, field) ?? [])[0]
  return days === undefined
    ? undefined
    : {
        ...{ days, at: new Set(said.map(({ n }) => n)), isWindow: change === undefined },
        isAhead: change === undefined && fields.every(({ window }) => window === undefined),
      }
}

const isBefore = /^(before|earlier|prior|previous|preceding)$/
const setBeside = (item: Item | undefined): boolean =>
  isOp(item, 'versus') || /^(than|against|on|as|as in|of|to)$/.test(wordOf(item))

/** What is set beside the stretch: "the month before", "the four before", "the previous four weeks". */
function besideAt(draft: Draft, from: number, days: number): number[] {
  const joint = draft.items[from]
  if (!joint || draft.used.has(joint.n)) return []
  const next = near(draft, from, 1, (item) => isLight(item) || isOp(item, 'those'))
  if (!next || draft.used.has(next.n)) return []
  const isMonth = /\b(month|four weeks|4 weeks|period|one|equivalent)\b|^(mom|the previous|previous)/i.test(
    wordOf(next),
  )
  const isEarlier = isOp(next, 'earlier') && isMonth && days > 20 && days < 35
  const behind = near(draft, next.n, 1, (item) => kind(item) === 'inert' && !isBefore.test(wordOf(item)))
  const isMany = kind(next) === 'number' && isBefore.test(wordOf(behind))
  if (!isEarlier && !isMany && !isAsLong(whenOf(next), days)) return []
  const last = isMany ? (behind?.n ?? next.n) : next.n
  const after = draft.items[last + 1]
  const end = after && isBefore.test(wordOf(after)) ? after.n : last
  return draft.items.slice(joint.n, end + 1).map(({ n }) => n)
}

/** Right behind what changed, or behind how much: "usage shrank the most, last 4 weeks". */
const isBehind = (draft: Draft, { n }: Item, { at }: Measured): boolean => {
  const before = near(draft, n, -1, (item) => isLight(item) || isOp(item, 'those'))
  return before !== undefined && (at.has(before.n) || isOp(before, 'rank', 'rise', 'fall', 'change'))
}

export function bindOwnStretch(draft: Draft): void {
  const measured = measuredIn(draft)
  if (!measured) return
  const { days } = measured
  for (const item of draft.items) {
    if (draft.used.has(item.n)) continue
    const next = near(draft, item.n, 1)
    const isHeld = setBeside(next) && next !== undefined && besideAt(draft, next.n, days).length > 0
    if (
      isAsLong(whenOf(item), days, measured.isAhead) &&
      (isHeld || measured.isWindow || isBehind(draft, item, measured))
    )
      take(draft, item.n)
    else if (setBeside(item)) take(draft, ...besideAt(draft, item.n, days))
  }
}

/** The catalogue's own measure of how something that was named has changed: "usage change" for usage. */
export function changeField(draft: Draft, item: Item): { field: Field; item: Item } | undefined {
  for (const other of draft.items) {
    if (roleOf(other) !== 'field' || draft.used.has(other.n) || distance(draft, other.n, item.n) > 3) continue
    const phrase = `${wordOf(other)} change`
    const field = draft.object.fields.find(
      (each) =>
        each.unit === 'ratio' && [each.label.toLowerCase(), ...(each.phrases?.nouns ?? [])].includes(phrase),
    )
    if (field) return { field, item: other }
  }
  return undefined
}

/** "The last four weeks against the four before": over which the catalogue's own measure of change is taken. */
export function isOwnStretch(draft: Draft, item: Item, time: Item): boolean {
  const isHeld = isOp(near(draft, time.n, 1), 'versus') || isOp(near(draft, time.n, -1), 'versus')
  const found = isHeld ? changeField(draft, item) : undefined
  const days = found && ownDays(draft, found.field)
  const { meaning } = time.span
  return days !== undefined && isAsLong(meaning.kind === 'time' ? meaning.time.when : undefined, days)
}
