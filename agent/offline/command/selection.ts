/** Reads the rows that a command is to act on: by the ordinary reader, with every word accounted for; nothing doubtful becomes a set. */
import type { Selection } from '#db/effects/contract.ts'
import type { Condition } from '#db/query/query.ts'
import { askName, decide, type Decision } from '../decide.ts'
import type { Previous } from '../edit.ts'
import type { Lexicon } from '../lexicon.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import type { Ranked } from '../route.ts'
import { negation, type Asked } from '../compose/build.ts'
import { nounObject } from '../compose/nouns.ts'
import { peopleObject } from '../compose/who.ts'
import { opensCommand } from './borders.ts'
import { byMark, doubt, isSet } from './doubt.ts'
import { meansOne } from './single.ts'
import {
  asksColumns,
  dates,
  isWrittenName,
  preferred,
  readingsOfSet,
  writtenRows,
  putsOn,
} from './set-readings.ts'
import type { Ask, Piece, Speaker } from './slots.ts'

export type Chosen = { object: string; of: Selection }
export type SetRead = Chosen | { ask: Ask } | null

const pronouns = new Set(['those', 'it', 'all', 'group', 'widen', 'same', 'filler'])

/** "them", "all of those", "the lot": what was spoken of before, and nothing else. */
function pointsBack({ best, tokens: words }: Lattice): boolean {
  if (
    words.every(({ word }) =>
      /^(em|each|all|every|one|ones|of|the|lot|bunch|batch|them|these|those|it|their|its|both|two|three|four|five|six|seven|eight|nine|ten)$/.test(
        word,
      ),
    )
  )
    return words.length > 0
  const spans = best.filter(({ meaning }) => meaning.kind !== 'inert')
  return (
    spans.length > 0 &&
    spans.every(({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => pronouns.has(op)))
  )
}

/** "Those tasks", "all of these accounts": the rows before by what they are. */
function callsThem({ best }: Lattice, object: string | undefined): boolean {
  const spans = best.filter(({ meaning }) => meaning.kind !== 'inert')
  const noun = spans.at(-1)?.meaning
  return (
    object !== undefined &&
    spans.length > 1 &&
    noun?.kind === 'entry' &&
    noun.refs.some((ref) => nounObject(ref) === object && !('where' in ref && ref.where)) &&
    spans.some(({ text }) => /^(?:those|these)$/i.test(text)) &&
    spans
      .slice(0, -1)
      .every(({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => pronouns.has(op)))
  )
}

/** "Everything", "all of that", "it all": the rows that were spoken of, where some were. */
const isAllOfIt = ({ tokens: words }: Lattice): boolean =>
  words.length > 0 &&
  words.every(({ word, kind }) =>
    kind === 'mark'
      ? false
      : /^(all|every|everything|of|that|this|it|the|whole|lot|thing|both|bunch|entire|batch|pile|stack|set)$/.test(
          word,
        ),
  ) &&
  words.some(({ word }) =>
    /^(all|everything|that|this|it|lot|thing|both|bunch|batch|pile|stack|set)$/.test(word),
  )

const ofWhich = 'Of which rows do you mean those? Show me all of them first, or say what they are.'

/** "The low priority ones": some of rows that were spoken of, whatever they were. */
const pointsAtSome = ({ tokens: words }: Lattice): boolean => words.some(({ word }) => word === 'ones')

/** The rows that an earlier question showed. */
export function ofPrevious(previous: Previous | null): SetRead {
  if (!previous || previous.query.groupBy || previous.query.measures) return null
  return chosenBy(previous.query, previous.ids)
}

/** "Everything Ann has" after tasks: those, or whatever else is hers? */
function ofOthers(
  { edited, head, final, price, spans }: Ranked,
  rivals: readonly Ranked[],
  previous: Previous | null,
  piece: Piece,
): Ask | null {
  if (!previous || edited || head !== undefined || final.from === previous.query.from) return null
  if (spans.some(({ meaning }) => meaning.kind === 'name' && meaning.rows[0]?.object === final.from))
    return null
  if (!rivals.some((each) => each.edited && each.price <= price + otherSlack)) return null
  const options = [previous.query.from, final.from].map((from) => from.replaceAll('_', ' '))
  return {
    question: `Of which rows: ${options.join(' or ')}?`,
    ...{ options: [], from: piece.at, to: piece.at + piece.text.length },
  }
}
const otherSlack = 3

/** Ids of the first so many rows that were shown: "the top 3" of others, or in another order, are not known yet. */
function firstOf({ limit, orderBy, where }: Asked, { query, ids }: Previous): string[] | null {
  const isSame = JSON.stringify([orderBy, where]) === JSON.stringify([query.orderBy, query.where])
  if (limit === undefined || limit === query.limit) return isSame || limit === undefined ? ids : null
  return isSame && orderBy?.length && ids && (query.limit ?? limit) >= limit ? ids.slice(0, limit) : null
}

/** "The five biggest deals that are open" may as well be asked for. */
const unseen = {
  question: 'Show me those first, so that you see which they are; then I change them.',
  options: [],
  unfit: true as const,
}

const everyRow: Condition = { field: 'id', op: 'not_null' }

function chosenBy(query: Asked, ids: string[] | null): Chosen | null {
  const object = query.from
  if (query.limit !== undefined) return ids?.length ? { object, of: { ids } } : null
  const { where, scope } = query
  // A row that was named is meant whatever became of it.
  if (
    where &&
    'field' in where &&
    where.field === 'id' &&
    where.op === 'eq' &&
    typeof where.value === 'string'
  )
    return { object, of: { ids: [where.value] } }
  return { object, of: { where: where ?? everyRow, ...(scope && { scope }) } }
}

/** What is a command itself names no rows; "give me" asks to see some. */
export const beginsCommand = ({ tokens: words, text }: Lattice): boolean => {
  const first = words.find(
    ({ kind, word }) => kind !== 'mark' && !/^(please|and|then|also|now|can|could|you|let|us)$/.test(word),
  )
  return (
    (first !== undefined && opensCommand(first) && !/^(?:[a-z]+,? ){0,3}give (?:me|us)\b/i.test(text)) ||
    words.some((word) => opensCommand(word) && /^(and|then)$/.test(words[word.i - 1]?.word ?? ''))
  )
}

/** "…, skip the ones already renewing": rows of the same object that are left out. */
const leavingOut =
  /[\s,;(]+(?:but )?(?:skip|skipping|except|except for|excepting|excluding|exclude|leaving out|leave out|but not|other than|apart from|minus|ignore|ignoring|omit|omitting|not)\s+(?:the ones|those|ones|any|anything|anyone|everyone|everything|all)\s+(?:that are |which are |that |which |who are |who )?/i

function readLess(
  piece: Piece,
  speaker: Speaker,
  previous: Previous | null,
  referent: SetRead,
): SetRead | undefined {
  const cut = leavingOut.exec(piece.text)
  if (!cut || cut.index === 0) return undefined
  const kept = readSet({ text: piece.text.slice(0, cut.index), at: piece.at }, speaker, previous, referent)
  if (!kept || 'ask' in kept) return kept
  const plural = speaker.lexicon.catalogue.objects.get(kept.object)?.plural.toLowerCase() ?? ''
  const out = piece.text.slice(cut.index + cut[0].length).replace(/[)\s]+$/, '')
  const left = readSet(
    { text: `${plural} ${out}`, at: piece.at + cut.index + cut[0].length },
    speaker,
    null,
    null,
  )
  const excluded = left && !('ask' in left) && left.object === kept.object ? left.of.where : undefined
  if (!kept.of.where || !excluded)
    return {
      ask: {
        question: `Which ones are to be left out? I don't see what “${out}” means here.`,
        options: [],
        from: piece.at + cut.index,
        to: piece.at + piece.text.length,
      },
    }
  return { object: kept.object, of: { ...kept.of, where: { and: [kept.of.where, negation(excluded)] } } }
}

/** "Wei's to-dos, anything that was due before October": the same rows said again, with what narrows them. */
function saidAgain(text: string): string | null {
  const said =
    /^([^,;:]*\p{L}[^,;:]*)[,;:–-]+\s*(?:i mean |meaning |so |well )?(?:anything|everything|all|those|the ones|whatever|whichever|any|only those|just those|only the ones|just the ones)\s+(?:that|which|who)?\s*((?:is|are|was|were|has|have|had|with|without|due|older|in|from|of)\b.*)$/iu.exec(
      text,
    )
  if (!said) return null
  const [, rows = '', rest = ''] = said
  const plural = rest
    .replace(/^is\b/i, 'are')
    .replace(/^was\b/i, 'were')
    .replace(/^has\b/i, 'have')
  return `${rows.trim()} ${/^(is|are|was|were|has|have|had)\b/i.test(rest) ? 'that ' : ''}${plural}`
}

/** "Those already in that stage", "the ones that have it already": what needs no change is left out anyway. */
const alreadySo =
  /[\s,;(]+(?:but )?(?:skip|skipping|except|except for|excluding|exclude|leaving out|leave out|but not|other than|apart from|ignore|ignoring|omit|not)\s+(?:the ones|those|ones|any|anything|anyone|everyone|everything|all|whoever|whatever)?\s*(?:that |which |who )?(?:are |is |have |has )?(?:already|alredy|allready)\b(?: (?:are|is|have|has|at|in|on|it|there|done|that|this|so|the|same|stage|status|state|tag|tagged|set|one|been|marked))*[)\s.!]*$/i

/** Words that say more than which rows: a title behind a colon, a deadline, whose they were before "his". */
const isSentence = (text: string): boolean =>
  /:\s|(?:…|\.{2,})\s*\p{L}|[,;]\s*(due|deadline|title|titled|so|he|she|his|her|their|they|because|we|i|it|nobody|someone|somebody)\b|\b(due date|deadline) (of|on|by)? ?\d/iu.test(
    text,
  )

/** "Northwind onto my to", "accounts that": the words end before their noun or their verb. */
const isCutOff = ({ tokens: words }: Lattice): boolean =>
  words.length > 1 &&
  /\b(?:(?:my|our|your|the|a|an|onto|into)(?: to)?|that|which|who|whose|where)$/.test(
    words.map(({ word }) => word).join(' '),
  )

/** A name that nobody has is asked for; other words that nobody knows are of no row of ours. */
function strangeName({ best }: Lattice, { names }: Lexicon): Decision | null {
  const strange = best.filter(
    ({ meaning, text }) =>
      meaning.kind === 'unknown' || (meaning.kind === 'skipped' && /^\p{Lu}/u.test(text)),
  )
  const [first] = strange
  if (!first || !/^\p{Lu}/u.test(first.text)) return null
  return askName(strange.map(({ text }) => text).join(' '), names, first.from, strange.at(-1)?.to ?? first.to)
}

/** "All of Ann's accounts but Alder": a name behind "but" is left out. */
function butName(piece: Piece, { lexicon }: Speaker): Piece | null {
  const { tokens: words, spans } = latticeOfText(piece.text, lexicon)
  const but = words.find(
    ({ i, word }) =>
      word === 'but' && i > 0 && spans.some(({ from, meaning }) => from === i + 1 && meaning.kind === 'name'),
  )
  if (!but) return null
  const text = `${piece.text.slice(0, but.from)}except${piece.text.slice(but.to)}`
  return { text, at: piece.at }
}

/** `referent`: what "them" stands for in this request; `wanted`: the object that the tool acts on. */
export function readSet(
  piece: Piece,
  speaker: Speaker,
  previous: Previous | null,
  referent: SetRead,
  wanted: string | null = null,
): SetRead {
  const { lexicon } = speaker
  const settled = alreadySo.exec(piece.text)
  if (settled && settled.index > 0)
    return readSet(
      { ...piece, text: piece.text.slice(0, settled.index) },
      speaker,
      previous,
      referent,
      wanted,
    )
  const kept = butName(piece, speaker)
  if (kept) return readSet(kept, speaker, previous, referent, wanted)
  const again = saidAgain(piece.text)
  if (again !== null) return readSet({ ...piece, text: again }, speaker, previous, referent, wanted)
  const inner = latticeOfText(piece.text, lexicon)
  if (inner.tokens.length === 0 || beginsCommand(inner) || isSentence(piece.text) || isCutOff(inner))
    return null
  const known = putsOn(inner, lexicon) ? null : knownRows(piece, inner, { wanted, previous, referent })
  if (known !== undefined) return known
  const less = readLess(piece, speaker, previous, referent)
  if (less !== undefined) return less
  const named = writtenRows(inner, wanted, peopleObject(lexicon.catalogue.objects.values()))
  if (named) return named
  if (namesPeople(inner, peopleObject(lexicon.catalogue.objects.values()))) return null
  const readings = readingsOfSet(inner, speaker, previous)
  const sets = readings.filter(isSet)
  const decision = decide(
    preferred(sets.length > 0 ? sets : readings, wanted),
    inner.tokens,
    lexicon.names,
    lexicon.catalogue,
    isWrittenName(inner) || collective.test(piece.text),
  )
  const place = (from: number, to: number) => ({
    from: piece.at + (inner.tokens[from]?.from ?? 0),
    to: piece.at + (inner.tokens[to - 1]?.to ?? piece.text.length),
  })
  if (decision.decision === 'clarify') {
    const { question, options } = decision
    // Which of several rows is a doubt about this command; a word without a place may say that it is none.
    const unfit = options.length === 0 && { unfit: true as const }
    return { ask: { question, options, ...unfit, ...place(decision.from, decision.to) } }
  }
  if (decision.decision === 'refuse') {
    const asked = strangeName(inner, lexicon)
    return asked?.decision === 'clarify'
      ? { ask: { question: asked.question, options: asked.options, ...place(asked.from, asked.to) } }
      : null
  }
  const rivals = decision.rivals as Ranked[]
  const reading = byMark(decision.reading as Ranked, rivals, inner, piece.at)
  const ask =
    doubt(reading, rivals, inner, { piece, aside: decision.aside, wanted }) ??
    ofOthers(reading, readings, previous, piece)
  if (ask) return { ask }
  const { final } = reading
  if (pointsAtSome(inner) && !reading.edited && reading.head === undefined && !referent)
    return { ask: { question: ofWhich, options: [], ...place(0, inner.tokens.length) } }
  if (asksColumns(reading) || dates(reading)) return null
  // "The vip tag" is a tag, and not the rows that have it.
  if (reading.head === undefined && /\b(tag|label)s?\W*$/i.test(piece.text)) return null
  if (final.groupBy || final.measures) return null
  if (!final.where && !isWhole(inner)) return null
  const chosen = chosenBy(final, reading.edited && previous ? firstOf(final, previous) : null)
  if (chosen && (!namesList.test(piece.text) || onList.test(piece.text)))
    return chosen.of.where && meansOne(reading) ? { ...chosen, of: { ...chosen.of, one: true } } : chosen
  return { ask: { ...unseen, ...place(0, inner.tokens.length) } }
}

type Before = { wanted: string | null; previous: Previous | null; referent: SetRead }

/** Rows that need no reading: all there are, or those that were spoken of before. */
function knownRows({ text }: Piece, inner: Lattice, { wanted, previous, referent }: Before) {
  if (wanted !== null && everywhere.test(text.trim())) return { object: wanted, of: { where: everyRow } }
  const before = referent && 'object' in referent ? referent.object : previous?.query.from
  const isBefore =
    pointsBack(inner) || callsThem(inner, before) || ((referent ?? previous) && isAllOfIt(inner))
  return isBefore ? (referent ?? ofPrevious(previous)) : undefined
}

/** "Drop that label everywhere". */
const everywhere =
  /^(?:everywhere|across the board|(?:from|on|off|for) (?:everybody|everyone|all of them|all)|wherever it is|all over(?: the place)?)$/i

/** "Nadia" is a colleague, and not what she has. */
const namesPeople = ({ best }: Lattice, people: string | undefined): boolean => {
  const said = best.filter(({ meaning }) => meaning.kind !== 'inert')
  return (
    said.length > 0 &&
    said.every(
      ({ meaning, text }) =>
        meaning.kind === 'name' &&
        !/['’]s?$/.test(text) &&
        meaning.rows.every(({ object }) => object === people),
    )
  )
}

/** Whoever is meant by it, they are rows. */
const collective = /^(everyone|everybody|anyone|anybody|whoever|all those|all of them|those)\b/i

/** "My to-do list" names a list, not the rows that are on it. */
const namesList = /\blists?\W*(?:please|pls|now)?\W*$/i
/** "What is on Ann's list": those that are on it. */
const onList = /\p{L}\W+(?:on|from)\s+(?:[\p{L}'’.-]+\s+){1,4}lists?\W*(?:please|pls|now)?\W*$/iu

/** All rows of an object are meant only where that was said. */
const isWhole = ({ tokens: words }: Lattice): boolean =>
  words.some(({ word }) => /^(all|every|each|everything|entire|whole)$/.test(word))
