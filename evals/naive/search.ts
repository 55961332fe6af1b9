/** Searches words in texts as the query's definition of `matches` says: every term must hold, in any order. */

type Term = { words: string[]; isPrefix: boolean; isExact: boolean; isOpposite: boolean }

/** Lower case, without accents, cut at every sign that is no letter or digit. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** The stems of the words that the random texts are made of; a real stemmer would be the store's own again. */
const stems = new Map([
  ['pricing', 'price'],
  ['prices', 'price'],
])
const stemOf = (word: string) => stems.get(word) ?? word.replace(/([^s])s$/, '$1')

function termsOf(wanted: string): Term[] {
  return [...wanted.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)].map(([, minus, quoted, plain = '']) => {
    const words = wordsOf(quoted ?? plain)
    const isPrefix = quoted === undefined && plain.endsWith('*')
    return { words, isPrefix, isExact: quoted !== undefined || words.length > 1, isOpposite: minus === '-' }
  })
}

const isSame = (word: string, wanted: string, { isPrefix, isExact }: Term) =>
  isPrefix ? word.startsWith(wanted) : isExact ? word === wanted : stemOf(word) === stemOf(wanted)

/** The words of the term one after the other, within one text. */
const holds = (words: string[], term: Term): boolean =>
  words.some((_, start) =>
    term.words.every((wanted, i) => {
      const word = words[start + i]
      return word !== undefined && isSame(word, wanted, term)
    }),
  )

export function matchesText(texts: string[], wanted: string): boolean {
  const all = texts.map(wordsOf)
  return termsOf(wanted).every((term) => all.some((words) => holds(words, term)) !== term.isOpposite)
}
