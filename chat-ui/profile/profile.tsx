/** Who one is here: name, address, role, and what the role allows. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '#server/contract.ts'
import { Refused } from '../forms/form.tsx'
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
      {session.via !== 'session' && <NoAccount />}
      {session.identity?.emailVerified === false && <ConfirmEmail email={me.email} />}
      <Section title="What you may do" hint="It comes with your role. Ask an administrator for more.">
        <ul className={css.plain}>
          {may.map((permission) => (
            <li key={permission}>{permissionWords[permission]}</li>
          ))}
        </ul>
      </Section>
      {session.workspaces.length > 1 && <Workspaces session={session} />}
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
        {ask.isSuccess && `A link is on its way to ${email}; it is good once.`}
      </span>
      {ask.isError && <Refused error={ask.error} />}
    </div>
  )
}

function Workspaces({ session }: { session: Session }) {
  return (
    <Section
      title="Your workspaces"
      hint="Change between them by the workspace’s name, at the top of the page."
    >
      <ul className={css.plain}>
        {session.workspaces.map(({ id, name }) => (
          <li key={id}>
            {name} {id === session.workspace.id && <span className={css.second}>(this one)</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
