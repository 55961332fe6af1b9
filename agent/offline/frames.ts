/** Frames: how people ask for a tool, as words with typed slots. Parsed once, matched against a request's spans. Pure. */
import type { Frame, Part } from './frame-syntax.ts'
import type { Lattice } from './read.ts'
import type { Named, Span } from './spans.ts'
import type { Token } from './text.ts'
import { deeds, occasions } from './words/deeds.ts'

export type Filled = {
  name: string
  type: string
  from: number
  to: number
  /** The span that filled a typed slot; open slots (text, set) have none. */
  span?: Span
  /** What the frame itself fills the slot with. */
  text?: string
}
export type Match = {
  frame: Frame
  slots: Filled[]
  /** Tokens that only open slots and gaps took. */ open: number
  literal: number
}

/** Slots that take any words; a `word` takes what is written without a space, or in quotes, an `address` one of mail, a `deed` begins with what somebody does. */
const openTypes = new Set(['text', 'deed', 'set', 'tag', 'word', 'quoted', 'duration', 'address'])
/** A deed is one sentence: "call Ann", "a quick call with Ann". */
const isDeed = (tokens: readonly Token[], from: number, to: number): boolean =>
  (deeds.has(tokens[from]?.word ?? '') || isOccasion(tokens, from)) &&
  !/^[;!?]$/.test(tokens[to - 1]?.word ?? '')

const mostEpithets = 3
const isOccasion = (tokens: readonly Token[], from: number): boolean =>
  /^(a|an|another|one|some)$/.test(tokens[from]?.word ?? '') &&
  tokens.slice(from + 1, from + 2 + mostEpithets).some(({ word }) => occasions.has(word))

const quote = /^["“”'‘’]$/

/** What a word costs that an open slot before it leaves out: it is rather a part of the slot. */
const cut = 1.1
const endsOpen = (slots: readonly Filled[], at: number): boolean => {
  const last = lastWritten(slots)
  return last !== undefined && last.to === at && openTypes.has(last.type)
}

const endsText = (slots: readonly Filled[], at: number): boolean => {
  const last = lastWritten(slots)
  return last?.to === at && (last.type === 'text' || last.type === 'deed')
}

/** The last one that words fill: what the frame fills itself stands nowhere. */
const lastWritten = (slots: readonly Filled[]): Filled | undefined =>
  slots.findLast(({ type }) => type !== 'const')

/** Hyphens and underscores part the tokens of one written word. */
const isOneWord = ({ text, tokens }: Lattice, from: number, to: number): boolean =>
  isQuoted(tokens, from, to) ||
  quote.test(tokens[from]?.text ?? '') ||
  !/[\s,;]/.test(text.slice(tokens[from]?.from, tokens[to - 1]?.to))

const isQuoted = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from + 2 && quote.test(tokens[from]?.text ?? '') && quote.test(tokens[to - 1]?.text ?? '')

type Index = { inert: boolean[]; opener: boolean[]; spans: Span[][] }
const indexed = new WeakMap<Lattice, Index>()

/** What each token of a request is to a frame, worked out once: many frames are laid over the same request. */
function indexOf(lattice: Lattice): Index {
  const known = indexed.get(lattice)
  if (known) return known
  const { tokens } = lattice
  const index: Index = {
    inert: tokens.map(({ kind }) => kind === 'mark'),
    opener: tokens.map(() => false),
    spans: tokens.map(() => []),
  }
  for (const span of lattice.spans) {
    const { from, to, meaning } = span
    index.spans[from]?.push(span)
    if (meaning.kind === 'inert' && to === from + 1) index.inert[from] = true
    if (meaning.kind !== 'op') continue
    if (meaning.ops.every(({ op }) => op === 'filler')) index.inert.fill(true, from, to)
    if (to === from + 1 && meaning.ops.some(({ op }) => openers.has(op)) && !isOwn(tokens[from]?.word))
      index.opener[from] = true
  }
  // "…, done": a word that is nothing elsewhere may be what the row gets.
  // A day is never stepped over: it says which rows, or when.
  for (const { from, to, meaning } of lattice.spans)
    if (
      meaning.kind === 'time' ||
      (meaning.kind === 'entry' && meaning.refs.some(({ is }) => is === 'value'))
    )
      index.inert.fill(false, from, to)
  indexed.set(lattice, index)
  return index
}

/** "My red accounts: …" begins with whose they are. */
const isOwn = (word: string | undefined): boolean => /^(my|mine|our)$/.test(word ?? '')

/** "can you", "please", "now": words before a command. */
const openers = new Set(['about', 'me', 'and', 'show', 'correct'])

/** Where a request may end: before the courtesies that close it. */
function endsOf(inert: readonly boolean[]): Set<number> {
  const ends = new Set<number>()
  for (let end = inert.length; end >= 0; end--) {
    ends.add(end)
    if (!inert[end - 1]) break
  }
  return ends
}

const courtesy = /^(please|pls|plz|thanks|thank|you|thx|cheers|ok|okay|now|then|asap|kindly|again|ta)$/

/** Where the courtesies that close a request begin: a free text goes on till there, whatever little its words say. */
function closingOf(tokens: readonly Token[]): number {
  let end = tokens.length
  while (end > 0 && (tokens[end - 1]?.kind === 'mark' || courtesy.test(tokens[end - 1]?.word ?? ''))) end--
  return end
}

/** The fewest words left to open slots, then the most words of the frame's own. */
const bySureness = (a: Match, b: Match): number => a.open - b.open || b.literal - a.literal

/** How many ways to lay one frame are looked at. */
const mostWays = 3

/** "Push what I'm behind on to Monday": a little word may end the set or belong to it. */
function addWay(ways: Match[], match: Match): void {
  ways.push(match)
  ways.sort(bySureness)
  if (ways.length > mostWays) ways.pop()
}

/** Whether an open slot may hold these words; `never` where more of them fit no better. */
function takes(type: string, lattice: Lattice, from: number, to: number): 'yes' | 'no' | 'never' {
  if (type === 'word' && !isOneWord(lattice, from, to)) return 'never'
  if (type === 'address' && !(to === from + 1 && lattice.tokens[from]?.text.includes('@'))) return 'never'
  if (type === 'deed' && !isDeed(lattice.tokens, from, to)) return 'never'
  return type === 'quoted' && !isQuoted(lattice.tokens, from, to) ? 'no' : 'yes'
}

/** An open slot ends where the next words stand: what is not there need not be tried. */
function mayEndAt({ text, tokens }: Lattice, to: number, next: Part | undefined): boolean {
  // "Tag them reference_candidate": what was written as one word is not cut.
  if (text[(tokens[to]?.from ?? 0) - 1] === '_') return false
  return (
    next?.part !== 'words' ||
    next.options.some((option) => option.length === 0 || option[0] === tokens[to]?.word)
  )
}

/** The best way to lay the frame over the whole request, courtesies at either end left out. */
export const matchFrame = (frame: Frame, lattice: Lattice): Match | null =>
  waysToLay(frame, lattice)[0] ?? null

/** The few best ways to do so, the surest first. */
export function waysToLay(frame: Frame, lattice: Lattice): Match[] {
  const { tokens } = lattice
  const { inert, opener, spans } = indexOf(lattice)
  const ways: Match[] = []
  const ends = endsOf(inert)
  const closing = closingOf(tokens)
  const step = (parts: readonly Part[], at: number, slots: Filled[], open: number, literal: number): void => {
    const [part, ...rest] = parts
    if (!part) {
      if (ends.has(at) && !(at < closing && endsText(slots, at)))
        addWay(ways, { frame, slots, open, literal })
      return
    }
    if (part.part === 'maybe') {
      step([...part.parts, ...rest], at, slots, open, literal)
      step(rest, at, slots, open, literal)
      return
    }
    if (part.part === 'const') {
      step(
        rest,
        at,
        [...slots, { name: part.name, type: 'const', from: at, to: at, text: part.text }],
        open,
        literal,
      )
      return
    }
    // "Ann (ann@…)".
    if (part.part === 'slot' && part.type === 'address' && tokens[at]?.kind === 'mark')
      step(parts, at + 1, slots, open, literal)
    if (part.part === 'gap' || (part.part === 'slot' && openTypes.has(part.type))) {
      for (let to = at + 1; to <= tokens.length; to++) {
        const isFree = part.part === 'gap' ? to === at + 1 : part.type === 'address'
        if (!mayEndAt(lattice, to, isFree ? undefined : rest[0])) continue
        const taken = part.part === 'slot' ? takes(part.type, lattice, at, to) : 'yes'
        if (taken === 'never') break
        if (taken === 'no') continue
        if (part.part === 'gap' && to === at + 1) step(rest, at, slots, open, literal)
        const slot = part.part === 'slot' ? [{ name: part.name, type: part.type, from: at, to }] : []
        step(rest, to, [...slots, ...slot], open + (to - at), literal)
      }
      return
    }
    // An article or courtesy between the parts is stepped over.
    if (
      inert[at] &&
      !(part.part === 'words' && part.options.some((option) => option[0] === tokens[at]?.word))
    )
      step(
        parts,
        at + 1,
        slots,
        open + (endsOpen(slots, at) && tokens[at]?.kind !== 'mark' ? cut : 0),
        literal,
      )
    if (part.part === 'words') {
      for (const option of part.options) {
        const to = afterWords(tokens, at, option)
        if (to !== null) step(rest, to, slots, open, literal + option.length)
      }
      return
    }
    for (const span of spans[at] ?? []) {
      if (!fills(span, part.type)) continue
      step(
        rest,
        span.to,
        [...slots, { name: part.name, type: part.type, from: span.from, to: span.to, span }],
        open,
        literal,
      )
    }
  }
  const [opening] = frame.parts
  for (let start = 0; start < tokens.length; start++) {
    step(frame.parts, start, [], 0, 0)
    // A text is taken as it was said, from its first word.
    if (opening?.part === 'slot' && opening.type === 'text') break
    if (!inert[start] && !opener[start]) break
  }
  return ways
}

/** The token after the words, hyphens between them left out; null where they do not stand there. */
function afterWords(tokens: readonly Token[], from: number, words: readonly string[]): number | null {
  let at = from
  for (const word of words) {
    if (at > from && tokens[at]?.word === '-') at++
    if (tokens[at]?.word !== word) return null
    at++
  }
  return at
}

/** Whether a span is of a slot's type: the kind of a name, or a kind of meaning. */
export function fills({ meaning, text }: Pick<Span, 'meaning' | 'text'>, type: string): boolean {
  if (meaning.kind === 'name')
    return (
      meaning.rows.some((row) => row.object === type) ||
      (type === 'person' && meaning.rows.some((row) => row.object === 'user'))
    )
  if (meaning.kind === 'op' && type === 'those')
    return meaning.ops.some(({ op }) => op === 'those' || op === 'it')
  if (meaning.kind === 'op')
    // "My sick note" hands nothing to me.
    return (
      type === 'person' &&
      text.toLowerCase() !== 'my' &&
      meaning.ops.some(({ op, value }) => op === 'me' && !value)
    )
  if (meaning.kind === 'time') return type === 'period' || type === 'date'
  if (meaning.kind === 'number') return type === 'number'
  if (meaning.kind !== 'entry') return false
  if (type === 'measure') return ['field', 'portfolio', 'value', 'adjective'].includes(meaning.role)
  return type === meaning.role || (type === 'field' && meaning.role === 'portfolio')
}

export const rowsOf = (filled: Filled, object: string): Named[] =>
  filled.span?.meaning.kind === 'name' ? filled.span.meaning.rows.filter((row) => row.object === object) : []
