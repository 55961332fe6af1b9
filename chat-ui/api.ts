/** Every call that the page makes besides the turn itself, typed by the server's contract; a failure is a ProblemError. */
import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { UIMessage } from 'ai'
import { z } from 'zod'
import { tableBlock, type MessageMetadata, type StewardData } from '#agent/contract.ts'
import { conversationSchema, messageSchema, sessionSchema } from '#server/contract.ts'
import { ProblemError, problemOf } from './problem.ts'

export type StewardMessage = UIMessage<MessageMetadata, StewardData>

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal does not get better by asking again; a lost connection may.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    },
  },
})

/** fetch, with an answer that is not a success thrown as what a person can read. */
export async function checkedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.ok) throw await problemOf(response)
  return response
}

/** Reads JSON and holds it against the contract, so that a page older than its server says so instead of breaking. */
async function read<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const response = await checkedFetch(path, { signal, headers: { accept: 'application/json' } })
  const body: unknown = await response.json()
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ProblemError(200, {
    code: 'internal',
    what: 'Steward answered in a form that this page does not know.',
    done: 'Nothing was changed.',
    next: 'Reload the page.',
  })
}

async function send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<void> {
  await checkedFetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** The parts' shapes are the agent's own and are drawn by kind: a kind that the page does not know is left out. */
const messages = z.array(messageSchema).transform((read) => read as StewardMessage[])

const conversationPath = (id: string) => `/api/conversations/${encodeURIComponent(id)}`

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read('/api/session', sessionSchema, signal),
  // The suggestions and the day change while a page stays open.
  refetchInterval: 15 * 60_000,
})

export const conversationsQuery = queryOptions({
  queryKey: ['conversations'],
  queryFn: ({ signal }) => read('/api/conversations', z.array(conversationSchema), signal),
  // A turn that was started in another tab shows up here as running.
  refetchInterval: 20_000,
})

export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', id],
    queryFn: ({ signal }) => read(`${conversationPath(id)}/messages`, messages, signal),
    // The open conversation lives in its chat, so a cached copy would only be an old one.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

/** Every row of a table of which only the first were sent with its turn; what a finished turn holds never changes. */
export const wholeTableQuery = (place: { conversation: string; turn: string }, table: string) =>
  queryOptions({
    queryKey: ['table', place.turn, table],
    queryFn: ({ signal }) =>
      read(
        `${conversationPath(place.conversation)}/turns/${encodeURIComponent(place.turn)}/tables/${encodeURIComponent(table)}`,
        tableBlock,
        signal,
      ),
    staleTime: Infinity,
  })

/** Enters the demo, as that person or as its CSM. */
export const enterDemo = (email?: string) => send('POST', '/api/demo', { email })
export const renameConversation = (id: string, title: string) =>
  send('PATCH', conversationPath(id), { title })
export const deleteConversation = (id: string) => send('DELETE', conversationPath(id))
export const stopTurn = (id: string) => send('POST', `/api/chat/${encodeURIComponent(id)}/stop`)
export const refreshConversations = () =>
  queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey })
