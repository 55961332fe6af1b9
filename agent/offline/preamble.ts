/** What leads up to a request without being part of it: "Finance is asking again…", "now that the programme is over,". Pure. */
import type { Lexicon } from './lexicon.ts'
import { latticeOfText, type Lattice } from './read.ts'
import type { Op } from './words/ops.ts'

export type Rest = { text: string; before: string }

const most = 4

/** The request from each place on where it may begin; what stands before narrows and counts nothing. */
export function restsOf(text: string, lexicon: Lexicon): Rest[] {
  const lattice = latticeOfText(text, lexicon)
  const { tokens } = lattice
  const rests: Rest[] = []
  for (const [n, word] of tokens.entries()) {
    const isMark = /^[.!?…:;,-]$/.test(word.word)
    const first = tokens[isMark ? n + 1 : n]
    if (!first || first.i === 0 || n === tokens.length - 1 || (!isMark && !opensRequest(lattice, n))) continue
    const before = text.slice(0, word.from).trim()
    if (!isPreamble(before, lexicon)) break
    const rest = text.slice(first.from)
    if (leansBack(latticeOfText(rest, lexicon))) break
    rests.push({ text: rest, before })
    if (rests.length === most) break
  }
  return rests
}

/** Said after the request, of why it is asked: "…, need it for the forecast call". */
const afterthought =
  /^\s*(i |we |you |they |its? |it's |just |also )?(need|needs|want|wants|asked|asks|is asking|are asking|because|since|so that|so|for my|for the|for our|thx|ty|legal|finance|ops|marketing|sales|before|to |they are|they're|its|it is|it's)\b/i

/** The request without what is said after it, where that narrows and counts nothing. */
export function headsOf(text: string, lexicon: Lexicon): Rest[] {
  const { tokens } = latticeOfText(text, lexicon)
  const heads: Rest[] = []
  for (const word of tokens.toReversed()) {
    const next = tokens[word.i + 1]
    if (!/^[.!?…;,-]$/.test(word.word) || !next || word.i === 0) continue
    const after = text.slice(next.from).trim()
    if (!afterthought.test(after) || !isPreamble(`because ${after}`, lexicon)) break
    heads.push({ text: text.slice(0, word.from), before: after })
    if (heads.length === 2) break
  }
  return heads
}

/** "… I want to know who is red": a request begins with its verb. */
const opensRequest = ({ spans }: Lattice, n: number): boolean =>
  spans.some(
    ({ from, meaning }) =>
      from === n &&
      meaning.kind === 'op' &&
      meaning.ops.some(({ op, value }) => op === 'show' || (op === 'ask' && value !== 'is')),
  )

/** A clause that only says why or when the question comes up. */
const reason =
  /^(hi|hello|hey|so|ok|okay|and|there|well|right|[\s,])*(now that|since|because|as|given that|seeing that|considering that|before|after|ahead of|for)\b/i

const barred = new Set<Op>([
  'not',
  'absent',
  'except',
  'only',
  'compare',
  'between',
  'count',
  'those',
  'it',
  'same',
  'correct',
  'team',
  'other',
  'share',
  'average',
  'median',
  'rise',
  'fall',
  'change',
  'late',
  'grade',
  'rank',
])
/** "Caught up", "went over": parts of verbs. */
const particle = /^(up|down|over|past|behind)$/i
const aboutOnly = new Set(['object', 'relation', 'field', 'portfolio', 'verb', 'cue'])

/** Words that nobody knows, everyday words, and at most what the talk is about. */
function isPreamble(text: string, lexicon: Lexicon): boolean {
  const { paths, tokens } = latticeOfText(text, lexicon)
  if (!tokens.some(({ kind }) => kind !== 'mark')) return false
  // "Usage is tanking at …": the sentence goes on.
  if (/\b(at|of|in|for|with|by|from|to|the|a|an|is|are|not|no)$/i.test(text)) return false
  const isReason = reason.test(text)
  // "For enterprise customers, …" says of which.
  const narrows = /^\W*(and |so |well |ok(ay)? )?for\b/i.test(text)
  return (paths[0]?.spans ?? []).every(({ from, meaning, text: words }) => {
    if (meaning.kind === 'unknown') return from === 0 || !/^\p{Lu}/u.test(words)
    if (meaning.kind === 'entry')
      return (
        (aboutOnly.has(meaning.role) && !(narrows && meaning.role === 'object')) ||
        (isReason && !narrows && meaning.role === 'value')
      )
    if (meaning.kind === 'op') return particle.test(words) || !meaning.ops.some(({ op }) => barred.has(op))
    return meaning.kind === 'inert' || (isReason && meaning.kind === 'time')
  })
}

const leansBack = ({ paths }: Lattice): boolean =>
  (paths[0]?.spans ?? []).some(
    ({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'those' || op === 'it'),
  )
