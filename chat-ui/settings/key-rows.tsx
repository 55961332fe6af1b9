/** API keys with what they may do and until when; revoking asks first. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Key } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { at, send } from '../http.ts'
import { changed } from './api.ts'
import { permissionWords } from './permissions.ts'
import { Rows, type Column } from './rows.tsx'
import css from './settings.module.css'
import { When } from './when.tsx'

type Props = { keys: Key[]; empty: string; withOwner?: boolean }

const stateWords: Record<Key['state'], string> = { active: 'Active', expired: 'Ended', revoked: 'Revoked' }

export function KeyRows({ keys, empty, withOwner = false }: Props) {
  const [revoking, setRevoking] = useState<Key>()
  const owner: Column<Key> = { label: 'Owner', show: (key) => key.owner.name }
  const columns: Column<Key>[] = [
    {
      label: 'For',
      isHead: true,
      show: ({ label, prefix }) => (
        <>
          {label} <span className={`${css.second} ${css.mono}`}>{prefix}…</span>
        </>
      ),
    },
    ...(withOwner ? [owner] : []),
    { label: 'May', show: ({ scopes }) => scopes.map((scope) => permissionWords[scope]).join(' · ') },
    { label: 'Ends', show: ({ expiresAt }) => <When at={expiresAt} /> },
    { label: 'Last used', show: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
    { label: 'State', show: ({ state }) => stateWords[state] },
    {
      label: 'What to do',
      isAction: true,
      show: (key) =>
        key.state === 'active' && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Revoke ${key.label}`}
            onClick={() => setRevoking(key)}
          >
            Revoke
          </Button>
        ),
    },
  ]
  return (
    <>
      <Rows label="API keys" columns={columns} rows={keys} keyOf={({ id }) => id} empty={empty} />
      {revoking !== undefined && (
        <AskFirst
          title={`Revoke “${revoking.label}”?`}
          label="Revoke"
          close={() => setRevoking(undefined)}
          act={async () => {
            await send('DELETE', at`/api/keys/${revoking.id}`)
            await changed()
          }}
        >
          <p>Whatever uses it is refused from now on. It can’t be brought back.</p>
        </AskFirst>
      )}
    </>
  )
}
