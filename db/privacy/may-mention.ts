/** Looks for a person in the database, so that only rows worth a look leave it: finds more than the matcher finds, never less. */
import { sql, type SQL } from 'drizzle-orm'
import { letters } from './fold.ts'
import type { Matcher } from './matcher.ts'

const like = (piece: string) => `%${piece.replace(/[\\%_]/g, '\\$&')}%`

/** `text` is SQL. Most text is plain ASCII, which is folded ten times quicker. */
export function mayMentionIn(text: SQL, { pieces, digits }: Pick<Matcher, 'pieces' | 'digits'>): SQL {
  if (pieces === null) return sql`true`
  const [wanted, numbers] = [pieces.map(like), digits.map(like)]
  const found = (folded: SQL, bare: SQL) => {
    const ways = [
      ...(wanted.length > 0 ? [sql`${folded} like any (${sql.param(wanted)}::text[])`] : []),
      ...(numbers.length > 0 ? [sql`${bare} like any (${sql.param(numbers)}::text[])`] : []),
    ]
    return ways.length > 0 ? sql`(${sql.join(ways, sql` or `)})` : sql`false`
  }
  const doc = sql`d.doc`
  // A backslash stands before what JSON writes otherwise: a line break inside of a number.
  const isPlain = sql`octet_length(${doc}) = length(${doc}) and strpos(${doc}, chr(92)) = 0`
  const bare = sql`translate(${doc}, ${' \t\n\r\f\v()./-'}, '')`
  return sql`(select case when ${isPlain} then ${found(sql`lower(${doc})`, bare)}
    else ${found(foldedSql(doc), digitsSql(doc))} end from (select ${text} as doc offset 0) d)`
}

/** The same in the database, for finding rows that are worth a look: it may find more than the fold above, never less. */
function foldedSql(text: SQL): SQL {
  const marks = sql.raw(`'[\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u2060\\ufeff]+'`)
  const single = [...letters].filter(([, to]) => to.length === 1)
  const double = [...letters].filter(([, to]) => to.length > 1)
  const stripped = sql`regexp_replace(normalize(${text}, NFKD), ${marks}, '', 'g')`
  const plain = sql`translate(${stripped}, ${single.map(([from]) => from).join('')}, ${single.map(([, to]) => to).join('')})`
  return sql`lower(${double.reduce((inner, [from, to]) => sql`replace(${inner}, ${from}, ${to})`, plain)})`
}

/** Digits alone, of the decomposed text: full-width digits count. */
const digitsSql = (text: SQL): SQL => sql`regexp_replace(normalize(${text}, NFKD), '[^0-9]', '', 'g')`
