/** Whether an answer stands on its sources: the right passages cited, found early, and each figure and quote where it is said to be. */
import { unmatchedFigures } from '#agent/model/figures.ts'
import { fails, holds, listed, type Scorer } from './check.ts'

/** `00:12:31–00:12:44` as seconds. */
const seconds = (locator: string): number[] =>
  (locator.match(/(?:\d+:)?\d{1,2}:\d\d/g) ?? []).map((time) =>
    time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
  )
/** How far from its place a quote may be. */
const slack = 15

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const citations: Scorer = ({ expect, told }) => {
  if (!expect.citations) return null
  const { anyOf, within = 3 } = expect.citations
  const cited = told.answer.citations.slice(0, within)
  const hit = cited.some(({ source, locator = '', quote }) =>
    anyOf.some((wanted) => {
      if (!source.endsWith(wanted.source)) return false
      if (wanted.quote !== undefined && !plain(quote).includes(plain(wanted.quote))) return false
      if (wanted.locator !== undefined && !plain(locator).includes(plain(wanted.locator))) return false
      if (!wanted.at) return true
      const [start, end = start] = seconds(locator)
      return start !== undefined && (end ?? start) >= wanted.at[0] - slack && start <= wanted.at[1] + slack
    }),
  )
  if (hit) return holds('citations')
  const found = cited.map(({ source, locator }) => `${source} ${locator ?? ''}`)
  return fails(
    'citations',
    `wanted ${listed(anyOf.map(({ source }) => source))}, cited ${listed(found) || 'nothing'}`,
  )
}

export type Ranking = { ndcg: number; recall: number; coverage: number }

/** Binary gain, each source counted where it first stands. Coverage: the share of what is relevant that was found at all. */
export function rankingOf<T>(found: readonly T[], relevant: ReadonlySet<T>, at: number): Ranking {
  const once = [...new Set(found)]
  const hits = once.slice(0, at).map((one) => (relevant.has(one) ? 1 : 0))
  const gain = (list: readonly number[]) =>
    list.reduce((sum, hit, place) => sum + hit / Math.log2(place + 2), 0)
  const ideal = gain(Array.from({ length: Math.min(at, relevant.size) }, () => 1))
  const all = once.filter((one) => relevant.has(one)).length
  return {
    ndcg: ideal > 0 ? gain(hits) / ideal : 0,
    recall: hits.filter((hit) => hit === 1).length / Math.min(at, relevant.size || 1),
    coverage: all / (relevant.size || 1),
  }
}

export const ranking: Scorer = ({ expect, told }) => {
  if (!expect.ranking) return null
  const { relevant, at, least } = expect.ranking
  const found = told.answer.citations.map(({ source }) => source)
  const wanted = new Set(relevant)
  const { ndcg, recall, coverage } = rankingOf(found, wanted, at)
  const said = `nDCG@${at} ${ndcg.toFixed(2)}, R@${at} ${recall.toFixed(2)}, coverage ${coverage.toFixed(2)}`
  return ndcg >= least
    ? { ...holds('ranking'), score: ndcg }
    : fails('ranking', `${said}, at least ${least}: ${listed(found)}`, ndcg)
}

/** Captions without their times and tags, so that what one person says in two of them follows on. */
const spoken = (text: string) => plain(text.replaceAll(/^.*-->.*$/gm, '').replaceAll(/<[^>]*>/g, ''))

/** Figures of the text stand in a result, quotes in a source of the workspace, word for word. */
export const grounded: Scorer = ({ expect, told, sources }) => {
  if (!expect.grounded) return null
  const { answer, blocks, text } = told
  const readings = blocks.flatMap((block) => ('reading' in block ? [block.reading] : []))
  const all = [...sources.values()].map(spoken)
  const isThere = (line: string) => all.some((source) => source.includes(plain(line)))
  const loose = unmatchedFigures(answer.answer, { blocks, said: [text, ...readings] })
    .map((span) => span.text)
    .filter((figure) => answer.citations.length === 0 || !isThere(figure))
  const invented = answer.citations.filter(({ quote }) =>
    quote.split('\n').some((line) => !isThere(line) && !isThere(line.replace(/^[^:]{1,60}: /, ''))),
  )
  const faults = [
    ...loose.map((one) => `the figure ${one}`),
    ...invented.map(({ quote }) => `the quote ${quote.slice(0, 80)}`),
  ]
  return faults.length === 0 ? holds('grounded') : fails('grounded', `in no source: ${listed(faults)}`)
}
