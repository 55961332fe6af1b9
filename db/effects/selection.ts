/** Which rows a person means: those that they name by id, or those that a filter finds, as they may read them. */
import { sql } from 'drizzle-orm'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { parseQuery, type Who } from '../query/compile.ts'
import { assertAffordable, understood } from '../query/cost-guard.ts'
import { asAsked, jobOf } from '../query/run.ts'
import type { Selection } from './contract.ts'
import { objectFor } from './writable.ts'

/** Of one selection: what a proposal can be looked through and taken back as a whole. */
export const mostSelected = 100_000

type Asked = { catalogue: Catalogue; object: string; of: Selection; who: Who }

/** Ids as answers print them, each once, in an order that is the same each time. `tx` is the asker's own. */
export async function resolveSelection(
  tx: Tx,
  { catalogue, object: key, of, who }: Asked,
): Promise<string[]> {
  const object = objectFor(catalogue, key)
  if (object.id === null)
    throw new Problem('bad_request', `${object.plural} have no ids, so none of them can be named.`)
  return of.ids ? named(tx, who, object, of.ids) : found(tx, catalogue, object.key, object.title, of, who)
}

async function named(
  tx: Tx,
  { asker }: Who,
  object: { table: string; label: string },
  given: string[],
): Promise<string[]> {
  const ids = [...new Set(given)]
  if (ids.length > mostSelected) throw tooMany(ids.length)
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select source_id as id from ${sql.identifier(object.table)}
        where workspace_id = ${asker.workspace} and source_id = any (${sql.param(ids)}::text[])`,
  )
  const known = new Set(rows.map(({ id }) => id))
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length === 0) return ids
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : ''
  throw new Problem(
    'not_found',
    `There is no ${object.label.toLowerCase()} ${missing.slice(0, 3).join(', ')}${more} that you may see.`,
  )
}

async function found(
  tx: Tx,
  catalogue: Catalogue,
  from: string,
  title: string,
  { where, scope, one }: Selection,
  who: Who,
): Promise<string[]> {
  const query = parseQuery({
    from,
    ...(where && { where }),
    ...(scope && { scope }),
    select: [title],
    orderBy: [{ by: title }],
  })
  const job = await jobOf(tx, catalogue, { ...query, limit: mostSelected + 1 }, who)
  const [step] = job.plan.steps
  if (!step) throw new Error('a selection without a statement')
  const statement = asAsked(job, step.sql)
  await assertAffordable(tx, catalogue, job, statement)
  const [row] = await understood(
    rowsOf<{ ids: string[]; total: number }>(
      tx,
      sql`select coalesce(json_agg(s.id), '[]') as ids, coalesce(max(s.total), 0) as total from (${statement}) s`,
    ),
  )
  const { ids = [], total = 0 } = row ?? {}
  if (ids.length > mostSelected) throw tooMany(total)
  if (one && ids.length > 1) throw new Several(from, ids)
  return ids
}

/** One row was meant, and the filter finds these. */
export class Several extends Problem {
  readonly object: string
  readonly ids: string[]
  constructor(object: string, ids: string[]) {
    super('conflict', `One row was meant, and ${ids.length.toLocaleString('en-GB')} match.`, {
      next: 'Say which of them it is.',
    })
    this.object = object
    this.ids = ids
  }
}

const tooMany = (count: number) =>
  new Problem(
    'too_large',
    `These are ${count.toLocaleString('en-GB')} rows; at most ${mostSelected.toLocaleString('en-GB')} are changed at once.`,
    { next: 'Narrow the filter, and do it in parts.' },
  )
