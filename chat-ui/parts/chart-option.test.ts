/** A chart draws the rows of its table, prints them as the table does, and never as HTML. */
import { expect, test } from 'vitest'
import type { ChartBlock, TableBlock } from '#agent/contract.ts'
import { chartOption } from './chart-option.ts'

const ink = { text: '#000', muted: '#555', line: '#ddd', surface: '#fff', series: ['#123'], font: 'Inter' }
const table: TableBlock = {
  kind: 'table',
  id: 't',
  object: 'group',
  title: 'ARR by segment',
  columns: [
    { key: 'segment', label: 'Segment', type: 'enum' },
    { key: 'sum_arr', label: 'ARR', type: 'money', unit: 'EUR' },
  ],
  rows: [
    { segment: 'mid_market', sum_arr: 1200 },
    { segment: '<img src=x onerror=alert(1)>', sum_arr: null },
  ],
  total: 2,
  reading: '',
}
const chart: ChartBlock = {
  kind: 'chart',
  id: 'c',
  title: 'ARR by segment',
  shape: 'bar',
  table: 't',
  x: 'segment',
  y: ['sum_arr'],
}

test('categories and values are those of the rows, with a gap where there is none', () => {
  expect(chartOption(chart, table, ink)).toMatchObject({
    xAxis: { data: ['Mid market', '<img src=x onerror=alert(1)>'] },
    series: [{ type: 'bar', name: 'ARR', data: [1200, null] }],
  })
})
test('the tooltip is drawn as text, so a name cannot become markup', () => {
  expect(chartOption(chart, table, ink)).toMatchObject({
    tooltip: { renderMode: 'richText' },
    animation: false,
  })
})
test('a line chart is a line, and an unknown column is a gap and not an error', () => {
  expect(chartOption({ ...chart, shape: 'line', y: ['nothing'] }, table, ink)).toMatchObject({
    series: [{ type: 'line', data: [null, null] }],
  })
})
