/** Invitations that wait for an answer: sent again with a new link, or taken back. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invitation } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { Refused } from '../forms/form.tsx'
import { at, send } from '../http.ts'
import { changed, invitationsQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows } from '../settings/rows.tsx'
import { Section } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'

export function Invitations() {
  const invitations = useQuery(invitationsQuery)
  const [revoking, setRevoking] = useState<Invitation>()
  const resend = useMutation({
    mutationFn: async ({ id }: Invitation) => {
      await send('POST', at`/api/people/invitations/${id}/resend`, {})
      await changed()
    },
  })
  return (
    <Section title="Open invitations">
      <p className={css.said} role="status">
        {resend.isSuccess && `${resend.variables.email} has a new link; the old one ended.`}
      </p>
      {resend.isError && <Refused error={resend.error} />}
      <Loaded query={invitations} what="the invitations">
        {(all) => (
          <Rows
            label="Open invitations"
            rows={all}
            keyOf={({ id }) => id}
            empty="Nobody has an open invitation."
            columns={[
              {
                label: 'Name',
                isHead: true,
                show: ({ name, email }) => (
                  <>
                    {name} <span className={css.second}>{email}</span>
                  </>
                ),
              },
              { label: 'Invited by', show: ({ invitedBy }) => invitedBy },
              { label: 'Sent', show: ({ createdAt }) => <When at={createdAt} /> },
              {
                label: 'Ends',
                show: ({ expiresAt, isExpired }) => (isExpired ? 'Ended' : <When at={expiresAt} />),
              },
              {
                label: 'What to do',
                isAction: true,
                show: (invitation) => (
                  <Actions
                    invitation={invitation}
                    isBusy={resend.isPending}
                    resend={() => resend.mutate(invitation)}
                    revoke={() => setRevoking(invitation)}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {revoking !== undefined && (
        <AskFirst
          title={`Take back the invitation of ${revoking.name}?`}
          label="Take back"
          close={() => setRevoking(undefined)}
          act={async () => {
            await send('DELETE', at`/api/people/invitations/${revoking.id}`)
            await changed()
          }}
        >
          <p>Its link stops working. You can invite them again at any time.</p>
        </AskFirst>
      )}
    </Section>
  )
}

type ActionsProps = { invitation: Invitation; isBusy: boolean; resend: () => void; revoke: () => void }

function Actions({ invitation, isBusy, resend, revoke }: ActionsProps) {
  const { name } = invitation
  return (
    <span className={css.rowActions}>
      <Button
        variant="default"
        size="compact-sm"
        disabled={isBusy}
        aria-label={`Send again to ${name}`}
        onClick={resend}
      >
        Send again
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Take back the invitation of ${name}`}
        onClick={revoke}
      >
        Take back
      </Button>
    </span>
  )
}
