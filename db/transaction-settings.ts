/** What a transaction sets for itself, and for itself only: its role, its workspace, whether it may write, how long it may take. */
import type { Mode, OwnerMode } from './connect.ts'

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

export const workspaceSettings = (workspace: string, mode: Mode): Setting[] => [
  ['role', 'steward_app'],
  ['app.workspace', workspace],
  ['transaction_read_only', mode === 'read' || mode === 'scan' ? 'on' : 'off'],
  ...(mode === 'scan' || mode === 'bulk' ? unhurried : []),
]
