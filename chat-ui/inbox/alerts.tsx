/** What happened to the reader's accounts and tasks, newest first; what is shown counts as read from then on. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import { noticesSchema, type noticeSchema } from '#server/contract-notices.ts'
import { inboxCountQuery } from '../api.ts'
import { formatDay, humanise } from '../cells/format.ts'
import { queryClient, read, send } from '../http.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'
import inbox from './inbox.module.css'

type Notice = z.infer<typeof noticeSchema>

const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: async ({ signal }) => (await read('/api/notices', noticesSchema, signal)).notices,
})

export function Alerts() {
  const notices = useQuery(noticesQuery)
  const newest = notices.data?.find(({ isRead }) => !isRead)?.seq
  useEffect(() => {
    if (newest === undefined) return
    void send('POST', '/api/notices/read', { upTo: newest }).then(() =>
      queryClient.invalidateQueries({ queryKey: inboxCountQuery.queryKey }),
    )
  }, [newest])
  return (
    <Section title="What happened" hint="To your accounts and tasks, whoever changed them.">
      <Loaded query={notices} what="what happened">
        {(all) =>
          all.length === 0 ? (
            <p className={css.empty}>Nothing of late.</p>
          ) : (
            <ul className={inbox.alerts}>
              {all.map((notice) => (
                <li key={notice.seq} data-unread={!notice.isRead || undefined}>
                  <span>
                    <strong>{notice.account?.name ?? notice.subject}</strong> {told(notice)}
                  </span>
                  <When at={notice.at} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

const fromTo = (before: string, after: string): string =>
  before === '' ? `: now ${after || 'none'}` : `: ${before} → ${after || 'none'}`

/** The words after the account's name; a value that is not told is left out. */
function told({ kind, subject, details }: Notice): string {
  const value = (key: string): string => {
    const found = details[key]
    return typeof found === 'string' || typeof found === 'number' ? `${found}` : ''
  }
  const day = (key: string): string => (value(key) === '' ? '' : formatDay(value(key), {}))
  const word = (key: string): string => humanise(value(key)).toLowerCase()
  switch (kind) {
    case 'account.created':
      return 'is new'
    case 'account.health_changed':
      return details['override'] === undefined
        ? `has another health${value('before') === '' ? '' : ` (it was ${value('before')})`}`
        : 'has its health set by hand'
    case 'account.renewal_moved':
      return `renewal moved${fromTo(day('before'), day('after'))}`
    case 'account.csm_changed':
      return `changed hands${fromTo(value('before'), value('after'))}`
    case 'account.lifecycle_changed':
      return `lifecycle${fromTo(word('before'), word('after'))}`
    case 'contact.added':
      return `has a new contact: ${subject ?? ''}`
    case 'contact.left':
      return `lost a contact: ${subject ?? ''} left`
    case 'task.overdue':
      return `a task is overdue: ${subject ?? ''}`
  }
}
