/** Follow-ups that ask for other rows than the query before, of its rows: "and their champions?"; and the signs that a request leans on it. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { all, conjuncts } from './compose/build.ts'
import { isOp, isState, kind, near, roleOf, wordOf, type Item } from './compose/draft.ts'
import { isNounRole } from './compose/nouns.ts'
import { prefixOf, reach, through } from './compose/reach.ts'
import type { Edited, Previous } from './edit.ts'
import type { Reading } from './read.ts'

/** "and their champions?": rows of another object, of the rows before. */
export function retarget(previous: Previous, reading: Reading, catalogue: Catalogue): Edited | null {
  const refers =
    reading.draft.items.some((item) => isOp(item, 'those', 'it') && !hasOwnRows(reading, item)) ||
    (isOneRow(previous) &&
      reading.head === reading.object &&
      (leans(reading).continues || isBareNoun(reading)))
  const way = reach(catalogue, reading.object, previous.query.from)
  const counted = countedBy(previous, catalogue)
  if (counted !== undefined && counted !== reading.object) return null
  if (!refers || !way || previous.query.groupBy || !(counted !== undefined || isSaid(reading))) return null
  const narrowed: Condition | undefined =
    previous.query.limit && previous.ids
      ? { field: 'id', op: 'in', value: previous.ids }
      : previous.query.where
  if (previous.query.limit && !previous.ids) return null
  const moved =
    narrowed &&
    (way.many ? { some: [...way.up, way.many].join('.'), where: narrowed } : through(narrowed, prefixOf(way)))
  const where = all([...conjuncts(reading.query.where), ...conjuncts(moved)])
  const { where: _own, ...rest } = reading.query
  return { query: { ...rest, ...(where && { where }) }, changed: ['object'], taken: [] }
}

/** "Decision makers", "open tickets": no question, but what there is. */
export const isBareNoun = ({ draft }: Reading): boolean =>
  draft.items.every((item) => kind(item) === 'inert' || isState(item) || isNounRole(item))

/** "Who is at Follow?" and then "just the champions": of the one row that was looked up. */
export const isOneRow = ({ query: { where, measures, groupBy } }: Previous): boolean =>
  where !== undefined &&
  'field' in where &&
  where.field === 'id' &&
  where.op === 'eq' &&
  !measures &&
  !groupBy

/** "How many open tasks does Luca have?" and then "which of them": the rows that the column counts. */
function countedBy({ query: { from, select, where } }: Previous, catalogue: Catalogue): string | undefined {
  const [column, ...more] = select ?? []
  if (typeof column !== 'string' || more.length > 0 || !where) return undefined
  return catalogue.objects
    .get(from)
    ?.relations.find(({ key, kind: many }) => many === 'many' && column.split('_').includes(key))?.to
}

/** Words of the other rows stand there: "just the overdue ones" are still those of before. */
const isSaid = ({ head, draft, object }: Reading): boolean =>
  head === object ||
  draft.items.some(
    ({ span: { meaning } }) =>
      meaning.kind === 'entry' &&
      meaning.refs.some(
        (ref) =>
          (ref.is === 'object' && ref.object === object) ||
          (ref.is === 'relation' && ref.to === object) ||
          (ref.is === 'value' && ref.object === object && meaning.refs.length === 1),
      ),
  )

/** "the ones with open tickets", "who among them has tickets": the rows before are still what is asked. */
const hasOwnRows = ({ draft }: Reading, item: Item): boolean =>
  !/^(their|its|his|her|theirs)$|there( as well)?$/.test(wordOf(item)) &&
  (isSubject(draft, item) || hasOwnCondition(draft, item))

/** "Not the ones waiting on the customer": the rows before themselves, by what is said of them. */
const isSubject = (draft: Reading['draft'], item: Item): boolean =>
  (/\bones$/.test(wordOf(item)) || isOfSome(draft, item) || isOnlyThose(draft, item)) &&
  (draft.head === undefined || draft.head > item.n) &&
  draft.items.slice(item.n + 1).some((other) => other.ref !== undefined)

/** "Only those that never wrote": with no noun of their own behind it. */
const isOnlyThose = ({ items }: Reading['draft'], { n, span }: Item): boolean =>
  /^(those|these)$/i.test(span.text) && isOp(items[n - 1], 'only') && roleOf(items[n + 1]) !== 'object'

/** "Only those of enterprise customers". */
const isOfSome = ({ items }: Reading['draft'], { n, span }: Item): boolean =>
  /^(those|these)$/i.test(span.text) && /^(of|from|in|at|for|with)$/.test(wordOf(items[n + 1]))

const hasOwnCondition = (draft: Reading['draft'], item: Item): boolean =>
  draft.items
    .slice(item.n + 1)
    .some(
      (other) =>
        (isOp(other, 'has', 'absent') || /^(with|without|whose|have|has|having|had)$/.test(wordOf(other))) &&
        draft.items.slice(item.n + 1, other.n).every((between) => roleOf(between) !== 'object'),
    )

/** Signs that a request leans on the one before: it points back, or opens with a word that continues. */
export function leans(reading: Reading): { points: boolean; continues: boolean } {
  const { items } = reading.draft
  const points = items.some((item) => isOp(item, 'those', 'it') && !isHeldNoun(reading, item))
  const opener = items.find((item) => kind(item) !== 'inert')
  const first = items.find((item) => /\p{L}/u.test(item.span.text))
  const corrects = items.some((item) => isOp(item, 'correct') && /^(instead|rather)$/.test(wordOf(item)))
  return {
    points,
    continues:
      corrects ||
      (first !== undefined &&
        /^(from|in|of|for|at|with|without|by|within)$/.test(wordOf(first).split(' ')[0] ?? '')) ||
      (opener !== undefined &&
        isOp(opener, 'only', 'about', 'same', 'correct', 'order', 'and', 'except', 'group', 'widen', 'add')),
  }
}

/** "those accounts that", "the list of": the word stands before its own noun or names no earlier rows. */
const isHeldNoun = ({ draft }: Reading, item: Item): boolean =>
  /^(the list|this list|their)$/.test(wordOf(item)) &&
  near(draft, item.n, -1) !== undefined &&
  draft.head !== undefined &&
  draft.head < item.n
