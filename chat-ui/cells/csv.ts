/** Writes the shown columns of a table as CSV: raw values, and no cell that a spreadsheet would run as a formula. */
import type { Cell, Column } from '#agent/contract.ts'

/** A leading =, +, @ or control character starts a formula in a spreadsheet; an apostrophe keeps it text. */
function inert(text: string): string {
  return /^[=+@\t\r-]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text
}

function field(value: Cell | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = inert(Array.isArray(value) ? value.join(';') : value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function toCsv(columns: Column[], rows: Record<string, Cell>[]): string {
  const lines = [columns.map((column) => field(column.label))]
  for (const row of rows) lines.push(columns.map((column) => field(row[column.key])))
  return lines.map((line) => line.join(',')).join('\r\n')
}
