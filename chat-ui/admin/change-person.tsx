/** Changes somebody's name, their role and their place in the team tree. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonRow, RoleRow } from '#server/contract-people.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import css from '../forms/forms.module.css'
import { at, send } from '../http.ts'
import { changedMe, rolesQuery } from '../settings/api.ts'
import { ManagerChoice, RoleChoice } from './role-choice.tsx'

type Props = { person: PersonRow; people: PersonRow[]; close: () => void }

/** An own role stands over the built-in one that it is based on. */
const roleChange = (role: RoleRow) =>
  role.builtIn ? { role: role.key, customRole: null } : { role: role.basedOn, customRole: role.key }

export function ChangePerson({ person, people, close }: Props) {
  const roles = useQuery(rolesQuery)
  const before = person.customRole ?? person.role
  const [role, setRole] = useState<string>(before)
  const [manager, setManager] = useState(person.managerEmail)
  const [typed, setTyped] = useState(person.name)
  const name = typed.trim()
  const isSame = role === before && manager === person.managerEmail && name === person.name
  const save = async () => {
    const chosen = role === before ? undefined : roles.data?.find(({ key }) => key === role)
    await send('PATCH', at`/api/people/${person.id}`, {
      ...(chosen && roleChange(chosen)),
      ...(manager !== person.managerEmail && { managerEmail: manager }),
      ...(name !== person.name && { name }),
    })
    await changedMe()
    close()
  }
  return (
    <Dialog title={`Change ${person.name}`} close={close}>
      <Form label="Save" send={save} isDisabled={isSame || name === ''}>
        <TextInput
          label="Name"
          maxLength={200}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <RoleChoice value={role} change={setRole} />
        <ManagerChoice people={people} of={person.email} value={manager} change={setManager} />
        <p className={css.hint}>A new role ends their sessions: they sign in again and have it.</p>
      </Form>
    </Dialog>
  )
}
