/** Which stems may stand for the stems of a question: the same things in other words. Read once from the word lists, by the store's own stemmer. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import { kindsOfThings, relatedWords } from './related-words.ts'

/** What a related word counts beside the word itself. */
export const relatedShare = 0.5

/** Stems follow from the words alone, so that a process reads them once. */
let known: Promise<Map<string, Set<string>>> | undefined

async function readAll(tx: Tx): Promise<Map<string, Set<string>>> {
  const words = [...new Set([...relatedWords, ...kindsOfThings.flat()].flatMap((line) => line.split(' ')))]
  const rows = await rowsOf<{ word: string; stem: string }>(
    tx,
    sql`select w.word, s.lexeme as stem from unnest(${sql.param(words)}::text[]) w (word),
               lateral unnest(to_tsvector('english', w.word)) s`,
  )
  const stemsOf = (line: string) => {
    const inLine = new Set(line.split(' '))
    return new Set(rows.filter(({ word }) => inLine.has(word)).map(({ stem }) => stem))
  }
  const related = new Map<string, Set<string>>()
  const relate = (stem: string, others: Set<string>) => {
    const all = related.get(stem) ?? new Set<string>()
    related.set(stem, all)
    for (const other of others) if (other !== stem) all.add(other)
  }
  for (const line of relatedWords) {
    const group = stemsOf(line)
    for (const stem of group) relate(stem, group)
  }
  for (const [kinds, things] of kindsOfThings)
    for (const stem of stemsOf(kinds)) relate(stem, stemsOf(things))
  return related
}

/** By stem, in the order asked. What is asked for itself stands for nothing else. */
export async function relatedTo(tx: Tx, stems: readonly string[]): Promise<string[][]> {
  known ??= readAll(tx)
  const all = await known.catch((error: unknown) => {
    known = undefined
    throw error
  })
  const asked = new Set(stems)
  return stems.map((stem) => [...(all.get(stem) ?? [])].filter((other) => !asked.has(other)))
}
