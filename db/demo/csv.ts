/** Writes rows as CSV (RFC 4180): a header, CRLF-free lines, quotes only where a cell needs them. */

export type Cell = string | number | boolean | null | undefined | readonly string[]
export type Row = Record<string, Cell>

function cell(value: Cell): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? value.join(';') : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The columns are given, not taken from the rows: an empty table still has its header. */
export function csv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Partial<Record<Column, Cell>>[],
): string {
  const lines = [columns.join(',')]
  for (const row of rows) lines.push(columns.map((column) => cell(row[column])).join(','))
  return lines.join('\n') + '\n'
}
