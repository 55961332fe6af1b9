/** The names that a definition may use: fields and relations of an object by key, label or another noun, along to-one relations. */
import type { Catalogue, Field, ObjectType, Relation, Unit } from '../catalogue/types.ts'
import { nearest } from '../query/nearest.ts'

export type Names = {
  /** Whose they are, as a person says it: "accounts". */
  of: string
  field: (name: string) => { path: string; unit?: Unit } | undefined
  relation: (name: string) => { path: string; names: Names } | undefined
  /** What an unknown name may have meant, as a sentence. */
  near: (name: string, kind: 'field' | 'relation') => string
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()

function find<E extends { key: string; label: string }>(
  all: E[],
  name: string,
  nouns: (entry: E) => string[],
) {
  const wanted = plain(name)
  return (
    all.find((entry) => entry.key === name) ??
    all.find((entry) => plain(entry.key) === wanted || plain(entry.label) === wanted) ??
    all.find((entry) => nouns(entry).some((noun) => plain(noun) === wanted))
  )
}

const nounsOf = (field: Field) => field.phrases?.nouns ?? []
const wordsOf = (relation: Relation) =>
  (relation.nouns ?? []).filter(({ where }) => !where).flatMap(({ words }) => words)

export function catalogueNames(catalogue: Pick<Catalogue, 'objects'>, object: ObjectType): Names {
  /** The object that the path leads to, with the keys of its steps. */
  const walk = (steps: string[]): { place: ObjectType; keys: string[] } | undefined => {
    let place: ObjectType | undefined = object
    const keys: string[] = []
    for (const step of steps) {
      const relation: Relation | undefined = find(place?.relations ?? [], step, wordsOf)
      place = relation?.kind === 'one' ? catalogue.objects.get(relation.to) : undefined
      if (!relation || !place) return undefined
      keys.push(relation.key)
    }
    return { place, keys }
  }
  return {
    of: object.plural.toLowerCase(),
    field: (name) => {
      const steps = name.split('.')
      const last = steps.pop() ?? ''
      const way = walk(steps)
      const field = way && find(way.place.fields, last, nounsOf)
      return field && { path: [...way.keys, field.key].join('.'), ...(field.unit && { unit: field.unit }) }
    },
    relation: (name) => {
      const steps = name.split('.')
      const last = steps.pop() ?? ''
      const way = walk(steps)
      const relation =
        way &&
        find(
          way.place.relations.filter(({ kind }) => kind === 'many'),
          last,
          wordsOf,
        )
      const target = relation && catalogue.objects.get(relation.to)
      return (
        target && { path: [...way.keys, relation.key].join('.'), names: catalogueNames(catalogue, target) }
      )
    },
    near: (name, kind) => {
      const valid =
        kind === 'field'
          ? object.fields.map(({ key }) => key)
          : object.relations.filter((each) => each.kind === 'many').map(({ key }) => key)
      const near = nearest(name, valid)
      return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : ''
    },
  }
}
