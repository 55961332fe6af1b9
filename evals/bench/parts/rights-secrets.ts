/** Whether what is sealed opens only where it was sealed, and whether a token shows in a dump of the store or in the log. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import { freshDb, freshPlace } from '../../kit/store.ts'
import { onEmbedded } from '../both-stores.ts'
import { damage, moveInStore, moveUnderOneKey } from '../moved-ciphertexts.ts'
import type { Part } from '../part.ts'
import { dumpOf, hitsIn, makeToken } from '../planted-tokens.ts'
import { lostSecrets, movedSecretsOpened, tokensFound } from '../targets.ts'
import { askService, storeTokens, type Walked } from '../token-roads.ts'
import type { Workshop } from '../workshop.ts'

type Key = 'opened' | 'lost' | 'found'
type Tell = Parameters<Part<Key>['run']>[1]

/** B8: pairs, and B10: tokens. */
const leastMoves = 10_000
const leastTokens = 100
/** Stored by this process, and sent to a service. */
const stored = 40
const asked = 60

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

async function planted({ seed, note }: Workshop, tell: Tell, folder: string): Promise<void> {
  const chance = random(seed, 'tokens')
  const place = await freshPlace()
  try {
    const db = await openDb(place.options)
    let here: Walked
    try {
      here = await storeTokens(db, folder, chance, stored)
    } finally {
      await db.close()
    }
    // The service's own keys would not open what was stored above, so it has a store of its own.
    const theirs = await freshPlace()
    try {
      const tokens = Array.from({ length: asked }, () => makeToken(chance))
      const there = await askService(theirs, chance, tokens)
      const dumps: string[] = []
      for (const { options } of [place, theirs]) {
        const again = await openDb(options)
        dumps.push(...(await dumpOf(again)))
        await again.close()
      }
      const all = [...here.tokens, ...there.tokens]
      const hits = hitsIn([...dumps, ...here.log, ...there.log], all)
      for (const { where, form } of hits.slice(0, 5)) note(`rights-secrets: ${form} in ${where}`)
      note(
        `rights-secrets: ${dumps.length} rows, ${here.log.length} lines of the log here and ${there.log.length} of the service`,
      )
      // Had nothing been written, nothing could be found.
      const wasWritten = dumps.length > 0 && here.log.length > here.tokens.length && there.log.length > 1
      tell('found', { cases: all.length, value: wasWritten ? hits.length : Number.NaN })
    } finally {
      await theirs.remove()
    }
  } finally {
    await place.remove()
  }
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
