/** How well a column fits a field: by what its header says and by what its cells hold. */
import type { ColumnSpec, FileSpec } from '../file-spec.ts'
import type { ColumnProfile } from './profile.ts'
import { matchValue } from './value-match.ts'
import { fieldWords, objectWords } from './vocabulary.ts'
import { likeness, wordsOf } from './words.ts'

export type Field = { name: string; spec: ColumnSpec | null }
/** `name` is how well the header fits, `type` how well the cells do, `score` both. */
export type Fit = { column: ColumnProfile; field: Field; score: number; name: number; type: number }

const singles = new Map(
  Object.entries(objectWords).map(([object, text]) => [
    object,
    new Set(text.split('|').flatMap((phrase) => (phrase.includes(' ') ? [] : wordsOf(phrase)))),
  ]),
)
const everyObjectWord = new Set(
  [...singles].flatMap(([object, words]) => (object === 'usage' ? [] : [...words])),
)
const general = new Set(
  'note event call email request feedback health usage adoption login lead member kpi metric renewal license user case contract subscription agreement abo vertrag business people kunde phase chance'.split(
    ' ',
  ),
)

const phrasesOf = new Map<string, string[][]>()

function phrases(object: string, field: string): string[][] {
  const key = `${object}.${field}`
  let found = phrasesOf.get(key)
  if (!found) {
    const text = fieldWords[object]?.[field] ?? ''
    const own = wordsOf(field)
    found = [own, ...text.split('|').map(wordsOf)].filter((words) => words.length > 0)
    phrasesOf.set(key, found)
  }
  return found
}

/** 0…1: how near the header is to what other systems call the field. Earlier phrases win ties. */
export function nameFit(words: string[], object: string, field: string): number {
  const own = singles.get(object) ?? new Set()
  const bare = words.filter((word) => !own.has(word))
  let best = 0
  phrases(object, field).forEach((phrase, i) => {
    const strangers = words.filter(
      (word) => everyObjectWord.has(word) && !general.has(word) && !own.has(word) && !phrase.includes(word),
    )
    const whole = likeness(words, phrase)
    const short = bare.length > 0 && bare.length < words.length ? likeness(bare, phrase) * 0.97 : 0
    const score = Math.max(whole, short) * (strangers.length > 0 ? 0.5 : 1) - Math.min(i, 40) * 0.0025
    if (score > best) best = score
  })
  return best
}

const numberShare = (column: ColumnProfile) => column.share('number')

/** 0…1: which share of the cells the field could take. A column without values says nothing. */
export function typeFit(column: ColumnProfile, { name, spec }: Field, object: string): number {
  if (column.examined === 0) return 0.6
  const share = (kind: Parameters<ColumnProfile['share']>[0]) => column.share(kind)
  const text = 1 - Math.max(share('email'), share('day') * 0.9, numberShare(column) * 0.8)
  if (name === 'phone') return Math.max(share('phone'), 0.9 * numberShare(column), 0.3)
  if (name === 'domain') return Math.max(share('domain'), share('email') * 0.6)
  if (name === 'id') return column.isUnique ? 1 : 0.5
  if (spec?.to || spec === null) return spec?.type === 'email' ? personFit(column) : 1 - share('day') * 0.7
  switch (spec.type) {
    case 'email':
      return share('email')
    case 'integer':
    case 'number':
    case 'money':
      return numberFit(column, spec)
    case 'currency':
      return share('currency')
    case 'date':
    case 'time':
      return share('day')
    case 'boolean':
      return share('boolean')
    case 'zone':
      return share('zone')
    case 'enum':
      return enumFit(column, object, spec)
    case 'list':
      return 1
    case 'text':
      return name === 'name' || name === 'title' || name === 'subject' ? text : 1
  }
}

/** People are named by e-mail, by name or by an id. */
const personFit = (column: ColumnProfile) => 1 - Math.max(column.share('day'), column.share('boolean')) * 0.9

function numberFit(column: ColumnProfile, { max, min, type }: ColumnSpec): number {
  const share = numberShare(column)
  const dated = column.share('day') > 0.9 && !column.orders.excel && !column.orders.epoch ? 0.3 : 1
  const tooLarge = max !== undefined && max <= 100 && column.largest > max ? 0.3 : 1
  const negative = min !== undefined && min >= 0 && column.least < min ? 0.5 : 1
  const broken = type === 'integer' && column.share('integer') < share * 0.9 ? 0.4 : 1
  return share * dated * tooLarge * negative * broken
}

export function enumFit(column: ColumnProfile, object: string, spec: ColumnSpec): number {
  let known = 0
  let all = 0
  for (const [text, times] of column.listed) {
    all += times
    const match = matchValue(`${object}.${spec.name}`, spec.values ?? [], text)
    if (match) known += match.exact ? times : times * 0.9
  }
  return all > 0 ? known / all : 0
}

/** Fields of the object, with the parts of a name where it names people. */
export function fieldsOf(object: string, spec: FileSpec): Field[] {
  const fields: Field[] = spec.columns.map((column) => ({ name: column.name, spec: column }))
  if (object === 'users') fields.push({ name: 'id', spec: null })
  if (object === 'contacts' || object === 'users') {
    fields.push({ name: 'first_name', spec: null }, { name: 'last_name', spec: null })
  }
  return fields
}

export function fitOf(column: ColumnProfile, field: Field, object: string): Fit {
  const words = field.name === 'first_name' || field.name === 'last_name' ? 'contacts' : object
  const name = nameFit(column.words, words, field.name)
  const type = name < 0.4 ? 0 : typeFit(column, field, object)
  const factor = type >= 0.8 ? 1 : type >= 0.5 ? 0.85 : type >= 0.25 ? 0.55 : 0.3
  return { column, field, name, type, score: name < 0.4 ? 0 : name * factor }
}
