/** What a conversation lends to its next request: the query before, with the rows it showed, and the question just asked. Pure. */
import { query as querySchema } from '#db/query/query.ts'
import type { Asked } from './compose/build.ts'
import type { PastTurn } from '../planner.ts'
import type { Previous } from './edit.ts'
import { queryTool } from './tool-calls.ts'
import { fold } from './text.ts'

/** The newest query of the conversation. */
export function previousOf(history: readonly PastTurn[]): (Previous & { text: string }) | null {
  for (const turn of [...history].reverse()) {
    const call = [...turn.calls].reverse().find((each) => each.tool === queryTool)
    const looked = call ? null : lookedAt(turn)
    if (looked) return { query: looked, ids: null, text: turn.text }
    if (!call || typeof call.input !== 'object' || call.input === null) continue
    const { title: _, ...input } = call.input as Record<string, unknown>
    const parsed = querySchema.safeParse(input)
    if (!parsed.success) continue
    return { query: input as Asked, ids: shownIds(turn, (input as Asked).limit), text: turn.text }
  }
  return null
}

/** The one account that something else than a query told of. */
function lookedAt({ calls }: PastTurn): Asked | null {
  const [call] = calls
  const input = calls.length === 1 && typeof call?.input === 'object' ? call.input : null
  const id = input && 'account' in input ? input.account : undefined
  return typeof id === 'string' ? { from: 'account', where: { field: 'id', op: 'eq', value: id } } : null
}

export type Row = { id: string }

/** The rows that an answer showed, in their order, as far as they are remembered. */
export function shownRows({ blocks }: PastTurn): Row[] {
  const table = blocks.find((block) => block.kind === 'table')
  if (table?.kind !== 'table' || table.object === 'group') return []
  return table.rows.flatMap(({ id }) => (typeof id === 'string' ? [{ id }] : []))
}

/** The query before the newest one. */
export function beforePrevious(history: readonly PastTurn[]): Asked | null {
  const asked = history.flatMap((turn, at) => (previousOf([turn]) ? [at] : []))
  const last = asked.at(-1)
  return last === undefined ? null : (previousOf(history.slice(0, last))?.query ?? null)
}

/** Of a list that was cut on purpose, the rows that were asked for are all of them. */
function shownIds(turn: PastTurn, limit = Number.POSITIVE_INFINITY): string[] | null {
  const table = turn.blocks.find((block) => block.kind === 'table')
  if (table?.kind !== 'table' || table.object === 'group') return null
  if (table.rows.length < Math.min(table.total, limit)) return null
  const ids = table.rows.map((row) => row.id)
  return ids.every((id) => typeof id === 'string') ? ids : null
}

/** The option that an answer to our question picks: by its words, its number, or a part that only one has. */
export function pickedOption(text: string, options: readonly string[]): string | null {
  const said = fold(text)
    .replace(/[.!?]+$/, '')
    .trim()
  const whole = options.find((option) => fold(option) === said)
  if (whole) return whole
  const ranks = ['first', 'second', 'third', 'fourth', 'fifth']
  const rank = ranks.findIndex((word) => new RegExp(`^(the )?${word}( one)?$`).test(said))
  // "Yes" to the one reading that was put.
  if (
    options.length === 1 &&
    /^(yes|yep|yeah|yup|sure|right|correct|exactly|ok|okay|that one|this one)$/.test(said)
  )
    return options[0] ?? null
  const byRank = options[/^[1-9]$/.test(said) ? Number(said) - 1 : rank]
  if (byRank) return byRank
  const inside = options.filter((option) => said.includes(fold(option)))
  if (inside.length === 1) return inside[0] ?? null
  const parts =
    said.length >= 3 && said.split(/\s+/).length <= 3
      ? options.filter((option) => fold(option).includes(said))
      : []
  return parts.length === 1 ? (parts[0] ?? null) : null
}
