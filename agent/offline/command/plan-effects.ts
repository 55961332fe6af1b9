/** Commands: turns a sentence into typed calls of effect tools, one or several; whatever is doubtful is one question and never a call. */
import { isDeepStrictEqual } from 'node:util'
import type { Tools } from '#tools/kit/load-tools.ts'
import { comingEffects } from '../coming.ts'
import type { Previous } from '../edit.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import type { Token } from '../text.ts'
import { questionWord } from './asking.ts'
import { bind, type Bound, type Context } from './bind.ts'
import { namesIn, ownedBy, withoutReason } from './clauses.ts'
import { borders, type Border } from './borders.ts'
import { announcement, ofThem, ordersMany, withoutClosers } from './closers.ts'
import { objectOf, shapeOf } from './fill.ts'
import { beginsCommand, readSet, type SetRead } from './selection.ts'
import type { Ask, Piece, Speaker } from './slots.ts'
import { topicOf } from './topic.ts'
import { candidatesIn, isWholeCommand, mayCommand, reachOf, type Candidate, type Reach } from './reach.ts'

/** `left`: words that were taken for the reason. */
export type Effects = { calls: Bound[]; left?: string } | { ask: Ask } | null

export function planEffects(
  text: string,
  tools: Tools,
  speaker: Speaker,
  previous: Previous | null,
): Effects {
  const effects = [...tools.values(), ...comingEffects.filter(({ name }) => !tools.has(name))].filter(
    (tool) => tool.effect !== 'read' && tool.phrases?.frames.length,
  )
  if (effects.length === 0) return null
  const context: Context = {
    ...{ speaker, previous, referent: null, sets: new Map<string, SetRead>() },
    ...(ordersMany(text) && { isOrdered: true as const }),
  }
  const reach = reachOf(text, effects)
  if (reach.possible.length === 0) return null
  const asked = [withoutClosers(text), text, text.replace(announcement, '')]
  let found: Effects = null
  for (const said of new Set(asked)) {
    const piece = {
      text: said,
      at: text.length - said.length > 0 && text.endsWith(said) ? text.length - said.length : 0,
    }
    if (!mayCommand(piece, reach)) continue
    const read = readPiece(piece, reach, context, 3)
    if (read && (!found || 'calls' in read)) found = read
    if (found && 'calls' in found) break
  }
  if (found && 'calls' in found) {
    const once = { ...found, calls: withoutRepeats(found.calls) }
    return once.calls.length === 0 ? null : (deliberated(text) ?? once)
  }
  // Words that fit no slot, and no order at their head: it may be a question after all.
  if (found?.ask.unfit && !found.ask.unsaid && !beginsCommand(latticeOfText(text, speaker.lexicon)))
    return null
  return found
}

/** "It is won, mark it as won" orders once, and so does "it left on Friday because of price, mark it as churned": the fuller one. */
const withoutRepeats = (calls: Bound[]): Bound[] =>
  calls.filter(
    (call, n) =>
      !calls.some((other, at) => at !== n && isSaidBy(call, other) && !(at > n && isSaidBy(other, call))),
  )

/** All that the one call says is said by the other. */
const isSaidBy = (call: Bound, other: Bound): boolean =>
  call.tool === other.tool &&
  Object.entries(call.input).every(([key, value]) => isDeepStrictEqual(value, other.input[key]))

const deliberation =
  /^\W*(?:(?:so|and|but|ok|okay|well|hmm)\W+)*(?:(?:should|shall) (?:we|i)|(?:is it|would it be) (?:worth|time to|ok to|okay to|right to|better to|wise to|a good idea to)|do (?:we|i) (?:need|have|want) to)\s+/i

/** "Should we tag them?" asks for an opinion: the order is offered, never taken. */
function deliberated(text: string): { ask: Ask } | null {
  if (!deliberation.test(text)) return null
  const order = text.replace(deliberation, '').replace(/[\s?]+$/, '')
  const question = 'Whether to do that is yours to say. Do you want me to propose it?'
  return { ask: { question, options: [order], from: 0, to: text.length } }
}

/** The whole as one command; else with what it acts on named first; else as several commands. */
function readPiece(piece: Piece, reach: Reach, context: Context, depth: number): Effects {
  const lattice = latticeOfText(piece.text, context.speaker.lexicon)
  const whole = readOne(piece, lattice, reach, context)
  if (whole && 'calls' in whole)
    return (depth > 0 ? beyondText(piece, lattice, whole.calls, reach, context, depth) : null) ?? whole
  // What begins with a question orders nothing before its end.
  const asks = questionWord(lattice)
  if (asks && !sentenceEnd.test(piece.text)) return whole
  const own = depth > 0 && !context.isBare ? withoutReasons(piece, reach, context, depth) : null
  if (own && 'calls' in own) return own
  let ask = whole
  for (const border of borders(lattice.tokens)) {
    if (asks && (border.mark === ',' || border.mark === '')) continue
    const topical = readTopical(piece, border, reach, context)
    if (topical && 'calls' in topical) return topical
    ask ??= topical
  }
  if (depth > 0 && !asks)
    for (const joint of joints(lattice.tokens)) {
      const several = readSeveral(piece, joint, reach, context, depth)
      if (several) return several
    }
  return ask
}

const sentenceEnd = /[.!?;:–…]\s+\p{L}|\s-\s/u

/** The command without what only led to it; a doubt about it is a doubt about the whole. */
function withoutReasons(piece: Piece, reach: Reach, context: Context, depth: number): Effects {
  let doubt: Effects = null
  const may = (text: string): boolean => mayCommand({ text, at: 0 }, reach)
  for (const { piece: said, left, rows, isTelling, isLed, placed } of withoutReason(
    piece,
    context.speaker,
    may,
  )) {
    const bare = { ...said, text: withoutClosers(said.text) }
    if (!mayCommand(bare, reach) || isCommand(left, reach, context)) continue
    const [row] = rows
    const referent = row ? { object: row.object, of: { ids: rows.map(({ id }) => id) } } : context.referent
    const topic = row && subjectOf(left)
    const inside = {
      ...context,
      referent,
      ...(isLed && { isBare: true as const }),
      sets: new Map<string, SetRead>(),
      ...(row && { inherits: true }),
      ...(topic && { topic }),
    }
    const read =
      readPiece(bare, reach, inside, depth - 1) ??
      // With its reason it is an order, though the same words tell who has what.
      readPiece({ ...bare, text: `${bare.text} from now on` }, reach, { ...inside, sets: new Map() }, 0)
    if (read && 'calls' in read) {
      if (isTelling && read.calls.some(({ set }) => set && !set.of.ids)) continue
      return { ...read, left: read.left ?? left }
    }
    if (read) doubt ??= { ask: placed(read.ask) }
  }
  return doubt
}

/** "The Alder renewal has slipped": of what the reason tells. */
function subjectOf(left: string): Piece | null {
  const said =
    /^\W*(?:(?:so|ok|okay|well|right|hi|hello|um)[\s,]+)*(.+?)(?:['’]s)?\s+(?:is|are|has|have|was|were|will|won['’]t|isn['’]t|hasn['’]t|can['’]?t|slipped|got|went|came|just|fell|won|lost|wants|needs|said|[a-z]{2,}ed)\b/i.exec(
      left,
    )
  return said?.[1] ? { text: said[1], at: 0 } : null
}

/** What orders something itself is no reason for another order. */
function isCommand(text: string, reach: Reach, context: Context): boolean {
  const lattice = latticeOfText(text, context.speaker.lexicon)
  if (beginsCommand(lattice)) return true
  const piece = { text, at: 0 }
  if (!mayCommand(piece, reach)) return false
  // "They're done" tells why, though it could be an order by itself.
  const orders = candidatesIn(lattice, reach, false, false).filter(isWholeCommand)
  const read = bindFirst(orders, piece, lattice, { ...context, sets: new Map() })
  return read !== null && 'calls' in read
}

/** "…: pricing discussion and remind me in two weeks": a free text ends where another command begins. */
function beyondText(
  piece: Piece,
  lattice: Lattice,
  calls: Bound[],
  reach: Reach,
  context: Context,
  depth: number,
): Effects {
  const texts = calls
    .flatMap(({ input }) => Object.values(input))
    .filter((value) => typeof value === 'string')
  for (const joint of joints(lattice.tokens)) {
    const begins = piece.text.slice(lattice.tokens[joint]?.from, lattice.tokens[joint + 2]?.to)
    if (!texts.some((text) => text.includes(begins))) continue
    const several = readSeveral(piece, joint, reach, context, depth)
    if (several && 'calls' in several) return several
  }
  return null
}

/** Candidates by how few words they leave to open slots; the first whose slots all bind is the command. */
function readOne(piece: Piece, lattice: Lattice, reach: Reach, context: Context): Effects {
  const hasReferent = context.referent !== null || context.previous !== null
  return bindFirst(candidatesIn(lattice, reach, hasReferent, false), piece, lattice, context)
}

/** A name or value that was nearly said is asked, whatever else would fit; words that fitted no slot of one tool may be another's. */
function bindFirst(found: Candidate[], piece: Piece, lattice: Lattice, context: Context): Effects {
  let ask: { ask: Ask } | null = null
  for (const { tool, variant, match } of byTopic(found, context)) {
    const bound = bind(tool, variant, match, lattice, piece, context)
    if (!bound) continue
    if (!('ask' in bound)) return ask && !ask.ask.unfit ? ask : { calls: [bound] }
    if (!ask || ask.ask.unfit) ask = bound
  }
  return ask
}

/** "The Alder renewal is a no go, set it to lost": between equals, the tool for what the reason calls the rows. */
function byTopic(found: Candidate[], { topic, speaker }: Context): Candidate[] {
  if (!topic) return found
  const isNamed = ({ tool }: Candidate): number => {
    const wanted = objectOf(shapeOf(tool))
    const read = wanted === null ? null : readSet(topic, speaker, null, null, wanted)
    return read && !('ask' in read) && read.object === wanted ? 0 : 1
  }
  return [...found].sort((a, b) => a.match.open - b.match.open || isNamed(a) - isNamed(b))
}

function readTopical(
  piece: Piece,
  { mark, headTo, tailFrom }: Border,
  reach: Reach,
  context: Context,
): Effects {
  const head = piece.text.slice(0, headTo)
  const tail = ofThem(piece, tailFrom)
  if (!mayCommand(tail, reach)) return null
  const lattice = latticeOfText(tail.text, context.speaker.lexicon)
  const isNamed = mark === 'to' || mark === ':' || mark === '-' || tail.at > piece.at + tailFrom
  const found = candidatesIn(lattice, reach, true, isNamed)
  if (found.length === 0) return null
  const before = latticeOfText(head, context.speaker.lexicon)
  // What is a command itself is no topic of the next one.
  if (beginsCommand(before) || candidatesIn(before, reach, true, false).some(isWholeCommand)) return null
  const referent = topicOf({ text: head, at: piece.at }, context)
  if (!referent || 'ask' in referent) return null
  return bindFirst(found, tail, lattice, { ...context, referent, sets: new Map() })
}

/** Where one command may end and the next begin. */
function joints(words: readonly Token[]): number[] {
  return words
    .filter(
      (token) => token.i > 1 && token.i < words.length - 2 && /^(and|then|,|;|\.|&|plus)$/.test(token.word),
    )
    .map(({ i }) => i)
}

function readSeveral(piece: Piece, joint: number, reach: Reach, context: Context, depth: number): Effects {
  const words = latticeOfText(piece.text, context.speaker.lexicon).tokens
  const mark = words[joint]
  let next = joint + 1
  while (/^(and|then|also|,)$/.test(words[next]?.word ?? '')) next++
  const start = words[next]
  if (!mark || !start) return null
  const rest = { text: piece.text.slice(start.from), at: piece.at + start.from }
  const first = { text: piece.text.slice(0, mark.from), at: piece.at }
  const ways = waysOn(rest, first, words, context.speaker).filter((way) => mayCommand(way, reach))
  if (ways.length === 0 || !mayCommand(first, reach)) return null
  const left = readPiece(first, reach, context, 0)
  if (!left || 'ask' in left) return null
  const set = left.calls.at(-1)?.set ?? null
  const inherits = set !== null || context.inherits
  let ask: Effects = null
  for (const { isBegun, ...way } of ways) {
    // What only goes on names its own rows: "…, green ones safe" gives nothing to those before.
    const before = isBegun
      ? { referent: null, previous: null }
      : { referent: set ?? context.referent, inherits }
    const inside = { ...context, ...before, sets: new Map<string, SetRead>() }
    const right = readPiece(way, reach, inside, depth - 1)
    if (right && 'calls' in right && !(isBegun && right.calls[0]?.tool !== left.calls.at(-1)?.tool))
      return { calls: [...left.calls, ...right.calls] }
    if (way.text === rest.text) ask = right
  }
  return ask
}

/** How an order behind another may be meant: with the verb of the one before, as it stands, or of what is the row's of the one before. */
function waysOn(
  rest: Piece,
  first: Piece,
  words: readonly Token[],
  { lexicon }: Speaker,
): (Piece & { isBegun: boolean })[] {
  const rows = namesIn(latticeOfText(first.text, lexicon)).flatMap(({ meaning }) =>
    meaning.kind === 'name' && meaning.whole && meaning.rows.length === 1 ? meaning.rows : [],
  )
  const owned = ownedBy(rest.text, { rows })
  const verb = words.find(
    ({ kind, word }) => kind !== 'mark' && !/^(please|and|so|then|can|could|you)$/.test(word),
  )
  const isOrder = beginsCommand(latticeOfText(rest.text, lexicon))
  return [
    ...(verb && !isOrder ? [{ text: `${verb.text} ${rest.text}`, at: rest.at, isBegun: true }] : []),
    { ...rest, isBegun: false },
    ...(owned === null ? [] : [{ text: owned, at: rest.at, isBegun: false }]),
  ]
}
