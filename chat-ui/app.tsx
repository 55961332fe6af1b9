/** Decides what stands on the page: somebody's work, the way in, or a page that a link in a mail opened. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Session } from '#server/contract.ts'
import { sessionQuery } from './api.ts'
import css from './app.module.css'
import { ChatPage } from './chat-page.tsx'
import { inboxPath, isSources } from './header/pages.ts'
import { ErrorPart } from './parts/error.tsx'
import { explain } from './problem.ts'
import { usePath } from './route.ts'

const SignIn = lazy(() => import('./entrance/sign-in.tsx').then((file) => ({ default: file.SignIn })))
const Entrance = lazy(() => import('./entrance/entrance.tsx').then((file) => ({ default: file.Entrance })))
const Settings = lazy(() => import('./settings/settings.tsx').then((file) => ({ default: file.Settings })))
const Sources = lazy(() => import('./sources/sources.tsx').then((file) => ({ default: file.Sources })))
const Inbox = lazy(() => import('./inbox/inbox.tsx').then((file) => ({ default: file.Inbox })))

const SignOnNotice = lazy(() =>
  import('./entrance/sign-on-notice.tsx').then((file) => ({ default: file.SignOnNotice })),
)

const isEntrance = (path: string) => /^\/(setup|invitation|reset|forgotten|verify)$/.test(path)
const isSettings = (path: string) => /^\/(profile|admin)(\/|$)/.test(path)

export function App() {
  const path = usePath()
  return <Suspense fallback={<Waiting />}>{isEntrance(path) ? <Entrance path={path} /> : <Gate />}</Suspense>
}

/** Work stays where it is, out of sight, when its session ends: signing in again brings it back with what was typed. */
function Gate() {
  const session = useQuery(sessionQuery)
  const [known, setKnown] = useState<Session>()
  const current = session.data
  if (current && current !== known) setKnown(current)
  if (current === undefined) {
    if (!session.isError) return <Waiting />
    return (
      <main className={css.failed}>
        <ErrorPart
          problem={explain(session.error)}
          action={{ label: 'Try again', run: () => void session.refetch() }}
        />
      </main>
    )
  }
  const shown = current ?? known
  return (
    <>
      {shown !== undefined && (
        <div className={css.page} hidden={current === null}>
          <Work key={`${shown.workspace.id} ${shown.me.email}`} session={shown} />
        </div>
      )}
      {current === null && (
        <Suspense fallback={<Waiting />}>
          <SignIn ended={known} />
        </Suspense>
      )}
    </>
  )
}

function Work({ session }: { session: Session }) {
  const path = usePath()
  const [isBack] = useState(() => new URLSearchParams(location.search).has('sso'))
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <Opened session={session} path={path} />
      </Suspense>
      {isBack && (
        <Suspense fallback={null}>
          <SignOnNotice />
        </Suspense>
      )}
    </>
  )
}

function Opened({ session, path }: { session: Session; path: string }) {
  if (isSettings(path)) return <Settings session={session} path={path} />
  if (isSources(path)) return <Sources session={session} path={path} />
  return path === inboxPath ? <Inbox session={session} /> : <ChatPage session={session} />
}

function Waiting() {
  return (
    <main className={css.failed}>
      <div role="status" aria-label="Loading">
        <Skeleton height={20} width={180} mb={16} />
        <Skeleton height={14} width={320} maw="100%" />
      </div>
    </main>
  )
}
