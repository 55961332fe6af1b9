/** Draws a chart with ECharts as SVG, follows its box and the colour scheme, and describes itself to screen readers. */
import { useComputedColorScheme } from '@mantine/core'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartBlock, TableBlock } from '#agent/contract.ts'
import { chartOption, type Ink } from './chart-option.ts'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

function currentInk(): Ink {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    text: token('--ink'),
    muted: token('--ink-3'),
    line: token('--line'),
    surface: token('--surface'),
    series: [token('--accent'), token('--line-strong'), token('--ink-2'), token('--ink-3')],
    font: getComputedStyle(document.body).fontFamily,
  }
}

export default function ChartDrawing({ chart, table }: { chart: ChartBlock; table: TableBlock }) {
  const box = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    if (box.current === null) return
    const drawing = init(box.current, undefined, { renderer: 'svg' })
    drawing.setOption(chartOption(chart, table, currentInk()))
    const observer = new ResizeObserver(() => drawing.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      drawing.dispose()
    }
  }, [chart, table, scheme])
  const shape = chart.shape === 'bar' ? 'Bar chart' : 'Line chart'
  const label = `${shape}: ${chart.title}. Its ${table.rows.length} rows are in the table “${table.title}”.`
  return <div ref={box} role="img" aria-label={label} style={{ height: '100%' }} />
}
