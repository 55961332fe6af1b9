/** Words that narrow the asked rows and were taken for everyday talk, for the noun said again, for a column, or for rows of others: a reading that lost one is never answered. Pure. */
import { isDoer } from './compose/key-clauses.ts'
import { isOp, isState, kind, roleOf, wordOf, type Draft, type Item } from './compose/draft.ts'
import { isNounRole, nounObject } from './compose/nouns.ts'
import { fieldOf, isDay, lastKey, tenseOf } from './compose/reach.ts'
import { isSingular } from './compose/resolve.ts'
import type { Asked } from './compose/build.ts'
import type { Span } from './spans.ts'

/** Which of the words say more than the reading does. */
export const swallowed = (draft: Draft, asked: Asked): Span[] =>
  draft.items
    .filter(
      (item) =>
        isCircumstance(draft, item) ||
        isKindBefore(draft, item) ||
        isHalfOwned(draft, item) ||
        isIdleNoun(draft, item) ||
        isThingOfRows(draft, item) ||
        isColumnBehind(draft, item) ||
        isDeniedNothing(draft, item) ||
        isOrderOnly(draft, item) ||
        isOfEach(draft, item) ||
        isPossible(draft, item) ||
        isPartedByBut(draft, item) ||
        isDoer(draft, item) ||
        isBesides(draft, item, asked) ||
        isTheirOwn(draft, item),
    )
    .map(({ span }) => span)

const article = /^(the|a|an|our|their|his|her|its|my|your)$/

/** The item before, over an article. */
const beforeArticle = ({ items }: Draft, { n }: Item): Item | undefined =>
  article.test(wordOf(items[n - 1])) ? items[n - 2] : items[n - 1]

/** "Won over lunch", "who came to the dinner": where or how something was done. */
const isCircumstance = (draft: Draft, item: Item): boolean =>
  kind(item) === 'inert' &&
  /^(lunch|breakfast|dinner|supper|brunch|teatime|lunchtime)$/.test(wordOf(item)) &&
  /(^|\s)(over|at|to|in|on|during|with)$/.test(wordOf(beforeArticle(draft, item))) &&
  draft.items.slice(0, item.n).some((each) => kind(each) === 'entry')

/** "Listed companies": what was done to rows says of which sort they are; "the listed ones" are those of before. */
const isKindBefore = ({ items, head }: Draft, item: Item): boolean =>
  kind(item) === 'inert' &&
  /^(listed|registered|located|reported|scored|logged|held|hosted|housed|placed)$/.test(wordOf(item)) &&
  head === item.n + 1 &&
  !/^(the|those|these|all|above|as|is|are|was|were|how|many|been|not)$/.test(wordOf(items[item.n - 1]))

/** "Family owned": by whom, where that came to nothing. */
const isHalfOwned = ({ items, atoms }: Draft, item: Item): boolean =>
  wordOf(item) === 'owned' &&
  !atoms.some((each) => each.items.includes(item.n) && each.items.length > 1) &&
  kind(items[item.n - 1]) === 'entry' &&
  isNounRole(items[item.n - 1] ?? item) &&
  !/^by\b/.test(wordOf(items[item.n + 1]))

/** "In person", "by letter": a bare noun that brought in no rows. */
const isIdleNoun = (draft: Draft, item: Item): boolean =>
  (isNounRole(item) ? isSingular(draft, item) : kind(item) === 'skipped' && isLast(draft, item)) &&
  draft.groups.length === 0 &&
  item.n > 1 &&
  /^(in|by|via|on)$/.test(wordOf(draft.items[item.n - 1])) &&
  !/^(nobody|no one|anyone|anybody|someone|somebody|who|one|we|team|is|are|up)$/.test(
    wordOf(draft.items[item.n - 2]),
  ) &&
  (isLast(draft, item) || kind(draft.items[item.n + 1]) === 'time') &&
  !draft.atoms.some((each) => each.items.includes(item.n))

/** "With a red logo", "signed on paper": a word for the asked rows themselves, where it tells something of them. */
const isThingOfRows = (draft: Draft, item: Item): boolean => {
  const { items, head, object, groups } = draft
  const first = head ?? 0
  if (item.n <= first || groups.length > 0) return false
  if (head === undefined && !/^(skipped|entry)$/.test(kind(items[0]))) return false
  const isSame = isNounRole(item) && nounObject(item.ref) === object.key && item.reach?.steps === 0
  if (!isSame && (kind(item) !== 'skipped' || !isState(items[item.n - 1]))) return false
  if (isSame && (!isSingular(draft, item) || wordOf(items[first]) === wordOf(item))) return false
  let at = item.n - 1
  while (/^(value|adjective)$/.test(roleOf(items[at]) ?? '') || /^an?$/.test(wordOf(items[at]))) at--
  return /^(on|with|with an?|having an?|by)$/.test(wordOf(items[at])) && at > first
}

const isLast = ({ items }: Draft, { n }: Item): boolean =>
  items.slice(n + 1).every(({ span }) => /^\W*$/.test(span.text))

/** "Meetings held in person", "contracts on notice": a field behind such a word is no column. */
const isColumnBehind = (draft: Draft, item: Item): boolean => {
  const { items, select, used } = draft
  const { ref } = item
  const before = items[item.n - 1]
  const asked = items[item.n - 2]
  return (
    ref?.is === 'field' &&
    roleOf(item) === 'field' &&
    used.has(item.n) &&
    /^(in|on|over|via|through)$/.test(wordOf(before)) &&
    !isTelling(asked) &&
    (kind(asked) === 'entry' ||
      (kind(asked) === 'inert' && /(ed|held|kept|made|done|sent)$/.test(wordOf(asked)))) &&
    isLast(draft, item) &&
    select.some((path) => typeof path === 'string' && lastKey(path) === ref.field)
  )
}

const isTelling = (item: Item | undefined): boolean =>
  /^(based|focused|sorted|ordered|needed)$/.test(wordOf(item))

/** "With nothing overdue": a denial that stands where nobody read it. */
const isDeniedNothing = ({ items, used }: Draft, item: Item): boolean => {
  const next = items[item.n + 1]
  // "With nothing done yet": that none of their rows is, is not that some is not.
  if (/^with nothing$/.test(wordOf(item)) && next?.reach?.many && /^(field|verb)$/.test(roleOf(next) ?? ''))
    return true
  return (
    kind(item) === 'inert' &&
    wordOf(item) === 'nothing' &&
    /^(with|has|have|had|having|got|there is|there's)$/.test(wordOf(items[item.n - 1])) &&
    next !== undefined &&
    !/^(else|but|special|much|more|new|to|in)$/.test(wordOf(next)) &&
    (used.has(next.n) || kind(next) === 'inert')
  )
}

/** "Sort them by number of …": an order was asked for, and none was read. */
const isOrderOnly = ({ items, orders, groups, groupRank }: Draft, item: Item): boolean =>
  item.n === items.findIndex((each) => kind(each) !== 'inert') &&
  /^(sort|rank|order)$/.test(wordOf(item)) &&
  items.some(({ n, span }) => n > item.n && /^by$/i.test(span.text)) &&
  orders.length === 0 &&
  groups.length > 0 &&
  !groupRank

/** "How many at each enterprise account": a figure of each was asked for, and one of all was read. */
const isOfEach = ({ items, groups, perRow }: Draft, item: Item): boolean => {
  if (!/^(each|every)$/.test(wordOf(item)) || groups.length > 0 || perRow) return false
  if (
    !items.some((each) => isOp(each, 'count')) ||
    !/^(at|in|for|with|from|by|of|on)$/.test(wordOf(items[item.n - 1]))
  )
    return false
  return items.slice(item.n + 1, item.n + 4).some(isNounRole)
}

/** "Who can still cancel": what may happen did not happen on a day that is known. */
const isPossible = (draft: Draft, item: Item): boolean => {
  if (kind(item) !== 'inert' || !/^(can|could|may|might)$/.test(wordOf(item))) return false
  const verb = draft.items
    .slice(item.n + 1)
    .find((each) => !/^(still|yet|even|also|just|we|they|you|i|not)$/.test(wordOf(each)))
  const { ref } = verb ?? {}
  const object = draft.catalogue.objects.get(ref?.object ?? '')
  const day = ref?.is === 'verb' ? fieldOf(object, ref.field) : undefined
  return (
    verb !== undefined &&
    object !== undefined &&
    day !== undefined &&
    isDay(day) &&
    tenseOf(object, day) === 'past' &&
    draft.atoms.some((each) => each.kind === 'period' && each.items.includes(verb.n))
  )
}

/** "Training done but go-live missing": two values that are set against each other are no alternatives. */
const isPartedByBut = ({ items, atoms, used }: Draft, item: Item): boolean => {
  if (!isOp(item, 'but') || wordOf(item) !== 'but' || used.has(item.n)) return false
  const [before, after] = [items.slice(0, item.n), items.slice(item.n + 1)].map((side) =>
    atoms.filter(
      ({ kind: of, negated, items: said }) =>
        of === 'value' && !negated && side.some((each) => roleOf(each) === 'value' && said.includes(each.n)),
    ),
  )
  return before?.some(({ field }) => after?.some((each) => each.field === field)) === true
}

/** "Tickets with attachments": rows beside the asked ones, of the same parent, where nobody spoke of the parent. */
function isBesides(draft: Draft, item: Item, { from, where }: Asked): boolean {
  const { reach, ref } = item
  const [first] = reach?.up ?? []
  if (!reach?.many || first === undefined || !draft.used.has(item.n) || from !== draft.object.key)
    return false
  if (draft.head === undefined || draft.follows) return false
  // "Contacts with open deals": what is told of them says which are meant.
  const isTold = [draft.items[item.n - 1], draft.items[item.n + 1]].some(
    (each) => isState(each) && each?.reach?.many === reach.many,
  )
  if (isNounRole(item) && isTold) return false
  const parent = draft.object.relations.find(({ key }) => key === first)?.to
  const said = JSON.stringify(where ?? '')
  return (
    ref !== undefined &&
    parent !== undefined &&
    said.includes(`":"${[...reach.up, reach.many].join('.')}"`) &&
    !draft.items.some(
      (each) =>
        each !== item &&
        (nounObject(each.ref) === parent ||
          (each.span.meaning.kind === 'name' &&
            each.span.meaning.rows.some(({ object }) => object === parent)) ||
          (each.reach?.up[0] === first && !each.reach.many && each.ref !== undefined)),
    )
  )
}

/** "How many employees does Halcyon have": people at a customer are its own, not those of ours who look after it. */
function isTheirOwn(draft: Draft, item: Item): boolean {
  const { items, head, object, catalogue } = draft
  const noun = head === undefined ? undefined : items[head]
  const holds = draft.atoms.find((each) => each.kind === 'name' && each.items.includes(item.n))
  if (kind(item) !== 'name' || !holds?.reach.many || noun?.ref?.is !== 'object' || noun.ref.where)
    return false
  const { owner, relations } = catalogue.objects.get(holds.object) ?? {}
  const isLookedAfter = relations?.some(({ key, to }) => key === owner && to === object.key) === true
  const [before, after] = [items[item.n - 1], items[item.n + 1]]
  return (
    isLookedAfter &&
    (/^(at|of|in|inside|within|does|do|has|have)$/.test(wordOf(before)) ||
      /^(['’]s|have|has|employs?)$/.test(wordOf(after)))
  )
}
