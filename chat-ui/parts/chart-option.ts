/** Turns a chart block and its table into ECharts' option: one hand with the tables, and no HTML anywhere. */
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { ComposeOption } from 'echarts/core'
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components'
import type { Cell, ChartBlock, Column, TableBlock } from '#agent/contract.ts'
import { currencyOf, formatCell } from '../cells/format.ts'

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>
/** Colours as the page's tokens have them at the moment. */
export type Ink = {
  text: string
  muted: string
  line: string
  surface: string
  series: string[]
  font: string
}

const numberOf = (value: Cell | undefined): number | null => (typeof value === 'number' ? value : null)

/** Axis labels stay short ("€1.2M"); the exact figure is in the tooltip and in the table. */
function axisLabel(value: number, column: Column | undefined): string {
  const compact = { notation: 'compact', maximumFractionDigits: 1 } as const
  if (column?.unit === 'ratio' || column?.unit === 'percent') return formatCell(value, column, {})
  const currency = column?.type === 'money' ? currencyOf(column.unit) : undefined
  const style = currency === undefined ? {} : ({ style: 'currency', currency } as const)
  return new Intl.NumberFormat(undefined, { ...compact, ...style }).format(value)
}

export function chartOption(chart: ChartBlock, table: TableBlock, ink: Ink): ChartOption {
  const column = (key: string) => table.columns.find((candidate) => candidate.key === key)
  const x = column(chart.x) ?? { key: chart.x, label: chart.x, type: 'text' }
  const first = column(chart.y[0] ?? '')
  const axisText = { color: ink.muted, fontFamily: ink.font, fontSize: 12 }
  return {
    animation: false,
    color: ink.series,
    grid: { left: 4, right: 12, top: chart.y.length > 1 ? 36 : 12, bottom: 4, outerBoundsMode: 'same' },
    ...(chart.y.length > 1
      ? { legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: axisText } }
      : {}),
    tooltip: {
      trigger: 'axis',
      // Names come from customers' records: drawn as text, they can never become markup.
      renderMode: 'richText',
      backgroundColor: ink.surface,
      borderColor: ink.line,
      textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 12 },
      axisPointer: { type: chart.shape === 'bar' ? 'shadow' : 'line' },
    },
    xAxis: {
      type: 'category',
      data: table.rows.map((row) => formatCell(row[chart.x], x, {}, row)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.line } },
      axisLabel: { ...axisText, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: ink.line } },
      axisLabel: { ...axisText, formatter: (value: number) => axisLabel(value, first) },
    },
    series: chart.y.map((key) =>
      series(chart.shape, column(key) ?? { key, label: key, type: 'number' }, table),
    ),
  }
}

function series(
  shape: ChartBlock['shape'],
  column: Column,
  table: TableBlock,
): BarSeriesOption | LineSeriesOption {
  const shared = {
    name: column.label,
    data: table.rows.map((row) => numberOf(row[column.key])),
    tooltip: {
      valueFormatter: (value: unknown) => formatCell(typeof value === 'number' ? value : null, column, {}),
    },
  }
  return shape === 'bar'
    ? { type: 'bar', barMaxWidth: 40, ...shared }
    : { type: 'line', symbolSize: 5, lineStyle: { width: 2 }, ...shared }
}
