/** What is worked out of each account ahead: the parts of the catalogue that name their columns, in one order, as numbers and back. */
import { sql, type SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { createHash } from 'node:crypto'
import type { Catalogue, KeptType } from '../catalogue/types.ts'
import type { Clock } from '../contract.ts'
import { openRows, openStatement, present } from '../query/rows.ts'
import { nobodyIn } from '../rights.ts'

type Slot = { part: string; column: string; type: KeptType }

const accountOf = (catalogue: Catalogue) => {
  const account = catalogue.objects.get('account')
  if (!account) throw new Error('the catalogue has no accounts')
  return account
}

export function slotsOf(catalogue: Catalogue): Slot[] {
  const parts = Object.entries(accountOf(catalogue).parts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return parts.flatMap(([part, { columns = {}, whole, own, match }]) =>
    whole || own || match ? [] : Object.entries(columns).map(([column, type]) => ({ part, column, type })),
  )
}

const epoch = sql.raw(`date '2000-01-01'`)
const encoded = (value: SQL, type: KeptType): SQL => {
  if (type === 'date') return sql`(${value} - ${epoch})::float8`
  return type === 'boolean' ? sql`${value}::int::float8` : sql`${value}::float8`
}
const decoded = (value: SQL, type: KeptType): SQL => {
  if (type === 'date') return sql`(${epoch} + ${value}::int)`
  if (type === 'boolean') return sql`(${value} = 1)`
  return type === 'count' ? sql`${value}::bigint` : value
}

/** The columns of a part, read from evidence; null where the part is not kept. */
export function columnsFrom(slots: Slot[], part: string, evidence: string): SQL | null {
  const columns = slots.flatMap((slot, at) =>
    slot.part === part
      ? [sql`${decoded(sql.raw(`(${evidence})[${at + 1}]`), slot.type)} as ${sql.identifier(slot.column)}`]
      : [],
  )
  return columns.length > 0 ? sql.join(columns, sql`, `) : null
}

/** The evidence of those accounts as it stands: `account_id` and `evidence`. `accounts` is an array of ids. */
export function evidenceOf(
  catalogue: Catalogue,
  { workspace, clock, accounts }: { workspace: string; clock: Clock; accounts: SQL },
): SQL {
  const live = { ...catalogue, evidence: undefined }
  const statement = openStatement(live, nobodyIn(workspace), clock)
  const rows = openRows(statement, accountOf(live), { kind: 'ids', ids: accounts })
  const context = rows.context(rows, present(statement))
  const values = slotsOf(live).map(({ part, column, type }) =>
    encoded(sql.raw(`${context.part(part)}."${column}"`), type),
  )
  const id = sql.raw(`${rows.alias}.id`)
  return sql`select ${id} as account_id, array[${sql.join(values, sql`, `)}]::float8[] as evidence
    from ${rows.from()}
    where ${sql.raw(rows.alias)}.workspace_id = ${workspace}::text and ${id} = any (${accounts})`
}

/** No moment of a turn: evidence that depends on it could not stand for a day. */
const noMoment = '0001-01-01T00:00:00.000Z'
const dialect = new PgDialect()
const layouts = new Map<string, string>()
const mostLayouts = 256

/** What is worked out and how, whatever the day: another setting, another KPI, another formula is another layout. */
export function layoutOf(catalogue: Catalogue, timeZone: string): string {
  const key = `${catalogue.version} ${timeZone}`
  const known = layouts.get(key)
  if (known) return known
  const anyDay = { timeZone, today: '2000-01-01', now: noMoment, fiscalYearStart: 1 }
  const statement = evidenceOf(catalogue, { workspace: '', clock: anyDay, accounts: sql`'{}'::uuid[]` })
  const { sql: text, params } = dialect.sqlToQuery(statement)
  if (params.includes(noMoment)) throw new Error('a part that is kept for a day depends on the moment')
  const hash = createHash('sha256').update(JSON.stringify([slotsOf(catalogue), text, params]))
  const layout = hash.digest('hex').slice(0, 24)
  const [oldest] = layouts.keys()
  if (layouts.size >= mostLayouts && oldest !== undefined) layouts.delete(oldest)
  layouts.set(key, layout)
  return layout
}
