/** The cohort triangle: rows by the unit of a start date, and the figures of each by its age. */
import type { ScopeClause } from '../catalogue/types.ts'
import { complete } from './aggregate.ts'
import { sampledGroups } from './groups.ts'
import { inSentence } from './print.ts'
import { closedSpan, samplesOf } from './periods.ts'
import type { Cohort, ParsedQuery } from './query.ts'
import { refusal, under } from './refuse.ts'
import type { Compiled, ResultColumn } from './result.ts'
import type { Rows } from './rows.ts'
import type { Cell, Found, Row, Table } from './table.ts'

/** Every cohort on every day, one below the other; `cohortTable` makes the triangle of them. */
export function cohortGroups(
  rows: Rows,
  query: ParsedQuery,
  { start, by, over, as = 'share' }: Cohort,
  scope: ScopeClause[],
): Compiled {
  const { clock } = rows.statement
  const path = under('cohort', 'over')
  const { from } = closedSpan(over, clock, path)
  if (from > clock.today) throw refusal(path, 'the period has not begun, so nobody started in it.')
  // The age of every cohort, also of the last one, reaches to today.
  const samples = samplesOf({ from, to: clock.today }, by, clock, path)
  const groupBy = [{ field: start, by }, ...(query.groupBy ?? [])]
  const groups = sampledGroups(rows, { ...query, groupBy }, scope, samples, by, [{ fn: 'count', as: 'size' }])
  const shareless = as === 'share' && groups.figures.find(({ adds }) => !adds)
  if (shareless)
    throw refusal(
      under('cohort', 'as'),
      `${inSentence(shareless.column.label)} does not add up, so nothing of it is a share of the first.`,
      'Take "as": "value".',
    )
  const compiled = complete({ ...query, groupBy, orderBy: undefined, limit: mostLong }, groups)
  return { ...compiled, ages: samples.map(({ label }) => label) }
}

/** Of cohorts times days, before they are one line each. */
const mostLong = 100_000

type Line = { keys: Row; size: Cell; cohort: number; figures: Map<number, Cell[]> }

/** One line a cohort; the columns go by the age, as far as the oldest cohort has come. */
export function cohortTable(compiled: Compiled, { as = 'share', ages }: Cohort, found: Found[]): Table {
  const { columns, names, parts, ages: labels = [] } = compiled
  const [sampled, started, ...others] = columns.slice(0, parts.length)
  const figures = columns.slice(parts.length, -1)
  const size = columns.at(-1)
  if (!sampled || !started || !size) throw new Error('a cohort without its columns')
  const lines = new Map<string, Line>()
  const cell = (row: Found, at: number): Cell => row[names[at] ?? ''] ?? null
  for (const row of found) {
    const cohort = labels.indexOf(String(cell(row, 1)))
    // Those who start in a unit that has not begun.
    if (cohort < 0) continue
    const age = labels.indexOf(String(cell(row, 0))) - cohort
    const key = JSON.stringify(parts.slice(1).flatMap((own) => own.map((name) => row[name] ?? null)))
    const line = lines.get(key) ?? {
      keys: Object.fromEntries(others.map((column, at) => [column.key, cell(row, at + 2)])),
      size: cell(row, columns.length - 1),
      cohort,
      figures: new Map(),
    }
    lines.set(key, line)
    if (age >= 0)
      line.figures.set(
        age,
        figures.map((_, at) => cell(row, parts.length + at)),
      )
  }
  const ordered = [...lines.values()].toSorted((a, b) => a.cohort - b.cohort)
  const oldest = Math.max(-1, ...ordered.flatMap((line) => [...line.figures.keys()]))
  const shownAges = Array.from({ length: Math.min(oldest, ages ?? oldest) + 1 }, (_, age) => age)
  const spread = shownAges.flatMap((age) =>
    figures.map((figure, at): { age: number; at: number; column: ResultColumn } => {
      const label = `${figures.length > 1 ? `${figure.label}, ` : ''}after ${age}`
      const column = { ...figure, key: `${figure.key}:${age}`, label }
      return {
        age,
        at,
        column: as === 'share' ? { key: column.key, label, type: 'number', unit: 'ratio' } : column,
      }
    }),
  )
  const valueOf = (line: Line, age: number, at: number): Cell => {
    const value = line.figures.get(age)?.[at] ?? null
    const first = line.figures.get(0)?.[at] ?? null
    if (as === 'value' || value === null) return value
    return first === null || Number(first) === 0 ? null : Number(value) / Number(first)
  }
  return {
    columns: [
      { key: 'cohort', label: started.label, type: started.type },
      ...others,
      size,
      ...spread.map(({ column }) => column),
    ],
    rows: ordered.map((line) => ({
      cohort: labels[line.cohort] ?? null,
      ...line.keys,
      [size.key]: line.size,
      ...Object.fromEntries(spread.map(({ age, at, column }) => [column.key, valueOf(line, age, at)])),
    })),
    total: ordered.length,
  }
}
