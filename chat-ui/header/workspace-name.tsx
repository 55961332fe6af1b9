/** Names the workspace; whoever belongs to several changes between them here. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '#server/contract.ts'
import { send } from '../http.ts'
import { explain } from '../problem.ts'
import css from './header.module.css'

export function WorkspaceName({ session }: { session: Session }) {
  const { id: current, name } = session.workspace
  const change = useMutation({
    mutationFn: (id: string) => send('POST', '/api/session/workspace', { id }),
    // A fresh page remembers nothing of the other workspace.
    onSuccess: () => location.assign('/'),
  })
  if (session.workspaces.length < 2) return <span className={css.workspace}>{name}</span>
  return (
    <Menu position="bottom-start" shadow="sm" transitionProps={{ duration: 80 }} returnFocus>
      <Menu.Target>
        <UnstyledButton className={css.workspaces} aria-label={`Workspace: ${name}. Change workspace`}>
          <span className={css.workspace}>{name}</span>
          <IconSelector size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {session.workspaces.map(({ id, name }) => (
          <Menu.Item
            key={id}
            closeMenuOnClick={false}
            disabled={change.isPending}
            aria-current={id === current || undefined}
            rightSection={id === current && <IconCheck size={16} aria-hidden />}
            onClick={() => id !== current && change.mutate(id)}
          >
            {name}
          </Menu.Item>
        ))}
        {change.isError && <Menu.Label role="alert">{explain(change.error).what}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
