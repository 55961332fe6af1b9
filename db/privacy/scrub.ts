/** Takes a person out of one value of any stored type: text, lists, JSON, bytes. What does not mention them keeps every byte. */
import { replaced, marks, type Matcher } from './matcher.ts'

export type CellType = 'text' | 'list' | 'json' | 'bytes'

export type Way = {
  matcher: Matcher
  /** The value is known to speak of the person. */
  isTied: boolean
  /** Tells marks apart where a value has to be the only one of its kind. */
  suffix?: string
  /** A JSON value that is one of the person's ids becomes null, because it stands for a reference. */
  nullsIds?: boolean
}

export type Scrubbed = { value: string; samples: string[] }

const around = 40
const string = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** `value` as `readable` below makes it; null where nothing in it mentions the person. */
export function scrub(type: CellType, value: string, way: Way): Scrubbed | null {
  if (type === 'text') return scrubText(value, way)
  if (type === 'bytes') return scrubBytes(value, way)
  return scrubJson(value, way)
}

function scrubText(text: string, { matcher, isTied, suffix = '' }: Way): Scrubbed | null {
  const spans = matcher.spans(text, isTied)
  const [first] = spans
  if (!first) return null
  const sample = text.slice(Math.max(0, first.from - around), first.to + around).replace(/\s+/g, ' ')
  return { value: replaced(text, spans, suffix), samples: [sample] }
}

/** Strings and numbers one by one in the text, so that whatever else is in it stays as it was written. */
function scrubJson(json: string, way: Way): Scrubbed | null {
  const samples: string[] = []
  let isChanged = false
  const change = (value: string | null, sample: string) => {
    isChanged = true
    samples.push(sample)
    return JSON.stringify(value)
  }
  const value = json.replace(string, (token: string, at: number) => {
    if (!token.startsWith('"')) {
      return way.matcher.isNumber(token) ? change(marks.number, token) : token
    }
    const text = JSON.parse(token) as string
    const isKey = /^\s*:/.test(json.slice(at + token.length, at + token.length + 8))
    if (way.nullsIds && !isKey && way.matcher.isId(text)) return change(null, text)
    const done = scrubText(text, isKey ? { ...way, isTied: false } : way)
    return done ? change(done.value, done.samples[0] ?? '') : token
  })
  return isChanged ? { value, samples } : null
}

const isUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Base64 in and out. */
function scrubBytes(base64: string, way: Way): Scrubbed | null {
  const bytes = Buffer.from(base64, 'base64')
  const { text, encoding } = decoded(bytes)
  const done = isJson(text) ? scrubJson(text, way) : scrubText(text, way)
  return done && { ...done, value: Buffer.from(done.value, encoding).toString('base64') }
}

export function decoded(bytes: Uint8Array): { text: string; encoding: 'utf8' | 'latin1' } {
  try {
    return { text: isUtf8.decode(bytes), encoding: 'utf8' }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' }
  }
}

/** One value, or one a line. */
export function isJsonText(text: string): boolean {
  if (isJson(text)) return true
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.every(isJson)
}

function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** Whether what a column names is the person and nothing else: `Jane Doe (Acme)` is, `Jane Doe and Bob` is not. */
export function isPersonAlone(text: string, matcher: Matcher): boolean {
  const spans = matcher.spans(text, true)
  if (spans.length === 0) return false
  let rest = ''
  let at = 0
  for (const span of spans) {
    rest += text.slice(at, span.from)
    at = span.to
  }
  rest += text.slice(at)
  return !/[\p{L}\p{N}]/u.test(rest.replace(/\(.*?\)|\[.*?\]|<.*?>/g, ''))
}

/** What still stands in a scrubbed value and may be the person. */
export function doubtIn(type: CellType, value: string, { matcher, isTied }: Way): string | null {
  const text = type === 'bytes' ? decoded(Buffer.from(value, 'base64')).text : value
  if (!isTied && matcher.sharedName(text)) return 'the name is also somebody else’s here'
  if (isTied && matcher.sharedParts(text)) return 'a part of the name is also somebody else’s here'
  return null
}
