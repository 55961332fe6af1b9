/** What became of each record of a run: those that were not done with why, in sight; all of them on demand. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { RowState, RunView } from '#db/effects/contract.ts'
import { Loaded } from '../settings/loaded.tsx'
import { rowsQuery } from './api.ts'
import { outcomeTable, outcomeWords } from './became.tsx'
import { Grid } from './grid.tsx'
import css from './effects.module.css'

export function Outcomes({ run }: { run: RunView }) {
  const [isShown, setShown] = useState(false)
  return (
    <>
      {run.skipped > 0 && <Apart run={run} state="skipped" total={run.skipped} />}
      {run.failed > 0 && <Apart run={run} state="failed" total={run.failed} />}
      <details className={css.kept} onToggle={(event) => setShown(event.currentTarget.open)}>
        <summary>What was done, record by record</summary>
        {isShown && <Rows run={run} state={undefined} total={run.total} label="What was done" />}
      </details>
    </>
  )
}

function Apart({ run, state, total }: { run: RunView; state: RowState; total: number }) {
  const label = `${outcomeWords[state]}: ${total.toLocaleString()}`
  return (
    <div role="group" aria-label={label}>
      <h4 className={css.subtitle}>{label}</h4>
      <Rows run={run} state={state} total={total} label={label} />
    </div>
  )
}

type RowsProps = { run: RunView; state: RowState | undefined; total: number; label: string }

function Rows({ run, state, total, label }: RowsProps) {
  const pages = useInfiniteQuery({ ...rowsQuery(run, state), placeholderData: (before) => before })
  const found = useMemo(() => pages.data && outcomeTable(pages.data.pages), [pages.data])
  return (
    <Loaded query={{ ...pages, data: found }} what="the records">
      {({ lines, shown, columns }) => (
        <Grid
          label={label}
          columns={columns}
          lines={shown}
          keyOf={({ line, head }) => `${line.seq} ${head?.key ?? ''}`}
          total={shown.length + Math.max(0, total - lines.length)}
          more={
            pages.hasNextPage
              ? { load: () => void pages.fetchNextPage(), isLoading: pages.isFetchingNextPage }
              : undefined
          }
        />
      )}
    </Loaded>
  )
}
