/** A question as search takes it: its words in order with their stems, without those that only say that something was said. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'

export type Word = { text: string; stems: string[] }
export type Question = { words: Word[] }

/** Stems of how people ask for what was said: they tell nothing of the subject. */
const asking = new Set(
  (
    'say said mention tell told talk ask speak call meet discuss summar summari think thought group team member particip ' +
    'opinion regard describ explain toward everyon agre disagre suggest propos attitud ' +
    'hello hi hey dear thank sorri bother remind wonder guess whether somebodi someon anyon anybodi ever hear heard bring brought rais comment like m d s t ll re ve'
  ).split(' '),
)

/** Stems of everyday words: they say a little of the subject, but a passage without them may well be about it. */
const everyday = new Set(
  (
    'come came go goe went gone get got take took make made give gave put let tri see saw look know knew want need like thing way ' +
    'peopl folk exact realli still even also well much mani big bad good new old last next first time now current long far fast ' +
    'quick part sort kind lot bit side end point place happen one us could would pleas find mean less someth anyth noth back name ' +
    'per abl do done plus max whole actual today moment matter note sure show list pull check custom account client compani call work behind reason content board tabl corpor'
  ).split(' '),
)
export const isLight = (stem: string): boolean => everyday.has(stem)
/** What an everyday word weighs beside another of its rarity. */
export const light = 0.25

export async function readQuestion(tx: Tx, text: string): Promise<Question> {
  const words = text
    .slice(0, 2_000)
    .split(/[\s/]+|(?<=\p{L})[-–](?=\p{L})/u)
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

const figure =
  /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)(teen|ty)|twenty|hundred|thousand|million|half|twice|percent)\b/i
const day =
  /\d(st|nd|rd|th)\b|\b(january|february|march|april|june|july|august|september|october|november|december|may \d|(mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|(next|this|last) (week|month|quarter|year|spring|summer|autumn|winter)|quarter|end of|week of|first|second|third|\w+(th|ieth)) \b/i

/** "How many" is answered by a figure, "by when" by a day. */
export function expectedBy(question: string): RegExp | null {
  if (
    /\b(how (much|many|big|large|high|long|fast|quickly|soon)|percent(age)?|amount|number of|what price)\b/i.test(
      question,
    )
  )
    return figure
  if (
    /\b(when|by when|deadline|due|which (day|date|month)|what (day|date|month|time)|until)\b/i.test(question)
  )
    return day
  return null
}
