/** Who a mail to an account goes to: the contact that was named, else the one with most say who may be written to. */
import { Problem } from '#db/problem.ts'
import { most } from '#db/query/limits.ts'
import { maxRows } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import type { ToolContext } from '../kit/define-tool.ts'

export type Recipient = { id: string; name: string; account: string }

const order = ['champion', 'economic_buyer', 'executive_sponsor', 'admin', 'user', null, 'detractor']

type Row = Record<string, unknown>
const recipientOf = (row: Row): Recipient => ({
  ...{ id: String(row.id), name: String(row.name), account: String(row['account.id']) },
})

const asked = ['name', 'role', 'email', 'consent', 'left', 'account.id']

/** By account; one without anybody who may be written to is left out. */
export async function recipientsOf(
  { tx, catalogue, ...who }: ToolContext,
  accounts: string[],
): Promise<Map<string, Recipient>> {
  const { rows } = await runQuery(
    tx,
    catalogue,
    {
      ...{ from: 'contact', select: asked, limit: maxRows, orderBy: [{ by: 'name' }] },
      where: {
        and: [
          { field: 'account.id', op: 'in', value: accounts.slice(0, most.listed) },
          { field: 'email', op: 'not_null' },
          { field: 'consent', op: 'ne', value: 'no' },
          { field: 'left', op: 'eq', value: false },
        ],
      },
    },
    who,
  )
  const place = ({ role }: Row) => order.indexOf(typeof role === 'string' ? role : null)
  const found = new Map<string, Recipient>()
  for (const row of rows.toSorted((a, b) => place(a) - place(b))) {
    const one = recipientOf(row)
    if (!found.has(one.account)) found.set(one.account, one)
  }
  return found
}

/** The contact of that id; throws a Problem where they may not be written to, and says why. */
export async function recipientNamed(
  { tx, catalogue, ...who }: ToolContext,
  contact: string,
): Promise<Recipient> {
  const { rows } = await runQuery(
    tx,
    catalogue,
    { from: 'contact', select: asked, where: { field: 'id', op: 'eq', value: contact } },
    who,
  )
  const [row] = rows
  if (!row) throw new Problem('not_found', `There is no contact ${contact}.`)
  const name = String(row.name)
  const refuse = (why: string) => new Problem('bad_request', `${name} can’t be written to: ${why}.`)
  if (row.left === true) throw refuse('they left')
  if (row.email === null) throw refuse('no e-mail is on record')
  if (row.consent === 'no') throw refuse('they did not consent to mails')
  return recipientOf(row)
}
