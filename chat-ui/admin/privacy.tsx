/** Privacy: what is held about one person, erasing them, and what is deleted by age. */
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { erasureMapSchema, ledgerEntrySchema } from '#server/contract-privacy.ts'
import { read } from '../http.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows } from '../settings/rows.tsx'
import { Section, SettingsPage } from '../settings/section.tsx'
import { When } from '../settings/when.tsx'
import { OnePerson } from './one-person.tsx'
import { Retention } from './retention.tsx'

const kindWords = { contact: 'A contact', colleague: 'A colleague', address: 'An address' }

export function Privacy() {
  return (
    <SettingsPage title="Privacy">
      <OnePerson />
      <Retention />
      <Ledger />
      <Map />
    </SettingsPage>
  )
}

function Ledger() {
  const ledger = useQuery({
    queryKey: ['settings', 'erasures'],
    queryFn: ({ signal }) => read('/api/privacy/erasures', z.array(ledgerEntrySchema), signal),
  })
  return (
    <Section
      title="Who was erased"
      hint="The ledger holds no names: it knows erased people again, so that neither a backup nor an import brings them back."
    >
      <Loaded query={ledger} what="the ledger">
        {(all) => (
          <Rows
            label="Erasures"
            rows={all}
            keyOf={({ id }) => id}
            empty="Nobody was erased."
            columns={[
              { label: 'Who', isHead: true, show: ({ kind }) => kindWords[kind] },
              { label: 'When', show: ({ erasedAt }) => <When at={erasedAt} /> },
              { label: 'By', show: ({ by }) => by ?? 'Steward, after a restored backup' },
              { label: 'Rows', show: ({ rows }) => `${rows}` },
              { label: 'Undecided', show: ({ undecided }) => `${undecided}` },
              {
                label: 'Consented anew',
                show: ({ liftedAt }) => (liftedAt === null ? null : <When at={liftedAt} />),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

const holdWords = {
  contact: 'Contacts',
  colleague: 'Colleagues',
  both: 'Contacts and colleagues',
  none: 'Nobody',
}

function Map() {
  const map = useQuery({
    queryKey: ['settings', 'erasure-map'],
    queryFn: ({ signal }) => read('/api/privacy/map', erasureMapSchema, signal),
  })
  return (
    <Section title="Where personal data may stand" hint="Every column, and what erasing does to it.">
      <details>
        <summary>Show the map</summary>
        <Loaded query={map} what="the map">
          {(all) => (
            <Rows
              label="Where personal data may stand"
              rows={all.filter(({ holds }) => holds !== 'none')}
              keyOf={({ table, column }) => `${table}.${column}`}
              empty="No column may hold personal data."
              columns={[
                { label: 'Column', isHead: true, show: ({ table, column }) => `${table}.${column}` },
                { label: 'Of', show: ({ holds }) => holdWords[holds] },
                { label: 'When erased', show: ({ how }) => how },
              ]}
            />
          )}
        </Loaded>
      </details>
    </Section>
  )
}
