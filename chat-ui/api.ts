/** Every call that the page makes besides the turn itself, typed by the server's contract; a failure is a ProblemError. */
import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { UIMessage } from 'ai'
import type { MessageMetadata, StewardData } from '#agent/contract.ts'
import type { Conversation, Session } from '#server/contract.ts'
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

async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await checkedFetch(path, { signal, headers: { accept: 'application/json' } })
  const body: T = await response.json()
  return body
}

async function send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<void> {
  await checkedFetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const conversationPath = (id: string) => `/api/conversations/${encodeURIComponent(id)}`

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read<Session>('/api/session', signal),
  // The suggestions and the day change while a page stays open.
  refetchInterval: 15 * 60_000,
})

export const conversationsQuery = queryOptions({
  queryKey: ['conversations'],
  queryFn: ({ signal }) => read<Conversation[]>('/api/conversations', signal),
  // A turn that was started in another tab shows up here as running.
  refetchInterval: 20_000,
})

export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', id],
    queryFn: ({ signal }) => read<StewardMessage[]>(`${conversationPath(id)}/messages`, signal),
    // The open conversation lives in its chat, so a cached copy would only be an old one.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const actAs = (email: string) => send('POST', '/api/session', { email })
export const renameConversation = (id: string, title: string) => send('PATCH', conversationPath(id), { title })
export const deleteConversation = (id: string) => send('DELETE', conversationPath(id))
export const stopTurn = (id: string) => send('POST', `/api/chat/${encodeURIComponent(id)}/stop`)
export const refreshConversations = () =>
  queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey })
