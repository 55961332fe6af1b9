/** "Below enterprise", "mid-market and up", "yellow or worse": the values of a field whose values have an order, on one side of one of them. Pure. */
import type { Field } from '#db/catalogue/types.ts'
import { turnedOps, type Comparison } from './amount.ts'
import { atom, isOp, kind, opOf, take, wordOf, type Draft, type Item } from './draft.ts'
import { fieldBehind } from './reach.ts'

/** What may stand between the word that compares and the value, besides the nouns of the field and of the rows: "below the enterprise level". */
const between = /^(the|a|an|any|our|level|class|at)$/

/** Words that bring in a place, a time or a source far more often than the end of a scale. */
const otherwise = /^(from|within|over|past|max|min|plus|more|inside of|outside|sub|exactly|precisely)$/

export function bindRungs(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (ref?.is !== 'value' || !reach || draft.used.has(item.n)) continue
    const ladder = fieldBehind(draft.catalogue, ref)?.ladder
    const sign = ladder && (signAfter(draft, item) ?? signBefore(draft, item))
    const op = sign && endOf(sign.op, sign.item, ladder)
    const values = op ? rungs(ladder, ref.value, op) : []
    if (!sign || values.length === 0) continue
    atom(draft, {
      kind: 'value',
      object: ref.object,
      reach,
      condition: { field: ref.field, op: 'in', value: values },
      field: ref.field,
      values,
      items: [item.n, sign.item.n],
    })
    take(draft, ...sign.between)
  }
}

type Sign = { item: Item; op: Comparison; between: number[] }

/** "Mid-market and up", "high priority or above"; before a number it compares that. */
function signAfter(draft: Draft, item: Item): Sign | undefined {
  const stepped: number[] = []
  for (let n = item.n + 1; n < draft.items.length; n++) {
    const next = draft.items[n]
    if (!next) return undefined
    const sign = opOf(next, 'compareAfter')
    if (sign && !draft.used.has(n) && !/^(plus|max|tops)$/.test(wordOf(next)))
      return /^(number|time)$/.test(kind(draft.items[n + 1]))
        ? undefined
        : { item: next, op: sign.value as Comparison, between: stepped }
    if (!isOwnNoun(draft, next, item) || stepped.length > 0) return undefined
    stepped.push(n)
  }
  return undefined
}

function signBefore(draft: Draft, item: Item): Sign | undefined {
  const stepped: number[] = []
  for (let n = item.n - 1; n >= 0; n--) {
    const before = draft.items[n]
    if (!before) return undefined
    const sign = opOf(before, 'compare')
    if (sign && !draft.used.has(n))
      return otherwise.test(wordOf(before))
        ? undefined
        : { item: before, op: sign.value as Comparison, between: stepped }
    if (!isOwnNoun(draft, before, item)) return undefined
    stepped.push(n)
  }
  return undefined
}

const isOwnNoun = (draft: Draft, other: Item, { ref }: Item): boolean =>
  (other.ref?.is === 'field' && ref?.is === 'value' && other.ref.field === ref.field) ||
  (other.ref?.is === 'object' && other.ref.object === draft.object.key && !isOp(other, 'compare')) ||
  between.test(wordOf(other))

type Ladder = NonNullable<Field['ladder']>

/** "Worse" is up the scale of what is bad, and down that of what is good; of a scale of neither it says nothing. */
function endOf(op: Comparison, { span: { text } }: Item, { worse }: Ladder): Comparison | undefined {
  if (!/worse|better/i.test(text)) return op
  if (worse === undefined) return undefined
  return worse === 'down' ? op : turnedOps[op]
}

/** The values on that side, or none where that is none or all of them. */
function rungs({ rungs: all }: Ladder, value: string, op: Comparison): string[] {
  const at = all.indexOf(value)
  if (at < 0) return []
  const found =
    op === 'gt'
      ? all.slice(at + 1)
      : op === 'gte'
        ? all.slice(at)
        : op === 'lt'
          ? all.slice(0, at)
          : op === 'lte'
            ? all.slice(0, at + 1)
            : []
  return found.length < all.length ? found : []
}
