/** Sorts, caps, picks columns of and copies a table; numbers stand right in tabular figures. */
import { UnstyledButton } from '@mantine/core'
import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useQuery } from '@tanstack/react-query'
import { use, useMemo, useState } from 'react'
import type { Cell, Column, TableBlock } from '#agent/contract.ts'
import { toCsv } from '../cells/csv.ts'
import { isNumeric } from '../cells/format.ts'
import { compareCells } from '../cells/order.ts'
import { wholeTableQuery } from '../api.ts'
import { CopyButton } from '../copy-button.tsx'
import { explain } from '../problem.ts'
import { ColumnPicker } from './column-picker.tsx'
import { Reading } from './reading.tsx'
import { BodyRow, HeadCell, type Row } from './table-cells.tsx'
import { cap } from './table.tsx'
import { Place } from './turn-place.ts'
import shared from './parts.module.css'
import css from './table.module.css'

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})
/** More rows than this at once make the page slow; they come in portions, and all of them in the CSV. */
const portion = 200

function definitions(columns: Column[]): ColumnDef<typeof features, Row>[] {
  return columns.map((column) => ({
    id: column.key,
    // Keys may hold dots (paths over relations), which an accessor key would split.
    accessorFn: (row) => row[column.key] ?? undefined,
    header: column.label,
    sortUndefined: 'last',
    sortDescFirst: isNumeric(column.type),
    sortFn: (a, b, key) => compareCells(a.getValue<Cell>(key), b.getValue<Cell>(key)),
  }))
}

/** Amounts carry their currency; its own column is there for whoever picks it. */
const saidByMoney = (columns: Column[]): Record<string, boolean> =>
  columns.some((column) => column.type === 'money') && columns.length > 2 ? { currency: false } : {}

/** The rows that came with the turn, and all of them once a person asks for more than were sent. */
function useRows(sent: TableBlock) {
  const place = use(Place)
  const [isWanted, setWanted] = useState(false)
  const whole = useQuery({
    ...wholeTableQuery(place ?? { conversation: '', turn: '' }, sent.id),
    enabled: isWanted && place !== undefined,
  })
  const block = whole.data ?? sent
  const canLoad = place !== undefined && whole.data === undefined && sent.total > sent.rows.length
  return { block, canLoad, load: () => setWanted(true), isLoading: whole.isFetching, failure: whole.error }
}

export default function TableGrid({ table: sent }: { table: TableBlock }) {
  const all = useRows(sent)
  const { block } = all
  const columns = useMemo(() => definitions(block.columns), [block.columns])
  const byKey = useMemo(() => new Map(block.columns.map((column) => [column.key, column])), [block.columns])
  const [limit, setLimit] = useState(cap)
  const table = useTable({
    features,
    columns,
    data: block.rows,
    initialState: { columnVisibility: saidByMoney(block.columns) },
  })
  const rows = table.getRowModel().rows
  const shown = rows.slice(0, limit)
  const visible = table.getVisibleLeafColumns().flatMap((column) => byKey.get(column.id) ?? [])
  const csv = () =>
    toCsv(
      visible,
      rows.map((row) => row.original),
    )
  return (
    <section className={`${shared.block} ${css.fit}`} aria-label={block.title}>
      <div className={shared.head}>
        <h3 className={shared.title}>{block.title}</h3>
        <span className={shared.count}>{block.total.toLocaleString()}</span>
        <div className={shared.tools}>
          {block.columns.length > 2 && (
            <ColumnPicker
              columns={block.columns}
              isShown={(key) => table.getColumn(key)?.getIsVisible() ?? true}
              toggle={(key) => table.getColumn(key)?.toggleVisibility()}
              shownCount={visible.length}
            />
          )}
          <CopyButton
            label={block.total > rows.length ? `Copy these ${rows.length} rows as CSV` : 'Copy as CSV'}
            text={csv}
          />
        </div>
      </div>
      {rows.length === 0 ? (
        <p className={css.empty}>Nothing matches.</p>
      ) : (
        <div className={css.scroll} tabIndex={0} role="group" aria-label={`${block.title}, table`}>
          <table className={css.table}>
            <thead>
              <tr>
                {visible.map((column) => (
                  <HeadCell
                    key={column.key}
                    column={column}
                    sorted={table.getColumn(column.key)?.getIsSorted() ?? false}
                    sort={() => table.getColumn(column.key)?.toggleSorting()}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <BodyRow key={row.id} columns={visible} row={row.original} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={shared.below}>
        <Reading reading={block.reading} />
        <MoreRows here={rows.length} shown={limit} show={setLimit} all={all} />
      </div>
    </section>
  )
}

type MoreProps = {
  here: number
  shown: number
  show: (limit: number) => void
  all: ReturnType<typeof useRows>
}

function MoreRows({ here, shown, show, all: { block, canLoad, load, isLoading, failure } }: MoreProps) {
  const next = Math.min(here - shown, portion)
  return (
    <>
      {next > 0 && (
        <UnstyledButton className={shared.quiet} onClick={() => show(shown + next)}>
          {shown + next === here
            ? `Show all ${here.toLocaleString()}`
            : `Show ${next} more of ${here.toLocaleString()}`}
        </UnstyledButton>
      )}
      {canLoad && (
        <UnstyledButton className={shared.quiet} disabled={isLoading} onClick={load}>
          {isLoading ? 'Loading…' : `Load all ${block.total.toLocaleString()}`}
        </UnstyledButton>
      )}
      {block.total > here && (
        <span className={shared.more} role={failure === null ? undefined : 'alert'}>
          {failure === null ? `${here.toLocaleString()} rows are here.` : explain(failure).what}
        </span>
      )}
    </>
  )
}
