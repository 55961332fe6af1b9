/** What is evaluated: one store with every fixture that cases name, and a Steward over it for each target. */
import pino from 'pino'
import { createModel, type Model } from '#agent/model/model.ts'
import { createSteward, type Steward } from '#agent/steward.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { clockOf, findAsker, findWorkspace, listWorkspaces } from '#db/people.ts'
import type { Target } from '../contract.ts'
import { testSealing } from '../kit/sealing.ts'
import { freshDb } from '../kit/store.ts'
import { startOpenAi, type OpenAiServer } from '../kit/openai-server.ts'
import { fixtureOf, type Fixture } from './fixtures.ts'
import { oracleOf, type Oracle } from './oracle.ts'

export type Place = {
  fixture: Fixture
  catalogue: Catalogue
  oracle: Oracle
  asker: (email?: string) => Promise<Asker>
  clock: (today?: string) => Clock
}
/** What a model's target is asked with. */
export type Endpoint = { client: Model; price: { input: number; output: number } }
export type Subject = {
  db: Db
  /** Null where the fixture's data is not on this machine. */
  place: (fixture: string) => Promise<Place | null>
  steward: (target: Target) => Promise<Steward>
  /** A Steward whose model is a script: of cases about faults. One at a time. */
  scripted: () => Promise<{ steward: Steward; server: OpenAiServer }>
  close: () => Promise<void>
}

/** The planner that needs no model. */
export const offline: Target = { name: 'offline', kind: 'offline', model: null, parameters: {} }

const quiet = pino({ level: 'silent' })

async function placeIn(db: Db, fixture: Fixture): Promise<Place> {
  const isThere = (await listWorkspaces(db)).some(({ id }) => id === fixture.workspace)
  if (!isThere) await fixture.load(db)
  const { workspace: id } = fixture
  const workspace = await findWorkspace(db, id)
  const askers = new Map<string, Promise<Asker>>()
  return {
    fixture,
    oracle: oracleOf(fixture.entries),
    catalogue: await db.inWorkspace(id, (tx) => loadCatalogue(tx, id), 'read'),
    clock: (today = fixture.today) => clockOf(workspace, today),
    asker: (email) => {
      const key = email ?? ''
      const found = askers.get(key) ?? db.inWorkspace(id, (tx) => findAsker(tx, id, email), 'read')
      askers.set(key, found)
      return found
    },
  }
}

/** Over a fresh store, or one that has fixtures already; it is closed with the subject. */
export async function openSubject(
  endpoints: ReadonlyMap<string, Endpoint> = new Map(),
  store?: Db,
): Promise<Subject> {
  const db = store ?? (await freshDb())
  const places = new Map<string, Promise<Place | null>>()
  const stewards = new Map<string, Promise<Steward>>()
  let script: Promise<{ steward: Steward; server: OpenAiServer }> | undefined
  const stewardWith = (model: Endpoint | null) =>
    createSteward({ db, log: quiet, model, sealingKey: testSealing })
  const closing: (() => Promise<void>)[] = []
  return {
    db,
    place: (name) => {
      const known = places.get(name)
      if (known) return known
      const fixture = fixtureOf(name)
      const made = fixture ? placeIn(db, fixture) : Promise.resolve(null)
      places.set(name, made)
      return made
    },
    steward: ({ name }) => {
      const known = stewards.get(name) ?? stewardWith(endpoints.get(name) ?? null)
      stewards.set(name, known)
      return known
    },
    scripted: () => {
      script ??= (async () => {
        const server = await startOpenAi()
        closing.push(server.close)
        const client = createModel({
          ...{ apiKey: 'scripted', baseURL: server.url, model: 'scripted' },
          // Long enough for a machine that does much else besides; only cases of silence wait for it.
          ...{ timeoutMs: 3_000, backoffMs: 5 },
        })
        return { server, steward: await stewardWith({ client, price: { input: 0, output: 0 } }) }
      })()
      return script
    },
    close: async () => {
      for (const steward of await Promise.all([
        ...stewards.values(),
        ...(script ? [script.then((one) => one.steward)] : []),
      ])) {
        for (const turn of steward.running.values()) turn.stop()
        await Promise.all([...steward.running.values()].map((turn) => turn.ended))
        await steward.workers.stop()
      }
      for (const close of closing) await close()
      await db.close()
    },
  }
}
