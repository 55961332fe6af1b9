/** The family of a named row: what lies below or above it, with or without the row itself. Pure. */
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { singular } from '../inflect.ts'
import { distance, isOp, kind, take, wordOf, type Draft, type Item } from './draft.ts'
import { isFamily } from './nouns.ts'

/** "Below Whakatane", "part of Vauclair", "that belong to Kaveri". */
const underWords =
  /(^| )(reports? (in )?(in)?to|reporting (in)?to|works? for|answers? to|under|below|beneath|underneath|part of|belong to|belongs to|belonging to|owned by|roll up to|rolls up to)$/

/** The relation within its own kind that a noun names. */
function kinIn({ span: { meaning } }: Item, { key }: ObjectType): string | undefined {
  if (meaning.kind !== 'entry') return undefined
  const ref = meaning.refs.find((each) => each.is === 'relation' && each.object === key && each.to === key)
  return ref?.is === 'relation' ? ref.relation : undefined
}

/** "The Netz subsidiary" is Netz, "the Netz subsidiaries" are those of Netz. */
function apposedTo(draft: Draft, { n }: Item, object: ObjectType): Item | undefined {
  const next = draft.items[n + 1]
  return next && kinIn(next, object) && !isFamily(next) && singular(wordOf(next)) === wordOf(next)
    ? next
    : undefined
}

/** "Whose parent is Kaveri": the named row is the relative. */
function isHeldBy(draft: Draft, noun: Item): boolean {
  const before = draft.items.slice(0, noun.n).findLast((item) => kind(item) !== 'inert')
  return /(^|\s)whose$/.test(wordOf(before)) && /^(is|are|=|:)$/.test(wordOf(draft.items[noun.n + 1]))
}

/** "The Groupe Vauclair companies": all that bear the name. */
function isTheirs(draft: Draft, { n }: Item, { key }: ObjectType): boolean {
  const next = draft.items[n + 1]
  return next?.ref?.is === 'object' && next.ref.object === key && !next.ref.where && /s$/.test(wordOf(next))
}

type Kinship = { wrap: (is: Condition) => Condition; items: number[] }

/** "subsidiaries of X", "X including children", "everything below X": the rows that have X as what the relation's other side names. */
export function familyOf(draft: Draft, item: Item, object: ObjectType): Kinship | undefined {
  const apposed = apposedTo(draft, item, object)
  if (apposed) {
    take(draft, apposed.n)
    return undefined
  }
  const nouns = draft.items.flatMap((other) => {
    const relation = kinIn(other, object)
    return relation ? [{ other, relation }] : []
  })
  const backOf = (relation: string) =>
    object.relations.find(
      (each) => each.key === object.relations.find((own) => own.key === relation)?.inverse,
    )
  const said = nouns.find(({ relation }) => backOf(relation))
  // "What is Kaveri Hospitals a subsidiary of?": the other way round.
  const of = said && draft.items[said.other.n + 1]
  const isStranded =
    said !== undefined &&
    /^of$/.test(wordOf(of)) &&
    !draft.items.slice((of?.n ?? 0) + 1).some(({ span }) => /\p{L}/u.test(span.text))
  const governor = draft.items.slice(0, item.n).findLast((other) => kind(other) !== 'inert')
  const isBelow = !said && governor !== undefined && underWords.test(wordOf(governor))
  const isOfName = !said && isTheirs(draft, item, object)
  const widest = object.relations.find(
    ({ to, kind: many, inverse }) =>
      to === object.key &&
      many === 'many' &&
      object.relations.find(({ key }) => key === inverse)?.kind === 'many',
  )
  // Who is below a person is who reports to them.
  const below =
    widest ??
    (object === draft.object
      ? object.relations.find(
          ({ to, kind: many, inverse }) => to === object.key && many === 'many' && inverse,
        )
      : undefined)
  const back = said
    ? isStranded || isHeldBy(draft, said.other)
      ? object.relations.find(({ key }) => key === said.relation)
      : backOf(said.relation)
    : (isBelow || isOfName) && below
      ? backOf(below.key)
      : undefined
  if (!back) return undefined
  const including = draft.items.find(
    (each) =>
      isOp(each, 'including') &&
      (said ? distance(draft, each.n, said.other.n) <= 1 : /^includ/.test(wordOf(each))),
  )
  const wide = back.kind === 'many'
  // A family is all of it, whoever it is named after.
  const isWhole = isOfName || (said !== undefined && isFamily(said.other))
  const inner = (is: Condition): Condition =>
    wide ? { some: back.key, where: is } : 'field' in is ? { ...is, field: `${back.key}.${is.field}` } : is
  const wrap = (is: Condition): Condition => {
    if (including && !wide) return { or: [is, inner(is)] }
    if (wide && !including && !isWhole) return { and: [inner(is), { not: is }] }
    return inner(is)
  }
  // "…, the parent included": the family's other names are said beside it.
  const others = isWhole || including ? nouns.map(({ other }) => other.n) : said ? [said.other.n] : []
  const all = [...others, ...(including ? [including.n] : []), ...(isBelow ? [governor.n] : [])]
  take(draft, item.n, ...all)
  // "The Kaveri group": what stands right behind the name is no filler.
  if (said?.other.n === item.n + 1) draft.cost -= 1.2
  return { wrap, items: all }
}
