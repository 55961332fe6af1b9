/** How the fields of changes are called and printed, as the catalogue has them; and where a page of rows goes on. */
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Tx } from '#db/connect.ts'
import type { Change } from '#db/effects/contract.ts'
import type { Field } from '../contract-effects.ts'

const keysOf = ({ field, before, after }: Change): string[] =>
  field !== null ? [field] : [before, after].flatMap((whole) => Object.keys(whole ?? {}))

export async function fieldsOf(tx: Tx, workspace: string, changes: readonly Change[]): Promise<Field[]> {
  const { objects, currencies } = await loadCatalogue(tx, workspace)
  const [currency] = currencies
  const wanted = new Map<string, Set<string>>()
  for (const change of changes) {
    const keys = wanted.get(change.object) ?? new Set()
    for (const key of keysOf(change)) keys.add(key)
    wanted.set(change.object, keys)
  }
  return [...wanted].flatMap(([object, keys]) =>
    [...keys].flatMap((key): Field[] => {
      const field = objects.get(object)?.fields.find((each) => each.key === key)
      if (!field) return []
      const unit = field.type === 'money' ? (currencies.length === 1 ? currency : undefined) : field.unit
      return [{ object, key, label: field.label, type: field.type, ...(unit && { unit }) }]
    }),
  )
}

/** The place of the row after these, where the page is full. */
export function nextOf(changes: readonly Change[], limit: number): number | null {
  const places = new Set(changes.map(({ seq }) => seq))
  return places.size < limit ? null : Math.max(...places) + 1
}
