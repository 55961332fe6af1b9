/** Words searched in text: what `matches` finds, as terms read from what was typed and as SQL over one text or several. */
import { sql, type SQL } from 'drizzle-orm'
import type { ObjectType } from '../catalogue/types.ts'
import { resolve } from './operand.ts'
import type { Operand } from './query.ts'
import { refusal, under } from './refuse.ts'
import { walk, type Rows } from './rows.ts'

/** The field that stands for all texts of an object. */
export const anyText = 'any_text'

const mostCharacters = 100_000
const mostTerms = 20

/** Signs part words: those of ASCII and Latin-1, punctuation, currencies, symbols. The same set for both sides. */
const accents = '[\\u0300-\\u036F]+'
const signs =
  '[\\u0001-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u00BF\\u00D7\\u00F7\\u2000-\\u2BFF\\u3000-\\u303F\\uFF00-\\uFF0F]+'

/** ASCII signs by themselves: most texts hold no other, and a translation costs a tenth of a pattern. */
const asciiSigns = Array.from({ length: 0x7f }, (_, at) => String.fromCharCode(at + 1))
  .filter((sign) => !/[A-Za-z0-9]/.test(sign))
  .join('')

/** Without case, accents and signs: words parted by blanks. */
export const folded = (text: SQL): SQL => {
  const plain = sql`lower(left(${text}, ${sql.raw(String(mostCharacters))}))`
  return sql`case when octet_length(${text}) = length(${text})
    then translate(${plain}, ${asciiSigns}::text, ${' '.repeat(asciiSigns.length)}::text)
    else regexp_replace(regexp_replace(normalize(${plain}, NFD), ${accents}::text, '', 'g'), ${signs}::text, ' ', 'g') end`
}

const wordsOf = (typed: string): string[] =>
  typed
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(new RegExp(accents, 'gu'), '')
    .split(new RegExp(`(?:${signs}|[\\s\\0])+`, 'u'))
    .filter((word) => word !== '')

/** `words` are searched next to each other; the last one may be only a beginning. */
export type Term = { words: string[]; kind: 'word' | 'phrase' | 'prefix'; isAbsent: boolean }

export function termsOf(typed: string): Term[] {
  return [...typed.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)].flatMap(([, minus, quoted, bare]): Term[] => {
    const words = wordsOf(quoted ?? bare ?? '')
    if (words.length === 0) return []
    const isPrefix = bare?.endsWith('*') ?? false
    const isPhrase = quoted !== undefined || words.length > 1
    return [{ words, kind: isPrefix ? 'prefix' : isPhrase ? 'phrase' : 'word', isAbsent: minus === '-' }]
  })
}

/** Texts of an object that people write: not its id, not what is computed. */
const textKeys = (object: ObjectType): string[] =>
  object.fields
    .filter(({ key, type, origin }) => type === 'text' && origin !== 'derived' && key !== 'id')
    .map(({ key }) => key)

export function matches(rows: Rows, operand: Operand, given: unknown, path: string): SQL {
  if (typeof given !== 'string') throw refusal(under(path, 'value'), 'matches needs words to search for.')
  const terms = termsOf(given)
  if (terms.length === 0)
    throw refusal(
      under(path, 'value'),
      'there is no word in it to search for.',
      'For example "renewal pricing", pric* or -refund.',
    )
  if (terms.length > mostTerms)
    throw refusal(under(path, 'value'), `at most ${mostTerms} words are searched at once.`)
  const texts = textsOf(rows, operand, path)
  const whole = texts.length === 1 ? texts[0] : sql`concat_ws(' ', ${sql.join(texts, sql`, `)})`
  // A phrase does not begin in one field and end in another, so each field is searched for it by itself.
  const apart = terms.some(({ words }) => words.length > 1) ? texts : []
  const columns = [whole ?? sql`''`, ...(texts.length > 1 ? apart : [])]
  const found = terms.map((term) => {
    const places = term.words.length > 1 && texts.length > 1 ? texts.map((_, at) => at + 1) : [0]
    const any = sql.join(
      places.map((at) => holds(at, term)),
      sql` or `,
    )
    return term.isAbsent ? sql`not (${any})` : sql`(${any})`
  })
  const hasStems = terms.some(({ kind }) => kind === 'word')
  // OFFSET 0 keeps Postgres from making the words anew for every term.
  const plain = columns.map((text, at) => sql`coalesce(${text}, '') as ${sql.raw(`x${at}`)}`)
  const folds = columns.map((_, at) => sql`${folded(sql.raw(`x${at}`))} as ${sql.raw(`f${at}`)}`)
  const vectors = columns.map((_, at) => sql.raw(`to_tsvector('simple', f${at}) as s${at}`))
  const stems = hasStems ? [sql.raw(`to_tsvector('english', f0) as e0`)] : []
  return sql`(select ${sql.join(found, sql` and `)} from (
    select ${sql.join([...vectors, ...stems], sql`, `)} from (
      select ${sql.join(folds, sql`, `)} from (select ${sql.join(plain, sql`, `)} offset 0) x offset 0) f offset 0) v)`
}

function textsOf(rows: Rows, operand: Operand, path: string): SQL[] {
  const steps = operand.field.split('.')
  const { place } = walk(rows, operand.field, under(path, 'field'))
  const isAny = steps.at(-1) === anyText && !place.object.fields.some(({ key }) => key === anyText)
  if (isAny) {
    const keys = textKeys(place.object).map((key) => [...steps.slice(0, -1), key].join('.'))
    if (keys.length === 0) throw refusal(under(path, 'field'), `${place.object.key} has no texts.`)
    return keys.map((field) => sql`(${resolve(rows, { ...operand, field }, path).sql})::text`)
  }
  const value = resolve(rows, operand, path)
  if (value.type !== 'text')
    throw refusal(
      under(path, 'op'),
      `matches searches words in a text, and ${value.key} is a ${value.type}.`,
      `Texts of ${place.object.key}: ${textKeys(place.object).join(', ')}; all of them: ${anyText}.`,
    )
  return [sql`(${value.sql})::text`]
}

/** Always true or false: text that is none holds nothing. */
function holds(place: number, { words, kind }: Term): SQL {
  const exact = sql.raw(`v.s${place}`)
  const phrase = words.join(' ')
  if (kind === 'phrase') return sql`${exact} @@ phraseto_tsquery('simple', ${phrase}::text)`
  if (kind === 'prefix') {
    const query = words.map((word) => `'${word}'`).join(' <-> ')
    return sql`${exact} @@ to_tsquery('simple', ${`${query}:*`}::text)`
  }
  // The stem of a word that English text is full of (the, who) is nothing: only the word itself finds it.
  return sql`(${exact} @@ plainto_tsquery('simple', ${phrase}::text)
    or v.e0 @@ plainto_tsquery('english', ${phrase}::text))`
}
