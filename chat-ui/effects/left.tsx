/** What a taking back leaves as it is, because somebody has edited it since. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Card } from '#server/contract-effects.ts'
import { leftQuery } from './api.ts'
import { outcomeTable } from './became.tsx'
import { Grid } from './grid.tsx'
import css from './effects.module.css'

export function Left({ card }: { card: Card }) {
  const left = useQuery(leftQuery(card.id))
  const found = useMemo(() => left.data && outcomeTable([left.data]), [left.data])
  if (found === undefined || found.lines.length === 0) return null
  const { lines, shown, columns } = found
  const label = `Stays as it is: ${lines.length.toLocaleString()}${left.data?.next == null ? '' : ' and more'}`
  return (
    <div role="group" aria-label={label}>
      <h4 className={css.subtitle}>{label}</h4>
      <Grid
        label={label}
        columns={columns}
        lines={shown}
        keyOf={({ line, head }) => `${line.seq} ${head?.key ?? ''}`}
        total={shown.length}
      />
    </div>
  )
}
