/** Gives every entry of a workspace a key of its own. Code goes first, then own measures and terms, then KPIs, then custom columns; who comes later to a taken key answers to a prefixed one. */
import type { ObjectType } from './types.ts'

export type Keys = {
  /** The key itself, or with the prefix where it is taken. */
  take: (object: string, key: string, prefix: 'own' | 'kpi' | 'custom') => string
}

export function keysBeside(code: Iterable<ObjectType>): Keys {
  const taken = new Map([...code].map(({ key, fields }) => [key, new Set(fields.map((field) => field.key))]))
  return {
    take: (object, key, prefix) => {
      const of = taken.get(object) ?? new Set()
      taken.set(object, of)
      const wanted = [key, `${prefix}_${key}`]
      let free = wanted.find((each) => !of.has(each))
      for (let n = 2; free === undefined; n++)
        if (!of.has(`${prefix}_${key}_${n}`)) free = `${prefix}_${key}_${n}`
      of.add(free)
      return free
    },
  }
}
