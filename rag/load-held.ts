/** Reads how often passages hold the question's stems: of all that are eligible while these are few, else of the sources that the rarest stems lead to. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { FindingKind } from '#db/schema/findings.ts'
import { rarity, type Held } from './rank.ts'
import { relatedShare } from './related.ts'

/** Up to so many eligible passages all are read; above, an index leads to some. */
export const exactUpTo = 2_000
const sampleSize = 1_000
/** About so many passages the index may lead to; the best of them lead on to sources, of which all passages are read. */
const mostFound = 1_500
const mostLeading = 500
const mostSources = 40
/** Of one account, so many are looked through themselves: the index leads to passages of all accounts. */
const mostLookedThrough = 25_000
/** However often related words stand in a passage, they count so often at most. */
const mostRelated = 2

export type Loaded = {
  held: Held[]
  weights: number[]
  /** By stem, what those that may stand for it weigh. */
  relatedWeights: number[]
  eligible: number
}
type Counted = Held & { related: number[] }

/** ts_rank of a single stem at weight 1 is the sum of 1/i² over its occurrences i, over π²/6: this finds how many there are. */
const sums = Array.from({ length: 40 }, (_, n) =>
  Array.from({ length: n }, (_, i) => 1 / (i + 1) ** 2).reduce((sum, part) => sum + part, 0),
)
const countOf = (rank: number): number => {
  if (rank <= 0) return 0
  const sum = rank * 1.64493406685
  const found = sums.findIndex((one) => one > sum - 1e-4)
  return found < 0 ? sums.length : found
}

const query = (stem: string) => sql`${`'${stem.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`}::tsquery`

const ranks = (queries: readonly SQL[], weights: string): SQL =>
  sql`concat_ws(' ', ${sql.join(
    queries.map((one) => sql`ts_rank(${weights}::float4[], c.stems, ${one})`),
    sql`, `,
  )})`

const anyOf = (stems: readonly string[]): SQL => sql.join(stems.map(query), sql` || `)

type Row = {
  id: string
  row: string
  words: number
  held: string
  related: string
  title: string | null
  speakers: string
  spoken: string
}

async function read(tx: Tx, where: SQL, { stems, related, aspects }: Looked): Promise<Counted[]> {
  const own = stems.map(query)
  const groups = stems.flatMap((_, i) => (related[i]?.length ? [{ i, stems: related[i] }] : []))
  const rows = await rowsOf<Row>(
    tx,
    sql`select c.id, c.row_id as row, c.words, ${ranks(own, '{1,0,0,0}')} as held,
               case when c.n = 0 then ${ranks(own, '{0,0,0,1}')} end as title,
               ${
                 groups.length > 0
                   ? ranks(
                       groups.map((group) => sql`(${anyOf(group.stems)})`),
                       '{1,0,0,0}',
                     )
                   : sql`''`
               } as related,
               array_to_string(c.speakers, E'\x1f') as speakers, array_to_string(c.spoken, ' ') as spoken
        from chunks c where ${where} order by c.kind, c.row_id, c.n`,
  )
  const found = await foundIn(tx, where, aspects)
  const numbers = (text: string) => (text === '' ? [] : text.split(' ').map(Number))
  return rows.map(({ id, row, words, held, related: others, title, speakers, spoken }) => ({
    ...{ id, row, words },
    held: numbers(held).map(countOf),
    related: relatedCounts(numbers(others), groups, stems.length).map((count, i) =>
      Math.min(mostRelated, count + (found.get(`${id} ${aspects[i]}`) ?? 0)),
    ),
    title: title === null ? null : numbers(title).map(countOf),
    speakers: speakers === '' ? [] : speakers.split('\x1f'),
    spoken: numbers(spoken),
  }))
}

/** The rank of any of several is the mean of their ranks: it tells about how often they stand there. */
function relatedCounts(ranked: number[], groups: { i: number; stems: string[] }[], length: number): number[] {
  const counts = Array.from({ length }, () => 0)
  groups.forEach(({ i, stems }, at) => {
    counts[i] = Math.min(mostRelated, (ranked[at] ?? 0) * stems.length * 1.64493406685)
  })
  return counts
}

/** A stem is as rare as it is itself; what may stand for it counts by how rare that is. */
function weighed(
  held: Counted[],
  of: (i: number) => { own: number; any: number },
  { stems, ranksRelated }: Pick<Wanted, 'stems' | 'ranksRelated'>,
): Pick<Loaded, 'held' | 'weights' | 'relatedWeights'> {
  const both = stems.map((_, i) => of(i))
  const weights = both.map(({ own, any }) => (own > 0 ? own : any))
  const relatedWeights = both.map(({ any }) => relatedShare * any)
  return {
    ...{ weights, relatedWeights },
    held: held.map(({ related, ...one }) => ({
      ...one,
      ...(ranksRelated && {
        held: one.held.map(
          (count, i) => count + ((related[i] ?? 0) * (relatedWeights[i] ?? 0)) / (weights[i] || 1),
        ),
      }),
    })),
  }
}

/** By passage and kind, how many findings it holds of those that are asked for. */
async function foundIn(
  tx: Tx,
  where: SQL,
  aspects: readonly (FindingKind | null)[],
): Promise<Map<string, number>> {
  const kinds = [...new Set(aspects.filter((kind) => kind !== null))]
  if (kinds.length === 0) return new Map()
  const rows = await rowsOf<{ id: string; what: string; count: number }>(
    tx,
    sql`select f.chunk_id as id, f.what, count(*)::int as count
        from findings f join chunks c on c.workspace_id = f.workspace_id and c.id = f.chunk_id
        where f.what = any (${sql.param(kinds)}::text[]) and ${where} group by f.chunk_id, f.what`,
  )
  return new Map(rows.map(({ id, what, count }) => [`${id} ${what}`, count]))
}

type Looked = {
  stems: readonly string[]
  /** By place in `stems`, what may stand for it, and the findings that it asks for. */
  related: readonly string[][]
  aspects: readonly (FindingKind | null)[]
}

export type Wanted = Looked & {
  /** Which rows `c` of chunks are eligible. */
  where: SQL
  /** Those of them that lead to passages; the others only count in what is found. */
  leading: readonly string[]
  /** Of some accounts or sources: few of the passages that the index leads to. */
  isNarrow: boolean
  /** Whether what stands for a word ranks passages; over everything it was measured to lead astray. */
  ranksRelated: boolean
}

export async function loadHeld(tx: Tx, wanted: Wanted): Promise<Loaded> {
  const { where, stems, related, aspects } = wanted
  const [size] = await rowsOf<{ count: number }>(
    tx,
    sql`select count(*)::int as count from (select from chunks c where ${where} limit ${exactUpTo + 1}) few`,
  )
  const count = size?.count ?? 0
  if (count > exactUpTo) return loadWide(tx, wanted)
  const held = count === 0 ? [] : await read(tx, where, { stems, related, aspects })
  const rare = (isHeld: (one: Counted) => boolean) => {
    const share = held.filter(isHeld).length
    return { share, weight: rarity(share, held.length) }
  }
  const of = (i: number) => {
    const own = rare((one) => (one.held[i] ?? 0) > 0)
    const any = rare((one) => (one.held[i] ?? 0) + (one.related[i] ?? 0) > 0)
    return { own: own.share > 0 ? own.weight : 0, any: any.weight }
  }
  return { ...weighed(held, of, wanted), eligible: count }
}

async function loadWide(tx: Tx, wanted: Wanted): Promise<Loaded> {
  const { where, stems, leading, related, aspects, isNarrow } = wanted
  // How rare they are is the sample's to tell: the passages need not be asked for what does not rank them.
  const ranked = wanted.ranksRelated ? wanted : { stems, related: [], aspects: [] }
  const { shares, anyShares, total } = await sampleOf(tx, where, { stems, related, aspects })
  const weightOf = (share: number) => rarity(share * sampleSize, sampleSize)
  const of = (i: number) => ({ own: weightOf(shares[i] ?? 0), any: weightOf(anyShares[i] ?? 0) })
  const known = stems
    .map((stem, i) => ({ stem, share: shares[i] ?? 0, weight: of(i).own }))
    .filter(({ stem }) => leading.includes(stem))
  const rows = await sourcesOf(tx, where, { known, total, isNarrow })
  const held = rows.length > 0 ? await read(tx, sql`${where} and ${ofRows(rows)}`, ranked) : []
  return { ...weighed(held, of, wanted), eligible: total }
}

/** A random thousand of the eligible passages tells how many of all hold each stem, and by how far it reaches, how many there are. */
async function sampleOf(
  tx: Tx,
  where: SQL,
  { stems, related }: Looked,
): Promise<{ shares: number[]; anyShares: number[]; total: number }> {
  const share = (of: SQL, name: string) =>
    sql`count(*) filter (where c.stems @@ (${of}))::float8 / count(*) as ${sql.raw(name)}`
  const counts = stems.flatMap((stem, i) => [
    share(query(stem), `s${i}`),
    ...(related[i]?.length ? [share(anyOf([stem, ...related[i]]), `a${i}`)] : []),
  ])
  const [row] = await rowsOf<Record<string, number>>(
    tx,
    sql`select ${sql.join(counts, sql`, `)}, max(c.draw) as reach, count(*)::int as count
        from (select c.stems, c.draw from chunks c where ${where} order by c.draw limit ${sampleSize}) c`,
  )
  const total = Math.round((row?.['count'] ?? 0) / (row?.['reach'] || 1))
  const shares = stems.map((_, i) => row?.[`s${i}`] ?? 0)
  return { shares, anyShares: shares.map((own, i) => row?.[`a${i}`] ?? own), total }
}

type Stem = { stem: string; share: number; weight: number }

/** Passages with one of the rarest stems, as far as these are few; of the others, those that hold two. */
function leadOf({ known, total }: { known: Stem[]; total: number }): SQL {
  const byRarity = known.toSorted((a, b) => a.share - b.share)
  let room = mostFound
  const alone = byRarity.filter(({ share }) => (room -= Math.max(share, 1 / sampleSize) * total) >= 0)
  const others = byRarity.slice(alone.length, alone.length + 3)
  const pairs = others.flatMap((one, i) =>
    others.slice(i + 1).map((other) => sql`(${query(one.stem)} && ${query(other.stem)})`),
  )
  const [first] = byRarity
  const parts = [...alone.map(({ stem }) => query(stem)), ...pairs]
  return parts.length > 0 ? sql.join(parts, sql` || `) : query(first?.stem ?? '')
}

type SourceRow = { kind: string; row: string }

/** By kind too, for their index begins with it: without it, all of the index is read. */
const ofRows = (rows: SourceRow[]): SQL =>
  sql`(c.kind, c.row_id) in (select * from unnest(${sql.param(rows.map(({ kind }) => kind))}::text[], ${sql.param(rows.map(({ row }) => row))}::uuid[]))`

/** The sources whose passages hold most of what is rare. */
async function sourcesOf(
  tx: Tx,
  where: SQL,
  sample: { known: Stem[]; total: number; isNarrow: boolean },
): Promise<SourceRow[]> {
  const lead = leadOf(sample)
  const leading =
    sample.isNarrow && sample.total <= mostLookedThrough
      ? sql`chunks c where ${where} and c.stems @@ (${lead})`
      : sql`chunks_that_hold(${lead}) h join chunks c on c.id = h.chunk_id where ${where}`
  const score = sql.join(
    sample.known.map(
      ({ stem, weight }) => sql`${weight}::float8 * ts_rank('{1,0,0,1}'::float4[], c.stems, ${query(stem)})`,
    ),
    sql` + `,
  )
  const found = await rowsOf<SourceRow & { score: number }>(
    tx,
    sql`select c.kind, c.row_id as row, ${score} as score
        from ${leading} order by score desc, c.draw limit ${mostLeading}`,
  )
  // A second passage of a source that speaks of it counts, but less than a better first one.
  const best = new Map<string, SourceRow & { score: number }>()
  for (const { kind, row, score: one } of found) {
    const first = best.get(row)?.score
    best.set(row, { kind, row, score: first === undefined ? one : first + 0.2 * one })
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, mostSources)
}
