/** "… and why" behind a list: the columns that say why its rows are what they are. */
import { isOp, kind, take, type Atom, type Draft } from './draft.ts'
import { fieldOf, pathTo } from './reach.ts'

export function bindWhy(draft: Draft): void {
  const why = draft.items.findLast((item) => isOp(item, 'why') && !draft.used.has(item.n))
  if (!why || why.n === 0 || draft.measures.length > 0) return
  const isLast = draft.items
    .slice(why.n + 1)
    .every((item) => kind(item) === 'inert' || draft.used.has(item.n))
  const reasons = isLast ? draft.atoms.flatMap((each) => reasonsOf(draft, each)) : []
  if (reasons.length === 0) return
  draft.select.push(...reasons.filter((path) => !draft.select.includes(path)))
  take(draft, why.n)
}

const reasonsOf = (draft: Draft, { object, field = '', reach }: Atom): string[] =>
  reach.many
    ? []
    : (fieldOf(draft.catalogue.objects.get(object), field)?.evidence ?? []).map((key) => pathTo(reach, key))
