/** What Steward may change: the kill switch, and small changes of trusted requests that need no yes of their own. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { holdsSchema, standingListSchema, type Hold, type Standing } from '#server/contract-effects.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { at, read, send } from '../http.ts'
import { changed } from '../settings/api.ts'
import { asMoment } from '../settings/days.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows } from '../settings/rows.tsx'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'
import { Grant } from './grant.tsx'

export function ChangesBySteward() {
  return (
    <SettingsPage
      title="Changes"
      intro="Steward changes nothing that nobody approved. Here everything can be stopped at once, and small changes can be let through."
    >
      <KillSwitch />
      <StandingApprovals />
    </SettingsPage>
  )
}

function KillSwitch() {
  const holds = useQuery({
    queryKey: ['settings', 'holds'],
    queryFn: ({ signal }) => read('/api/holds', holdsSchema, signal),
  })
  const [isAsking, setAsking] = useState(false)
  return (
    <Section
      title="Kill switch"
      hint="While it is on, nothing is proposed, approved or carried out; runs stop before their next batch and go on afterwards."
    >
      <Loaded query={holds} what="the kill switch">
        {({ current, past }) => (
          <>
            <div className={css.verdict} data-bad={current !== null || undefined} role="status">
              <p>
                {current === null
                  ? 'It is off.'
                  : `It is on since ${asMoment(current.placedAt)}: ${current.reason} (${current.placedBy})`}
              </p>
            </div>
            <Button variant="default" onClick={() => setAsking(true)}>
              {current === null ? 'Stop everything…' : 'Let it go on…'}
            </Button>
            {past.length > 0 && <Past holds={past} />}
            {isAsking && <Switch isOn={current !== null} close={() => setAsking(false)} />}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Switch({ isOn, close }: { isOn: boolean; close: () => void }) {
  const [reason, setReason] = useState('')
  const act = async () => {
    if (isOn) await send('DELETE', '/api/holds')
    else await send('POST', '/api/holds', { reason })
    await changed()
  }
  if (isOn)
    return (
      <AskFirst title="Let it go on?" label="Go on" isDangerous={false} act={act} close={close}>
        <p>What waits can be approved again, and runs that stand still go on by themselves.</p>
      </AskFirst>
    )
  return (
    <AskFirst title="Stop everything?" label="Stop everything" act={act} close={close}>
      <p>No change is proposed, approved or carried out in this workspace until it is let go on.</p>
      <TextInput
        label="Why"
        description="Who is refused meanwhile reads it."
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </AskFirst>
  )
}

function Past({ holds }: { holds: Hold[] }) {
  return (
    <Rows
      label="Earlier stops"
      rows={holds}
      keyOf={({ id }) => id}
      empty=""
      columns={[
        { label: 'Why', isHead: true, show: ({ reason }) => reason },
        { label: 'Stopped', show: ({ placedBy, placedAt }) => `${placedBy}, ${asMoment(placedAt)}` },
        {
          label: 'Let go on',
          show: ({ liftedBy, liftedAt }) => liftedAt !== null && `${liftedBy ?? ''}, ${asMoment(liftedAt)}`,
        },
      ]}
    />
  )
}

function StandingApprovals() {
  const standing = useQuery({
    queryKey: ['settings', 'standing'],
    queryFn: ({ signal }) => read('/api/standing-approvals', standingListSchema, signal),
  })
  const [isGranting, setGranting] = useState(false)
  const [revoking, setRevoking] = useState<Standing>()
  return (
    <Section
      title="Standing approvals"
      hint="A tool’s small changes of somebody’s own records, asked for in their own words, are then made at once; each is recorded and can be undone."
      action={<Button onClick={() => setGranting(true)}>Grant one</Button>}
    >
      <Loaded query={standing} what="the standing approvals">
        {({ granted, tools }) => (
          <>
            <Rows
              label="Standing approvals"
              rows={granted}
              keyOf={({ id }) => id}
              empty="None: everything waits for a yes."
              columns={[
                { label: 'What', isHead: true, show: ({ label }) => label },
                { label: 'At most', show: ({ mostRows }) => `${mostRows} records at a time` },
                { label: 'A day', show: ({ mostADay }) => mostADay },
                { label: 'By', show: ({ grantedBy }) => grantedBy },
                { label: 'Ends', show: ({ expiresAt }) => <When at={expiresAt} /> },
                {
                  ...{ label: 'What to do', isAction: true },
                  show: (one) => (
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`Revoke: ${one.label}`}
                      onClick={() => setRevoking(one)}
                    >
                      Revoke
                    </Button>
                  ),
                },
              ]}
            />
            {isGranting && <Grant tools={tools} close={() => setGranting(false)} />}
          </>
        )}
      </Loaded>
      {revoking !== undefined && (
        <AskFirst
          title={`Revoke “${revoking.label}”?`}
          label="Revoke"
          close={() => setRevoking(undefined)}
          act={async () => {
            await send('DELETE', at`/api/standing-approvals/${revoking.id}`)
            await changed()
          }}
        >
          <p>From now on each of these changes waits for a yes again.</p>
        </AskFirst>
      )}
    </Section>
  )
}
