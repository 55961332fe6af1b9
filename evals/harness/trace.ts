/** A turn as the record keeps it: few rows of long tables, ids that are new each time as numbers. */
import { tracedTurn, type TracedTurn } from '../contract.ts'
import type { Told } from './attempt.ts'

const mostRows = 12
const mostChanges = 40

/** The same ids in the same order for the same run, whatever the store drew. */
function withoutIds<T>(value: T): T {
  const seen = new Map<string, string>()
  const text = JSON.stringify(value).replaceAll(
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    (id) => {
      const known = seen.get(id) ?? `#${seen.size + 1}`
      seen.set(id, known)
      return known
    },
  )
  return JSON.parse(text) as T
}

export const tracesOf = (turns: readonly Told[]): TracedTurn[] =>
  withoutIds(turns.map(traceOf)).map((turn) => tracedTurn.parse(turn))

function traceOf({ text, as, answer, blocks }: Told): TracedTurn {
  const { route, clarify, refused, error, ms, tokens, cost_usd: costUsd } = answer
  return {
    ...{ text, as, route, answer: answer.answer, calls: answer.calls },
    results: blocks.map((block) =>
      block.kind === 'table' ? { ...block, rows: block.rows.slice(0, mostRows) } : { ...block },
    ),
    proposals: answer.proposals.map((proposal) => ({
      ...proposal,
      changes: proposal.changes.slice(0, mostChanges),
    })),
    ...{ clarify, refused: refused?.reason ?? null },
    error: error && { code: error.code, what: error.what },
    ...{ ms, tokens, costUsd },
  }
}
