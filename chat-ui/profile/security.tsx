/** How one signs in: password, second factor, and accounts of identity providers. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import type { Session } from '#server/contract.ts'
import { entryQuery } from '../entrance/api.ts'
import { Form, Refused } from '../forms/form.tsx'
import { PasswordField } from '../forms/password.tsx'
import { exchange, send } from '../http.ts'
import { changed } from '../settings/api.ts'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { NoAccount } from './no-account.tsx'
import { TwoFactor } from './two-factor.tsx'

export function Security({ session }: { session: Session }) {
  const identity = session.identity ?? null
  return (
    <SettingsPage title="Password and two-factor">
      {identity === null && <NoAccount />}
      {identity !== null && (
        <>
          {identity.hasPassword ? <Password /> : <NoPassword />}
          <TwoFactor isOn={identity.twoFactor} hasPassword={identity.hasPassword} />
          <Providers />
        </>
      )}
    </SettingsPage>
  )
}

function Password() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = async () => {
    await send('POST', '/api/auth/change-password', { currentPassword: current, newPassword: next })
    setCurrent('')
    setNext('')
    await changed()
  }
  return (
    <Section title="Password" hint="A new one ends your sessions in all other browsers.">
      <Form label="Change password" send={change} done="Changed. You are signed out everywhere else.">
        <PasswordField label="Your password now" value={current} change={setCurrent} />
        <PasswordField label="New password" isNew value={next} change={setNext} />
      </Form>
    </Section>
  )
}

function NoPassword() {
  return (
    <Section
      title="Password"
      hint="You sign in through your company’s identity provider and have no password here."
    >
      {null}
    </Section>
  )
}

const startSchema = z.object({ url: z.string() })

/** Linking happens only while signed in: the same e-mail address alone proves nothing. */
function Providers() {
  const entry = useQuery(entryQuery)
  const link = useMutation({
    mutationFn: (provider: string) =>
      exchange('POST', '/api/sso/link', { provider, next: location.pathname }, startSchema),
    onSuccess: ({ url }) => location.assign(url),
  })
  const providers = entry.data?.providers ?? []
  if (providers.length === 0) return null
  return (
    <Section
      title="Single sign-on"
      hint="Link your account at an identity provider, to sign in through it from then on."
    >
      <div className={css.buttons}>
        {providers.map(({ id, label }) => (
          <Button key={id} variant="default" disabled={link.isPending} onClick={() => link.mutate(id)}>
            Link {label}
          </Button>
        ))}
      </div>
      {link.isError && <Refused error={link.error} />}
    </Section>
  )
}
