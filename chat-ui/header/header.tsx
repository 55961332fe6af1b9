/** The bar on top: the workspace, the pages, who one is, light or dark; on a phone also the way to the side bar. */
import { ActionIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconEdit, IconMenu2 } from '@tabler/icons-react'
import type { Session } from '#server/contract.ts'
import { inboxCountQuery } from '../api.ts'
import { Link } from '../link.tsx'
import { usePath } from '../route.ts'
import css from './header.module.css'
import { hasInbox, hasSources, inboxPath, isSources, mayAdminister, sourcesPath } from './pages.ts'
import { PersonMenu } from './person-menu.tsx'
import { SchemeToggle } from './scheme-toggle.tsx'
import { WorkspaceName } from './workspace-name.tsx'

type Props = {
  session: Session
  side: string
  openSidebar: () => void
  startNew?: (() => void) | undefined
}

export function Header({ session, side, openSidebar, startNew }: Props) {
  return (
    <header className={css.header}>
      <ActionIcon
        className={css.phone ?? ''}
        variant="subtle"
        color="gray"
        size={40}
        aria-label={side}
        onClick={openSidebar}
      >
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      <h1 className={css.name}>
        <span className={css.product}>Steward</span>
        <WorkspaceName session={session} />
        {session.workspace.isDemo && <span className={css.demo}>Demo</span>}
      </h1>
      <div className={css.right}>
        <Pages session={session} />
        <SchemeToggle />
        <PersonMenu session={session} />
        {startNew !== undefined && (
          <ActionIcon
            className={css.phone ?? ''}
            variant="subtle"
            color="gray"
            size={40}
            aria-label="New conversation"
            onClick={startNew}
          >
            <IconEdit size={20} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
    </header>
  )
}

/** What waits for a yes, or was not read yet. */
function Count() {
  const { data } = useQuery(inboxCountQuery)
  const count = data === undefined ? 0 : data.waiting + data.unread
  if (data === undefined || count === 0) return null
  const label = `${data.waiting} waiting for you, ${data.unread} unread`
  return (
    <span className={css.count} aria-label={label} title={label}>
      {count > mostShown ? `${mostShown}+` : count}
    </span>
  )
}
const mostShown = 99

/** Only for who has more than the chat; on a phone the person's menu holds the same. */
function Pages({ session }: { session: Session }) {
  const path = usePath()
  const pages = [
    {
      to: '/',
      label: 'Chat',
      isShown: true,
      isCurrent: !/^\/(inbox|sources?|admin|profile)(\/|$)/.test(path),
    },
    { to: sourcesPath, label: 'Sources', isShown: hasSources(session), isCurrent: isSources(path) },
    { to: inboxPath, label: 'Inbox', isShown: hasInbox(session), isCurrent: path === inboxPath },
    { to: '/admin', label: 'Admin', isShown: mayAdminister(session), isCurrent: path.startsWith('/admin') },
  ].filter(({ isShown }) => isShown)
  if (pages.length < 2) return null
  return (
    <nav className={css.pages} aria-label="Pages">
      {pages.map(({ to, label, isCurrent }) => (
        <Link key={to} to={to} data-current={isCurrent || undefined}>
          {label}
          {to === inboxPath && <Count />}
        </Link>
      ))}
    </nav>
  )
}
