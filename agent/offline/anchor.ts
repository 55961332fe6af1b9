/** Whether a request is about the records at all: how much its known words say so, against how much of it is everyday talk. Pure. */
import { isOp, kind, roleOf, type Item } from './compose/draft.ts'
import { isAmount, isDay, fieldBehind } from './compose/reach.ts'
import { isSingular } from './compose/resolve.ts'
import type { Reading } from './read.ts'
import type { Unknown } from './unknown.ts'

/** A name that is an everyday word, written like one, may be no name. */
const doubtfulName = 1

/** From so many letters on. */
const longWord = 6

/** How much a word says that the records are meant. Verbs and everyday fields ("time", "name") say little by themselves. */
function weight(reading: Reading, item: Item): number {
  const { meaning, via } = item.span
  // A slip in a long word is seldom another word.
  const sure = via !== 'typo' ? 1 : item.span.text.length >= longWord ? 0.8 : 0.5
  if (meaning.kind === 'name') return item.span.cost >= doubtfulName ? 0.5 : sure
  if (meaning.kind === 'time' || meaning.kind === 'number') return reading.draft.used.has(item.n) ? 0.3 : 0
  // "Who shrank this year": a change that is measured.
  if (isOp(item, 'rise', 'fall') && isChange(reading, item)) return 0.5
  if (meaning.kind !== 'entry') return isOp(item, 'me', 'team') ? 0.2 : 0
  if (meaning.role === 'object' || meaning.role === 'relation' || meaning.role === 'portfolio') return sure
  if (meaning.role === 'kept') return reading.draft.used.has(item.n) ? sure : 0
  if (meaning.role === 'value' && /^(yes|no|on|off|other|none|unknown)$/i.test(item.span.text)) return 0
  if (isObserved(item))
    return (
      (item.span.to - item.span.from > 2 || isTurnOf(item) || (item.ref?.is === 'value' && item.ref.isPart)
        ? 0.7
        : 0.45) * sure
    )
  if (meaning.role === 'value' || meaning.role === 'adjective')
    return (saysOfOther(reading, item) ? 0.3 : 0.7) * sure
  // "Longest without a touch": so many words are no talk.
  if (meaning.role === 'superlative') return via === 'exact' && item.span.to - item.span.from > 1 ? 0.8 : 0.5
  if (meaning.role === 'grade') return sure
  // "How much did we close": what one of us did to rows.
  if (meaning.role === 'verb' && item.ref?.is === 'adjective') return 0.7 * sure
  // "Gave us a nine": a verb of several words with its figure.
  if (meaning.role === 'verb' && isConditionPhrase(reading, item)) return 0.7 * sure
  if (meaning.role === 'verb' || meaning.role === 'cue') return (isOwn(reading, item) ? 0.5 : 0.4) * sure
  const field = item.ref && 'field' in item.ref ? fieldBehind(reading.draft.catalogue, item.ref) : undefined
  if (isAmount(field)) return 0.8 * sure
  const isPlural = field?.event === 'main' && /s$/i.test(item.span.text)
  const { groups, orders, used } = reading.draft
  const isCut = isDay(field) && used.has(item.n) && (groups.length > 0 || orders.length > 0)
  return (
    (isPlural ||
    isCut ||
    isConditionPhrase(reading, item) ||
    field?.type === 'person' ||
    field?.type === 'enum' ||
    field?.type === 'boolean'
      ? 0.7
      : 0.4) * sure
  )
}

const isChange = ({ draft }: Reading, { n }: Item): boolean =>
  draft.used.has(n) &&
  (draft.settledOrder !== undefined ||
    draft.atoms.some(({ items, condition }) => items.includes(n) && 'since' in condition))

/** A name of several words that a condition hangs on is no everyday word. */
const isConditionPhrase = ({ draft }: Reading, { n, span }: Item): boolean =>
  span.to - span.from > 1 &&
  span.via === 'exact' &&
  (draft.atoms.some((each) => each.items.includes(n)) || (draft.groupRank !== undefined && draft.used.has(n)))

/** A word of the rows that everything else hangs on. */
const isOwn = (reading: Reading, item: Item): boolean =>
  item.reach?.steps === 0 && reading.object === reading.draft.catalogue.objects.keys().next().value

/** "New insurance", "a new language": said of a thing that is no row. */
const saysOfOther = ({ draft, head }: Reading, item: Item): boolean => {
  const next = draft.items[item.n + 1]
  return (
    head === undefined &&
    (kind(next) === 'unknown' || roleOf(next) === 'field' || (next !== undefined && isObserved(next)))
  )
}

/** "In negotiation", of a stage that is called so: more than the word that stands in the data. */
const isTurnOf = ({ ref, span }: Item): boolean =>
  ref?.is === 'value' &&
  span.to - span.from > 1 &&
  span.via === 'exact' &&
  span.text.toLowerCase() !== ref.value.toLowerCase()

const isObserved = (item: Item): boolean => item.ref?.is === 'value' && item.ref.observed

/** Words that any request has; other everyday words make talk of it. */
const plain =
  /^(the|a|an|of|in|on|at|to|for|with|by|from|is|are|was|were|be|been|being|am|do|does|did|i|we|you|it|my|our|ours|your|me|us|that|this|these|those|and|or|please|can|could|would|will|shall|should|may|have|has|had|show|list|there|their|they|them|what|which|who|whose|how|many|much|all|any|every|now|right|currently|give|get|see|just|only|so|hi|hello|hey|thanks|thank|ok|okay|as|per|than|more|less|not|no|up|out|over|under|'s|s|n't|if|then|customers|accounts|one|ones|uh|uhm|um|er|erm|hmm|kind|sort|anyone|anybody|someone|somebody|nobody|today|still|yet|already|again|really|actually|basically|also|too)$/

/** A word of everyday talk, that a request would not need. */
export const isEverydayTalk = (text: string): boolean =>
  /\p{L}/u.test(text) && !plain.test(text.toLowerCase())

/** "The account", "a meeting": a noun in the singular speaks of no rows. */
const isOneOfKind = (item: Item, { draft }: Reading): boolean =>
  roleOf(item) === 'object' && isSingular(draft, item)

const least = 0.7
const leastAnchor = 0.45
const forTalk = 0.25
const mostTalk = 3
const forPersonal = 1

/** Rows of a kind, unfiltered, are asked for by the plural: "the company that made you" names none. */
function isBare({ query, draft, head }: Reading): boolean {
  const { from: _, ...rest } = query
  if (Object.keys(rest).length > 0) return false
  const said = head === undefined ? undefined : draft.items.find(({ n }) => n === draft.head)
  return said !== undefined && isSingular(draft, said) && !draft.items.some((item) => isOp(item, 'all'))
}

/** What somebody asks of their own life or of the assistant itself: "how do I get …", "what is your name". */
const personal =
  /\b(how|when|where|why|what time) (do|can|should|did|will|am|could|may|must|would) i\b|\b(did|am|was) i\b|(?<!\bhave )\bi (get|got|left|did|said|can|pay|spend|heard?|drive|eat|buy|cook|owe|face)\b|\b(your|yours|yourself)\b|\b(are|were|created?|creating|call|made) you\b|\bdo you (know|think|like|have|call|live|work)\b/i

export const isPersonal = (text: string): boolean => personal.test(text)

type Anchorage = { sum: number; wanted: number }

/** How much of the request speaks of the records, and how much of it should. */
function anchorage(
  { draft }: Reading,
  weights: readonly { item: Item; weight: number }[],
  isStrong: boolean,
): Anchorage {
  const inert = draft.items.filter((item) => kind(item) === 'inert')
  const talk = inert.filter((item) => isEverydayTalk(item.span.text)).length
  // "Have I got to do" is said of tasks, not of one's own life.
  const isOfRows = (item: Item): boolean =>
    roleOf(item) === 'object' && item.span.to > item.span.from + 1 && item.span.via === 'exact'
  const text = draft.items.map((item) => (isOfRows(item) ? '|' : item.span.text)).join(' ')
  return {
    sum: weights.reduce((sum, { weight }) => sum + weight, 0),
    wanted:
      least + (isStrong ? 0 : forTalk * Math.min(talk, mostTalk)) + (isPersonal(text) ? forPersonal : 0),
  }
}

/** Enough of the words must be known, and something must be asked of the records. */
export function isAnchored(reading: Reading, unknown: readonly Unknown[]): boolean {
  if ((reading as Partial<{ edited: boolean }>).edited && !unknown.length) return true
  const items = reading.draft.items.filter((item) => kind(item) !== 'inert')
  const weights = items.map((item) => ({ item, weight: weight(reading, item) }))
  const strong = weights.some(({ item, weight: own }) => own >= 0.8 && !isOneOfKind(item, reading))
  const { sum: anchors, wanted } = anchorage(reading, weights, strong)
  const strange =
    items.filter((item) => kind(item) === 'unknown' && !reading.draft.used.has(item.n)).length +
    reading.account.ignored.length * 0.5
  // The time between two days of a row is asked of nothing else.
  if (strange === 0 && reading.draft.measures.some((each) => 'fn' in each && each.to !== undefined))
    return true
  // A verb of any trade and a day are no question about the records.
  if (!weights.some((each) => each.weight >= leastAnchor)) return false
  if (anchors < wanted || isBare(reading)) return false
  const first = items[0]?.span
  // A strange first word is a verb of another trade: "wire $500 to …".
  if (first?.meaning.kind === 'unknown' && !/^\p{Lu}/u.test(first.text) && strange > 1) return false
  if (unknown.some((each) => each.as === 'name') && unknown.length === 1) return true
  return strange < 2 || strange / (strange + anchors) < 0.4
}
