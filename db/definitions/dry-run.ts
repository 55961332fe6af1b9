/** Compiles a query as nobody, at no time, and runs nothing: what an entry may name does not depend on who asks. */
import type { Catalogue } from '../catalogue/types.ts'
import { compileQuery } from '../query/compile.ts'
import type { Query } from '../query/query.ts'
import { nobodyIn } from '../rights.ts'

const nobody = {
  asker: nobodyIn(''),
  clock: { now: '2000-01-01T00:00:00Z', today: '2000-01-01', timeZone: 'UTC', fiscalYearStart: 1 },
}

/** Throws a Problem where it names what is not there, or compares what can't be compared. */
export function assertCompiles(catalogue: Catalogue, query: Query): void {
  compileQuery(catalogue, { scope: 'all', ...query }, nobody)
}
