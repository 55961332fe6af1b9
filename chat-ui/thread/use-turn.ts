/** Runs turns of one chat: sends, stops, queues, follows a turn that runs elsewhere, and comes back after a lost connection. */
import { useChat, type Chat } from '@ai-sdk/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { refreshConversations, type StewardMessage } from '../api.ts'
import { explain, isLostConnection, type Explained } from '../problem.ts'
import { cancelTurn, isBusy, keepChat, leaveChat, takeBack } from './chat.ts'
import { recover, waitsMs } from './recover.ts'

/** One drawing per frame or two is as fast as anybody reads; each delta on its own would only cost battery. */
const throttleMs = 40

export type Trouble = { problem: Explained; canRetry: boolean }

export type Elsewhere = { running: boolean; updatedAt: string } | undefined

/** More than the clocks of a turn's start differ by. */
const sameTurnMs = 1_000

/** Another turn has begun there since the last one here: in another tab, or by itself after a decision was made. */
function isBehind(chat: Chat<StewardMessage>, updatedAt: string | undefined): boolean {
  const known = chat.messages.findLast(({ metadata }) => metadata?.at !== undefined)?.metadata?.at
  if (known === undefined || updatedAt === undefined) return false
  return Date.parse(updatedAt) - Date.parse(known) > sameTurnMs
}

export function useTurn(chat: Chat<StewardMessage>, isNew: boolean, elsewhere: Elsewhere) {
  const {
    messages,
    status,
    error,
    experimental_queuedMessages: queued,
  } = useChat({ chat, throttle: throttleMs })
  const [isStopping, setStopping] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const busy = status === 'submitted' || status === 'streaming'
  const link = useLink(chat, error, setTrouble)

  const isFollowed = useRef(isNew)
  useEffect(() => {
    keepChat(chat)
    if (!isFollowed.current && !isBusy(chat)) void chat.resumeStream()
    isFollowed.current = true
    return () => {
      isFollowed.current = isNew
      void leaveChat(chat.id)
    }
  }, [chat, isNew])

  useEffect(() => {
    if (isBusy(chat) || !(elsewhere?.running || isBehind(chat, elsewhere?.updatedAt))) return
    recover(chat).catch((failure: unknown) => setTrouble({ problem: explain(failure), canRetry: false }))
  }, [chat, elsewhere?.running, elsewhere?.updatedAt])

  useEffect(() => {
    // From its first event on, the server knows the conversation and that it runs.
    if (status === 'streaming') void refreshConversations()
  }, [status])

  const send = useCallback(
    (text: string) => {
      setTrouble(undefined)
      chat.clearError()
      void chat.sendMessage({ text })
    },
    [chat],
  )
  const resend = useCallback(() => {
    const text = takeBack(chat)
    if (text !== '') send(text)
  }, [chat, send])
  const stop = useCallback(async () => {
    if (!isBusy(chat)) return
    setStopping(true)
    try {
      await cancelTurn(chat)
    } catch (failure) {
      setTrouble({ problem: explain(failure), canRetry: false })
    } finally {
      setStopping(false)
    }
  }, [chat])
  return {
    messages,
    queued,
    isBusy: busy,
    isStopping,
    link,
    trouble:
      trouble ??
      (error !== undefined && !isLostConnection(error)
        ? { problem: explain(error), canRetry: true }
        : undefined),
    send,
    resend,
    stop,
  }
}

export type Link = 'up' | 'reconnecting'

/** While the connection is lost, tries to come back: in growing waits, and at once when the browser is online again. */
function useLink(
  chat: Chat<StewardMessage>,
  error: Error | undefined,
  setTrouble: (trouble: Trouble | undefined) => void,
): Link {
  const isLost = isLostConnection(error)
  useEffect(() => {
    if (!isLost) return
    let attempt = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const tryNow = async () => {
      clearTimeout(timer)
      try {
        const outcome = await recover(chat)
        if (isOver) return
        if (outcome === 'offline') schedule()
        if (outcome === 'unsent') {
          chat.clearError()
          setTrouble({ problem: unsent, canRetry: true })
        }
      } catch (failure) {
        if (isOver) return
        chat.clearError()
        setTrouble({ problem: explain(failure), canRetry: true })
      }
    }
    const schedule = () => {
      const wait = waitsMs[Math.min(attempt, waitsMs.length - 1)]
      attempt += 1
      timer = setTimeout(() => void tryNow(), wait)
    }
    const onOnline = () => void tryNow()
    window.addEventListener('online', onOnline)
    schedule()
    return () => {
      isOver = true
      clearTimeout(timer)
      window.removeEventListener('online', onOnline)
    }
  }, [chat, isLost, setTrouble])
  return isLost ? 'reconnecting' : 'up'
}

const unsent: Explained = {
  what: 'Your question did not reach Steward.',
  done: 'Nothing was asked or changed.',
  next: 'The connection is back: send it again.',
}
