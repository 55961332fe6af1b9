/** Plans an utterance by the part of it that reads whole, where the rest is colour; what was left out is told. Pure. */
import type { Plan } from '../planner.ts'
import { isPersonal } from './anchor.ts'
import { isColour } from './colour.ts'
import type { Beside } from './colour-place.ts'
import { isHeldBy } from './matter.ts'
import { hasNoun, keptOf, leansBack, opensItself, pointedInside, type Kept } from './kept.ts'
import type { Lexicon } from './lexicon.ts'
import { latticeOfText } from './read.ts'
import { isNoun, type Span } from './spans.ts'
import { queryTool } from './tool-calls.ts'

export type Planning = {
  lexicon: Lexicon
  /** The plan of a part, with what was left out before it. */
  plan: (text: string, left: string) => Plan
  isFollowUp: boolean
}

export type Colourless = { plan: Plan; left: string }

/** Each part is planned anew. */
const mostTried = 4

type Calls = Extract<Plan, { kind: 'calls' }>

const saidOf = ({ calls }: Calls): string => JSON.stringify(calls.map(({ input }) => input))

/** Understood as it is: answered, or with readings to choose from, or a wish that cannot be met yet. */
const isUnderstood = (plan: Plan): boolean =>
  plan.kind === 'calls' ||
  (plan.kind === 'refuse' && plan.would !== undefined) ||
  (plan.kind === 'clarify' && plan.readings !== undefined)

export function colourless(whole: Plan, text: string, planning: Planning): Colourless | null {
  const { lexicon } = planning
  if (whole.kind === 'calls' && !isOneQuery(whole)) return null
  const understood = whole.kind === 'calls'
  const parts = keptOf(text, lexicon).filter((kept) => mayStand(kept, understood, planning))
  let tried = 0
  let doubted: Colourless | null = null
  for (const part of parts) {
    const kept = pointedInside(part, lexicon)
    if (isUnderstood(whole) && !isSurer(kept)) continue
    if (isStrange(kept.text, lexicon)) continue
    if (tried++ === mostTried) break
    const left = kept.left.map(({ stretch }) => stretch).join(' … ')
    const plan = planning.plan(kept.text, left)
    const said =
      plan.kind === 'calls' ? saidOf(plan) : plan.kind === 'clarify' ? JSON.stringify(plan.readings) : ''
    if (!said || !(isBeside(kept, said, understood, lexicon) || (plan.kind === 'clarify' && isSurer(kept))))
      continue
    if (plan.kind === 'clarify' && !isUnderstood(whole)) doubted ??= { plan, left }
    if (plan.kind !== 'calls' || isBareName(plan)) continue
    if (
      whole.kind === 'calls' &&
      (saidOf(whole) === saidOf(plan) || !(isPutAnew(kept) || isHeldBy(saidOf(whole), saidOf(plan))))
    )
      return null
    return { plan, left: kept.left.map(({ stretch }) => `“${stretch}”`).join(', ') }
  }
  return doubted
}

/** Words that nobody knows stand in the part itself: it cannot read whole. */
const isStrange = (text: string, lexicon: Lexicon): boolean =>
  latticeOfText(text, lexicon).best.filter(
    ({ meaning, text: word }) => meaning.kind === 'unknown' && !/ly$/.test(word),
  ).length > 1

const isOneQuery = ({ calls }: Calls): boolean => calls.length === 1 && calls[0]?.tool === queryTool

/** What speaks of somebody's own life is no request, and what points before it stands only where something is before. */
function mayStand(kept: Kept, understood: boolean, { lexicon, isFollowUp }: Planning): boolean {
  if (
    !/\p{L}{2}/u.test(kept.text) ||
    (isPersonal(spokenOf(kept)) && !hasNoun(kept.text, lexicon)) ||
    isCutFromNoun(kept, lexicon) ||
    (isFollowUp && kept.left.some(({ stretch }) => goesOn(stretch, lexicon))) ||
    !isBeside(kept, null, understood, lexicon)
  )
    return false
  return (
    kept.isCarried === true ||
    pointedInside(kept, lexicon) !== kept ||
    isFollowUp ||
    !leansBack(kept.text, lexicon)
  )
}

/** "Same but only | where a ticket is open": of the rows before. */
const goesOn = (stretch: string, lexicon: Lexicon): boolean =>
  latticeOfText(stretch, lexicon).best.some(
    ({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'only' || op === 'same'),
  )

/** "People | whose usage fell off": a clause that says which rows is not cut from their noun. */
const isCutFromNoun = ({ text, left }: Kept, lexicon: Lexicon): boolean =>
  /^\W*(whose|who|that|which|where)\b/i.test(text) &&
  left.some(
    ({ place, stretch }) =>
      place.mark === 'opening' && latticeOfText(stretch, lexicon).spans.some(isNounAtEnd(stretch, lexicon)),
  )

const isNounAtEnd =
  (stretch: string, lexicon: Lexicon) =>
  (span: Span): boolean =>
    span.to === latticeOfText(stretch, lexicon).tokens.length && isNoun(span)

/** Where only a word begins the request, what stands before that word belongs to the same sentence. */
const spokenOf = ({ text, left }: Kept): string =>
  left.some(({ place }) => place.mark === 'opening')
    ? `${left.map(({ stretch }) => stretch).join(' ')} ${text}`
    : text

/** Before the part is planned everything may be said by it. */
function isBeside({ text, left }: Kept, said: string | null, understood: boolean, lexicon: Lexicon): boolean {
  const beside: Beside = {
    text,
    said,
    isWhole: opensItself(text, lexicon),
    hasNoun: hasNoun(text, lexicon),
    isUnderstood: understood,
  }
  return left.every(({ stretch, place }) => isColour(stretch, beside, place, lexicon))
}

/** A row by its name is no answer to what was left out. */
const isBareName = ({ calls }: Calls): boolean => {
  const { from: _, where, ...rest } = calls[0]?.input as { from?: string; where?: { field?: string } }
  return Object.keys(rest).length === 0 && where?.field === 'id'
}

/** "…, I mean …": in other words, which are those that count. */
const isPutAnew = ({ left }: Kept): boolean =>
  left.length > 0 && left.every(({ place }) => place.mark === 'gloss')

/** Beside a request that reads as a whole: what explains it is surer than an image whose words also mean something. */
const isSurer = ({ left }: Kept): boolean =>
  left.every(({ place }) => place.side === 'before' && !/^(comma|close|opening)$/.test(place.mark))
