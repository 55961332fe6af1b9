/** Opens the conversation of the address: a new one at once, a kept one with its messages; loading, missing and failed are told apart. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type RefObject } from 'react'
import type { Session } from '#server/contract.ts'
import { conversationsQuery, messagesQuery } from '../api.ts'
import { ErrorPart } from '../parts/error.tsx'
import { explain, ProblemError, type Explained } from '../problem.ts'
import { open } from '../route.ts'
import { keptChat, openChat } from './chat.ts'
import { Thread } from './thread.tsx'
import css from './thread.module.css'

type Props = { id: string; isNew: boolean; session: Session; input: RefObject<HTMLTextAreaElement | null> }

/** Remounted for each id (by key), so what holds at first holds for its whole life. */
export function Conversation({ id, isNew, session, input }: Props) {
  const [startsHere] = useState(isNew)
  const [kept] = useState(() => (startsHere ? openChat(id, []) : keptChat(id)))
  if (kept !== undefined)
    return <Running id={id} chat={kept} isNew={startsHere} session={session} input={input} />
  return <Kept id={id} session={session} input={input} />
}

type RunningProps = Omit<Props, 'isNew'> & { chat: ReturnType<typeof openChat>; isNew: boolean }

function Running({ id, chat, isNew, session, input }: RunningProps) {
  const conversations = useQuery(conversationsQuery)
  const elsewhere = conversations.data?.find((each) => each.id === id)
  return <Thread chat={chat} isNew={isNew} elsewhere={elsewhere} session={session} input={input} />
}

function Kept({ id, session, input }: Omit<Props, 'isNew'>) {
  const messages = useQuery(messagesQuery(id))
  const [chat, setChat] = useState<ReturnType<typeof openChat>>()
  if (chat === undefined && messages.data !== undefined) setChat(openChat(id, messages.data))
  if (chat !== undefined) return <Running id={id} chat={chat} isNew={false} session={session} input={input} />
  if (messages.isError) return <Failed error={messages.error} retry={() => void messages.refetch()} />
  return <Loading />
}

const missing: Explained = {
  what: 'This conversation is not here.',
  done: 'It may have been deleted, or it belongs to somebody else.',
  next: 'Choose another one, or start a new one.',
}

function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const isMissing = error instanceof ProblemError && [400, 404].includes(error.status)
  const action = isMissing
    ? { label: 'New conversation', run: () => open(null) }
    : { label: 'Try again', run: retry }
  return (
    <div className={`${css.column} ${css.state}`}>
      <ErrorPart problem={isMissing ? missing : explain(error)} action={action} />
    </div>
  )
}

function Loading() {
  return (
    <div className={`${css.column} ${css.state}`} role="status" aria-label="Loading the conversation">
      <Skeleton height={24} width="46%" mb={20} />
      <Skeleton height={14} width="68%" mb={10} />
      <Skeleton height={14} width="60%" mb={10} />
      <Skeleton height={14} width="64%" />
    </div>
  )
}
