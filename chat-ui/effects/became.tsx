/** What became of a record, as columns beside its changes: the outcome in a word, and why where it was not done. */
import type { RowOutcome, RowState } from '#db/effects/contract.ts'
import type { RowsPage } from '#server/contract-effects.ts'
import { tableOf, type Shown } from './columns.tsx'
import type { GridColumn } from './grid.tsx'
import { linesOf, type Line } from './records.ts'

export const outcomeWords: Record<RowState, string> = {
  pending: 'Not yet',
  done: 'Done',
  skipped: 'Left as it was',
  failed: 'Failed',
}

const outcome: GridColumn<Shown<RowOutcome>> = {
  ...{ key: 'state', label: 'Outcome' },
  show: ({ line }) => outcomeWords[line.first.state],
  order: ({ line }) => outcomeWords[line.first.state],
}
const why: GridColumn<Shown<RowOutcome>> = {
  ...{ key: 'note', label: 'Why' },
  show: ({ line }) => line.first.note ?? '',
  order: ({ line }) => line.first.note,
}

type Table = {
  lines: Line<RowOutcome>[]
  shown: Shown<RowOutcome>[]
  columns: GridColumn<Shown<RowOutcome>>[]
}

/** Where all of them had the same fate, its word stands in the heading and not in each line. */
export function outcomeTable(pages: RowsPage[]): Table {
  const lines = linesOf(pages.flatMap(({ rows }) => rows))
  const { shown, columns } = tableOf(
    lines,
    pages.flatMap(({ fields }) => fields),
  )
  const isMixed = new Set(lines.map(({ first }) => first.state)).size > 1
  const own = [
    ...(isMixed ? [outcome] : []),
    ...(lines.some(({ first }) => first.note !== null) ? [why] : []),
  ]
  return { lines, shown, columns: [...columns.slice(0, 1), ...own, ...columns.slice(1)] }
}
