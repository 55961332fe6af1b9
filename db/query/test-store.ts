/** The test workspace opened for a file of tests: asked, and refused, as a person would. */
import { afterAll, beforeAll } from 'vitest'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Catalogue } from '../catalogue/types.ts'
import type { Db } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { Problem } from '../problem.ts'
import type { Query } from './query.ts'
import type { QueryResult } from './run.ts'
import type { Row } from './table.ts'
import { workspaceId } from './test-ids.ts'
import { askIn, insertTestWorkspace, type Ask } from './test-workspace.ts'

export type Opened = {
  db: () => Db
  ask: Ask
  rows: (query: Query, at?: Clock) => Promise<Row[]>
  /** What a query is refused with; of any shape, for what a model writes is not typed. */
  refusal: (query: unknown) => Promise<Problem>
  catalogue: () => Catalogue
}

export function openTestStore(fresh: () => Promise<Db>): Opened {
  const open: { db?: Db; catalogue?: Catalogue } = {}
  const need = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the store is not open yet')
    return value
  }
  beforeAll(async () => {
    const db = await fresh()
    open.db = db
    await insertTestWorkspace(db)
    open.catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))
  })
  afterAll(() => open.db?.close())
  const ask: Ask = (query, who, at): Promise<QueryResult> => askIn(need(open.db))(query, who, at)
  return {
    db: () => need(open.db),
    catalogue: () => need(open.catalogue),
    ask,
    rows: async (query, at) => (await ask(query, undefined, at)).rows,
    refusal: async (query) => {
      const error: unknown = await ask(query as Query).catch((thrown: unknown) => thrown)
      if (error instanceof Problem) return error
      throw new Error(`not refused: ${JSON.stringify(error)}`)
    },
  }
}
