/** The pages beside the chat, and who may open which: the same list draws the navigation and guards the pages. */
import type { Permission } from '#db/contract.ts'
import type { Session } from '#server/contract.ts'

export type SettingsPage = { path: string; label: string; needs: Permission | null }

/** Of oneself: whoever has signed in. */
export const ownPages: SettingsPage[] = [
  { path: '/profile', label: 'Profile', needs: null },
  { path: '/profile/security', label: 'Password and two-factor', needs: null },
  { path: '/profile/devices', label: 'Devices', needs: null },
  { path: '/profile/keys', label: 'My API keys', needs: 'keys:own' },
]

export const adminPages: SettingsPage[] = [
  { path: '/admin/people', label: 'People', needs: 'people:read' },
  { path: '/admin/roles', label: 'Roles', needs: 'roles:manage' },
  { path: '/admin/sharing', label: 'Sharing rules', needs: 'roles:manage' },
  { path: '/admin/changes', label: 'Changes', needs: 'settings:manage' },
  { path: '/admin/quality', label: 'Quality', needs: 'settings:manage' },
  { path: '/admin/keys', label: 'API keys', needs: 'keys:manage' },
  { path: '/admin/sign-on', label: 'Single sign-on', needs: 'people:manage' },
  { path: '/admin/audit', label: 'Audit log', needs: 'audit:read' },
  { path: '/admin/privacy', label: 'Privacy', needs: 'privacy:manage' },
]

export const mayOpen = ({ may }: Session, { needs }: SettingsPage): boolean =>
  needs === null || may.includes(needs)

/** Seeing colleagues alone makes nobody an administrator: they find People in their own menu. */
export const mayAdminister = (session: Session): boolean =>
  adminPages.some((page) => page.needs !== 'people:read' && mayOpen(session, page))

/** Proposals and runs. */
export const inboxPath = '/inbox'
/** Who may change nothing and approve nothing has nothing to find there. */
export const hasInbox = ({ may }: Session): boolean => may.includes('act') || may.includes('approve')

/** The search over what was said and written; one source stands at `/source`. */
export const sourcesPath = '/sources'
export const isSources = (path: string): boolean => /^\/sources?$/.test(path)
export const hasSources = ({ may }: Session): boolean => may.includes('ask')
