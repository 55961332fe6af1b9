/** Free text: what rows are about is looked for in their text, whatever its words mean elsewhere. Pure. */
import type { Condition } from '#db/query/query.ts'
import { singular } from '../inflect.ts'
import { atom, isOp, kind, near, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'
import { fieldBehind, here, type Reach } from './reach.ts'

/** Words that mean nothing here: in no source, or only within phrases that were not said. */
const isForeign = (item: Item): boolean => kind(item) === 'unknown' || kind(item) === 'skipped'

/** Cues that also say when, where or to whom: what they bring in is a topic only where nobody knows it. */
const isAmbiguous = (cue: string): boolean => /^(on|to|re|around|for|of|in|called|named)$/.test(cue)

/** The text of those rows that has the cue, in whatever form it is said. */
const textOf = ({ catalogue }: Draft, object: string, { span: { meaning, text } }: Item) =>
  catalogue.objects
    .get(object)
    ?.fields.find(
      ({ key, prose, phrases }) =>
        prose &&
        (phrases?.cues?.includes(text.toLowerCase()) ||
          (meaning.kind === 'entry' &&
            meaning.role === 'cue' &&
            meaning.refs.some((ref) => ref.is === 'cue' && ref.object === object && ref.field === key))),
    )

/** "Contacts named Farkas": a word that many names share. */
function bindNamed(draft: Draft, item: Item): void {
  const before = draft.items[item.n - 1]
  // "Whom nobody has called since June" names nobody.
  if (kind(item) === 'skipped' && !/^\p{Lu}/u.test(item.span.text)) return
  if (!isForeign(item) || !/^(named|called)$/.test(wordOf(before)) || draft.object.title !== 'name') return
  const condition: Condition = { field: 'name', op: 'contains', value: item.span.text }
  atom(draft, {
    kind: 'name',
    object: draft.object.key,
    reach: here,
    condition,
    items: [...(before ? [before.n] : []), item.n],
  })
}

const article = /^(a|an|the|our|their|any|some|its|his|her|this|that|those|these)$/

/** What may stand in a topic: no name, day or number, and no word of the rows themselves. */
function isTopical(draft: Draft, item: Item | undefined, object: string): item is Item {
  if (!item || draft.used.has(item.n)) return false
  const { ref } = item
  if (isForeign(item) || (ref?.is === 'value' && ref.isPart)) return true
  // "About reports": said of a thing, not of what is to be done.
  if (isOp(item, 'show') || kind(item) === 'inert') return /^\w{4,}(?<!s|ve)s$/.test(wordOf(item))
  return (
    /^(value|field|object|relation|portfolio)$/.test(roleOf(item) ?? '') &&
    nounObject(ref) !== object &&
    !(ref?.is === 'field' && ref.object === object) &&
    !(ref?.is === 'value' && ref.object === object)
  )
}

type Rows = { object: string; reach: Reach }

/** The rows whose text it is: the nearest that stand before the cue, or those that the talk is about. */
function rowsOf(draft: Draft, cue: Item): Rows | undefined {
  const said = draft.items
    .slice(0, cue.n)
    .findLast(
      ({ ref, reach, span }) =>
        ref !== undefined &&
        reach !== undefined &&
        (nounObject(ref) !== undefined || ref.object === draft.object.key) &&
        textOf(draft, nounObject(ref) ?? ref.object, cue) !== undefined &&
        span.meaning.kind === 'entry' &&
        span.meaning.role !== 'cue',
    )
  if (said?.ref && said.reach) return { object: nounObject(said.ref) ?? said.ref.object, reach: said.reach }
  // "Whoever moaned about bugs in the survey": the rows are named behind.
  const isNamedBehind = draft.items.some(({ n, ref }) => n > cue.n && nounObject(ref) === draft.object.key)
  return draft.follows || (isNamedBehind && !isAmbiguous(wordOf(cue)))
    ? { object: draft.object.key, reach: here }
    : undefined
}

/** "With director in their title", "whose subject mentions SSO": words said to stand in a text that is named. */
function bindInText(draft: Draft, item: Item): void {
  const { ref, reach } = item
  if (ref?.is !== 'field' || !reach || draft.used.has(item.n) || !fieldBehind(draft.catalogue, ref)?.prose)
    return
  const rows = { object: ref.object, reach }
  let at = item.n - 1
  while (article.test(wordOf(draft.items[at]))) at--
  const isIn = wordOf(draft.items[at]) === 'in'
  const holds = draft.items[item.n + 1]
  const isHeld =
    /^(contains?|containing|mentions?|mentioning|includes?|including|says?|saying|has|with|holds|like|reads)$/
  if (isIn) {
    const words = draft.items.slice(Math.max(0, at - 3), at)
    const first = words.findLastIndex(
      (word) => !isForeign(word) && roleOf(word) !== 'value' && roleOf(word) !== 'field',
    )
    const said = words.slice(first + 1)
    if (said.length > 0) push(draft, rows, ref.field, said, [item.n])
  } else if (holds && isHeld.test(wordOf(holds))) {
    const said = topicAt(draft, holds.n + 1, '')
    if (said.length > 0) push(draft, rows, ref.field, said, [item.n, holds.n])
  }
}

/** "How about", "what about", "worried about": said of the talk, or of somebody. */
const isOfTalk = (before: Item | undefined): boolean => /^(how|what|tell me|talk|know)$/.test(wordOf(before))

/** "Tickets about SSO", "answers that mention the price": the words behind a text's cue are looked for in it. */
export function bindTopics(draft: Draft): void {
  for (const item of draft.items) {
    bindNamed(draft, item)
    bindInText(draft, item)
  }
  for (const cue of draft.items) {
    if (draft.used.has(cue.n) || isOfTalk(draft.items[cue.n - 1])) continue
    const rows = rowsOf(draft, cue)
    const field = rows && textOf(draft, rows.object, cue)
    if (!field) continue
    const words = topicAt(draft, cue.n + 1, rows.object)
    const isTold =
      words.some(({ ref }) => ref?.is === 'value' && ref.isPart) || isOnTopic(draft, cue, words, rows)
    if (words.length === 0 || (isAmbiguous(wordOf(cue)) && !isTold)) continue
    push(draft, rows, field.key, words, [cue.n])
    // "About price or support": so is what is joined to it.
    for (let last = words.at(-1); last;) {
      const joint = draft.items[last.n + 1]
      const more =
        joint && /^(or|and|\/)$/.test(wordOf(joint)) ? topicAt(draft, joint.n + 1, rows.object) : []
      if (more.length > 0) push(draft, rows, field.key, more, [])
      last = more.at(-1)
    }
  }
}

/** The words of a topic that begin there. */
function topicAt(draft: Draft, from: number, object: string): Item[] {
  let at = from
  while (article.test(wordOf(draft.items[at]))) at++
  const words: Item[] = []
  for (let next = draft.items[at]; isTopical(draft, next, object); next = draft.items[next.n + 1])
    words.push(next)
  return words
}

/** "Calls on pricing": right behind the noun, words of no list that tells rows apart. */
const isOnTopic = (draft: Draft, cue: Item, words: Item[], { object }: Rows): boolean => {
  const before = draft.items[cue.n - 1]
  const isNoun =
    nounObject(before?.ref) === object || (roleOf(before) === 'value' && before?.ref?.object === object)
  return (
    wordOf(cue) === 'on' &&
    isNoun &&
    words.every(({ ref }) => ref?.is === 'field' || (ref?.is === 'value' && ref.observed)) &&
    nounObject(draft.items[(words.at(-1)?.n ?? cue.n) + 1]?.ref) === undefined
  )
}

/** "SSO certificate tickets", "SSO stuff": words of a text right beside the noun of its rows. */
export function bindBareTopics(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (ref?.is !== 'value' || !ref.isPart || !reach || draft.used.has(item.n)) continue
    if (isBesideNoun(draft, item, ref.object, reach) || isTitleOfMany(draft, item))
      push(draft, { object: ref.object, reach }, ref.field, [item], [])
  }
}

/** "The QBR decks": words of their titles stand for the rows themselves, where no noun does. */
const isTitleOfMany = (draft: Draft, { ref, reach, span, n }: Item): boolean =>
  reach?.steps === 0 &&
  ref?.is === 'value' &&
  ref.field === draft.object.title &&
  /[^s]s$/i.test(span.text) &&
  /\s/.test(span.text) &&
  roleOf(draft.items[n + 1]) !== 'object'

/** Nouns for whatever has to do with a topic. */
const whatever =
  /^(stuff|things?|issues?|matters?|business|topics?|questions?|problems?|quer(y|ies)|complaints?|requests?|subjects?|related|ones?|worries|troubles?)$/

function isBesideNoun(draft: Draft, item: Item, object: string, reach: Reach): boolean {
  const next = near(draft, item.n, 1, (other) =>
    /^(-|related|kind|kinds|sort|of|type|and|or)$/.test(wordOf(other)),
  )
  const isNoun = (other: Item | undefined): boolean =>
    nounObject(other?.ref) === object || (roleOf(other) === 'value' && other?.ref?.object === object)
  if (isNoun(next) || isNoun(near(draft, item.n, -1))) return true
  return reach.steps === 0 && whatever.test(wordOf(draft.items[item.n + 1]))
}

function push(draft: Draft, { object, reach }: Rows, field: string, words: Item[], cues: number[]): void {
  const said = words.map(({ span }) => span.text)
  // "Login problems" are whatever has to do with logins.
  if (said.length > 1 && whatever.test(said.at(-1)?.toLowerCase() ?? '')) said.pop()
  const text = said.join(' ')
  const isShort = /^\p{Lu}+s?$/u.test(text)
  atom(draft, {
    kind: 'value',
    object,
    reach,
    condition: { field, op: 'contains', value: isShort ? text : singular(text) },
    items: [...cues, ...words.map(({ n }) => n)],
  })
}
