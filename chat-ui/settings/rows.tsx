/** A table of things that can be acted on; on a phone each row becomes a block that names its columns. */
import type { ReactNode } from 'react'
import css from './settings.module.css'

export type Column<T> = {
  label: string
  show: (row: T) => ReactNode
  /** Names the row. */
  isHead?: boolean
  /** Holds the row's buttons: its heading is for screen readers only. */
  isAction?: boolean
}
type Props<T> = {
  label: string
  columns: Column<T>[]
  rows: T[]
  keyOf: (row: T) => string
  empty: string
}

export function Rows<T>({ label, columns, rows, keyOf, empty }: Props<T>) {
  if (rows.length === 0) return <p className={css.empty}>{empty}</p>
  return (
    <div className={css.scroll} role="group" aria-label={label} tabIndex={0}>
      {/* The roles are said because a phone's layout takes away those that the elements bring. */}
      <table className={css.table} role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.label} role="columnheader" scope="col">
                {column.isAction ? <span className={css.unseen}>{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column) => cellOf(column, row))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function cellOf<T>(column: Column<T>, row: T): ReactNode {
  const content = column.show(row)
  if (column.isHead)
    return (
      <th key={column.label} role="rowheader" scope="row">
        {content}
      </th>
    )
  return (
    <td
      key={column.label}
      role="cell"
      data-label={column.isAction ? undefined : column.label}
      data-action={column.isAction || undefined}
      data-empty={content === null || content === '' || undefined}
    >
      {content}
    </td>
  )
}
