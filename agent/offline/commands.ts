/** Commands: binds a verb's slots before anything else, then reads the set that it is to act on. No effect is ever planned here. */
import { comingTools, type ComingTool } from './coming.ts'
import { whichOf, type Decision } from './decide.ts'
import { parseFrame, type Frame } from './frame-syntax.ts'
import { matchFrame, rowsOf, type Match } from './frames.ts'
import type { Lattice } from './read.ts'

type Compiled = { tool: ComingTool; frame: Frame; fresh: boolean }
const compiled: Compiled[] = comingTools.flatMap((tool) => [
  ...tool.frames.map((text) => ({ tool, frame: parseFrame(text), fresh: false })),
  ...(tool.fresh ?? []).map((text) => ({ tool, frame: parseFrame(text), fresh: true })),
])

export type Command = { tool: ComingTool; match: Match }

/** "If they all came in, what would that be?" supposes something, and orders nothing. */
const supposing =
  /^\W*(?:and |so |ok |but )?(?:if|supposing|assuming|suppose)\b[^?]*?[,;–—-]\s*(?:then |and )?(?:what|how (?:much|many)|where|which)\b/i

/** The frame that leaves least to open slots; the most words of its own decide between equals. */
export function commandOf(lattice: Lattice, isFollowUp = false): Command | null {
  let best: Command | null = null
  if (opensWithNoun(lattice)) return null
  for (const { tool, frame, fresh } of compiled) {
    if (fresh && isFollowUp) continue
    if (tool.watches && supposing.test(lattice.text)) continue
    const match = matchFrame(frame, lattice)
    if (!match) continue
    if (
      !best ||
      match.open < best.match.open ||
      (match.open === best.match.open && match.literal > best.match.literal)
    )
      best = { tool, match }
  }
  return best
}

/** "Email addresses of …", "slack messages from …": a noun of the records opens it, whatever its first word does elsewhere. */
const opensWithNoun = ({ best }: Lattice): boolean => {
  const first = best.find(({ meaning }) => meaning.kind !== 'inert')
  return (
    first !== undefined &&
    first.meaning.kind === 'entry' &&
    /^(field|value|object|relation)$/.test(first.meaning.role) &&
    first.via === 'exact' &&
    /\s\S+s$/i.test(first.text)
  )
}

export type SetReader = (from: number, to: number) => { decision: Decision; reading: string | null }

/** What is said of a command whose tool is still to come: its doubts first, then what was understood and the nearest ability. */
export function answerCommand({ tool, match }: Command, lattice: Lattice, readSet: SetReader): Decision {
  for (const slot of match.slots) {
    if (slot.span?.meaning.kind !== 'name' || slot.span.meaning.rows.length < 2) continue
    const rows = rowsOf(slot, slot.type === 'person' ? 'user' : slot.type)
    if (rows.length < 2) continue
    return { decision: 'clarify', ...whichOf(slot.span.text, rows, slot) }
  }
  const set = match.slots.find((slot) => slot.type === 'set')
  const read = set && readSet(set.from, set.to)
  if (read?.decision.decision === 'clarify') return read.decision
  const said = (name: string): string => {
    const slot = match.slots.find((each) => each.name === name || each.type === name)
    return slot
      ? textBetween(lattice, slot.from, slot.to)
      : name === 'set'
        ? 'that'
        : name === 'field'
          ? 'a field'
          : `the ${name}`
  }
  const does = tool.does.replace(/\{(\w+)\}/g, (_, name: string) => said(name))
  const nearest = read?.reading
    ? ` I can show you what it would apply to: ${read.reading}.`
    : ' I can list, count, rank and explain what is in the records.'
  return {
    decision: 'refuse',
    reason: `I understand that you want to ${does}. I can't do that.${nearest}`,
  }
}

export const textBetween = ({ tokens }: Lattice, from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map((token, n) => (n && !token.glued ? ' ' : '') + token.text)
    .join('')
