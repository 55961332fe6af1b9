/** What conditions and paths of definitions speak of: the fields they name, on which objects, and the same condition on a day. */
import type { Catalogue, Field, ObjectType } from '../catalogue/types.ts'
import type { Condition } from '../query/query.ts'
import type { Formula, Test } from './formula.ts'

type Objects = Pick<Catalogue, 'objects'>

export const isKnownOnDays = (field: Field): boolean => field.dated === true || field.kept !== undefined

/** The object that relations lead to; `many` allows the last of them to lead to many rows. */
export function placeAt(
  catalogue: Objects,
  object: ObjectType,
  steps: string[],
  many = false,
): ObjectType | undefined {
  return steps.reduce<ObjectType | undefined>((place, step, n) => {
    const relation = place?.relations.find(({ key }) => key === step)
    const fits = relation?.kind === 'one' || (many && n === steps.length - 1)
    return relation && fits ? catalogue.objects.get(relation.to) : undefined
  }, object)
}

type Place<F> = { field: F; place: ObjectType; prefix: string }

/** The field at the end of a dotted path. With `many` the way may lead over a to-many relation, and the field be left out. */
export function placeOf(catalogue: Objects, object: ObjectType, path: string): Place<Field> | undefined
export function placeOf(
  catalogue: Objects,
  object: ObjectType,
  path: string,
  many: true,
): Place<Field | undefined> | undefined
export function placeOf(
  catalogue: Objects,
  object: ObjectType,
  path: string,
  many = false,
): Place<Field | undefined> | undefined {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  const place = placeAt(catalogue, object, steps, many)
  const field = place?.fields.find(({ key }) => key === last)
  if (!place || (!field && !many)) return undefined
  return { field, place, prefix: steps.map((step) => `${step}.`).join('') }
}

/** A field as the catalogue knows it: of which object, by which key. */
export type Mention = { object: string; key: string }

/** Every field that a condition names, those of related rows included. */
export function mentionsOf(catalogue: Objects, object: ObjectType, condition: Condition): Mention[] {
  if ('and' in condition) return condition.and.flatMap((each) => mentionsOf(catalogue, object, each))
  if ('or' in condition) return condition.or.flatMap((each) => mentionsOf(catalogue, object, each))
  if ('not' in condition) return mentionsOf(catalogue, object, condition.not)
  if ('field' in condition)
    return [condition.field, condition.to ?? 'today'].flatMap((path) =>
      path === 'today' ? [] : mentionAt(catalogue, object, path),
    )
  const path = 'some' in condition ? condition.some : 'none' in condition ? condition.none : condition.count
  const target = placeAt(catalogue, object, path.split('.'), true)
  return target && condition.where ? mentionsOf(catalogue, target, condition.where) : []
}

function mentionAt(catalogue: Objects, object: ObjectType, path: string): Mention[] {
  const steps = path.split('.')
  const key = steps.pop() ?? ''
  const place = placeAt(catalogue, object, steps)
  return place ? [{ object: place.key, key }] : []
}

/** Every field that a formula names. */
export function mentionsIn(catalogue: Objects, object: ObjectType, formula: Formula): Mention[] {
  const inside = (each: Formula) => mentionsIn(catalogue, object, each)
  switch (formula.is) {
    case 'field':
      return mentionAt(catalogue, object, formula.path)
    case 'negative':
      return inside(formula.of)
    case 'arithmetic':
      return [...inside(formula.left), ...inside(formula.right)]
    case 'call':
      return formula.args.flatMap(inside)
    case 'if':
      return [
        ...mentionsInTest(catalogue, object, formula.test),
        ...inside(formula.then),
        ...inside(formula.otherwise),
      ]
    case 'over': {
      const target = placeAt(catalogue, object, formula.relation.split('.'), true)
      if (!target) return []
      return [
        ...(formula.field === undefined ? [] : mentionAt(catalogue, target, formula.field)),
        ...(formula.where ? mentionsOf(catalogue, target, formula.where) : []),
      ]
    }
    default:
      return []
  }
}

function mentionsInTest(catalogue: Objects, object: ObjectType, test: Test): Mention[] {
  switch (test.is) {
    case 'and':
    case 'or':
      return test.all.flatMap((each) => mentionsInTest(catalogue, object, each))
    case 'not':
      return mentionsInTest(catalogue, object, test.of)
    case 'condition':
      return mentionsOf(catalogue, object, test.condition)
    case 'compare':
      return [...mentionsIn(catalogue, object, test.left), ...mentionsIn(catalogue, object, test.right)]
  }
}

/** The same condition asked of the day that the clock stands on, where its fields say nothing of days themselves. */
export function onItsDay(condition: Condition): Condition {
  if ('and' in condition) return { and: condition.and.map(onItsDay) }
  if ('or' in condition) return { or: condition.or.map(onItsDay) }
  if ('not' in condition) return { not: onItsDay(condition.not) }
  if (!('field' in condition)) return condition
  const saysItself = [condition.at, condition.since, condition.to].some((each) => each !== undefined)
  if (saysItself) return condition
  return { ...condition, at: { today: 0 } }
}

/** Whether all that it names is known for earlier days. Related rows are known as they stand now. */
export function conditionIsDated(
  { catalogue, object }: { catalogue: Objects; object: ObjectType },
  condition: Condition,
): boolean {
  if ('and' in condition) return condition.and.every((each) => conditionIsDated({ catalogue, object }, each))
  if ('or' in condition) return condition.or.every((each) => conditionIsDated({ catalogue, object }, each))
  if ('not' in condition) return conditionIsDated({ catalogue, object }, condition.not)
  if (!('field' in condition) || condition.to !== undefined) return false
  const field = placeOf(catalogue, object, condition.field)?.field
  return field !== undefined && isKnownOnDays(field)
}
