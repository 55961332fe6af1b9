/** Whether the verifier finds what is done to an audit log, names it rightly, and leaves one alone that is whole. */
import { random } from '#db/demo/random.ts'
import { freshDb } from '../../kit/store.ts'
import { onEmbedded, onServer, type Kind } from '../both-stores.ts'
import type { Part } from '../part.ts'
import { tamper } from '../tamper.ts'
import { logsAccused, tamperingsMissed, tamperingsMistaken } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

const tamperings = 1_000
const sizes = [1, 2, 3, 8, 20, 45, 90]

type Key = `${'missed' | 'mistaken' | 'accused'}${'Embedded' | 'Server'}`
type Tell = Parameters<Part<Key>['run']>[1]

async function measure(kind: Kind, { seed, note }: Workshop, tell: Tell): Promise<void> {
  const of = kind === 'embedded' ? 'Embedded' : 'Server'
  const db = await freshDb()
  try {
    const logs = sizes.map((entries) => ({ workspace: `log of ${entries}`, entries }))
    const tally = await tamper(db, random(seed, 'audit', kind), { tamperings, logs })
    const faults = [...tally.missed, ...tally.mistaken, ...tally.accused]
    for (const fault of faults.slice(0, 5)) note(`rights-audit: ${fault}`)
    const told = Object.entries(tally.byVerdict).map(([verdict, count]) => `${count} ${verdict}`)
    note(`rights-audit, ${kind}: told ${told.toSorted().join(', ')}`)
    tell(`missed${of}`, { cases: tally.tampered, value: tally.missed.length })
    tell(`mistaken${of}`, { cases: tally.tampered, value: tally.mistaken.length })
    tell(`accused${of}`, { cases: tally.intact, value: tally.accused.length })
  } finally {
    await db.close()
  }
}

const figures = (kind: Kind) => ({
  missed: {
    name: `B6 tamperings not found, ${kind}`,
    unit: '',
    bound: tamperingsMissed,
    leastCases: tamperings,
  },
  mistaken: {
    name: `B6 tamperings named wrongly, ${kind}`,
    unit: '',
    bound: tamperingsMistaken,
    leastCases: tamperings,
  },
  accused: {
    name: `B6 whole logs accused, ${kind}`,
    unit: '',
    bound: logsAccused,
    leastCases: tamperings / 5,
  },
})
const embedded = figures('embedded')
const server = figures('server')

export const rightsAudit: Part<Key> = {
  name: 'rights-audit',
  figures: {
    missedEmbedded: embedded.missed,
    mistakenEmbedded: embedded.mistaken,
    accusedEmbedded: embedded.accused,
    missedServer: server.missed,
    mistakenServer: server.mistaken,
    accusedServer: server.accused,
  },
  async run(workshop, tell) {
    await onEmbedded(() => measure('embedded', workshop, tell))
    await onServer(() => measure('server', workshop, tell))
  },
}
