/** The words of many names in flat arrays, so that half a million cost megabytes and not gigabytes: by row, by word, and by all words written as one. */
import type { Named } from './spans.ts'
import { wordsOf } from './text.ts'

/** Words of a name as they are matched: the possessive's "'s" and "and" may be left out, "marys" stands for "mary's". */
function nameWords(name: string): string[] {
  const words: string[] = []
  for (const word of wordsOf(name)) {
    if (word === "'s" && words.length) words.push(`${words.pop()}s`)
    else words.push(word)
  }
  return words.filter((word) => word !== 'and')
}

/** Names of nothing but letters are cut at their spaces: a word of them reads the same in every name, so it is read once. */
function wordReader(): (name: string) => readonly string[] {
  const known = new Map<string, string[]>()
  return (name) => {
    if (!/^[\p{L}\p{M} ]+$/u.test(name)) return nameWords(name)
    const words: string[] = []
    for (const part of name.split(' ')) {
      const own = known.get(part) ?? nameWords(part)
      if (!known.has(part)) known.set(part, own)
      words.push(...own)
    }
    return words
  }
}

/** The words of all names, in flat arrays: there may be a million. Row n has the words `flat[starts[n]]` to `flat[starts[n + 1]]`. */
export type Dictionary = { ids: Map<string, number>; words: string[]; starts: Uint32Array; flat: Uint32Array }

export function dictionary(rows: readonly Named[]): Dictionary {
  const ids = new Map<string, number>()
  const starts = new Uint32Array(rows.length + 1)
  let flat = new Uint32Array(rows.length * 3 + 16)
  let end = 0
  const read = wordReader()
  for (const [n, row] of rows.entries()) {
    for (const word of read(row.name)) {
      const id = ids.get(word) ?? ids.size
      if (id === ids.size) ids.set(word, id)
      if (end === flat.length) {
        const grown = new Uint32Array(2 * end)
        grown.set(flat)
        flat = grown
      }
      flat[end++] = id
    }
    starts[n + 1] = end
  }
  return { ids, words: [...ids.keys()], starts, flat: flat.slice(0, end) }
}

const hashOn = (state: number, text: string): number => {
  let hash = state
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
const hashStart = 0x811c9dc5

/** Rows by their words written as one: sorted by hash, so that a row costs eight bytes and not a string. */
export function joinedIndex({ words, starts, flat }: Dictionary, rows: number) {
  // Hash and row share the 53 bits of a number; names beyond two million are found by their words alone.
  const spread = 2 ** 21
  const count = Math.min(rows, spread)
  const sorted = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    let hash = hashStart
    for (let at = starts[n] ?? 0; at < (starts[n + 1] ?? 0); at++)
      hash = hashOn(hash, words[flat[at] ?? 0] ?? '')
    sorted[n] = hash * spread + n
  }
  sorted.sort()
  const joined = (n: number) =>
    Array.from(flat.subarray(starts[n], starts[n + 1]), (id) => words[id]).join('')
  return (key: string): number[] => {
    const wanted = hashOn(hashStart, key) * spread
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    for (let at = low; at < count && (sorted[at] ?? 0) < wanted + spread; at++) {
      const row = (sorted[at] ?? 0) - wanted
      if (joined(row) === key) found.push(row)
    }
    return found
  }
}

/** Rows by word: where a word's postings start, the row, the place of the word in its name. */
export type Postings = { starts: Uint32Array; entries: Uint32Array; places: Uint8Array }
export function postings({ ids, starts: firsts, flat }: Dictionary, rows: number): Postings {
  const count = ids.size
  const starts = new Uint32Array(count + 1)
  for (const id of flat) starts[id + 1] = (starts[id + 1] ?? 0) + 1
  for (let id = 0; id < count; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0)
  const entries = new Uint32Array(flat.length)
  const places = new Uint8Array(flat.length)
  const next = starts.slice()
  for (let row = 0; row < rows; row++) {
    const first = firsts[row] ?? 0
    for (let at = first; at < (firsts[row + 1] ?? 0); at++) {
      const id = flat[at] ?? 0
      const p = next[id] ?? 0
      entries[p] = row
      places[p] = at - first
      next[id] = p + 1
    }
  }
  return { starts, entries, places }
}
