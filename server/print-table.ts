/** A table for the terminal: aligned columns, numbers to the right, at most 30 rows; says how many there are. */
import type { Cell } from '#agent/contract.ts'
import type { AnswerJson } from './answer-json.ts'

const shown = 30
const widest = 32

const textOf = (value: Cell | undefined): string => {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  if (Array.isArray(value)) return value.join(', ')
  return String(value)
}

const fit = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text)

export function printTable({ columns, rows, total }: AnswerJson['data'][number]): string {
  const keys = rows.some((row) => 'id' in row && !columns.some((column) => column.key === 'id'))
    ? [{ key: 'id', label: 'Id' }, ...columns]
    : columns
  const cells = rows.slice(0, shown).map((row) => keys.map(({ key }) => fit(textOf(row[key]), widest)))
  const widths = keys.map(({ label }, i) =>
    Math.max(label.length, ...cells.map((row) => row[i]?.length ?? 0)),
  )
  const isNumber = keys.map(({ key }) => rows.some((row) => typeof row[key] === 'number'))
  const line = (row: string[]) =>
    row
      .map((text, i) => (isNumber[i] ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  const more = total > cells.length ? [`… ${total - cells.length} more of ${total}`] : []
  return [line(keys.map(({ label }) => label)), ...cells.map(line), ...more].join('\n')
}
