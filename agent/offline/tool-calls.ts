/** Typed calls: a query for the record tool, and a matched frame's slots as the input of its tool, checked by the tool's own schema. */
import { v7 as uuid } from 'uuid'
import type { Query } from '#db/query/query.ts'
import type { Clock } from '#db/contract.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import type { ToolCall } from '../planner.ts'
import type { Filled, Match } from './frames.ts'
import { shapeOf } from './command/fill.ts'
import { textBetween } from './commands.ts'
import type { Lattice } from './read.ts'
import { periodOf } from './when.ts'

export const queryTool = 'records_query_records'

export const queryCall = (query: Query): ToolCall => ({ id: uuid(), tool: queryTool, input: query })

export const callOf = (tool: NamedTool, input: unknown): ToolCall => ({ id: uuid(), tool: tool.name, input })

/** Reads alone: what changes something is read by `command/`, which doubts more. */
export const toolsWithFrames = (tools: Tools): NamedTool[] =>
  [...tools.values()].filter(
    (tool) => tool.effect === 'read' && tool.name !== queryTool && tool.phrases?.frames.length,
  )

/** Puts each slot where the schema has its name (or its plural, for a list); words left over go to the one text that is required. */
export function inputOf(tool: NamedTool, match: Match, lattice: Lattice, clock: Clock): unknown {
  const shape = shapeOf(tool)
  const input: Record<string, unknown> = {}
  for (const slot of match.slots) {
    const value = valueOf(slot, lattice, clock)
    if (value === undefined) continue
    const plural = `${slot.name}s`
    if (slot.name in shape) input[slot.name] = value
    else if (plural in shape) input[plural] = [value]
    else if (slot.type === 'period' && 'during' in shape) input.during = value
    else if (slot.type === 'field' && 'groupBy' in shape) input.groupBy = [value]
  }
  const open = Object.entries(shape).find(
    ([key, schema]) =>
      !(key in input) && !schema.safeParse(undefined).success && schema.safeParse('some words').success,
  )
  if (open) input[open[0]] = withoutNames(match, lattice)
  const parsed = tool.input.safeParse(input)
  return parsed.success ? input : undefined
}

/** The request without the rows that have a place of their own. */
function withoutNames(match: Match, lattice: Lattice): string {
  const named = match.slots.filter((slot) => slot.span?.meaning.kind === 'name')
  const kept = lattice.tokens.filter(
    (token) => !named.some((slot) => token.i >= slot.from && token.i < slot.to),
  )
  return kept
    .map((token) => token.text)
    .join(' ')
    .replace(/\s+(['’]s?|[?.,!])/g, '$1')
    .trim()
}

function valueOf(slot: Filled, lattice: Lattice, clock: Clock): unknown {
  const meaning = slot.span?.meaning
  if (meaning?.kind === 'name') return meaning.rows[0]?.id
  if (meaning?.kind === 'time') return periodOf(meaning.time.when, 'past', clock)
  if (meaning?.kind === 'number') return meaning.number.value
  if (meaning?.kind === 'entry') {
    const [ref] = meaning.refs
    if (!ref) return undefined
    if (ref.is === 'portfolio' || ref.is === 'kept') return ref.measure
    if (ref.is === 'adjective') return 'field' in ref.where ? ref.where.field : undefined
    if (ref.is === 'object') return ref.object
    if (ref.is === 'value' && slot.type === 'value') return ref.value
    if (ref.is === 'relation') return ref.relation
    return ref.field
  }
  return slot.type === 'text' ? textBetween(lattice, slot.from, slot.to) : undefined
}
