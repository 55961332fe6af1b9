/** Values of the data as people put them: inflected, with articles between, the verb first ("built it in-house" of "in-house build"). Pure. */
import { lemmaOf } from './inflect.ts'
import type { Add } from './phrase-spans.ts'
import { cost } from './span-cost.ts'
import type { Ref } from './spans.ts'
import { wordsOf, type Token } from './text.ts'

type Value = Extract<Ref, { is: 'value' }>
type Pattern = { roots: string[]; written: string; ref: Value }

/** By the root that a pattern begins with. */
export type LooseValues = ReadonlyMap<string, readonly Pattern[]>

const filler =
  /^(a|an|the|our|their|its|his|her|it|them|something|anything|some|to|with|of|for|on|by|in|up|-|was|were|is|are|got|been)$/
const mostFillers = 4

export function looseValues(values: readonly Value[]): LooseValues {
  const byRoot = new Map<string, Pattern[]>()
  const put = (roots: string[], written: string, ref: Value): void => {
    const [first = ''] = roots
    byRoot.set(first, [...(byRoot.get(first) ?? []), { roots, written, ref }])
  }
  for (const ref of values) {
    const words = wordsOf(ref.value).filter((word) => !filler.test(word) && /\p{L}{2}/u.test(word))
    const [first, last] = [words[0], words.at(-1)]
    if (words.length < 2 || words.length > 4 || !first || !last) continue
    const roots = words.map(lemmaOf)
    put(roots, first, ref)
    put([lemmaOf(last), ...roots.slice(0, -1)], last, ref)
  }
  return byRoot
}

/** The values that begin at a token; one that is said word by word is found as a phrase, and the verb comes first only as a verb. */
export function addLooseValues(i: number, tokens: readonly Token[], known: LooseValues, add: Add): void {
  const first = tokens[i]
  if (first?.kind !== 'word') return
  const hits = new Map<number, Value[]>()
  for (const { roots, written, ref } of known.get(lemmaOf(first.word)) ?? []) {
    const isVerbFirst = lemmaOf(wordsOf(ref.value).at(-1) ?? '') === roots[0]
    if (isVerbFirst && first.word === written) continue
    const to = endOf(roots, tokens, i)
    if (to !== null) hits.set(to, [...(hits.get(to) ?? []), ref])
  }
  for (const [to, refs] of hits)
    add(i, to, { kind: 'entry', role: 'value', refs }, cost.observed + 0.25, 'stem')
}

function endOf(roots: readonly string[], tokens: readonly Token[], from: number): number | null {
  let at = from
  let fillers = 0
  for (const root of roots) {
    while (at > from && filler.test(tokens[at]?.word ?? '') && fillers++ < mostFillers) at++
    if (lemmaOf(tokens[at]?.word ?? '') !== root) return null
    at++
  }
  return at
}
