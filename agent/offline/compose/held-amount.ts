/** Which field an amount without a sign is of: the one right behind it ("30 days notice"), or the one that it stands beside ("csat of 2"). Pure. */
import { fit, targetAt, type Amount } from './amount.ts'
import { isOp, kind, near, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, isAmount } from './reach.ts'

/** "With 30 days notice", "has 50 seats": the field right behind its amount. */
export function heldField(draft: Draft, item: Item, amount: Amount): Item | undefined {
  const next = draft.items[amount.last + 1]
  // "10 days late", "30 days old": the unit begins the field's own words.
  if (
    next &&
    roleOf(next) === 'field' &&
    /^(days|hours|minutes) /.test(wordOf(next)) &&
    targetAt(draft, next, amount)
  )
    return next
  const isOf = next !== undefined && wordOf(next) === 'of'
  const after = isOf ? draft.items[next.n + 1] : next
  const target = after && roleOf(after) === 'field' ? targetAt(draft, after, amount) : undefined
  // "90 days of notice": nothing else is counted in these days.
  if (isOf && amount.unit !== undefined && target?.field.unit === amount.unit && target.path.steps === 0)
    return after
  const isHeld = isOp(
    near(draft, item.n, -1, (other) => kind(other) === 'inert'),
    'has',
    'own',
  )
  return isHeld && target && target.field.unit !== 'items' && fit(target.field, amount) !== undefined
    ? after
    : undefined
}

/** "30 days old", "10 days late": what grows day by day has lasted so long at least; "30 days notice" are 30. */
export const isLasting = (draft: Draft, item: Item): boolean =>
  /^(days|hours|minutes) \p{L}+$/u.test(wordOf(item)) && targetAt(draft, item)?.field.better === 'low'

/** "A notice period of 90 days": what is itself counted in days, right before them. */
export function isStretch(draft: Draft, item: Item, amount: Amount): boolean {
  const before = draft.items[item.n - 1]
  const target = before && roleOf(before) === 'field' ? targetAt(draft, before, amount) : undefined
  return /^(of )?\d/i.test(item.span.text) && target?.field.unit === 'days' && target.field.type === 'number'
}

/** "Responses of 9 or 10": rows whose name is a number. */
export const goesByNumber = (draft: Draft, item: Item): boolean =>
  nounObject(item.ref) === draft.object.key && isAmount(fieldOf(draft.object, draft.object.title))

/** "Comments next to a 9", "answers with a 10": what goes by its number has it, or stands beside it. */
export const isNumbered = (draft: Draft, from: number, to: number): boolean =>
  draft.items
    .slice(from + 1, to)
    .every(({ span }) =>
      /^(of|is|are|was|at|a|an|the|:|=|with|with a|next|to|next to|beside|alongside|by|behind|against|for)$/i.test(
        span.text,
      ),
    )

/** Only "of", "is" and the like stand between: "csat of 2", not "touch in 30 days". */
export const isJoined = (draft: Draft, from: number, to: number): boolean =>
  draft.items.slice(from + 1, to).every((item) => /^(of|is|are|was|at|a|the|:|=|score)$/.test(wordOf(item)))
