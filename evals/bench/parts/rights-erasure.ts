/** Whether anything is left of people who were erased, in the database, its history and samples, checkpoints and files, also after an older backup came back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUp } from '#db/backup/backup.ts'
import { restore } from '#db/backup/restore.ts'
import type { Db } from '#db/connect.ts'
import { erasePerson } from '#db/privacy/erase.ts'
import { filesOf } from '#db/privacy/files.ts'
import { replayLedger } from '#db/privacy/replay.ts'
import { emptyPlace, freshDb } from '../../kit/store.ts'
import { onEmbedded, onServer, type Kind } from '../both-stores.ts'
import { peopleOf, type Planted } from '../erasure-people.ts'
import { plant, type Plants } from '../erasure-plants.ts'
import { everything, search, strangersChanged } from '../erasure-search.ts'
import type { Part } from '../part.ts'
import { canariesLeft, canariesReturned, strangersTouched } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

const subjects = 20
const colleagues = 3
const canariesEach = 50
/** Rows that speak of none of them. */
const leastStrangers = 150
const workspace = 'acme'

type Key = `${'planted' | 'left' | 'returned' | 'strangers'}${'Embedded' | 'Server'}`
type Tell = Parameters<Part<Key>['run']>[1]

/** All that must not be found: canaries, the people's own words, and their names alone. */
const textsOf = ({ canaries, ownWords }: Plants, people: Planted[]): string[] => [
  ...new Set([
    ...canaries.map(({ text }) => text),
    ...ownWords.filter(({ person }) => person.wanted.kind === 'contact').map(({ text }) => text),
    ...people.flatMap(({ name, first, last }) => [name, first, last]),
  ]),
]

async function measure(kind: Kind, { seed, note }: Workshop, tell: Tell): Promise<void> {
  const of = kind === 'embedded' ? 'Embedded' : 'Server'
  const [dataDir, backups] = [
    mkdtempSync(join(tmpdir(), 'steward-erasure-')),
    mkdtempSync(join(tmpdir(), 'steward-backups-')),
  ]
  const people = peopleOf(seed, subjects, colleagues)
  const db = await freshDb()
  const place = await emptyPlace()
  const report = (what: string, hits: { text: string; place: string }[]) => {
    for (const hit of hits.slice(0, 5))
      note(`rights-erasure, ${kind}: ${what} ${JSON.stringify(hit.text)} in ${hit.place}`)
    return hits.length
  }
  try {
    const plants = await plant(db, { workspace, people, each: canariesEach, seed, dataDir })
    const texts = textsOf(plants, people)
    const before = await everything(db, dataDir)
    const lost = texts.filter((text) => search(before, [text]).length === 0)
    note(
      `rights-erasure, ${kind}: ${plants.canaries.length} canaries of ${texts.length} spellings in ${plants.places.length} columns and ${(await filesOf(dataDir)).length} files`,
    )
    tell(`planted${of}`, { cases: plants.canaries.length, value: lost.length })
    const file = join(backups, 'before.zip')
    await backUp(db, file)
    const knownBy = await eraseAll(db, people, dataDir)
    const after = await everything(db, dataDir)
    tell(`left${of}`, { cases: plants.canaries.length, value: report('left', search(after, texts)) })
    const { db: back } = await restore(file, place.options)
    try {
      await replayLedger(back, dataDir)
      const again = await everything(back, dataDir)
      tell(`returned${of}`, {
        cases: plants.canaries.length,
        value: report('came back', search(again, texts)),
      })
      const theirs = [...texts, ...knownBy, ...people.map(({ id }) => id)]
      const [here, there] = [after, again].map((pieces) => strangersChanged(before, pieces, theirs))
      const touched = [...(here?.changed ?? []), ...(there?.changed ?? [])]
      for (const piece of touched.slice(0, 5))
        note(`rights-erasure, ${kind}: changed in ${piece.place}: ${piece.text.slice(0, 200)}`)
      tell(`strangers${of}`, { cases: here?.strangers ?? 0, value: touched.length })
    } finally {
      await back.close()
    }
  } finally {
    await db.close()
    await place.remove()
    rmSync(dataDir, { recursive: true })
    rmSync(backups, { recursive: true })
  }
}

/** Answers what they were known by. */
async function eraseAll(db: Db, people: Planted[], dataDir: string): Promise<string[]> {
  const all: string[] = []
  for (const { wanted } of people) {
    const { knownBy } = await erasePerson(db, workspace, wanted, { dataDir, dryRun: true })
    all.push(...knownBy)
    await erasePerson(db, workspace, wanted, { dataDir })
  }
  return all
}

const figures = (kind: Kind) => ({
  planted: {
    name: `B7 canaries that the search does not find before, ${kind}`,
    unit: '',
    bound: canariesLeft,
    leastCases: subjects * canariesEach,
  },
  left: {
    name: `B7 canaries left after erasing, ${kind}`,
    unit: '',
    bound: canariesLeft,
    leastCases: subjects * canariesEach,
  },
  returned: {
    name: `B7 canaries back after a restore, ${kind}`,
    unit: '',
    bound: canariesReturned,
    leastCases: subjects * canariesEach,
  },
  strangers: {
    name: `B7 rows of others that changed, ${kind}`,
    unit: '',
    bound: strangersTouched,
    leastCases: leastStrangers,
  },
})
const embedded = figures('embedded')
const server = figures('server')

export const rightsErasure: Part<Key> = {
  name: 'rights-erasure',
  figures: {
    plantedEmbedded: embedded.planted,
    leftEmbedded: embedded.left,
    returnedEmbedded: embedded.returned,
    strangersEmbedded: embedded.strangers,
    plantedServer: server.planted,
    leftServer: server.left,
    returnedServer: server.returned,
    strangersServer: server.strangers,
  },
  async run(workshop, tell) {
    await onEmbedded(() => measure('embedded', workshop, tell))
    await onServer(() => measure('server', workshop, tell))
  },
}
