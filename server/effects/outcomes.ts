/** What became of the rows of a proposal, page by page, with nothing in it that the reader is not shown elsewhere. */
import type { z } from 'zod'
import { shown } from '#agent/proposals/view.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { outcomesOf } from '#db/effects/rows.ts'
import { fieldsOf, nextOf } from './change-fields.ts'
import type { RowsPage, rowsQuerySchema } from '../contract-effects.ts'

/** The caller has made sure that the asker may see the proposal. */
export async function outcomesPage(
  tx: Tx,
  asker: Asker,
  proposal: string,
  query: z.output<typeof rowsQuerySchema>,
): Promise<RowsPage> {
  const found = await outcomesOf(tx, asker.workspace, proposal, query)
  const masked = shown(asker, found)
  const rows = found.map((row, at) => ({ ...row, before: masked[at]?.before, after: masked[at]?.after }))
  return { rows, fields: await fieldsOf(tx, asker.workspace, rows), next: nextOf(rows, query.limit) }
}
