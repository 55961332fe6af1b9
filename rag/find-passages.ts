/** A page of what a search finds: passages that hold words of the question, best or newest first, counted by account, kind, speaker and month. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import type { Filters } from './eligible.ts'
import { linesOf, type Line } from './lines.ts'
import { exactUpTo } from './load-held.ts'
import { rankAll, textsOf, type Found } from './retrieve.ts'
import { bestQuote, heldBy, passageOf, type Passage } from './search.ts'

export type Find = Filters & {
  question: string
  order?: 'best' | 'newest' | undefined
  /** Passages before the page. */
  skip?: number | undefined
  limit?: number | undefined
}

export type PassageHit = Omit<Passage, 'score' | 'coverage' | 'likeness' | 'accountId'> & {
  account: { id: string; name: string } | null
}
export type FacetValue = { value: string; label: string; count: number }
export type Facets = Record<'kinds' | 'accounts' | 'speakers' | 'months', FacetValue[]>

export type PassagesFound = {
  hits: PassageHit[]
  total: number
  /** Whether every passage that the filters let through was looked at: else only what the rarest words lead to. */
  isAll: boolean
  facets: Facets
  /** What was looked for, to mark it in the texts. */
  stems: string[]
}

/** Beyond so many nobody pages; what narrows them is found beside them. */
const mostCounted = 2_000
const mostValues = 40

export async function findPassages(
  tx: Tx,
  workspace: string,
  { question, order = 'best', skip = 0, limit = 20, ...filters }: Find,
): Promise<PassagesFound> {
  const { ranked, eligible, ...read } = await rankAll(tx, workspace, { question, ...filters })
  const others = [...read.related.values()].flat().flatMap((group) => group.stems)
  const stems = [...new Set([...read.subject.keys(), ...others])]
  const some = ranked.slice(0, mostCounted)
  const facts = await factsOf(tx, workspace, { ids: some.map(({ id }) => id), stems })
  const matching = some.flatMap(({ id, score }) => {
    const fact = facts.get(id)
    const isMatch = fact && (fact.holds || fact.speakers.some((name) => read.named.has(name)))
    return isMatch ? [{ ...fact, score }] : []
  })
  if (order === 'newest') matching.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  const texts = await textsOf(tx, workspace, matching.slice(skip, skip + limit))
  const found = texts.map((one) => ({ ...one, likeness: null }))
  const lines = await linesOf(tx, workspace, found)
  const held = await heldBy(tx, [...lines.values()].flat(), read)
  return {
    hits: found.map((one) => {
      const members =
        bestQuote(within(one, lines.get(one.id) ?? []), held, { ...read, speaker: filters.speaker })
          ?.members ?? []
      const passage = passageOf(one, members, { score: one.score, coverage: 0 })
      const { kind, source, title, at, speaker, locator, text } = passage
      const fact = facts.get(one.id)
      const account = fact?.account ? { id: fact.account, name: fact.name ?? fact.account } : null
      return { kind, source, title, at, speaker, locator, text, account }
    }),
    total: matching.length,
    isAll: eligible <= exactUpTo && ranked.length <= mostCounted,
    facets: facetsOf(matching),
    stems,
  }
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Lines of the passage itself: two passages of one long turn would quote the same of it otherwise. */
function within({ text }: Found, lines: Line[]): Line[] {
  const whole = flat(text)
  const own = lines.filter((line) => whole.includes(flat(line.text)))
  return own.length > 0 ? own : lines
}

type Fact = {
  id: string
  kind: ChunkKind
  at: string | null
  month: string | null
  account: string | null
  name: string | null
  speakers: string[]
  /** One of the words, in its text or its title. */
  holds: boolean
}

async function factsOf(
  tx: Tx,
  workspace: string,
  { ids, stems }: { ids: string[]; stems: string[] },
): Promise<Map<string, Fact>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<Fact>(
    tx,
    sql`select c.id, c.kind, c.at::text, to_char(c.at, 'YYYY-MM') as month, a.source_id as account, a.name, c.speakers,
               tsvector_to_array(c.stems) && ${sql.param(stems)}::text[] as holds
        from chunks c left join accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
        where c.workspace_id = ${workspace} and c.id = any (${sql.param(ids)}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function facetsOf(matching: readonly Fact[]): Facets {
  const counted = (values: (fact: Fact) => (readonly [value: string, label: string])[]): FacetValue[] => {
    const found = new Map<string, FacetValue>()
    for (const fact of matching)
      for (const [value, label] of values(fact))
        found.set(value, { value, label, count: (found.get(value)?.count ?? 0) + 1 })
    return [...found.values()]
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
      .slice(0, mostValues)
  }
  return {
    kinds: counted(({ kind }) => [[kind, kind]]),
    accounts: counted(({ account, name }) => (account === null ? [] : [[account, name ?? account]])),
    speakers: counted(({ speakers }) => [...new Set(speakers)].map((name) => [name, name] as const)),
    months: counted(({ month }) => (month === null ? [] : [[month, month]])).sort((a, b) =>
      b.value.localeCompare(a.value),
    ),
  }
}
