/** Change sets over the same object as one: for each cell the SQL of its value after all of them, with the values checked. */
import { sql, type SQL } from 'drizzle-orm'
import type { ObjectType } from '../catalogue/types.ts'
import { Problem } from '../problem.ts'
import { constant, current, itemsOf, listCell } from './cells.ts'
import type { Assignment, NewValue } from './contract.ts'
import type { Materialising, ResolvedUpdate } from './materialise.ts'
import { checkedItems, checkedValue } from './values.ts'
import { writable, writablesOf, type Writable } from './writable.ts'

/** The same of every row, as JSON keeps and shows it. */
type Fixed = { kept: NewValue; shown: NewValue }
/** `next` is of the row `x`; `w` says which sets mean it. */
export type Assigned = { cell: Writable; next: SQL; fixed?: Fixed; moves?: true }

type Step = { cell: Writable; set: number; to: (before: SQL) => SQL; fixed?: Fixed; moves?: true }

export async function assignmentsOf(
  work: Materialising,
  object: ObjectType,
  sets: ResolvedUpdate[],
): Promise<Assigned[]> {
  const steps: Step[] = []
  for (const [at, { set }] of sets.entries())
    for (const one of set) steps.push(await stepOf(work, object, one, at))
  const cells = new Map<string, Step[]>()
  for (const step of steps) cells.set(step.cell.key, [...(cells.get(step.cell.key) ?? []), step])
  const meant = (set: number, to: SQL, before: SQL) =>
    sets.length === 1 ? to : sql`case when w.${sql.raw(`s${set}`)} then ${to} else ${before} end`
  const assigned = [...cells.values()].map((of): Assigned => {
    const [first] = of
    if (!first) throw new Error('a cell without a step')
    const { cell } = first
    const next = of.reduce((before, { set, to }) => meant(set, to(before), before), current(cell, 'x'))
    const isFixed = of.length === 1 && sets.length === 1 && first.fixed
    return {
      ...{ cell, next },
      ...(isFixed && { fixed: first.fixed }),
      ...(of.some(({ moves }) => moves) && { moves: true as const }),
    }
  })
  return [...assigned, ...consequences(work, object, assigned)]
}

/** What the catalogue says follows from what is assigned. */
function consequences(
  { catalogue, clock }: Materialising,
  object: ObjectType,
  assigned: Assigned[],
): Assigned[] {
  const cells = writablesOf(catalogue, object)
  return cells.flatMap((cell) => {
    const follows = cell.field?.follows
    const cause = follows && assigned.find((one) => one.cell.key === follows.field)
    if (!follows || !cause) return []
    const own = current(cell, 'x')
    const now = sql`${clock.now}::timestamptz`
    const to = follows.sql({ of: cause.next, own, now })
    const isChanged = sql`(${cause.next}) is distinct from ${current(cause.cell, 'x')}`
    return [{ cell, next: sql`case when ${isChanged} then ${to} else ${own} end` }]
  })
}

async function stepOf(
  work: Materialising,
  object: ObjectType,
  given: Assignment,
  set: number,
): Promise<Step> {
  const { tx, asker, catalogue } = work
  const cell = writable(catalogue, object, given.field)
  if ('to' in given) {
    const { stored, shown } = await checkedValue(tx, asker, cell, given.to)
    const to = constant(cell, stored)
    if (cell.type === 'list') return { cell, set, to: (before) => sameItems(cell, to, before) }
    // A moment has many spellings, of which the database's is kept.
    return { cell, set, to: () => to, ...(cell.type !== 'time' && { fixed: { kept: stored, shown } }) }
  }
  if ('later' in given) return { cell, set, to: later(work, cell, given.later), moves: true }
  const items = checkedItems(cell, 'add' in given ? given.add : given.remove)
  const words = sql`${sql.param(items.map((item) => item.toLowerCase()))}::text[]`
  if ('add' in given) {
    const more = sql`${sql.param(items)}::text[]`
    return { cell, set, to: (before) => withItems(cell, before, more) }
  }
  return { cell, set, to: (before) => withoutItems(cell, before, words) }
}

/** A list is a set of words, whatever their case: the same ones in another order are no change. */
const asWords = (items: SQL): SQL => sql`array(select distinct lower(i) from unnest(${items}) i order by 1)`

const sameItems = (cell: Writable, to: SQL, before: SQL): SQL =>
  sql`case when ${asWords(itemsOf(cell, to))} = ${asWords(sql`coalesce(${itemsOf(cell, before)}, '{}')`)} then ${before} else ${to} end`

/** In the order of their words, so that it does not matter who added what first. */
const inOrder = (from: SQL): SQL =>
  sql`array(select d.i from (select distinct on (lower(i)) i from ${from} order by lower(i), n) d order by lower(d.i) collate "C", d.i collate "C")`

function withItems(cell: Writable, before: SQL, more: SQL): SQL {
  const items = sql`coalesce(${itemsOf(cell, before)}, '{}')`
  const all = inOrder(sql`unnest(${items} || ${more}) with ordinality u(i, n)`)
  return sql`case when ${asWords(items)} @> ${asWords(more)} then ${before} else ${listCell(cell, all)} end`
}

function withoutItems(cell: Writable, before: SQL, words: SQL): SQL {
  const items = sql`coalesce(${itemsOf(cell, before)}, '{}')`
  const rest = sql`array(select i from unnest(${items}) with ordinality u(i, n) where lower(i) <> all (${words}) order by n)`
  return sql`case when ${asWords(items)} && ${words} then ${listCell(cell, rest)} else ${before} end`
}

/** The same time of day so many days later, as the workspace's clocks have it. */
function later({ clock }: Materialising, cell: Writable, days: number): (before: SQL) => SQL {
  if (cell.type !== 'date' && cell.type !== 'time')
    throw new Problem('bad_request', `${cell.label}: it is no date, so it can not be moved by days.`)
  if (!Number.isInteger(days) || Math.abs(days) > 36_500)
    throw new Problem('bad_request', `${cell.label}: it is moved by whole days, at most a hundred years.`)
  const moved = (value: SQL) =>
    cell.type === 'date'
      ? sql`(${value} + ${days}::int)`
      : sql`(((${value} at time zone ${clock.timeZone}::text) + make_interval(days => ${days}::int)) at time zone ${clock.timeZone}::text)`
  if (cell.custom === undefined) return moved
  return (before) => {
    const text = sql`(${before} #>> '{}')`
    const type = sql.raw(cell.sqlType)
    return sql`case when pg_input_is_valid(${text}, ${cell.sqlType}) then to_jsonb(${moved(sql`${text}::${type}`)}) else ${before} end`
  }
}
