/** What an import did, or would do, for the terminal. */
import type { ImportReport } from '#db/import/import-bundle.ts'

const problemsShown = 50

export function printImport(report: ImportReport, isDryRun: boolean): string {
  const would = isDryRun ? 'would be ' : ''
  const lines = report.files.map(
    ({ file, read, created, changed, unchanged, refused }) =>
      `${file}: ${read} read, ${created} ${would}created, ${changed} ${would}changed, ${unchanged} unchanged, ${refused} refused`,
  )
  const problems = report.problems
    .slice(0, problemsShown)
    .map(
      ({ file, line, column, reason }) =>
        `  ${file}${line ? `:${line}` : ''}${column ? ` ${column}` : ''}: ${reason}`,
    )
  const more =
    report.problemCount > problems.length ? [`  … ${report.problemCount - problems.length} more`] : []
  return [
    ...lines,
    ...previewLines(report),
    ...(problems.length ? ['', 'Refused, or to know:', ...problems, ...more] : []),
    ...(isDryRun ? ['', 'Nothing was written.'] : []),
  ].join('\n')
}

function previewLines({ preview }: ImportReport): string[] {
  if (!preview) return []
  const { changes, fields } = preview
  const show = (text: string | null) =>
    text === null ? 'nothing' : text.length > 60 ? `${text.slice(0, 59)}…` : text
  return [
    ...(changes.length > 0 ? ['', 'For example:'] : []),
    ...changes.map(
      ({ file, row, field, from, to }) => `  ${file} ${row} ${field}: ${show(from)} → ${show(to)}`,
    ),
    ...(fields.length > 0 ? ['', 'Fields of your own:'] : []),
    ...fields.map(
      ({ object, key, type, was }) =>
        `  ${object}.${key}: ${was === null ? `new, ${type}` : `${was} becomes ${type}`}`,
    ),
  ]
}
