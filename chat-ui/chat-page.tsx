/** The chat: conversations at the side, the open one beside them; keyboard shortcuts work from anywhere on it. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Session } from '#server/contract.ts'
import { conversationsQuery } from './api.ts'
import { Frame } from './frame.tsx'
import { preloadGrid } from './parts/table.tsx'
import { preloadMarkdown } from './parts/text.tsx'
import { conversationOf, open, usePath } from './route.ts'
import { Sidebar } from './sidebar/sidebar.tsx'
import { newId } from './thread/chat.ts'
import { Conversation } from './thread/conversation.tsx'

export function ChatPage({ session }: { session: Session }) {
  const routeId = conversationOf(usePath())
  const [draftId, setDraftId] = useState(newId)
  const input = useRef<HTMLTextAreaElement>(null)
  const id = routeId ?? draftId
  // The draft has become a conversation: going back to `/` must open another one.
  if (routeId === draftId) setDraftId(newId())

  const startNew = useCallback(() => {
    setDraftId(newId())
    open(null)
    // After the new conversation stands, and after a closing drawer has given focus back.
    setTimeout(() => input.current?.focus(), 0)
  }, [])
  useEffect(() => {
    // On a phone the keyboard would cover half of the page before anybody asked for it.
    if (matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [id])
  useShortcuts(input, startNew)
  usePreload()
  useTitle(routeId)

  return (
    <Frame
      session={session}
      side="Conversations"
      sidebar={(close) => (
        <Sidebar
          current={routeId}
          startNew={() => {
            close()
            startNew()
          }}
          choose={(chosen) => {
            close()
            open(chosen)
          }}
        />
      )}
      main="Conversation"
      skip={{ label: 'Skip to the question field', to: () => input.current?.focus() }}
      startNew={startNew}
    >
      <Conversation key={id} id={id} isNew={routeId === null} session={session} input={input} />
    </Frame>
  )
}

/** Ctrl or ⌘ with K opens a new conversation; "/" goes to the question field unless one is typing already. */
function useShortcuts(input: RefObject<HTMLTextAreaElement | null>, startNew: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        startNew()
      } else if (event.key === '/' && !isTyping(event.target) && !event.metaKey && !event.ctrlKey) {
        event.preventDefault()
        input.current?.focus()
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [input, startNew])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** What the first answer needs is fetched once the page stands, not before. */
function usePreload(): void {
  useEffect(() => {
    void preloadMarkdown()
    void preloadGrid()
  }, [])
}

function useTitle(routeId: string | null): void {
  const conversations = useQuery(conversationsQuery)
  const title = conversations.data?.find((conversation) => conversation.id === routeId)?.title
  useEffect(() => {
    document.title = title === undefined || title === '' ? 'Steward' : `${title} – Steward`
  }, [title])
}
