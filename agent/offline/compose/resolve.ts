/** Ties the spans of a path to one candidate object: which sense of a phrase is meant, and which noun the request is about. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Clock } from '#db/contract.ts'
import type { Ref, Span } from '../spans.ts'
import { verbForms } from '../inflect.ts'
import { amongSiblings } from './siblings.ts'
import { pluralOf } from '../lexicon.ts'
import { asksForOthers, othersCost } from './asks-who.ts'
import { distance, isLight, isOp, kind, near, roleOf, wordOf, take, type Draft, type Item } from './draft.ts'
import { isAmount, reach, type Reach, fieldBehind } from './reach.ts'
import { inside, isApposition, isNounRole, mentions, nounObject } from './nouns.ts'
import { isOurDeed } from './deeds.ts'
import { countsElsewhere, isBareWord, isBroughtIn, isOfOthers, isUnsaid } from './unsaid.ts'

const homeOf = (ref: Ref): string => ref.object

export function draftOf(
  catalogue: Catalogue,
  clock: Clock,
  object: string,
  spans: readonly Span[],
): Draft | null {
  const type = catalogue.objects.get(object)
  if (!type) return null
  const draft: Draft = {
    catalogue,
    clock,
    object: type,
    items: spans.map((span, n) => ({ n, span })),
    used: new Set(),
    atoms: [],
    groups: [],
    measures: [],
    saidAt: new Map(),
    made: [],
    having: [],
    orders: [],
    select: [],
    asks: [],
    cost: 0,
    counting: false,
  }
  if (asksForOthers(draft)) draft.cost += othersCost
  // Nouns first: what the other words mean depends on the rows that they stand beside.
  for (const item of draft.items) if (isNounRole(item)) settle(draft, item)
  for (const item of draft.items) if (!isNounRole(item)) settle(draft, item)
  return draft
}

/** What somebody of ours did is said of what they did it to, before the same word is said of anything else. */
const deedSaid = 2.4

function settle(draft: Draft, item: Item): void {
  const { meaning } = item.span
  if (meaning.kind !== 'entry') return
  if (isApposition(draft, item)) {
    take(draft, item.n)
    return
  }
  let best: { ref: Ref; reach: Reach; price: number } | undefined
  for (const ref of meaning.refs) {
    const way = wayTo(draft, ref)
    const deed = ref.is === 'verb' && ref.deed !== undefined
    if (!way || (deed && !isOurDeed(draft, item, ref.past))) continue
    const hasValue = takesValue(draft, item, ref)
    const price =
      way.steps +
      besides(draft, item, ref) +
      amongSiblings(draft, item, ref) +
      countsElsewhere(draft, ref, way) +
      (ref.is === 'value' && ref.observed && way.steps > 0 ? 1 : 0) +
      // "Deals that were won": what the word says of these rows is meant, not what it says of others.
      (ref.is === 'adjective' && meaning.shared && way.up.length > 0 ? 2.5 : 0) +
      (ref.is === 'value' && way.up.at(-1) === wordOf(item) ? 2 : 0) +
      (isOtherValue(item, meaning.refs, ref) ? 2 : 0) +
      // "Solved in May" is said of the day before it is of the hours that it took.
      (ref.is === 'verb' && isAmount(fieldBehind(draft.catalogue, ref)) ? 0.1 : 0) +
      (hasValue ? -4 : 0) +
      (deed ? -0.5 : 0) +
      (endsInVerb(draft, item, ref) ? 6 : 0) +
      (way.many && ref.is === 'verb' && !hasValue && !mentions(draft, ref.object) && !isBroughtIn(draft, ref)
        ? 3
        : 0)
    if (!best || price < best.price - 1e-9) best = { ref, reach: way, price }
  }
  if (!best) {
    draft.cost += 3
    return
  }
  if (
    isUnsaid(draft, meaning, best) ||
    isOfOthers(draft, item, best.ref) ||
    isBareWord(draft, item, best.ref)
  ) {
    draft.cost += 2
    return
  }
  item.ref = best.ref
  item.reach = best.reach
  draft.cost += Math.max(0, best.price) * 0.35
  if (best.ref.is !== 'verb' || !best.ref.deed) return
  item.ref = { is: 'adjective', object: best.ref.object, where: best.ref.deed }
  if (best.reach.steps === 0) draft.cost -= deedSaid
}

/** "In negotiation": what stands in the data so is meant before what is only called so, too. */
const isOtherValue = ({ span }: Item, refs: readonly Ref[], ref: Ref): boolean =>
  ref.is === 'value' &&
  !ref.observed &&
  refs.some(
    (other) =>
      other.is === 'value' &&
      other.observed &&
      other.object !== ref.object &&
      span.text.toLowerCase().includes(other.value.toLowerCase()),
  )

/** "Never used Alerts": the verb in the state is that of the rows that have what stands behind it. */
function endsInVerb(draft: Draft, item: Item, ref: Ref): boolean {
  const last = / (\p{L}+)$/u.exec(wordOf(item))?.[1]
  const next = ref.is === 'adjective' && last !== undefined ? near(draft, item.n, 1) : undefined
  const meaning =
    next?.span.meaning.kind === 'entry' && next.span.meaning.role === 'value' ? next.span.meaning : undefined
  const [held] = meaning?.refs ?? []
  if (last === undefined || held?.is !== 'value' || !held.observed || held.object === ref.object) return false
  const verbs = draft.catalogue.objects
    .get(held.object)
    ?.fields.flatMap((field) => field.phrases?.verbs ?? [])
  return verbs?.some((verb) => !verb.includes(' ') && verbForms(verb).includes(last)) === true
}

/** "Touched the API", "reached first value": a verb before what only its own rows have is said of them. */
function takesValue(draft: Draft, item: Item, ref: Ref): boolean {
  const next = near(draft, item.n, 1)
  const meaning = ref.is === 'verb' && next?.span.meaning.kind === 'entry' ? next.span.meaning : undefined
  return (
    meaning?.role === 'value' &&
    meaning.refs.every(
      (each) =>
        each.is === 'value' &&
        each.object === ref.object &&
        (each.observed || ref.object !== draft.object.key),
    )
  )
}

/** A relation's noun is reached through its owner, or is the candidate itself. */
function wayTo(draft: Draft, ref: Ref): Reach | null {
  const { catalogue, object } = draft
  if (ref.is !== 'relation') return reach(catalogue, object.key, ref.object)
  if (ref.to === object.key && ref.object !== object.key) return { up: [], steps: 0 }
  const way = reach(catalogue, object.key, ref.object)
  if (!way || way.many) return null
  const kind = catalogue.objects
    .get(ref.object)
    ?.relations.find((relation) => relation.key === ref.relation)?.kind
  return kind === 'one'
    ? { up: [...way.up, ref.relation], steps: way.steps + 1 }
    : { up: way.up, many: ref.relation, steps: way.steps + 1 }
}

/** Nearness of a noun whose rows the sense belongs to: an adjective means what it means of the noun beside it. */
function besides(draft: Draft, item: Item, ref: Ref): number {
  if (ref.is === 'object' || ref.is === 'relation') return 0
  const own = homeOf(ref)
  let price = own === draft.object.key ? 0 : 0.6
  const passing = (other: Item): boolean =>
    isLight(other) ||
    roleOf(other) === 'value' ||
    roleOf(other) === 'adjective' ||
    roleOf(other) === 'superlative' ||
    roleOf(other) === 'grade'
  const after = near(draft, item.n, 1, passing)
  const before = near(
    draft,
    item.n,
    -1,
    (other) => isLight(other) || isAdverb(other) || isMeasuring(draft, other, own),
  )
  const others = after && nounObject(after.ref)
  const next = draft.items[item.n + 1]
  if (others && others !== own && next === after) {
    // "Rising tickets" says nothing of the account, and "go-live milestones" is no go-live.
    if (own === draft.object.key) price += ref.is === 'value' || ref.is === 'adjective' ? 4 : 0.8
    if (ref.is === 'field') price += 1.5
    // "A won deal" is no customer won.
    if (ref.is === 'verb') price += own === draft.object.key ? 4 : 1.5
  }
  // "Declining health": the field's noun tells whose the condition is.
  if (next && (ref.is === 'value' || ref.is === 'adjective')) price += ofField(next, own)
  // A verb qualifies the noun after it only as a participle right before it: "left their company" is said of who left.
  const attributive =
    (ref.is !== 'verb' || draft.items[item.n + 1] === after) && !(after && isParted(draft, item, after))
  if (attributive && after && nounObject(after.ref) === own && distance(draft, item.n, after.n) <= 2)
    price -= 2
  else if (before && nounObject(before.ref) === own && (!others || others === own))
    price -= isPlaceOf(draft, before) ? 0.4 : isSaidOf(draft, before, item) ? 2.6 : 1.2
  else if (draft.items.some((other) => nounObject(other.ref) === own)) price -= 0.4
  else if (
    own !== draft.object.key &&
    item.span.meaning.kind === 'entry' &&
    (ref.is === 'value' || ref.is === 'adjective' || ref.is === 'verb')
  )
    price += ref.is === 'verb' && !sharesHome(draft, item, own) ? 3 : 1.2
  if (ref.is === 'value') price += cued(draft, item, ref)
  const field = ref.is === 'value' ? ref.field : undefined
  if (
    field &&
    draft.items.some(
      (other) =>
        other !== item &&
        other.span.meaning.kind === 'entry' &&
        Math.abs(other.n - item.n) <= 4 &&
        other.span.meaning.refs.some(
          (each) => (each.is === 'field' || each.is === 'cue') && each.field === field && each.object === own,
        ),
    )
  )
    price -= 0.7
  return price
}

/** "Has suddenly gone quiet": how it happened parts no noun from what is said of it, known or not. */
const isAdverb = (item: Item): boolean => kind(item) === 'unknown' && /\p{Ll}{2}ly$/u.test(item.span.text)

/** "A deal worth more than 100k closing this quarter": how much its rows come to parts no noun from its verb. */
const isMeasuring = ({ object }: Draft, { span: { meaning } }: Item, own: string): boolean =>
  own !== object.key &&
  (meaning.kind === 'number' ||
    (meaning.kind === 'op' && meaning.ops.some(({ op }) => /^(compare|compareAfter|unit)$/.test(op))) ||
    (meaning.kind === 'entry' &&
      /^(verb|field)$/.test(meaning.role) &&
      meaning.refs.some((ref) => ref.object === own)))

/** "Slipped at onboarding accounts": what a preposition brings in is not what the word before it qualifies. */
const isParted = (draft: Draft, item: Item, noun: Item): boolean =>
  draft.items
    .slice(item.n + 1, noun.n)
    .some((between) => /^(at|of|for|in|on|from|by|with)$/.test(wordOf(between)))

/** "Champions at red accounts have gone quiet": who is somewhere has gone quiet, not the place. */
function isPlaceOf({ items, object }: Draft, noun: Item): boolean {
  let at = noun.n - 1
  while (roleOf(items[at]) === 'value' || /^(the|our|my|all)$/.test(wordOf(items[at]))) at--
  return (
    nounObject(noun.ref) !== object.key &&
    inside.test(wordOf(items[at])) &&
    items[at - 1]?.ref !== undefined &&
    (nounObject(items[at - 1]?.ref) ?? items[at - 1]?.ref?.object) === object.key &&
    !/^(that|which|whose)$/.test(wordOf(items[noun.n + 1]))
  )
}

/** "The sponsor has gone quiet", "a champion who left": nothing but a copula between, or who has it in mind. */
const isSaidOf = (draft: Draft, noun: Item, item: Item): boolean =>
  draft.items
    .slice(noun.n + 1, item.n)
    .every(
      (between) =>
        copula.test(wordOf(between)) ||
        isOp(between, 'not') ||
        (noun.reach?.many !== undefined && /^(that|who|which)$/.test(wordOf(between))),
    )
const copula =
  /^(is|are|was|were|has|have|had|gone|went|been|['’]s|['’]re|['’]ve|just|now|all|since|completely|\p{L}+ly)$/u

/** A field's noun right behind: of the same rows or of others. */
function ofField({ span: { meaning } }: Item, own: string): number {
  if (meaning.kind !== 'entry' || meaning.role !== 'field') return 0
  return meaning.refs.some((ref) => ref.object === own) ? -0.5 : 1.5
}

/** Another word that can only speak of the same rows. */
const sharesHome = (draft: Draft, item: Item, home: string): boolean =>
  draft.items.some(
    (other) =>
      other !== item &&
      other.span.meaning.kind === 'entry' &&
      ['value', 'field'].includes(other.span.meaning.role) &&
      other.span.meaning.refs.every((each) => each.object === home),
  )

/** A value seen in the data of a field that has cues is taken for granted only beside one of them, or beside the field's noun. */
function cued(draft: Draft, item: Item, ref: Extract<Ref, { is: 'value' }>): number {
  if (ref.isPart) return 0
  const field = fieldBehind(draft.catalogue, ref)
  const cues = field?.phrases?.cues ?? []
  if (!cues.length) return 0
  const before = draft.items
    .slice(Math.max(0, item.n - 4), item.n)
    .map(wordOf)
    .join(' ')
  const near =
    cues.some((cue) => ` ${before} `.includes(` ${cue} `)) || wordOf(draft.items[item.n + 1]) === cues[0]
  const named = draft.items.some(
    (other) =>
      Math.abs(other.n - item.n) <= 3 &&
      other.span.meaning.kind === 'entry' &&
      other.span.meaning.refs.some((each) => each.is === 'field' && each.field === ref.field),
  )
  return near || named ? -0.8 : ref.observed ? 3 : 0
}

/** "account", not "accounts": one row is asked for. */
export function isSingular(draft: Draft, item: Item): boolean {
  const word = wordOf(item)
  const object = draft.catalogue.objects.get(nounObject(item.ref) ?? '')
  if (!object || word === pluralOf(object) || word === 'people') return false
  // "The backlog" is many.
  if (/(backlog|queue|pile|caseload|list|plate|feedback)$/.test(word)) return false
  return !/s$/.test(word) || [object.label, ...object.nouns].some((noun) => noun.toLowerCase() === word)
}
