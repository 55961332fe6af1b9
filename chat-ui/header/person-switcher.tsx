/** Says who asks, and lets one become another demo person until there is a sign-in. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '#server/contract.ts'
import { enterDemo } from '../api.ts'
import { explain } from '../problem.ts'
import css from './header.module.css'

const roles: Record<Session['me']['role'], string> = {
  viewer: 'Viewer',
  csm: 'CSM',
  manager: 'Manager',
  admin: 'Administrator',
}

export function PersonSwitcher({ session, switched }: { session: Session; switched: () => void }) {
  const change = useMutation({ mutationFn: (email: string) => enterDemo(email), onSuccess: switched })
  const { me } = session
  return (
    <Menu position="bottom-end" shadow="sm" width={260} transitionProps={{ duration: 80 }} returnFocus>
      <Menu.Target>
        <UnstyledButton
          className={css.person}
          aria-label={`You are ${me.name}, ${roles[me.role]}. Change person`}
        >
          <span className={css.initials} aria-hidden>
            {initials(me.name)}
          </span>
          <span className={css.personName}>{me.name}</span>
          <span className={css.role}>{roles[me.role]}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Use Steward as</Menu.Label>
        {session.people.map((person) => (
          <Menu.Item
            key={person.email}
            disabled={change.isPending}
            aria-current={person.email === me.email || undefined}
            rightSection={person.email === me.email && <IconCheck size={16} aria-hidden />}
            onClick={() => person.email !== me.email && change.mutate(person.email)}
          >
            {person.name} <span className={css.role}>{roles[person.role]}</span>
          </Menu.Item>
        ))}
        {change.isError && <Menu.Label role="alert">{explain(change.error).what}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '')
  return letters.join('').toUpperCase()
}
