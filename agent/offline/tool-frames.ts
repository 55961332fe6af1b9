/** Finds the read tool whose own frame fits a request, where no query accounts for all of its words. Pure. */
import type { Clock } from '#db/contract.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import type { ToolCall } from '../planner.ts'
import { parseFrame, type Frame } from './frame-syntax.ts'
import { matchFrame, type Match } from './frames.ts'
import { isOp } from './compose/draft.ts'
import type { Lattice, Reading } from './read.ts'
import { callOf, inputOf, toolsWithFrames } from './tool-calls.ts'

const parsed = new WeakMap<NamedTool, Frame[]>()

function framesOf(tool: NamedTool): Frame[] {
  const known = parsed.get(tool) ?? (tool.phrases?.frames ?? []).map(parseFrame)
  parsed.set(tool, known)
  return known
}

/** A word that only an open slot took costs more than a word of the frame. */
const openPrice = 0.3

/** "How do you say hello in French": without a slot filled or a word of the records, words that fit any talk are no request. */
const isAboutUs = (match: Match, { best }: Lattice): boolean =>
  match.slots.some(({ span }) => span !== undefined) ||
  match.open === 0 ||
  best.some(
    ({ meaning }) =>
      meaning.kind === 'name' ||
      (meaning.kind === 'entry' &&
        ['object', 'relation', 'portfolio', 'value', 'adjective'].includes(meaning.role)),
  )

export function frameCall(
  tools: Tools,
  lattice: Lattice,
  clock: Clock,
  answer: Reading | null,
): ToolCall | null {
  let best: { tool: NamedTool; match: Match; input: unknown; price: number } | null = null
  for (const tool of toolsWithFrames(tools))
    for (const frame of framesOf(tool)) {
      const match = matchFrame(frame, lattice)
      if (!match || !isFirm(match, lattice) || !isAboutUs(match, lattice)) continue
      const price = match.open * openPrice
      if (best && price >= best.price) continue
      const input = inputOf(tool, match, lattice, clock)
      if (input !== undefined) best = { tool, match, input, price }
    }
  if (!best) return null
  // A query that holds every word is the better answer, unless the frame holds them all by itself.
  const isTold = answer?.draft.items.some((item) => isOp(item, 'speech')) === true
  const isEdit = answer !== null && 'edited' in answer && answer.edited === true
  if (isEdit && !isTold) return null
  if (answer && best.match.open > 0 && !answer.account.ignored.length && !isTold) return null
  return callOf(best.tool, best.input)
}

/** From this price on a name is an everyday word that happens to name something. */
const doubtful = 1

/** A name that was repaired or that several rows share is for a question, not for a call. */
const isFirm = (match: Match, { tokens }: Lattice): boolean =>
  match.slots.every(
    ({ span, from }) =>
      !span ||
      (span.via !== 'typo' &&
        (span.meaning.kind !== 'name' || span.meaning.rows.length === 1) &&
        // "Will it rain in Oslo?": a place that an account is named after.
        !(span.via === 'partial' && tokens[from - 1]?.word === 'in') &&
        !(span.via === 'partial' && match.literal <= 1 && !/^\p{Lu}/u.test(span.text)) &&
        !(span.meaning.kind === 'name' && span.cost >= doubtful && match.open > 0)),
  )
