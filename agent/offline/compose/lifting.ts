/** Groups and orders by what only rows outside the usual scope have: "churn reasons by ARR" speaks of those who have one. Pure. */
import { atom, type Draft } from './draft.ts'

/** Nothing is added where a condition lifts the scope already. */
export function liftKeys(draft: Draft): void {
  const keys = [
    ...draft.groups.map((group) => (typeof group === 'string' ? group : group.field)),
    ...draft.orders.flatMap(({ by }) => (typeof by === 'string' ? [by] : [by.field, by.to ?? by.field])),
    ...draft.measures.flatMap((each) =>
      'fn' in each && each.to !== undefined ? [each.field ?? '', each.to] : [],
    ),
  ]
  for (const key of keys) {
    const lifts = draft.object.usually.some(
      ({ liftedBy }) =>
        liftedBy.some(({ field, values }) => field === key && !values) &&
        !draft.atoms.some(
          (each) => each.reach.steps === 0 && liftedBy.some(({ field }) => field === each.field),
        ),
    )
    if (!lifts || key === draft.object.title) continue
    const item = draft.items.find(({ ref }) => ref !== undefined && 'field' in ref && ref.field === key)
    if (!item) continue
    atom(draft, {
      kind: 'null',
      object: draft.object.key,
      reach: { up: [], steps: 0 },
      condition: { field: key, op: 'not_null' },
      field: key,
      items: [item.n],
    })
  }
}
