/** Takes references and plain indexes away while rows are loaded, and makes them again from the database's own words: whole, and many times quicker. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { nameOf, type Table } from './tables.ts'

type Reference = { on: string; name: string; definition: string }
type Index = { name: string; definition: string }

/** Answers what makes them again, in the same transaction. */
export async function deferChecks(tx: Tx, tables: Table[]): Promise<() => Promise<void>> {
  const names = sql`any (${sql.param(tables.map(nameOf))}::regclass[])`
  const references = await rowsOf<Reference>(
    tx,
    sql`select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
        from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = ${names} order by 1, 2`,
  )
  // An index behind a key stays: rows that collide must not come in.
  const indexes = await rowsOf<Index>(
    tx,
    sql`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
        where indrelid = ${names} and not indisunique
          and not exists (select from pg_constraint where conindid = indexrelid) order by 1`,
  )
  for (const { on, name } of references)
    await tx.execute(sql.raw(`alter table ${on} drop constraint ${name}`))
  for (const { name } of indexes) await tx.execute(sql.raw(`drop index ${name}`))
  return async () => {
    for (const { definition } of indexes) await tx.execute(sql.raw(definition))
    for (const { on, name, definition } of references)
      await tx.execute(sql.raw(`alter table ${on} add constraint ${name} ${definition}`))
  }
}
