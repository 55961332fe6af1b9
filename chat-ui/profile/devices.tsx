/** Where one is signed in: ends one session, or all others. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#server/contract.ts'
import type { Device } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { at, send } from '../http.ts'
import { changed, devicesQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows } from '../settings/rows.tsx'
import { SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'
import { NoAccount } from './no-account.tsx'

const title = 'Devices'
const intro =
  'Every browser in which you are signed in. A session ends by itself after an hour without use, and after twelve hours in any case.'

export function Devices({ session }: { session: Session }) {
  if (session.via === 'session') return <Own />
  return (
    <SettingsPage title={title}>
      <NoAccount />
    </SettingsPage>
  )
}

function Own() {
  const devices = useQuery(devicesQuery)
  const [ending, setEnding] = useState<Device | 'others'>()
  const others = devices.data?.filter(({ current }) => !current) ?? []
  return (
    <SettingsPage
      title={title}
      intro={intro}
      action={
        others.length > 0 && (
          <Button variant="default" onClick={() => setEnding('others')}>
            End all others
          </Button>
        )
      }
    >
      <Loaded query={devices} what="your devices">
        {(all) => (
          <Rows
            label="Devices"
            rows={all}
            keyOf={({ id }) => id}
            empty="You are signed in nowhere else."
            columns={[
              {
                label: 'Browser',
                isHead: true,
                show: ({ browser, current }) => (
                  <>
                    {browser} {current && <span className={css.second}>this one</span>}
                  </>
                ),
              },
              { label: 'Address', show: ({ address }) => address },
              { label: 'Signed in', show: ({ since }) => <When at={since} /> },
              { label: 'Last seen', show: ({ lastSeenAt }) => <When at={lastSeenAt} /> },
              {
                label: 'What to do',
                isAction: true,
                show: (device) =>
                  !device.current && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`End the session in ${device.browser}`}
                      onClick={() => setEnding(device)}
                    >
                      End
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {ending !== undefined && <End what={ending} close={() => setEnding(undefined)} />}
    </SettingsPage>
  )
}

function End({ what, close }: { what: Device | 'others'; close: () => void }) {
  const act = async () => {
    await send('DELETE', what === 'others' ? '/api/devices' : at`/api/devices/${what.id}`)
    await changed()
  }
  return (
    <AskFirst
      title={what === 'others' ? 'End all other sessions?' : `End the session in ${what.browser}?`}
      label="End"
      act={act}
      close={close}
    >
      <p>Whoever uses it has to sign in again. You stay signed in here.</p>
    </AskFirst>
  )
}
