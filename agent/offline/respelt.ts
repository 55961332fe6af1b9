/** Writes out what is mistyped or written short, so that every grammar reads the same words: "wich ppl havnt", "nxt", "cstmrs", "heyyy". Quotes, names and known words stay as they are. Pure. */
import type { Lexicon } from './lexicon.ts'
import { fold } from './text.ts'
import { misspellings, soundalikes } from './words/misspellings.ts'

/** Quotes and addresses are text of somebody's own. */
const parts =
  /["“][^"”]*["”]|\S+@\S+|(?<![\p{L}\p{M}\d'’@/.&-])[\p{L}\p{M}\d]+(?![\p{L}\p{M}\d'’@&]|[-/.][\p{L}\d])/gu

export function respelt(text: string, lexicon: Lexicon): string {
  const said = soundalikes
    .reduce((rest, [pattern, put]) => rest.replace(pattern, put), text)
    .replace(/\b(top|bottom|first|last|worst|best|next|past)(\d+)(?![\p{L}\d])/giu, '$1 $2')
    .replace(/(?<=\s)@(?=\s)/gu, 'at')
    .replace(/(?<=^|\s)[$€£]+(?=\s|[.,;!?]|$)/gu, 'money')
  const shouts = said === said.toUpperCase()
  return said.replace(parts, (word) => {
    if (!/^[\p{L}\d]+$/u.test(word) || !/\p{L}/u.test(word)) return word
    const own = fold(word)
    if (lexicon.names.knows(own)) return word
    const written =
      misspellings.get(own) ??
      shortened(own, lexicon) ??
      sounded(own, lexicon) ??
      withVowels(word, own, shouts, lexicon)
    if (written === undefined) return word
    return /^\p{Lu}/u.test(word) ? written.slice(0, 1).toUpperCase() + written.slice(1) : written
  })
}

/** "CRM", "Brght": what is written in capitals is an abbreviation or a name. */
const withVowels = (word: string, own: string, shouts: boolean, lexicon: Lexicon): string | undefined =>
  lexicon.words.has(own) || lexicon.inert.has(own) || (word !== own && !shouts)
    ? undefined
    : lexicon.ofConsonants(own)

/** Three times the same letter, or twice one with which no word ends so. */
const drawnOut = /(\p{L})\1{2,}|([ahikmuvwy])\2$/gu

/** "Heyy", "sooo", "coool": letters that are drawn out stand there once, or twice. */
const shortened = (own: string, { words, inert }: Lexicon): string | undefined =>
  words.has(own) || inert.has(own)
    ? undefined
    : ['$1$2', '$1$2$1$2']
        .map((letters) => own.replace(drawnOut, letters))
        .find((each) => each !== own && (words.has(each) || inert.has(each)))

/** "Cookin", "sniffin": an ending as it is spoken. */
const sounded = (own: string, { words, inert }: Lexicon): string | undefined =>
  /[a-z]{3}in$/.test(own) &&
  !words.has(own) &&
  !inert.has(own) &&
  (words.has(`${own}g`) || inert.has(`${own}g`))
    ? `${own}g`
    : undefined
