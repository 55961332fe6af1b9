/** A table of an answer: loads its grid on demand, and holds the place until it stands. */
import { Skeleton } from '@mantine/core'
import { lazy, memo, Suspense } from 'react'
import type { TableBlock } from '#agent/contract.ts'

const loadGrid = () => import('./table-grid.tsx')
const Grid = lazy(loadGrid)
/** Called once the page stands, so that the first answer does not wait for it. */
export const preloadGrid = loadGrid
/** Rows shown before "Show all". */
export const cap = 10

export const TablePart = memo(function TablePart({ table }: { table: TableBlock }) {
  const height = 36 + 34 * (Math.min(table.rows.length, cap) + 2)
  return (
    <Suspense fallback={<Skeleton height={height} radius={6} mb={20} />}>
      <Grid table={table} />
    </Suspense>
  )
})
