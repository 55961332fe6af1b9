/** Narrows the audit log by person, action and day. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { auditActions } from '#db/audit/contract.ts'
import { peopleQuery } from '../settings/api.ts'
import css from '../settings/settings.module.css'

export const noFilters = { actor: '', action: '', since: '', until: '' }
type Filters = typeof noFilters

export function AuditFilters({ filters, change }: { filters: Filters; change: (filters: Filters) => void }) {
  const people = useQuery(peopleQuery)
  const set = (key: keyof Filters) => (event: { currentTarget: { value: string } }) =>
    change({ ...filters, [key]: event.currentTarget.value })
  return (
    <form
      className={css.filters}
      role="search"
      aria-label="Filter the audit log"
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        label="Who"
        value={filters.actor}
        onChange={set('actor')}
        data={[
          { value: '', label: 'Everybody' },
          { value: 'visitor', label: 'Visitors' },
          { value: 'system', label: 'Steward itself' },
          ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="What"
        value={filters.action}
        onChange={set('action')}
        data={[
          { value: '', label: 'Everything' },
          ...Object.entries(auditActions).map(([value, label]) => ({ value, label: capital(label) })),
        ]}
      />
      <TextInput label="From" type="date" value={filters.since} onChange={set('since')} />
      <TextInput label="To" type="date" value={filters.until} onChange={set('until')} />
    </form>
  )
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
