/** What each role sees and may do; roles of the workspace's own narrow or widen a built-in one. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoleRow } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { at, send } from '../http.ts'
import { changed, fieldsQuery, rolesQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { permissionWords } from '../settings/permissions.ts'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { capital } from './audit-filters.tsx'
import { DefineRole } from './define-role.tsx'
import { whoseWords } from './role-words.ts'

export function Roles() {
  const roles = useQuery(rolesQuery)
  const [defining, setDefining] = useState<RoleRow | 'new'>()
  const [removing, setRemoving] = useState<RoleRow>()
  return (
    <SettingsPage
      title="Roles"
      intro="A role says whose accounts somebody reads, on whose they act, which fields are kept from them, and what they may do."
      action={<Button onClick={() => setDefining('new')}>Define a role</Button>}
    >
      <Loaded query={roles} what="the roles">
        {(all) => (
          <>
            {all.map((role) => (
              <RoleSection
                key={role.key}
                role={role}
                roles={all}
                edit={() => setDefining(role)}
                remove={() => setRemoving(role)}
              />
            ))}
            {defining !== undefined && (
              <DefineRole
                role={defining === 'new' ? undefined : defining}
                roles={all}
                close={() => setDefining(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
      {removing !== undefined && (
        <AskFirst
          title={`Remove the role “${removing.label}”?`}
          label="Remove"
          close={() => setRemoving(undefined)}
          act={async () => {
            await send('DELETE', at`/api/roles/${removing.key}`)
            await changed()
          }}
        >
          <p>That works only while nobody has it: give its people another role first.</p>
        </AskFirst>
      )}
    </SettingsPage>
  )
}

type SectionProps = { role: RoleRow; roles: RoleRow[]; edit: () => void; remove: () => void }

function RoleSection({ role, roles, edit, remove }: SectionProps) {
  const fields = useQuery(fieldsQuery)
  const labelOf = (key: string) => {
    const field = fields.data?.find((each) => each.key === key)
    // A field that can’t be withheld by an own role has no label there: its key says enough.
    return field === undefined ? capital(key.replace('.', ': ')) : `${field.object}: ${field.label}`
  }
  const base = roles.find(({ key }) => key === role.basedOn)
  return (
    <Section
      title={role.label}
      hint={base === undefined ? 'Built in.' : `Of this workspace, based on ${base.label}.`}
      action={
        !role.builtIn && (
          <div className={css.buttons}>
            <Button variant="default" size="compact-md" aria-label={`Change ${role.label}`} onClick={edit}>
              Change
            </Button>
            <Button variant="default" size="compact-md" aria-label={`Remove ${role.label}`} onClick={remove}>
              Remove
            </Button>
          </div>
        )
      }
    >
      <dl className={css.facts}>
        <dt>Has it</dt>
        <dd>{role.people === 1 ? 'One person' : `${role.people} people`}</dd>
        <dt>Reads accounts</dt>
        <dd>{whoseWords[role.reads]}</dd>
        <dt>Acts on accounts</dt>
        <dd>{whoseWords[role.acts]}</dd>
        <dt>Withheld fields</dt>
        <dd>{role.withheld.length === 0 ? 'None' : role.withheld.map(labelOf).join(' · ')}</dd>
        <dt>May</dt>
        <dd>{role.may.map((permission) => permissionWords[permission]).join(' · ')}</dd>
      </dl>
    </Section>
  )
}
