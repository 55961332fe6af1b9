/** One key of groups spread over columns: made of ordinary groups (lines, columns, cells), so that every figure in it is what it is there. */
import type { Catalogue } from '../catalogue/types.ts'
import { Problem } from '../problem.ts'
import { compileParsed, wholeWhere, type Who } from './compile.ts'
import { most } from './limits.ts'
import type { ParsedQuery, Pivot } from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import type { Compiled, ResultColumn } from './result.ts'
import { withoutOne, type Cell, type Found, type Row, type Table } from './table.ts'

/** Statements to run, and what is made of what they find: the table, or more statements first. */
export type Plan = { steps: Compiled[]; finish: (found: Found[][]) => Table | Plan }

const usualLimit = 12
const mostCells = 50_000

/** A value of the spread key: its name in column keys, and what tells it apart from the others. */
type Spread = { name: string; label: string; value: string | null; told: string }
/** Lines, the groups of lines and spread values, and the lines over what has no column of its own. */
type Block = {
  lines: Compiled
  found: Found[]
  cells: Compiled
  inCells: Found[]
  place: number
  others?: Found[]
}

export function pivotPlan(catalogue: Catalogue, query: ParsedQuery, pivot: Pivot, who: Who): Plan {
  const { pivot: _, ...plain } = query
  const compile = (rest: Partial<ParsedQuery>) => compileParsed(catalogue, { ...plain, ...rest }, who)
  const cells = compile({ orderBy: undefined, limit: mostCells })
  const place = placeOf(cells, pivot, query)
  const { limit = usualLimit } = pivot
  if (limit > most.columns)
    throw refusal(under('pivot', 'limit'), `there are at most ${most.columns} columns.`)
  const [key] = (query.groupBy ?? []).slice(place)
  const column = cells.columns[place]
  if (key === undefined || !column) throw new Error('a pivot without its key')
  const rest = query.groupBy?.filter((_each, at) => at !== place)
  const measures = query.measures?.length ? query.measures : [{ fn: 'count' as const }]
  const all = { where: wholeWhere(catalogue, query, who), measures }
  const isDated = (typeof key === 'object' && key.by !== undefined) || column.type === 'date'
  const inOrder = isDated || column.type === 'enum'
  const byLine = { ...all, groupBy: rest?.length ? rest : undefined }
  const overall = { ...all, groupBy: undefined, orderBy: undefined, limit: undefined }
  const lines = compile(byLine)
  const columns = compile({
    ...overall,
    groupBy: [key],
    ...(inOrder && { orderBy: [{ by: pivot.key, dir: 'asc' as const }] }),
  })
  const whole = compile(overall)
  return {
    steps: [cells, lines, columns, ...(pivot.totals ? [whole] : [])],
    finish: ([inCells = [], inLines = [], inColumns = [], inWhole = []]) => {
      if (inCells.length >= mostCells) throw tooMany()
      const spread = spreadOf(catalogue, query.from, columns, inColumns)
      const kept = keptOf(spread, columns, inColumns, limit, isDated)
      const ofLines: Block = { lines, found: inLines, cells, inCells, place }
      const ofWhole: Block = { lines: whole, found: inWhole, cells: columns, inCells: inColumns, place: 0 }
      if (kept.length === spread.length || pivot.others === false)
        return tableOf(ofLines, ofWhole, kept, pivot)
      const except = { key, values: kept.map(({ value }) => value) }
      const others = (part: Partial<ParsedQuery>) =>
        compileParsed(catalogue, { ...plain, ...part, orderBy: undefined, limit: mostCells, except }, who)
      return {
        steps: [others(byLine), ...(pivot.totals ? [others(overall)] : [])],
        finish: ([byLines = [], overAll = []]) =>
          tableOf({ ...ofLines, others: byLines }, { ...ofWhole, others: overAll }, kept, pivot),
      }
    },
  }
}

const tooMany = () =>
  new Problem('bad_request', `The table would have more than ${mostCells} cells.`, {
    done: 'Nothing was shown.',
    next: 'Group by fewer keys, or narrow the filter.',
  })

function placeOf(cells: Compiled, pivot: Pivot, { groupBy = [], orderBy = [] }: ParsedQuery): number {
  const keys = cells.columns.slice(0, groupBy.length).map(({ key }) => key)
  const place = keys.indexOf(pivot.key)
  if (place < 0) throw unknown(under('pivot', 'key'), 'key', pivot.key, keys, ' in groupBy')
  const at = orderBy.findIndex(({ by }) => (typeof by === 'string' ? by : by.field) === pivot.key)
  if (at >= 0)
    throw refusal(under('orderBy', at), 'lines are not ordered by the key that is spread over columns.')
  return place
}

const textOf = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell)
const toldBy = (row: Found, parts: string[][]): string =>
  JSON.stringify(parts.flatMap((own) => own.map((name) => row[name] ?? null)))

/** The values of the key in the order of the groups, none last. */
function spreadOf(catalogue: Catalogue, from: string, columns: Compiled, found: Found[]): Spread[] {
  const [key] = columns.columns
  const choices = catalogue.objects.get(from)?.fields.find((field) => field.key === key?.key)?.values
  const own = columns.parts.slice(0, 1)
  const spread = new Map<string, Spread>()
  const taken = new Set(['other', 'total'])
  for (const row of found) {
    const told = toldBy(row, own)
    if (spread.has(told)) continue
    const text = textOf(row[columns.names[0] ?? ''])
    let name = text ?? 'none'
    for (let n = 2; taken.has(name); n++) name = `${text ?? 'none'}_${n}`
    taken.add(name)
    const label = choices?.find((choice) => choice.key === text)?.label ?? text ?? 'None'
    spread.set(told, { name, label, value: textOf(row[own[0]?.[0] ?? '']), told })
  }
  const all = [...spread.values()]
  return [...all.filter(({ value }) => value !== null), ...all.filter(({ value }) => value === null)]
}

/** How high a total stands: a number by itself, a date by its time; without one below all. */
const sizeOf = (cell: Cell | undefined): number =>
  typeof cell === 'string' ? Date.parse(cell) : Number(cell ?? -Infinity)

/** Beyond the limit the largest stay, of dates the latest, in the order that all have. */
function keptOf(all: Spread[], columns: Compiled, found: Found[], limit: number, isDated: boolean): Spread[] {
  if (all.length <= limit) return all
  const first = columns.names[columns.parts.length] ?? ''
  const own = columns.parts.slice(0, 1)
  const sizes = new Map<string, number>()
  for (const row of found) {
    const told = toldBy(row, own)
    sizes.set(told, Math.max(sizes.get(told) ?? -Infinity, sizeOf(row[first])))
  }
  const size = ({ told }: Spread) => sizes.get(told) ?? -Infinity
  const ranked = isDated
    ? all.filter(({ value }) => value !== null).toReversed()
    : all.toSorted((a, b) => (size(b) === size(a) ? 0 : size(b) - size(a)))
  const kept = new Set(ranked.slice(0, limit))
  return all.filter((each) => kept.has(each))
}

function tableOf(ofLines: Block, ofWhole: Block, kept: Spread[], { totals = false }: Pivot): Table {
  const { lines, cells, found } = ofLines
  const figures = cells.columns.slice(cells.parts.length)
  const heads = [
    ...kept,
    ...(ofLines.others ? [{ name: 'other', label: 'Other' }] : []),
    ...(totals ? [{ name: 'total', label: 'Total' }] : []),
  ]
  const spread = heads.flatMap(({ name, label }) =>
    figures.map((figure): { of: string; column: ResultColumn } => ({
      of: figure.key,
      column: {
        ...figure,
        key: `${figure.key}:${name}`,
        label: figures.length > 1 ? `${figure.label}: ${label}` : label,
      },
    })),
  )
  const apart = lines.apart.map(({ currency, columns }) => ({
    currency,
    columns: [...columns, ...spread.filter(({ of }) => columns.includes(of)).map(({ column }) => column.key)],
  }))
  return withoutOne(apart, {
    columns: [...lines.columns.slice(0, lines.parts.length), ...spread.map(({ column }) => column)],
    rows: linesOf(ofLines, kept, totals),
    total: Number(found[0]?.total ?? 0),
    ...(totals && { totals: linesOf(ofWhole, kept, totals) }),
  })
}

function linesOf(
  { lines, found, cells, inCells, place, others }: Block,
  kept: Spread[],
  totals: boolean,
): Row[] {
  const figures = cells.columns.slice(cells.parts.length)
  const empty = cells.empty.slice(cells.parts.length)
  const valuesOf = (row: Found | undefined, { names, parts }: Compiled): Cell[] =>
    names.slice(parts.length).map((name, at) => (row ? (row[name] ?? null) : (empty[at] ?? null)))
  const named = (name: string, values: Cell[]) =>
    figures.map(({ key }, at): [string, Cell] => [`${key}:${name}`, values[at] ?? null])
  const ofLine = cells.parts.filter((_, at) => at !== place)
  const ofValue = cells.parts.slice(place, place + 1)
  const byCell = new Map(inCells.map((row) => [`${toldBy(row, ofLine)} ${toldBy(row, ofValue)}`, row]))
  const byOthers = new Map(others?.map((row) => [toldBy(row, lines.parts), row]))
  return found.map((line): Row => {
    const told = toldBy(line, lines.parts)
    return Object.fromEntries([
      ...lines.parts.map((_, at): [string, Cell] => [
        lines.columns[at]?.key ?? '',
        line[lines.names[at] ?? ''] ?? null,
      ]),
      ...kept.flatMap(({ name, told: value }) =>
        named(name, valuesOf(byCell.get(`${told} ${value}`), cells)),
      ),
      ...(others ? named('other', valuesOf(byOthers.get(told), lines)) : []),
      ...(totals ? named('total', valuesOf(line, lines)) : []),
    ])
  })
}
