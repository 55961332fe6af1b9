/** What a synonym may stand for, from how a person says it: "accounts", "ARR", "industry Financial Services", "account IBM". */
import type { Catalogue, Field, ObjectType } from '../catalogue/types.ts'
import type { Tx } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import { Problem } from '../problem.ts'
import { runQuery } from '../query/run.ts'
import { meaningText } from './apply.ts'
import type { Meaning } from './bodies.ts'

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
type Who = { asker: Asker; clock: Clock }

const objectWords = (object: ObjectType) =>
  [object.key, object.label, object.plural, ...object.nouns].map(plain)
const fieldWords = (field: Field) => [field.key, field.label, ...(field.phrases?.nouns ?? [])].map(plain)

/** What is left of the text after one of the words, if it begins with one; the longest word that fits. */
function after(text: string, words: string[]): string | null {
  const lengths = words
    .filter((word) => plain(text).startsWith(`${word} `))
    .map((word) => word.split(' ').length)
  if (lengths.length === 0) return null
  return text
    .trim()
    .split(/[\s_-]+/)
    .slice(Math.max(...lengths))
    .join(' ')
}

/** Rows that people speak of by name. */
const named = ['account', 'contact', 'user']

class Finder {
  private readonly found: Meaning[] = []
  private readonly tx: Tx
  private readonly catalogue: Catalogue
  private readonly who: Who

  constructor(tx: Tx, catalogue: Catalogue, who: Who) {
    this.tx = tx
    this.catalogue = catalogue
    this.who = who
  }

  async all(text: string): Promise<Meaning[]> {
    for (const object of this.catalogue.objects.values()) {
      if (objectWords(object).includes(plain(text))) this.found.push({ object: object.key })
      await this.inside(object, text)
      const rest = after(text, objectWords(object))
      if (rest !== null) await this.inside(object, rest)
    }
    return this.found
  }

  private async inside(object: ObjectType, text: string): Promise<void> {
    if (named.includes(object.key)) await this.rows(object, text)
    for (const field of object.fields) {
      if (fieldWords(field).includes(plain(text))) this.found.push({ object: object.key, field: field.key })
      const rest = after(text, fieldWords(field))
      const value = rest === null ? null : await this.value(object, field, rest)
      if (value !== null) this.found.push({ object: object.key, field: field.key, value })
    }
  }

  private async value(object: ObjectType, field: Field, text: string): Promise<string | boolean | null> {
    const listed = field.values?.find((each) =>
      [each.key, each.label, ...(each.words ?? [])].map(plain).includes(plain(text)),
    )
    if (listed) return listed.key
    if (field.type === 'boolean')
      return /^(yes|true)$/i.test(text) ? true : /^(no|false)$/i.test(text) ? false : null
    if (field.type !== 'text' && field.type !== 'list') return null
    const { rows } = await runQuery(
      this.tx,
      this.catalogue,
      {
        from: object.key,
        scope: 'all',
        where: { field: field.key, op: 'eq', value: text },
        select: [field.key],
        limit: 1,
      },
      this.who,
    )
    const value = rows[0]?.[field.key]
    const one = Array.isArray(value) ? value.find((each) => plain(each) === plain(text)) : value
    return typeof one === 'string' ? one : null
  }

  private async rows(object: ObjectType, text: string): Promise<void> {
    const { rows } = await runQuery(
      this.tx,
      this.catalogue,
      {
        from: object.key,
        scope: 'all',
        where: { or: ['id', object.title].map((field) => ({ field, op: 'eq', value: text })) },
        select: [object.title],
        limit: 5,
      },
      this.who,
    )
    for (const row of rows)
      this.found.push({ object: object.key, id: String(row.id), name: String(row[object.title]) })
  }
}

/** The one thing meant; throws a Problem where there is none or several. Objects come before fields, and of several objects’ fields the accounts’ first. */
export async function findMeaning(tx: Tx, catalogue: Catalogue, text: string, who: Who): Promise<Meaning> {
  const all = await new Finder(tx, catalogue, who).all(text)
  const unique = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
  const [main] = catalogue.objects.keys()
  const kindsOf = unique.filter((each) => !('field' in each) && !('id' in each))
  const isPlainField = (each: Meaning) => 'field' in each && !('value' in each)
  const ofMain = unique.every(isPlainField) ? unique.filter(({ object }) => object === main) : []
  const narrowed = kindsOf.length > 0 ? kindsOf : ofMain
  const [only, ...more] = narrowed.length > 0 ? narrowed : unique
  if (!only)
    throw new Problem('not_found', `Nothing here is called “${text}”.`, {
      next: 'Name an object (accounts), a field (account arr), a value (industry Retail) or a row (account Northwind).',
    })
  if (more.length > 0)
    throw new Problem('bad_request', `“${text}” may mean several things.`, {
      next: `Say which: ${[only, ...more]
        .slice(0, 6)
        .map((means) => meaningText(catalogue, { word: '', means }))
        .join('; ')}.`,
    })
  return only
}
