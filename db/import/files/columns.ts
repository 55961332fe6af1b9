/** Columns that several files of a bundle share. */
import type { ColumnSpec } from '../file-spec.ts'

/** Index entries of Postgres end near 2,700 bytes; text that an index holds stays well below. */
const longestKey = 500
export const keyText = (name: string): ColumnSpec => ({ name, type: 'text', max: longestKey })
export const id: ColumnSpec = { ...keyText('id'), column: 'source_id', required: true }
export const ofAccount: ColumnSpec = {
  name: 'account_id',
  type: 'text',
  required: true,
  to: 'accounts',
}
export const ofContact: ColumnSpec = { name: 'contact_id', type: 'text', to: 'contacts' }
export const person = (name: string): ColumnSpec => ({
  name,
  column: `${name}_id`,
  type: 'email',
  to: 'users',
})
export const points = (name: string): ColumnSpec => ({ name, type: 'number', min: 0, max: 100 })
export const count = (name: string): ColumnSpec => ({ name, type: 'integer', min: 0 })
export const day: ColumnSpec = { name: 'on', type: 'date', required: true }
