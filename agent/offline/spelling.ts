/** Repairs one slip of the keyboard against a list of known words: a deletion index, so that a look-up costs the length of the word. */

const deletions = (word: string): string[] => [
  word,
  ...Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1)),
]

/** Edit distance with neighbouring letters swapped counted as one; stops past two. */
export function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 3
}

/** "Blocked" is no slip of "blocker": an ending of its own makes another word of the same stem. */
const isInflected = (word: string, candidate: string): boolean =>
  /(ed|ing|er|ers|ly|al|ion)$/.test(word) &&
  /(ed|ing|er|ers|ly|al|ion|e|s)$/.test(candidate) &&
  word.slice(0, -2) === candidate.slice(0, Math.max(word.length - 2, candidate.length - 2))

const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const shortWord = 5

/** Keys that a finger may mistake for each other. */
const areBeside = (a: string, b: string): boolean => {
  const [one, two] = [a, b].map((letter) => {
    const row = keyboard.findIndex((keys) => keys.includes(letter))
    return { row, at: keyboard[row]?.indexOf(letter) ?? -9 }
  })
  return (
    one !== undefined &&
    two !== undefined &&
    Math.abs(one.row - two.row) <= 1 &&
    Math.abs(one.at - two.at) <= 1
  )
}

/** "Stock" is no slip of "stuck", "car" none of "care": in a short word a letter more, or one that lies elsewhere on the keyboard, makes another word; an ending does in any ("founded", "tablet"). */
export function isOtherWord(word: string, candidate: string): boolean {
  const ending = word.startsWith(candidate) ? word.slice(candidate.length) : ''
  if (/^(ed|ers?|ments?)$/.test(ending) || (/^[^s]$/.test(ending) && !candidate.endsWith(ending))) return true
  if (word.length < shortWord - 1 && candidate.length > word.length) return true
  if (word.length > shortWord || word.length !== candidate.length) return false
  const differing = Array.from({ length: word.length }, (_, i) => i).filter((i) => word[i] !== candidate[i])
  const [at, ...more] = differing
  return at !== undefined && more.length === 0 && !areBeside(word[at] ?? '', candidate[at] ?? '')
}

export type Speller = {
  near: (word: string) => string[]
  /** All that the word may be a slip of, each with its distance. */
  candidates: (word: string) => Map<string, number>
}

/** Short words are left alone: one changed letter makes another word of them. Two slips are read only in long words. `beside` knows further words. */
export function speller(
  words: Iterable<string>,
  { shortest = 5, beside }: { shortest?: number; beside?: Speller | undefined } = {},
): Speller {
  const index = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < shortest - 1 || /\d/.test(word)) continue
    for (const key of deletions(word)) {
      const list = index.get(key)
      if (list) list.push(word)
      else index.set(key, [word])
    }
  }
  const candidates = (word: string): Map<string, number> => {
    const found = new Map(beside?.candidates(word))
    if (word.length < shortest - 1 || /\d/.test(word)) return found
    for (const key of deletions(word))
      for (const candidate of index.get(key) ?? []) {
        const distance = slips(word, candidate)
        // The first letter is seldom the wrong one: "flight" is no slip of "light".
        const starts = candidate[0] === word[0] || (candidate[0] === word[1] && candidate[1] === word[0])
        // Of a short word only a letter may be missing.
        if (word.length < shortest && candidate.length <= word.length) continue
        if (isInflected(word, candidate)) continue
        if (starts && (distance === 1 || (distance === 2 && word.length >= 8))) found.set(candidate, distance)
      }
    return found
  }
  return {
    candidates,
    near: (word) => {
      const found = candidates(word)
      const least = Math.min(...found.values())
      return [...found.keys()]
        .filter((candidate) => found.get(candidate) === least)
        .sort((a, b) => Math.abs(a.length - word.length) - Math.abs(b.length - word.length))
    },
  }
}

/** Repairs two neighbouring letters that changed places ("teh"), in words too short for any other repair. */
export function swapper(words: { has: (word: string) => boolean }): (word: string) => string[] {
  return (word) => {
    if (word.length < 3 || /\d/.test(word)) return []
    const swapped = Array.from(
      { length: word.length - 1 },
      (_, i) => word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2),
    )
    return [...new Set(swapped)].filter((each) => each !== word && words.has(each))
  }
}

/** What is left of a word that is written without its inner vowels: "customers" → "cstmrs". */
const consonants = (word: string): string => word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '')

/** Fewer letters fit too many words, and more of them are seldom left out. */
const shortest = 3
const mostLeftOut = 3

/** Words by what is left of them without their inner vowels; where two leave the same, neither is meant. */
export function byConsonants(words: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>()
  for (const word of words) {
    const key = consonants(word)
    const leftOut = word.length - key.length
    if (leftOut === 0 || leftOut > mostLeftOut || key.length < shortest || /\d/.test(word)) continue
    const known = found.get(key)
    found.set(key, known === undefined || known === word ? word : null)
  }
  return new Map([...found].flatMap(([key, word]) => (word === null ? [] : [[key, word] as const])))
}
