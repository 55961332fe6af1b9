/** Defines a role over a built-in one: whose accounts it reads, which fields it withholds or shows, what it may do. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { permissions, type Permission, type Role } from '#db/contract.ts'
import { whose, type RoleRow, type RoleWanted } from '#server/contract-people.ts'
import { idFrom } from '../entrance/workspace-id.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Choices } from '../forms/choices.tsx'
import { Form } from '../forms/form.tsx'
import { at, send } from '../http.ts'
import { changedMe } from '../settings/api.ts'
import { permissionWords } from '../settings/permissions.ts'
import { FieldChoice } from './field-choice.tsx'
import { whoseWords } from './role-words.ts'

type Props = { role: RoleRow | undefined; roles: RoleRow[]; close: () => void }

const fresh: RoleWanted = { label: '', basedOn: 'csm', reads: null, withheld: [], shown: [], may: null }

export function DefineRole({ role, roles, close }: Props) {
  const [wanted, setWanted] = useState<RoleWanted>(role?.own ?? fresh)
  const base = roles.find(({ key }) => key === wanted.basedOn)
  const set = (change: Partial<RoleWanted>) => setWanted({ ...wanted, ...change })
  const reads = whose.find((each) => each === wanted.reads) ?? ''
  const save = async () => {
    const key = role?.key ?? idFrom(wanted.label).replace(/^[^a-z]+/, '')
    await send('PUT', at`/api/roles/${key}`, { ...wanted, label: wanted.label.trim() })
    await changedMe()
    close()
  }
  return (
    <Dialog title={role === undefined ? 'Define a role' : `Change ${role.label}`} wide close={close}>
      <Form label="Save the role" send={save}>
        <TextInput
          label="Name"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={wanted.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <NativeSelect
          label="Based on"
          data={roles.filter(({ builtIn }) => builtIn).map(({ key, label }) => ({ value: key, label }))}
          value={wanted.basedOn}
          onChange={(event) =>
            set({ ...fresh, label: wanted.label, basedOn: event.currentTarget.value as Role })
          }
        />
        <NativeSelect
          label="Reads accounts"
          data={[
            { value: '', label: `As ${base?.label ?? 'the base'}: ${base ? whoseWords[base.reads] : ''}` },
            ...whose.map((value) => ({ value, label: whoseWords[value] })),
          ]}
          value={reads}
          onChange={(event) =>
            set({ reads: whose.find((each) => each === event.currentTarget.value) ?? null })
          }
        />
        <FieldChoice
          base={base?.withheld ?? []}
          withheld={wanted.withheld}
          shown={wanted.shown}
          change={set}
        />
        <Checkbox
          label={`May do what ${base?.label ?? 'the base'} may`}
          checked={wanted.may === null}
          onChange={(event) => set({ may: event.currentTarget.checked ? null : [...(base?.may ?? [])] })}
        />
        {wanted.may !== null && (
          <Choices<Permission>
            label="May"
            choices={permissions.map((value) => ({ value, label: permissionWords[value] }))}
            chosen={wanted.may}
            change={(may) => set({ may })}
          />
        )}
      </Form>
    </Dialog>
  )
}
