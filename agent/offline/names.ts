/** The index of everything that has a name: finds whole names, parts that fit, joined spellings and slips, in place, by postings. */
import type { Named } from './spans.ts'
import { speller, type Speller } from './spelling.ts'
import { wordsOf, type Token } from './text.ts'

export type NameHit = {
  to: number
  rows: Named[]
  /** Every word of the name was said. */
  whole: boolean
  repaired: number
  /** The first word of the name was said. */
  head: boolean
}

export type Names = {
  rows: readonly Named[]
  knows: (word: string) => boolean
  at: (tokens: readonly Token[], i: number, repairs: (i: number) => readonly string[]) => NameHit[]
  spelling: Speller
  /** Names that look like the words, for a question. */
  near: (words: string, limit: number) => Named[]
}

/** A part that so many names share says nothing by itself. */
const commonPart = 3
const mostRows = 12

/** Words of a name as they are matched: the possessive's "'s" and "and" may be left out, "marys" stands for "mary's". */
function nameWords(name: string): string[] {
  const words: string[] = []
  for (const word of wordsOf(name)) {
    if (word === "'s" && words.length) words.push(`${words.pop()}s`)
    else words.push(word)
  }
  return words
}

const skippable = (word: string): boolean => word === "'s" || word === 'and' || word === '.' || word === '-'

/** The words of all names, each row as their numbers, and rows by their words written as one. */
function dictionary(rows: readonly Named[]) {
  const ids = new Map<string, number>()
  const wordIds: number[][] = []
  const joined = new Map<string, number[]>()
  for (const [n, row] of rows.entries()) {
    const words = nameWords(row.name).filter((word) => word !== 'and')
    wordIds.push(
      words.map((word) => {
        const id = ids.get(word) ?? ids.size
        ids.set(word, id)
        return id
      }),
    )
    const key = words.join('')
    joined.set(key, [...(joined.get(key) ?? []), n])
  }
  return { ids, wordIds, joined }
}

/** "Bright Water" is Brightwater too: neighbouring words read as one. */
function joinedRows(joined: ReadonlyMap<string, number[]>, tokens: readonly Token[], i: number) {
  const found: { end: number; row: number }[] = []
  let key = ''
  for (let end = i; end < Math.min(tokens.length, i + 4); end++) {
    key += tokens[end]?.word ?? ''
    if (end > i) for (const row of joined.get(key) ?? []) found.push({ end: end + 1, row })
  }
  return found
}

export function indexNames(rows: readonly Named[]): Names {
  const { ids, wordIds, joined } = dictionary(rows)
  const { starts, entries, places } = postings(wordIds, ids.size)
  const spelling = speller(ids.keys())

  /** "Mary's" is a word and its ending: together they are the "marys" of the index. */
  const idsOf = (word: string, possessive: boolean): number[] => {
    const found: number[] = []
    for (const form of possessive ? [word, `${word}s`] : [word]) {
      const id = ids.get(form)
      if (id !== undefined) found.push(id)
    }
    return found
  }
  /** Longest run of the row's words from `place` that the tokens say; gives the end and how many were said. */
  const run = (
    row: number,
    place: number,
    tokens: readonly Token[],
    i: number,
    words: (i: number) => readonly string[],
  ) => {
    const own = wordIds[row] ?? []
    let at = i
    let said = 0
    let repaired = 0
    let end = i
    while (place + said < own.length && at < tokens.length) {
      const wanted = own[place + said] as number
      const options = words(at)
      const which = options.findIndex((word) => idsOf(word, tokens[at + 1]?.word === "'s").includes(wanted))
      if (which < 0) {
        if (said > 0 && skippable(tokens[at]?.word ?? '')) at++
        else break
        continue
      }
      if (which > 0) repaired++
      said++
      at++
      end = at
    }
    return { said, end, repaired, whole: place === 0 && said === own.length }
  }

  const at: Names['at'] = (tokens, i, repairs) => {
    const words = (n: number): readonly string[] => {
      const word = tokens[n]?.word
      return word === undefined ? [] : [word, ...repairs(n)]
    }
    const byEnd = new Map<number, { row: number; place: number; whole: boolean; repaired: number }[]>()
    for (const word of words(i))
      for (const id of idsOf(word, tokens[i + 1]?.word === "'s"))
        for (let p = starts[id] ?? 0; p < (starts[id + 1] ?? 0); p++) {
          const row = entries[p] ?? 0
          const place = places[p] ?? 0
          const found = run(row, place, tokens, i, words)
          if (!found.said) continue
          const list = byEnd.get(found.end) ?? []
          list.push({ row, place, whole: found.whole, repaired: found.repaired })
          byEnd.set(found.end, list)
        }
    for (const { end, row } of joinedRows(joined, tokens, i)) {
      const list = byEnd.get(end) ?? []
      if (!list.some((hit) => hit.row === row)) list.push({ row, place: 0, whole: false, repaired: 0 })
      byEnd.set(end, list)
    }
    const hits: NameHit[] = []
    for (const [to, found] of byEnd) {
      const hit = settle(found, to - i, rows)
      if (hit) hits.push({ to, ...hit })
    }
    return hits
  }
  return {
    rows,
    knows: (word) => ids.has(word),
    at,
    spelling,
    near: (words, limit) => nearest(rows, words, limit),
  }
}

/** Rows by word, as three flat arrays: where a word's postings start, the row, the place of the word in its name. */
function postings(wordIds: number[][], count: number) {
  const starts = new Uint32Array(count + 1)
  for (const words of wordIds) for (const id of words) starts[id + 1] = (starts[id + 1] ?? 0) + 1
  for (let id = 0; id < count; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0)
  const total = starts[count] ?? 0
  const entries = new Uint32Array(total)
  const places = new Uint8Array(total)
  const next = starts.slice()
  for (const [row, words] of wordIds.entries())
    for (const [place, id] of words.entries()) {
      const p = next[id] ?? 0
      entries[p] = row
      places[p] = place
      next[id] = p + 1
    }
  return { starts, entries, places }
}

type Found = { row: number; place: number; whole: boolean; repaired: number }

/** Whole names win over names that contain them; what is spelt right over what is repaired; a first word over a later one. */
function settle(found: Found[], length: number, rows: readonly Named[]): Omit<NameHit, 'to'> | null {
  const exact = found.filter((hit) => !hit.repaired)
  let kept = exact.length ? exact : found
  const whole = kept.filter((hit) => hit.whole)
  if (whole.length) kept = whole
  else {
    const heads = kept.filter((hit) => hit.place === 0)
    if (heads.length)
      kept = [
        ...heads,
        ...kept.filter((hit) => hit.place > 0 && rows[hit.row]?.object !== rows[heads[0]?.row ?? 0]?.object),
      ]
    else if (length === 1 && kept.length >= commonPart) return null
  }
  const named = kept.map((hit) => rows[hit.row]).filter((row) => row !== undefined)
  const unique = [...new Map(named.map((row) => [`${row.object} ${row.id}`, row])).values()]
  return {
    rows: unique.slice(0, mostRows),
    whole: whole.length > 0,
    repaired: Math.min(...kept.map((hit) => hit.repaired)),
    head: kept.some((hit) => hit.place === 0),
  }
}

/** Names that share most letter pairs with the words. */
function nearest(rows: readonly Named[], words: string, limit: number): Named[] {
  const pairs = (text: string): Set<string> => {
    const flat = wordsOf(text).join('')
    return new Set(Array.from({ length: Math.max(0, flat.length - 1) }, (_, i) => flat.slice(i, i + 2)))
  }
  const wanted = pairs(words)
  return rows
    .map((row) => {
      const own = pairs(row.name)
      const shared = [...own].filter((pair) => wanted.has(pair)).length
      return { row, score: (2 * shared) / (own.size + wanted.size || 1) }
    })
    .filter(({ score }) => score >= 0.45)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ row }) => row)
}
