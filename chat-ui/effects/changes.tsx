/** Every change of a proposal, before and after, in a sortable table; while it is open, records can be left out. */
import { Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Card } from '#server/contract-effects.ts'
import { Loaded } from '../settings/loaded.tsx'
import { changesQuery } from './api.ts'
import { tableOf, type Shown } from './columns.tsx'
import { Grid, type GridColumn } from './grid.tsx'
import { linesOf } from './records.ts'
import type { Change } from '#db/effects/contract.ts'

type Props = {
  card: Card
  /** By the records' places; null where nothing can be left out any more. */
  ticks: { leftOut: ReadonlySet<number>; change: (leftOut: Set<number>) => void } | null
}

export function Changes({ card, ticks }: Props) {
  const pages = useInfiniteQuery(changesQuery(card))
  const found = useMemo(() => {
    if (pages.data === undefined) return undefined
    const all = pages.data.pages
    const lines = linesOf(all.flatMap(({ changes }) => changes))
    return {
      lines,
      ...tableOf(
        lines,
        all.flatMap(({ fields }) => fields),
      ),
    }
  }, [pages.data])
  const columns = useMemo(
    () =>
      found === undefined
        ? []
        : ticks === null
          ? found.columns
          : [tick(found.lines, ticks), ...found.columns],
    [found, ticks],
  )
  return (
    <Loaded query={{ ...pages, data: found }} what="the changes">
      {({ lines, shown }) => (
        <Grid
          label={`${card.summary}, what changes`}
          columns={columns}
          lines={shown}
          keyOf={({ line, head }) => `${line.seq} ${head?.key ?? ''}`}
          isMuted={({ line }) => ticks?.leftOut.has(line.seq) ?? false}
          total={shown.length + card.rows - lines.length}
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

type Lines = ReturnType<typeof linesOf>

function tick(lines: Lines, ticks: NonNullable<Props['ticks']>): GridColumn<Shown<Change>> {
  const { leftOut, change } = ticks
  const out = lines.filter(({ seq }) => leftOut.has(seq)).length
  const set = (seqs: number[], isIn: boolean) => {
    const next = new Set(leftOut)
    for (const seq of seqs)
      if (isIn) next.delete(seq)
      else next.add(seq)
    change(next)
  }
  return {
    ...{ key: 'tick', label: '' },
    head: (
      <Checkbox
        size="xs"
        aria-label="All that are shown"
        checked={out === 0}
        indeterminate={out > 0 && out < lines.length}
        onChange={() =>
          set(
            lines.map(({ seq }) => seq),
            out > 0,
          )
        }
      />
    ),
    show: ({ line: { seq, name } }) => (
      <Checkbox
        size="xs"
        aria-label={`Include ${name}`}
        checked={!leftOut.has(seq)}
        onChange={(event) => set([seq], event.currentTarget.checked)}
      />
    ),
  }
}
