/** A forgotten password: asks for the mail, and sets a new one by its link. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../forms/form.tsx'
import { PasswordField } from '../forms/password.tsx'
import { Link } from '../link.tsx'
import { askForReset, entryQuery, resetPassword } from './api.ts'
import { ToStart } from './by-link.tsx'
import css from './entrance.module.css'
import { EntranceLayout } from './layout.tsx'

export function Forgotten() {
  const entry = useQuery(entryQuery)
  const [email, setEmail] = useState('')
  const [isAsked, setAsked] = useState(false)
  const road =
    entry.data?.sendsMail === false
      ? 'This Steward sends no mail: the link stands in its log, where whoever runs it can read it.'
      : 'The mail comes within a few minutes, and its link is good once.'
  if (isAsked) {
    return (
      <EntranceLayout
        title="Look into your mail"
        intro={`If there is an account for ${email}, a link to set a new password was made. ${road}`}
      >
        <ToStart label="Back to sign-in" />
      </EntranceLayout>
    )
  }
  const send = async () => {
    await askForReset(email.trim())
    setAsked(true)
  }
  return (
    <EntranceLayout title="Forgot your password?" intro="Steward sends you a link to set a new one.">
      <Form
        label="Send the link"
        send={send}
        aside={
          <Link className={css.quiet} to="/">
            Back to sign-in
          </Link>
        }
      >
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </Form>
    </EntranceLayout>
  )
}

export function Reset({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [isDone, setDone] = useState(false)
  if (isDone) {
    return (
      <EntranceLayout
        title="Your new password is set"
        intro="You were signed out everywhere. Sign in with the new password."
      >
        <ToStart />
      </EntranceLayout>
    )
  }
  const send = async () => {
    await resetPassword(token, password)
    setDone(true)
  }
  return (
    <EntranceLayout title="Set a new password" intro="It signs you out everywhere else.">
      <Form label="Set the password" send={send}>
        <PasswordField label="New password" isNew value={password} change={setPassword} />
      </Form>
    </EntranceLayout>
  )
}
