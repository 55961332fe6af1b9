/** What is set against each other: values of one field, and periods of one event, become groups. Pure. */
import { addUnits, resolvePeriod, startOf } from '#db/calendar.ts'
import type { CalendarUnit, Period } from '#db/query/query.ts'
import { isOp, kind, take, wordOf, type Draft } from './draft.ts'
import { fieldBehind, pathTo } from './reach.ts'

/** "EMEA versus NA", "Dana's accounts against Priya's": values of one field that are compared become the groups. */
export function bindComparedValues(draft: Draft): void {
  if (draft.groups.length > 1 || !draft.items.some((item) => isOp(item, 'versus') && !draft.used.has(item.n)))
    return
  const valued = draft.atoms.filter(
    (each) =>
      (each.kind === 'value' || each.kind === 'person') &&
      each.field !== undefined &&
      !each.reach.many &&
      !each.negated,
  )
  // "How does X compare with Y": the rows beside each other.
  if (
    draft.atoms.some(
      (each) => each.kind === 'name' && (each.values?.length ?? 1) > 0 && each.reach.steps === 0,
    )
  ) {
    const names = draft.items.filter((item) => kind(item) === 'name' && draft.used.has(item.n))
    if (names.length > 1) for (const item of draft.items) if (isOp(item, 'versus')) take(draft, item.n)
  }
  const field = valued.find(
    (each) =>
      new Set(
        valued
          .filter((other) => other.field === each.field && other.object === each.object)
          .flatMap((other) => other.values ?? [JSON.stringify(other.condition)]),
      ).size > 1,
  )
  if (!field?.field) {
    takeCues(draft)
    return
  }
  const key = [...field.reach.up, field.field].join('.')
  if (!draft.groups.includes(key)) draft.groups.push(key)
  for (const item of draft.items) if (isOp(item, 'versus')) take(draft, item.n)
}

/** "Deals vs Globex": the word brings in a value of a field, and sets nothing against anything. */
function takeCues(draft: Draft): void {
  for (const { n, ref } of draft.items) {
    const before = draft.items[n - 1]
    if (ref?.is !== 'value' || !before || !isOp(before, 'versus') || !draft.used.has(n)) continue
    if (fieldBehind(draft.catalogue, ref)?.phrases?.cues?.includes(wordOf(before))) take(draft, before.n)
  }
}

/** The unit of the calendar that the periods are, or the largest one in which each is apart from the others. */
function unitApart({ clock }: Draft, periods: Draft['atoms']): CalendarUnit | undefined {
  const spans = periods.map(({ condition }) =>
    'field' in condition
      ? resolvePeriod(condition.value as Period, clock)
      : { from: undefined, to: undefined },
  )
  const units = ['year', 'quarter', 'month', 'week', 'day'] as const
  const isWhole = (unit: CalendarUnit): boolean =>
    spans.every(({ from, to }) => from && to && addUnits(addUnits(from, 1, unit), -1, 'day') === to)
  return [...units.filter(isWhole), ...units].find((unit) => {
    const starts = spans.map(({ from, to }) => {
      const start = from && startOf(from, unit, clock.fiscalYearStart)
      return start && to && startOf(to, unit, clock.fiscalYearStart) === start ? start : undefined
    })
    return starts.every((start) => start !== undefined) && new Set(starts).size === starts.length
  })
}

/** "compare … in Q1 with Q3": two whole periods of one event become the groups. */
export function bindComparedPeriods(draft: Draft): void {
  const isCompared = draft.items.some((item) => isOp(item, 'versus'))
  const periods = draft.atoms.filter((each) => each.kind === 'period' && each.field !== undefined)
  const [first] = periods
  // "In 2022, 2023 and 2024": a figure that is asked of a row of periods is asked of each.
  const isListed = draft.counting || draft.measures.length > 0 ? periods.length > 2 : false
  if (
    !first?.field ||
    periods.length < 2 ||
    !(isCompared || isListed) ||
    periods.some((each) => each.field !== first.field)
  )
    return
  const by = unitApart(draft, periods)
  if (!by) return
  draft.groups.push({ field: pathTo(first.reach, first.field), by })
  for (const item of draft.items) if (isOp(item, 'versus')) take(draft, item.n)
}
