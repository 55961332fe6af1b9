/** A question as search takes it: its words in order with their stems, without those that only say that something was said. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'

export type Word = { text: string; stems: string[] }
export type Question = { words: Word[] }

/** Stems of how people ask for what was said: they tell nothing of the subject. */
const asking = new Set(
  (
    'say said mention tell told talk ask speak call meet discuss summar summari think thought group team member particip ' +
    'opinion regard describ explain toward everyon agre disagre suggest propos attitud'
  ).split(' '),
)

export async function readQuestion(tx: Tx, text: string): Promise<Question> {
  const words = text
    .slice(0, 2_000)
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '')
  const rows = await rowsOf<{ n: number; stem: string }>(
    tx,
    sql`select w.n::int as n, s.lexeme as stem from unnest(${sql.param(words)}::text[]) with ordinality w (word, n),
               lateral unnest(to_tsvector('english', w.word)) s order by w.n, s.positions[1]`,
  )
  return {
    words: words.map((word, at) => ({
      text: word,
      stems: rows.filter(({ n }) => n === at + 1).map(({ stem }) => stem),
    })),
  }
}

/** The different stems in their order. Where all are words of asking, these are the subject. */
export function subjectOf({ words }: Question, used: ReadonlySet<number> = new Set()): string[] {
  const stems = (skip: ReadonlySet<number>) => [
    ...new Set(words.flatMap((word, at) => (skip.has(at) ? [] : word.stems))),
  ]
  const rest = stems(used)
  const subject = rest.filter((stem) => !asking.has(stem))
  return [subject, rest, stems(new Set())].find((list) => list.length > 0) ?? []
}
