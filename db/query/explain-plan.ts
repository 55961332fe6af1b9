/** What a query becomes, for a developer: its SQL, and what Postgres expects of it as the app role, without running it. */
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Catalogue } from '../catalogue/types.ts'
import type { Tx } from '../connect.ts'
import { parseQuery, type Who } from './compile.ts'
import { plannedAs } from './cost-guard.ts'
import { explain } from './explain.ts'
import type { Query } from './query.ts'
import { asAsked, jobOf } from './run.ts'

export type Explained = {
  /** The query in plain words. */
  reading: string
  /** One for most queries; a pivot has one for its cells, its lines and its columns. */
  statements: {
    sql: string
    params: unknown[]
    plan: unknown
    estimatedCost: number
    estimatedRows: number
  }[]
}

export async function explainQuery(tx: Tx, catalogue: Catalogue, query: Query, who: Who): Promise<Explained> {
  const job = await jobOf(tx, catalogue, parseQuery(query), who)
  const statements: Explained['statements'] = []
  for (const step of job.plan.steps) {
    const statement = asAsked(job, step.sql)
    const { sql, params } = new PgDialect().sqlToQuery(statement)
    const { plan, cost, rows } = await plannedAs(tx, statement)
    statements.push({ sql, params, plan, estimatedCost: cost, estimatedRows: rows })
  }
  return { reading: explain(catalogue, job.query, job.scope, job.who), statements }
}
