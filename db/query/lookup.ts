/** Finds the one account that a request names by id, or by its whole name; says what is near when there is none. */
import type { Catalogue } from '../catalogue/types.ts'
import type { Tx } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import { Problem } from '../problem.ts'
import { nearest } from './nearest.ts'
import { runQuery } from './run.ts'

export type Named = { id: string; name: string }

export async function findAccount(
  tx: Tx,
  catalogue: Catalogue,
  named: string,
  who: { asker: Asker; clock: Clock },
): Promise<Named> {
  const find = async (field: string, value = named) => {
    const { rows } = await runQuery(
      tx,
      catalogue,
      { from: 'account', where: { field, op: 'eq', value }, select: ['name'], limit: 3 },
      who,
    )
    return rows.map((row): Named => ({ id: String(row.id), name: String(row.name) }))
  }
  const [byId] = await find('id')
  if (byId) return byId
  const alias = catalogue.aliases?.find(
    ({ object, name }) => object === 'account' && name.toLowerCase() === named.toLowerCase(),
  )
  const [aliased] = alias ? await find('id', alias.id) : []
  if (aliased) return aliased
  const [byName, ...others] = await find('name')
  if (byName && others.length > 0)
    throw new Problem('bad_request', `Several accounts are named ${named}.`, {
      done: 'Nothing was read.',
      next: `Name one by its id: ${[byName, ...others].map(({ id }) => id).join(', ')}.`,
    })
  if (byName) return byName
  const all = await runQuery(tx, catalogue, { from: 'account', scope: 'all', select: ['name'] }, who)
  const near = nearest(
    named,
    all.rows.map((row) => String(row.name)),
  )
  throw new Problem('not_found', `There is no account ${named}.`, {
    done: 'Nothing was read.',
    next: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Name it by its id or its whole name.',
  })
}
