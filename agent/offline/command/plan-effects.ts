/** Commands: turns a sentence into typed calls of effect tools, one or several; whatever is doubtful is one question and never a call. */
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import { comingEffects } from '../coming.ts'
import type { Previous } from '../edit.ts'
import { matchFrame, type Match } from '../frames.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import { tokens as tokensOf, type Token } from '../text.ts'
import { questionWord } from './asking.ts'
import { bind, states, type Bound, type Context } from './bind.ts'
import { withoutReason } from './clauses.ts'
import { possibleIn } from './possible.ts'
import { beginsCommand } from './selection.ts'
import type { Ask, Piece, Speaker } from './slots.ts'
import { topicOf } from './topic.ts'
import type { Variant } from './variants.ts'

/** `left`: words that were taken for the reason. */
export type Effects = { calls: Bound[]; left?: string } | { ask: Ask } | null

/** Said after the command itself: "can you make the change?", "please set that up". */
const closers =
  /[\s,.;!?–-]*((can|could|would|will) you (please )?(make|do|arrange|set|update|change|fix|action) (the change|that change|this change|that|it|this)( up)?( for me)?|(please |pls |can you |go ahead and )(set (that|it|this)( up)?|do (that|it|so)|make it so|make (the|that|this) change|(start|update|change|fix|record|log|apply|action)( (it|that|this))?)( for me)?|(please|pls|((many|much|lots of) )?(thanks|thank you|thx)( (a lot|so much|very much|again|in advance|a million))?|cheers|asap|when you can|if you can)|(log|record|update) (it|that|this)|\(?(please )?(make|create|log|file|save|add) (it|that|this)( as)? an? (task|to-?do|reminder)( for me)?\)?|\(?as an? (task|to-?do|reminder)\)?|\(?put (it|that|this) on my (list|to-?do list|task list)\)?)(?=[\s?.!]*$)/i

const withoutClosers = (text: string): string => {
  const rest = text.replace(closers, '')
  return rest === text || rest.trim() === '' ? text : withoutClosers(rest)
}

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
  const piece = { text: withoutClosers(text), at: 0 }
  if (!mayCommand(piece, effects)) return null
  const found = readPiece(piece, effects, { speaker, previous, referent: null, sets: new Map() }, 3)
  if (found && 'calls' in found) return found.calls.length === 0 ? null : (deliberated(text) ?? found)
  // Words that fit no slot, and no order at their head: it may be a question after all.
  if (found?.ask.unfit && !found.ask.unsaid && !beginsCommand(latticeOfText(text, speaker.lexicon)))
    return null
  return found
}

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
function readPiece(piece: Piece, tools: NamedTool[], context: Context, depth: number): Effects {
  const lattice = latticeOfText(piece.text, context.speaker.lexicon)
  const whole = readOne(piece, lattice, tools, context)
  if (whole && 'calls' in whole)
    return (depth > 0 ? beyondText(piece, lattice, whole.calls, tools, context, depth) : null) ?? whole
  const own = depth > 0 ? withoutReasons(piece, tools, context, depth) : null
  if (own && 'calls' in own) return own
  let ask = whole
  for (const border of borders(lattice.tokens)) {
    const topical = readTopical(piece, border, tools, context)
    if (topical && 'calls' in topical) return topical
    ask ??= topical
  }
  if (depth > 0)
    for (const joint of joints(lattice.tokens)) {
      const several = readSeveral(piece, joint, tools, context, depth)
      if (several) return several
    }
  return ask
}

/** The command without what only led to it; a doubt about it is a doubt about the whole. */
function withoutReasons(piece: Piece, tools: NamedTool[], context: Context, depth: number): Effects {
  for (const { piece: bare, left, row, placed } of withoutReason(piece, context.speaker)) {
    if (!mayCommand(bare, tools)) continue
    if (beginsCommand(latticeOfText(left, context.speaker.lexicon))) continue
    const referent = row ? { object: row.object, of: { ids: [row.id] } } : context.referent
    const read =
      readPiece(bare, tools, { ...context, referent, sets: new Map() }, depth - 1) ??
      // With its reason it is an order, though the same words tell who has what.
      readPiece(
        { ...bare, text: `${bare.text} from now on` },
        tools,
        { ...context, referent, sets: new Map() },
        0,
      )
    if (read && 'calls' in read) return { ...read, left: read.left ?? left }
    if (read) return { ask: placed(read.ask) }
  }
  return null
}

/** "…: pricing discussion and remind me in two weeks": a free text ends where another command begins. */
function beyondText(
  piece: Piece,
  lattice: Lattice,
  calls: Bound[],
  tools: NamedTool[],
  context: Context,
  depth: number,
): Effects {
  const texts = calls
    .flatMap(({ input }) => Object.values(input))
    .filter((value) => typeof value === 'string')
  for (const joint of joints(lattice.tokens)) {
    const rest = piece.text.slice(lattice.tokens[joint]?.from ?? 0).replace(/[\s.!?]+$/, '')
    if (!texts.some((text) => text.length > rest.length / 2 && text.includes(rest.slice(0, 24)))) continue
    const several = readSeveral(piece, joint, tools, context, depth)
    if (several && 'calls' in several) return several
  }
  return null
}

type Candidate = { tool: NamedTool; variant: Variant; match: Match }

/** Candidates by how few words they leave to open slots; the first whose slots all bind is the command. */
function readOne(piece: Piece, lattice: Lattice, tools: NamedTool[], context: Context): Effects {
  const hasReferent = context.referent !== null || context.previous !== null
  return bindFirst(candidatesIn(lattice, tools, hasReferent, false), piece, lattice, context)
}

function candidatesIn(
  lattice: Lattice,
  tools: NamedTool[],
  hasReferent: boolean,
  named: boolean,
): Candidate[] {
  if (lattice.tokens.length === 0 || questionWord(lattice)) return []
  const words = new Set(lattice.tokens.map(({ word }) => word))
  const found: Candidate[] = []
  const isOpenState = beginsOpen(lattice)
  for (const tool of tools)
    for (const variant of possibleIn(tool, words)) {
      if (variant.leaves === 'set' && !hasReferent) continue
      if (variant.leaves === 'verb' && !named) continue
      if (isOpenState && opens(variant)) continue
      const match = matchFrame(variant, lattice)
      if (match && (variant.leaves !== 'verb' || match.literal > 0)) found.push({ tool, variant, match })
    }
  return found.sort(
    (a, b) => a.match.open - b.match.open || b.match.literal - a.match.literal || unsaid(a) - unsaid(b),
  )
}

/** A frame that finds its field by itself comes after those that name what they do. */
const unsaid = ({ match }: Candidate): number =>
  match.slots.some(({ type, name }) => type === 'const' && name === 'field') ? 1 : 0

/** "Open tasks on …" are tasks that are open; "open a task on …" makes one. */
function beginsOpen({ tokens: words }: Lattice): boolean {
  const first = words.find(
    ({ word, kind }) => kind !== 'mark' && !/^(the|all|every|please|and|then|i|we)$/.test(word),
  )
  return (
    /^(open|need)$/.test(first?.word ?? '') &&
    !/^(a|an|one|new|another|me|up|us)$/.test(words[(first?.i ?? 0) + 1]?.word ?? '')
  )
}

/** A name or value that was nearly said is asked, whatever else would fit; words that fitted no slot of one tool may be another's. */
function bindFirst(found: Candidate[], piece: Piece, lattice: Lattice, context: Context): Effects {
  let ask: { ask: Ask } | null = null
  for (const { tool, variant, match } of found) {
    const bound = bind(tool, variant, match, lattice, piece, context)
    if (!bound) continue
    if (!('ask' in bound)) return ask && !ask.ask.unfit ? ask : { calls: [bound] }
    if (!ask || ask.ask.unfit) ask = bound
  }
  return ask
}

const opens = ({ parts: [verb] }: Variant): boolean =>
  verb?.part === 'words' &&
  verb.options.some(([word]) => word === 'open') &&
  verb.options.some(([word]) => word === 'create')

/** Whether some frame could lie in these words at all. */
function mayCommand({ text }: Piece, tools: NamedTool[]): boolean {
  const words = new Set(tokensOf(text).map(({ word }) => word))
  return tools.some((tool) => possibleIn(tool, words).length > 0)
}

/** Where a sentence may be parted into what is acted on and the command. */
function borders(words: readonly Token[]): number[] {
  return words
    .filter(
      (token) =>
        token.i > 0 &&
        token.i < words.length - 1 &&
        (/^[:,;.!?…]$/.test(token.word) ||
          (token.word === '-' && !token.glued) ||
          /^(→|-+>)$/.test(token.text)),
    )
    .map(({ i }) => i)
}

function readTopical(piece: Piece, border: number, tools: NamedTool[], context: Context): Effects {
  const words = latticeOfText(piece.text, context.speaker.lexicon).tokens
  const mark = words[border]
  const next = words[border + 1]
  if (!mark || !next) return null
  const isArrow = mark.word === 'to'
  const from = isArrow ? mark.from : next.from
  const head = piece.text.slice(0, mark.from)
  const tail = { text: piece.text.slice(from), at: piece.at + from }
  if (!mayCommand(tail, tools)) return null
  const lattice = latticeOfText(tail.text, context.speaker.lexicon)
  const found = candidatesIn(lattice, tools, true, isArrow || mark.word === ':' || mark.word === '-')
  if (found.length === 0) return null
  const before = latticeOfText(head, context.speaker.lexicon)
  // What is a command itself is no topic of the next one.
  if (beginsCommand(before) || candidatesIn(before, tools, true, false).some(isWholeCommand)) return null
  const referent = topicOf({ text: head, at: piece.at }, context)
  if (!referent || 'ask' in referent) return null
  return bindFirst(found, tail, lattice, { ...context, referent, sets: new Map() })
}

const isWholeCommand = ({ variant }: Candidate): boolean => variant.leaves === 'nothing' && !states(variant)

/** Where one command may end and the next begin. */
function joints(words: readonly Token[]): number[] {
  return words
    .filter(
      (token) => token.i > 1 && token.i < words.length - 2 && /^(and|then|,|;|\.|&|plus)$/.test(token.word),
    )
    .map(({ i }) => i)
}

function readSeveral(
  piece: Piece,
  joint: number,
  tools: NamedTool[],
  context: Context,
  depth: number,
): Effects {
  const words = latticeOfText(piece.text, context.speaker.lexicon).tokens
  const mark = words[joint]
  let next = joint + 1
  while (/^(and|then|also|,)$/.test(words[next]?.word ?? '')) next++
  const start = words[next]
  if (!mark || !start) return null
  const rest = { text: piece.text.slice(start.from), at: piece.at + start.from }
  const first = { text: piece.text.slice(0, mark.from), at: piece.at }
  if (!mayCommand(rest, tools) || !mayCommand(first, tools)) return null
  const left = readPiece(first, tools, context, 0)
  if (!left || 'ask' in left) return null
  const set = left.calls.at(-1)?.set ?? null
  const right = readPiece(
    rest,
    tools,
    { ...context, referent: set ?? context.referent, sets: new Map() },
    depth - 1,
  )
  if (!right) return null
  if ('ask' in right) return right
  return { calls: [...left.calls, ...right.calls] }
}
