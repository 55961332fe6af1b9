/** Tells whether a condition speaks of what a word denotes: its field, its rows, or whatever has an amount. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { fieldsOf, lastKey } from './compose/reach.ts'
import type { Ref } from './spans.ts'

const isMoney = (path: string, { objects }: Catalogue): boolean =>
  [...objects.values()].some(({ fields }) =>
    fields.some(({ key, implicitFor }) => implicitFor === 'money' && key === lastKey(path)),
  )

export function speaksOf(clause: Condition, ref: Ref, catalogue: Catalogue): boolean {
  const paths = fieldsOf(clause)
  if (ref.is === 'object' || ref.is === 'relation') {
    const to = ref.is === 'object' ? ref.object : ref.to
    const keys = [...catalogue.objects.values()].flatMap(({ relations }) =>
      relations.filter((relation) => relation.to === to && relation.kind === 'many').map(({ key }) => key),
    )
    // "The ticket thing" may be a count of them.
    return paths.some((path) => keys.some((key) => lastKey(path).split('_').includes(key)))
  }
  if (ref.is === 'adjective')
    return fieldsOf(ref.where).some((field) => paths.some((path) => lastKey(path) === field))
  if (!('field' in ref) || ref.field === 'id') return false
  // "The amount", of whatever has one.
  if (ref.is === 'field' && isMoney(ref.field, catalogue) && paths.some((path) => isMoney(path, catalogue)))
    return true
  return (
    paths.some((path) => lastKey(path) === ref.field) ||
    (ref.is === 'value' && JSON.stringify(clause).includes(`"field":"${ref.field}"`))
  )
}
