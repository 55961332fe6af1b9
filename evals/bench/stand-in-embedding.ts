/** An embedding endpoint on loopback that answers at once with the same made vector: what is measured with it is everything but the model. */
import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type EmbeddingEndpoint = { url: string; close: () => Promise<void> }

export async function startEmbedding(dimensions: number): Promise<EmbeddingEndpoint> {
  const embedding = Array.from({ length: dimensions }, (_, n) => Math.sin(n + 1))
  const fetch = async (request: Request) => {
    const { input, model } = (await request.json()) as { input: string[]; model: string }
    return Response.json({ data: input.map((_, index) => ({ index, embedding })), model })
  }
  const server = await new Promise<Server>((ready) => {
    const started = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => ready(started as Server))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
