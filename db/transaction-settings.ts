/** What a transaction sets for itself, and for itself only: its role, its workspace, whether it may write, how long it may take. */
import type { Mode, OwnerMode, Within } from './connect.ts'

export type Setting = [name: string, value: string]

/** A transaction that takes its time may still not sit idle for ever: it would hold its locks. */
const unhurried: Setting[] = [
  ['statement_timeout', '0'],
  ['idle_in_transaction_session_timeout', '600000'],
]

/** The text of a value must not depend on where it is printed. */
const plainText: Setting[] = [
  ['timezone', 'UTC'],
  ['datestyle', 'ISO, MDY'],
  ['intervalstyle', 'postgres'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
]

export const ownerSettings = (mode: OwnerMode): Setting[] => [
  ...unhurried,
  ...plainText,
  ...(mode === 'snapshot'
    ? ([
        ['transaction_read_only', 'on'],
        ['row_security', 'off'],
      ] as Setting[])
    : []),
]

const arrayText = (values: string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

/** Who reads less than all of a workspace reads as the role that sees their reach and writes nothing. */
function bound(within: Within): Setting[] {
  if (typeof within === 'string')
    return [
      ['role', 'steward_app'],
      ['app.workspace', within],
    ]
  const { workspace, reach } = within
  if (reach === 'all') return bound(workspace)
  return [
    ['role', 'steward_person'],
    ['app.workspace', workspace],
    ['app.owners', arrayText(reach.owners)],
    ['app.tags', arrayText(reach.tags)],
    ['app.accounts', arrayText(reach.accounts)],
  ]
}

export const workspaceSettings = (within: Within, mode: Mode): Setting[] => [
  ...bound(within),
  ['transaction_read_only', mode === 'read' || mode === 'scan' ? 'on' : 'off'],
  ...(mode === 'scan' || mode === 'bulk' ? unhurried : []),
]

/** Signing in crosses workspaces and sees none of their rows. */
export const signInSettings: Setting[] = [['role', 'steward_auth']]
