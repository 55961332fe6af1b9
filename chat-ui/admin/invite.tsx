/** Invites somebody by mail, with their role and manager. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { invitationSchema, type Invitation, type PersonRow } from '#server/contract-people.ts'
import { entryQuery } from '../entrance/api.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import css from '../forms/forms.module.css'
import { exchange } from '../http.ts'
import { changed } from '../settings/api.ts'
import { ManagerChoice, RoleChoice } from './role-choice.tsx'

export function Invite({ people, close }: { people: PersonRow[]; close: () => void }) {
  const entry = useQuery(entryQuery)
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState('csm')
  const [manager, setManager] = useState<string | null>(null)
  const [made, setMade] = useState<Invitation>()
  const known = people.find((person) => person.email === email.trim().toLowerCase())
  const invite = async () => {
    const wanted = {
      email: email.trim(),
      name: name.trim() || (known?.name ?? ''),
      role,
      managerEmail: manager,
    }
    setMade(await exchange('POST', '/api/people/invitations', wanted, invitationSchema))
    await changed()
  }
  if (made !== undefined) {
    return (
      <Dialog title={`${made.name} is invited`} close={close}>
        <p>
          {entry.data?.sendsMail === false
            ? 'This Steward sends no mail: the link stands in its log. Pass it on to them; it is good once, for seven days.'
            : `A mail to ${made.email} is on its way. Its link is good once, for seven days.`}
        </p>
      </Dialog>
    )
  }
  return (
    <Dialog title="Invite somebody" close={close}>
      <Form label="Invite" send={invite}>
        <TextInput
          label="E-mail"
          type="email"
          data-autofocus
          autoComplete="off"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          autoComplete="off"
          required={known === undefined}
          withAsterisk={false}
          placeholder={known?.name ?? ''}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleChoice value={role} change={setRole} />
        <ManagerChoice people={people} of={email.trim()} value={manager} change={setManager} />
        {known !== undefined && (
          <p className={css.hint}>{known.name} is in the workspace’s data already and gets an account.</p>
        )}
      </Form>
    </Dialog>
  )
}
