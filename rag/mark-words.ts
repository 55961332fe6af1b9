/** Tells where texts hold words of a question, in any of their forms: as places, so that whoever shows them escapes nothing and trusts nothing. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'

/** The first character of a word, and the one after its last. */
export type Mark = [from: number, to: number]

const word = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu

/** By text, in their order. */
export async function marksIn(tx: Tx, texts: readonly string[], stems: readonly string[]): Promise<Mark[][]> {
  const places = texts.map((text) => [...text.matchAll(word)].map((match) => ({ match, text: match[0] })))
  const words = [...new Set(places.flat().map(({ text }) => text.toLowerCase()))]
  if (words.length === 0 || stems.length === 0) return texts.map(() => [])
  const rows = await rowsOf<{ word: string }>(
    tx,
    sql`select w.word from unnest(${sql.param(words)}::text[]) w (word)
        where tsvector_to_array(to_tsvector('english', w.word)) && ${sql.param(stems)}::text[]`,
  )
  const meant = new Set(rows.map((row) => row.word))
  return places.map((found) =>
    found
      .filter(({ text }) => meant.has(text.toLowerCase()))
      .map(({ match, text }): Mark => [match.index, match.index + text.length]),
  )
}
