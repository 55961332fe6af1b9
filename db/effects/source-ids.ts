/** Ids for rows that Steward makes, as answers print them: a letter of the object and eight signs that nobody misreads. */
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'

/** Crockford's base 32: no I, L, O and U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const random = (letter: string): string =>
  `${letter}-${Array.from(randomBytes(8), (byte) => signs[byte % signs.length]).join('')}`

type Wanted = { workspace: string; table: string; object: string; count: number }

/** None of them is taken, nor given twice. */
export async function freshSourceIds(tx: Tx, { workspace, table, object, count }: Wanted): Promise<string[]> {
  const letter = object.charAt(0).toUpperCase()
  const ids = new Set<string>()
  for (;;) {
    while (ids.size < count) ids.add(random(letter))
    const taken = await rowsOf<{ id: string }>(
      tx,
      sql`select source_id as id from ${sql.identifier(table)}
          where workspace_id = ${workspace} and source_id = any (${sql.param([...ids])}::text[])`,
    )
    if (taken.length === 0) return [...ids]
    for (const { id } of taken) ids.delete(id)
  }
}
