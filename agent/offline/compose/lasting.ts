/** States and silences that are counted in days: "silent for six weeks", "no touch for 20 days". */
import { lemmaOf } from '../inflect.ts'
import type { When } from '../when.ts'
import { amountAt, fit, targetAt, turnedOps, withNone, withState, type Amount, inDays } from './amount.ts'
import {
  atom,
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

/** "Left without a reply for more than two days": what counts two days by itself; other days are nothing that it can be asked by. */
export function takeSaidDays(draft: Draft, item: Item): void {
  const days = item.ref?.is === 'adjective' ? item.ref.days : undefined
  if (days === undefined) return
  const isPassed = (other: Item): boolean =>
    isLight(other) || isOp(other, 'compare') || /^(after|for|since)$/.test(wordOf(other))
  const time = near(draft, item.n, 1, isPassed)
  const said = time && amountAt(draft, time)
  if (!said) return
  const signs = draft.items.slice(item.n + 1, time.n).filter((other) => isOp(other, 'compare'))
  if (said.unit === 'days' && said.value === days) take(draft, ...said.items, ...signs.map(({ n }) => n))
  else draft.barred = new Set([...(draft.barred ?? []), ...said.items])
}

/** "no touch for 20 days": none within them, so more days than that since, or never. */
export function bindDenied(draft: Draft, item: Item): void {
  const { meaning } = item.span
  if (meaning.kind !== 'time' || meaning.time.when.w !== 'duration' || draft.used.has(item.n)) return
  const amount = inDays(meaning.time.when, item)
  const days = amount.value
  const behind = near(draft, item.n, 1)
  const isBehind = behind && isOp(behind, 'absent', 'not') ? near(draft, behind.n, 1) : undefined
  const beside =
    isBehind ?? near(draft, item.n, -1, (other) => isLight(other) || isOp(other, 'compare', 'own'))
  const target = beside && !draft.used.has(beside.n) ? targetAt(draft, beside) : undefined
  const timed = target && beside ? targetAt(draft, beside, amount) : undefined
  const isLate = timed?.field.unit === 'hours' && isOp(near(draft, beside?.n ?? 0, -1), 'absent')
  // "Without a reply for more than five days" is no reply that took less.
  if (isLate) draft.barred = new Set([...(draft.barred ?? []), item.n])
  if (
    !beside ||
    !target ||
    target.field.unit !== 'days' ||
    target.field.type !== 'number' ||
    roleOf(beside) === 'adjective'
  )
    return
  const negator = isBehind ? behind : near(draft, beside.n, -1)
  if (!negator || !isOp(negator, 'absent', 'not')) return
  const before = near(draft, item.n, -1)
  const compares = isBehind
    ? before && isOp(before, 'compare')
      ? [before]
      : []
    : draft.items.slice(beside.n, item.n).filter((other) => isOp(other, 'compare'))
  const { key } = target.field
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: {
      or: [
        { field: key, op: 'gt', value: days },
        { field: key, op: 'is_null' },
      ],
    },
    field: key,
    items: [item.n, beside.n, negator.n, ...compares.map((other) => other.n)],
  })
}

/** "Silent for six weeks", "overdue by 10 days": a state that is counted in days has lasted at least so long. */
export function bindLasting(draft: Draft, item: Item, amount: Amount): boolean {
  if (kind(item) !== 'time' || amount.unit !== 'days' || draft.used.has(item.n)) return false
  const state = near(draft, item.n, -1)
  const joint = `${wordOf(draft.items[item.n - 1])} ${wordOf(item)}`
  if (!state || !/\b(for|by|after) /.test(joint)) return false
  const isState = roleOf(state) === 'adjective' || (roleOf(state) === 'field' && /\bby$/.test(wordOf(state)))
  const target = isState ? targetAt(draft, state, amount) : undefined
  const value = target?.field.unit === 'days' ? fit(target.field, amount) : undefined
  if (!target || value === undefined) return false
  const { key } = target.field
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: target.falls
      ? { field: key, op: 'lte', value: -value }
      : withNone(target, { field: key, op: 'gte', value }),
    field: key,
    items: [...amount.items, ...target.items],
  })
  return true
}

/** "That nobody answered within two days": late as well as never. */
export function bindNotWithin(draft: Draft, item: Item): void {
  const { ref, reach } = item
  if (draft.used.has(item.n) || ref?.is !== 'adjective' || !reach || reach.many) return
  if (!('field' in ref.where) || ref.where.op !== 'is_null') return
  const object = objectOf(draft, ref.object)
  const taken = fieldOf(object, fieldOf(object, ref.where.field)?.evidence?.[0] ?? '')
  const time = near(draft, item.n, 1, (other) => isLight(other) || isOp(other, 'compare'))
  if (taken?.unit !== 'hours' || !time || draft.used.has(time.n)) return
  const { meaning } = time.span
  const isWithin =
    /^(in|within|inside)\b/.test(wordOf(time)) || /^(within|inside)/.test(wordOf(draft.items[time.n - 1]))
  if (!isWithin || meaning.kind !== 'time' || meaning.time.when.w !== 'duration') return
  const value = fit(taken, inDays(meaning.time.when, time))
  if (value === undefined) return
  atom(draft, {
    ...{ kind: 'compare', object: ref.object, reach, field: taken.key },
    condition: { or: [{ field: taken.key, op: 'gt', value }, ref.where] },
    items: draft.items
      .slice(item.n, time.n + 1)
      .filter((other) => other === item || other === time || isOp(other, 'compare'))
      .map(({ n }) => n),
  })
}

/** "Two weeks overdue", "over a month late": a stretch right before a state that is counted in days is how long it has lasted. */
export function bindLastingBefore(draft: Draft, item: Item, amount: Amount): boolean {
  const state = draft.items[amount.last + 1]
  if (amount.unit !== 'days' || !state || draft.used.has(item.n) || draft.used.has(state.n)) return false
  const isState = roleOf(state) === 'adjective'
  const target = isState ? targetAt(draft, state, amount) : undefined
  const value = target?.field.unit === 'days' ? fit(target.field, amount) : undefined
  if (!target || value === undefined) return false
  const { key } = target.field
  const op = /^over\b/i.test(wordOf(item)) ? 'gt' : /^under\b/i.test(wordOf(item)) ? 'lt' : 'gte'
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: withState(
      draft,
      target,
      target.falls
        ? { field: key, op: turnedOps[op] ?? op, value: -value }
        : withNone(target, { field: key, op, value }),
    ),
    field: key,
    items: [...amount.items, ...target.items],
  })
  return true
}

/** "Took over a day to respond", "solved within a day": what is itself a stretch of time is compared with it, not dated by it. */
export const isOfHours = (draft: Draft, item: Item, when: When): boolean =>
  when.w === 'duration' &&
  (/^(take|takes|took|taken|taking|need|needs|needed|lasted)$/.test(wordOf(draft.items[item.n - 1])) ||
    (/^(over|under|within|inside)\b/i.test(item.span.text) && isBesideHours(draft, item)))

/** "Were solved", "got answered": the verb itself. */
const lastWord = (item: Item): string => wordOf(item).split(' ').at(-1) ?? ''

/** Beside the verb of an amount that is counted in hours, whatever else that word is here. */
const isBesideHours = (draft: Draft, item: Item): boolean => {
  const verbs = draft.object.fields.flatMap(({ unit, phrases }) =>
    unit === 'hours' ? (phrases?.verbs ?? []) : [],
  )
  return draft.items.some(
    (other) =>
      other !== item &&
      /\p{L}{3}/u.test(wordOf(other)) &&
      distance(draft, other.n, item.n) === 0 &&
      verbs.some((verb) => !verb.includes(' ') && lemmaOf(verb) === lemmaOf(lastWord(other))),
  )
}
