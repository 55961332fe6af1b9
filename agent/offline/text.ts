/** Cuts a request into folded tokens with their offsets; the same cut is applied to phrases and names, so both sides meet. Pure. */
import { ones, scales, tens, unitTails } from './number-words.ts'

export type TokenKind = 'word' | 'number' | 'date' | 'symbol' | 'mark'

export type Token = {
  /** Position in the list. */
  i: number
  /** As written. */
  text: string
  /** Lower case, without accents and inner apostrophes. */
  word: string
  from: number
  to: number
  kind: TokenKind
  /** Starts with a capital letter. */
  capital: boolean
  /** No space before it: "mid-market" is two tokens, the second glued. */
  glued: boolean
}

export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[æÆ]/g, 'ae')
    .toLowerCase()

/** Letters that may follow the digits of a number; anything else makes the run a word ("7seas"). */
const numberTails =
  /^(k|m|mm|mn|mio|mil|mill|bn|b|tn|d|w|wk|wks|h|hr|hrs|mo|mos|y|yr|yrs|q|st|nd|rd|th|x|pt|pts|pp|days?|weeks?|months?|years?|usd|eur|gbp|chf|am|pm)$/

const contractions: Record<string, string[]> = {
  cannot: ['can', 'not'],
  cant: ['can', 'not'],
  wont: ['will', 'not'],
  dont: ['do', 'not'],
  doesnt: ['does', 'not'],
  didnt: ['did', 'not'],
  havent: ['have', 'not'],
  hadnt: ['had', 'not'],
  isnt: ['is', 'not'],
  arent: ['are', 'not'],
  wasnt: ['was', 'not'],
  werent: ['were', 'not'],
  aint: ['is', 'not'],
  im: ['i', 'am'],
  ive: ['i', 'have'],
  havnt: ['have', 'not'],
  hasnt: ['has', 'not'],
  shouldnt: ['should', 'not'],
  wouldnt: ['would', 'not'],
  couldnt: ['could', 'not'],
  theyre: ['they', 'are'],
  youre: ['you', 'are'],
  theyve: ['they', 'have'],
  shouldve: ['should', 'have'],
  couldve: ['could', 'have'],
  wouldve: ['would', 'have'],
  mustve: ['must', 'have'],
  weve: ['we', 'have'],
  youve: ['you', 'have'],
  mustnt: ['must', 'not'],
  neednt: ['need', 'not'],
  whos: ['who', "'s"],
  whats: ['what', "'s"],
  wheres: ['where', "'s"],
  whens: ['when', "'s"],
  hows: ['how', "'s"],
  thats: ['that', "'s"],
  theres: ['there', "'s"],
  lets: ['let', 'us'],
  gimme: ['give', 'me'],
  lemme: ['let', 'me'],
  gonna: ['going', 'to'],
  wanna: ['want', 'to'],
}

/** Short forms of chat that stand for function words. */
const shorts: Record<string, string> = {
  u: 'you',
  r: 'are',
  n: 'and',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
}

const pattern = new RegExp(
  [
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`\d{4}-\d{2}-\d{2}(?:t[\d:.]+z?)?`,
    String.raw`\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)`,
    String.raw`\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)`,
    String.raw`w\/o\b|w\/`,
    String.raw`[$€£¥]?\d+(?:,\d{3})*(?:[.,]\d+)?(?:[\p{L}]+)?%?(?:['’]s(?!\p{L}))?`,
    String.raw`[\p{L}\p{M}\d]+(?:['’.&][\p{L}\p{M}]+)*['’]?\.?`,
    String.raw`→|-+>(?=\s)`,
    String.raw`>=|<=|<>|!=|==|=>|=<|≥|≤|≠|[<>=~%&+#@/]`,
    String.raw`[$€£](?!\d)`,
    String.raw`[-–—]`,
    String.raw`[,;:.!?()"“”„'’…|]`,
  ].join('|'),
  'giu',
)

type Piece = { text: string; word: string; kind: TokenKind; from: number; to: number }

const piece = (text: string, word: string, kind: TokenKind, from: number): Piece => ({
  text,
  word,
  kind,
  from,
  to: from + text.length,
})

/** A run of letters: splits the possessive, contractions and dotted or ampersand-joined parts. */
function wordPieces(raw: string, from: number): Piece[] {
  let text = raw
  const after: Piece[] = []
  if (text.endsWith('.')) {
    after.push(piece('.', '.', 'mark', from + text.length - 1))
    text = text.slice(0, -1)
  }
  const negated = /^(.+)n['’]t$/i.exec(text)
  if (negated?.[1]) {
    const stem = fold(negated[1])
    const verb = { ca: 'can', wo: 'will', ai: 'is', sha: 'shall' }[stem] ?? stem
    return [
      piece(negated[1], verb, 'word', from),
      piece(text.slice(negated[1].length), 'not', 'word', from + negated[1].length),
      ...after,
    ]
  }
  const tail = /^(.+?)['’](s|re|ve|ll|d|m)?$/i.exec(text)
  if (tail?.[1] && (tail[2] === undefined || tail[2].length <= 2)) {
    const ending = fold(tail[2] ?? 's')
    const expanded: Record<string, string> = { re: 'are', ve: 'have', ll: 'will', d: 'would', m: 'am' }
    // A first letter before an apostrophe belongs to the name: O'Malley never gets here, "d'" does.
    return [
      ...wordPieces(tail[1], from),
      piece(text.slice(tail[1].length), expanded[ending] ?? "'s", 'word', from + tail[1].length),
      ...after,
    ]
  }
  const parts: Piece[] = []
  let at = 0
  for (const part of text.split(/(?<=[.&])|(?=[.&])/)) {
    const here = from + at
    at += part.length
    if (part === '.') continue
    if (part === '&') parts.push(piece(part, 'and', 'word', here))
    else parts.push(piece(part, fold(part).replace(/['’]/g, ''), 'word', here))
  }
  return [...parts, ...after]
}

function expand(found: Piece): Piece[] {
  const short = found.text === 'w' ? 'with' : shorts[found.word]
  if (short) return [{ ...found, word: short }]
  const parts = contractions[found.word]
  if (!parts) return [found]
  return parts.map((word, n) => ({ ...found, word, from: n ? found.to : found.from }))
}

function numberPieces(raw: string, from: number): Piece[] {
  // "2027's renewals".
  const owned = /^(.*\d)(['’]s?)$/i.exec(raw)
  if (owned?.[1] && owned[2])
    return [...numberPieces(owned[1], from), piece(owned[2], "'s", 'word', from + owned[1].length)]
  const split = /^([$€£¥]?[\d.,]*\d)(\p{L}*)(%?)$/u.exec(raw)
  const letters = fold(split?.[2] ?? '')
  if (!split || (letters && !numberTails.test(letters))) return wordPieces(raw, from)
  return [piece(raw, fold(raw), 'number', from)]
}

function piecesOf(raw: string, from: number): Piece[] {
  if (/^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}/.test(raw) || /^\d{1,2}([/.-])\d{1,2}\1\d{2,4}$/.test(raw))
    return [piece(raw, fold(raw), 'date', from)]
  if (raw.length > 1 && raw.includes('@')) return [piece(raw, fold(raw), 'word', from)]
  if (/^w\/o$/i.test(raw)) return [piece(raw, 'without', 'word', from)]
  if (/^w\/$/i.test(raw)) return [piece(raw, 'with', 'word', from)]
  if (raw === '&') return [piece(raw, 'and', 'word', from)]
  // "Most $ up for renewal".
  if (/^[$€£]$/.test(raw)) return [piece(raw, 'money', 'word', from)]
  // "next touch → Friday".
  if (/^(→|-+>)$/.test(raw)) return [piece(raw, 'to', 'word', from)]
  if (/^[$€£¥]?\d/.test(raw)) return numberPieces(raw, from)
  if (/^[\p{L}]/u.test(raw)) return wordPieces(raw, from)
  if (/^(>=|<=|<>|!=|==|=>|=<|[≥≤≠<>=~%+#@/])$/.test(raw)) return [piece(raw, raw, 'symbol', from)]
  if (/^[-–—]$/.test(raw)) return [piece(raw, '-', 'mark', from)]
  return [piece(raw, raw === '’' || raw === "'" ? "'" : raw, 'mark', from)]
}

/** "n p s": letters said one by one are an abbreviation. Their places stay those of the text. */
const spelled = (text: string): string =>
  text.replace(/(?<![\p{L}\d'’.])\p{L}(?: \p{L}){2,4}(?![\p{L}\d'’])/gu, (letters) => {
    const joined = letters.replace(/ /g, '')
    return joined + ' '.repeat(letters.length - joined.length)
  })

/** Tokens of a request. Underscores separate words, so that a field's key reads like its label. */
export function tokens(text: string): Token[] {
  const source = spelled(text.replace(/_/g, ' ').normalize('NFC'))
  const pieces: Piece[] = []
  for (const match of source.matchAll(pattern))
    pieces.push(...piecesOf(match[0], match.index).flatMap(expand))
  let end = -1
  return pieces.map((found, i) => {
    const glued = found.from === end && i > 0
    end = found.to
    const word = joins(source, found, pieces[i - 1], glued) ? 'and' : found.word
    return { ...found, word, i, glued, capital: /^\p{Lu}/u.test(found.text) }
  })
}

/** "Red + yellow", "smb+enterprise": between two words; behind a number it is a bound ("45d+", "3 wks+", "5 +"). */
const joins = (source: string, { text, to }: Piece, before: Piece | undefined, glued: boolean): boolean =>
  text === '+' &&
  before?.kind === 'word' &&
  !(before.word in ones || before.word in tens || before.word in scales || before.word in unitTails) &&
  (glued ? /^\p{L}/u.test(source.slice(to)) : /^\s*[\p{L}]/u.test(source.slice(to)))

/** The words of a phrase or a name, cut as a request is; marks are left out. One that begins with "'s" belongs to whoever stands before it. */
export const wordsOf = (phrase: string): string[] => [
  ...(phrase.startsWith("'s ") ? ["'s"] : []),
  ...tokens(phrase.replace(/^'s /, ''))
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.word),
]
