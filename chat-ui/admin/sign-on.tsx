/** Identity providers that people sign in through, and tokens by which one provisions them. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProviderRow } from '#server/contract-sso.ts'
import { CopyButton } from '../copy-button.tsx'
import { AskFirst } from '../forms/ask-first.tsx'
import { roleNames } from '../header/person-menu.tsx'
import { at, send } from '../http.ts'
import { changed, providersQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { AddProvider } from './add-provider.tsx'
import { Provisioning } from './provisioning.tsx'

export function SignOn() {
  const providers = useQuery(providersQuery)
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<ProviderRow>()
  return (
    <SettingsPage
      title="Single sign-on"
      intro="People sign in through your company’s identity provider. An account is known by what the provider calls it, never by an e-mail address alone."
      action={<Button onClick={() => setAdding(true)}>Add a provider</Button>}
    >
      <Loaded query={providers} what="the identity providers">
        {({ providers: all }) =>
          all.length === 0 ? (
            <p className={css.empty}>There is no identity provider: everybody signs in with a password.</p>
          ) : (
            all.map((provider) => (
              <Provider key={provider.id} provider={provider} remove={() => setRemoving(provider)} />
            ))
          )
        }
      </Loaded>
      <Provisioning />
      {isAdding && <AddProvider close={() => setAdding(false)} />}
      {removing !== undefined && (
        <AskFirst
          title={`Remove ${removing.label}?`}
          label="Remove"
          close={() => setRemoving(undefined)}
          act={async () => {
            await send('DELETE', at`/api/sso/providers/${removing.id}`)
            await changed()
          }}
        >
          <p>Nobody comes in through it any more. People without a password have to be invited again.</p>
        </AskFirst>
      )}
    </SettingsPage>
  )
}

function Provider({ provider, remove }: { provider: ProviderRow; remove: () => void }) {
  const { label, kind, issuer, domains, newRole, setUp } = provider
  return (
    <Section
      title={label}
      hint={kind === 'oidc' ? 'OpenID Connect' : 'SAML'}
      action={
        <Button variant="default" size="compact-md" aria-label={`Remove ${label}`} onClick={remove}>
          Remove
        </Button>
      }
    >
      <dl className={css.facts}>
        <dt>Issuer</dt>
        <dd>{issuer}</dd>
        <dt>Domains</dt>
        <dd>{domains.join(', ')}</dd>
        <dt>Who is new</dt>
        <dd>
          {newRole === null ? 'Only people who are known here come in' : `Becomes ${roleNames[newRole]}`}
        </dd>
        <Told
          label={kind === 'oidc' ? 'Redirect URI' : 'Assertion consumer service'}
          text={setUp.returnUrl}
        />
        {setUp.entityId !== null && <Told label="Entity id and metadata" text={setUp.entityId} />}
      </dl>
    </Section>
  )
}

/** What has to be entered at the provider's side. */
function Told({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <span className={css.mono}>{text}</span> <CopyButton label={`Copy: ${label}`} text={() => text} />
      </dd>
    </>
  )
}
