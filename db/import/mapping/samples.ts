/** Adds an example to every column of a draft: what its first filled cell holds, and what that becomes. */
import { Refusal } from '../refusal.ts'
import type { BundleSource } from '../source.ts'
import type { Draft } from './draft.ts'
import { foreignRows } from './foreign-file.ts'
import type { MappedColumn } from './mapping.ts'
import { converterOf } from './transform.ts'

/** What the first filled cells become. A reference is told by what it looks for. */
export async function addSamples(source: BundleSource, draft: Draft): Promise<void> {
  const open = new Map<MappedColumn, ReturnType<typeof converterOf>>()
  const { names } = draft.profile.header
  for (const column of draft.columns) {
    if (column.from.length > 0)
      open.set(
        column,
        converterOf(column, names, ({ to, by }, text) => (by === 'domain' ? `${to} of ${text}` : text)),
      )
  }
  for await (const block of foreignRows(source, draft.profile.file, draft.profile.header)) {
    for (const row of block) {
      if (row.fault) continue
      for (const [column, convert] of open) {
        const text = column.from
          .map((name) => row.cells[names.indexOf(name)]?.trim() ?? '')
          .filter((one) => one !== '')
          .join(' | ')
        if (text === '') continue
        const becomes = convert(row.cells)
        column.sample = text.slice(0, 80)
        if (column.to !== null) column.becomes = becomes instanceof Refusal ? 'refused' : becomes.slice(0, 80)
        open.delete(column)
      }
    }
    if (open.size === 0) break
  }
}
