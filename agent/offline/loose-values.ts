/** Values of the data as people put them: inflected, with articles between, the verb first ("built it in-house" of "in-house build"), or what is to be done behind what it is done with ("ticket follow-ups"). Pure. */
import { lemmaOf } from './inflect.ts'
import type { Add } from './phrase-spans.ts'
import { cost } from './span-cost.ts'
import type { Ref } from './spans.ts'
import { wordsOf, type Token } from './text.ts'

type Value = Extract<Ref, { is: 'value' }>
/** `isTurned`: what is done comes behind what it is done with; `isShort`: it is not said at all. */
type Pattern = { roots: string[]; written: string; ref: Value; isTurned?: true; isShort?: true }

/** By the root that a pattern begins with. */
export type LooseValues = ReadonlyMap<string, readonly Pattern[]>

const filler =
  /^(a|an|the|our|their|its|his|her|it|them|something|anything|some|to|with|of|for|on|by|in|up|-|was|were|is|are|got|been)$/
const mostFillers = 4
/** What words that leave out what is done cost more than any words of a value. */
const short = 0.8

/** `deeds`: titles that tell what is to be done, verb first; "ticket follow-ups" of "Follow up on ticket". */
export function looseValues(values: readonly Value[], deeds: readonly Value[] = []): LooseValues {
  const byRoot = new Map<string, Pattern[]>()
  const put = (pattern: Pattern): void => {
    const [first = ''] = pattern.roots
    byRoot.set(first, [...(byRoot.get(first) ?? []), pattern])
  }
  for (const ref of values) {
    const words = saying(ref)
    const [first, last] = [words[0], words.at(-1)]
    if (!first || !last) continue
    const roots = words.map(lemmaOf)
    put({ roots, written: first, ref })
    put({ roots: [lemmaOf(last), ...roots.slice(0, -1)], written: last, ref })
  }
  for (const ref of deeds) {
    const [verb, ...rest] = saying(ref)
    const [first] = rest
    if (!verb || !first) continue
    put({ roots: [...rest, verb].map(lemmaOf), written: first, ref, isTurned: true })
    const thing = { ...ref, value: rest.join(' '), isPart: true as const }
    if (rest.length > 1)
      put({ roots: rest.map(lemmaOf), written: first, ref: thing, isTurned: true, isShort: true })
  }
  return byRoot
}

/** The words of a value that say something; none where they are too few or too many. */
function saying({ value }: Value): string[] {
  const words = wordsOf(value).filter((word) => !filler.test(word) && /\p{L}{2}/u.test(word))
  return words.length < 2 || words.length > 4 ? [] : words
}

/** The values that begin at a token; one that is said word by word is found as a phrase, and the verb comes first only as a verb. */
export function addLooseValues(i: number, tokens: readonly Token[], known: LooseValues, add: Add): void {
  const first = tokens[i]
  if (first?.kind !== 'word') return
  const [hits, shorts] = [new Map<number, Value[]>(), new Map<number, Value[]>()]
  for (const { roots, written, ref, isTurned, isShort } of known.get(lemmaOf(first.word)) ?? []) {
    const isVerbFirst = !isTurned && lemmaOf(wordsOf(ref.value).at(-1) ?? '') === roots[0]
    if ((isVerbFirst && first.word === written) || (isShort && !isOwned(tokens, i))) continue
    const end = endOf(roots, tokens, i)
    const to = end !== null && isTurned ? afterParticle(tokens, end) : end
    const found = isShort ? shorts : hits
    if (to !== null) found.set(to, [...(found.get(to) ?? []), ref])
  }
  for (const [to, refs] of hits)
    add(i, to, { kind: 'entry', role: 'value', refs }, cost.observed + 0.25, 'stem')
  for (const [to, refs] of shorts)
    add(i, to, { kind: 'entry', role: 'value', refs }, cost.observed + short, 'stem')
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

const [mostBetween, mostBehind] = [2, 8]
const owner = /^('s|my|his|her|their|our)$/

/** "Priya's open reference quotes": what somebody has to do, and no thing by itself. */
const isOwned = (tokens: readonly Token[], i: number): boolean =>
  tokens.slice(Math.max(0, i - 1 - mostBetween), i).some(({ word }) => owner.test(word)) ||
  tokens
    .slice(i, i + mostBehind)
    .some(
      ({ word }, n) =>
        word === 'on' && tokens.slice(i + n + 1, i + n + 5).some((each) => owner.test(each.word)),
    )

/** The "-ups" of "ticket follow-ups" belongs to its verb. */
function afterParticle(tokens: readonly Token[], end: number): number {
  const isJoined = tokens[end]?.word === '-'
  const particle = tokens[isJoined ? end + 1 : end]?.word ?? ''
  const is = isJoined ? /^(up|off|out|in|on|over|through|down)s?$/ : /^(ups|offs|outs|ins|overs)$/
  return is.test(particle) ? end + (isJoined ? 2 : 1) : end
}
