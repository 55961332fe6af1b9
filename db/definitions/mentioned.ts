/** The workspace's own definitions that a query uses, in words: what a reading says beside them. */
import type { Catalogue, Field, ObjectType } from '../catalogue/types.ts'
import { inSentence } from '../query/print.ts'
import type { ParsedQuery } from '../query/query.ts'
import { conditionWords, type Reader } from '../query/words.ts'
import { mentionsOf, placeAt, type Mention } from './conditions.ts'

function mentionsOfQuery(catalogue: Catalogue, object: ObjectType, query: ParsedQuery): Mention[] {
  const measures = (query.measures ?? []).filter((each) => 'fn' in each)
  const named: (string | object)[] = [
    ...(query.select ?? []),
    ...(query.groupBy ?? []),
    ...(query.orderBy ?? []).map(({ by }) => by),
    ...measures,
  ]
  const conditions = [query.where, ...measures.map(({ where }) => where)].flatMap((each) => each ?? [])
  return [
    ...conditions.flatMap((each) => mentionsOf(catalogue, object, each)),
    ...named.flatMap((each): Mention[] => {
      const path = typeof each === 'string' ? each : 'field' in each ? each.field : undefined
      const steps = typeof path === 'string' ? path.split('.') : []
      const key = steps.pop()
      const place = placeAt(catalogue, object, steps)
      return key !== undefined && place ? [{ object: place.key, key }] : []
    }),
  ]
}

/** "whale means ARR is over 500,000 (version 2)", each once. */
export function definitionsIn(reader: Reader, object: ObjectType, query: ParsedQuery): string[] {
  const used = new Map<Field, string>()
  for (const mention of mentionsOfQuery(reader.catalogue, object, query)) {
    const place = reader.catalogue.objects.get(mention.object)
    const field = place?.fields.find(({ key }) => key === mention.key)
    if (!place || !field?.definition || used.has(field)) continue
    const { words, where, version } = field.definition
    const meant = where ? conditionWords(reader, place, where) : words
    used.set(field, `${inSentence(field.label)} means ${meant} (version ${version})`)
  }
  return [...used.values()]
}
