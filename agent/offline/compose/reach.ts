/** How one object's rows lead to another's: to-one steps upwards, then at most one to-many step. Cheapest way, found once a catalogue. Pure. */
import type { Catalogue, Field, ObjectType } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import type { Ref } from '../spans.ts'
import type { Tense } from '../when.ts'

export type Reach = { up: string[]; many?: string; steps: number }

const ways = new WeakMap<Catalogue, Map<string, Reach | null>>()

/** Null where no way leads there. A self relation is never taken: it is asked for by its own noun. */
export function reach(catalogue: Catalogue, from: string, to: string): Reach | null {
  const known = ways.get(catalogue) ?? new Map<string, Reach | null>()
  ways.set(catalogue, known)
  const key = `${from}>${to}`
  const found = known.get(key)
  if (found !== undefined) return found
  const computed = search(catalogue, from, to)
  known.set(key, computed)
  return computed
}

function search(catalogue: Catalogue, from: string, to: string): Reach | null {
  if (from === to) return { up: [], steps: 0 }
  let frontier: { at: string; up: string[] }[] = [{ at: from, up: [] }]
  for (let steps = 1; steps <= 3; steps++) {
    const next: typeof frontier = []
    for (const { at, up } of frontier) {
      const object = catalogue.objects.get(at)
      const ones = object?.relations.filter((relation) => relation.kind === 'one') ?? []
      const direct = ones.find((relation) => relation.to === to && relation.to !== at)
      if (direct) return { up: [...up, direct.key], steps }
      for (const relation of ones)
        if (relation.to !== at && relation.to !== from)
          next.push({ at: relation.to, up: [...up, relation.key] })
    }
    for (const { at, up } of frontier) {
      const many = catalogue.objects
        .get(at)
        ?.relations.find((relation) => relation.kind === 'many' && relation.to === to && relation.to !== at)
      if (many) return { up, many: many.key, steps }
    }
    frontier = next
  }
  return null
}

export const pathTo = ({ up }: Reach, key: string): string => [...up, key].join('.')

/** The same condition seen from the rows that reach it. */
export function through(condition: Condition, prefix: string): Condition {
  if (!prefix) return condition
  if ('and' in condition) return { and: condition.and.map((inner) => through(inner, prefix)) }
  if ('or' in condition) return { or: condition.or.map((inner) => through(inner, prefix)) }
  if ('not' in condition) return { not: through(condition.not, prefix) }
  if ('field' in condition) return { ...condition, field: `${prefix}${condition.field}` }
  if ('some' in condition) return { ...condition, some: `${prefix}${condition.some}` }
  if ('none' in condition) return { ...condition, none: `${prefix}${condition.none}` }
  return { ...condition, count: `${prefix}${condition.count}` }
}

/** The rows that are asked for themselves. */
export const here: Reach = { up: [], steps: 0 }

export const prefixOf = ({ up }: Reach): string => (up.length ? `${up.join('.')}.` : '')

/** Fields that a condition speaks of, relations included by their key. */
export function fieldsOf(condition: Condition): string[] {
  if ('and' in condition) return condition.and.flatMap(fieldsOf)
  if ('or' in condition) return condition.or.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  if ('field' in condition) return [condition.field]
  const key = 'some' in condition ? condition.some : 'none' in condition ? condition.none : condition.count
  return [key]
}

export const fieldOf = (object: ObjectType | undefined, key: string): Field | undefined =>
  object?.fields.find((field) => field.key === key)

/** The field that a word or a value is of. */
export const fieldBehind = (
  { objects }: Catalogue,
  { object, field }: { object: string; field?: string | undefined },
): Field | undefined => (field === undefined ? undefined : fieldOf(objects.get(object), field))

/** A field that holds one of our people. */
export const isOfPerson = (catalogue: Catalogue, ref: Ref): boolean =>
  ref.is === 'field' && fieldBehind(catalogue, ref)?.type === 'person'

/** "account.csm" ends at "csm". */
export const lastKey = (path: string): string => path.split('.').at(-1) ?? path

/** The fields that a path may end at: of the object itself, or of any that it leads to. */
export const fieldsAtEnd = (path: string, object: ObjectType, { objects }: Catalogue): Field[] =>
  (path.includes('.') ? [...objects.values()] : [object]).flatMap(
    (owner) => fieldOf(owner, lastKey(path)) ?? [],
  )

export const isDay = (field: Field | undefined): boolean => field?.type === 'date' || field?.type === 'time'
export const isAmount = (field: Field | undefined): boolean =>
  field?.type === 'number' || field?.type === 'money'

export const mainEvent = (object: ObjectType | undefined): Field | undefined =>
  object?.fields.find((field) => field.event === 'main')

/**
 * Whether what happens on the day lies behind or ahead. Moments are behind; a main day is a plan where the object also
 * knows days that lie behind (or a state to reach), and a record of what was where it is the only one.
 */
export function tenseOf(object: ObjectType, field: Field): Tense {
  if (field.event === 'past' || field.type === 'time') return 'past'
  if (field.event === 'future') return 'future'
  if (field.event !== 'main') return 'none'
  const lives = object.fields.some(
    (other) => other !== field && (other.event === 'past' || other.key === 'status'),
  )
  return lives ? 'future' : 'past'
}

/** The field whose day brought the row about: a ticket is opened, a survey answered. None of what is planned first. */
export function bringsAbout(object: ObjectType | undefined, key: string): boolean {
  const day = mainEvent(object)
  return object !== undefined && day?.key === key && tenseOf(object, day) === 'past'
}
