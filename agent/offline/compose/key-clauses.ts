/** Keys that are said by more than a field's name: "each of us", "by how urgent they are", "by who has them", "of each sort", "reds and greens, how many of each". Pure. */
import type { Field } from '#db/catalogue/types.ts'
import {
  isLight,
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
import { asksForOthers, othersCost } from './asks-who.ts'
import { fieldAt } from './order.ts'
import { pathTo, fieldBehind } from './reach.ts'
import { nounObject } from './nouns.ts'
import { isSingular } from './resolve.ts'
import { peopleObject } from './who.ts'

/** Whoever owns the rows; people own themselves, and are no groups. */
const ownerOf = ({ object }: Draft): string | undefined =>
  object.owner === undefined || object.owner === 'id' ? undefined : object.owner

const isInert = (item: Item): boolean => kind(item) === 'inert'

/** "How many does each of us have", "shared out among my people", "by who has them": one group for everybody who owns rows. */
export function ownersAt(draft: Draft, op: Item): { items: number[]; path: string } | undefined {
  const owner = ownerOf(draft)
  if (owner === undefined) return undefined
  const next = near(draft, op.n, 1, isInert)
  const isEverybody = opOf(op, 'group')?.value === 'owner'
  const isTeam = isOp(next, 'team') && /^(my|our) /.test(wordOf(next))
  const who = draft.items[op.n + 1]
  const isWhose = /^who(m|se|ever)?$/.test(wordOf(who))
  if (!isEverybody && !isTeam && !isWhose) return undefined
  return { items: isWhose && who ? clauseFrom(draft, who) : [op.n], path: owner }
}

/** "By who has them", "by whoever they belong to": the rest of the clause. */
function clauseFrom(draft: Draft, { n }: Item): number[] {
  const rest = draft.items.slice(n + 1, n + 4)
  const end = rest.findIndex(
    (item) => isOp(item, 'and') || !(isLight(item) || isOp(item, 'has', 'own', 'those', 'it')),
  )
  return [n, ...rest.slice(0, end < 0 ? rest.length : end).map((item) => item.n)]
}

const group = (draft: Draft, path: string): void => {
  if (!draft.groups.includes(path)) draft.groups.push(path)
}

/** "By how urgent they are": the field that the word is a value of. */
export function degreeAt(draft: Draft, item: Item): { items: number[]; path: string } | undefined {
  const how = draft.items[item.n - 1]
  const { ref, reach } = item
  if (wordOf(how) !== 'how' || !ref || !('field' in ref) || !reach || reach.many) return undefined
  const field = fieldBehind(draft.catalogue, ref)
  return roleOf(item) === 'value' && field?.type === 'enum'
    ? { items: [item.n], path: pathTo(reach, field.key) }
    : undefined
}

const kindWord = /^(sort|kind|type|category|variety|flavou?r)s?$/

const isKindField = ({ key, label, phrases }: Field): boolean =>
  [key, label, ...(phrases?.nouns ?? [])].some((name) => /(^| )(kind|type)$/i.test(name))

/** "Of each sort": the field that says what kind of thing a row is. */
export function kindAt(draft: Draft, op: Item): { items: number[]; path: string } | undefined {
  const word = draft.items[op.n + 1]
  if (!word || !kindWord.test(wordOf(word)) || roleOf(word) === 'field') return undefined
  const lists = draft.object.fields.filter(({ type, values }) => type === 'enum' && values?.length)
  const field = lists.find(isKindField) ?? lists[0]
  return field && { items: [word.n], path: field.key }
}

/** Values of one field side by side: "red, yellow and green". */
function valuesBefore(draft: Draft, n: number): Item[] {
  const values = draft.items.filter(
    (item) => item.n < n && item.ref?.is === 'value' && !draft.used.has(item.n),
  )
  const [first] = values
  const ref = first?.ref
  if (ref?.is !== 'value' || values.length < 2) return []
  return values.every(({ ref: other }) => other?.is === 'value' && other.field === ref.field) ? values : []
}

/** "The three worst of each CSM": a rank inside each of the rows themselves, which is no order of them. */
export const isSoManyOfEach = (draft: Draft, op: Item): boolean =>
  wordOf(op) === 'of each' &&
  nounObject(near(draft, op.n, 1, isInert)?.ref) === draft.object.key &&
  draft.items.some((item) => isOp(item, 'rank') || item.ref?.is === 'superlative')

/** "Reds, yellows and greens, how many of each", "who has late ones, and how many each": what was said before is what they are told apart by. */
export function bindEachOf(draft: Draft, op: Item): boolean {
  if (!/^(each|of each|apiece|every)$/.test(wordOf(op)) || near(draft, op.n, 1, isInert)) return false
  const values = valuesBefore(draft, op.n)
  const [first] = values
  const found = first && !first.reach?.many ? fieldAt(draft, first) : undefined
  if (first && found) {
    group(draft, found.path)
    const isAll = found.field.values?.every(({ key }) =>
      values.some(({ ref }) => ref?.is === 'value' && ref.value === key),
    )
    take(draft, op.n, ...(isAll ? values.map(({ n }) => n) : []))
    return true
  }
  const owner = ownerOf(draft)
  const who = draft.items.find((item) => item.n < op.n && opOf(item, 'ask')?.value === 'who')
  const people = peopleObject(draft.catalogue.objects.values())
  const isOfPeople = who && !draft.items.some((item) => nounObject(item.ref) === people)
  if (!owner || !isOfPeople) return false
  group(draft, owner)
  draft.counting ||= draft.measures.length === 0
  // Whoever is asked for is what the rows are told apart by.
  if (asksForOthers(draft)) draft.cost -= othersCost
  take(draft, op.n, who.n)
  return true
}

/** "Mails written by the client": who did it, told of one, is nothing that rows are cut by. */
export function isDoer(draft: Draft, op: Item): boolean {
  const [article, noun] = draft.items.slice(op.n + 1)
  const before = draft.items[op.n - 1]
  const isDone =
    isState(before) ||
    roleOf(before) === 'verb' ||
    kind(before) === 'skipped' ||
    isOp(before, 'late') ||
    /ed$/.test(wordOf(before))
  return (
    wordOf(op) === 'by' &&
    isDone &&
    /^(the|a|an|our|their)$/.test(wordOf(article)) &&
    noun !== undefined &&
    nounObject(noun.ref) !== undefined &&
    isSingular(draft, noun) &&
    !draft.counting &&
    [...draft.saidAt.values()].every((items) => items.length === 0)
  )
}
