/** The account that something is put on record for, and the person there. */
import { Problem } from '#db/problem.ts'
import { findAccount, type Named } from '#db/query/lookup.ts'
import { runQuery } from '#db/query/run.ts'
import type { ToolContext } from './define-tool.ts'

/** Throws a Problem where neither is named, one does not exist, or the contact is another account's. */
export async function contactAt(
  context: ToolContext,
  named: { account?: string | undefined; contact?: string | undefined },
): Promise<{ account: Named; contact: Named | null }> {
  const { tx, catalogue } = context
  const account =
    named.account === undefined ? null : await findAccount(tx, catalogue, named.account, context)
  if (named.contact === undefined) {
    if (!account) throw new Problem('bad_request', 'Name the account that it is for.')
    return { account, contact: null }
  }
  const { rows } = await runQuery(
    tx,
    catalogue,
    {
      ...{ from: 'contact', where: { field: 'id', op: 'eq', value: named.contact } },
      select: ['name', 'account.id', 'account.name'],
    },
    context,
  )
  const [row] = rows
  if (!row) throw new Problem('not_found', `There is no contact ${named.contact}.`)
  const contact = { id: String(row.id), name: String(row.name) }
  const own = { id: String(row['account.id']), name: String(row['account.name']) }
  if (account && account.id !== own.id)
    throw new Problem('bad_request', `${contact.name} is a contact of ${own.name}, not of ${account.name}.`)
  return { account: own, contact }
}
