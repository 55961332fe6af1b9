/** What a headline says of the rows, carried over to the plain words behind it: whose they are, of which kind, of when. "Where have my people dropped the ball? To-dos that …" are those of my people. Pure. */
import type { Lexicon } from './lexicon.ts'
import { latticeOfText, type Lattice } from './read.ts'
import type { Span } from './spans.ts'
import { isNoun } from './spans.ts'

/** The request with what was carried over, and the words of the headline that stay behind. */
export type Carried = { text: string; behind: string; isNamed?: boolean }

const isMine = ({ meaning }: Span): boolean =>
  meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'team' || op === 'me')
const isWrittenNoun = (span: Span): boolean => span.via === 'exact' && isNoun(span)
/** "I'm sitting down": who speaks owns nothing by it. */
const isSpeaker = ({ text }: Span): boolean =>
  /^(i|i['’]?m|i am|i['’]?ve|i have|i['’]?ll|me|myself)$/i.test(text)

/** It says which rows: whose, where, when. */
const restricts = (span: Span): boolean =>
  (isMine(span) && !isSpeaker(span)) ||
  (span.meaning.kind === 'name' && /^\p{Lu}/u.test(span.text)) ||
  (span.meaning.kind === 'time' && span.to - span.from > 1) ||
  (span.meaning.kind === 'entry' &&
    span.via === 'exact' &&
    span.meaning.role === 'value' &&
    isPlainValue(span))

/** "Enterprise", "EMEA", not an image that a value goes by as well ("dead"): it stands before rows, behind a preposition, or in capitals. */
const isPlainValue = ({ text }: Span): boolean => /^\p{Lu}{2}/u.test(text)

type Group = { from: number; to: number; text: string }

/** Neighbouring spans that say which rows, with the noun that they belong to and the preposition before them. */
function groupsOf({ best, tokens, text }: Lattice): Group[] {
  const spans = best
  const groups: Group[] = []
  for (let n = 0; n < spans.length; n++) {
    const isValueOfNoun =
      spans[n]?.meaning.kind === 'entry' &&
      spans[n]?.via === 'exact' &&
      (spans[n]?.meaning as { role?: string }).role === 'value' &&
      spans[n + 1] !== undefined &&
      isWrittenNoun(spans[n + 1] as Span)
    const first = spans[n]
    if (!first || (!restricts(first) && !isValueOfNoun)) continue
    let last = n
    // "My boss" owns no rows.
    const isBareMy = isMine(first) && /^(my|mine|our)$/i.test(first.text)
    if (
      isBareMy &&
      !(spans[n + 1] && (isWrittenNoun(spans[n + 1] as Span) || restricts(spans[n + 1] as Span)))
    )
      continue
    while (spans[last + 1] && (restricts(spans[last + 1] as Span) || isWrittenNoun(spans[last + 1] as Span)))
      last++
    const before = spans[n - 1]
    const opens =
      before && /^(in|at|of|from|for|with|among|across|on|during)$/i.test(before.text) ? before : first
    const from = tokens[opens.from]?.from ?? 0
    const to = tokens[(spans[last]?.to ?? 1) - 1]?.to ?? text.length
    groups.push({ from, to, text: text.slice(from, to) })
    n = last
  }
  return groups
}

/** The rows that the headline names, with what stands right before and behind them: "our enterprise customers in NA". */
function nounPhrase({ best, tokens }: Lattice): { from: number; to: number } | undefined {
  const spans = best
  const noun = spans.findIndex(isWrittenNoun)
  if (noun < 0) return undefined
  let [first, last] = [noun, noun]
  const isPart = (span: Span | undefined): boolean =>
    span !== undefined && (restricts(span) || isValue(span) || /^(my|our|the)$/i.test(span.text))
  while (isPart(spans[first - 1])) first--
  while (isPart(spans[last + 1]) || (isPlace(spans[last + 1]) && isPart(spans[last + 2]))) last++
  return { from: tokens[spans[first]?.from ?? 0]?.from ?? 0, to: tokens[(spans[last]?.to ?? 1) - 1]?.to ?? 0 }
}

const isValue = ({ meaning, via }: Span): boolean =>
  meaning.kind === 'entry' && via === 'exact' && meaning.role === 'value'
const isPlace = (span: Span | undefined): boolean =>
  span !== undefined && /^(in|at|of|from|for|on)$/i.test(span.text)

const asTail = (group: Group, lexicon: Lexicon): string => {
  const [first] = latticeOfText(group.text, lexicon).best
  const opens = /^(in|at|of|from|for|among|across|on|during)\b/i.test(group.text)
  if (first?.meaning.kind === 'time') return `, ${group.text}`
  return opens ? group.text : `of ${group.text.replace(/^with\s+/i, '')}`
}

/** A question or an order of its own needs nothing of what stands before it. */
const asks = (text: string, lexicon: Lexicon): boolean =>
  latticeOfText(text, lexicon)
    .best.slice(0, 3)
    .some(
      ({ meaning }) =>
        meaning.kind === 'op' &&
        meaning.ops.some(
          ({ op, value }) =>
            op === 'show' || op === 'count' || op === 'much' || (op === 'ask' && value !== 'is'),
        ),
    )

const hasNoun = (text: string, lexicon: Lexicon): boolean =>
  latticeOfText(text, lexicon).best.some(isWrittenNoun)

const amount =
  /^(?:with |say |like )?(?:(?:at least|at most|more than|over|fewer than|less than|under|no more than|up to) )?(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|half a dozen|a couple|twenty|thirty)(?: or (?:even )?(?:more|fewer|less)| and more| plus|\+)?/iu

/** The ways to say the plain words with what the headline says of the rows. */
export function carried(headline: string, rest: string, lexicon: Lexicon): Carried[] {
  if (asks(rest, lexicon) && !/^(?:the|those|these) ones?\b/i.test(rest)) return []
  const lattice = latticeOfText(headline, lexicon)
  const groups = groupsOf(lattice)
  const found: Carried[] = []
  const behind = groups.reduceRight(
    (said, { from, to }) => `${said.slice(0, from).trim()} ${said.slice(to).trim()}`.trim(),
    headline,
  )
  const body = rest.replace(/[\s.!?]+$/u, '')
  // "The ones whose …": of the rows that the headline names.
  const named = nounPhrase(lattice)
  const relative =
    /^(?:(?:the|those|these) )?(?:ones? )?(?=(?:whose|who|that|which|with|without|where)\b)/iu.exec(body)
  if (named && relative)
    found.push({
      text: `${headline.slice(named.from, named.to)} ${body.slice(relative[0].length)}`,
      behind: `${headline.slice(0, named.from)} ${headline.slice(named.to)}`.trim(),
      isNamed: true,
    })
  else if (groups.length > 0)
    found.push({ text: `${body} ${groups.map((group) => asTail(group, lexicon)).join(' ')}`, behind })
  // "Anybody in my team snowed under? Half a dozen tasks or more …": of whom it is asked, with what they have.
  const noun = lattice.best.find((span) => isWrittenNoun(span) && (lattice.tokens[span.from]?.from ?? 0) > 0)
  const asked =
    /^\W*(?:so |and |ok )*(?:who|which of|which|anybody|anyone|somebody|someone|any|whose)\b/iu.exec(headline)
  const end = groups.at(-1)?.to ?? asked?.[0].length
  const many = amount.exec(body)?.[0]
  if (asked && many !== undefined && end !== undefined) {
    const rows = hasNoun(body, lexicon) || !noun ? '' : ` ${noun.text}`
    const held = `${many}${rows}${body.slice(many.length)}`.replace(/^with\s+/iu, '')
    found.push({ text: `${headline.slice(0, end)} with ${held}`, behind: headline.slice(end).trim() })
  }
  return found
    .map((each) => ({ ...each, behind: each.behind.replace(/\s+/g, ' ').trim() }))
    .filter(({ behind: stays }) => /\p{L}/u.test(stays))
}
