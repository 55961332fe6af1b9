/** Tells whether a clause beside a request asks nothing: who speaks and where they are, what they do or feel, what it is for. By its grammar, and by what its words mean in the records: what could narrow the request is none. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import { pronoun, quietForm, type Form } from './background-form.ts'
import {
  folk,
  isAsking,
  isCalling,
  isDealtWith,
  isFirst,
  isLoose,
  isOfDoer,
  isOfOthers,
  isOfSpeaker,
  isOfThingSaid,
  isOne,
  isSaidAlready,
  isWish,
  keyOf,
  ofRecords,
  type Request,
} from './background-words.ts'
import { always, ofSomething, turns } from './colour.ts'
import type { Lexicon } from './lexicon.ts'
import { withoutTopics } from './matter.ts'
import { latticeOfText } from './read.ts'
import type { Span } from './spans.ts'
import type { Op } from './words/ops.ts'
import { isNoun } from './spans.ts'

/** What is asked of rows: nothing of it is said by the way. */
const figures: ReadonlySet<Op> = new Set<Op>([...always, 'minimum', 'maximum'])
/** Said of the records these narrow; of everyday things they say nothing. */
const ofRows: ReadonlySet<Op> = new Set<Op>([
  ...ofSomething,
  'due',
  'upcoming',
  'including',
  'vague',
  'earlier',
])

export function requestOf(text: string, lexicon: Lexicon): Request {
  const spans = latticeOfText(text, lexicon).best
  const keys = new Set<string>()
  const names = new Set<string>()
  for (const { meaning } of spans) {
    if (meaning.kind === 'entry') for (const ref of meaning.refs) keys.add(keyOf(ref))
    if (meaning.kind === 'name') for (const { id } of meaning.rows) names.add(id)
  }
  return {
    ...{ keys, names },
    hasNoun: spans.some(isNoun),
    leans: /\b(?:he|she|his|her|him|they|them|their|theirs|its|both)\b/i.test(text),
    isScoped: names.size > 0 || spans.some(({ text: word }) => /^(?:my|mine|our team|my team)$/i.test(word)),
  }
}

const isMereSound = (spans: readonly Span[]): boolean =>
  spans.length > 0 && spans.every((span) => span.meaning.kind === 'inert' || isTurn(span))

/** Several words that say nothing together mean nothing by themselves. */
const isTurn = ({ meaning, from, to }: Span): boolean =>
  meaning.kind === 'op' && to > from + 1 && meaning.ops.every(({ op }) => op === 'filler')

/** Ways to cut the clause that cost no more than this above the cheapest are as likely: it asks nothing in each. */
const slack = 0.25
const mostWays = 3

/** `isHeading`: it stands before a colon or a dash, and may be what the request is about. */
export function asksNothing(clause: string, request: Request, lexicon: Lexicon, isHeading = false): boolean {
  if (isMereSound(latticeOfText(clause, lexicon).best)) return true
  const form = quietForm(clause, isHeading)
  if (form === null) return false
  const { paths, best } = latticeOfText(clause, lexicon)
  const least = paths[0]?.cost ?? 0
  const turns = best.filter(isTurn)
  const ways = paths
    .slice(0, mostWays)
    .filter(({ cost, spans }) => cost <= least + slack && turns.every((turn) => spans.includes(turn)))
  return (
    ways.length > 0 &&
    ways.every(({ spans }) => isQuiet(withoutTopics(spans), clause, form, request, lexicon.catalogue))
  )
}

/** The words ask a figure, a list or whose it is, or narrow the rows that are near them. */
const operates = ({ meaning, from, to }: Span, isNear: boolean, hasRows: boolean): boolean =>
  meaning.kind === 'op' &&
  !meaning.ops.some(({ op }) => op === 'and') &&
  meaning.ops.some(
    ({ op, value }) =>
      figures.has(op) ||
      (op === 'show' && hasRows) ||
      (op === 'ask' && value !== 'is' && value !== 'who') ||
      (op === 'me' && to > from + 2) ||
      (isNear && ofRows.has(op)),
  )

function isQuiet(
  spans: readonly Span[],
  clause: string,
  form: Form,
  request: Request,
  catalogue: Catalogue,
): boolean {
  const main = catalogue.objects.keys().next().value
  const isMany = (span: Span): boolean => isNoun(span) && !isOne(spans, span, main)
  const isOwn = form === 'speaker' && !/\bwe\b/i.test(clause)
  const isOwnDeed =
    (isOwn && !spans.some((span) => isOfOthers(span) || isWish(span))) ||
    (form === 'others' && isOfThingSaid(spans, catalogue))
  const isRecorded =
    pronoun.test(clause) ||
    (!isOwn && turns(spans)) ||
    spans.some(
      (span, n) =>
        !/^i['’]?m$/i.test(span.text) &&
        !(form === 'others' && span.from === 0 && folk.test(span.text)) &&
        !(isOwnDeed && isOfDoer(catalogue, span)) &&
        !isOne(spans, span, main) &&
        ofRecords(catalogue, span, spans[n - 1], spans[n + 1]),
    )
  // "There's another company here. List their accounts": what the request points at.
  if (request.leans && spans.some(isNoun)) return false
  // "Q3", "whales": a word alone may be what it is about.
  if (form === 'fragment' && !spans.some((span) => span.meaning.kind === 'inert' || isTurn(span)))
    return false
  return spans.every((span, n): boolean => {
    const { meaning, text } = span
    if (form === 'others' && span.from === 0 && folk.test(text)) return true
    if (
      form === 'speaker' &&
      (/^(?:i|we)(?:['’]\w+)?$/i.test(text) || (meaning.kind === 'entry' && /^we\b/i.test(text)))
    )
      return true
    const [before, after] = [spans[n - 1], spans[n + 1]]
    switch (meaning.kind) {
      case 'unknown':
        return (
          isFirst(span, form, request) ||
          request.isScoped ||
          !/^\p{Lu}\p{Ll}/u.test(text) ||
          isDealtWith(before?.text)
        )
      case 'name':
        return (
          isDealtWith(before?.text) ||
          (span.cost >= 1 && !/^\p{Lu}/u.test(text)) ||
          meaning.rows.some(({ id }) => request.names.has(id)) ||
          (request.isScoped && !request.leans && !/^['’]s?$/.test(after?.text ?? '')) ||
          isAsking(clause, text)
        )
      case 'number':
      case 'bucket':
      case 'time':
        return form === 'fragment'
          ? isOfSpeaker(spans, n) || /^one$/i.test(text)
          : ((form === 'speaker' || spans.some((each) => each.meaning.kind === 'unknown')) &&
              !(isRecorded || spans.some(isMany))) ||
              (isOwn && meaning.kind === 'time')
      case 'op': {
        const isNear = form === 'fragment' ? !isOfSpeaker(spans, n) : isRecorded
        // "By noon" cuts nothing into groups.
        const isTill = isOwn && /^by$/i.test(text) && after?.meaning.kind !== 'entry'
        return isTill || !operates(span, isNear, spans.some(isMany))
      }
      case 'entry':
        return (
          (isOwnDeed && isOfDoer(catalogue, span)) ||
          isCalling(spans, n, main) ||
          isSaidAlready(meaning.refs, request) ||
          isLoose(catalogue, span, before, after, form, request) ||
          (form !== 'fragment' && isOne(spans, span, main))
        )
      default:
        return true
    }
  })
}
