/** Adds an identity provider: OpenID Connect by issuer and client, SAML by its metadata. */
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NewProvider } from '#server/contract-sso.ts'
import { idFrom } from '../entrance/workspace-id.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import { roleNames } from '../header/person-menu.tsx'
import { send } from '../http.ts'
import { changed } from '../settings/api.ts'

const blank = { label: '', domains: '', issuer: '', clientId: '', clientSecret: '', metadata: '' }
const newRoles = ['viewer', 'csm', 'manager'] as const
type NewRole = (typeof newRoles)[number] | null

/** Metadata are an address or the document itself. */
function providerOf(
  kind: NewProvider['kind'],
  typed: typeof blank,
  { newRole, trustsEmails }: { newRole: NewRole; trustsEmails: boolean },
): NewProvider {
  const label = typed.label.trim()
  const id = idFrom(label).slice(0, 40)
  const domains = typed.domains.split(/[\s,;]+/).filter((domain) => domain !== '')
  const metadata = typed.metadata.trim()
  if (kind === 'saml') {
    const isAddress = /^https?:\/\//.test(metadata)
    return { id, kind, label, domains, newRole, ...(isAddress ? { metadataUrl: metadata } : { metadata }) }
  }
  const { issuer, clientId, clientSecret } = typed
  return {
    ...{ id, kind, label, domains, newRole, trustsEmails },
    ...{ issuer: issuer.trim(), clientId: clientId.trim(), clientSecret },
  }
}

export function AddProvider({ close }: { close: () => void }) {
  const [kind, setKind] = useState<NewProvider['kind']>('oidc')
  const [typed, setTyped] = useState(blank)
  const [newRole, setNewRole] = useState<NewRole>(null)
  const [trustsEmails, setTrustsEmails] = useState(false)
  const field = (key: keyof typeof blank) => ({
    required: true,
    withAsterisk: false,
    autoComplete: 'off',
    value: typed[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [key]: event.currentTarget.value }),
  })
  const add = async () => {
    await send('POST', '/api/sso/providers', providerOf(kind, typed, { newRole, trustsEmails }))
    await changed()
    close()
  }
  return (
    <Dialog title="Add an identity provider" close={close}>
      <Form label="Add" send={add}>
        <NativeSelect
          label="Kind"
          data={[
            { value: 'oidc', label: 'OpenID Connect' },
            { value: 'saml', label: 'SAML' },
          ]}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value === 'saml' ? 'saml' : 'oidc')}
        />
        <TextInput label="What its button says" maxLength={60} {...field('label')} />
        <TextInput
          label="E-mail domains"
          description="Only people with an address there come in by it."
          placeholder="example.com"
          {...field('domains')}
        />
        {kind === 'oidc' ? (
          <>
            <TextInput label="Issuer" type="url" placeholder="https://…" {...field('issuer')} />
            <TextInput label="Client id" {...field('clientId')} />
            <TextInput label="Client secret" type="password" {...field('clientSecret')} />
            <Checkbox
              label="Take its e-mail addresses for verified"
              description="For a provider that checks them and does not say so, such as Microsoft Entra."
              checked={trustsEmails}
              onChange={(event) => setTrustsEmails(event.currentTarget.checked)}
            />
          </>
        ) : (
          <Textarea
            label="Metadata"
            description="The address of the provider’s metadata, or the XML itself."
            autosize
            minRows={3}
            maxRows={10}
            {...field('metadata')}
          />
        )}
        <NativeSelect
          label="Somebody who is new here"
          data={[
            { value: '', label: 'Does not come in' },
            ...newRoles.map((value) => ({ value, label: `Becomes ${roleNames[value]}` })),
          ]}
          value={newRole ?? ''}
          onChange={(event) =>
            setNewRole(newRoles.find((each) => each === event.currentTarget.value) ?? null)
          }
        />
      </Form>
    </Dialog>
  )
}
