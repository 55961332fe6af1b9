/** Vectors of a configured endpoint: made once a passage, made anew for another model while search goes on, and found beside words. */
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { playbooks, workspaces } from '#db/schema/tables.ts'
import { freshDb } from '#evals/kit/store.ts'
import { createEmbedder } from './embed.ts'
import { keepChunks } from './keep-chunks.ts'
import { keepVectors } from './keep-vectors.ts'
import { retrieve } from './retrieve.ts'

let db: Db
let server: Server
let baseURL = ''
/** Meanings of the endpoint: what a text is about, whatever its words. */
const meanings = [/languag|polish|finnish/i, /price|discount|expensive/i, /signal|offline/i]
const vectorOf = (text: string, size: number) =>
  Array.from({ length: size }, (_, i) => (meanings[i]?.test(text) ? 1 : 0.01))

beforeAll(async () => {
  db = await freshDb()
  const fetch = async (request: Request) => {
    const { input, model } = (await request.json()) as { input: string[]; model: string }
    if (model === 'broken') return new Response('no', { status: 500 })
    const size = model === 'small' ? 3 : 5
    const data = input.map((text, index) => ({ index, embedding: vectorOf(text, size) }))
    return Response.json({ data: data.toReversed(), model })
  }
  baseURL = await new Promise((ready) => {
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () =>
      ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`),
    ) as Server
  })
  await inChange(db, 'w', { kind: 'import', source: 'test' }, async (tx) => {
    await tx.insert(workspaces).values({ id: 'w', name: 'W' })
    const bodies = ['We need it in Polish and Finnish.', 'It is too expensive.', 'The van has no signal.']
    await tx.insert(playbooks).values(
      bodies.map((body, n) => ({ workspaceId: 'w', id: crypto.randomUUID(), sourceId: `p${n}`, slug: `p${n}`, name: '', body })), // prettier-ignore
    )
  })
  await keepChunks(db, 'w')
})
afterAll(async () => {
  server.close()
  await db.close()
})

const embedder = (model: string) => createEmbedder({ apiKey: 'k', baseURL, model })
const vectors = () =>
  db.inWorkspace('w', (tx) =>
    rowsOf(
      tx,
      sql`select model, vector_dims(vector) as size, count(*)::int as count from chunk_vectors group by 1, 2`,
    ),
  )
const ask = async (question: string, model: string) => {
  const [values = []] = await embedder(model).embed([question])
  const read = await db.inWorkspace(
    'w',
    (tx) => retrieve(tx, 'w', { question, vector: { model, values } }),
    'read',
  )
  return read.found[0]
}

test('every passage gets one vector, once', async () => {
  expect(await keepVectors(db, 'w', { embedder: embedder('small') })).toBe(3)
  expect(await keepVectors(db, 'w', { embedder: embedder('small') })).toBe(0)
  expect(await vectors()).toEqual([{ model: 'small', size: 3, count: 3 }])
})

test('what is meant is found where no word is shared', async () => {
  const first = await ask('Which languages do they want?', 'small')
  expect(first?.text).toContain('Polish')
  expect(first?.likeness).toBeGreaterThan(0.9)
})

test('another model takes the place of the one before when it has them all, at its own size', async () => {
  await expect(keepVectors(db, 'w', { embedder: embedder('broken') })).rejects.toThrow('gave no vectors')
  expect((await ask('any discount?', 'small'))?.text).toContain('expensive')
  expect(await keepVectors(db, 'w', { embedder: embedder('large') })).toBe(3)
  expect(await vectors()).toEqual([{ model: 'large', size: 5, count: 3 }])
  expect((await ask('any discount?', 'large'))?.text).toContain('expensive')
})
