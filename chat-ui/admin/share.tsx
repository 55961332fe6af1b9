/** Makes a sharing rule: which accounts, and to whom. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Shared, SharedWith } from '#db/contract.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import { send } from '../http.ts'
import { changed, peopleQuery, rolesQuery } from '../settings/api.ts'

const whats: Record<Shared['kind'], string> = {
  team: 'Accounts of somebody’s team',
  tag: 'Accounts with a tag',
  account: 'One account',
}
const whoms: Record<SharedWith['kind'], string> = {
  person: 'One person',
  team: 'Somebody’s team',
  role: 'Everybody with a role',
  everyone: 'Everybody of the workspace',
}
const options = <K extends string>(words: Record<K, string>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value] }))

function whatOf(kind: Shared['kind'], value: string): Shared {
  if (kind === 'tag') return { kind, tag: value.trim() }
  return kind === 'team' ? { kind, personId: value } : { kind, accountId: value.trim() }
}

function whomOf(kind: SharedWith['kind'], value: string): SharedWith {
  if (kind === 'everyone') return { kind }
  return kind === 'role' ? { kind, role: value } : { kind, personId: value }
}

export function Share({ close }: { close: () => void }) {
  const [what, setWhat] = useState<Shared['kind']>('tag')
  const [whatValue, setWhatValue] = useState('')
  const [whom, setWhom] = useState<SharedWith['kind']>('role')
  const [whomValue, setWhomValue] = useState('')
  const save = async () => {
    await send('POST', '/api/sharing-rules', {
      what: whatOf(what, whatValue),
      whom: whomOf(whom, whomValue),
    })
    await changed()
    close()
  }
  return (
    <Dialog title="Share accounts" close={close}>
      <Form label="Share" send={save}>
        <NativeSelect
          label="What is shared"
          data={options(whats)}
          value={what}
          onChange={(event) => {
            setWhat(event.currentTarget.value as Shared['kind'])
            setWhatValue('')
          }}
        />
        {what === 'team' ? (
          <PersonChoice label="Whose team" value={whatValue} change={setWhatValue} />
        ) : (
          <TextInput
            label={what === 'tag' ? 'Tag' : 'Account'}
            {...(what === 'account' && { description: 'Its id, as in the system that it comes from.' })}
            required
            withAsterisk={false}
            value={whatValue}
            onChange={(event) => setWhatValue(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label="With whom"
          data={options(whoms)}
          value={whom}
          onChange={(event) => {
            setWhom(event.currentTarget.value as SharedWith['kind'])
            setWhomValue('')
          }}
        />
        {whom === 'role' && <RolePick value={whomValue} change={setWhomValue} />}
        {(whom === 'person' || whom === 'team') && (
          <PersonChoice
            label={whom === 'person' ? 'Who' : 'Whose team'}
            value={whomValue}
            change={setWhomValue}
          />
        )}
      </Form>
    </Dialog>
  )
}

type PickProps = { value: string; change: (value: string) => void }

function RolePick({ value, change }: PickProps) {
  const roles = useQuery(rolesQuery)
  return (
    <NativeSelect
      label="Role"
      required
      withAsterisk={false}
      data={[
        { value: '', label: 'Choose…' },
        ...(roles.data ?? []).map(({ key, label }) => ({ value: key, label })),
      ]}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function PersonChoice({ label, value, change }: PickProps & { label: string }) {
  const people = useQuery(peopleQuery)
  return (
    <NativeSelect
      label={label}
      required
      withAsterisk={false}
      data={[
        { value: '', label: 'Choose…' },
        ...(people.data ?? []).map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
      ]}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
