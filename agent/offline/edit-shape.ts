/** What a follow-up changes in the shape of the answer before: groups, figures, columns, order and limit. Pure. */
import type { Asked } from './compose/build.ts'
import { isOp, kind, roleOf, wordOf, type Item } from './compose/draft.ts'
import { nameOfFigure } from './compose/finish.ts'
import { rankDir } from './compose/rank-field.ts'
import { fieldOf } from './compose/reach.ts'
import type { Reading } from './read.ts'

export function shape(
  query: Asked,
  previous: Asked,
  reading: Reading,
  columns: Reading['draft']['select'],
): Asked {
  const { draft } = reading
  const next: Asked = { ...query }
  const bare = columns.filter((each) => typeof each === 'string')
  const [key] = bare
  const isKey = /^(enum|text|person)$/.test(fieldOf(draft.object, key ?? '')?.type ?? '')
  // "Same thing for segment" after figures by region.
  if (!draft.groups.length && key && bare.length === 1 && isKey && previous.groupBy && previous.measures) {
    next.groupBy = [key]
    delete next.orderBy
    delete next.limit
  } else if (draft.softFigure && isList(previous) && adds(draft)) {
    next.select = columnsWith(
      previous.select ?? usualColumns(reading),
      draft.measures.flatMap((each) => ('fn' in each && each.field ? [each.field] : [])),
    )
  } else if (draft.groups.length) {
    next.groupBy = adds(draft) ? withMore(previous.groupBy ?? [], draft.groups) : draft.groups
    next.measures = said(draft.measures) ? draft.measures : (previous.measures ?? draft.measures)
    delete next.select
    delete next.orderBy
    delete next.limit
  } else if (draft.softFigure && previous.select?.length && !previous.measures) {
    swapColumns(
      next,
      previous,
      draft.measures.flatMap((each) => ('fn' in each && each.field ? [each.field] : [])),
    )
  } else if (draft.measures.length) {
    next.measures = draft.measures.map((measure) => withWindow(measure, previous))
    delete next.select
    if (!previous.groupBy) {
      delete next.orderBy
      delete next.limit
    } else delete next.orderBy
  } else if (bare.length && (previous.measures?.length || previous.select?.length))
    swapColumns(next, previous, bare)
  else if (columns.length) next.select = [...usualColumns(reading), ...columns]
  if (asksList(draft.items) && previous.measures && !draft.groups.length && !draft.measures.length) {
    delete next.measures
    delete next.groupBy
    delete next.orderBy
  }
  if (draft.orders.length) order(next, previous, reading)
  // "Worst adoption instead" takes as many as before.
  const isAsMany = draft.limit === 1 && draft.orders.length > 0 && previous.limit && isSwapped(reading)
  if (draft.limit && !isAsMany) next.limit = draft.limit
  else if (draft.orders.length && (asksOne(draft.items) || saysOne(draft.items))) next.limit = 1
  return next
}

/** "Split by segment too". */
const adds = ({ items }: Reading['draft']): boolean => items.some((item) => isOp(item, 'add'))

type Groups = NonNullable<Asked['groupBy']>
const withMore = (groups: Groups, more: Groups): Groups => [
  ...groups,
  ...more.filter((each) => !groups.some((group) => JSON.stringify(group) === JSON.stringify(each))),
]

/** Another order in place of the one before, with no word for how many. */
const isSwapped = ({ draft: { items }, spans }: Reading): boolean =>
  items.some((item) => isOp(item, 'correct')) &&
  !items.some((item) => kind(item) === 'number') &&
  !spans.some(({ text }) => /\bone\b/i.test(text))

/** The order that was said: of rows with what they are ordered by, of groups by their figure. */
function order(next: Asked, previous: Asked, reading: Reading): void {
  const { draft } = reading
  const [old] = previous.orderBy ?? []
  const keep = draft.softOrder !== undefined && old !== undefined
  if (!keep) next.orderBy = draft.orders
  // "Just the worst 5" takes the other end of the order that stands.
  else if (draft.softOrder !== 'high')
    next.orderBy = [
      {
        by: old.by,
        dir: rankDir(
          fieldOf(draft.object, typeof old.by === 'string' ? old.by : old.by.field),
          draft.softOrder,
        ),
      },
    ]
  const shown = next.measures ? undefined : (next.select ?? usualColumns(reading))
  if (shown && !keep)
    next.select = [
      ...shown.filter((each) => !draft.orders.some(({ by }) => JSON.stringify(by) === JSON.stringify(each))),
      ...draft.orders.map(({ by }) => by),
    ]
  // "Worst first" of groups: by their figure, whatever the rows have.
  const [first] = next.measures ?? []
  const figure =
    first && !('make' in first) ? nameOfFigure(first as Reading['draft']['measures'][number]) : undefined
  if (next.groupBy && previous.groupBy && !draft.groups.length && !draft.measures.length && figure)
    next.orderBy = [{ by: figure, dir: figureDir(draft, next.measures?.[0]) }]
}

/** From which end the groups stand: as it was said, and as the field is better. */
function figureDir(draft: Reading['draft'], measure: Measure | undefined): 'asc' | 'desc' {
  const said = draft.items.find((item) => /\b(worst|best|weakest|strongest|poorest)\b/.test(wordOf(item)))
  const field = measure && 'fn' in measure && measure.field ? fieldOf(draft.object, measure.field) : undefined
  if (said && field) return rankDir(field, /worst|weakest|poorest/.test(wordOf(said)) ? 'worst' : 'best')
  return draft.orders[0]?.dir ?? 'desc'
}
type Measure = NonNullable<Asked['measures']>[number]

/** "Which has the highest": one of them. */
const asksOne = (items: readonly Item[]): boolean =>
  items.some(
    (item, n) =>
      isOp(item, 'ask') &&
      /^(which|who|which one)$/.test(wordOf(item)) &&
      /^(has|is|was|had)$/.test(wordOf(items[n + 1])),
  ) && items.some((item) => isOp(item, 'rank') || item.span.meaning.kind === 'entry')

/** "The biggest one": no more than that. */
const saysOne = (items: readonly Item[]): boolean =>
  items.some(
    (item, n) =>
      (isOp(item, 'rank') || roleOf(item) === 'superlative') &&
      /^(one|single one)$/.test(items[n + 1]?.span.text.toLowerCase() ?? ''),
  )

const isList = ({ measures, groupBy }: Asked): boolean => !measures && !groupBy

const columnsWith = (shown: NonNullable<Asked['select']>, more: string[]): NonNullable<Asked['select']> => [
  ...shown,
  ...more.filter((each) => !shown.includes(each)),
]

const usualColumns = ({ draft }: Reading): string[] => draft.object.columns

/** Groups alone count rows; a figure that was said is no mere count. */
const said = (measures: Reading['draft']['measures']): boolean =>
  measures.some((each) => !('fn' in each && each.fn === 'count'))

/** Another measure over the same window: "and GRR?". */
function withWindow(
  measure: Reading['draft']['measures'][number],
  previous: Asked,
): Reading['draft']['measures'][number] {
  if (!('measure' in measure) || measure.during) return measure
  const during = previous.measures?.flatMap((each) =>
    'measure' in each && each.during ? [each.during] : [],
  )[0]
  return during ? { ...measure, during } : measure
}

/** Another field for the same figure or look-up: "and seats?", "and who is its CSM?". */
function swapColumns(next: Asked, previous: Asked, columns: string[]): void {
  const first = previous.measures?.[0]
  if (first && 'fn' in first && first.field) {
    next.measures = columns.map((field) => ({ fn: first.fn, field }))
    delete next.orderBy
  } else if (first) {
    next.select = columns
    delete next.measures
    delete next.groupBy
  } else next.select = columns
}

const asksList = (items: readonly Item[]): boolean =>
  items.some((item) => isOp(item, 'show') || (isOp(item, 'ask') && /^(which|who)/.test(wordOf(item)))) &&
  items.some((item) => isOp(item, 'those', 'it'))
