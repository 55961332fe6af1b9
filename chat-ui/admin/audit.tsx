/** The audit log: who did what and when, by person, action and day; to keep as a file, and to check for tampering. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { verificationSchema, type Verification } from '#db/audit/contract.ts'
import { auditPageSchema } from '#server/contract-audit.ts'
import { Refused } from '../forms/form.tsx'
import { saveFile } from '../forms/save-file.ts'
import { checkedFetch, read, search } from '../http.ts'
import { Loaded } from '../settings/loaded.tsx'
import { SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { AuditFilters, noFilters } from './audit-filters.tsx'
import { AuditRows } from './audit-rows.tsx'

export function Audit() {
  const [filters, setFilters] = useState(noFilters)
  /** Where the pages before this one began; the first begins at the newest entry. */
  const [cursors, setCursors] = useState<number[]>([])
  const cursor = cursors.at(-1)
  const path = `/api/audit${search({ ...filters, cursor: cursor?.toString() })}`
  const page = useQuery({
    queryKey: ['settings', 'audit', filters, cursor],
    queryFn: ({ signal }) => read(path, auditPageSchema, signal),
  })
  const isFiltered = Object.values(filters).some((value) => value !== '')
  return (
    <SettingsPage
      title="Audit log"
      intro="Entries are only ever added, each bound to the one before it, and signed from time to time: what was changed afterwards is found."
      action={<Verify />}
    >
      <AuditFilters
        filters={filters}
        change={(next) => {
          setFilters(next)
          setCursors([])
        }}
      />
      <Loaded query={page} what="the audit log">
        {({ entries, next }) => (
          <>
            <AuditRows
              entries={entries}
              empty={isFiltered ? 'Nothing fits these filters.' : 'Nothing was recorded yet.'}
            />
            <div className={css.pager}>
              <Button
                variant="default"
                disabled={cursors.length === 0}
                onClick={() => setCursors(cursors.slice(0, -1))}
              >
                Newer
              </Button>
              <Button
                variant="default"
                disabled={next === null}
                onClick={() => next !== null && setCursors([...cursors, next])}
              >
                Older
              </Button>
              <Export filters={filters} />
            </div>
          </>
        )}
      </Loaded>
    </SettingsPage>
  )
}

function Verify() {
  const verify = useMutation({ mutationFn: () => read('/api/audit/verify', verificationSchema) })
  return (
    <>
      <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
        Verify
      </Button>
      <div role="status" className={css.whole}>
        {verify.isSuccess && <Verdict found={verify.data} />}
      </div>
      {verify.isError && <Refused error={verify.error} />}
    </>
  )
}

function Verdict({ found }: { found: Verification }) {
  const { verdict, words, alsoFound } = found
  return (
    <div className={css.verdict} data-bad={verdict !== 'intact' || undefined}>
      <p>
        {verdict !== 'intact' && <strong>The log was tampered with. </strong>}
        {words}
      </p>
      {alsoFound.length > 0 && (
        <ul className={css.plain}>
          {alsoFound.map((also) => (
            <li key={also}>{also}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Export({ filters }: { filters: typeof noFilters }) {
  const save = useMutation({
    mutationFn: async (format: 'jsonl' | 'csv') => {
      const response = await checkedFetch(`/api/audit/export${search({ ...filters, format })}`)
      saveFile(`audit.${format}`, await response.blob(), 'application/octet-stream')
    },
  })
  return (
    <>
      <Button variant="default" disabled={save.isPending} onClick={() => save.mutate('csv')}>
        Export CSV
      </Button>
      <Button variant="default" disabled={save.isPending} onClick={() => save.mutate('jsonl')}>
        Export with signatures
      </Button>
      {save.isError && <Refused error={save.error} />}
    </>
  )
}
