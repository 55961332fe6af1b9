/** Everybody's API keys: seen and revoked by who may. */
import { useQuery } from '@tanstack/react-query'
import { allKeysQuery } from '../settings/api.ts'
import { KeyRows } from '../settings/key-rows.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { SettingsPage } from '../settings/section.tsx'

export function AllKeys() {
  const keys = useQuery(allKeysQuery)
  return (
    <SettingsPage
      title="API keys"
      intro="Keys that people made for programs. A key never sees or does more than its owner, and ends with them."
    >
      <Loaded query={keys} what="the keys of the workspace">
        {(all) => <KeyRows keys={all} withOwner empty="Nobody has made a key." />}
      </Loaded>
    </SettingsPage>
  )
}
