/** Which orders could lie in some words at all, and each way to lay them: found once for a request. Pure. */
import type { NamedTool } from '#tools/kit/define-tool.ts'
import { waysToLay, type Match } from '../frames.ts'
import type { Lattice } from '../read.ts'
import { tokens as tokensOf } from '../text.ts'
import { questionWord } from './asking.ts'
import { states } from './bind.ts'
import { isPossible, possibleIn } from './possible.ts'
import type { Piece } from './slots.ts'
import type { Variant } from './variants.ts'

/** What the words of a request could order at all, and what was found out about parts of them. */
export type Reach = {
  possible: { tool: NamedTool; variants: Variant[] }[]
  may: Map<string, boolean>
  matched: Map<string, Candidate[]>
}

/** Words that are put into a part of the request while it is read. */
const added = ['from', 'now', 'on', 'the']

export function reachOf(text: string, tools: NamedTool[]): Reach {
  const words = new Set([...tokensOf(text).map(({ word }) => word), ...added])
  const possible = tools.flatMap((tool) => {
    const variants = possibleIn(tool, words)
    return variants.length > 0 ? [{ tool, variants }] : []
  })
  return { possible, may: new Map(), matched: new Map() }
}

export type Candidate = { tool: NamedTool; variant: Variant; match: Match }

export function candidatesIn(
  lattice: Lattice,
  reach: Reach,
  hasReferent: boolean,
  named: boolean,
): Candidate[] {
  return matchesIn(lattice, reach).filter(
    ({ variant: { leaves } }) => !(leaves === 'set' && !hasReferent) && !(leaves === 'verb' && !named),
  )
}

/** All frames that can be laid over the words, the surest first; worked out once a turn. */
function matchesIn(lattice: Lattice, { possible, matched }: Reach): Candidate[] {
  const known = matched.get(lattice.text)
  if (known) return known
  const found: Candidate[] = []
  matched.set(lattice.text, found)
  if (lattice.tokens.length === 0 || questionWord(lattice)) return found
  const words = new Set(lattice.tokens.map(({ word }) => word))
  const isOpenState = beginsOpen(lattice)
  for (const { tool, variants } of possible)
    for (const variant of variants) {
      if (!isPossible(variant, words) || (isOpenState && opens(variant))) continue
      for (const match of waysToLay(variant, lattice))
        if (variant.leaves !== 'verb' || match.literal > 0) found.push({ tool, variant, match })
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

const opens = ({ parts: [verb] }: Variant): boolean =>
  verb?.part === 'words' &&
  verb.options.some(([word]) => word === 'open') &&
  verb.options.some(([word]) => word === 'create')

/** Whether some frame could lie in these words at all. */
export function mayCommand({ text }: Piece, { possible, may }: Reach): boolean {
  const known = may.get(text)
  if (known !== undefined) return known
  const words = new Set(tokensOf(text).map(({ word }) => word))
  const found = possible.some(({ variants }) => variants.some((variant) => isPossible(variant, words)))
  may.set(text, found)
  return found
}

export const isWholeCommand = ({ variant }: Candidate): boolean =>
  variant.leaves === 'nothing' && !states(variant)
