/** Says who asks, and leads to their own pages, to administration and out; in the demo it lets one become another of its people. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Role } from '#db/contract.ts'
import type { Session } from '#server/contract.ts'
import { enterDemo } from '../api.ts'
import { queryClient, send } from '../http.ts'
import { explain } from '../problem.ts'
import { go } from '../route.ts'
import { forgetChats } from '../thread/chat.ts'
import css from './header.module.css'
import { adminPages, hasInbox, hasSources, inboxPath, mayAdminister, mayOpen, sourcesPath } from './pages.ts'

export const roleNames: Record<Role, string> = {
  viewer: 'Viewer',
  csm: 'CSM',
  manager: 'Manager',
  admin: 'Administrator',
}

export function PersonMenu({ session }: { session: Session }) {
  const { me, roleLabel, via } = session
  const isDemo = via === 'demo'
  return (
    <Menu position="bottom-end" shadow="sm" width={260} transitionProps={{ duration: 80 }} returnFocus>
      <Menu.Target>
        <UnstyledButton className={css.person}>
          <span className={css.initials} aria-hidden>
            {initials(me.name)}
          </span>
          <span className={css.unseen}>You are </span>
          <span className={css.personName}>{me.name}</span>
          <span className={css.role}>{roleLabel}</span>
          <span className={css.unseen}>{isDemo ? '. Change person' : '. Your pages'}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Pages session={session} />
        <Menu.Divider />
        {isDemo ? <DemoPeople session={session} /> : <SignOut session={session} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Pages({ session }: { session: Session }) {
  const people = adminPages.filter((page) => page.needs === 'people:read' && mayOpen(session, page))
  return (
    <>
      <Menu.Item onClick={() => go('/')}>Chat</Menu.Item>
      {hasSources(session) && <Menu.Item onClick={() => go(sourcesPath)}>Sources</Menu.Item>}
      {hasInbox(session) && <Menu.Item onClick={() => go(inboxPath)}>Inbox</Menu.Item>}
      <Menu.Item onClick={() => go('/profile')}>Profile</Menu.Item>
      {mayAdminister(session) ? (
        <Menu.Item onClick={() => go('/admin')}>Administration</Menu.Item>
      ) : (
        people.map(({ path, label }) => (
          <Menu.Item key={path} onClick={() => go(path)}>
            {label}
          </Menu.Item>
        ))
      )}
    </>
  )
}

function SignOut({ session }: { session: Session }) {
  const leave = useMutation({
    mutationFn: () => send('POST', '/api/auth/sign-out', {}),
    // A fresh page remembers nothing of the one before.
    onSuccess: () => location.assign('/'),
  })
  return (
    <>
      <Menu.Label>{session.me.email}</Menu.Label>
      <Menu.Item closeMenuOnClick={false} disabled={leave.isPending} onClick={() => leave.mutate()}>
        Sign out
      </Menu.Item>
      {leave.isError && <Menu.Label role="alert">{explain(leave.error).what}</Menu.Label>}
    </>
  )
}

function DemoPeople({ session }: { session: Session }) {
  const { me } = session
  const change = useMutation({ mutationFn: (email: string) => enterDemo(email), onSuccess: becomeAnother })
  return (
    <>
      <Menu.Label>Use Steward as</Menu.Label>
      {session.people.map((person) => (
        <Menu.Item
          key={person.email}
          disabled={change.isPending}
          aria-current={person.email === me.email || undefined}
          rightSection={person.email === me.email && <IconCheck size={16} aria-hidden />}
          onClick={() => person.email !== me.email && change.mutate(person.email)}
        >
          {person.name} <span className={css.role}>{roleNames[person.role]}</span>
        </Menu.Item>
      ))}
      {change.isError && <Menu.Label role="alert">{explain(change.error).what}</Menu.Label>}
    </>
  )
}

/** Nothing of the one before stays: neither their conversations nor the page that they were on. */
async function becomeAnother(): Promise<void> {
  await forgetChats()
  go('/')
  await queryClient.resetQueries()
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '')
  return letters.join('').toUpperCase()
}
