/** Holds the chats of this tab: one stream at a time per open conversation, kept alive after leaving only while something is queued. */
import { Chat } from '@ai-sdk/react'
import { DefaultChatTransport } from 'ai'
import { v4 } from 'uuid'
import { refreshConversations, stopTurn, type StewardMessage } from '../api.ts'
import { checkedFetch } from '../http.ts'
import { textOf } from './turns.ts'

const chats = new Map<string, Chat<StewardMessage>>()

/** The server keeps the conversation, so only what is new travels. */
const transport = new DefaultChatTransport<StewardMessage>({
  api: '/api/chat',
  fetch: checkedFetch,
  prepareSendMessagesRequest: ({ id, messages, trigger }) => ({
    body: { id, messages: messages.slice(-1), trigger },
  }),
})

/** Ids are made here, also where the page is served without TLS and the browser offers no crypto.randomUUID. */
export const newId = (): string => v4()

/** A chat that still has something to do here; any other is better read anew from the server. */
export function keptChat(id: string): Chat<StewardMessage> | undefined {
  const chat = chats.get(id)
  const isAlive = chat !== undefined && (isBusy(chat) || chat.experimental_queuedMessages.length > 0)
  return isAlive ? chat : undefined
}

export function openChat(id: string, messages: StewardMessage[]): Chat<StewardMessage> {
  return new Chat<StewardMessage>({
    id,
    messages,
    transport,
    generateId: newId,
    experimental_queue: true,
    onFinish: () => void refreshConversations(),
  })
}

export function keepChat(chat: Chat<StewardMessage>): void {
  chats.set(chat.id, chat)
}

export const isBusy = (chat: Chat<StewardMessage>): boolean =>
  chat.status === 'submitted' || chat.status === 'streaming'

/** Leaving only drops this tab's connection: the turn goes on at the server and is followed again on return. */
export async function leaveChat(id: string): Promise<void> {
  const chat = chats.get(id)
  if (chat === undefined || chat.experimental_queuedMessages.length > 0) return
  chats.delete(id)
  if (isBusy(chat)) await chat.stop()
}

export async function forgetChats(): Promise<void> {
  const open = [...chats.values()]
  chats.clear()
  await Promise.all(open.map((chat) => chat.stop()))
}

/** The last question; an unanswered one is taken off the end, so that sending it again does not show it twice. */
export function takeBack(chat: Chat<StewardMessage>): string {
  const question = chat.messages.findLast((message) => message.role === 'user')
  if (chat.messages.at(-1) === question) chat.messages = chat.messages.slice(0, -1)
  return textOf(question)
}

function markStopped(chat: Chat<StewardMessage>): void {
  const last = chat.messages.at(-1)
  if (last?.role !== 'assistant' || (last.metadata?.state ?? 'running') !== 'running') return
  const stopped: StewardMessage = { ...last, metadata: { ...last.metadata, state: 'stopped' } }
  chat.messages = [...chat.messages.slice(0, -1), stopped]
}

/** How long the server's own last words ("stopped", what was done) are waited for after it agreed to stop. */
const lastWordsMs = 1000

/** Cancels the turn at the server, then here. When the server cannot be told, the turn and its stream go on. */
export async function cancelTurn(chat: Chat<StewardMessage>): Promise<void> {
  // A queued question would be sent the moment the stream ends by itself; ending it here first holds the queue.
  const hasQueue = chat.experimental_queuedMessages.length > 0
  if (hasQueue) await chat.stop()
  try {
    await stopTurn(chat.id)
  } catch (error) {
    if (hasQueue) void chat.resumeStream()
    throw error
  }
  const until = Date.now() + lastWordsMs
  while (isBusy(chat) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 25))
  await chat.stop()
  markStopped(chat)
}
