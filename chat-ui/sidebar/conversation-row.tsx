/** One earlier conversation: opens it, renames it in place, deletes it after a second question. */
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState, type MouseEvent } from 'react'
import type { Conversation } from '#server/contract.ts'
import { deleteConversation, refreshConversations, renameConversation } from '../api.ts'
import { explain } from '../problem.ts'
import { pathOf } from '../route.ts'
import css from './sidebar.module.css'

type Props = {
  conversation: Conversation
  isCurrent: boolean
  choose: (id: string) => void
  onDeleted: () => void
}
type Mode = 'plain' | 'renaming' | 'deleting'

export function ConversationRow({ conversation, isCurrent, choose, onDeleted }: Props) {
  const [mode, setMode] = useState<Mode>('plain')
  const link = useRef<HTMLAnchorElement>(null)
  const rename = useMutation({
    mutationFn: (title: string) => renameConversation(conversation.id, title),
    onSettled: refreshConversations,
  })
  const remove = useMutation({
    mutationFn: () => deleteConversation(conversation.id),
    onSuccess: onDeleted,
    onSettled: refreshConversations,
  })
  const title = rename.isPending ? rename.variables : conversation.title || 'New conversation'
  const failure = rename.error ?? remove.error
  // The keyboard goes on where it was: at this conversation.
  const backToLink = () => {
    setMode('plain')
    setTimeout(() => link.current?.focus(), 0)
  }
  const finishRename = (next: string, isByKey: boolean) => {
    if (isByKey) backToLink()
    else setMode('plain')
    if (next !== '' && next !== conversation.title) rename.mutate(next)
  }
  if (mode === 'renaming') return <Rename title={title} finish={finishRename} />
  if (mode === 'deleting') {
    return (
      <Deleting
        title={title}
        isPending={remove.isPending}
        confirm={() => remove.mutate()}
        cancel={backToLink}
        failure={remove.error}
      />
    )
  }
  // A plain click stays in the page; with a modifier the browser opens the address in a tab of its own.
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    choose(conversation.id)
  }
  return (
    <li className={css.row} data-current={isCurrent || undefined}>
      <a
        ref={link}
        className={css.link}
        href={pathOf(conversation.id)}
        aria-current={isCurrent ? 'page' : undefined}
        title={title}
        onClick={onClick}
      >
        {conversation.running && <span className={css.running} role="img" aria-label="Running" />}
        <span className={css.title}>{title}</span>
      </a>
      <RowMenu title={title} rename={() => setMode('renaming')} remove={() => setMode('deleting')} />
      {failure !== null && (
        <p className={css.failure} role="alert">
          {explain(failure).what}
        </p>
      )}
    </li>
  )
}

function RowMenu({ title, rename, remove }: { title: string; rename: () => void; remove: () => void }) {
  return (
    <Menu position="bottom-end" shadow="sm" withinPortal transitionProps={{ duration: 80 }} returnFocus>
      <Menu.Target>
        <ActionIcon
          className={css.menu ?? ''}
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`More about ${title}`}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.6} />} onClick={rename}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} stroke={1.6} />} onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Rename({ title, finish }: { title: string; finish: (title: string, isByKey: boolean) => void }) {
  const [draft, setDraft] = useState(title)
  return (
    <li className={css.row} data-escape>
      <form
        className={css.rename}
        onSubmit={(event) => {
          event.preventDefault()
          finish(draft.trim(), true)
        }}
      >
        <input
          autoFocus
          aria-label="Title of the conversation"
          value={draft}
          maxLength={200}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => finish(draft.trim(), false)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            finish('', true)
          }}
        />
      </form>
    </li>
  )
}

type DeletingProps = {
  title: string
  isPending: boolean
  confirm: () => void
  cancel: () => void
  failure: Error | null
}

function Deleting({ title, isPending, confirm, cancel, failure }: DeletingProps) {
  return (
    <li className={css.confirm} role="group" aria-label={`Delete ${title}?`}>
      <p>
        Delete “{title}”? This cannot be taken back.
        {failure !== null && <span role="alert"> {explain(failure).what}</span>}
      </p>
      <Button
        size="compact-sm"
        color="var(--poor)"
        c="var(--surface)"
        loading={isPending}
        autoFocus
        onClick={confirm}
      >
        Delete
      </Button>
      <Button size="compact-sm" variant="default" disabled={isPending} onClick={cancel}>
        Keep
      </Button>
    </li>
  )
}
