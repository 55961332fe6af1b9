/** Tokens by which an identity provider makes, changes and deactivates people here (SCIM 2.0). */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import type { ScimTokenRow } from '#server/contract-sso.ts'
import { AskFirst, Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import { SecretOnce } from '../forms/secret-once.tsx'
import { roleNames } from '../header/person-menu.tsx'
import { at, exchange, send } from '../http.ts'
import { changed, scimTokensQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows, type Column } from '../settings/rows.tsx'
import { Section } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'

export function Provisioning() {
  const tokens = useQuery(scimTokensQuery)
  const [isMaking, setMaking] = useState(false)
  const [removing, setRemoving] = useState<ScimTokenRow>()
  return (
    <Section
      title="Provisioning (SCIM)"
      hint={`Your identity provider brings people here and takes them away. Its base URL is ${location.origin}/api/scim/v2.`}
      action={
        <Button variant="default" onClick={() => setMaking(true)}>
          Make a token
        </Button>
      }
    >
      <Loaded query={tokens} what="the tokens">
        {({ tokens: all }) => (
          <Rows
            label="Tokens"
            rows={all}
            keyOf={({ id }) => id}
            empty="No provider provisions people here."
            columns={columnsOf(setRemoving)}
          />
        )}
      </Loaded>
      {isMaking && <Make close={() => setMaking(false)} />}
      {removing !== undefined && (
        <AskFirst
          title={`End the token “${removing.label}”?`}
          label="End"
          close={() => setRemoving(undefined)}
          act={async () => {
            await send('DELETE', at`/api/scim/tokens/${removing.id}`)
            await changed()
          }}
        >
          <p>The provider changes nothing here any more. The people stay as they are.</p>
        </AskFirst>
      )}
    </Section>
  )
}

const columnsOf = (remove: (token: ScimTokenRow) => void): Column<ScimTokenRow>[] => [
  {
    label: 'For',
    isHead: true,
    show: ({ label, prefix }) => (
      <>
        {label} <span className={`${css.second} ${css.mono}`}>{prefix}…</span>
      </>
    ),
  },
  { label: 'People', show: ({ people }) => `${people}` },
  { label: 'Usual role', show: ({ defaultRole }) => roleNames[defaultRole] },
  { label: 'Ends', show: ({ expiresAt }) => <When at={expiresAt} /> },
  { label: 'Last used', show: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
  {
    label: 'What to do',
    isAction: true,
    show: (token) => (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`End ${token.label}`}
        onClick={() => remove(token)}
      >
        End
      </Button>
    ),
  },
]

const madeSchema = z.looseObject({ token: z.string() })

function Make({ close }: { close: () => void }) {
  const [label, setLabel] = useState('')
  const [days, setDays] = useState('365')
  const [defaultRole, setDefaultRole] = useState('viewer')
  const [token, setToken] = useState<string>()
  const make = async () => {
    const wanted = { label: label.trim(), expiresInDays: Number(days), defaultRole }
    const made = await exchange('POST', '/api/scim/tokens', wanted, madeSchema)
    setToken(made.token)
    await changed()
  }
  if (token !== undefined) {
    return (
      <Dialog title="Your new token" close={close}>
        <SecretOnce
          title="Enter this token at your provider now"
          hint="Steward can’t show it again."
          lines={[token]}
          done={close}
        />
      </Dialog>
    )
  }
  return (
    <Dialog title="Make a token" close={close}>
      <Form label="Make the token" send={make}>
        <TextInput
          label="For which provider"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <NativeSelect
          label="Ends after"
          data={['30', '90', '180', '365'].map((value) => ({ value, label: `${value} days` }))}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <NativeSelect
          label="Role of people who come without one"
          data={(['viewer', 'csm', 'manager'] as const).map((value) => ({ value, label: roleNames[value] }))}
          value={defaultRole}
          onChange={(event) => setDefaultRole(event.currentTarget.value)}
        />
      </Form>
    </Dialog>
  )
}
