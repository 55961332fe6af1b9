/** Decides whether a request is about what was said and written, by what the sources hold of it: words that the records don't know may be words of a customer. */
import { v7 as uuid } from 'uuid'
import { chunkKinds } from '#db/schema/chunks.ts'
import { search, type Passage } from '#rag/search.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import type { Plan, PlanRequest, ToolCall } from '../planner.ts'
import { beginsCommand } from './command/selection.ts'
import type { Lexicon } from './lexicon.ts'
import type { Clock } from '#db/contract.ts'
import { latticeOfText, type Lattice } from './read.ts'
import { isPlain, soughtOf, unfitFor, type Signs, type Sought } from './sought.ts'
import { fold } from './text.ts'
import { queryTool } from './tool-calls.ts'

export const searchTool = 'sources_search_sources'

/** How much of the subject the best passage must hold: the less the request itself says of sources, the more. */
const evidence = {
  told: 0.12,
  ofAccount: 0.15,
  strange: 0.25,
  ofPerson: 0.3,
  anywhere: 0.45,
  insteadOfRows: 0.4,
  insteadOfAll: 0.6,
}

/** The plan itself, or a search where the sources answer what the records do not. */
export async function orSources(plan: Plan, lexicon: Lexicon, request: PlanRequest): Promise<Plan> {
  const isSearch = plan.kind === 'calls' && plan.calls.every(({ tool }) => tool === searchTool)
  if (!request.tools.has(searchTool) || (plan.confidence === 'sure' && plan.kind !== 'calls')) return plan
  const lattice = latticeOfText(request.text, lexicon)
  // What orders something is asked about, and never looked up.
  if (plan.kind === 'clarify' && beginsCommand(lattice)) return plan
  const unfit = isSearch && unfitFor(request.text, lattice)
  if (unfit) return { kind: 'refuse', reason: reasons[unfit], confidence: 'unsure' }
  const found = soughtOf(request.text, lattice, request.clock)
  if (!found) return plan
  const { sought, signs } = found
  const wanted = isSearch ? 0 : wantedFor(plan, signs)
  if (wanted === null) return plan
  for (const attempt of attemptsOf(sought)) {
    const best = await bestOf(attempt, signs, request)
    const isNarrow = attempt.speaker !== undefined || (signs.isHowTo && attempt.kinds !== undefined)
    if (best >= (isNarrow ? evidence.told : Math.max(wanted, evidence.told))) return asSearch(attempt)
  }
  if (isSearch || (signs.isTold && signs.hasAccount && plan.kind === 'refuse'))
    return asSearch(attemptsOf(sought).at(-1) ?? sought)
  return plan
}

/** Nothing in it says that somebody said or wrote it: what the records can't answer is asked about before it is looked for. */
export function isOfRecords(lattice: Lattice, { clock }: { clock: Clock }): boolean {
  const { signs } = soughtOf(lattice.text, lattice, clock) ?? {}
  return signs !== undefined && signs.hasAccount && isPlain(signs)
}

/** Null where it is no matter of sources. */
function wantedFor(plan: Plan, signs: Signs): number | null {
  const { isTold, isQuestion, isPlace, isHowTo, hasAccount, hasPerson, isWish, topics } = signs
  if (plan.kind === 'calls') {
    const [call] = plan.calls
    if (plan.calls.length !== 1 || call?.tool !== queryTool) return null
    if (isLookup(call)) return null
    if (isBareName(call) && isQuestion) return isPlain(signs) ? evidence.strange : evidence.ofAccount
    if (!isList(call) || !isQuestion) return null
    if (isHowTo || (isTold && (hasAccount || hasPerson))) return evidence.insteadOfRows
    return isTold ? evidence.insteadOfAll : null
  }
  if (signs.isOfRows && plan.kind === 'clarify' && plan.options.length > 1) return null
  if (!isTold && (topics.length === 0 || signs.isOfRows || (isOpen(plan) && !(isPlace && hasAccount))))
    return null
  if (hasAccount && isPlain(signs)) return signs.hasStrange ? evidence.strange : null
  if (hasAccount) return isTold ? evidence.told : evidence.ofAccount
  if (hasPerson && (isTold || isWish)) return evidence.ofPerson
  if (isTold || isHowTo || (isPlace && isQuestion)) return evidence.anywhere
  return isQuestion && signs.unknownNames.length > 0 ? evidence.insteadOfAll : null
}

/** Which of several is meant is asked; who bears the same name may have said it all. */
const isOpen = (plan: Plan): boolean => plan.kind === 'clarify' && new Set(plan.options).size > 1

type Asked = { from?: string; where?: unknown; select?: unknown; measures?: unknown; groupBy?: unknown }

/** Nothing of the question but the account's name reached the query. */
function isBareName({ input }: ToolCall): boolean {
  const { from, where, ...rest } = input as Asked
  return from === 'account' && Object.keys(rest).length === 0 && isId(where)
}
/** Fields of a row that is named: "when did we last speak with August?". */
const isLookup = ({ input }: ToolCall): boolean => {
  const { where, select } = input as Asked
  return select !== undefined && isId(where)
}
const isId = (where: unknown): boolean =>
  typeof where === 'object' && where !== null && 'field' in where && where.field === 'id'

const isList = ({ input }: ToolCall): boolean => {
  const { measures, groupBy } = input as Asked
  return measures === undefined && groupBy === undefined
}

/** As it was said first, then without what may have been no filter. */
function attemptsOf(sought: Sought): Sought[] {
  const { speaker, ...byAnybody } = sought
  const { newest, ...atAnyTime } = byAnybody
  const { kinds, ...anywhere } = atAnyTime
  const { from, to, ...ever } = anywhere
  return [
    sought,
    ...(speaker ? [byAnybody] : []),
    ...(newest ? [atAnyTime] : []),
    ...(kinds ? [anywhere] : []),
    ...(from || to ? [ever] : []),
  ]
}

async function bestOf(
  { kinds, each: _each, order: _order, ...filters }: Sought,
  { hasAccount, unknownNames }: Signs,
  { tx, asker }: PlanRequest,
): Promise<number> {
  const shown = shownKinds(asker.rights.withheld, kinds ?? chunkKinds)
  if (shown.length === 0) return 0
  const passages = await search(tx, asker.workspace, { ...filters, kinds: shown, limit: 3 })
  // A name that no record holds must stand in the passage itself; of an account that is named, its sources may be silent on it.
  const speaks = ({ text, title }: Passage) =>
    hasAccount || unknownNames.every((name) => fold(`${title} ${text}`).includes(name))
  return Math.max(0, ...passages.filter(speaks).map(({ coverage }) => coverage))
}

const asSearch = (input: Sought): Plan => ({
  kind: 'calls',
  calls: [{ id: uuid(), tool: searchTool, input }],
  confidence: 'sure',
})

const reasons = {
  secret:
    'I look for no passwords or keys of anybody and show none. I answer from the records of your customers.',
  deed: 'I can’t do that. I answer from the records of your customers and from what they said and wrote.',
}
