/** Whole-condition words as conditions: values, adjectives, related rows, flags, absent and present fields. */
import type { Condition, Scalar } from '#db/query/query.ts'
import {
  atom,
  distance,
  isOp,
  isState,
  kind,
  near,
  opOf,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { fieldOf, isAmount, isDay, fieldBehind } from './reach.ts'
import { nounObject, saysWhoseKey } from './nouns.ts'

/** "red", "enterprise", "overdue", "tagged strategic". */
export function bindValues(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (!ref || !reach || draft.used.has(item.n)) continue
    // What stands somewhere in a text is no value of it.
    if (ref.is === 'value' && ref.isPart) continue
    if (ref.is === 'value') {
      const field = fieldBehind(draft.catalogue, ref)
      const value = field?.type === 'boolean' ? ref.value === 'true' : ref.value
      atom(draft, {
        kind: 'value',
        object: ref.object,
        reach,
        condition: { field: ref.field, op: 'eq', value },
        field: ref.field,
        values: [value],
        items: [item.n, ...ownNoun(draft, item, ref.field)],
      })
    } else if (ref.is === 'adjective') {
      const only = 'field' in ref.where ? ref.where : undefined
      atom(draft, {
        kind: 'adjective',
        object: ref.object,
        reach,
        condition: ref.where,
        ...(only && {
          field: only.field,
          ...(only.op === 'eq' && typeof only.value === 'string' && { values: [only.value] }),
        }),
        items: [item.n],
      })
    }
  }
}

/** The field's own noun beside its value adds nothing: "gold SLA tier", "stage proposal". */
function ownNoun(draft: Draft, item: Item, field: string): number[] {
  const label =
    fieldOf(draft.catalogue.objects.get(item.ref?.object ?? ''), field)
      ?.label.toLowerCase()
      .split(/\s+/) ?? []
  // Part of the field's name will do: "gold SLA" of the SLA tier.
  const parts = [draft.items[item.n + 1], draft.items[item.n - 1]].filter(
    (other) => other && kind(other) === 'unknown' && label.includes(other.span.text.toLowerCase()),
  )
  const named = draft.items
    .filter(
      (other) =>
        !draft.used.has(other.n) &&
        roleOf(other) === 'field' &&
        other.ref?.is === 'field' &&
        other.ref.field === field &&
        distance(draft, item.n, other.n) <= 1 &&
        !isOfAnother(draft, item, other, field) &&
        !isOp(near(draft, other.n, -1), 'group'),
    )
    .map((other) => other.n)
  return [...named, ...parts.flatMap((other) => (other ? [other.n] : []))]
}

/** "Neither the citywide nor the campus plan": the noun stands beside the last of the values. */
const isOfAnother = ({ items }: Draft, item: Item, noun: Item, field: string): boolean =>
  items
    .slice(Math.min(item.n, noun.n) + 1, Math.max(item.n, noun.n))
    .some(({ ref }) => ref?.is === 'value' && ref.field === field)

/** Nouns for some of the rows ("whales", "champions") bring their condition, before another rule takes the noun for all of them. */
export function bindKinds(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (!ref || !reach || reach.many || !('where' in ref) || !ref.where || ref.is === 'adjective') continue
    if (ref.is === 'relation' && (ref.to !== draft.object.key || ref.object === draft.object.key)) continue
    const object = nounObject(ref) ?? draft.object.key
    const { where } = ref
    atom(draft, { kind: 'value', object, reach, condition: where, ...roleField(where), items: [item.n] })
    // "Whale accounts", "quiet whales": directly before a noun the word is an adjective.
    if (ref.is === 'object' && nounObject(draft.items[item.n + 1]?.ref) !== undefined) draft.cost += 1.5
    // Of a row that each of these has one of, the word names which one, not what kind it is.
    if (ref.is === 'object' && reach.up.length) draft.cost += 1.2
  }
}

/** "How much pipeline": a noun for some of the rows narrows them where it names what they come to, too. */
export function bindKindAmounts(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (ref?.is !== 'field' || !reach || !draft.used.has(item.n)) continue
    if (!isAmount(fieldBehind(draft.catalogue, ref))) continue
    const kinds = draft.catalogue.objects.get(ref.object)?.kinds ?? []
    const said = ` ${wordOf(item)} `
    const where = kinds.find(({ words }) => words.some((word) => said.includes(` ${word} `)))?.where
    const values = where && roleField(where)
    if (!where || draft.atoms.some(({ field }) => field !== undefined && field === values?.field)) continue
    atom(draft, { kind: 'value', object: ref.object, reach, condition: where, ...values, items: [item.n] })
  }
}

/** Nouns of related rows: "with a champion" asks that one exists; the head's own role narrows the rows. */
export function bindRelated(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (!ref || !reach || draft.used.has(item.n)) continue
    if (ref.is === 'relation' && ref.to === draft.object.key && ref.object !== draft.object.key) {
      take(draft, item.n)
      continue
    }
    if (ref.is !== 'relation' && ref.is !== 'object') continue
    const object = nounObject(ref) ?? ''
    if (object === draft.object.key || saysWhoseKey(draft, item)) take(draft, item.n)
    else if (reach.many) {
      const { where } = ref
      const every = everyBefore(draft, item)
      if (every) take(draft, every.n)
      atom(draft, {
        kind: 'exists',
        object,
        reach,
        condition: where ?? { and: [] },
        items: [item.n],
        ...(every && { every: true }),
      })
    } else take(draft, item.n)
  }
}

/** "Where every ticket is solved", "all of whose tasks are done". */
function everyBefore(draft: Draft, item: Item): Item | undefined {
  for (let at = item.n - 1; at >= 0; at--) {
    const before = draft.items[at]
    if (
      isOp(before, 'all', 'including') &&
      /^(with )?(all|every|each|every single|all of|all the|all of the)$/.test(wordOf(before))
    )
      return draft.used.has(at) ||
        isOp(
          near(draft, at, -1, (other) => /^me$/.test(wordOf(other))),
          'show',
        )
        ? undefined
        : before
    const passes =
      roleOf(before) === 'value' ||
      roleOf(before) === 'adjective' ||
      /^(the|of|their|its|whose)$/.test(wordOf(before))
    if (!passes) return undefined
  }
  return undefined
}

const roleField = (where: Condition): { field?: string; values?: Scalar[] } =>
  'field' in where &&
  where.op === 'eq' &&
  (typeof where.value === 'string' || typeof where.value === 'number' || where.value === true)
    ? { field: where.field, values: [where.value] }
    : {}

/** "auto-renew off", "no CSM", "churn reason missing": fields tested for themselves. */
export function bindTests(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || (roleOf(item) !== 'field' && roleOf(item) !== 'verb')) continue
    const { ref, reach } = item
    if (!ref || !reach || !('field' in ref)) continue
    const field = fieldBehind(draft.catalogue, ref)
    if (!field) continue
    const test = (condition: Condition, items: number[], negated = false): void =>
      atom(draft, {
        kind: 'null',
        object: ref.object,
        reach,
        condition,
        field: field.key,
        items: [item.n, ...items],
        negated,
      })
    const after = near(draft, item.n, 1)
    const before = near(draft, item.n, -1)
    const switched = [after, before].find(
      (other) => other && isOp(other, 'switch') && !draft.used.has(other.n),
    )
    if (field.type === 'boolean') {
      const on = opOf(switched, 'switch')?.value !== 'off'
      // Of related rows it is the row that is absent: "no open ticket".
      if (isOp(before, 'absent') && before && !reach.many)
        test({ field: field.key, op: 'ne', value: true }, [before.n])
      else
        test(
          on ? { field: field.key, op: 'eq', value: true } : { field: field.key, op: 'eq', value: false },
          switched ? [switched.n] : [],
        )
      continue
    }
    const late = [after, before].find((other) => other && isOp(other, 'late') && !draft.used.has(other.n))
    const soon = [after, before].find(
      (other) => other && isOp(other, 'upcoming') && !isOp(other, 'rank') && !draft.used.has(other.n),
    )
    // What lies behind anyhow is not told by being late.
    const isPlan = ref.is !== 'verb' || (!ref.past && field.event !== 'past')
    if (isDay(field) && late && isPlan) test({ field: field.key, op: 'lt', value: { today: 0 } }, [late.n])
    else if (isDay(field) && soon) test({ field: field.key, op: 'gte', value: { today: 0 } }, [soon.n])
    else if (isDay(field) && hasPeriod(draft, item)) continue
    // "Nobody logged a call": there is none, not one without an owner.
    else if (ref.is === 'verb' && reach.many && isOp(before, 'absent')) continue
    else testAbsence(draft, item, field.key, isAmount(field) && field.additive === true, test)
  }
}

/** A period stands by to say when; what is denied then is that, not the day itself. */
const hasPeriod = (draft: Draft, item: Item): boolean =>
  draft.items.some(
    (other) => kind(other) === 'time' && !draft.used.has(other.n) && distance(draft, item.n, other.n) <= 2,
  )

type Test = (condition: Condition, items: number[], negated?: boolean) => void

/** What may stand behind a field that is only said to be there: where its value would stand, it is no such test. */
const endsThere = (item: Item | undefined): boolean =>
  item === undefined ||
  /^(for|of|at|in|on|from|who|whose|that|which|and|or|but|to|we|they|please|though|already|[,.;?!])$/.test(
    wordOf(item),
  ) ||
  kind(item) === 'time'

/** "With a phone number", "we have a phone number for", "whose phone number we have": so many as have one. */
function heldAt(draft: Draft, { n, ref }: Item): number[] | undefined {
  const before = draft.items.slice(Math.max(0, n - 4), n)
  const said = before.map(wordOf).join(' ')
  const behind = draft.items.slice(n + 1, n + 5)
  const next = behind.map(wordOf).join(' ')
  const hasOne =
    /\b(with|have|has|had|got|having|there (?:is|['’]s|was)|know|hold) (an?|any|some|already an?|also an?)( valid| working| known| current| other)?$/.test(
      said,
    ) &&
    !/\b(not|never|no|without|n't)\b/.test(said) &&
    (endsThere(draft.items[n + 1]) || isState(draft.items[n + 1]) || roleOf(draft.items[n + 1]) === 'cue') &&
    !draft.items.some(
      (other) =>
        other.n > n && other.ref?.is === 'value' && ref?.is === 'field' && other.ref.field === ref.field,
    )
  if (hasOne) return before.filter((item) => isOp(item, 'has', 'own') && item.n > n - 4).map((item) => item.n)
  const isKnown =
    /^(we|we do|i|we['’]ve|that we) (have|know|hold|got|have got|actually have|do have)\b(?! (not|no)\b)/.test(
      next,
    )
  return isKnown && before.some((item) => /^(whose|where|the)$/.test(wordOf(item)))
    ? behind.filter((item) => isOp(item, 'has', 'own')).map((item) => item.n)
    : undefined
}

const isValueOf = (value: Item | undefined, { ref }: Item): boolean =>
  value?.ref?.is === 'value' &&
  ref?.is === 'field' &&
  value.ref.field === ref.field &&
  value.ref.object === ref.object

function testAbsence(draft: Draft, item: Item, key: string, counts: boolean, test: Test): void {
  const after = near(draft, item.n, 1)
  const before = near(draft, item.n, -1)
  const unset = [after, before].find((other) => other && isOp(other, 'null') && !draft.used.has(other.n))
  const set = after && isOp(after, 'present') && !draft.used.has(after.n) ? after : undefined
  const missing = [before, after].find((other) => other && isOp(other, 'absent') && !draft.used.has(other.n))
  if (unset) test({ field: key, op: 'is_null' }, [unset.n])
  // "Without the tag beta": it is that value which they lack.
  else if (missing === before && isValueOf(draft.items[item.n + 1], item)) return
  else if (missing && (missing === before || /missing|lacking/.test(missing.span.text)))
    test(
      counts
        ? {
            or: [
              { field: key, op: 'eq', value: 0 },
              { field: key, op: 'is_null' },
            ],
          }
        : { field: key, op: 'is_null' },
      [missing.n],
    )
  else if (set) test({ field: key, op: 'not_null' }, [set.n])
  else if (item.ref?.is === 'field' && fieldBehind(draft.catalogue, item.ref)?.type === 'text') {
    const held = heldAt(draft, item)
    if (held) test({ field: key, op: 'not_null' }, held)
  }
}
