/** Ranks beside groups: "highest ARR per segment" is a figure of each group, "worst segment first" their order. Pure. */
import { isEndOf } from './rank-field.ts'
import {
  figure,
  isLight,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { amountOf } from './figure.ts'
import { limitAt } from './limit.ts'
import { groupPath } from './ranked-group.ts'
import { fieldOf } from './reach.ts'

const ends: Record<string, 'max' | 'min'> = { high: 'max', low: 'min' }
const endOf = (item: Item | undefined) => ends[opOf(item, 'rank')?.value ?? '']

/** "Smallest and largest ARR": both ends of one amount are two figures. */
export function bindEnds(draft: Draft): void {
  for (const item of draft.items) {
    const joint = endOf(item) && near(draft, item.n, 1, (each) => kind(each) === 'inert')
    const other = joint && isOp(joint, 'and') ? near(draft, joint.n, 1) : undefined
    const [first, second] = [endOf(item), endOf(other)]
    const target = other && near(draft, other.n, 1)
    const found = amountOf(draft, target)
    if (!first || !second || first === second || !other || !target || !found) continue
    figure(draft, { fn: first, field: found.path }, item.n)
    figure(draft, { fn: second, field: found.path }, other.n, target.n)
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
