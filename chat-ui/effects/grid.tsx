/** A sortable table of records that change; on a phone each record is a block that names its fields. */
import { UnstyledButton } from '@mantine/core'
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useMemo, useState, type ReactNode } from 'react'
import type { Cell } from '#agent/contract.ts'
import { compareCells } from '../cells/order.ts'
import { HeadCell } from '../parts/table-cells.tsx'
import table from '../parts/table.module.css'
import css from './effects.module.css'

export type GridColumn<L> = {
  key: string
  label: string
  show: (line: L) => ReactNode
  /** Without it the column can't be sorted. */
  order?: (line: L) => Cell
  /** Names the line. */
  isHead?: boolean
  /** Stands instead of the label where that is more than a word. */
  head?: ReactNode
}

type Props<L> = {
  label: string
  columns: GridColumn<L>[]
  lines: L[]
  keyOf: (line: L) => string
  isMuted?: (line: L) => boolean
  /** How many there are, and what loads those that are not here. */
  total: number
  more?: { load: () => void; isLoading: boolean } | undefined
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const cap = 10
const portion = 200

const definitionsOf = <L extends object>(columns: GridColumn<L>[]): ColumnDef<typeof features, L>[] =>
  columns.map(({ key, label, order }) => ({
    id: key,
    header: label,
    accessorFn: (line: L) => order?.(line) ?? undefined,
    enableSorting: order !== undefined,
    sortUndefined: 'last',
    sortDescFirst: false,
    sortFn: (a, b, id) => compareCells(a.getValue<Cell>(id), b.getValue<Cell>(id)),
  }))

export function Grid<L extends object>({ label, columns, lines, keyOf, isMuted, total, more }: Props<L>) {
  const [limit, setLimit] = useState(cap)
  const definitions = useMemo(() => definitionsOf(columns), [columns])
  const sorting = useTable({ features, columns: definitions, data: lines })
  const shown = sorting.getRowModel().rows.slice(0, limit)
  const here = Math.min(lines.length - shown.length, portion)
  const left = total - shown.length
  return (
    <>
      <div className={css.scroll} tabIndex={0} role="group" aria-label={label}>
        {/* The roles are said because a phone's layout takes away those that the elements bring. */}
        <table className={`${table.table} ${css.grid}`} role="table">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map(({ key, label, head, order }) =>
                order === undefined ? (
                  <th key={key} scope="col" role="columnheader" data-tick={label === '' || undefined}>
                    {head ?? label}
                  </th>
                ) : (
                  <HeadCell
                    key={key}
                    column={{ key, label, type: 'text' }}
                    sorted={sorting.getColumn(key)?.getIsSorted() ?? false}
                    sort={() => sorting.getColumn(key)?.toggleSorting()}
                  />
                ),
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map(({ original }) => (
              <tr key={keyOf(original)} role="row" data-muted={isMuted?.(original) || undefined}>
                {columns.map((column) => cellOf(column, original))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (here > 0 || more !== undefined) && (
        <UnstyledButton
          className={css.more ?? ''}
          disabled={more?.isLoading ?? false}
          onClick={() => {
            setLimit(limit + portion)
            if (here < portion) more?.load()
          }}
        >
          {more?.isLoading ? 'Loading…' : `Show more: ${left.toLocaleString()} are not shown`}
        </UnstyledButton>
      )}
    </>
  )
}

function cellOf<L>({ key, label, isHead, show }: GridColumn<L>, line: L): ReactNode {
  if (isHead)
    return (
      <th key={key} scope="row" role="rowheader">
        {show(line)}
      </th>
    )
  return (
    <td
      key={key}
      role="cell"
      data-label={label === '' ? undefined : label}
      data-tick={label === '' || undefined}
    >
      {show(line)}
    </td>
  )
}
