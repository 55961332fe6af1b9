/** The index of everything that has a name: finds whole names, parts that fit, joined spellings and slips, in place, by postings. */
import { dictionary, joinedIndex, postings, type Dictionary, type Postings } from './name-index.ts'
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

const skippable = (word: string): boolean => word === "'s" || word === 'and' || word === '.' || word === '-'

/** "Bright Water" is Brightwater too: neighbouring words read as one. */
function joinedRows(joined: (key: string) => number[], tokens: readonly Token[], i: number) {
  const found: { end: number; row: number }[] = []
  let key = ''
  for (let end = i; end < Math.min(tokens.length, i + 4); end++) {
    key += tokens[end]?.word ?? ''
    if (end > i) for (const row of joined(key)) found.push({ end: end + 1, row })
  }
  return found
}

/** "Dana W": a later word of a name by its first letter. */
const isInitial = ({ text, capital }: Token, wanted: string): boolean =>
  text.length === 1 && wanted.startsWith(text.toLowerCase()) && (capital || !/^[ai]$/.test(text))

/** Longest run of the row's words from `place` that the tokens say; gives the end and how many were said. */
function runOf(
  { starts, flat, words }: Dictionary,
  { row, place }: { row: number; place: number },
  tokens: readonly Token[],
  i: number,
  options: number[][][],
) {
  const first = starts[row] ?? 0
  const length = (starts[row + 1] ?? 0) - first
  let at = i
  let said = 0
  let repaired = 0
  let end = i
  while (place + said < length) {
    const token = tokens[at]
    if (!token) break
    const wanted = flat[first + place + said] ?? 0
    const which = (options[at] ?? []).findIndex((forms) => forms.includes(wanted))
    if (which < 0 && !(said > 0 && isInitial(token, words[wanted] ?? ''))) {
      if (said === 0 || !skippable(token.word)) break
      at++
      continue
    }
    if (which > 0) repaired++
    said++
    at++
    end = at
  }
  return { said, end, repaired, whole: place === 0 && said === length }
}

export function indexNames(rows: readonly Named[]): Names {
  const known = dictionary(rows)
  const { ids } = known
  const joined = joinedIndex(known, rows.length)
  const byWord = postings(known, rows.length)
  const { starts, entries, places } = byWord
  const spelling = speller(ids.keys())

  /** The words that the token may be in a name, the written one first. "Mary's" is a word and its ending: together they are the "marys" of the index. */
  const idsAt = (
    tokens: readonly Token[],
    i: number,
    repairs: (i: number) => readonly string[],
  ): number[][] => {
    const word = tokens[i]?.word
    if (word === undefined) return []
    const isPossessive = tokens[i + 1]?.word === "'s"
    const owner = owning(word)
    if (owner !== undefined) return [[owner]]
    return [word, ...repairs(i)].map((form) =>
      (isPossessive ? [form, `${form}s`] : [form]).flatMap((each) => ids.get(each) ?? []),
    )
  }
  /** "marcus bells accounts": a possessive without its apostrophe. */
  const owning = (word: string): number | undefined =>
    !ids.has(word) && /[a-z]{3}s$/.test(word) ? ids.get(word.slice(0, -1)) : undefined
  const at: Names['at'] = (tokens, i, repairs) => {
    const options: number[][][] = []
    for (let n = i; n < tokens.length; n++) options[n] = idsAt(tokens, n, repairs)
    const byEnd = new Map<number, Found[]>()
    for (const id of (options[i] ?? []).flat())
      for (let p = starts[id] ?? 0; p < (starts[id + 1] ?? 0); p++) {
        const row = entries[p] ?? 0
        const place = places[p] ?? 0
        const found = runOf(known, { row, place }, tokens, i, options)
        if (!found.said) continue
        const list = byEnd.get(found.end) ?? []
        if (list.length === 0) byEnd.set(found.end, list)
        list.push({ row, place, whole: found.whole, repaired: found.repaired })
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
    knows: (word) => ids.has(word) || owning(word) !== undefined,
    at,
    spelling,
    near: nearIn(rows, known, byWord),
  }
}

/** All names are compared where they are not too many, else those that have words like the ones asked for. */
const nearIn =
  (
    rows: readonly Named[],
    known: Dictionary,
    byWord: Postings,
    asked = new Map<string, Named[]>(),
  ): Names['near'] =>
  (words, limit) => {
    const key = `${limit} ${words}`
    const found = asked.get(key)
    if (found) return found
    const likely =
      rows.length <= mostCompared ? rows : likeliest(known, byWord, words).flatMap((n) => rows[n] ?? [])
    const near = nearest(likely, words, limit)
    if (asked.size >= mostAsked) asked.clear()
    asked.set(key, near)
    return near
  }

/** More names than this are not compared one by one. */
const mostCompared = 20_000
const mostLikely = 500
const mostAsked = 200
const likeWord = 0.45

/** Rows that have words like those asked for, rare words counting more. */
function likeliest(
  { words: known, starts: firsts }: Dictionary,
  { starts, entries }: Postings,
  asked: string,
): number[] {
  const count = firsts.length - 1
  const scores = new Float32Array(count)
  const touched = new Set<number>()
  for (const word of wordsOf(asked)) {
    const wanted = pairsOf(word)
    for (const [id, other] of known.entries()) {
      const like = likeness(wanted, pairsOf(other))
      if (like < likeWord) continue
      const from = starts[id] ?? 0
      const to = starts[id + 1] ?? 0
      const weight = like * Math.log(1 + count / (1 + to - from))
      for (let p = from; p < to; p++) {
        const row = entries[p] ?? 0
        scores[row] = (scores[row] ?? 0) + weight
        touched.add(row)
      }
    }
  }
  return [...touched].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, mostLikely)
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

const pairsOf = (flat: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, flat.length - 1) }, (_, i) => flat.slice(i, i + 2)))

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const pair of b) if (a.has(pair)) shared++
  return (2 * shared) / (a.size + b.size || 1)
}

const flatNames = new WeakMap<Named, string>()

/** A name's words as one, worked out when it is first compared. */
function flatName(row: Named): string {
  const known = flatNames.get(row) ?? wordsOf(row.name).join('')
  flatNames.set(row, known)
  return known
}

/** Names that share most letter pairs with the words. */
function nearest(rows: readonly Named[], words: string, limit: number): Named[] {
  const wanted = pairsOf(wordsOf(words).join(''))
  return rows
    .map((row) => ({ row, score: likeness(wanted, pairsOf(flatName(row))) }))
    .filter(({ score }) => score >= 0.45)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ row }) => row)
}
