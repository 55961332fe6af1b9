/** Sorts as the query says, what has no value last whichever way, and keeps those of equal keys together. */
import { momentMs } from './calendar.ts'
import type { FieldOf } from './kinds.ts'
import { shown } from './operand.ts'
import type { Cell, World } from './world.ts'

export type Key = number | string | null
export type Direction = 'asc' | 'desc'
export type Sorting<T> = { dir: Direction; key: (thing: T) => Key }

export const near = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const same = (a: Key, b: Key): boolean =>
  a === b || (typeof a === 'number' && typeof b === 'number' && near(a, b))

/** What a value is sorted by: a closed list in its own order, a person by name, text without case. */
export function keyOf(field: FieldOf, value: Cell, world: World): Key {
  if (value === null || Array.isArray(value)) return null
  if (field.kind === 'enum' && field.values) return field.values.indexOf(String(value))
  if (field.kind === 'time') return momentMs(String(value))
  if (typeof value === 'boolean') return Number(value)
  const name = shown(field, value, world)
  return typeof name === 'string' ? name.toLowerCase() : typeof name === 'number' ? name : null
}

export function compareKeys(a: Key, b: Key, dir: Direction): number {
  if (same(a, b)) return 0
  if (a === null) return 1
  if (b === null) return -1
  const up = a < b ? -1 : 1
  return dir === 'asc' ? up : -up
}

export function classesOf<T>(things: T[], sortings: Sorting<T>[]): T[][] {
  const compare = (a: T, b: T) => {
    for (const { dir, key } of sortings) {
      const found = compareKeys(key(a), key(b), dir)
      if (found !== 0) return found
    }
    return 0
  }
  const classes: T[][] = []
  for (const thing of things.toSorted(compare)) {
    const last = classes.at(-1)
    if (last?.[0] !== undefined && compare(last[0], thing) === 0) last.push(thing)
    else classes.push([thing])
  }
  return classes
}
