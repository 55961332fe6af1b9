/** Everybody of the workspace: who they are, what they may, when they were last here; managed by who may. */
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#server/contract.ts'
import type { PersonRow } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { at, send } from '../http.ts'
import { changed, peopleQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows, type Column } from '../settings/rows.tsx'
import { SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'
import { ChangePerson } from './change-person.tsx'
import { Invitations } from './invitations.tsx'
import { Invite } from './invite.tsx'
import { Sight } from './sight.tsx'

type Doing = { what: 'change' | 'deactivate' | 'reactivate' | 'sight'; person: PersonRow }

/** From here on a field to look for somebody is worth its place. */
const many = 8

export function People({ session }: { session: Session }) {
  const people = useQuery(peopleQuery)
  const [isInviting, setInviting] = useState(false)
  const [doing, setDoing] = useState<Doing>()
  const [wanted, setWanted] = useState('')
  const mayManage = session.may.includes('people:manage')
  // In the demo nobody has an account, and so nobody can be asked in.
  const mayInvite = mayManage && session.via === 'session'
  const close = () => setDoing(undefined)
  return (
    <SettingsPage
      title="People"
      intro="Whose accounts somebody sees follows their role and their place in the team tree, which their manager gives them."
      action={mayInvite && <Button onClick={() => setInviting(true)}>Invite somebody</Button>}
    >
      <Loaded query={people} what="the people of the workspace">
        {(all) => (
          <>
            {all.length > many && (
              <TextInput
                mb={12}
                maw={320}
                type="search"
                aria-label="Look for somebody"
                placeholder="Name, e-mail or role"
                value={wanted}
                onChange={(event) => setWanted(event.currentTarget.value)}
              />
            )}
            <Rows
              label="People"
              columns={columnsOf(mayManage, setDoing)}
              rows={all.filter((person) => isMeant(person, wanted))}
              keyOf={({ id }) => id}
              empty={wanted === '' ? 'There is nobody yet.' : `Nobody fits “${wanted}”.`}
            />
            {isInviting && <Invite people={all} close={() => setInviting(false)} />}
            {doing?.what === 'change' && <ChangePerson person={doing.person} people={all} close={close} />}
          </>
        )}
      </Loaded>
      {mayInvite && <Invitations />}
      {doing?.what === 'sight' && <Sight person={doing.person} close={close} />}
      {(doing?.what === 'deactivate' || doing?.what === 'reactivate') && (
        <Activity person={doing.person} isEnding={doing.what === 'deactivate'} close={close} />
      )}
    </SettingsPage>
  )
}

const isMeant = ({ name, email, roleLabel }: PersonRow, wanted: string): boolean =>
  `${name} ${email} ${roleLabel}`.toLowerCase().includes(wanted.trim().toLowerCase())

const stateWords: Record<NonNullable<PersonRow['state']>, string> = {
  active: 'Active',
  invited: 'Invited',
  deactivated: 'Deactivated',
  'no account': 'No account yet',
}

function columnsOf(mayManage: boolean, setDoing: (doing: Doing) => void): Column<PersonRow>[] {
  const seen: Column<PersonRow>[] = [
    {
      label: 'Name',
      isHead: true,
      show: ({ name, email }) => (
        <>
          {name} <span className={css.second}>{email}</span>
        </>
      ),
    },
    { label: 'Role', show: ({ roleLabel }) => roleLabel },
    { label: 'Manager', show: ({ managerEmail }) => managerEmail },
  ]
  if (!mayManage) return seen
  return [
    ...seen,
    { label: 'State', show: ({ state }) => (state === null ? null : stateWords[state]) },
    { label: 'Last seen', show: ({ lastSeenAt }) => <When at={lastSeenAt} /> },
    { label: 'Two-factor', show: ({ twoFactor }) => (twoFactor === null ? null : twoFactor ? 'On' : 'Off') },
    {
      label: 'What to do',
      isAction: true,
      show: (person) => <PersonActions person={person} setDoing={setDoing} />,
    },
  ]
}

function PersonActions({ person, setDoing }: { person: PersonRow; setDoing: (doing: Doing) => void }) {
  const isAway = person.state === 'deactivated'
  return (
    <Menu position="bottom-end" shadow="sm" transitionProps={{ duration: 80 }} returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={`More about ${person.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setDoing({ what: 'change', person })}>Change role or manager…</Menu.Item>
        <Menu.Item onClick={() => setDoing({ what: 'sight', person })}>
          What can they see of an account?
        </Menu.Item>
        <Menu.Item onClick={() => setDoing({ what: isAway ? 'reactivate' : 'deactivate', person })}>
          {isAway ? 'Reactivate…' : 'Deactivate…'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type ActivityProps = { person: PersonRow; isEnding: boolean; close: () => void }

function Activity({ person, isEnding, close }: ActivityProps) {
  const act = async () => {
    await send('PATCH', at`/api/people/${person.id}`, { deactivated: isEnding })
    await changed()
  }
  return (
    <AskFirst
      title={`${isEnding ? 'Deactivate' : 'Reactivate'} ${person.name}?`}
      label={isEnding ? 'Deactivate' : 'Reactivate'}
      isDangerous={isEnding}
      act={act}
      close={close}
    >
      <p>
        {isEnding
          ? 'Their sessions and API keys end at once. Their records and conversations stay, and their accounts stay theirs until somebody else gets them.'
          : 'They may sign in again, with the role that they had.'}
      </p>
    </AskFirst>
  )
}
