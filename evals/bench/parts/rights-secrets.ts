/** Whether what is sealed opens only where it was sealed, and whether a token shows in a dump of the store or in the log. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '#db/connect.ts'
import { random, type Random } from '#db/demo/random.ts'
import { freshDb, freshPlace } from '../../kit/store.ts'
import { onEmbedded } from '../both-stores.ts'
import { damage, moveInStore, moveUnderOneKey } from '../moved-ciphertexts.ts'
import type { Part } from '../part.ts'
import { dumpOf, hitsIn, makeToken } from '../planted-tokens.ts'
import { lostSecrets, movedSecretsOpened, tokensFound } from '../targets.ts'
import { walkSignIn } from '../sign-in-roads.ts'
import { askService, storeTokens, type Walked } from '../token-roads.ts'
import type { Workshop } from '../workshop.ts'

type Key = 'opened' | 'lost' | 'found'
type Tell = Parameters<Part<Key>['run']>[1]

/** B8: pairs, and B10: tokens. */
const leastMoves = 10_000
const leastTokens = 100
/** Stored by this process, sent to a service, and used by people who sign in. */
const stored = 40
const asked = 60
const peopleSignedIn = 5

async function moved({ seed, note }: Workshop, tell: Tell, folder: string): Promise<void> {
  const db = await freshDb()
  try {
    const parts = [moveUnderOneKey(), damage(random(seed, 'damage')), await moveInStore(db, folder)]
    const tries = parts.map((part) => part.tries)
    for (const one of parts.flatMap((part) => [...part.opened, ...part.lost]).slice(0, 5))
      note(`rights-secrets: ${one}`)
    note(
      `rights-secrets: ${tries[0]} moves under one key, ${tries[1]} damaged, ${tries[2]} moves in the store`,
    )
    const total = tries.reduce((sum, count) => sum + count, 0)
    tell('opened', { cases: total, value: parts.flatMap((part) => part.opened).length })
    const rightful = parts.reduce((sum, part) => sum + part.rightful, 0)
    tell('lost', { cases: rightful, value: parts.flatMap((part) => part.lost).length })
  } finally {
    await db.close()
  }
}

/** Stored by this process, in a store that is then opened again. */
async function storedHere(chance: Random, folder: string): Promise<Walked & { dump: string[] }> {
  const place = await freshPlace()
  try {
    const db = await openDb(place.options)
    try {
      const walked = await storeTokens(db, folder, chance, stored)
      return { ...walked, dump: await dumpOf(db) }
    } finally {
      await db.close()
    }
  } finally {
    await place.remove()
  }
}

/** Sent to a service that runs as people run it. */
async function sentThere(chance: Random): Promise<Walked & { dump: string[] }> {
  const place = await freshPlace()
  try {
    const tokens = Array.from({ length: asked }, () => makeToken(chance))
    const walked = await askService(place, chance, tokens)
    const db = await openDb(place.options)
    try {
      return { ...walked, dump: await dumpOf(db) }
    } finally {
      await db.close()
    }
  } finally {
    await place.remove()
  }
}

async function planted({ seed, note }: Workshop, tell: Tell, folder: string): Promise<void> {
  const chance = random(seed, 'tokens')
  const walked = [
    await storedHere(chance, folder),
    await sentThere(chance),
    await walkSignIn(chance, peopleSignedIn),
  ]
  const tokens = [...new Set(walked.flatMap((one) => one.tokens))]
  const dump = walked.flatMap((one) => one.dump)
  const log = walked.flatMap((one) => one.log).filter((line) => line !== '')
  const hits = hitsIn([...dump, ...log], tokens)
  for (const { where, form } of hits.slice(0, 5)) note(`rights-secrets: ${form} in ${where}`)
  note(
    `rights-secrets: ${tokens.length} tokens looked for in ${dump.length} rows and ${log.length} lines of logs`,
  )
  // Were what is no secret not found either, the search would prove nothing.
  const isSearched = hitsIn(dump, ['person0@acme.example']).length > 0 && log.length > stored
  tell('found', { cases: tokens.length, value: isSearched ? hits.length : Number.NaN })
}

export const rightsSecrets: Part<Key> = {
  name: 'rights-secrets',
  figures: {
    opened: {
      name: 'B8 sealed values that open in another place',
      unit: '',
      bound: movedSecretsOpened,
      leastCases: leastMoves,
    },
    lost: {
      name: 'B8 sealed values that do not open in their own',
      unit: '',
      bound: lostSecrets,
      leastCases: 200,
    },
    found: {
      name: 'B10 tokens found in the dump or the log',
      unit: 'hits',
      bound: tokensFound,
      leastCases: leastTokens,
    },
  },
  async run(workshop, tell) {
    const folder = mkdtempSync(join(tmpdir(), 'steward-keys-'))
    try {
      await onEmbedded(() => moved(workshop, tell, join(folder, 'moved')))
      await onEmbedded(() => planted(workshop, tell, join(folder, 'planted')))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
