/** Plain sentences over any catalogue: conditions of its fields in words, each with its denial, put together by a seed. */
import type { Field, ObjectType } from '#db/catalogue/types.ts'
import type { Random } from '#db/demo/random.ts'
import type { Lexicon } from '#agent/offline/lexicon.ts'

export type Spoken = {
  field: string
  /** Stands behind the noun of the rows. */
  words: string
  denied: string
  /** As an answer to a list: "only those …". */
  only: string
  /** Words without which the condition is another one or none. */
  operative: string[]
  /** A comparison says nothing of rows without a value, nor does its opposite. */
  compares: boolean
}

const amounts: Record<string, string> = {
  percent: '40 %',
  ratio: '40 %',
  days: '30',
  hours: '8',
  minutes: '20',
  items: '1',
  score: '60',
  seats: '25',
  users: '10',
  events: '100',
  points: '5',
}

function amountOf({ type, unit }: Field): string | undefined {
  if (type === 'money') return '50k'
  return type === 'number' ? amounts[unit ?? ''] : undefined
}

const whose = (field: string, label: string, test: string, denied: string, operative: string[]): Spoken => ({
  field,
  words: `whose ${label} is ${test}`,
  denied: `whose ${label} is ${denied}`,
  only: `only those whose ${label} is ${test}`,
  operative,
  compares: operative.includes('over'),
})

/** What can be said of one field of the object; nothing where no plain words are. */
function conditionOf(field: Field, people: readonly string[], { pick }: Random): Spoken[] {
  const { key, label, isWithheld, unavailable } = field
  if (isWithheld || unavailable || key === 'id') return []
  if (field.type === 'person') {
    const who = pick(people)
    return [whose(key, label, who, `not ${who}`, [who])]
  }
  const values = field.values?.filter((value) => value.label.length > 2) ?? []
  if (field.type === 'enum' && values.length > 1) {
    const value = pick(values).label.toLowerCase()
    return [whose(key, label, value, `not ${value}`, [value])]
  }
  const amount = amountOf(field)
  if (amount) return [whose(key, label, `over ${amount}`, `not over ${amount}`, ['over', amount])]
  return []
}

export function conditionsOf({ catalogue }: Lexicon, object: ObjectType, draw: Random): Spoken[] {
  const people = catalogue.people.map(({ name }) => name)
  return object.fields.flatMap((field) => conditionOf(field, people, draw))
}

/** Objects whose rows people ask for, with the noun of many of them. */
export const nounOf = (object: ObjectType): string => object.plural.toLowerCase()

/** Numbers that rows can be ranked by. */
export const rankings = (object: ObjectType): string[] =>
  object.fields
    .filter((field) => amountOf(field) && field.better && !field.isWithheld && !field.unavailable)
    .map(({ label }) => label)
