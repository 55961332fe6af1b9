/** Guesses in which encoding text is written that is not UTF-8: by how frequent its letters are, and by whether its words look like words. */
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { coverage } from './alphabets.ts'

export type Guess = {
  /** As iconv-lite knows it, and as people do. */
  encoding: string
  name: string
  /** Another encoding that is nearly as likely and reads the text otherwise. */
  orElse: string | null
  /** Not so, a line may look like UTF-8 by chance alone. */
  isSingleByte: boolean
}

type Candidate = {
  encoding: string
  name: string
  /** What chardet calls it, with or without the characters that Windows added. */
  chardet: string[]
  /** How much more common it is in exported tables than others. */
  prior: number
}

const candidates: Candidate[] = [
  { encoding: 'windows-1252', name: 'Windows-1252', chardet: ['ISO-8859-1', 'windows-1252'], prior: 0.3 },
  { encoding: 'macroman', name: 'Mac Roman', chardet: [], prior: 0.2 },
  { encoding: 'cp850', name: 'DOS code page 850', chardet: [], prior: 0 },
  { encoding: 'windows-1250', name: 'Windows-1250', chardet: ['ISO-8859-2', 'windows-1250'], prior: 0.1 },
  { encoding: 'iso-8859-2', name: 'ISO-8859-2', chardet: ['ISO-8859-2', 'windows-1250'], prior: 0 },
  { encoding: 'windows-1254', name: 'Windows-1254', chardet: ['ISO-8859-9', 'windows-1254'], prior: 0.05 },
  { encoding: 'windows-1257', name: 'Windows-1257', chardet: ['windows-1257'], prior: 0 },
  { encoding: 'windows-1251', name: 'Windows-1251', chardet: ['windows-1251'], prior: 0.1 },
  { encoding: 'koi8-r', name: 'KOI8-R', chardet: ['KOI8-R'], prior: 0 },
  { encoding: 'cp866', name: 'DOS code page 866', chardet: [], prior: 0 },
  { encoding: 'windows-1253', name: 'Windows-1253', chardet: ['ISO-8859-7', 'windows-1253'], prior: 0.05 },
  { encoding: 'windows-1255', name: 'Windows-1255', chardet: ['ISO-8859-8', 'windows-1255'], prior: 0.05 },
  { encoding: 'windows-1256', name: 'Windows-1256', chardet: ['windows-1256'], prior: 0.05 },
  { encoding: 'shift_jis', name: 'Shift JIS', chardet: ['Shift_JIS'], prior: 0 },
  { encoding: 'euc-jp', name: 'EUC-JP', chardet: ['EUC-JP'], prior: 0 },
  { encoding: 'gb18030', name: 'GB 18030', chardet: ['GB18030'], prior: 0 },
  { encoding: 'big5', name: 'Big5', chardet: ['Big5'], prior: 0 },
  { encoding: 'euc-kr', name: 'EUC-KR', chardet: ['EUC-KR'], prior: 0 },
]

/** It counts letters of a few languages and knows neither Mac Roman nor the code pages of DOS. */
const chardetWeight = 0.6
/** Of one byte or more a character. */
const wideEncodings = new Set(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'])

/** A lead of less than this leaves it open. */
const clearLead = 0.25

/** `sample` are lines that are not UTF-8. */
export function guessEncoding(sample: Buffer): Guess {
  const found = new Map<string, number>()
  for (const { name, confidence } of analyse(sample)) found.set(name, confidence / 100)
  const hasLow = sample.some((byte) => byte >= 0x80 && byte <= 0xa0)
  const scored = candidates
    .map((one) => {
      // EUC-KR proper has no such bytes; the decoder also takes what Windows added, and makes rare syllables of anything.
      const text = one.encoding === 'euc-kr' && hasLow ? '\uFFFD' : iconv.decode(sample, one.encoding)
      const confidence = Math.max(0, ...one.chardet.map((name) => found.get(name) ?? 0))
      return {
        ...one,
        text,
        score: plausibility(text) + coverage(text, one.encoding) + chardetWeight * confidence + one.prior,
      }
    })
    .sort((a, b) => b.score - a.score)
  const [best] = scored
  if (!best) throw new Error('there are no encodings to choose from')
  const rival = scored.find(({ text }) => text !== best.text)
  const isOpen = rival !== undefined && best.score - rival.score < clearLead
  return {
    encoding: best.encoding,
    name: best.name,
    orElse: isOpen ? rival.name : null,
    isSingleByte: !wideEncodings.has(best.encoding),
  }
}

const foreign = /[^\0-\x7F]/gu
/** Stands inside words, or joins them. */
const joins = /[’‘·–—]/u

/** From about −3, where nothing is a letter that fits its word, to 1. Characters of two bytes count twice, as their bytes would alone. */
function plausibility(text: string): number {
  let sum = 0
  let count = 0
  for (const found of text.matchAll(foreign)) {
    const [char] = found
    const after = text.codePointAt(found.index + char.length)
    sum += fit(char, text[found.index - 1] ?? ' ', after === undefined ? ' ' : String.fromCodePoint(after))
    count++
  }
  return count === 0 ? 0 : sum / count
}

const isLetter = (char: string) => /[\p{L}\p{M}]/u.test(char)
const isUpper = (char: string) => /\p{Lu}/u.test(char)
const isLower = (char: string) => /\p{Ll}/u.test(char)

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Hebrew',
  'Arabic',
  'Hangul',
  'Han',
  'Hiragana',
  'Katakana',
].map((name) => ({ name, is: new RegExp(`\\p{Script=${name}}`, 'u') }))
/** Each of two or more bytes, so that much chance went into it: Han is what any two bytes make. */
const eastAsian = new Map([
  ['Hangul', 1],
  ['Hiragana', 1],
  ['Katakana', 1],
  ['Han', 0.5],
])
const scriptOf = (char: string) => scripts.find(({ is }) => is.test(char))?.name ?? 'other'

function fit(char: string, before: string, after: string): number {
  if (char === '\uFFFD' || /[\p{Cc}\p{Cn}\p{Co}]/u.test(char)) return -3
  const beside = [before, after].filter(isLetter)
  if (/[\uFF61-\uFF9F]/.test(char)) return beside.some((other) => other < '\x80') ? -1.5 : 0
  if (!isLetter(char)) {
    if (beside.length === 2) return joins.test(char) ? 0.3 : -1.5
    return /[\p{Sm}\p{So}\p{Sk}]/u.test(char) ? -0.3 : 0.3
  }
  const script = scriptOf(char)
  const weight = eastAsian.get(script)
  if (weight !== undefined) return beside.some((other) => other < '\x80') ? -1 : weight
  if (isUpper(char) && (isLower(before) || (isUpper(before) && isLower(after)))) return -1.5
  if (isLower(char) && isUpper(after)) return -1
  if (beside.some((other) => scriptOf(other) !== script)) return -1.5
  return beside.length === 0 ? 0 : 1
}
