/** Turns texts into vectors by a configured endpoint, of any OpenAI-compatible kind. */
import { z } from 'zod'
import { Problem } from '#db/problem.ts'

export type Embedder = {
  model: string
  /** A vector a text, in their order. Throws Problem where the endpoint does not give them. */
  embed: (texts: readonly string[], signal?: AbortSignal) => Promise<number[][]>
}

export type EmbedderOptions = {
  apiKey: string
  /** Up to and with `/v1`. */
  baseURL: string
  model: string
  timeoutMs?: number
}

/** What pgvector can index at half precision. */
const mostDimensions = 4_000

const answered = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1).max(mostDimensions) })),
})

export function createEmbedder({ apiKey, baseURL, model, timeoutMs = 30_000 }: EmbedderOptions): Embedder {
  const failed = (why: string) =>
    new Problem('model_unreachable', `The embedding endpoint gave no vectors: ${why}.`, {
      next: 'Search goes on by words. Check EMBEDDING_MODEL and EMBEDDING_BASE_URL.',
    })
  return {
    model,
    embed: async (texts, signal) => {
      const limit = AbortSignal.timeout(timeoutMs)
      const response = await fetch(`${baseURL.replace(/\/$/, '')}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      }).catch((error: unknown) => {
        signal?.throwIfAborted()
        throw failed(error instanceof Error ? error.message : String(error))
      })
      if (!response.ok) throw failed(`it answered ${response.status}`)
      const { success, data: body } = answered.safeParse(await response.json().catch(() => null))
      if (!success || body.data.length !== texts.length) throw failed('its answer is not of the known form')
      return body.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding)
    },
  }
}
