/** Carries a case out once, by the road that it names: turns of a conversation, a query, a tool's call, or a text that is only read. */
import type { Block, TurnEvent } from '#agent/contract.ts'
import { startTurn } from '#agent/run.ts'
import { runTool } from '#agent/run-tool.ts'
import type { Steward } from '#agent/steward.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import type { Asker } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { runQuery, type QueryResult } from '#db/query/run.ts'
import { within } from '#db/rights.ts'
import { addEvent, emptyAnswer, type AnswerJson } from '#server/answer-json.ts'
import { allChanges } from '#server/effects/proposal-json.ts'
import type { Case, Target } from '../contract.ts'
import { offline, type Place, type Subject } from './subject.ts'

/** One request and all that was told in answer to it. */
export type Told = { text: string; as: string | null; answer: AnswerJson; blocks: Block[] }
export type Attempt = {
  turns: Told[]
  /** Who asked last: expectations of their own are meant for them. */
  asker: Asker
  result: QueryResult | null
}

const blockKinds = new Set(['table', 'figure', 'chart', 'timeline', 'citation'])

export async function attempt(subject: Subject, place: Place, one: Case, target: Target): Promise<Attempt> {
  const asker = await place.asker(one.as)
  if (one.query) return asked(subject, place, one, asker)
  if (one.call) return called(subject, place, one, asker)
  if (one.plan !== undefined) return planned(subject, place, one, asker)
  if (!one.script) return talked(await subject.steward(target), place, one, target.kind)
  const { steward, server } = await subject.scripted()
  server.script(one.script)
  return talked(steward, place, one, 'model')
}

async function asked({ db }: Subject, place: Place, one: Case, asker: Asker): Promise<Attempt> {
  const answer = emptyAnswer()
  const attempted = { turns: [{ text: '', as: asker.email, answer, blocks: [] }], asker }
  if (!one.query) return { ...attempted, result: null }
  const catalogue = withhold(place.catalogue, asker.rights)
  const who = { asker, clock: place.clock(one.today) }
  const query = one.query
  try {
    const result = await db.inWorkspace(within(asker), (tx) => runQuery(tx, catalogue, query, who), 'read')
    return { ...attempted, result }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    answer.error = { code: error.code, what: error.message, done: error.done ?? '', next: error.next ?? '' }
    return { ...attempted, result: null }
  }
}

/** Read by the offline planner, and nothing of it carried out. */
async function planned(subject: Subject, place: Place, one: Case, asker: Asker): Promise<Attempt> {
  const { offline: planner, tools } = await subject.steward(offline)
  const answer = emptyAnswer()
  const catalogue = withhold(place.catalogue, asker.rights)
  const request = {
    text: one.plan ?? '',
    history: [],
    asker,
    clock: place.clock(one.today),
    catalogue,
    tools,
  }
  const plan = await subject.db.inWorkspace(
    within(asker),
    (tx) => planner.plan({ ...request, tx, signal: new AbortController().signal }),
    'read',
  )
  if (plan.kind === 'calls')
    answer.calls = plan.calls.map(({ tool, input }) => ({
      ...{ tool, input, ok: true, ms: 0, error: null },
      effect: tools.get(tool)?.effect ?? 'read',
    }))
  else if (plan.kind === 'clarify') answer.clarify = { question: plan.question, options: plan.options }
  else answer.refused = { reason: plan.reason }
  return {
    turns: [{ text: request.text, as: asker.email, answer, blocks: [] }],
    ...{ asker, result: null },
  }
}

async function called(subject: Subject, place: Place, one: Case, asker: Asker): Promise<Attempt> {
  const steward = await subject.steward(offline)
  const answer = emptyAnswer()
  const open = { text: null }
  const blocks: Block[] = []
  const clock = place.clock(one.today)
  const outcome = await runTool(
    { id: '1', tool: one.call?.tool ?? '', input: one.call?.input },
    {
      ...{
        db: subject.db,
        tools: steward.tools,
        asker,
        clock,
        catalogue: withhold(place.catalogue, asker.rights),
      },
      ...{
        signal: new AbortController().signal,
        log: () => {},
        emit: (event) => addEvent(answer, event, open),
      },
      effects: { sealingKey: steward.sealingKey, surface: 'terminal' },
    },
    'T',
  )
  if (outcome.ok) {
    answer.answer = outcome.answer.text
    for (const block of outcome.answer.blocks) {
      blocks.push(block)
      addEvent(answer, block, open)
    }
    if (outcome.proposal) addEvent(answer, { kind: 'proposal', ...outcome.proposal }, open)
  } else {
    const { code, message: what, done, next } = outcome.problem
    answer.error = { code, what, done: done ?? '', next: next ?? '' }
  }
  return { turns: [{ text: '', as: asker.email, answer, blocks }], asker, result: null }
}

async function talked(
  steward: Steward,
  place: Place,
  one: Case,
  planner: 'offline' | 'model',
): Promise<Attempt> {
  const turns: Told[] = []
  let conversation: string | undefined
  let asker = await place.asker(one.as)
  for (const { text, as } of one.turns ?? []) {
    if (as) asker = await place.asker(as)
    const request = { asker, clock: place.clock(one.today), text, conversation, planner }
    const told = await turn(steward, { ...request, surface: 'terminal' })
    turns.push(told)
    conversation = told.answer.conversation
  }
  return { turns, asker, result: null }
}

async function turn(steward: Steward, request: Parameters<typeof startTurn>[1]): Promise<Told> {
  const answer = emptyAnswer()
  const open: { text: string | null } = { text: null }
  const blocks: Block[] = []
  const proposed: Extract<TurnEvent, { kind: 'proposal' }>[] = []
  const running = await startTurn(steward, request)
  for await (const event of running.events()) {
    addEvent(answer, event, open)
    if (blockKinds.has(event.kind)) blocks.push(event as Block)
    if (event.kind === 'proposal') proposed.push(event)
  }
  await running.ended
  for (const [at, proposal] of proposed.entries()) {
    const changes = await allChanges(steward, request.asker, proposal)
    const known = answer.proposals[at]
    if (known)
      known.changes = changes.map(({ object, id, field, before, after }) => ({
        object,
        id,
        field,
        before,
        after,
      }))
  }
  return { text: request.text, as: request.asker.email, answer, blocks }
}
