/** Puts the page together: header, conversations, and the one that is open; keyboard shortcuts work from anywhere. */
import { Drawer, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Session } from '#server/contract.ts'
import { conversationsQuery, queryClient, sessionQuery } from './api.ts'
import css from './app.module.css'
import { Header } from './header/header.tsx'
import { ErrorPart } from './parts/error.tsx'
import { preloadGrid } from './parts/table.tsx'
import { preloadMarkdown } from './parts/text.tsx'
import { explain } from './problem.ts'
import { open, useConversationId } from './route.ts'
import { Sidebar } from './sidebar/sidebar.tsx'
import { forgetChats, newId } from './thread/chat.ts'
import { Conversation } from './thread/conversation.tsx'

export function App() {
  const session = useQuery(sessionQuery)
  if (session.data !== undefined) return <Page session={session.data} />
  if (session.isError) {
    return (
      <main className={css.failed}>
        <ErrorPart
          problem={explain(session.error)}
          action={{ label: 'Try again', run: () => void session.refetch() }}
        />
      </main>
    )
  }
  return (
    <main className={css.failed}>
      <div role="status" aria-label="Loading">
        <Skeleton height={20} width={180} mb={16} />
        <Skeleton height={14} width={320} />
      </div>
    </main>
  )
}

function Page({ session }: { session: Session }) {
  const routeId = useConversationId()
  const [draftId, setDraftId] = useState(newId)
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const id = routeId ?? draftId
  // The draft has become a conversation: going back to `/` must open another one.
  if (routeId === draftId) setDraftId(newId())

  const startNew = useCallback(() => {
    setDrawerOpen(false)
    setDraftId(newId())
    open(null)
    // After the new conversation stands, and after a closing drawer has given focus back.
    setTimeout(() => input.current?.focus(), 0)
  }, [])
  const choose = useCallback((chosen: string) => {
    setDrawerOpen(false)
    open(chosen)
  }, [])
  const switched = useCallback(() => {
    void forgetChats()
    startNew()
    queryClient.removeQueries({ queryKey: conversationsQuery.queryKey })
    void queryClient.invalidateQueries()
  }, [startNew])
  useEffect(() => {
    // On a phone the keyboard would cover half of the page before anybody asked for it.
    if (matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [id])
  useShortcuts(input, startNew)
  usePreload()
  useTitle(routeId)

  const sidebar = <Sidebar current={routeId} startNew={startNew} choose={choose} />
  return (
    <div className={css.page}>
      <a className="skip" href="#composer" onClick={(event) => skip(event, input)}>
        Skip to the question field
      </a>
      <Header
        session={session}
        openSidebar={() => setDrawerOpen(true)}
        startNew={startNew}
        switched={switched}
      />
      <div className={css.body}>
        <div className={css.side}>{sidebar}</div>
        <main className={css.main} aria-label="Conversation">
          <Conversation
            key={`${session.me.email} ${id}`}
            id={id}
            isNew={routeId === null}
            session={session}
            input={input}
          />
        </main>
      </div>
      <Drawer
        opened={isDrawerOpen}
        onClose={() => setDrawerOpen(false)}
        title="Conversations"
        size={304}
        transitionProps={{ duration: 120 }}
        closeButtonProps={{ 'aria-label': 'Close the conversations' }}
        classNames={{ body: css.drawer ?? '', title: css.drawerTitle ?? '' }}
      >
        {sidebar}
      </Drawer>
    </div>
  )
}

function skip(event: { preventDefault: () => void }, input: RefObject<HTMLTextAreaElement | null>): void {
  event.preventDefault()
  input.current?.focus()
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
