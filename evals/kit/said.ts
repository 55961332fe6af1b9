/** Plans conversations without running anything, and tells whether two plans come to the same. Pure. */
import type { Block } from '#agent/contract.ts'
import type { Lexicon } from '#agent/offline/lexicon.ts'
import { planWith } from '#agent/offline/planner.ts'
import { queryTool } from '#agent/offline/tool-calls.ts'
import type { PastTurn, Plan } from '#agent/planner.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Tools } from '#tools/kit/load-tools.ts'

export type Setting = { lexicon: Lexicon; tools: Tools; clock: Clock; asker: Asker }

/** The plan of the last turn, with what it could refer to and the processor's time that it took. */
export function planTurns(
  said: readonly string[],
  { lexicon, ...setting }: Setting,
): { plan: Plan; history: PastTurn[]; ms: number } {
  const history: PastTurn[] = []
  let last: Plan | undefined
  let ms = 0
  for (const text of said) {
    const before = process.threadCpuUsage()
    last = planWith(lexicon, { ...setting, text, history, catalogue: lexicon.catalogue })
    const { user, system } = process.threadCpuUsage(before)
    ms = (user + system) / 1_000
    history.push({
      text,
      calls: last.kind === 'calls' ? last.calls : [],
      answer: '',
      blocks: last.kind === 'calls' ? shown(lexicon, last) : [],
      clarify: last.kind === 'clarify' ? { question: last.question, options: last.options } : null,
    })
  }
  if (!last) throw new Error('a conversation needs a turn')
  return { plan: last, history: history.slice(0, -1), ms }
}

const mostShown = 5

type Row = { id: string; name: string }
const firstOf = new WeakMap<Lexicon, Map<string, Row[]>>()

/** The first rows of an object, by id. */
function firstRows(lexicon: Lexicon, object: string): Row[] {
  const kept = firstOf.get(lexicon) ?? new Map<string, Row[]>()
  firstOf.set(lexicon, kept)
  const rows =
    kept.get(object) ??
    lexicon.names.rows
      .filter((row) => row.object === object)
      .toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
      .slice(0, mostShown)
      .map(({ id, name }) => ({ id, name }))
  kept.set(object, rows)
  return rows
}

/** What a list would have shown, for "the second one": the first rows of its object, as the workspace has them. */
function shown(lexicon: Lexicon, plan: Plan & { kind: 'calls' }): Block[] {
  return plan.calls.flatMap(({ tool, input }): Block[] => {
    const query = input as { from?: string; limit?: number; measures?: unknown }
    if (tool !== queryTool || query.measures || !query.from) return []
    const rows = firstRows(lexicon, query.from).slice(0, query.limit)
    if (rows.length === 0) return []
    const columns = [{ key: 'name', label: 'Name', type: 'text' }]
    return [
      {
        kind: 'table',
        id: 't',
        object: query.from,
        title: '',
        columns,
        rows,
        total: rows.length,
        reading: '',
      },
    ]
  })
}

/** What a plan comes to, however it was said: conditions and values in any order, "me" by address; columns count where one row is looked up. */
export function gist(plan: Plan, me: string): unknown {
  if (plan.kind !== 'calls')
    return plan.kind === 'clarify' ? { asks: plan.question } : { refuses: plan.reason }
  return plan.calls.map(({ tool, input }) => ({
    tool,
    input: tool === queryTool ? asked(input, me) : unordered(input),
  }))
}

function asked(input: unknown, me: string): unknown {
  const named = JSON.stringify(input).replaceAll('{"person":"me"}', JSON.stringify(me))
  const { title: _title, select, ...query } = JSON.parse(named) as Record<string, unknown>
  const isLookUp = /"field":"id","op":"eq"/.test(JSON.stringify(query.where ?? ''))
  return unordered({ ...query, ...(isLookUp && { select }) })
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unordered)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]): [string, unknown] => {
        const inner = unordered(each)
        const isSet = key === 'and' || key === 'or' || (key === 'value' && !isRange(value))
        return [key, isSet && Array.isArray(inner) ? inner.toSorted(byText) : inner]
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const isRange = (condition: object): boolean => 'op' in condition && condition.op === 'between'
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
