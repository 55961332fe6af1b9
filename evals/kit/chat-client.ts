/** A client of the chat API as the page is one: posts a request, reads the AI SDK's stream to its end. */
import { parseJsonEventStream, uiMessageChunkSchema } from 'ai'
import type { StewardChunk } from '#server/ui-message.ts'

export type Reply = { status: number; chunks: StewardChunk[]; text: string; body: string }

export const userMessage = (text: string) => ({
  id: crypto.randomUUID(),
  role: 'user',
  parts: [{ type: 'text', text }],
})

/** The fixture bundle's CSM, as the demo knows them. */
export const asNora = 'steward_person=nora@acme.example'

/** Sends one request; `cookie` says who asks. Left out, the service chooses the planner. */
export async function chat(
  url: string,
  conversation: string,
  text: string,
  cookie = asNora,
  planner?: 'offline' | 'model',
): Promise<Reply> {
  const response = await fetch(`${url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: url },
    body: JSON.stringify({
      id: conversation,
      planner,
      messages: [userMessage(text)],
      trigger: 'submit-message',
    }),
  })
  return read(response)
}

export async function read(response: Response): Promise<Reply> {
  if (!response.ok || !response.body || response.status === 204) {
    return { status: response.status, chunks: [], text: '', body: await response.text() }
  }
  const chunks: StewardChunk[] = []
  const parsed = parseJsonEventStream({ stream: response.body, schema: uiMessageChunkSchema })
  for (const reader = parsed.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) break
    if (!value.success) throw value.error
    chunks.push(value.value as StewardChunk)
  }
  const text = chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')
  return { status: response.status, chunks, text, body: '' }
}

/** The data of every part of that kind, the last state of each. */
export function partsOf<T = Record<string, unknown>>(reply: Reply, kind: string): T[] {
  const parts = new Map<string, T>()
  for (const chunk of reply.chunks) {
    if (chunk.type === `data-${kind}` && 'data' in chunk) parts.set(String(chunk.id), chunk.data as T)
  }
  return [...parts.values()]
}

export const idsOf = (reply: Reply): string[] =>
  partsOf<{ rows: { id: string }[] }>(reply, 'table')
    .flatMap((table) => table.rows.map((row) => row.id))
    .sort()
