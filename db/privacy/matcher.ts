/** Finds a person in text: by e-mail, phone, id and full name wherever they stand, and by a part of the name where the text is known to speak of them. */
import { fold, foldText, type Folded } from './fold.ts'

/** What a person is known by. Several of each: former names and addresses count. */
export type Identifiers = {
  names: string[]
  emails: string[]
  phones: string[]
  /** Of their rows, in their sources and in Steward. */
  ids: string[]
}

type Kind = 'address' | 'number' | 'name' | 'part' | 'id'
type Span = { from: number; to: number; kind: Kind }

export type Matcher = {
  /** `isTied`: the text is known to speak of the person, so that a part of the name is theirs too. */
  spans: (text: string, isTied: boolean) => Span[]
  /** Parts of the name in a text that speaks of the person, which are somebody else's as well. */
  sharedParts: (text: string) => boolean
  /** The full name, where it is somebody else's as well. */
  sharedName: (text: string) => boolean
  isId: (text: string) => boolean
  isNumber: (digits: string) => boolean
  isPart: (text: string) => boolean
  /** Folded pieces of which one stands in every text that mentions the person; null where the database can't look for them. */
  pieces: string[] | null
  /** The last digits of phone numbers, for the same. */
  digits: string[]
}

/** What stands instead. Matches nobody, so that a second run changes nothing. */
export const marks: Record<Kind, string> = {
  address: '[erased address]',
  number: '[erased number]',
  name: '[erased person]',
  part: '[erased person]',
  id: '[erased id]',
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const leastPhoneDigits = 7
/** A country's prefix, with which or without which a number is the same number. */
const countryDigits = 3
/** Scripts that write no spaces, where a name has no word's edge. */
const unspaced =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}/u

/** Where a word may begin. JSON inside of text has its line breaks written out: `\\nJane`. */
const begins = (inside: string) => `(?:(?<![${inside}])|(?<=\\\\[nrt]))`
const gapCharacters = `(?:[\\s._,'’+\\-–]|\\\\[nrt])`

const edged = (pattern: string, name: string) =>
  unspaced.test(name) ? pattern : `${begins('\\p{L}\\p{N}')}(?:${pattern})(?![\\p{L}\\p{N}])`

/** The words of a name that carry it: no titles, no initials, no particles (which are written small). */
export function nameParts(name: string): string[] {
  const words = name
    .replace(/\(.*?\)|".*?"|“.*?”/g, ' ')
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !word.endsWith('.'))
  const bearing = words.filter((word) => Array.from(word).length > 1 && word[0] !== word[0]?.toLowerCase())
  const kept = bearing.length > 0 ? bearing : words.filter((word) => Array.from(word).length > 1)
  return kept.map((word) => foldText(word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))).filter(Boolean)
}

function namePattern(name: string): string | null {
  const all = name
    .split(/[\s,]+/)
    .map((word) => foldText(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean)
  const parts = nameParts(name)
  const [first, last] = [parts[0], parts.at(-1)]
  if (all.length === 1 && all[0] && unspaced.test(all[0])) return escaped(all[0])
  if (first === undefined || last === undefined || parts.length < 2) return null
  // A short name written together may be another word.
  const gap = first.length + last.length >= 7 ? `${gapCharacters}{0,3}` : `${gapCharacters}{1,3}`
  const whole = all.map(escaped).join(gap)
  const ways = [whole, `${escaped(first)}${gap}${escaped(last)}`, `${escaped(last)}${gap}${escaped(first)}`]
  return edged(`(?:${ways.join('|')})(?:['’]?s)?`, name)
}

function emailPattern(email: string): string | null {
  const [local, domain] = foldText(email).split('@')
  if (!local || !domain) return null
  const at = `(?:@|%40|&#64;|\\s*[\\[({]\\s*at\\s*[\\])}]\\s*)`
  return `${begins('a-z0-9._%+-')}${escaped(local)}(?:\\+[a-z0-9._-]+)?${at}${escaped(domain)}(?![a-z0-9-]|\\.[a-z0-9])`
}

export const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '').replace(/^00/, '')

function phonePattern(phone: string): string | null {
  const digits = digitsOf(phone)
  if (digits.length < leastPhoneDigits) return null
  const gap = `[\\s().\\/\\u2010-\\u2015-]{0,3}(?:\\(0\\)\\s{0,2})?`
  const least = Math.max(leastPhoneDigits, digits.length - countryDigits)
  const optional = digits.slice(0, digits.length - least)
  const must = Array.from(digits.slice(digits.length - least)).join(gap)
  const lead = Array.from(optional).reduce((inner, digit) => `(?:${inner}${digit}${gap})?`, '')
  return `(?<!\\d)(?:\\+|\\(|0{1,2}${gap})*${lead}(?:0${gap})?${must}(?!\\d)`
}

/** An id of letters and digits, or a long number, is told from other words; `7` or `bob` is not. */
const isDistinctive = (id: string) =>
  (/\d/.test(id) && /\p{L}/u.test(id) && id.length >= 3) || /^\d{6,}$/.test(id) || id.length >= 12

const any = (patterns: (string | null)[]): RegExp | null => {
  const found = [...new Set(patterns.filter((one) => one !== null))]
  return found.length > 0 ? new RegExp(found.join('|'), 'gu') : null
}

export type Doubts = {
  /** Full names that are somebody else's too, folded. */
  names: ReadonlySet<string>
  /** Parts of the name that are somebody else's at the same place too, folded. */
  parts: ReadonlySet<string>
  /** Ids that are another row's too. */
  ids: ReadonlySet<string>
}

export function matcherOf(known: Identifiers, doubts: Doubts): Matcher {
  const sureNames = known.names.filter((name) => !doubts.names.has(foldText(name)))
  const parts = [...new Set(known.names.flatMap(nameParts))].filter((part) => Array.from(part).length > 1)
  const ids = known.ids.filter((id) => !doubts.ids.has(id))
  const expressions: [Kind, RegExp | null][] = [
    ['address', any(known.emails.map(emailPattern))],
    ['number', any(known.phones.map(phonePattern))],
    [
      'id',
      any(
        ids
          .filter(isDistinctive)
          .map((id) => `${begins('\\p{L}\\p{N}_-')}${escaped(foldText(id))}(?![\\p{L}\\p{N}_-])`),
      ),
    ],
    ['name', any(sureNames.map(namePattern))],
  ]
  const tied: [Kind, RegExp | null][] = [
    ['name', any(known.names.map(namePattern))],
    ['part', any(parts.filter((part) => !doubts.parts.has(part)).map((part) => edged(escaped(part), part)))],
  ]
  const shared = any(parts.filter((part) => doubts.parts.has(part)).map((part) => edged(escaped(part), part)))
  const sharedNames = any(known.names.filter((name) => doubts.names.has(foldText(name))).map(namePattern))
  const idSet = new Set(known.ids)
  const numbers = known.phones.map(digitsOf).filter((digits) => digits.length >= leastPhoneDigits)
  const partSet = new Set(parts.filter((part) => !doubts.parts.has(part)))
  const pieces = [
    ...known.emails.map((email) => foldText(email).split('@')[0] ?? ''),
    ...parts,
    ...known.ids.map(foldText),
  ].filter((piece) => piece !== '')
  return {
    spans: (text, isTied) => spansIn(fold(text), isTied ? [...expressions, ...tied] : expressions),
    sharedParts: (text) => isIn(shared, text),
    sharedName: (text) => isIn(sharedNames, text),
    isId: (text) => idSet.has(text) && (!doubts.ids.has(text) || isUuid(text)),
    isNumber: (digits) => digits.length >= 9 && numbers.some((number) => number === digits),
    isPart: (text) => partSet.has(foldText(text.trim())),
    pieces: pieces.some((piece) => /[^\0-\x7f]/.test(piece)) ? null : [...new Set(pieces)],
    digits: [...new Set(numbers.map((digits) => digits.slice(-leastPhoneDigits)))],
  }
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

function isIn(expression: RegExp | null, text: string): boolean {
  if (!expression) return false
  expression.lastIndex = 0
  return expression.test(foldText(text))
}

/** In the original's places, in order; where two overlap, the earlier kind counts. */
function spansIn({ text, from }: Folded, expressions: [Kind, RegExp | null][]): Span[] {
  const spans: Span[] = []
  for (const [kind, expression] of expressions) {
    if (!expression) continue
    for (const match of text.matchAll(expression)) {
      const span = { from: from[match.index] ?? 0, to: from[match.index + match[0].length] ?? 0, kind }
      if (!spans.some((one) => one.from < span.to && span.from < one.to)) spans.push(span)
    }
  }
  return spans.sort((a, b) => a.from - b.from)
}

/** The text with a mark instead of each span. */
export function replaced(text: string, spans: Span[], suffix = ''): string {
  let out = ''
  let at = 0
  for (const { from, to, kind } of spans) {
    out += text.slice(at, from) + (suffix ? `${marks[kind].slice(0, -1)} ${suffix}]` : marks[kind])
    at = to
  }
  return out + text.slice(at)
}
