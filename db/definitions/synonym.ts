/** A synonym put into the catalogue: one more word for an object, a field, a value, or a row. */
import { Problem } from '../problem.ts'
import type { Catalogue, EnumValue, Field, ObjectType } from '../catalogue/types.ts'
import type { Condition } from '../query/query.ts'
import type { SynonymBody } from './bodies.ts'

type Built = Pick<Catalogue, 'objects'> & {
  aliases: NonNullable<Catalogue['aliases']>
  people: Catalogue['people']
}

const missing = (what: string): Problem => new Problem('not_found', `There is no ${what} any more.`)

/** Changes the objects that are being built, which nobody else holds yet. `isRow` says whether a row is still there. */
export function addSynonym(
  built: Built,
  { word, means }: SynonymBody,
  isRow: (object: string, id: string) => boolean,
): void {
  const said = word.toLowerCase()
  const object = built.objects.get(means.object)
  if (!object) throw missing(`object ${means.object}`)
  if ('id' in means) {
    if (!isRow(object.key, means.id)) throw missing(`${object.label.toLowerCase()} ${means.name}`)
    built.aliases.push({ object: object.key, id: means.id, name: word })
    if (object.key === 'user') built.people.push({ email: means.id, name: word })
  } else if ('field' in means) {
    const field = object.fields.find(({ key }) => key === means.field)
    if (!field) throw missing(`field ${means.field} of ${object.plural.toLowerCase()}`)
    replaceField(object, 'value' in means ? withValue(field, said, means.value) : withNoun(field, said))
  } else object.nouns = [...object.nouns, said]
}

const replaceField = (object: ObjectType, field: Field): void => {
  object.fields = object.fields.map((each) => (each.key === field.key ? field : each))
}

const withNoun = (field: Field, word: string): Field => ({
  ...field,
  phrases: { ...field.phrases, nouns: [...(field.phrases?.nouns ?? []), word] },
})

/** A closed list's value gets one more word; of an open field, the word is the whole condition. */
function withValue(field: Field, word: string, value: string | boolean): Field {
  const listed = field.values?.find(({ key }) => key === value)
  if (field.values && !listed) throw missing(`value ${String(value)} of ${field.label.toLowerCase()}`)
  if (listed) {
    const values = field.values?.map((each): EnumValue =>
      each === listed ? { ...each, words: [...(each.words ?? []), word] } : each,
    )
    return { ...field, ...(values && { values }) }
  }
  const where: Condition = { field: field.key, op: 'eq', value }
  return {
    ...field,
    phrases: {
      ...field.phrases,
      adjectives: [...(field.phrases?.adjectives ?? []), { words: [word], where }],
    },
  }
}
