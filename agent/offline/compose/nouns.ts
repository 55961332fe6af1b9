/** Nouns that name rows: of an object, or of what is related to it. Pure. */
import type { Ref } from '../spans.ts'
import { isOp, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { isOfPerson } from './reach.ts'

/** The object whose rows a noun names. */
export const nounObject = (ref: Ref | undefined): string | undefined =>
  ref?.is === 'object' ? ref.object : ref?.is === 'relation' ? ref.to : undefined

export const isNounRole = (item: Item): boolean => roleOf(item) === 'object' || roleOf(item) === 'relation'

export const mentions = (draft: Draft, object: string): boolean =>
  draft.items.some((other) => nounObject(other.ref) === object)

/** "Per region of the customer": the noun only says whose field the rows are grouped by. */
export function saysWhoseKey({ items, object }: Draft, noun: Item): boolean {
  const owner = nounObject(noun.ref)
  let at = noun.n - 1
  while (/^(the|a|their|its|each|our)$/.test(wordOf(items[at]))) at--
  const key = wordOf(items[at]) === 'of' ? items[at - 1] : undefined
  return (
    owner !== undefined &&
    owner !== object.key &&
    key !== undefined &&
    roleOf(key) === 'field' &&
    key.ref?.object === owner &&
    items.slice(0, key.n).some((item) => isOp(item, 'group'))
  )
}

/** A noun for a row with all that is below it, whoever the family is named after. */
export const isFamily = (item: Item): boolean =>
  /^(family|group|holding|umbrella|clan|empire|tree|(corporate|account) (family|tree|group)|family tree)s?$/.test(
    wordOf(item),
  )

const oneOfThem = /^(subsidiary|daughter|entity|arm|branch|unit|company|division|affiliate|sister|child)$/i

/** "The Netz subsidiary": the noun says what the named row is. */
export function isApposition({ items }: Draft, { n, span: { meaning, text } }: Item): boolean {
  const named = items[n - 1]?.span.meaning
  if (
    meaning.kind !== 'entry' ||
    meaning.role !== 'relation' ||
    named?.kind !== 'name' ||
    !oneOfThem.test(text)
  )
    return false
  const object = named.rows[0]?.object
  return (
    wordOf(items[n - 2]) === 'the' &&
    !/^['’]s?$/.test(items[n + 1]?.span.text ?? '') &&
    meaning.refs.some((ref) => ref.is === 'relation' && ref.object === object && ref.to === object)
  )
}

/** "Those of enterprise customers": the rows are those of before. */
export function isOfThose(items: readonly Item[], noun: Item): boolean {
  const of = items.slice(0, noun.n).findLast((item) => /^(of|from|for|in|at)$/.test(wordOf(item)))
  return of !== undefined && /^(those|these|ones|the ones)$/.test(wordOf(items[of.n - 1]))
}

/** "Sessions the customer did not turn up to": who did it, right behind the rows that it was done to. */
export function isSubject({ items }: Draft, noun: Item): boolean {
  const before = items[noun.n - 2]
  // "The score people gave us": what they did it to stands before them.
  const told = items[noun.n - 1]
  if (
    told?.ref?.is === 'field' &&
    told.ref.object !== nounObject(noun.ref) &&
    items[noun.n + 1]?.ref?.is === 'verb' &&
    items[noun.n + 1]?.ref?.object === told.ref.object
  )
    return true
  return (
    wordOf(items[noun.n - 1]) === 'the' &&
    before?.ref?.is === 'value' &&
    before.ref.object !== nounObject(noun.ref) &&
    /s$/.test(wordOf(before)) &&
    !/s$/.test(wordOf(noun))
  )
}

/** A word for one of our people: the CSM, the owner. */
export const namesPerson = (catalogue: Draft['catalogue'], { span: { meaning } }: Item): boolean =>
  meaning.kind === 'entry' && meaning.refs.some((ref) => isOfPerson(catalogue, ref))

/** Words for people that say nothing of whose they are. */
export const folk =
  /^(folks?|people|guys|contacts?|person|persons|users?|respondents?|anyone|anybody|someone|somebody|everyone|everybody|no one|nobody|those)$/

/** What stands at a row is not the row. */
export const inside = /^(at|over at|within|inside)$/

/** "Folks over at Copperfield": who is at a row is not the row. */
export function isInsideOf({ items, object }: Draft, { n }: Item): boolean {
  if (!/^((over )?(at|in)|inside|within|from)$/.test(wordOf(items[n - 1]))) return false
  // "Anyone from finance at Copperfield".
  let at = n - 2
  while (
    /^(value|adjective)$/.test(roleOf(items[at]) ?? '') ||
    /^(from|in|who|who is|of|ours|us|there|here|else)$/.test(wordOf(items[at]))
  )
    at--
  const noun = items[at]
  return roleOf(noun) === 'object' ? nounObject(noun?.ref) === object.key : folk.test(wordOf(noun))
}
