/** What speaks against taking a reading as the rows of a command: a word without a place, a repaired name, a condition that went missing, another reading as likely. */
import { isOp, kind, roleOf, wordOf, type Item } from '../compose/draft.ts'
import { nounObject } from '../compose/nouns.ts'
import type { Condition } from '#db/query/query.ts'
import type { Lattice } from '../read.ts'
import type { Ranked } from '../route.ts'
import type { Span } from '../spans.ts'
import { tokens, type Token } from '../text.ts'
import type { Ask, Piece } from './slots.ts'

const weighty = new Set(['not', 'absent', 'except', 'me', 'team'])

/** A negator, or whoever speaks, that is no part of what was read, nor inside longer words that are. */
function isMissed(span: Span, { spans, draft }: Ranked): boolean {
  const { meaning } = span
  if (meaning.kind !== 'op' || span.via !== 'exact' || !isWeighty(span)) return false
  // "With no" is read where its "no" was.
  return (
    !spans.some(
      (other, n) =>
        other.from <= span.from &&
        other.to >= span.to &&
        (other === span
          ? draft.used.has(n)
          : other.meaning.kind !== 'inert' && other.meaning.kind !== 'skipped'),
    ) &&
    !spans.some(
      (other, n) => draft.used.has(n) && denies(other) && other.from < span.to && other.to > span.from,
    )
  )
}

/** A negator, or words that hold one: "no next touch". */
const denies = (span: Span): boolean =>
  isWeighty(span) ||
  (span.meaning.kind === 'entry' && /^(no|not|non|without|never|zero|nobody|none|missing)\b/i.test(span.text))

const isWeighty = ({ meaning }: Span): boolean =>
  meaning.kind === 'op' && meaning.ops.some(({ op }) => weighty.has(op))

/** How near a reading of other rows must come, where no noun says which are meant. */
const otherRows = 0.45

/** How far off the rows are that somebody is said to have; none where nobody is. */
const ofPeople = ({ draft }: Ranked): number | undefined => {
  const whose = draft.atoms.find((each) => each.kind === 'person')
  return whose && whose.reach.steps + (whose.field ?? '').split('.').length - 1
}

/** "My late stuff" is what one has oneself, and no milestone of one's accounts. */
const isFarther = (best: Ranked, other: Ranked): boolean => ofPeople(best) === 0 && (ofPeople(other) ?? 0) > 0

/** "The low ones", "renewals closing this month": rows of two kinds, as likely. */
function otherKind(best: Ranked, rivals: readonly Ranked[]): Ranked | undefined {
  if (best.head !== undefined || best.edited) return undefined
  return rivals.find(
    (other) =>
      other.final.from !== best.final.from &&
      other.price <= best.price + otherRows &&
      !isFarther(best, other) &&
      other.spans.some(
        ({ meaning }) =>
          meaning.kind === 'entry' && meaning.refs.some((ref) => ref.object === other.final.from),
      ),
  )
}

/** "Her enterprise accounts", where nobody was spoken of. */
const unowned = /^(?:(?:all|every|each|any)\s+)?(?:of\s+)?(his|her|their|its)\b/i

/** "Everything on my plate today": a day that the reading left out, which is no mere "now". */
const isUntimed = ({ meaning, text, from, to }: Span, { spans, draft }: Ranked): boolean =>
  meaning.kind === 'time' &&
  !/^(right )?now$|^(currently|presently|at the moment|at present|these days|so far)$/i.test(text) &&
  !spans.some(
    (other, n) => draft.used.has(n) && other.meaning.kind !== 'inert' && other.from < to && other.to > from,
  )

/** Everyday words that may narrow what they stand beside: a question goes on without them, a change does not. */
const narrowing =
  /^(past|under|over|more|less|max|min|last|next|latest|first|none|missing|expired|falling|falls|due)$/i

/** "Whose renewal falls within 60 days" only says when. */
const lies = ({ text, to }: Span, words: readonly Token[]): boolean =>
  /^(falls|falling|due)$/i.test(text) &&
  /^(within|in|on|due|before|after|between|by|inside|next|this|during|until)$/.test(words[to]?.word ?? '')

/** Inside longer words that were read. */
const isHidden = (span: Span, { spans, draft }: Ranked): boolean =>
  spans.some(
    (other, n) => other !== span && other.from <= span.from && other.to >= span.to && draft.used.has(n),
  )

/** "Everything that Ann has due": it says of what sort the rows are, where no day was read that it belongs to. */
const dueUnread = ({ spans, draft }: Ranked, words: readonly Token[]): Span | undefined =>
  draft.atoms.some((each) => each.kind === 'period')
    ? undefined
    : spans.find((span, n) => /^due$/i.test(span.text) && !draft.used.has(n) && !lies(span, words))

/** "The kick-off task of Alder": a milestone of the same account tells of none of its tasks, where no account was said to have it. */
function besideIt({ final, spans, draft }: Ranked): Span | undefined {
  const through = [...JSON.stringify(final.where ?? '').matchAll(/"(?:some|no|every|count)":"(\w+)\.(\w+)"/g)]
  for (const [, object] of through) {
    const isSaid = spans.some(
      ({ meaning }) =>
        meaning.kind === 'entry' && meaning.refs.some((ref) => ref.is === 'object' && ref.object === object),
    )
    if (isSaid) continue
    return spans.find(
      ({ meaning }, n) =>
        draft.used.has(n) &&
        meaning.kind === 'entry' &&
        meaning.refs.every((ref) => ref.object !== final.from && ref.object !== object),
    )
  }
  return undefined
}

/** "Target beta and Northwind", "Target to gold": a row that is named needs no state beside it; another's words may be among them. */
function isMoreThanNamed({ final, edited }: Ranked): boolean {
  const { where } = final
  if (edited || !where || !('and' in where)) return false
  const isNamed = (each: Condition): boolean =>
    'field' in each && each.field === 'id' && (each.op === 'eq' || each.op === 'in')
  return (
    where.and.some(isNamed) &&
    where.and.some(
      (each) =>
        'field' in each &&
        !isNamed(each) &&
        (each.op === 'eq' || each.op === 'contains') &&
        typeof each.value === 'string' &&
        !each.value.includes('@'),
    )
  )
}

/** "Target too": a row that is written by its whole name, and is no part of what was read. */
const nameUnread = ({ final, spans, draft }: Ranked, inner: Lattice): Span | undefined => {
  const said = JSON.stringify(final)
  return inner.spans.find(
    ({ from, to, via, meaning }) =>
      meaning.kind === 'name' &&
      meaning.whole &&
      via === 'exact' &&
      inner.tokens[from]?.capital === true &&
      !meaning.rows.some(({ id }) => said.includes(JSON.stringify(id))) &&
      // A title may hold the name of another: "Target Foods seats".
      !spans.some(
        (other, n) =>
          draft.used.has(n) &&
          (other.meaning.kind !== 'name' || other.to - other.from > to - from) &&
          other.from < to &&
          from < other.to,
      ),
  )
}

/** "Ann's accounts to Ben and her tasks": to whom something goes, and not whose it is. */
const givenTo = ({ spans, tokens: words }: Lattice): Span | undefined =>
  spans.find(
    ({ from, meaning }) =>
      meaning.kind === 'name' &&
      words[from - 1]?.word === 'to' &&
      spans.some(
        (before) =>
          before.to === from - 1 &&
          (before.meaning.kind === 'name' ||
            (before.meaning.kind === 'entry' && /^(object|relation)$/.test(before.meaning.role))),
      ),
  )

const unsure = (text: string, at: { from: number; to: number }): Ask => ({
  question: `I don't see what “${text}” does here, and I change nothing on a guess. Could you say it another way?`,
  options: [],
  unfit: true,
  ...at,
})

/** A word that says that all rows are meant, or nothing. */
const saysAll = (item: Item): boolean =>
  kind(item) === 'inert' ||
  /^(all|every|each|everything|everybody|everyone|entire|whole|full)$/.test(wordOf(item)) ||
  isOp(item, 'all', 'filler', 'those', 'show') ||
  (roleOf(item) === 'object' && nounObject(item.ref) !== undefined)

/** A set is rows that meet a condition; all of them only where every word says so: what else a word became, its condition went missing. */
export const isSet = ({ draft, final, edited }: Ranked): boolean =>
  !final.groupBy &&
  !final.measures &&
  (!final.orderBy || final.limit !== undefined || edited) &&
  (final.where !== undefined || final.limit !== undefined || draft.items.every(saysAll))

/** What a name of a row, whole and exact, may mean as well. */
const isOther = ({ meaning }: Span): boolean =>
  meaning.kind === 'time' ||
  (meaning.kind === 'entry' && (meaning.role === 'value' || meaning.role === 'adjective'))

const isWhole = ({ meaning, via }: Span): boolean =>
  meaning.kind === 'name' && meaning.whole && via === 'exact' && meaning.rows.length === 1

/** How near a reading of the other sense must come. */
const rival = 1.2

type Senses = { name: Span; other: Span; named: Ranked }

/** "Campus" is an account and a plan, "August" an account and a month: a reading of each, where both come near. */
function sensesOf(best: Ranked, rivals: readonly Ranked[]): Senses | null {
  for (const each of rivals) {
    if (each.price > best.price + rival) continue
    for (const mine of best.spans)
      for (const theirs of each.spans) {
        if (isWhole(mine) && isOther(theirs) && covers(theirs, mine))
          return { name: mine, other: theirs, named: best }
        if (isOther(mine) && isWhole(theirs) && covers(mine, theirs))
          return { name: theirs, other: mine, named: each }
      }
  }
  return null
}

const covers = (outer: Span, inner: Span): boolean => outer.from <= inner.from && outer.to >= inner.to

type Sense = 'name' | 'other' | null

/** What the words beside it make of it: a capital that no month has, "'s", its own noun, another name beside "and"; or the noun of the other sense. */
function marked({ name, other }: Senses, { spans, tokens: words }: Lattice, at: number): Sense {
  const [row] = name.meaning.kind === 'name' ? name.meaning.rows : []
  const before = spans.filter(({ to }) => to === name.from)
  const isField = before.some(({ meaning }) => meaning.kind === 'entry' && meaning.role === 'field')
  if (isField || /^(month|plan|tag|label)$/.test(words[name.from - 1]?.word ?? '')) return 'other'
  if (words[name.to]?.word === "'s") return 'name'
  const isCapital = words[name.from]?.capital === true && (name.from > 0 || at > 0)
  if (other.meaning.kind !== 'time' && isCapital) return 'name'
  const isOwn = before.some(
    ({ meaning }) => meaning.kind === 'entry' && meaning.refs.some((ref) => nounObject(ref) === row?.object),
  )
  return isOwn || isJoined(name, spans, words) ? 'name' : null
}

/** "Follow and August". */
const isJoined = (name: Span, spans: readonly Span[], words: readonly Token[]): boolean =>
  [
    { joint: name.from - 1, is: (span: Span) => span.to === name.from - 1 },
    { joint: name.to, is: (span: Span) => span.from === name.to + 1 },
  ].some(
    ({ joint, is }) =>
      /^(and|,|&)$/.test(words[joint]?.word ?? '') && spans.some((span) => is(span) && isWhole(span)),
  )

/** The reading in which a word that is marked as a name is one. */
export function byMark(best: Ranked, rivals: readonly Ranked[], inner: Lattice, at: number): Ranked {
  const senses = sensesOf(best, rivals)
  return senses && marked(senses, inner, at) === 'name' ? senses.named : best
}

const senseOf = ({ meaning, text }: Span): string => {
  if (meaning.kind === 'time') return `the month ${text.replace(/^(of|in) /i, '')}`
  const [ref] = meaning.kind === 'entry' ? meaning.refs : []
  return ref?.is === 'value' ? `${ref.field.replaceAll('_', ' ')} ${ref.value}` : text
}

function whichSense({ name, other }: Senses): Pick<Ask, 'question' | 'options'> | null {
  const [row] = name.meaning.kind === 'name' ? name.meaning.rows : []
  if (!row) return null
  const [as, or] = [`the ${row.object} ${row.name}`, senseOf(other)]
  return { question: `By “${name.text}”, do you mean ${as} or ${or}?`, options: [as, or] }
}

/** "Accounts up for renewal": said of whatever lies ahead, however far, with no word for until when. */
const openEnded = ({ spans, draft }: Ranked): Span | undefined =>
  draft.atoms.flatMap(({ kind: of, condition, items }) => {
    const [said] = items
    return of === 'null' && 'field' in condition && condition.op === 'gte' && said !== undefined
      ? (spans[said] ?? [])
      : []
  })[0]

/** Every word must have its place: none left out, none repaired into a name or a value. */
export function doubt(
  reading: Ranked,
  rivals: readonly Ranked[],
  inner: Lattice,
  { piece, aside, wanted }: { piece: Piece; aside: readonly string[]; wanted: string | null },
): Ask | null {
  const at = (from: number, to: number) => ({ from: piece.at + from, to: piece.at + to })
  const words = tokens(piece.text)
  const place = ({ from, to }: Span) => at(words[from]?.from ?? 0, words[to - 1]?.to ?? piece.text.length)
  const senses = sensesOf(reading, rivals)
  const which = senses && marked(senses, inner, piece.at) === null ? whichSense(senses) : null
  if (senses && which) return { ...which, ...place(senses.name) }
  const typo = reading.spans.find(
    ({ via, meaning }) =>
      via === 'typo' && (meaning.kind === 'name' || (meaning.kind === 'entry' && meaning.role === 'value')),
  )
  if (typo) {
    const { meaning } = typo
    const meant =
      meaning.kind === 'name'
        ? meaning.rows[0]?.name
        : meaning.kind === 'entry' && meaning.refs[0]?.is === 'value'
          ? meaning.refs[0].value
          : undefined
    return {
      question: `Do you mean ${meant ?? typo.text}?`,
      options: meant ? [meant] : [],
      ...place(typo),
    }
  }
  // A tool that acts on these rows alone means no others.
  const kinds = reading.final.from === wanted ? undefined : otherKind(reading, rivals)
  if (kinds) {
    const options = [reading, kinds].map(({ final }) => final.from.replaceAll('_', ' '))
    return {
      question: `Of which rows: ${options.join(' or ')}?`,
      ...{ options: [], unfit: true, from: piece.at, to: piece.at + piece.text.length },
    }
  }
  const whose = reading.edited ? null : unowned.exec(piece.text)
  if (whose) return unsure(whose[1] ?? '', at(0, whose[0].length))
  if (isMoreThanNamed(reading))
    return unsure(piece.text, { from: piece.at, to: piece.at + piece.text.length })
  const unread = nameUnread(reading, inner)
  if (unread) return unsure(unread.text, place(unread))
  // "What falls due then": a day that was told before, and is not known here.
  const then = words.find(({ i, word }) => i > 0 && word === 'then')
  if (then)
    return {
      question: `When is “then”? I know no day that it goes back to.`,
      ...{ options: [], ...at(then.from, then.to) },
    }
  const ahead = openEnded(reading)
  if (ahead)
    return {
      question: `Until when does “${ahead.text}” reach here? Please say by which day or within how long, or “all that are to come”.`,
      ...{ options: [], unfit: true, ...place(ahead) },
    }
  const due = dueUnread(reading, words)
  if (due) return unsure(due.text, place(due))
  const given = givenTo(inner)
  if (given) return unsure(given.text, place(given))
  const beside = besideIt(reading)
  if (beside) return unsure(beside.text, place(beside))
  const missed = inner.spans.find((span) => isMissed(span, reading) || isUntimed(span, reading))
  if (missed) return unsure(missed.text, place(missed))
  const soft = reading.account.soft.find(
    (span) => narrowing.test(span.text) && !isHidden(span, reading) && !lies(span, words),
  )
  if (soft) return unsure(soft.text, place(soft))
  const [left] = aside
  if (left === undefined) return null
  const from = piece.text.indexOf(left)
  return {
    question: `I don't know what “${left}” means here, and I change nothing on a guess. Could you say it another way?`,
    options: [],
    unfit: true,
    ...at(Math.max(0, from), Math.max(0, from) + left.length),
  }
}
