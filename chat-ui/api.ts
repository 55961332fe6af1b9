/** Every call that the page makes besides the turn itself, typed by the server's contract; a failure is a ProblemError. */
import { queryOptions } from '@tanstack/react-query'
import type { UIMessage } from 'ai'
import { z } from 'zod'
import { tableBlock, type MessageMetadata, type StewardData } from '#agent/contract.ts'
import type { Thumb } from '#agent/telemetry/contract.ts'
import { inboxCountSchema } from '#server/contract-notices.ts'
import { conversationSchema, messageSchema, sessionSchema, type Session } from '#server/contract.ts'
import { at, queryClient, read, send, sessionKey } from './http.ts'
import { ProblemError } from './problem.ts'

export type StewardMessage = UIMessage<MessageMetadata, StewardData>

/** The parts' shapes are the agent's own and are drawn by kind: a kind that the page does not know is left out. */
const messages = z.array(messageSchema).transform((read) => read as StewardMessage[])

/** The last thumb counts; null takes it back. */
export const giveThumb = (turn: string, thumb: Thumb | null): Promise<void> =>
  thumb
    ? send('PUT', at`/api/turns/${turn}/feedback`, thumb)
    : send('DELETE', at`/api/turns/${turn}/feedback`)

const conversationPath = (id: string) => `/api/conversations/${encodeURIComponent(id)}`

/** Who is signed in; null is nobody. */
export async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await read('/api/session', sessionSchema, signal)
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null
    throw error
  }
}

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => readSession(signal),
  // The suggestions and the day change while a page stays open.
  refetchInterval: 15 * 60_000,
})

/** What waits in the inbox. */
export const inboxCountQuery = queryOptions({
  queryKey: ['inbox-count'],
  queryFn: ({ signal }) => read('/api/notices/count', inboxCountSchema, signal),
  refetchInterval: 60_000,
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
