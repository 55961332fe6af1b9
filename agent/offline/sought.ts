/** What of a request is to be looked for in calls, mails and documents: the subject in its own words, and whose, when, where and by whom it was said. Pure. */
import type { Clock } from '#db/contract.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import { addUnits } from '#db/calendar.ts'
import type { Lattice } from './read.ts'
import type { Span } from './spans.ts'
import { fold, type Token } from './text.ts'
import { spanOf } from './when.ts'

export type Sought = {
  question: string
  accounts?: string[]
  kinds?: ChunkKind[]
  from?: string
  to?: string
  speaker?: string
  /** Of what is found, the newest source alone. */
  newest?: boolean
  order?: 'newest'
  /** One passage an account: "which customers". */
  each?: 'account'
}

/** Words that ask for what somebody said, wrote, wants or minds: no field of the records holds it. */
const told =
  /\b(say|says|said|saying|tell us|told|mention\w*|(bring|brings|brought|bringing) up|(come|comes|came) up (in|on|at|during|with|about)|rais(e|es|ed|ing) (by|the|an|any|with|it|that|at)|talk\w*|speak|speaks|spoke|spoken|discuss\w*|promis\w+|commit\w*|complain\w*|ask(s|ed|ing)? (us|for|about|whether|if|to|anything)|request(s|ed)|hear|heard|quote[sd]?|objections?|concerns?|concerned|worr(y|ies|ied)|push(es|ed)? back|threaten\w*|insist\w*|claim(s|ed)?|propos(e|es|ed)|suggest\w*|bother\w*|announc\w+|confirm(s|ed)|admit\w*|warn(s|ed)|praise[sd]?|explain(s|ed)|writ(e|es|ten)|wrote|agree[sd]?( (to|on|with|about))?|pain points?|next steps|action items|feel|feels|felt|opinion|verbatim|offer(s|ed)?|keep(s|ing)? (\w+ ){1,4}from|hold(s|ing)? (\w+ ){0,3}(back|up)|feature requests?)\b/

/** Words for the places where things are said, with the kinds of passages that these are. */
const places: readonly [words: RegExp, kinds: ChunkKind[]][] = [
  [
    /^(call|calls|meeting|meetings|transcript|transcripts|conversation|recording|recordings|sync|kickoff)$/,
    ['call'],
  ],
  [/^(qbr|qbrs)$/, ['call', 'document']],
  [/^(document|documents|doc|docs|agreement|agreements|msa|sow|dpa|contract|pdf|file|deck)$/, ['document']],
  [/^(playbook|playbooks|runbook|runbooks|guide|guides|policy|handbook)$/, ['playbook', 'document']],
  [/^(mail|mails|email|emails|message|messages|thread)$/, ['mail', 'message']],
  [/^(note|notes)$/, ['note']],
  [/^(survey|surveys|comment|comments|verbatims)$/, ['survey']],
]

/** "How do we handle …": answered by documents and playbooks, not by what customers say. */
const howTo =
  /\bhow (do|should|would|can|shall) (we|i|you|one)\b|\bwhat (do|should) (we|i) do (when|if|about|with|for)\b|\b(best practice|steps for|procedure)\b/

const interrogative =
  /^(who|whom|whose|what|which|when|where|why|how|until|by|since|did|does|do|has|have|had|is|are|was|were|will|would|can|could|should|any|anything|anyone|find|search|look|quote|quotes|show|tell|remind|list)$/
/** Requests to do something that no source can answer. */
const deed =
  /\b(book|wire|transfer|pay|buy|order|reserve|send|write|draft|compose|email|call me|translate|delete|wipe|erase|remove|create|add|set|change|update|assign|reassign|move|schedule|invite|arrange|cancel my)\b/
const secret = /\b(password|passwords|passphrase|credentials|secret key|api key|pin code|social security)\b/i

export type Signs = {
  /** It speaks of saying, wanting or minding. */
  isTold: boolean
  isQuestion: boolean
  isPlace: boolean
  isHowTo: boolean
  hasAccount: boolean
  /** Somebody is named who may have said it. */
  hasPerson: boolean
  /** It asks for rows of records: "which accounts …". */
  isOfRows: boolean
  /** It asks what somebody wants or thinks, or will do. */
  isWish: boolean
  isWhy: boolean
  /** Names, as names are written, that are in no record. */
  unknownNames: string[]
  /** Words of its own beside names, function words and words of asking. */
  topics: string[]
  /** Some of its words are in no record and no phrase of the catalogue. */
  hasStrange: boolean
}

/** Only words that the records have, or may have: nothing says that somebody said it. */
export const isPlain = ({ isTold, isWish, isWhy, isPlace, isHowTo }: Signs): boolean =>
  !isTold && !isWish && !isWhy && !isPlace && !isHowTo

const wordAt = (tokens: readonly Token[], i: number): string => tokens[i]?.word ?? ''

/** The accounts that it names for sure; null where a name is shared or repaired, which is for a question. */
function accountsOf(lattice: Lattice): Span[] | null {
  const names = lattice.spans.filter(
    ({ meaning }) => meaning.kind === 'name' && meaning.rows.every((row) => row.object === 'account'),
  )
  const whole = names
    .filter((span) => !names.some((other) => other !== span && covers(other, span)))
    .filter((span) => isMeant(span, lattice))
  const isOpen = ({ via, meaning }: Span) =>
    via === 'typo' || (meaning.kind === 'name' && meaning.rows.length > 1)
  return whole.some(isOpen) ? null : whole
}

const covers = (one: Span, other: Span): boolean =>
  one.from <= other.from &&
  one.to >= other.to &&
  (one.to - one.from > other.to - other.from ||
    one.cost < other.cost ||
    (one.cost === other.cost && one.id < other.id))

/** "Will it rain in Oslo": a part of a name after "in" is a place; an everyday word in small letters is that word. */
const isMeant = ({ from, via, cost, text }: Span, { tokens }: Lattice): boolean =>
  !(via === 'partial' && wordAt(tokens, from - 1) === 'in') &&
  !(via === 'partial' && cost >= 1 && !/^\p{Lu}/u.test(text))

type Said = { folded: string; isQuestion: boolean; isTold: boolean; first: string }

function saidIn({ tokens, best }: Lattice): Said {
  // "Clicks, I think you say": a turn of speech asks for no saying.
  const turns = best.filter(
    ({ meaning, from, to }) =>
      meaning.kind === 'op' && to > from + 2 && meaning.ops.every(({ op }) => op === 'filler'),
  )
  const folded = tokens
    .filter(({ i }) => !turns.some(({ from, to }) => i >= from && i < to))
    .map(({ word }) => word)
    .join(' ')
  const opening = tokens.find(
    ({ word, kind }) => kind === 'word' && !/^(so|and|hi|hello|hey|ok|please|well)$/.test(word),
  )
  const first = opening?.word ?? ''
  const isQuestion =
    tokens.some(({ word }) => word === '?') ||
    interrogative.test(first) ||
    /\b(what|why|whether)\b/.test(folded)
  return { folded, first, isQuestion, isTold: told.test(folded) }
}

/** Requests that no source answers: something is to be done, or something is nobody's to see. */
export function unfitFor(text: string, lattice: Lattice): 'secret' | 'deed' | null {
  if (secret.test(text)) return 'secret'
  const said = saidIn(lattice)
  return !said.isTold && isDeed(said) ? 'deed' : null
}

/** The request as it is to be looked for; null where it names an account that is not sure, or is unfit. */
export function soughtOf(
  text: string,
  lattice: Lattice,
  clock: Clock,
): { sought: Sought; signs: Signs } | null {
  const accounts = accountsOf(lattice)
  if (accounts === null || unfitFor(text, lattice)) return null
  const { tokens } = lattice
  const { folded, isQuestion, isTold } = saidIn(lattice)
  const kinds = placesIn(tokens)
  const isHowTo = howTo.test(folded)
  const names = new Set(accounts.flatMap(({ from, to }) => range(from, to)))
  const question = questionOf(tokens, names)
  const sought: Sought = {
    question,
    ...(accounts.length > 0 && { accounts: accounts.flatMap(idsOf) }),
    ...(isHowTo && accounts.length === 0 ? { kinds: ['playbook', 'document'] } : kinds && { kinds }),
    ...periodIn(lattice, folded, clock),
    ...speakerIn(lattice),
    ...recencyIn(folded),
    ...(accounts.length === 0 &&
    /^(who|which (customer|account|client|compan)\w*|what (customers|accounts))\b/.test(folded)
      ? { each: 'account' as const }
      : {}),
  }
  return {
    sought,
    signs: {
      ...{ isTold, isQuestion, isHowTo, isPlace: kinds !== undefined, hasAccount: accounts.length > 0 },
      hasPerson:
        lattice.spans.some((span) => isPerson(span) && !/^\p{Ll}/u.test(span.text)) || 'speaker' in sought,
      // "What will Alder's stock do" asks for a thing of theirs, not for what they want.
      isWish:
        /\b(wants?|wanted|needs?|needed|likes?|liked|thinks?|expects?|follows|replac\w+|succeeds|what (would|will|might|it would|it will)(?! (\S+ ){0,3}?\S+ ?['’]s\b))\b/.test(
          folded,
        ),
      isWhy: /\b(why|how come|reasons?|behind|because)\b/.test(folded),
      isOfRows:
        kinds === undefined &&
        lattice.spans.some(
          ({ from, meaning, text: noun }) =>
            from <= 2 &&
            meaning.kind === 'entry' &&
            meaning.role === 'object' &&
            /s$/i.test(noun) &&
            /^(which|what|list|show|many|all|the|our|my|)$/.test(wordAt(tokens, from - 1)),
        ),
      unknownNames: lattice.spans.flatMap(({ from, meaning, text: name }) =>
        meaning.kind === 'unknown' && from > 0 && tokens[from]?.capital === true ? [fold(name)] : [],
      ),
      topics: topicsOf(lattice, names),
      hasStrange: lattice.spans.some(({ meaning }) => meaning.kind === 'unknown'),
    },
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

const idsOf = ({ meaning }: Span): string[] =>
  meaning.kind === 'name' ? meaning.rows.map(({ id }) => id) : []

/** "wire $500 to Target": a verb of doing opens it, or is said to somebody in a wish. */
const isDeed = ({ folded, first, isQuestion }: Said): boolean =>
  deed.test(first) ||
  (!isQuestion && deed.test(folded)) ||
  /\b(can|could|would) you (\w+ )?(book|wire|transfer|pay|buy|order|reserve|send|arrange|pass|hand|put|make|set|move|change|add|remove|assign|delete|create)\b/.test(
    folded,
  ) ||
  (!isQuestion && /\b(get|need|want|give|grab) (me |us )?(a|an|one|some) /.test(folded))

/** The words without the accounts' names and what hangs on them. */
function questionOf(tokens: readonly Token[], names: ReadonlySet<number>): string {
  return tokens
    .filter(({ i, word }) => !names.has(i) && !(word === "'s" && names.has(i - 1)))
    .map(({ text, glued }, n) => (n > 0 && !glued ? ' ' : '') + text)
    .join('')
    .replace(/^[\s,:;–—+-]+/, '')
    .trim()
}

function placesIn(tokens: readonly Token[]): ChunkKind[] | undefined {
  const found = tokens.flatMap(({ word }) =>
    places.flatMap(([words, kinds]) => (words.test(word) ? [kinds] : [])),
  )
  return found.length > 0 ? [...new Set(found.flat())] : undefined
}

/** A period of the past, where words tie it to the saying. */
function periodIn({ spans, tokens }: Lattice, folded: string, clock: Clock): Pick<Sought, 'from' | 'to'> {
  if (/\b(recently|lately|these days|of late)\b/.test(folded))
    return { from: addUnits(clock.today, -90, 'day') }
  const time = spans.find(
    ({ meaning, from, to }) =>
      meaning.kind === 'time' &&
      !meaning.time.weak &&
      !places.some(([words]) => words.test(wordAt(tokens, to))) &&
      /^(in|since|during|over|within|from|between|last|this|past|the|ago)$/.test(
        wordAt(tokens, from - 1) || wordAt(tokens, from),
      ),
  )
  if (time?.meaning.kind !== 'time') return {}
  const { from, to } = spanOf(time.meaning.time.when, 'past', clock)
  return from && from > clock.today ? {} : { ...(from && { from }), ...(to && to < clock.today && { to }) }
}

const isPerson = ({ meaning, via }: Span): boolean =>
  meaning.kind === 'name' &&
  via !== 'typo' &&
  meaning.rows.every(({ object }) => object === 'contact' || object === 'user')

/** "What did Hugh Lancaster say": who is named after the asking. */
function speakerIn({ spans, tokens }: Lattice): Pick<Sought, 'speaker'> {
  const named = spans.filter(
    (span) =>
      isPerson(span) && /^(did|does|do|has|have|had|where|when|by|from)$/.test(wordAt(tokens, span.from - 1)),
  )
  const [person] = named.toSorted((a, b) => b.to - b.from - (a.to - a.from))
  return person ? { speaker: person.text } : {}
}

function recencyIn(folded: string): Pick<Sought, 'newest' | 'order'> {
  if (
    /\b(last|latest|newest|most recent|previous) (\w+ )?(call|meeting|conversation|sync|qbr|mail|email|note|transcript|document)\b/.test(
      folded,
    )
  )
    return { newest: true }
  return /\b(most recently|latest|last time|the last thing)\b/.test(folded) ? { order: 'newest' } : {}
}

/** Words that are neither names nor function words nor words of asking. */
function topicsOf({ tokens, spans }: Lattice, names: ReadonlySet<number>): string[] {
  const inert = new Set(
    spans.flatMap(({ from, to, meaning }) =>
      meaning.kind === 'inert' ||
      (meaning.kind === 'op' && meaning.ops.every(({ op }) => op === 'filler' || op === 'speech'))
        ? range(from, to)
        : [],
    ),
  )
  return tokens
    .filter(
      ({ i, kind, word }) =>
        kind === 'word' && !names.has(i) && !inert.has(i) && !told.test(word) && fold(word).length > 1,
    )
    .map(({ word }) => word)
}
