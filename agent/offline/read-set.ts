/** Reads the part of a command that says which rows it is for, and puts it in plain words. Pure. */
import { askName, decide, type Decision } from './decide.ts'
import type { Previous } from './edit.ts'
import type { Lexicon } from './lexicon.ts'
import { wordsOrNull, type Asking } from './plan-reading.ts'
import { latticeOfText, type Lattice } from './read.ts'
import { rankReadings, type Ranked } from './route.ts'

/** "them", "all of those": the rows of the question before, and nothing else. */
const pointsBack = ({ best }: Lattice): boolean => {
  const spans = best.filter(({ meaning }) => meaning.kind !== 'inert')
  return (
    spans.length > 0 &&
    spans.every(
      ({ meaning }) =>
        meaning.kind === 'op' &&
        meaning.ops.some(({ op }) => op === 'those' || op === 'it' || op === 'all' || op === 'group'),
    )
  )
}

export function readSet(
  lexicon: Lexicon,
  turn: Asking,
  lattice: Lattice,
  from: number,
  to: number,
  previous: Previous | null,
): { decision: Decision; reading: string | null } {
  const first = lattice.tokens[from]
  const last = lattice.tokens[to - 1]
  const text = turn.text.slice(first?.from ?? 0, last?.to ?? turn.text.length)
  const inner = latticeOfText(text.split(':')[0] ?? text, lexicon)
  if (previous && pointsBack(inner))
    return {
      decision: { decision: 'refuse', reason: '' },
      reading: wordsOrNull(lexicon.catalogue, previous.query, turn),
    }
  const decision = decide(
    rankReadings(inner, lexicon, turn.clock, previous),
    inner.tokens,
    lexicon.names,
    lexicon.catalogue,
  )
  if (decision.decision === 'clarify')
    return { decision: { ...decision, from: decision.from + from, to: decision.to + from }, reading: null }
  const strange = inner.best.filter(({ meaning }) => meaning.kind === 'unknown')
  if (decision.decision === 'refuse' && strange.length) {
    const text = strange.map((span) => span.text).join(' ')
    return {
      decision: askName(
        text,
        lexicon.names,
        from + (strange[0]?.from ?? 0),
        from + (strange.at(-1)?.to ?? 0),
      ),
      reading: null,
    }
  }
  const query = decision.decision === 'answer' ? (decision.reading as Ranked).final : null
  return { decision, reading: query && wordsOrNull(lexicon.catalogue, query, turn) }
}
