/** The pages beside the chat: one's own and, for who may, the workspace's; each is fetched when it is opened. */
import '../forms/mantine.css'
import { IconArrowLeft } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, type ComponentType } from 'react'
import type { Session } from '#server/contract.ts'
import { Frame } from '../frame.tsx'
import { adminPages, mayOpen, ownPages, type SettingsPage as Page } from '../header/pages.ts'
import { Link } from '../link.tsx'
import { go } from '../route.ts'
import { Forbidden } from './loaded.tsx'
import { SettingsPage } from './section.tsx'
import css from './settings.module.css'

type PageProps = { session: Session }

const page = <K extends string>(name: K, load: () => Promise<Record<K, ComponentType<PageProps>>>) =>
  lazy(async () => ({ default: (await load())[name] }))

const pages: Record<string, ComponentType<PageProps>> = {
  '/profile': page('Profile', () => import('../profile/profile.tsx')),
  '/profile/security': page('Security', () => import('../profile/security.tsx')),
  '/profile/devices': page('Devices', () => import('../profile/devices.tsx')),
  '/profile/keys': page('MyKeys', () => import('../profile/keys.tsx')),
  '/admin/people': page('People', () => import('../admin/people.tsx')),
  '/admin/roles': page('Roles', () => import('../admin/roles.tsx')),
  '/admin/sharing': page('Sharing', () => import('../admin/sharing.tsx')),
  '/admin/quality': page('QualityOfAnswers', () => import('../admin/quality.tsx')),
  '/admin/changes': page('ChangesBySteward', () => import('../admin/changes.tsx')),
  '/admin/keys': page('AllKeys', () => import('../admin/keys.tsx')),
  '/admin/sign-on': page('SignOn', () => import('../admin/sign-on.tsx')),
  '/admin/audit': page('Audit', () => import('../admin/audit.tsx')),
  '/admin/privacy': page('Privacy', () => import('../admin/privacy.tsx')),
}

export function Settings({ session, path }: { session: Session; path: string }) {
  const content = useRef<HTMLDivElement>(null)
  const all = [...ownPages, ...adminPages]
  const own = ownPages.filter((each) => mayOpen(session, each))
  const admin = adminPages.filter((each) => mayOpen(session, each))
  const current = all.find((each) => each.path === path)
  // `/admin` is the first page of it that one may open; an address that is none leads there too.
  const instead = (path.startsWith('/admin') ? admin[0] : undefined) ?? own[0]
  useEffect(() => {
    if (current === undefined && instead !== undefined) go(instead.path, 'replace')
  }, [current, instead])
  useEffect(() => {
    if (content.current !== null) content.current.scrollTop = 0
  }, [path])

  return (
    <Frame
      session={session}
      side="Settings"
      sidebar={(close) => <Navigation own={own} admin={admin} followed={close} />}
      main={current?.label ?? 'Settings'}
      skip={{ label: 'Skip to the page', to: () => document.getElementById('main')?.focus() }}
    >
      <div ref={content} className={css.scroller}>
        {current !== undefined && <Current session={session} page={current} />}
      </div>
    </Frame>
  )
}

function Current({ session, page }: { session: Session; page: Page }) {
  const Shown = pages[page.path]
  if (!mayOpen(session, page) || Shown === undefined) {
    return (
      <SettingsPage title={page.label}>
        <Forbidden what="this page" needs={page.needs ?? 'signed-in'} />
      </SettingsPage>
    )
  }
  return (
    <Suspense fallback={<div className={css.column} role="status" aria-label="Loading the page" />}>
      <Shown session={session} />
    </Suspense>
  )
}

type NavigationProps = { own: Page[]; admin: Page[]; followed: () => void }

function Navigation({ own, admin, followed }: NavigationProps) {
  return (
    <nav className={css.nav} aria-label="Settings">
      <Link to="/" followed={followed}>
        <IconArrowLeft size={16} stroke={1.6} aria-hidden /> Back to the chat
      </Link>
      <Group label="You" pages={own} followed={followed} />
      {admin.length > 0 && <Group label="Workspace" pages={admin} followed={followed} />}
    </nav>
  )
}

function Group({ label, pages, followed }: { label: string; pages: Page[]; followed: () => void }) {
  return (
    <>
      <h2>{label}</h2>
      <ul aria-label={label}>
        {pages.map(({ path, label }) => (
          <li key={path}>
            <Link to={path} followed={followed}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
