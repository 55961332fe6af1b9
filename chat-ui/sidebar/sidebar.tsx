/** The side bar: a new conversation, and the earlier ones by day. */
import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { conversationsQuery } from '../api.ts'
import { explain } from '../problem.ts'
import { ConversationRow } from './conversation-row.tsx'
import { groupByDay } from './group-by-day.ts'
import css from './sidebar.module.css'

type Props = { current: string | null; startNew: () => void; choose: (id: string) => void }

export function Sidebar({ current, startNew, choose }: Props) {
  const newButton = useRef<HTMLButtonElement>(null)
  const deleted = (id: string) => (id === current ? startNew() : newButton.current?.focus())
  return (
    <nav className={css.sidebar} aria-label="Conversations">
      <Button
        ref={newButton}
        variant="default"
        fullWidth
        justify="flex-start"
        size="sm"
        fw={500}
        leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
        rightSection={<kbd className={css.key}>{isApple ? '⌘K' : 'Ctrl K'}</kbd>}
        classNames={{ label: css.newLabel ?? '' }}
        onClick={startNew}
      >
        New conversation
      </Button>
      <History current={current} choose={choose} deleted={deleted} />
    </nav>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

type HistoryProps = Pick<Props, 'current' | 'choose'> & { deleted: (id: string) => void }

function History({ current, choose, deleted }: HistoryProps) {
  const conversations = useQuery(conversationsQuery)
  if (conversations.isPending) {
    return (
      <div className={css.list} role="status" aria-label="Loading the conversations">
        {[72, 58, 80, 64, 70].map((width) => (
          <Skeleton key={width} height={14} width={`${width}%`} my={12} mx={10} />
        ))}
      </div>
    )
  }
  if (conversations.isError && conversations.data === undefined) {
    return (
      <div className={css.note} role="alert">
        <p>{explain(conversations.error).what}</p>
        <Button variant="default" size="compact-sm" onClick={() => void conversations.refetch()}>
          Try again
        </Button>
      </div>
    )
  }
  if (conversations.data.length === 0) return <p className={css.note}>What you ask is kept here.</p>
  return (
    <div className={css.list}>
      {groupByDay(conversations.data, new Date()).map((group) => (
        <section key={group.label} aria-label={group.label}>
          <h2 className={css.day}>{group.label}</h2>
          <ul className={css.rows}>
            {group.conversations.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                isCurrent={conversation.id === current}
                choose={choose}
                onDeleted={() => deleted(conversation.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
