/** Rows that belong to the accounts of a selection, where the filter itself speaks of accounts. */
import type { Selection } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import { most } from '#db/query/limits.ts'
import { maxRows, type Condition } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import type { ToolContext } from './define-tool.ts'

/** Ids of rows of the object that fulfil the condition and are of these accounts. */
export async function ofAccounts(
  { tx, catalogue, ...who }: ToolContext,
  { ids, where, scope }: Selection,
  object: string,
  condition: Condition,
): Promise<string[]> {
  const found = await runQuery(
    tx,
    catalogue,
    { from: object, where: condition, select: ['id', 'account.id'], limit: maxRows },
    who,
  )
  if (found.total > found.rows.length)
    throw new Problem('too_large', `These are ${found.total} rows, more than are looked through at once.`, {
      next: 'Narrow the accounts.',
    })
  const owners = [...new Set(found.rows.map((row) => String(row['account.id'])))]
  const theirs = new Set<string>()
  for (let at = 0; at < owners.length; at += most.listed) {
    const some = owners.slice(at, at + most.listed)
    // Said as a negation where a filter speaks, for naming ids would lift the usual scope.
    const those: Condition = where
      ? { and: [where, { not: { field: 'id', op: 'not_in', value: some } }] }
      : { field: 'id', op: 'in', value: some }
    const { rows } = await runQuery(
      tx,
      catalogue,
      { from: 'account', where: those, select: ['id'], limit: maxRows, ...(scope && { scope }) },
      who,
    )
    for (const row of rows) theirs.add(String(row.id))
  }
  const wanted = ids && new Set(ids)
  return found.rows.flatMap((row) => {
    const account = String(row['account.id'])
    return theirs.has(account) && (!wanted || wanted.has(account)) ? [String(row.id)] : []
  })
}
