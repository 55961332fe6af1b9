/** What each permission lets somebody do, in words. */
import type { Permission } from '#db/contract.ts'

export const permissionWords: Record<Permission, string> = {
  ask: 'Ask questions',
  export: 'Export tables and reports',
  act: 'Change records through Steward',
  approve: 'Approve proposals of others',
  import: 'Import data',
  'keys:own': 'Make own API keys',
  'people:read': 'See colleagues and roles',
  'people:manage': 'Invite, change and deactivate people; single sign-on',
  'roles:manage': 'Define roles and sharing rules',
  'keys:manage': 'See and revoke everybody’s API keys',
  'settings:manage': 'Change the workspace’s settings',
  'definitions:manage': 'Change the definitions of figures',
  'audit:read': 'Read the audit log',
  'privacy:manage': 'Export and erase people, set retention',
  'workspaces:make': 'Make workspaces',
}
