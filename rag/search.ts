/** Finds the passages of calls and documents that speak of a question: stems ranked as BM25 does, with what neighbours say. Every passage can be opened at its place. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'

export type Passage = {
  /** `transcripts/x.vtt` or `documents/y.md`: the path inside the bundle. */
  source: string
  title: string
  /** When the call was, or the document's date; ISO moment or null. */
  at: string | null
  /** Who says it, where one person does. */
  speaker: string | null
  /** `00:12:31–00:12:44` in a call, `paragraph 3` in a document. */
  locator: string
  text: string
  score: number
  /** Share of the question's weight that the passage holds, 0…1. */
  coverage: number
}

export type Search = { question: string; accounts?: string[] | undefined; limit?: number | undefined }

/** One turn of a call or one paragraph of a document, as the store gives it. */
type Piece = {
  source: string
  title: string
  at: string | null
  n: number
  speaker: string | null
  start: number | null
  end: number | null
  text: string
  words: number
  hits: string[]
}

const k1 = 1.2
const b = 0.6
/** What a neighbour's own score adds: an answer often follows the turn that holds the question's words. */
const neighbour = 0.5
/** Turns join a passage until it has about this many words: enough to understand, short enough to read. */
const passageWords = 60
const candidates = 4_000

/** Stems of how people ask for what was said: they say nothing of the subject. */
const asking = new Set(['say', 'said', 'mention', 'tell', 'told', 'talk', 'ask', 'speak', 'call', 'meet'])

/** The question's stems; words that every sentence has are left out by Postgres' stop list. */
const stemsOf = async (tx: Tx, question: string): Promise<string[]> => {
  const rows = await rowsOf<{ stem: string }>(
    tx,
    sql`select unnest(tsvector_to_array(to_tsvector('english', ${question}))) as stem`,
  )
  const stems = rows.map((row) => row.stem)
  const subject = stems.filter((stem) => !asking.has(stem))
  return subject.length > 0 ? subject : stems
}

/** All pieces of the sources in question, oldest first, with the question's stems that each holds. */
const piecesOf = (tx: Tx, workspace: string, stems: string[], accounts: string[] | undefined) => {
  const list = (values: string[]) => sql`${sql.param(values)}::text[]`
  const ofAccounts = accounts ? sql`and a.source_id = any(${list(accounts)})` : sql``
  return rowsOf<Piece>(
    tx,
    sql`
    with pieces as (
      select c.source_id as source, c.title, c.at, t.n, t.speaker, t.start_s as start, t.end_s as end, t.text, t.stems
      from call_turns t
      join calls c on c.workspace_id = t.workspace_id and c.id = t.call_id
      left join accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
      where t.workspace_id = ${workspace} ${ofAccounts}
      union all
      select d.source_id, d.title, d.at, p.n::int, null, null, null, p.text, to_tsvector('english', p.text)
      from documents d
      left join accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
      cross join lateral regexp_split_to_table(d.text, E'\\n\\s*\\n') with ordinality as p(text, n)
      where d.workspace_id = ${workspace} ${ofAccounts}
    )
    select source, title, at::text, n, speaker, start, "end", text, length(stems) as words,
           array(select unnest(tsvector_to_array(stems)) intersect select unnest(${list(stems)})) as hits
    from pieces order by source, n limit ${candidates}`,
  )
}

export async function search(
  tx: Tx,
  workspace: string,
  { question, accounts, limit = 5 }: Search,
): Promise<Passage[]> {
  const stems = await stemsOf(tx, question)
  if (stems.length === 0) return []
  const pieces = await piecesOf(tx, workspace, stems, accounts)
  const weight = weightsOf(pieces, stems)
  const own = pieces.map((piece) => scoreOf(piece, weight, pieces))
  const near = (i: number, step: 1 | -1) =>
    pieces[i + step]?.source === pieces[i]?.source ? (own[i + step] ?? 0) : 0
  const scored = pieces.map((_, i) => (own[i] ?? 0) + neighbour * (near(i, 1) + near(i, -1)))
  const order = scored.map((_, i) => i).sort((x, y) => (scored[y] ?? 0) - (scored[x] ?? 0))
  const taken = new Set<number>()
  const passages: Passage[] = []
  const whole = stems.reduce((sum, stem) => sum + (weight.get(stem) ?? 0), 0)
  for (const i of order) {
    if (passages.length === limit || (scored[i] ?? 0) <= 0) break
    if (taken.has(i)) continue
    const members = around(pieces, i, taken)
    for (const member of members) taken.add(member)
    const held = new Set(members.flatMap((member) => pieces[member]?.hits ?? []))
    const covered = [...held].reduce((sum, stem) => sum + (weight.get(stem) ?? 0), 0)
    passages.push(
      passageOf(
        members.flatMap((member) => pieces[member] ?? []),
        scored[i] ?? 0,
        whole ? covered / whole : 0,
      ),
    )
  }
  return passages
}

/** Rare stems weigh more; a stem that nothing holds weighs most, so that its absence shows in the coverage. */
function weightsOf(pieces: Piece[], stems: string[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const piece of pieces) for (const stem of piece.hits) count.set(stem, (count.get(stem) ?? 0) + 1)
  const total = Math.max(1, pieces.length)
  return new Map(
    stems.map((stem) => [
      stem,
      Math.log(1 + (total - (count.get(stem) ?? 0) + 0.5) / ((count.get(stem) ?? 0) + 0.5)),
    ]),
  )
}

function scoreOf(piece: Piece, weight: Map<string, number>, all: Piece[]): number {
  const mean = all.reduce((sum, one) => sum + one.words, 0) / all.length || 1
  const norm = (k1 + 1) / (1 + k1 * (1 - b + (b * piece.words) / mean))
  return piece.hits.reduce((sum, stem) => sum + (weight.get(stem) ?? 0) * norm, 0)
}

/** The piece and what follows and precedes it, up to the passage's length: answers come after, so after comes first. */
function around(pieces: Piece[], centre: number, taken: Set<number>): number[] {
  const isFree = (i: number) => pieces[i]?.source === pieces[centre]?.source && !taken.has(i)
  const lengthOf = (i: number) => pieces[i]?.text.split(/\s+/).length ?? 0
  const members = [centre]
  let words = lengthOf(centre)
  let [before, after] = [centre - 1, centre + 1]
  for (let side = 0; words < passageWords && side < 4; side++) {
    const next = side % 2 === 0 ? after++ : before--
    if (!isFree(next)) continue
    members.push(next)
    words += lengthOf(next)
  }
  return members.sort((x, y) => x - y)
}

function passageOf(pieces: Piece[], score: number, coverage: number): Passage {
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) throw new Error('a passage has at least one piece')
  const speakers = new Set(pieces.map((piece) => piece.speaker))
  const locator =
    first.start === null
      ? `paragraph ${first.n}${last.n > first.n ? `–${last.n}` : ''}`
      : `${clock(first.start)}–${clock(last.end ?? last.start ?? first.start)}`
  const text =
    speakers.size === 1
      ? pieces.map((piece) => piece.text).join(' ')
      : pieces.map((piece) => (piece.speaker ? `${piece.speaker}: ${piece.text}` : piece.text)).join('\n')
  return {
    source: first.source,
    title: first.title,
    at: first.at,
    speaker: speakers.size === 1 ? first.speaker : null,
    locator,
    text,
    score,
    coverage,
  }
}

/** Seconds as hh:mm:ss. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
