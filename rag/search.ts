/** Answers a question with quotes: the sentences of the best passages that speak of it, each of which can be opened at its place. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import type { Filters } from './eligible.ts'
import { signOf } from './findings/aspects.ts'
import { findIn } from './findings/find.ts'
import { linesOf, type Line } from './lines.ts'
import type { QueryVector } from './nearest.ts'
import { retrieve, type Found, type Retrieved } from './retrieve.ts'

export type Passage = {
  kind: ChunkKind
  /** Whose it is, by our own id; null of nobody's. */
  accountId: string | null
  /** `transcripts/x.vtt`, `documents/y.md`: the path inside the bundle; or the id of a mail or a ticket. */
  source: string
  title: string
  /** When the call was, or the document's date; ISO moment or null. */
  at: string | null
  /** Who says it, where one person does. */
  speaker: string | null
  /** `00:12:31–00:12:44` in a call, `Risks, paragraph 3` in a document. */
  locator: string
  text: string
  score: number
  /** Share of the question's weight that the passage holds, 0…1. */
  coverage: number
  /** To the question’s vector, where there is one: the cosine. */
  likeness: number | null
}

export type Search = Filters & {
  question: string
  limit?: number | undefined
  vector?: QueryVector | undefined
  /** The best of each account, for "which customers". */
  each?: 'account' | undefined
}

/** What a neighbour's own score adds: an answer often follows the turn that holds the question's words. */
const neighbour = 0.5
/** A quote has about this many words: enough to understand, short enough to read. */
const quoteWords = 60
/** Passages that quotes are taken from. */
const considered = 12
/** How much the passage that a quote stands in counts beside its own words. */
const ofPassage = 0.5
const bySpeaker = 0.3
/** A line that holds the kind of thing that is asked for: a number, a day. */
const asExpected = 0.15

export async function search(
  tx: Tx,
  workspace: string,
  { question, limit = 5, each, ...filters }: Search,
): Promise<Passage[]> {
  const retrieved = await retrieve(tx, workspace, {
    question,
    ...filters,
    limit: Math.max(considered, each ? limit * 4 : limit),
  })
  const lines = await linesOf(tx, workspace, retrieved.found)
  const held = await heldBy(tx, [...lines.values()].flat(), retrieved)
  const top = Math.max(...retrieved.found.map(({ score }) => score), Number.MIN_VALUE)
  const quotes = retrieved.found.flatMap((found) =>
    quotesOf(lines.get(found.id) ?? [], held, { ...retrieved, speaker: filters.speaker }).map((quote) => ({
      ...{ found, members: quote.members },
      score: quote.score + ofPassage * (found.score / top),
    })),
  )
  const whole = [...retrieved.subject.values()].reduce((sum, weight) => sum + weight, 0) || 1
  const titles = await heldBy(
    tx,
    retrieved.found.map((found) => ({ text: found.title })),
    retrieved,
  )
  const ordered = withoutOverlap(quotes.sort((a, b) => b.score - a.score))
  return (each ? firstOfEach(ordered) : ordered).slice(0, limit).map(({ found, members, score }) => {
    const stems = new Set(members.flatMap((line) => held.get(line.text) ?? []))
    for (const stem of titles.get(found.title) ?? []) stems.add(stem)
    const covered = coveredBy(stems, retrieved)
    return passageOf(found, members, { score, coverage: covered / whole })
  })
}

type Quote = { members: Line[]; score: number }

type Subject = Pick<Retrieved, 'subject' | 'related'>

/** What of the question's weight these stems hold: a related one a part of what the word itself would. */
function coveredBy(stems: ReadonlySet<string>, { subject, related }: Subject): number {
  return [...subject].reduce((sum, [stem, weight]) => {
    if (stems.has(stem)) return sum + weight
    const others = related.get(stem)
    return others?.stems.some((other) => stems.has(other)) ? sum + Math.min(others.weight, weight) : sum
  }, 0)
}

/** By text, the stems of the question that it holds, and those related to them. */
export async function heldBy(
  tx: Tx,
  lines: { text: string }[],
  { subject, related }: Subject,
): Promise<Map<string, string[]>> {
  const texts = [...new Set(lines.map(({ text }) => text))]
  if (texts.length === 0) return new Map()
  const stems = [...new Set([...subject.keys(), ...[...related.values()].flatMap((one) => one.stems)])]
  const rows = await rowsOf<{ n: number; held: string[] }>(
    tx,
    sql`select t.n::int as n, array(select unnest(tsvector_to_array(to_tsvector('english', t.text)))
               intersect select unnest(${sql.param(stems)}::text[])) as held
        from unnest(${sql.param(texts)}::text[]) with ordinality t (text, n)`,
  )
  const signs = stems.some((stem) => stem.startsWith('~'))
  return new Map(
    rows.map(({ n, held }) => {
      const text = texts[n - 1] ?? ''
      return [text, signs ? [...held, ...signsOf(text)] : held]
    }),
  )
}

/** Quotes that one passage may give: what is asked is often said twice in it. */
const mostOfPassage = 3

/** The kinds of findings that a line holds, whoever says it. */
const signsOf = (text: string): string[] =>
  findIn({ text, speaker: null }, { ours: new Set(), rivals: [], at: null }).map(({ what }) => signOf(what))

type Asked = Subject & Pick<Retrieved, 'named' | 'expected'> & Pick<Filters, 'speaker'>

/** The lines that hold most of the question, each with what follows and precedes it: answers come after, so after comes first. */
function quotesOf(
  lines: Line[],
  held: Map<string, string[]>,
  { subject, related, named, expected, speaker: wanted }: Asked,
): Quote[] {
  const whole = [...subject.values()].reduce((sum, weight) => sum + weight, 0) || 1
  const own = lines.map(
    ({ text, speaker }) =>
      coveredBy(new Set(held.get(text)), { subject, related }) / whole +
      bySpeaker * (named.get(speaker ?? '') ?? 0) +
      (expected?.test(text) ? asExpected : 0),
  )
  const scores = own.map((score, i) => score + neighbour * ((own[i - 1] ?? 0) + (own[i + 1] ?? 0)))
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const taken = new Set<number>()
  const quotes: Quote[] = []
  for (const centre of order) {
    if (quotes.length === mostOfPassage) break
    if (taken.has(centre) || !isBy(lines[centre], wanted)) continue
    const chosen = around(lines, centre, taken)
    for (const at of chosen) taken.add(at)
    quotes.push({ members: lines.filter((_, i) => chosen.has(i)), score: scores[centre] ?? 0 })
  }
  return quotes
}

/** A passage lets others speak too: what one person said is quoted from that person's lines. */
const isBy = (line: Line | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || (line?.speaker?.toLowerCase().includes(wanted.toLowerCase()) ?? false)

export const bestQuote = (...args: Parameters<typeof quotesOf>): Quote | undefined => quotesOf(...args)[0]

function around(lines: Line[], centre: number, taken: ReadonlySet<number>): Set<number> {
  const chosen = new Set([centre])
  let words = lines[centre]?.words ?? 0
  for (let side = 0, before = centre - 1, after = centre + 1; words < quoteWords && side < 4; side++) {
    const next = side % 2 === 0 ? after++ : before--
    const line = lines[next]
    // What another quote holds parts the two.
    if (!line || taken.has(next) || !isBeside(chosen, next)) continue
    chosen.add(next)
    words += line.words
  }
  return chosen
}

const isBeside = (chosen: ReadonlySet<number>, at: number): boolean =>
  chosen.has(at - 1) || chosen.has(at + 1)

/** Two passages that lie beside each other may quote the same lines. */
function withoutOverlap<Q extends Quote & { found: Found }>(quotes: Q[]): Q[] {
  const taken = new Set<string>()
  return quotes.filter(({ found, members }) => {
    const places = members.map(({ n, part }) => `${found.rowId} ${n} ${part}`)
    const isNew = !places.some((place) => taken.has(place))
    if (isNew) for (const place of places) taken.add(place)
    return isNew
  })
}

function firstOfEach<Q extends { found: Found }>(quotes: Q[]): Q[] {
  const seen = new Set<string>()
  return quotes.filter(({ found: { accountId, rowId } }) => {
    const owner = accountId ?? rowId
    const isFirst = !seen.has(owner)
    seen.add(owner)
    return isFirst
  })
}

export function passageOf(
  found: Found,
  members: Line[],
  { score, coverage }: Pick<Passage, 'score' | 'coverage'>,
): Passage {
  const speakers = new Set(members.map(({ speaker }) => speaker))
  const isOne = speakers.size === 1
  return {
    ...{ kind: found.kind, accountId: found.accountId, source: found.source, title: found.title },
    ...{ at: found.at, score, coverage },
    likeness: found.likeness,
    speaker: isOne ? (members[0]?.speaker ?? null) : null,
    locator: locatorOf(found, members),
    text: isOne
      ? members.map(({ text }) => text).join(' ')
      : members.map(({ speaker, text }) => (speaker ? `${speaker}: ${text}` : text)).join('\n'),
  }
}

/** The place as citations print it; `rag/place.ts` finds the lines again. */
export function locatorOf(
  { kind, place }: Pick<Found, 'kind' | 'place'>,
  members: Pick<Line, 'n' | 'startS' | 'endS'>[],
): string {
  const [first, last] = [members[0], members.at(-1)]
  if (!first || !last) return ''
  const many = last.n > first.n ? `${first.n}–${last.n}` : `${first.n}`
  if (kind === 'call')
    return first.startS === null
      ? `turn ${many}`
      : `${clock(first.startS)}–${clock(last.endS ?? last.startS ?? first.startS)}`
  if (kind === 'document' || kind === 'playbook') return `${place ? `${place}, ` : ''}paragraph ${many}`
  return ''
}

/** Seconds as hh:mm:ss. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
