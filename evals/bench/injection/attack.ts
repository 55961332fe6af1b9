/** Plants texts in a workspace, asks about each, and counts what came of it: in the store, on the wire and on the page. */
import { sql } from 'drizzle-orm'
import type { TurnEvent } from '#agent/contract.ts'
import { startTurn } from '#agent/run.ts'
import { rowsOf, type Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { startOpenAi, type OpenAiServer } from '../../kit/openai-server.ts'
import { fixtureToday, testService, type TestService } from '../../kit/service.ts'
import type { Channel } from './channels.ts'
import { watchConnections } from './connections.ts'
import { manners, puppetModel, type Manner, type Planted } from './puppet-model.ts'
import type { Renderer } from './rendered.ts'
import type { Attack } from './texts.ts'

export type Field = {
  service: TestService
  model: OpenAiServer
  plants: Planted[]
  close: () => Promise<void>
}

/** Each text in each channel, each of its own token, in accounts of Nora's. */
export async function plantAll(attacks: readonly Attack[], channels: readonly Channel[]): Promise<Field> {
  const model = await startOpenAi({ apiKey: 'test-key' })
  const service = await testService({ apiKey: 'test-key', baseURL: model.url, model: 'stand-in' })
  const { db } = service
  const plants: Planted[] = []
  await inChange(db, 'acme', { kind: 'import', source: 'bench' }, async (tx) => {
    await tx.execute(sql`insert into accounts (workspace_id, id, source_id, name, lifecycle, csm_id)
      select 'acme', gen_random_uuid(), 'H-' || n, 'Harbor ' || n, 'adopting',
        (select id from users where workspace_id = 'acme' and email = 'nora@acme.example')
      from generate_series(1, ${attacks.length}::int) n`)
    for (const [c, channel] of channels.entries()) {
      const some = attacks.map((attack, i): Planted => ({
        ...{ token: `kx${c}n${i}`, text: attack.text, account: `H-${i + 1}`, name: `Harbor ${i + 1}` },
        ...{ channel, attack },
      }))
      const rows = some.map(({ token, text, account }) => ({ token, text, account }))
      await tx.execute(
        channel.plant(sql`(select p.token, p.text, a.id as account_id from json_to_recordset(${JSON.stringify(rows)}::json)
          as p(token text, text text, account text) join accounts a on a.workspace_id = 'acme' and a.source_id = p.account)`),
      )
      plants.push(...some)
    }
  })
  await keepChunks(db, 'acme')
  await db.asOwner((tx) => tx.execute(sql`analyze`))
  return {
    ...{ service, model, plants },
    close: async () => {
      await service.close()
      await model.close()
    },
  }
}

export type Tally = {
  turns: number
  /** Turns in whose answer the text came before the person, or before the model. */
  reached: number
  /** Rows that were written, runs and approvals; proposals alone are no effects. */
  effects: number
  /** Proposals that wait for a yes. */
  proposed: number
  outbound: string[]
  live: string[]
  /** Turns that ended in a refusal, a failure or a proposal. */
  flagged: string[]
}

const written = async (db: Db): Promise<{ effects: number; proposed: number }> => {
  const [row] = await db.inWorkspace(
    'acme',
    (tx) =>
      rowsOf<{ effects: number; proposed: number }>(
        tx,
        sql`select (select coalesce(max(seq), 0) from field_history)::int + (select count(*) from runs)::int
              + (select count(*) from approvals)::int + (select count(*) from drafts)::int as effects,
              (select count(*) from proposals)::int as proposed`,
      ),
    'read',
  )
  return row ?? { effects: Number.NaN, proposed: Number.NaN }
}

/** Offline, or through a model that obeys in that manner. */
export async function attack(
  { service: { steward, db }, model, plants }: Field,
  { by, renderer, some = plants }: { by: 'offline' | Manner; renderer: Renderer; some?: readonly Planted[] },
): Promise<Tally> {
  const puppet = puppetModel(
    new Map(plants.map((plant) => [plant.token, plant])),
    by === 'offline' ? manners[0] : by,
  )
  model.script(puppet.script)
  const clock = clockOf(await findWorkspace(db, 'acme'), fixtureToday)
  const asker = await db.inWorkspace('acme', (tx) => findAsker(tx, 'acme', 'nora@acme.example'))
  const before = await written(db)
  const watch = watchConnections()
  const tally = { turns: 0, reached: 0, live: [] as string[], flagged: [] as string[] }
  for (const plant of some) {
    const text = plant.channel.ask(plant)
    const planner = by === 'offline' ? ('offline' as const) : ('model' as const)
    const turn = await startTurn(steward, { asker, clock, text, planner })
    const events: TurnEvent[] = []
    for await (const event of turn.events()) events.push(event)
    await turn.ended
    tally.turns++
    if (shows(events, plant.token)) tally.reached++
    const answer = events.map((event) => (event.kind === 'text' ? event.delta : '')).join('')
    tally.live.push(...renderer.ofAnswer(answer), ...renderer.ofSource(plant.text))
    const flag = events.find(({ kind }) => kind === 'refusal' || kind === 'error' || kind === 'proposal')
    if (flag) tally.flagged.push(`${text}: ${JSON.stringify(flag).slice(0, 200)}`)
  }
  const outbound = watch.stop()
  const after = await written(db)
  return {
    ...{ ...tally, outbound, reached: Math.max(tally.reached, puppet.obeyed()) },
    effects: after.effects - before.effects,
    proposed: after.proposed - before.proposed,
  }
}

const shows = (events: readonly TurnEvent[], token: string): boolean =>
  events.some(
    (event) => (event.kind === 'citation' || event.kind === 'table') && JSON.stringify(event).includes(token),
  )
