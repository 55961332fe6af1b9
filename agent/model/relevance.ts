/** Ranks short texts by how well they fit a request (BM25 over word stems). Equal input gives equal order, ties by key. */

export type Entry = { key: string; text: string }

const k1 = 1.2
const b = 0.6

/** Lower-case unaccented words cut to a crude stem, so that "renewals", "renewing" and "renewal" meet. */
export function stems(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 4
      ? word.replace(/(?:ings?|ations?|ed|ies|es|s|al|y)$/, '').replace(/(?:al|e|i)$/, '')
      : word.replace(/s$/, ''),
  )
}

/** Descriptions of tools and objects come again with every request; their stems are kept. */
const kept = new Map<string, string[]>()
const mostKept = 2_000

function keptStems(text: string): string[] {
  const known = kept.get(text)
  if (known) return known
  if (kept.size >= mostKept) kept.clear()
  const found = stems(text)
  kept.set(text, found)
  return found
}

/** Keys with their score, best first; those that share no word with the request score 0. */
export function rank(entries: Entry[], request: string): { key: string; score: number }[] {
  const documents = entries.map(({ key, text }) => ({ key, words: keptStems(text) }))
  const mean = documents.reduce((sum, { words }) => sum + words.length, 0) / Math.max(1, documents.length)
  const wanted = [...new Set(stems(request))]
  const holding = new Map(
    wanted.map((word) => [word, documents.filter(({ words }) => words.includes(word)).length]),
  )
  const score = (words: string[]) =>
    wanted.reduce((sum, word) => {
      const found = holding.get(word) ?? 0
      const times = words.filter((one) => one === word).length
      if (times === 0) return sum
      const rarity = Math.log(1 + (documents.length - found + 0.5) / (found + 0.5))
      return (
        sum + (rarity * times * (k1 + 1)) / (times + k1 * (1 - b + (b * words.length) / Math.max(1, mean)))
      )
    }, 0)
  return documents
    .map(({ key, words }) => ({ key, score: score(words) }))
    .sort((x, y) => y.score - x.score || (x.key < y.key ? -1 : 1))
}
