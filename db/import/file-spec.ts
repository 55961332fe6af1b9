/** What a file of the bundle declares: its columns, what they refer to, where its rows go, and what makes a row the same row. */

export type ColumnType =
  | 'text'
  | 'email'
  | 'integer'
  | 'number'
  | 'money'
  | 'currency'
  | 'date'
  | 'time'
  | 'boolean'
  | 'enum'
  | 'list'
  | 'zone'

export type Value = string | number | boolean | string[] | null

/** Tables whose rows other files name by their source's id. */
export type ReferencedTable = 'users' | 'accounts' | 'contacts' | 'kpi_definitions'

export type ColumnSpec = {
  /** The header in the file. */
  name: string
  /** The table's column, where it has another name. */
  column?: string
  type: ColumnType
  /** A row without a value is refused; a file without the column is, too. */
  required?: true
  /** The cell names a row of that table; what is stored is that row's own id. */
  to?: ReferencedTable
  values?: readonly string[]
  min?: number
  /** The largest number, or the longest text in characters. */
  max?: number
  /** Stored where the cell is empty. */
  fallback?: Value
}

export type FileSpec = {
  path: string
  /** The object's name in the catalogue, for custom fields. */
  object: string
  table: string
  /** A bundle without it is refused. */
  required?: true
  /** The column that is the row's id in its source; it is stored as `source_id`, and Steward gives an id of its own. */
  id?: string
  /** Stands before the source's id: the folder of a file that the row names. */
  idPrefix?: string
  /** Rows of a series have no id: these columns together are the key. A column `on` is the day among them. */
  key?: string[]
  columns: ColumnSpec[]
}

export const targetOf = (column: ColumnSpec): string => column.column ?? column.name

/** Objects with an id keep unknown columns; a series has no room for them. */
export const keepsCustom = (spec: FileSpec): boolean => spec.id !== undefined
