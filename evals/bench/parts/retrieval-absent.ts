/** What becomes of questions about something that no source speaks of: meetings of one domain are asked what was asked of the other's, and their own questions beside that. */
import type { Db } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import { inChange } from '#db/history/change.ts'
import { workspaces } from '#db/schema/tables.ts'
import { speaksOf, type Among } from '#rag/proof.ts'
import { search } from '#rag/search.ts'
import { sharedData } from '../../kit/shared.ts'
import { freshDb } from '../../kit/store.ts'
import { onEmbedded } from '../both-stores.ts'
import { readMeetings, storeMeetings, type Meetings } from '../meetings.ts'
import type { Part } from '../part.ts'
import type { Bound } from '../report.ts'
import { absentAnywhere, absentOfFew, presentTold } from '../targets.ts'

const folder = 'meetings/dev'
/** Of each domain, so many of its questions and of the other's. */
const most = 60
const leastCases = 100

type Asked = { question: string; sources: string[]; isThere: boolean }
type Key = 'absentOfFew' | 'absentAnywhere' | 'presentOfFew' | 'presentAnywhere'
type Counts = Record<Key, { cases: number; told: number }>

const figure = (name: string, bound: Bound) => ({ ...{ name, unit: '%', bound, leastCases } })

export const retrievalAbsent: Part<Key> = {
  name: 'retrieval-absent',
  figures: {
    absentOfFew: figure('absent topics told as if they were there, of one call', absentOfFew),
    absentAnywhere: figure('absent topics told as if they were there, of all', absentAnywhere),
    presentOfFew: figure('topics that are there told as such, of one call', presentTold),
    presentAnywhere: figure('topics that are there told as such, of all', presentTold),
  },
  run: ({ seed }, tell) =>
    onEmbedded(async () => {
      const path = sharedData(folder)
      if (!path) throw new Error(`../shared/data/${folder} is not there`)
      const meetings = readMeetings(path)
      const none = () => ({ cases: 0, told: 0 })
      const counts: Counts = {
        ...{ absentOfFew: none(), absentAnywhere: none() },
        ...{ presentOfFew: none(), presentAnywhere: none() },
      }
      for (const domain of new Set(meetings.queries.map((query) => query.domain)))
        await askAll(meetings, { domain, seed, counts })
      for (const [key, { cases, told }] of Object.entries(counts) as [Key, Counts[Key]][])
        tell(key, { cases, value: (100 * told) / cases })
    }),
}

type Of = { domain: string; seed: number; counts: Counts }

async function askAll(meetings: Meetings, { domain, seed, counts }: Of): Promise<void> {
  const chance = random(seed, 'absent', domain)
  const turns = new Map([...meetings.turns].filter(([, [first]]) => first?.domain === domain))
  const here = [...turns.keys()]
  const some = (isThere: boolean): Asked[] =>
    chance
      .shuffle(meetings.queries.filter((query) => (query.domain === domain) === isThere))
      .slice(0, most)
      .map(({ query, meeting_id }) => ({
        ...{ question: query, isThere },
        sources: [isThere ? meeting_id : chance.pick(here)],
      }))
  const db = await freshDb()
  try {
    await inChange(db, 'w', { kind: 'import', source: 'bench' }, (tx) =>
      tx.insert(workspaces).values({ id: 'w', name: 'W' }),
    )
    await storeMeetings(db, 'w', { ...meetings, turns })
    for (const { question, sources, isThere } of [...some(true), ...some(false)]) {
      await ask(db, { question, sources }, counts[isThere ? 'presentOfFew' : 'absentOfFew'], 'ofFew')
      await ask(db, { question }, counts[isThere ? 'presentAnywhere' : 'absentAnywhere'], 'anywhere')
    }
  } finally {
    await db.close()
  }
}

async function ask(
  db: Db,
  asked: { question: string; sources?: string[] },
  count: Counts[Key],
  among: Among,
): Promise<void> {
  const found = await db.inWorkspace('w', (tx) => search(tx, 'w', { ...asked, limit: 3 }), 'read')
  count.cases++
  if (found.some((passage) => speaksOf(passage, among))) count.told++
}
