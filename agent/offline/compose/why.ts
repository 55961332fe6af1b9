/** "… and why" behind a list: the columns that say why its rows are what they are. "Why did we lose customers": how often each reason stands. */
import { figure, isOp, kind, take, type Atom, type Draft, type Item } from './draft.ts'
import { fieldOf, pathTo } from './reach.ts'

export function bindWhy(draft: Draft): void {
  const why = draft.items.findLast((item) => isOp(item, 'why') && !draft.used.has(item.n))
  if (!why) return
  if (bindReasons(draft, why) || why.n === 0 || draft.measures.length > 0) return
  const isLast = draft.items
    .slice(why.n + 1)
    .every((item) => kind(item) === 'inert' || draft.used.has(item.n))
  const reasons = isLast ? draft.atoms.flatMap((each) => reasonsOf(draft, each)) : []
  if (reasons.length === 0) return
  draft.select.push(...reasons.filter((path) => !draft.select.includes(path)))
  take(draft, why.n)
}

/** Rows that nobody named have no one reason: those that are recorded are the groups. */
function bindReasons(draft: Draft, why: Item): boolean {
  const asks = draft.items.slice(why.n + 1).some((item) => draft.used.has(item.n))
  if (!asks || draft.items.some((item) => kind(item) === 'name') || draft.groups.length > 1) return false
  const recorded = draft.atoms.find((each) => each.reach.steps === 0 && recordedReason(draft, each))
  const key = recorded && recordedReason(draft, recorded)
  if (!key || (draft.groups.length === 1 && draft.groups[0] !== key)) return false
  if (draft.groups.length === 0) draft.groups.push(key)
  if (draft.measures.length === 0) figure(draft, { fn: 'count' }, why.n)
  take(draft, why.n)
  return true
}

const recordedReason = (draft: Draft, each: Atom): string | undefined =>
  reasonsOf(draft, each).find((path) => /^(text|enum)$/.test(fieldOf(draft.object, path)?.type ?? ''))

const reasonsOf = (draft: Draft, { object, field = '', reach }: Atom): string[] =>
  reach.many
    ? []
    : (fieldOf(draft.catalogue.objects.get(object), field)?.evidence ?? []).map((key) => pathTo(reach, key))
