/** A suggested mapping for the terminal: of each file which column becomes which field, by example, and what is doubtful. */
import { doubts, type MappedColumn, type MappedTable, type Mapping } from '#db/import/mapping/mapping.ts'

const widest = 30

const fit = (text: string) => {
  const plain = text.replaceAll(/\s+/g, ' ')
  return plain.length > widest ? `${plain.slice(0, widest - 1)}…` : plain
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const columnRow = ({ from, to, sample, becomes, as, sure, why }: MappedColumn): string[] => [
  fit(from.join(' + ') || '(no column)'),
  to ?? 'left out',
  fit(as.kind === 'constant' ? '' : (sample ?? '')),
  fit(to === null ? '' : as.kind === 'constant' ? (as.value ?? '?') : (becomes ?? '')),
  sure ? '' : 'doubtful',
  why,
]

function describeTable({
  file,
  object,
  rows,
  header,
  key,
  match,
  sure,
  why,
  columns,
}: MappedTable): string[] {
  const facts = [
    `headers in line ${header}`,
    rows === 'distinct' && 'each one that the rows name, once',
    key.length > 0 && `key: ${key.join(' + ')}`,
    match.length > 0 && `matched with the workspace by ${match.join(', ')}`,
  ].filter(Boolean)
  const head = `${file} → ${object} (${facts.join('; ')})${sure ? '' : `  doubtful: ${why}`}`
  const table = aligned([['column', 'field', 'for example', 'becomes', '', 'why'], ...columns.map(columnRow)])
  return [head, ...table.map((line) => `  ${line}`), '']
}

export function printMapping(mapping: Mapping): string {
  const people = mapping.people.map(({ name, email, role, why }) => [name, email ?? '(no e-mail)', role, why])
  const list = doubts(mapping)
  return [
    ...mapping.tables.flatMap(describeTable),
    ...(people.length > 0
      ? ['People who would become users:', ...aligned(people).map((line) => `  ${line}`), '']
      : []),
    `Ids are those of the source ${mapping.source}.`,
    ...(list.length > 0 ? ['', 'To check:', ...list.map((doubt) => `  ${doubt}`)] : ['Nothing is doubtful.']),
  ].join('\n')
}
