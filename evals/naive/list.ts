/** The rows of an object themselves, with the columns that were asked for. */
import type { Condition, Operand, ParsedQuery } from '#db/query/query.ts'
import type { Answer, AnswerRow } from './evaluate.ts'
import { apartByName, numeric } from './figures.ts'
import { rowsFor } from './groups.ts'
import type { FieldOf, ObjectOf } from './kinds.ts'
import { madeKey, madeValues, type MadeColumn } from './made.ts'
import { operandOf, shown } from './operand.ts'
import { classesOf, keyOf, type Sorting } from './order.ts'
import type { Cell, Row, World } from './world.ts'

type Column = {
  key: string
  field: FieldOf
  of: (row: Row) => Cell
  currency?: string | undefined
  made?: MadeColumn
}

/** A wider table than this nobody gets unasked. */
const mostColumns = 12

export function listOf(object: ObjectOf, query: ParsedQuery, world: World): Answer {
  const rows = [...rowsFor(object, query, world).usual]
  const shownColumns = columnsOf(object, query, world)
  const ranks = shownColumns.filter(({ made }) => made && made.make !== 'running')
  const made = new Map<string, Map<Row, Cell>>()
  for (const column of ranks) made.set(column.key, madeFor(object, column, rows, world))
  const valueOf = (column: Column, row: Row): Cell => made.get(column.key)?.get(row) ?? column.of(row)
  const sortings = (query.orderBy ?? object.order).map(({ by, dir }): Sorting<Row> => {
    const named =
      typeof by === 'string' ? shownColumns.find((each) => each.made && each.key === by) : undefined
    const column: Column = named ?? operandOf(object, by, world)
    return { dir, key: (row) => keyOf(column.field, valueOf(column, row), world) }
  })
  const classes = classesOf(rows, sortings)
  const running = shownColumns.filter((column) => column.made?.make === 'running')
  for (const column of running) made.set(column.key, madeFor(object, column, classes.flat(), world))
  const cells = (row: Row): AnswerRow =>
    Object.fromEntries(
      shownColumns.map((column) => [column.key, shown(column.field, valueOf(column, row), world)]),
    )
  const isTied = classes.some((tied) => tied.length > 1)
  return {
    columns: shownColumns.map((column) => column.key),
    classes: classes.map((tied) =>
      tied.map((row) => ({ id: object.id ? (row.id ?? null) : null, ...cells(row) })),
    ),
    total: rows.length,
    prose: new Set(shownColumns.filter((column) => column.field.prose).map((column) => column.key)),
    open: new Set(isTied ? running.map(({ key }) => key) : []),
  }
}

function madeFor(object: ObjectOf, { made }: Column, rows: Row[], world: World): Map<Row, Cell> {
  if (!made) return new Map()
  const operand = operandOf(object, made.of, world)
  const { currency } = operand
  const apart = operand.field.kind === 'money' && currency ? [currency] : []
  const whole = [...(made.within ?? []), ...apart].map((path) => operandOf(object, path, world))
  const values = madeValues(made, rows, {
    of: operand.of,
    whole: (row) => JSON.stringify(whole.map((each) => each.of(row))),
  })
  return new Map(rows.map((row, i) => [row, values[i] ?? null]))
}

/** Those asked for, else the usual ones with what the filter and the order speak of; then the currencies of their money. */
function columnsOf(object: ObjectOf, query: ParsedQuery, world: World): Column[] {
  const { select } = query
  const asked: (string | Operand | MadeColumn)[] = select ?? [
    ...object.columns,
    ...spokenOf(query).filter((each) => !isShown(typeof each === 'string' ? each : each.field)),
  ]
  const columns = asked.map((each): Column => {
    if (typeof each === 'string' || 'field' in each) return operandOf(object, each, world)
    const { field, currency } = operandOf(object, each.of, world)
    const isMoney = each.make === 'running' && field.kind === 'money'
    const kind = isMoney ? { field, currency } : { field: numeric }
    return { key: madeKey(each, each.of), of: () => null, made: each, ...kind }
  })
  const once = new Map(columns.map((each) => [each.key, each]))
  const found = select ? apartByName(columns) : [...once.values()].slice(0, mostColumns)
  if (world.currencies.length < 2) return found
  const money = found.flatMap(({ field, currency }) => (field.kind === 'money' && currency ? [currency] : []))
  const missing = [...new Set(money)].filter((path) => !found.some(({ key }) => key === path))
  return [...found, ...missing.map((path) => operandOf(object, path, world))]
}

/** The id stands before every row; all texts together are no column. */
const isShown = (path: string) => path === 'id' || path.endsWith('any_text')

const spokenOf = ({ where, orderBy = [] }: ParsedQuery): (string | Operand)[] => [
  ...(where ? leavesOf(where) : []),
  ...orderBy.map(({ by }) => by),
]

type Leaf = Extract<Condition, { field: string }>
function leavesOf(condition: Condition): Leaf[] {
  if ('and' in condition) return condition.and.flatMap(leavesOf)
  if ('or' in condition) return condition.or.flatMap(leavesOf)
  if ('not' in condition) return leavesOf(condition.not)
  return 'field' in condition && condition.op !== 'matches' ? [condition] : []
}
