/** The first start: makes the first workspace, or takes one that was imported, and its administrator. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../forms/form.tsx'
import { PasswordField } from '../forms/password.tsx'
import { go } from '../route.ts'
import { setUp, setUpQuery } from './api.ts'
import { ByLink } from './by-link.tsx'
import { enter } from './enter.ts'
import { EntranceLayout } from './layout.tsx'
import { idFrom } from './workspace-id.ts'

type Taken = { id: string; name: string }

export function SetUpPage({ token }: { token: string }) {
  return (
    <ByLink title="Set up Steward" query={useQuery(setUpQuery(token))}>
      {({ workspaces }) => <SetUpForm token={token} workspaces={workspaces} />}
    </ByLink>
  )
}

function SetUpForm({ token, workspaces }: { token: string; workspaces: Taken[] }) {
  const [me, setMe] = useState({ name: '', email: '', password: '' })
  const [taken, setTaken] = useState(workspaces[0])
  const [name, setName] = useState('')
  const [typedId, setTypedId] = useState<string>()
  const id = typedId ?? idFrom(name)
  const send = async () => {
    const workspace = taken ?? { id, name: name.trim() }
    await setUp({ token, ...me, name: me.name.trim(), email: me.email.trim(), workspace })
    await enter(undefined)
    go('/', 'replace')
  }
  const field = (key: 'name' | 'email', label: string, rest: object) => (
    <TextInput
      label={label}
      required
      withAsterisk={false}
      value={me[key]}
      onChange={(event) => setMe({ ...me, [key]: event.currentTarget.value })}
      {...rest}
    />
  )
  return (
    <EntranceLayout
      title="Set up Steward"
      intro="You become the administrator of the first workspace. The demo closes with it."
    >
      <Form label="Set up" send={send}>
        {field('name', 'Your name', { autoComplete: 'name' })}
        {field('email', 'Your e-mail', { type: 'email', autoComplete: 'username' })}
        <PasswordField
          label="Password"
          isNew
          value={me.password}
          change={(password) => setMe({ ...me, password })}
        />
        {workspaces.length > 0 && (
          <NativeSelect
            label="Workspace"
            value={taken?.id ?? ''}
            data={[
              ...workspaces.map((each) => ({ value: each.id, label: `${each.name} (imported)` })),
              { value: '', label: 'A new, empty one' },
            ]}
            onChange={(event) => setTaken(workspaces.find((each) => each.id === event.currentTarget.value))}
          />
        )}
        {taken === undefined && (
          <>
            <TextInput
              label="Name of the workspace"
              description="Your company, as colleagues call it."
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label="Its short name"
              description="For commands of the terminal: small letters, digits, - and _."
              required
              withAsterisk={false}
              pattern="[a-z0-9][a-z0-9_\-]*"
              maxLength={63}
              value={id}
              onChange={(event) => setTypedId(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </EntranceLayout>
  )
}
