/** Accepts an invitation: with a new password, or with the account that one has already. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvitationView } from '#server/contract-people.ts'
import { sessionQuery } from '../api.ts'
import { Form } from '../forms/form.tsx'
import { PasswordField } from '../forms/password.tsx'
import { send as sendTo } from '../http.ts'
import { acceptInvitation, invitationQuery } from './api.ts'
import { ByLink } from './by-link.tsx'
import { Credentials } from './credentials.tsx'
import { beginAnew } from './enter.ts'
import { EntranceLayout } from './layout.tsx'

const title = 'You are invited'

export function Invitation({ token }: { token: string }) {
  return (
    <ByLink title={title} query={useQuery(invitationQuery(token))}>
      {(view) =>
        view.hasAccount ? <WithAccount token={token} view={view} /> : <NewAccount token={token} view={view} />
      }
    </ByLink>
  )
}

const introOf = ({ inviter, workspace, roleLabel }: InvitationView) =>
  `${inviter} invites you to ${workspace} on Steward, as ${roleLabel}.`

function NewAccount({ token, view }: { token: string; view: InvitationView }) {
  const [name, setName] = useState(view.name)
  const [password, setPassword] = useState('')
  const send = async () => {
    await acceptInvitation(token, { name: name.trim(), password })
    await beginAnew('/')
  }
  return (
    <EntranceLayout title={title} intro={introOf(view)}>
      <Form label="Join" send={send}>
        <TextInput label="E-mail" type="email" autoComplete="username" readOnly value={view.email} />
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordField label="Password" isNew value={password} change={setPassword} />
      </Form>
    </EntranceLayout>
  )
}

function WithAccount({ token, view }: { token: string; view: InvitationView }) {
  const session = useQuery(sessionQuery)
  const [step, setStep] = useState<'password' | 'code'>('password')
  const join = async () => {
    await acceptInvitation(token, {})
    await beginAnew('/')
  }
  const me = session.data?.via === 'session' ? session.data.me : undefined
  if (me !== undefined && me.email !== view.email) {
    const signOut = async () => {
      await sendTo('POST', '/api/auth/sign-out', {})
      await session.refetch()
    }
    return (
      <EntranceLayout
        title={title}
        intro={`The invitation is for ${view.email}, and you are signed in as ${me.email}.`}
      >
        <Form
          label="Sign out and go on"
          send={signOut}
          aside={
            <Button variant="subtle" onClick={() => void beginAnew('/')}>
              Stay signed in
            </Button>
          }
        />
      </EntranceLayout>
    )
  }
  if (me !== undefined) {
    return (
      <EntranceLayout title={title} intro={introOf(view)}>
        <Form label={`Join ${view.workspace}`} send={join} />
      </EntranceLayout>
    )
  }
  return (
    <EntranceLayout
      title={step === 'code' ? 'One more step' : title}
      intro={`${introOf(view)} You have an account already: sign in with it to join.`}
    >
      <Credentials email={view.email} step={step} setStep={setStep} signedIn={join} />
    </EntranceLayout>
  )
}
