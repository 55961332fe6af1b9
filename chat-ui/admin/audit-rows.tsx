/** Entries of the audit log as sentences: who did what to whom, with the details that were kept. */
import type { AuditEntry } from '#db/audit/contract.ts'
import { auditActions } from '#db/audit/contract.ts'
import { asMoment } from '../settings/days.ts'
import { Rows } from '../settings/rows.tsx'
import css from '../settings/settings.module.css'

const isKnown = (action: string): action is keyof typeof auditActions => Object.hasOwn(auditActions, action)
const wordsOf = (action: string) => (isKnown(action) ? auditActions[action] : action)

function actorOf({ actor }: AuditEntry): string {
  if (actor.kind === 'visitor') return 'A visitor'
  if (actor.kind === 'system') return 'Steward'
  const name = actor.name ?? actor.id ?? 'Somebody'
  return actor.kind === 'key' ? `${name} (by key)` : name
}

const subjectOf = ({ subject }: AuditEntry) =>
  subject === null ? null : `${subject.kind} ${subject.name ?? subject.id}`

const said = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : JSON.stringify(value)

/** Names of what is kept are the code's own: an underscore or a capital in them becomes a space. */
const nameOf = (key: string) =>
  key.replaceAll(/([a-z])([A-Z])|_/g, (_, a = '', b = '') => `${a} ${b}`).toLowerCase()

/** Commitments prove personal data that may be erased; they say nothing to a reader. */
const detailsOf = ({ details, personal }: AuditEntry) =>
  Object.entries({ ...details, ...personal })
    .filter(([key]) => key !== 'commitments')
    .map(([key, value]) => `${nameOf(key)}: ${said(value)}`)
    .join(' · ')

export function AuditRows({ entries, empty }: { entries: AuditEntry[]; empty: string }) {
  return (
    <Rows
      label="Audit log"
      rows={entries}
      keyOf={({ seq }) => `${seq}`}
      empty={empty}
      columns={[
        { label: 'Number', show: ({ seq }) => <span className={css.second}>{seq}</span> },
        { label: 'When', show: ({ at }) => <time dateTime={at}>{asMoment(at)}</time> },
        {
          label: 'Who did what',
          isHead: true,
          show: (entry) => `${actorOf(entry)} ${wordsOf(entry.action)}`,
        },
        { label: 'To', show: subjectOf },
        { label: 'Details', show: detailsOf },
      ]}
    />
  )
}
