/** Ranks beside groups: "highest ARR per segment" is a figure of each group, "worst segment first" their order. Pure. */
import { isEndOf } from './rank-field.ts'
import { figure, isLight, isOp, near, opOf, roleOf, take, wordOf, type Draft, type Item } from './draft.ts'
import { amountOf } from './figure.ts'
import { limitAt } from './limit.ts'
import { groupPath } from './ranked-group.ts'
import { fieldOf } from './reach.ts'

const ends: Record<string, 'max' | 'min'> = { high: 'max', low: 'min' }
const endOf = (item: Item | undefined) => ends[opOf(item, 'rank')?.value ?? '']

const functions = { average: 'avg', median: 'median', minimum: 'min', maximum: 'max' } as const
const functionNames = ['average', 'median', 'minimum', 'maximum'] as const

type Asked = { n: number; fn?: 'avg' | 'median' | 'min' | 'max' | 'sum' | 'count' }

/** What an item asks of an amount. */
function askedBy(item: Item | undefined): Asked | undefined {
  if (!item) return undefined
  const name = functionNames.find((each) => isOp(item, each))
  const fn = endOf(item) ?? (name && functions[name]) ?? (isOp(item, 'total') ? 'sum' : undefined)
  return fn ? { n: item.n, fn } : isOp(item, 'count') ? { n: item.n, fn: 'count' } : undefined
}

/** The items that stand in a row, parted by "and" and commas. */
function rowFrom(draft: Draft, item: Item): Asked[] {
  const row: Asked[] = []
  let at: Item | undefined = item
  while (at) {
    const asked = draft.used.has(at.n) ? undefined : askedBy(at)
    if (!asked) break
    row.push(asked)
    const next = near(draft, at.n, 1)
    const isParted = draft.items
      .slice(at.n + 1, next?.n)
      .some((each) => isOp(each, 'and') || wordOf(each) === ',')
    at = isParted ? next : undefined
  }
  return row
}

/** "Smallest and largest ARR", "count, average and total amount": several figures of one amount that stands behind them. */
export function bindEnds(draft: Draft): void {
  for (const item of draft.items) {
    const row = rowFrom(draft, item)
    const fns = new Set(row.map(({ fn }) => fn))
    // "On average, how many days pass": what is counted last is the amount itself.
    if (row.length < 2 || fns.size !== row.length || row.at(-1)?.fn === 'count') continue
    const target = near(
      draft,
      row.at(-1)?.n ?? item.n,
      1,
      (each) => isLight(each) || /^(of|the|in)$/.test(wordOf(each)),
    )
    const found = amountOf(draft, target)
    if (!target || !found) continue
    for (const { n, fn } of row) {
      if (fn === 'count') {
        draft.counting = true
        draft.countAt = n
        take(draft, n)
      } else if (fn) figure(draft, { fn, field: found.path }, n, target.n)
    }
    return
  }
}

/** "Highest ARR per segment", "lowest health in each region": the end of the amount, group by group. */
export function bindExtremes(draft: Draft): void {
  if (!draft.groups.length || draft.measures.length) return
  for (const item of draft.items) {
    const fn = endOf(item)
    const target = near(draft, item.n, 1)
    const found = draft.used.has(item.n) ? undefined : amountOf(draft, target)
    const by = target && near(draft, target.n, 1, (each) => isLight(each) && !isOp(each, 'group'))
    if (target?.reach?.steps || !isMeasured(draft, found?.path)) continue
    if (!fn || !target || !found || !isOp(by, 'group') || /^by$/.test(wordOf(by))) continue
    if (limitAt(draft.items[item.n - 1]) || limitAt(draft.items[item.n + 1])) continue
    figure(draft, { fn, field: found.path }, item.n, target.n)
  }
}

/** An amount, not how many rows of another kind there are: "the most overdue task of each" is a task. */
const isMeasured = (draft: Draft, key: string | undefined): boolean =>
  key !== undefined && !/^(items|users)$/.test(fieldOf(draft.object, key)?.unit ?? '')

const isOnTop = (draft: Draft, { n }: Item): boolean =>
  /^(on|at|up)$/.test(wordOf(draft.items[n + 1])) && /^top/.test(wordOf(draft.items[n + 2]))

/** "…, worst segment first", "biggest region on top": an order of the groups, all of them. */
export function bindKeyedEnds(draft: Draft): void {
  for (const item of draft.items) {
    if (!isEndOf(item) || draft.used.has(item.n)) continue
    const key = near(draft, item.n, 1)
    if (draft.groups.length && isOnTop(draft, item)) {
      draft.groupRank = { item, one: false }
      take(draft, item.n, item.n + 1, item.n + 2)
      continue
    }
    const path = key && roleOf(key) === 'field' ? groupPath(draft, key) : undefined
    const next = key && draft.items[key.n + 1]
    const onTop = key !== undefined && isOnTop(draft, key)
    if (!key || !path || !(wordOf(next) === 'first' || onTop)) continue
    if (!draft.groups.some((group) => (typeof group === 'string' ? group : group.field) === path))
      draft.groups.push(path)
    draft.groupRank = { item, one: false }
    take(draft, item.n, key.n, next?.n, ...(onTop ? [key.n + 2] : []))
  }
}
