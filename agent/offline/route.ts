/** Ranks what a request may be: a question of its own, or an edit of the one before. Both are read; the signs of each decide. Pure. */
import type { Clock } from '#db/contract.ts'
import { conjuncts, type Asked } from './compose/build.ts'
import { isOp, isState, roleOf, wordOf } from './compose/draft.ts'
import { isNounRole } from './compose/nouns.ts'
import type { Seed } from './compose/compose.ts'
import { edit, keyOf, type Edited, type Previous } from './edit.ts'
import { plural } from './inflect.ts'
import { isOperative } from './lattice.ts'
import type { Lexicon } from './lexicon.ts'
import { readingsOf, type Lattice, type Reading } from './read.ts'
import { isBareNoun, isOneRow, leans } from './retarget.ts'

/** A reading with the query that it comes to; `edited` where the query before was changed by it. */
export type Ranked = Reading & { final: Asked; edited: boolean }

/** What speaks against a reading that the words do not carry by themselves. */
const price = {
  newThatPoints: 4,
  newWithoutNoun: 2,
  newContinuing: 1,
  /** "per region": groups of what was asked. */
  newGrouping: 2,
  /** "oldest first": an order of nothing. */
  newOrdering: 2,
  /** "leavers too". */
  newAdding: 20,
  /** "priya, same thing". */
  newRepeating: 3,
  /** "only enterprise accounts". */
  newNarrowing: 2,
  /** "And meetings?" after calls. */
  newSameField: 2,
  newMeasure: 2,
  /** What a noun of other rows costs a composition (compose). */
  otherHead: 2.5,
  editOfWhole: 3,
  editPlain: 0.4,
  retarget: 0.2,
  noun: 1.2,
  lost: 4,
} as const

const mostEdits = 8

export function rankReadings(
  lattice: Lattice,
  lexicon: Lexicon,
  clock: Clock,
  previous: Previous | null,
): Ranked[] {
  const own = readingsOf(lattice, lexicon, clock)
  if (!previous) return own.map((reading) => ({ ...reading, final: reading.query, edited: false }))
  // What names nothing goes on from the rows before, or is no question.
  const asked = own.filter(
    (reading) =>
      reading.object === previous.query.from ||
      (namesSomething(reading) &&
        !(reading.head === undefined && (isFragment(reading) || isOfGroups(reading, previous)))),
  )
  const fresh = asked.map((reading): Ranked => ({
    ...reading,
    price: reading.price + againstNew(reading, previous),
    final: reading.query,
    edited: false,
  }))
  const fragments = readingsOf(lattice, lexicon, clock, [previous.query.from], {
    object: previous.query.from,
    seed: seedOf(previous.query),
  }).slice(0, mostEdits)
  const edits = [
    ...fragments,
    ...own.filter((reading) => reading.object !== previous.query.from).slice(0, mostEdits),
  ].flatMap((reading): Ranked[] => {
    const edited = edit(previous, reading, lexicon.catalogue)
    return edited ? [asEdit(reading, edited, previous)] : []
  })
  const all = edits.length > 0 && isOnlyWhere(lattice.tokens) ? edits : [...fresh, ...edits]
  return all.sort((a, b) => a.price - b.price)
}

/** "Only where a ticket is open", "same but just those with a champion": no question of its own begins so. */
const isOnlyWhere = (words: Lattice['tokens']): boolean =>
  /^(?:(?:and|but|same|the same|ok|okay|now|then|so|please|again|,) )*(?:only|just) (?:(?:those|the ones|ones|them|these) )?(?:where|with|if|when|whose|that|which|who)\b/.test(
    words.map(({ word }) => word).join(' '),
  )

/** "Only those with more than 5 customers" of regions: those are no rows. */
const isOfGroups = (reading: Reading, { query }: Previous): boolean =>
  query.groupBy !== undefined && leans(reading).points && leans(reading).continues

const namesSomething = ({ spans }: Reading): boolean =>
  spans.some(({ meaning }) => meaning.kind === 'entry' || meaning.kind === 'name')

/** An order or a limit alone, a field alone, a value alone: no question of its own. */
function againstNew(reading: Reading, previous: Previous): number {
  const { points, continues } = leans(reading)
  const standsAlone =
    reading.head !== undefined ||
    reading.draft.items.some((item) => item.span.meaning.kind === 'name' || roleOf(item) === 'portfolio')
  const asks = reading.draft.items.some((item) => isOp(item, 'ask', 'count', 'show', 'much'))
  const repeats = reading.draft.items.some((item) => isOp(item, 'same'))
  return (
    (points ? price.newThatPoints : 0) +
    (standsAlone ? 0 : price.newWithoutNoun - (asks ? 0.5 : 0)) +
    (continues ? price.newContinuing : 0) +
    (groupsOnly(reading) ? price.newGrouping : 0) +
    (ordersOnly(reading) ? price.newOrdering : 0) +
    (adds(reading) ? price.newAdding : 0) +
    (repeats ? price.newRepeating : 0) +
    (narrowsBy(reading) ? price.newNarrowing : 0) +
    (isFigureOfGroups(reading, previous) ? price.newMeasure : 0) +
    (isNounOfOne(reading, previous) ? price.newSameField : 0) +
    (isBareName(reading, previous) ? price.newMeasure : 0) +
    (isBareKind(reading, previous) ? price.newSameField : 0) +
    (isBareMeasure(reading) && previous.query.measures?.some((each) => 'measure' in each && each.during)
      ? price.newMeasure
      : 0)
  )
}

const adds = ({ draft }: Reading): boolean => {
  const last = draft.items.findLast((item) => /\p{L}/u.test(item.span.text) && wordOf(item) !== 'please')
  return isOp(last, 'add') && /^(too|as well)$/.test(wordOf(last))
}

/** Opens with the word that splits: what is split was said before. */
const groupsOnly = ({ draft }: Reading): boolean => {
  const first = draft.items.find((item) => item.span.meaning.kind !== 'inert')
  return (
    draft.groups.length > 0 &&
    isOp(first, 'group') &&
    draft.atoms.length === 0 &&
    !draft.measures.some((each) => !('fn' in each && each.fn === 'count'))
  )
}

/** Nothing but which end comes first and how many. */
const ordersOnly = ({ draft }: Reading): boolean =>
  (draft.orders.length > 0 || draft.limit !== undefined) &&
  draft.atoms.length === 0 &&
  draft.head === undefined &&
  draft.select.length === 0 &&
  draft.items.every(
    ({ span: { meaning } }) =>
      meaning.kind !== 'name' && !(meaning.kind === 'entry' && meaning.role === 'object'),
  )

/** "Everyone but Aisha": all of those before. */
const isAllBut = ({ draft }: Reading): boolean => {
  const [first, second] = draft.items.filter((item) => item.span.meaning.kind !== 'inert')
  return (
    isOp(first, 'all') && (isOp(second, 'except') || wordOf(second) === 'but') && draft.head === undefined
  )
}

const narrowsBy = (reading: Reading): boolean =>
  isFragment(reading) ||
  isAllBut(reading) ||
  isOp(
    // "I only want Noor's" speaks of Noor's.
    reading.draft.items.find((item) => item.span.meaning.kind !== 'inert' && !/^(i|we)$/.test(wordOf(item))),
    'only',
    'except',
  )

/** "From enterprise accounts": no question begins so. */
const isFragment = ({ draft }: Reading): boolean =>
  /^(from|in|of|for|at|with|without|by|within|since|until|during)$/.test(
    wordOf(draft.items[0]).split(' ')[0] ?? '',
  ) && !draft.items.some((item) => isOp(item, 'ask', 'show', 'count', 'much', 'why'))

/** "Wei?" after a figure of Priya's, "show me Wei's" after tasks. */
const isBareName = ({ draft }: Reading, { query }: Previous): boolean => {
  const isOwner = draft.items.some(
    ({ n, span: { meaning, text } }) =>
      meaning.kind === 'name' &&
      (/['’]s?$/.test(text) || /^['’]s?$/.test(draft.items[n + 1]?.span.text ?? '')),
  )
  const said = draft.items.filter(
    (item) =>
      item.span.meaning.kind !== 'inert' &&
      !isOp(item, 'and', 'or', 'about', 'same') &&
      !(isOwner && isOp(item, 'show')),
  )
  // "Dana's and Wei's" after a list are of both.
  return (
    said.length > 0 &&
    (said.length === 1 || isOwner) &&
    said.every(({ span: { meaning } }) => meaning.kind === 'name' && meaning.rows[0]?.object !== query.from)
  )
}

/** "Decision makers" after one account: those of it. */
const isNounOfOne = (reading: Reading, previous: Previous): boolean =>
  isOneRow(previous) &&
  reading.object !== previous.query.from &&
  reading.head === reading.object &&
  isBareNoun(reading)

/** "And meetings?" after a figure of calls, "what about sponsors" after champions who left: the same field, another value. */
function isBareKind({ draft, clauses, object }: Reading, { query }: Previous): boolean {
  const said = draft.items.filter(
    (item) =>
      item.span.meaning.kind !== 'inert' && !isOp(item, 'and', 'or', 'about', 'same', 'filler', 'only'),
  )
  const before = conjuncts(query.where).map(keyOf)
  return (
    object === query.from &&
    said.length > 0 &&
    said.every((item) => isState(item) || isNounRole(item)) &&
    clauses.length > 0 &&
    (draft.items.some((item) => isOp(item, 'only'))
      ? // "Champions only" of contacts that left.
        true
      : draft.items.some((item) => isOp(item, 'and', 'or', 'about', 'same'))
        ? clauses.every(({ condition }) => before.includes(keyOf(condition)))
        : said.length === 1)
  )
}

/** "I meant the number of customers", "number of customers there" after seats by industry: another figure of the same groups. */
function isFigureOfGroups(reading: Reading, { query }: Previous): boolean {
  const { draft } = reading
  const { points, continues } = leans(reading)
  return (
    query.groupBy !== undefined &&
    (points || continues) &&
    draft.measures.length > 0 &&
    draft.atoms.length === 0 &&
    draft.groups.length === 0
  )
}

/** "GRR?" after a figure over a window: over the same one. */
const isBareMeasure = ({ draft }: Reading): boolean => {
  const said = draft.items.filter((item) => item.span.meaning.kind !== 'inert')
  return said.length === 1 && roleOf(said[0]) === 'portfolio'
}

function asEdit(reading: Reading, { query: final, taken, idle = [] }: Edited, previous: Previous): Ranked {
  const { points, continues } = leans(reading)
  // "Only those of enterprise accounts": the noun is that of rows which the ones before belong to.
  const ofParents = narrowsBy(reading) && reading.head !== undefined && reading.head !== reading.object
  const moved = reading.object !== previous.query.from
  const whole =
    reading.head !== undefined &&
    !points &&
    !ofParents &&
    !(moved && isOneRow(previous)) &&
    !isBareKind(reading, previous) &&
    !isNounOfOne(reading, previous) &&
    !isFigureOfGroups(reading, previous)
  // "Only enterprise accounts" of tickets: their noun says of what rows the size is.
  const nouns =
    narrowsBy(reading) && !moved && reading.clauses.length > 0
      ? reading.draft.items.filter(isNounOfOthers(reading))
      : []
  const spans = new Set([...taken.map((n) => reading.draft.items[n]?.span), ...nouns.map(({ span }) => span)])
  const told = reading.account.ignored.filter((span) => nouns.some((item) => item.span === span)).length
  const lost = reading.account.lost.filter((span) => !spans.has(span) && !isContinuation(span))
  const recovered = reading.account.lost.length - lost.length
  lost.push(...reading.draft.items.flatMap(({ n, span }) => (idle.includes(n) ? [span] : [])))
  const surcharge =
    (whole ? price.editOfWhole - (continues ? 2 : 0) : price.editPlain - (continues || points ? 0.4 : 0)) +
    (moved ? price.retarget : 0) -
    (ofParents ? price.otherHead : 0)
  return {
    ...reading,
    account: {
      ...reading.account,
      lost,
      ignored: reading.account.ignored.filter((span) => !spans.has(span)),
    },
    price: reading.price + surcharge + price.lost * (idle.length - recovered) - price.noun * told,
    final,
    edited: true,
  }
}

/** The word for rows of another object, whatever else it is taken for. */
const isNounOfOthers =
  ({ draft: { catalogue }, object }: Reading) =>
  ({ span: { text } }: Reading['draft']['items'][number]): boolean =>
    [...catalogue.objects.values()].some(
      ({ key, label, plural: many, nouns }) =>
        key !== object &&
        [label, many, ...nouns].some((noun) =>
          [noun.toLowerCase(), plural(noun.toLowerCase())].includes(text.toLowerCase()),
        ),
    )

/** "no, …", "actually": the correction is the edit itself. */
const isContinuation = (span: Reading['spans'][number]): boolean =>
  isOperative(span) &&
  span.meaning.kind === 'op' &&
  span.meaning.ops.some(({ op }) => op === 'correct' || op === 'about' || op === 'widen')

/** The window or the event of the query before, which a bare period replaces. */
function seedOf(query: Asked): Seed {
  const measure = query.measures?.find((each) => 'measure' in each)
  const window = measure && 'measure' in measure && measure.during ? measure.measure : undefined
  const conditions = !query.where ? [] : 'and' in query.where ? query.where.and : [query.where]
  const dated = conditions.find((each) => 'field' in each && each.op === 'during')
  return {
    ...(window && { window }),
    ...(dated && 'field' in dated && { event: dated.field }),
    follows: true,
  }
}
