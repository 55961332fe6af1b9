/** Finds the way back after a lost connection: takes the server's word for what was kept, then follows the turn again. */
import type { Chat } from '@ai-sdk/react'
import { messagesQuery, type StewardMessage } from '../api.ts'
import { queryClient } from '../http.ts'
import { isLostConnection, ProblemError } from '../problem.ts'

export type Recovery =
  /** What the server has is on the screen, and a turn that still runs is followed. */
  | 'restored'
  /** The last message never arrived: it is still here and can be sent again. */
  | 'unsent'
  | 'offline'

const count = (messages: StewardMessage[]) => messages.filter((message) => message.role === 'user').length

async function kept(id: string): Promise<StewardMessage[]> {
  try {
    return await queryClient.query(messagesQuery(id))
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return []
    throw error
  }
}

export async function recover(chat: Chat<StewardMessage>): Promise<Recovery> {
  try {
    const messages = await kept(chat.id)
    if (count(messages) < count(chat.messages)) return 'unsent'
    chat.messages = messages
    chat.clearError()
    await chat.resumeStream()
    return isLostConnection(chat.error) ? 'offline' : 'restored'
  } catch (error) {
    if (isLostConnection(error)) return 'offline'
    throw error
  }
}

/** Waits between attempts: quick at first, since most losses are short; the last one repeats. */
export const waitsMs = [500, 1000, 2000, 4000, 8000, 15_000] as const
