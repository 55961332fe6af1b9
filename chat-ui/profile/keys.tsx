/** One's own API keys: made with what they may do and until when, shown once, revoked at any time. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Permission } from '#db/contract.ts'
import type { Session } from '#server/contract.ts'
import { newKeySchema } from '#server/contract-people.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Choices } from '../forms/choices.tsx'
import { Form } from '../forms/form.tsx'
import { SecretOnce } from '../forms/secret-once.tsx'
import { exchange } from '../http.ts'
import { changed, myKeysQuery } from '../settings/api.ts'
import { KeyRows } from '../settings/key-rows.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { permissionWords } from '../settings/permissions.ts'
import { SettingsPage } from '../settings/section.tsx'
import { NoAccount } from './no-account.tsx'

const intro =
  'A program that holds one of your keys acts as you, and sees what you see; never more than the key was made for. When your role shrinks, so do your keys.'

export function MyKeys({ session }: { session: Session }) {
  const keys = useQuery({ ...myKeysQuery, enabled: session.via === 'session' })
  const [isMaking, setMaking] = useState(false)
  if (session.via !== 'session') {
    return (
      <SettingsPage title="My API keys">
        <NoAccount />
      </SettingsPage>
    )
  }
  return (
    <SettingsPage
      title="My API keys"
      intro={intro}
      action={<Button onClick={() => setMaking(true)}>Make a key</Button>}
    >
      <Loaded query={keys} what="your keys">
        {(all) => <KeyRows keys={all} empty="You have no keys." />}
      </Loaded>
      {isMaking && <Make may={session.may} close={() => setMaking(false)} />}
    </SettingsPage>
  )
}

const spans = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
]

function Make({ may, close }: { may: Permission[]; close: () => void }) {
  const [label, setLabel] = useState('')
  const [scopes, setScopes] = useState<Permission[]>(may.includes('ask') ? ['ask'] : [])
  const [days, setDays] = useState('90')
  const [secret, setSecret] = useState<string>()
  const make = async () => {
    const wanted = { label: label.trim(), scopes, days: Number(days) }
    const made = await exchange('POST', '/api/keys', wanted, newKeySchema)
    setSecret(made.secret)
    await changed()
  }
  if (secret !== undefined) {
    return (
      <Dialog title="Your new key" close={close}>
        <SecretOnce
          title="Keep this key now"
          hint="Steward can’t show it again. Send it in the header Authorization: Bearer …"
          lines={[secret]}
          done={close}
        />
      </Dialog>
    )
  }
  return (
    <Dialog title="Make a key" close={close}>
      <Form label="Make the key" send={make} isDisabled={scopes.length === 0}>
        <TextInput
          label="What it is for"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={200}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <NativeSelect
          label="Ends after"
          data={spans}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Choices
          label="What it may do"
          choices={may.map((value) => ({ value, label: permissionWords[value] }))}
          chosen={scopes}
          change={setScopes}
        />
      </Form>
    </Dialog>
  )
}
