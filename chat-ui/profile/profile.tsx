/** Who one is here: name, address, role, and what the role allows. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Session } from '#server/contract.ts'
import { Refused } from '../forms/form.tsx'
import { workspacesQuery } from '../header/workspace-name.tsx'
import { send } from '../http.ts'
import { permissionWords } from '../settings/permissions.ts'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { NoAccount } from './no-account.tsx'

export function Profile({ session }: { session: Session }) {
  const { me, roleLabel, workspace, may } = session
  return (
    <SettingsPage title="Profile">
      <dl className={css.facts}>
        <dt>Name</dt>
        <dd>{me.name}</dd>
        <dt>E-mail</dt>
        <dd>{me.email}</dd>
        <dt>Workspace</dt>
        <dd>{workspace.name}</dd>
        <dt>Role</dt>
        <dd>{roleLabel}</dd>
      </dl>
      <p className={css.hint}>An administrator changes your name, your manager and your role.</p>
      {session.via === 'session' ? <ConfirmEmail email={me.email} /> : <NoAccount />}
      <Section title="What you may do" hint="It comes with your role. Ask an administrator for more.">
        <ul className={css.plain}>
          {may.map((permission) => (
            <li key={permission}>{permissionWords[permission]}</li>
          ))}
        </ul>
      </Section>
      {session.via === 'session' && <Workspaces />}
    </SettingsPage>
  )
}

function ConfirmEmail({ email }: { email: string }) {
  const ask = useMutation({ mutationFn: () => send('POST', '/api/auth/send-verification-email', {}) })
  return (
    <div className={css.buttons}>
      <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
        Confirm my e-mail address
      </Button>
      <span role="status" className={css.said}>
        {ask.isSuccess && `A link is on its way to ${email}, if the address is not confirmed yet.`}
      </span>
      {ask.isError && <Refused error={ask.error} />}
    </div>
  )
}

function Workspaces() {
  const workspaces = useQuery(workspacesQuery)
  if ((workspaces.data?.length ?? 0) < 2) return null
  return (
    <Section
      title="Your workspaces"
      hint="Change between them by the workspace’s name, at the top of the page."
    >
      <ul className={css.plain}>
        {workspaces.data?.map(({ id, name, current }) => (
          <li key={id}>
            {name} {current && <span className={css.second}>(this one)</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
