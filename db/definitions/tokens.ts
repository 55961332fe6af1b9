/** Cuts a formula or a condition into tokens with their places, and says of a fault where it is. */
import { Problem } from '../problem.ts'

export type Token =
  | { kind: 'name'; text: string; at: number }
  | { kind: 'number'; value: number; percent: boolean; at: number }
  | { kind: 'text'; text: string; at: number }
  | { kind: 'date'; text: string; at: number }
  | { kind: 'mark'; text: string; at: number }
  | { kind: 'end'; at: number }

const pattern = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<date>\d{4}-\d{2}-\d{2}(?![\w-]))`,
    String.raw`[$€£]?(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?<scale>k|mm|m|bn|b)?(?<percent>%)?(?![\p{L}\p{N}_])`,
    String.raw`(?<name>[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)`,
    String.raw`'(?<single>(?:[^']|'')*)'`,
    String.raw`"(?<double>(?:[^"]|"")*)"`,
    String.raw`(?<mark><=|>=|<>|!=|==|[-+*/()<>=,×÷−])`,
  ].join('|'),
  'iuy',
)
const scales: Record<string, number> = { k: 1e3, m: 1e6, mm: 1e6, b: 1e9, bn: 1e9 }
const marks: Record<string, string> = { '<>': '!=', '==': '=', '×': '*', '÷': '/', '−': '-' }

/** A fault at a place: what is wrong, the text up to it, and what to write instead. */
export const faultAt = (text: string, at: number, what: string, next = ''): Problem =>
  new Problem(
    'bad_request',
    `${what} (after “${text.slice(0, at).trimEnd().slice(-40)}”, character ${at + 1})`,
    {
      next,
    },
  )

/** What a definition may hold: a hundred lines of text are no definition. */
const mostCharacters = 4000

function tokensOf(text: string): Token[] {
  if (text.length > mostCharacters)
    throw new Problem('bad_request', `A definition has at most ${mostCharacters} characters.`)
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const groups = match?.groups
    if (!match || !groups)
      throw faultAt(text, at, `I can't read “${text.slice(at, at + 12)}”`, hint(text, at))
    const { date, number, scale, percent, name, single, double, mark } = groups
    if (date !== undefined) found.push({ kind: 'date', text: date, at })
    else if (number !== undefined)
      found.push({
        kind: 'number',
        value: Number(number) * (scales[scale?.toLowerCase() ?? ''] ?? 1),
        percent: percent !== undefined,
        at,
      })
    else if (name !== undefined) found.push({ kind: 'name', text: name, at })
    else if (single !== undefined) found.push({ kind: 'text', text: single.replaceAll("''", "'"), at })
    else if (double !== undefined) found.push({ kind: 'text', text: double.replaceAll('""', '"'), at })
    else if (mark !== undefined) found.push({ kind: 'mark', text: marks[mark] ?? mark, at })
    at += match[0].length
  }
  return [...found, { kind: 'end', at: text.length }]
}

const hint = (text: string, at: number): string =>
  /["']/.test(text.charAt(at))
    ? 'A quotation mark is not closed.'
    : /\d/.test(text.charAt(at))
      ? 'Write numbers as 500000 or 500k, days as 2026-11-21.'
      : ''

/** Where the reading stands; the one mutable thing of a parse. */
export class Cursor {
  readonly text: string
  private readonly tokens: Token[]
  private place = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  peek(ahead = 0): Token {
    return this.tokens[this.place + ahead] ?? { kind: 'end', at: this.text.length }
  }

  next(): Token {
    const token = this.peek()
    this.place++
    return token
  }

  /** Tries a reading; where it answers null, the place is as before. */
  attempt<T>(read: () => T | null): T | null {
    const before = this.place
    const found = read()
    if (found === null) this.place = before
    return found
  }

  /** One level further in: what is nested a hundred deep would end the stack. */
  inside<T>(read: () => T): T {
    if (++this.depth > 60) throw this.fault('It is nested too deep')
    try {
      return read()
    } finally {
      this.depth--
    }
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'mark' && token.text === text
  }

  isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'name' && token.text.toLowerCase() === text
  }

  takeMark(text: string): boolean {
    const is = this.isMark(text)
    if (is) this.place++
    return is
  }

  /** Takes these words in a row, or none of them. */
  takeWords(words: string): boolean {
    const all = words.split(' ')
    if (!all.every((word, ahead) => this.isWord(word, ahead))) return false
    this.place += all.length
    return true
  }

  expectMark(text: string, after: string): void {
    if (!this.takeMark(text)) throw this.fault(`“${text}” is missing after ${after}`)
  }

  expectEnd(): void {
    const token = this.peek()
    if (token.kind === 'end') return
    const next =
      token.kind === 'mark' && token.text === ',' ? 'Write numbers without commas: 500000 or 500k.' : ''
    throw this.fault(`“${describe(token)}” has no place here`, next)
  }

  fault(what: string, next = '', token: Token = this.peek()): Problem {
    return faultAt(this.text, token.at, what, next)
  }
}

export const describe = (token: Token): string =>
  token.kind === 'end' ? 'the end' : token.kind === 'number' ? String(token.value) : token.text
