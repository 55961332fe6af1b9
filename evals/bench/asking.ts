/** A Steward in this process over a prepared store, and turns asked of it without HTTP: for what only its inside can tell. */
import pino from 'pino'
import type { TurnEvent } from '#agent/contract.ts'
import { createModel } from '#agent/model/model.ts'
import { startTurn } from '#agent/run.ts'
import { createSteward, type Steward } from '#agent/steward.ts'
import type { Db } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { testSealing } from '../kit/sealing.ts'
import { benchDay, demoWorkspace } from './turn-question.ts'

export type Bench = {
  steward: Steward
  db: Db
  asker: Asker
  clock: Clock
}

/** `endpoint` ends in `/v1`. */
export async function benchSteward(db: Db, endpoint?: string, workspaceId = demoWorkspace): Promise<Bench> {
  const model = endpoint
    ? {
        client: createModel({ apiKey: 'bench', baseURL: endpoint, model: 'stand-in' }),
        price: { input: 0, output: 0 },
      }
    : null
  const steward = await createSteward({
    ...{ db, log: pino({ level: 'silent' }), model },
    sealingKey: testSealing,
  })
  const workspace = await findWorkspace(db, workspaceId)
  const asker = await db.inWorkspace(workspaceId, (tx) => findAsker(tx, workspaceId), 'read')
  return { steward, db, asker, clock: clockOf(workspace, benchDay) }
}

export type Asked = { conversation: string; events: TurnEvent[]; ms: number }

/** One turn from request to its last event. */
export async function askOnce(
  { steward, asker, clock }: Bench,
  text: string,
  planner: 'offline' | 'model',
  conversation?: string,
): Promise<Asked> {
  const start = performance.now()
  const running = await startTurn(steward, { asker, clock, text, planner, conversation })
  const events: TurnEvent[] = []
  for await (const event of running.events()) events.push(event)
  const ms = performance.now() - start
  await running.ended
  return { conversation: running.conversation, events, ms }
}
