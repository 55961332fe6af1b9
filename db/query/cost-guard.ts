/** Keeps queries from running for minutes: what is too dear by its plan is refused before it runs, what runs too long is stopped, both with how to narrow. */
import { sql, type SQL } from 'drizzle-orm'
import type { Catalogue, ObjectType } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { Problem } from '../problem.ts'
import { samplesOf } from './periods.ts'
import { numberInWords } from './print.ts'
import type { Condition, ParsedQuery } from './query.ts'
import { conjuncts, namedIn } from './reach.ts'
import { endOf } from './rows.ts'

/**
 * How many rows a query might visit, by the true size of its tables, before its plan is looked at. A plan alone does not
 * tell: without statistics Postgres takes relations within relations for a thousandth or a thousandfold of what they are.
 */
const lookedAtFrom = 20_000_000
/** A plan of this cost takes minutes on the embedded database, as measured; so does a lesser one over so many rows. */
const dearCost = 2_000_000
const dearRows = 150_000_000
const notSmallCost = 100_000
/** Of a query that was looked at; the store's own limit, where it is less, stands. */
const longestMs = 30_000

/** What searching one text costs, in rows visited. */
const perText = 100
/** Generations of a relation that leads to rows of the same table. */
const generations = 8
/** Bytes of a row at most, where nothing has counted the rows. */
const widestRow = 300

type Sizes = Map<string, number>
const keptMs = 60_000
const kept = new WeakMap<Catalogue, { sizes: Sizes; at: number }>()

async function sizesOf(tx: Tx, catalogue: Catalogue): Promise<Sizes> {
  const known = kept.get(catalogue)
  if (known && performance.now() - known.at < keptMs) return known.sizes
  const tables = [...catalogue.objects.values()].map(({ table }) => sql`${table}`)
  const rows = await rowsOf<{ name: string; rows: number }>(
    tx,
    sql`select c.relname as name, greatest(c.reltuples, pg_relation_size(c.oid) / ${widestRow}::float8)::float8 as rows
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname in (${sql.join(tables, sql`, `)})`,
  )
  const sizes = new Map(rows.map((each) => [each.name, each.rows]))
  kept.set(catalogue, { sizes, at: performance.now() })
  return sizes
}

const rowsIn = (sizes: Sizes, object: ObjectType | undefined): number =>
  Math.max(1, sizes.get(object?.table ?? '') ?? 1)

/** Rows that a condition visits for each row it is asked of. */
function visitsOf(catalogue: Catalogue, sizes: Sizes, object: ObjectType, condition: Condition): number {
  const all = (conditions: Condition[]) =>
    conditions.reduce((sum, each) => sum + visitsOf(catalogue, sizes, object, each), 0)
  if ('and' in condition) return all(condition.and)
  if ('or' in condition) return all(condition.or)
  if ('not' in condition) return all([condition.not])
  if ('field' in condition) return condition.op === 'matches' ? perText : 0
  const path = 'some' in condition ? condition.some : 'none' in condition ? condition.none : condition.count
  const [place, target] = [endOf(catalogue, object, path), endOf(catalogue, object, `${path}.id`)]
  if (!place || !target) return 0
  const fan = place === target ? generations : Math.max(1, rowsIn(sizes, target) / rowsIn(sizes, place))
  return fan * (1 + (condition.where ? visitsOf(catalogue, sizes, target, condition.where) : 0))
}

const samplesIn = ({ series, cohort }: ParsedQuery, clock: Clock): number =>
  series
    ? samplesOf(series.over, series.by, clock, 'series.over').length
    : cohort
      ? samplesOf({ ...cohort.over, to: { today: 0 } }, cohort.by, clock, 'cohort.over').length
      : 1

const conditionsIn = ({ where, measures = [] }: ParsedQuery): Condition[] =>
  [where, ...measures.map((each) => ('fn' in each ? each.where : undefined))].flatMap((each) => each ?? [])

/** Relations and texts are read row by row, and days one by one; without them a query reads its tables once. */
const isPlain = (condition: Condition): boolean => {
  if ('and' in condition) return condition.and.every(isPlain)
  if ('or' in condition) return condition.or.every(isPlain)
  if ('not' in condition) return isPlain(condition.not)
  return 'field' in condition && condition.op !== 'matches'
}

/** Rows that the whole query might visit at most. */
async function visited(tx: Tx, catalogue: Catalogue, query: ParsedQuery, clock: Clock): Promise<number> {
  const conditions = conditionsIn(query)
  const samples = samplesIn(query, clock)
  const object = catalogue.objects.get(query.from)
  if (!object || (samples === 1 && conditions.every(isPlain))) return 0
  const sizes = await sizesOf(tx, catalogue)
  // A filter that names rows, accounts or people leaves their share of the rows: Postgres cannot tell before it has run.
  const shares = (query.where ? conjuncts(query.where) : []).map((each) => {
    const named = namedIn(catalogue, object, each)
    const count = 'value' in each && Array.isArray(each.value) ? each.value.length : 1
    return named ? Math.min(1, count / rowsIn(sizes, named)) : 1
  })
  const left = rowsIn(sizes, object) * Math.min(1, ...shares)
  const perRow = conditions.reduce((sum, each) => sum + visitsOf(catalogue, sizes, object, each), 1)
  const everything = [...sizes.values()].reduce((sum, rows) => sum + Math.max(0, rows), 0)
  return samples * (left * perRow + (samples > 1 ? everything : 0))
}

export type PlanFigures = { cost: number; rows: number; plan: unknown }

/** What Postgres expects of a statement, without running it. */
export async function plannedAs(tx: Tx, statement: SQL): Promise<PlanFigures> {
  const [row] = await rowsOf<{ 'QUERY PLAN': unknown }>(tx, sql`explain (format json) ${statement}`)
  const plan = row?.['QUERY PLAN']
  const top = (Array.isArray(plan) ? plan[0] : undefined) as { Plan?: Record<string, unknown> } | undefined
  return { cost: Number(top?.Plan?.['Total Cost']), rows: Number(top?.Plan?.['Plan Rows']), plan: top?.Plan }
}

/** Throws a Problem where the query would run for minutes. A small query, or one without relations, is not looked at. */
export async function assertAffordable(
  tx: Tx,
  catalogue: Catalogue,
  { query, who }: { query: ParsedQuery; who: { clock: Clock } },
  statement: SQL,
): Promise<void> {
  const rows = await visited(tx, catalogue, query, who.clock)
  if (rows < lookedAtFrom) return
  const { cost } = await plannedAs(tx, statement)
  if (cost >= dearCost || (rows >= dearRows && cost >= notSmallCost))
    throw new Problem(
      'bad_request',
      `This would read about ${numberInWords(rows, 0)} rows, which takes minutes.`,
      {
        done: 'Nothing was read.',
        next: narrower(catalogue, query),
      },
    )
  await tx.execute(sql`select set_config('statement_timeout', ${String(longestMs)}, true)
    where current_setting('statement_timeout') <> '0'`)
}

/** What of the query could be less, most telling first. */
function narrower(catalogue: Catalogue, query: ParsedQuery): string {
  const object = catalogue.objects.get(query.from)
  const main = object?.fields.find(({ event }) => event === 'main')
  const isOfAccount = object?.relations.some(({ key }) => key === 'account')
  const figures = query.measures?.length ?? 0
  const ways = [
    ...((query.series ?? query.cohort) ? ['a shorter period or a longer unit'] : []),
    ...(main ? [`a period (where ${main.key} is during …)`] : []),
    ...(object?.key === 'account' ? ['a filter on the accounts (name, csm, segment)'] : []),
    ...(isOfAccount ? ['a filter on the account (account.name, account.csm)'] : []),
    ...(conditionsIn(query).every(isPlain) ? [] : ['fewer conditions on related rows within each other']),
    ...(figures > 1 ? ['fewer figures at once'] : []),
  ]
  return `Narrow it: ${ways.slice(0, 4).join(', ')}.`
}

/** Postgres stopped it because it ran too long: said so, with what to do. */
const stopped = '57014'

export async function understood<T>(running: Promise<T>): Promise<T> {
  try {
    return await running
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      if ('code' in cause && cause.code === stopped)
        throw new Problem('bad_request', 'The query took too long and was stopped.', {
          done: 'Nothing was changed.',
          next: 'Narrow it: a shorter period, fewer accounts, fewer figures or conditions on related rows.',
          cause: error,
        })
    throw error
  }
}
