/** Whether workspaces stay apart: interleaved requests with aborts, everything that the app role can ask, and a database tampered with before a start. */
import postgres from 'postgres'
import { openDb, type Db } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import { sql } from 'drizzle-orm'
import { asFound, mutations, type Mutation } from '../../kit/isolation-mutations.ts'
import type { Postgres } from '../../kit/postgres.ts'
import { freshDb, freshPlace, type Place } from '../../kit/store.ts'
import { startToxicProxy } from '../../kit/toxic-proxy.ts'
import { onEmbedded, onServer, type Kind } from '../both-stores.ts'
import { interleave, plant } from '../interleaved-requests.ts'
import type { Part } from '../part.ts'
import { foreignRows, mutatedBoots } from '../targets.ts'
import { visibleRows } from '../visible-rows.ts'
import type { Workshop } from '../workshop.ts'

const requests = 10_000
const lanes = 48
const workspaces = Array.from({ length: 24 }, (_, i) => `w${i}`)

/** Boots on a database that keeps workspaces apart no more; none should. */
async function bootsAfter(mutation: Mutation, place: Place, server: Postgres | null): Promise<boolean> {
  if (server?.adminUrl && 'url' in place.options) {
    const admin = new URL(server.adminUrl)
    admin.pathname = new URL(place.options.url).pathname
    await run(mutation.bySuperuser ? admin.href : place.options.url, mutation.statements)
  } else {
    const whole = await openDb(place.options)
    for (const statement of mutation.statements) await whole.asOwner((tx) => tx.execute(sql.raw(statement)))
    await whole.close()
  }
  try {
    await (await openDb(place.options)).close()
    return true
  } catch (error) {
    if (error instanceof Error && /does not keep workspaces apart/.test(error.message)) return false
    throw error
  } finally {
    if (server?.adminUrl && mutation.bySuperuser) {
      const admin = new URL(server.adminUrl)
      admin.pathname = '/postgres'
      await place.remove()
      await run(admin.href, asFound)
    }
  }
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const statement of statements) await client.unsafe(statement)
  } finally {
    await client.end()
  }
}

async function boots(server: Postgres | null, note: (text: string) => void): Promise<number> {
  let booted = 0
  for (const mutation of mutations) {
    const place = await freshPlace()
    try {
      if (await bootsAfter(mutation, place, server)) {
        booted++
        note(`isolation: boots after: ${mutation.name}`)
      }
    } finally {
      await place.remove()
    }
  }
  // Had the last ones left something behind, every refusal above would prove nothing.
  const whole = await freshPlace()
  await (await openDb(whole.options)).close()
  await whole.remove()
  return booted
}

type Key = `${'wrong' | 'visible' | 'booted'}${'Embedded' | 'Server'}`
type Tell = Parameters<Part<Key>['run']>[1]

async function measure(kind: Kind, workshop: Workshop, tell: Tell, server: Postgres | null) {
  const of = kind === 'embedded' ? 'Embedded' : 'Server'
  const chance = random(workshop.seed, 'isolation', kind)
  const place = server ? await freshPlace() : null
  const proxy = place && 'url' in place.options ? await startToxicProxy(place.options.url) : null
  const db: Db =
    proxy && place && 'url' in place.options
      ? await openDb({ url: proxy.through(place.options.url), poolSize: 10 })
      : await freshDb()
  try {
    await plant(db, workspaces)
    const cut = proxy ? () => void proxy.cut() : undefined
    const tally = await interleave(db, workspaces, chance, { requests, lanes, ...(cut && { cut }) })
    workshop.note(
      `isolation, ${kind}: ${tally.aborted} of ${tally.requests} requests were ended early, ${tally.rows} rows seen, ${tally.late} of them late`,
    )
    tell(`wrong${of}`, { cases: tally.requests, value: tally.rows > requests ? tally.wrong : Number.NaN })
    let asked = 0
    let rows = 0
    for (const workspace of ['', 'nobody', workspaces[0] ?? '']) {
      const seen = await visibleRows(db, workspace)
      asked += seen.asked
      rows += seen.rows
    }
    tell(`visible${of}`, { cases: asked, value: rows })
  } finally {
    await db.close()
    await proxy?.close()
    await place?.remove()
  }
  tell(`booted${of}`, { cases: mutations.length, value: await boots(server, workshop.note) })
}

const figures = (kind: Kind) => ({
  wrong: {
    name: `B2 rows of another workspace, interleaved, ${kind}`,
    unit: 'rows',
    bound: foreignRows,
    leastCases: requests,
  },
  visible: {
    name: `B3 rows seen by the app role, ${kind}`,
    unit: 'rows',
    bound: foreignRows,
    leastCases: 90,
  },
  booted: {
    name: `B4 starts on a tampered database, ${kind}`,
    unit: '',
    bound: mutatedBoots,
    leastCases: 30,
  },
})
const embedded = figures('embedded')
const server = figures('server')

export const isolation: Part<Key> = {
  name: 'isolation',
  figures: {
    wrongEmbedded: embedded.wrong,
    visibleEmbedded: embedded.visible,
    bootedEmbedded: embedded.booted,
    wrongServer: server.wrong,
    visibleServer: server.visible,
    bootedServer: server.booted,
  },
  async run(workshop, tell) {
    await onEmbedded(() => measure('embedded', workshop, tell, null))
    await onServer((running) => measure('server', workshop, tell, running))
  },
}
