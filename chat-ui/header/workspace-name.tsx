/** Names the workspace; whoever belongs to several changes between them here. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import type { Session } from '#server/contract.ts'
import { read, send } from '../http.ts'
import { explain } from '../problem.ts'
import css from './header.module.css'

export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: async ({ signal }) => {
    // Fetched with the list, so that the chat's first script does without the shapes of people.
    const { workspaceRowSchema } = await import('#server/contract-people.ts')
    return read('/api/workspaces', z.array(workspaceRowSchema), signal)
  },
})

export function WorkspaceName({ session }: { session: Session }) {
  const { name } = session.workspace
  const workspaces = useQuery({ ...workspacesQuery, enabled: session.via === 'session' })
  const change = useMutation({
    mutationFn: (id: string) => send('POST', '/api/session/workspace', { id }),
    // A fresh page remembers nothing of the other workspace.
    onSuccess: () => location.assign('/'),
  })
  if ((workspaces.data?.length ?? 0) < 2) return <span className={css.workspace}>{name}</span>
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
        {workspaces.data?.map((each) => (
          <Menu.Item
            key={each.id}
            closeMenuOnClick={false}
            disabled={change.isPending}
            aria-current={each.current || undefined}
            rightSection={each.current && <IconCheck size={16} aria-hidden />}
            onClick={() => !each.current && change.mutate(each.id)}
          >
            {each.name}
          </Menu.Item>
        ))}
        {change.isError && <Menu.Label role="alert">{explain(change.error).what}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
