/** A chart over the rows of a table of the same answer; its drawing library is loaded when the first chart appears. */
import { lazy, memo, Suspense } from 'react'
import type { ChartBlock, TableBlock } from '#agent/contract.ts'
import css from './parts.module.css'

const Drawing = lazy(() => import('./chart-drawing.tsx'))

type Props = { chart: ChartBlock; table: TableBlock | undefined }

/** Few bars stand close together instead of far apart over the whole page. */
function widthFor(chart: ChartBlock, table: TableBlock): number {
  return chart.shape === 'line' ? 960 : Math.max(440, 96 + table.rows.length * chart.y.length * 72)
}

export const ChartPart = memo(function ChartPart({ chart, table }: Props) {
  return (
    <section className={css.block} aria-label={chart.title}>
      <div className={css.head}>
        <h3 className={css.title}>{chart.title}</h3>
      </div>
      {table === undefined ? (
        <p className={css.more}>The rows of this chart are missing, so it cannot be drawn.</p>
      ) : (
        <div className={css.chart} style={{ maxWidth: widthFor(chart, table) }}>
          <Suspense fallback={null}>
            <Drawing chart={chart} table={table} />
          </Suspense>
        </div>
      )}
    </section>
  )
})
