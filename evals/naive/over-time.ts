/** Figures over two periods, at the end of every unit of a period, and by cohort and age, each taken on its own day. */
import type { CalendarUnit, Compare, ParsedQuery, Period } from '#db/query/query.ts'
import { daysFrom, firstOf, lastOf, plus, plusDays, unitName } from './calendar.ts'
import { inScope } from './condition.ts'
import type { Answer } from './evaluate.ts'
import { apartByName, figureOf, numeric, type Figure } from './figures.ts'
import { answerOf, currencyPart, plainOf, rowsFor, type Cells, type Column } from './groups.ts'
import { bothEnds, groupsIn, label, partOf, unitsOf, type Part } from './keys.ts'
import type { ObjectOf } from './kinds.ts'
import { operandOf } from './operand.ts'
import { Refusal } from './refusal.ts'
import { onDay, type Cell, type Row, type World } from './world.ts'

type Days = { first: string; last: string }
type Asked = { object: ObjectOf; query: ParsedQuery; world: World }

const figuresOf = ({ object, query, world }: Asked, window?: Period): Figure[] => {
  const settings = { world, scope: query.scope ?? ('usual' as const), ...(window && { window }) }
  return apartByName(plainOf(query).map((each) => figureOf(object, each, settings)))
}

/** As the figures would have been were that day today. */
const figuresOn = (asked: Asked, day: string, window?: Days): Figure[] =>
  figuresOf({ ...asked, world: onDay(asked.world, day) }, window && { from: window.first, to: window.last })

function partsOf({ object, query, world }: Asked, figures: Figure[]): { parts: Part[]; apart: Part | null } {
  const keys = (query.groupBy ?? []).map((each) => partOf(object, each, world))
  const apart = currencyPart(object, figures, keys, world)
  return { parts: apart ? [...keys, apart] : keys, apart }
}

const valueOf = (figure: Figure, rows: Row[]): Cell => (rows.length ? figure.of(rows) : figure.ofNothing)

/** The figures of that day over the rows that the usual scope kept on it. */
function taken(asked: Asked, day: string, window?: Days): (rows: Row[]) => Cell[] {
  const { object, query, world } = asked
  const figures = figuresOn(asked, day, window)
  const keep = inScope(object, query.where ? [query.where] : [], onDay(world, day), query.scope ?? 'usual')
  return (rows) => figures.map((figure) => valueOf(figure, figure.whole ? rows : rows.filter(keep)))
}

const startsMonth = (day: string) => day.endsWith('-01')
const endsMonth = (day: string) => startsMonth(plusDays(day, 1))
const monthsIn = ({ first, last }: Days): number | null => {
  if (!startsMonth(first) || !endsMonth(last)) return null
  const [from, to] = [first, last].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)))
  return (to ?? 0) - (from ?? 0) + 1
}

function earlierThan(now: Days, { period, with: other = 'previous' }: Compare, world: World): Days {
  if (typeof other !== 'string') return bothEnds(other, world)
  const months = monthsIn(now)
  if (other === 'year_earlier') {
    const [first, last] = [plus(now.first, -1, 'year'), plus(now.last, -1, 'year')]
    return { first, last: months === null ? last : lastOf(last, 'month', 1) }
  }
  const last = plusDays(now.first, -1)
  const length = daysFrom(now.first, now.last)
  if ('this' in period && period.toDate) {
    const first = firstOf(last, period.this, world.clock.fiscalYearStart)
    const end = plusDays(first, length)
    return { first, last: end < last ? end : last }
  }
  return { first: months === null ? plusDays(last, -length) : plus(now.first, -months, 'month'), last }
}

/** Whether a row's date lies in the days. */
const withinOf =
  ({ object, world }: Asked, { field }: Compare) =>
  (days: Days) => {
    if (!field) return () => true
    const operand = operandOf(object, field, world)
    return (row: Row) => {
      const value = operand.of(row)
      const day = typeof value !== 'string' ? null : operand.field.kind === 'time' ? world.day(value) : value
      return day !== null && day >= days.first && day <= days.last
    }
  }

export function compared(object: ObjectOf, query: ParsedQuery, compare: Compare, world: World): Answer {
  const asked = { object, query, world }
  const now = bothEnds(compare.period, world)
  const then = earlierThan(now, compare, world)
  const { met, usual } = rowsFor(object, query, world)
  const { today } = world.clock
  const figures = compare.field
    ? figuresOf(asked)
    : figuresOn(asked, now.last < today ? now.last : today, now)
  const within = withinOf(asked, compare)
  const over = (days: Days): ((rows: Row[]) => Cell[]) =>
    compare.field
      ? (rows) => figures.map((figure) => valueOf(figure, rows.filter(within(days))))
      : taken(asked, days.last < today ? days.last : today, days)
  const [overNow, overThen] = [over(now), over(then)]
  const rows = compare.field ? [...usual].filter((row) => within(now)(row) || within(then)(row)) : met
  const { parts, apart } = partsOf(asked, figures)
  const lines = groupsIn(rows, parts, apart).map((group): Cells => {
    const line = new Map(group.cells)
    const [values, before] = [overNow(group.rows), overThen(group.rows)]
    figures.forEach(({ key }, i) => {
      for (const [name, value] of Object.entries(changeOf(key, [values[i], before[i]]))) line.set(name, value)
    })
    return line
  })
  const still = figures.find(({ field }) => ['date', 'time'].includes(field.kind))
  if (still) throw new Refusal(`${still.key} has no change`)
  const columns = figures.flatMap(({ key, field }): Column[] => [
    { key, field },
    { key: `${key}_then`, field },
    { key: `${key}_change`, field },
    { key: `${key}_change_ratio`, field: numeric },
  ])
  return answerOf({ query, parts, columns, lines, apart }, world)
}

function changeOf(key: string, [now = null, then = null]: (Cell | undefined)[]): Record<string, Cell> {
  const change = typeof now === 'number' && typeof then === 'number' ? now - then : null
  const ratio = change === null || then === 0 ? null : change / Math.abs(Number(then))
  return { [key]: now, [`${key}_then`]: then, [`${key}_change`]: change, [`${key}_change_ratio`]: ratio }
}

/** The last day of the unit, of a running one today. */
const sampleOf = (start: string, unit: CalendarUnit, { clock }: World) => {
  const last = lastOf(start, unit, clock.fiscalYearStart)
  return last < clock.today ? last : clock.today
}

export function series(
  object: ObjectOf,
  query: ParsedQuery,
  { by, over }: { by: CalendarUnit; over: Period },
  world: World,
): Answer {
  const asked = { object, query, world }
  const days = bothEnds(over, world)
  const { fiscalYearStart, today } = world.clock
  const starts = unitsOf(days, by, fiscalYearStart).filter((day) => day <= today)
  const figures = figuresOn(asked, today)
  const { parts, apart } = partsOf(asked, figures)
  const groups = groupsIn(rowsFor(object, query, world).met, parts, apart)
  if (days.first > today) throw new Refusal('the period has not begun')
  const lines = starts.flatMap((start) => {
    const sample = sampleOf(start, by, world)
    const on = taken(asked, sample < days.last ? sample : days.last)
    return groups.map((group): Cells => {
      const values = on(group.rows).map((value, i): [string, Cell] => [figures[i]?.key ?? '', value])
      return new Map([[by, unitName(start, by, fiscalYearStart)], ...group.cells, ...values])
    })
  })
  const unit: Part = { key: by, field: label, fill: null, values: () => [] }
  return answerOf({ query, parts: [unit, ...parts], columns: figures, lines, apart }, world)
}

export function cohorts(
  object: ObjectOf,
  query: ParsedQuery,
  { start, by, over, ages, as = 'share' }: NonNullable<ParsedQuery['cohort']>,
  world: World,
): Answer {
  const asked = { object, query, world }
  const days = bothEnds(over, world)
  const { fiscalYearStart: fiscal, today } = world.clock
  const units = unitsOf(days, by, fiscal).filter((day) => day <= today)
  if (days.first > today) throw new Refusal('the period has not begun')
  const figures = figuresOn(asked, today)
  const { parts, apart } = partsOf(asked, figures)
  const { of, field } = operandOf(object, start, world)
  const unitOf = (row: Row): string | null => {
    const value = of(row)
    if (typeof value !== 'string') return null
    const day = field.kind === 'time' ? world.day(value) : value
    return day >= days.first && day <= days.last ? firstOf(day, by, fiscal) : null
  }
  const { met } = rowsFor(object, query, world)
  const oldest = units.find((unit) => met.some((row) => unitOf(row) === unit))
  const most = oldest ? unitsOf({ first: oldest, last: today }, by, fiscal).length : 0
  const all = Array.from({ length: Math.min(most, (ages ?? most) + 1) }, (_, age) => age)
  const lines = units.flatMap((unit) =>
    groupsIn(
      met.filter((row) => unitOf(row) === unit),
      parts,
      apart,
    )
      .filter((group) => group.rows.length > 0)
      .map((group): Cells => {
        const at = (age: number): Cell[] => {
          const begun = plus(unit, age, by)
          if (begun > today) return figures.map(() => null)
          return taken(asked, sampleOf(begun, by, world))(group.rows)
        }
        const first = at(0)
        const cells = all.flatMap((age) =>
          at(age).map((value, i): [string, Cell] => [
            `${figures[i]?.key}:${age}`,
            as === 'value' ? value : shareOf(value, first[i] ?? null),
          ]),
        )
        return new Map<string, Cell>([
          ['cohort', unitName(unit, by, fiscal)],
          ...group.cells,
          ['size', group.rows.length],
          ...cells,
        ])
      }),
  )
  const columns: Column[] = [
    { key: 'size', field: numeric },
    ...figures.flatMap(({ key }) => all.map((age) => ({ key: `${key}:${age}`, field: numeric }))),
  ]
  const unit: Part = { key: 'cohort', field: label, fill: null, values: () => [] }
  // No line, no currency that could be the only one.
  const told = lines.length ? apart : null
  return answerOf({ query, parts: [unit, ...parts], columns, lines, apart: told }, world)
}

const shareOf = (value: Cell, whole: Cell): Cell =>
  typeof value === 'number' && typeof whole === 'number' && whole !== 0 ? value / whole : null
