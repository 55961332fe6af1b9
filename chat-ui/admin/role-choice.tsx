/** Chooses a role, built-in or own, and a manager among colleagues. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PersonRow } from '#server/contract-people.ts'
import { rolesQuery } from '../settings/api.ts'

type RoleProps = { value: string; change: (role: string) => void }

export function RoleChoice({ value, change }: RoleProps) {
  const roles = useQuery(rolesQuery)
  const data = roles.data?.map(({ key, label }) => ({ value: key, label })) ?? [{ value, label: value }]
  return (
    <NativeSelect
      label="Role"
      data={data}
      value={value}
      error={roles.isError && 'The roles could not be read. Reload the page.'}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

type ManagerProps = {
  people: PersonRow[]
  /** Nobody is their own manager. */
  of?: string
  value: string | null
  change: (email: string | null) => void
}

export function ManagerChoice({ people, of, value, change }: ManagerProps) {
  const others = people.filter(
    ({ email, state }) => email !== of && (state !== 'deactivated' || email === value),
  )
  return (
    <NativeSelect
      label="Manager"
      data={[
        { value: '', label: 'Nobody' },
        ...others.map(({ email, name }) => ({ value: email, label: `${name} (${email})` })),
      ]}
      value={value ?? ''}
      onChange={(event) => change(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}
