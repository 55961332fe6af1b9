/** Finds the passages that speak of a question, best first, among those that the person may read and the filters let through. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import { eligible, isNarrow, type Filters } from './eligible.ts'
import { aspectOf, signOf } from './findings/aspects.ts'
import { loadHeld } from './load-held.ts'
import { fused, nearestTo, type QueryVector } from './nearest.ts'
import { expectedBy, isLight, light, readQuestion, subjectOf } from './question.ts'
import { allSignals, rank, type Signals } from './rank.ts'
import { reachOf } from './reach.ts'
import { relatedTo } from './related.ts'
import { namedIn, type Titled } from './speakers.ts'

export type Ask = Filters & {
  question: string
  limit?: number | undefined
  signals?: Signals | undefined
  /** The question as the configured model sees it. */
  vector?: QueryVector | undefined
}

export type Found = {
  id: string
  kind: ChunkKind
  rowId: string
  accountId: string | null
  /** `transcripts/x.vtt`, `documents/y.md` or the id of a ticket: what answers print. */
  source: string
  title: string
  at: string | null
  fromN: number
  toN: number
  startS: number | null
  endS: number | null
  place: string | null
  speakers: string[]
  text: string
  score: number
  /** To the question’s vector, where there is one: the cosine. */
  likeness: number | null
}

export type Retrieved = {
  found: Found[]
  /** The stems that were looked for, by their weight. */
  subject: Map<string, number>
  /** By stem of the subject, those that may stand for it. */
  related: Map<string, { stems: string[]; weight: number }>
  /** How sure it is of each speaker that the question names. */
  named: Map<string, number>
  /** What an answer looks like, where the question tells: a figure, a day. */
  expected: RegExp | null
}

export async function retrieve(tx: Tx, workspace: string, ask: Ask): Promise<Retrieved> {
  const { question, limit = 10, signals = allSignals, vector, ...filters } = ask
  const where = eligible(workspace, filters)
  const { ranked, ...read } = await byWords(tx, workspace, {
    ...{ question, where, signals },
    isNarrow: isNarrow(filters),
  })
  // Twice as many, for some say the same.
  const some = limit * 2
  const near = vector ? await nearestTo(tx, workspace, { where, vector, limit: some }) : []
  const best =
    near.length > 0
      ? fused([ranked.slice(0, some * 2).map(({ id }) => id), near.map(({ id }) => id)])
      : ranked
  const likeness = new Map(near.map((one) => [one.id, one.likeness]))
  const found = await textsOf(tx, workspace, best.slice(0, some))
  return {
    ...read,
    found: withoutTwins(found.map((one) => ({ ...one, likeness: likeness.get(one.id) ?? null }))).slice(
      0,
      limit,
    ),
  }
}

/** All that words find, by rank and without texts: what a page of results counts and goes through. */
export const rankAll = (
  tx: Tx,
  workspace: string,
  { question, signals = allSignals, ...filters }: Omit<Ask, 'limit' | 'vector'>,
): Promise<ByWords> =>
  byWords(tx, workspace, {
    ...{ question, where: eligible(workspace, filters), signals },
    isNarrow: isNarrow(filters),
  })

/** However rare a word is, its absence disproves no more than this. */
const mostProof = 4
/** What no passage holds in any word is most likely what the question is about, and these are about something else. */
const unseenProof = 6
/** Another word for it proves more than it ranks: the ranking has to choose, the proof only to believe. */
const relatedProof = 1.5

type Scored = { id: string; score: number }
/** `eligible`: how many passages the filters let through, about. */
type ByWords = Omit<Retrieved, 'found'> & { ranked: Scored[]; eligible: number }
type Wanted = { question: string; where: SQL; isNarrow: boolean; signals: Signals }

async function byWords(tx: Tx, workspace: string, { question, signals, ...of }: Wanted): Promise<ByWords> {
  const asked = await readQuestion(tx, question)
  const stems = [...new Set(asked.words.flatMap((word) => word.stems))]
  const leading = signals.cleaning ? subjectOf(asked) : stems
  const others = signals.related ? await relatedTo(tx, stems) : []
  const aspects = stems.map((stem) => (signals.related ? aspectOf(stem) : null))
  const reach = of.isNarrow ? null : await reachOf(tx)
  const among = reach ? { where: sql`${of.where} and ${reach}`, isNarrow: true } : of
  const { held, weights, relatedWeights, ...read } =
    stems.length > 0
      ? await loadHeld(tx, { ...among, stems, leading, related: others, aspects, ranksRelated: of.isNarrow })
      : { held: [], weights: [], relatedWeights: [], eligible: 0 }
  // Measured: everyday words rank passages as well as others do; they only are no proof that a passage speaks of the subject.
  const proof = (stem: string) => (isLight(stem) ? light : 1)
  const proofOf = (stem: string) => {
    const at = stems.indexOf(stem)
    const isUnseen = !isLight(stem) && held.every((one) => (one.held[at] ?? 0) === 0)
    return isUnseen ? unseenProof : Math.min(weights[at] ?? 0, mostProof) * proof(stem)
  }
  const speakers = [...new Set(held.flatMap((one) => one.speakers))]
  const named = signals.speakers
    ? namedIn(asked, speakers, await titledOf(tx, workspace, speakers))
    : { sure: new Map<string, number>(), words: new Set<number>() }
  const subject = signals.cleaning ? subjectOf(asked, named.words) : stems
  const ranked = rank(held, { stems: subject.map((stem) => stems.indexOf(stem)), weights, named, signals })
  return {
    ...read,
    ranked: ranked.map(({ at, score }) => ({ id: held[at]?.id ?? '', score })),
    subject: new Map(subject.map((stem) => [stem, proofOf(stem)])),
    related: new Map(
      subject.map((stem) => {
        const at = stems.indexOf(stem)
        const weight = relatedProof * (relatedWeights[at] ?? 0) * proof(stem)
        const aspect = aspects[at]
        return [stem, { stems: [...(others[at] ?? []), ...(aspect ? [signOf(aspect)] : [])], weight }]
      }),
    ),
    named: named.sure,
    expected: expectedBy(question),
  }
}

/** The contacts among the speakers, with what they are called by their work. */
const titledOf = (tx: Tx, workspace: string, speakers: string[]): Promise<Titled[]> =>
  speakers.length === 0 || speakers.length > 500
    ? Promise.resolve([])
    : rowsOf<Titled>(
        tx,
        sql`select distinct name, title, role from contacts
            where workspace_id = ${workspace} and name = any (${sql.param(speakers)}::text[])`,
      )

type Row = Omit<Found, 'score' | 'likeness'> & Record<string, unknown>

export async function textsOf(tx: Tx, workspace: string, best: Scored[]): Promise<Omit<Found, 'likeness'>[]> {
  if (best.length === 0) return []
  const rows = await rowsOf<Row>(
    tx,
    sql`select id, kind, row_id as "rowId", account_id as "accountId", source, title, at::text, from_n as "fromN", to_n as "toN", start_s as "startS",
               end_s as "endS", place, speakers, text
        from chunks where workspace_id = ${workspace} and id = any (${sql.param(best.map(({ id }) => id))}::uuid[])`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return best.flatMap(({ id, score }) => {
    const row = byId.get(id)
    return row ? [{ ...row, score }] : []
  })
}

/** Every three words that follow each other: passages that count or spell share words, and not these. */
function triplesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.map((_, at) => words.slice(at, at + 3).join(' ')))
}

/** Of passages that share nine of ten such triples, as a mail and its copies do, the best remains. */
function withoutTwins(found: Found[]): Found[] {
  const kept: { one: Found; triples: Set<string> }[] = []
  for (const one of found) {
    const triples = triplesOf(one.text)
    const isTwin = kept.some((other) => {
      const shared = triples.intersection(other.triples).size
      return shared >= 0.9 * (triples.size + other.triples.size - shared)
    })
    if (!isTwin) kept.push({ one, triples })
  }
  return kept.map(({ one }) => one)
}
