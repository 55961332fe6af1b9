/** Rules that open accounts beyond the team tree: a team's, those with a tag, or one, to a person, a team, a role or everybody. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SharingRule } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { at, send } from '../http.ts'
import { changed, sharingQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows } from '../settings/rows.tsx'
import { SettingsPage } from '../settings/section.tsx'
import { When } from '../settings/when.tsx'
import { Share } from './share.tsx'

export function Sharing() {
  const rules = useQuery(sharingQuery)
  const [isSharing, setSharing] = useState(false)
  const [removing, setRemoving] = useState<SharingRule>()
  return (
    <SettingsPage
      title="Sharing rules"
      intro="They let people read accounts beyond those of their team. Nobody may act on an account because of one."
      action={<Button onClick={() => setSharing(true)}>Share accounts</Button>}
    >
      <Loaded query={rules} what="the sharing rules">
        {(all) => (
          <Rows
            label="Sharing rules"
            rows={all}
            keyOf={({ id }) => id}
            empty="Nothing is shared beyond the team tree."
            columns={[
              { label: 'What', isHead: true, show: ({ whatLabel }) => whatLabel },
              { label: 'With', show: ({ whomLabel }) => whomLabel },
              { label: 'Since', show: ({ createdAt }) => <When at={createdAt} /> },
              {
                label: 'What to do',
                isAction: true,
                show: (rule) => (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`Stop sharing ${rule.whatLabel} with ${rule.whomLabel}`}
                    onClick={() => setRemoving(rule)}
                  >
                    Stop
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {isSharing && <Share close={() => setSharing(false)} />}
      {removing !== undefined && (
        <AskFirst
          title="Stop sharing?"
          label="Stop sharing"
          close={() => setRemoving(undefined)}
          act={async () => {
            await send('DELETE', at`/api/sharing-rules/${removing.id}`)
            await changed()
          }}
        >
          <p>
            {removing.whatLabel} stay open only to those who see them for another reason; {removing.whomLabel}{' '}
            lose sight of the rest at once.
          </p>
        </AskFirst>
      )}
    </SettingsPage>
  )
}
