/** Why a cell, row or file is not taken, in words that name what was found and what is expected. */
import { distance } from 'fastest-levenshtein'

export class Refusal {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** A file that cannot be read at all, or no further: `line` is where. */
export class FileFault extends Error {
  readonly line: number | null
  readonly column: string | null
  constructor(line: number | null, column: string | null, reason: string) {
    super(reason)
    this.name = 'FileFault'
    this.line = line
    this.column = column
  }
}

/** The text in quotes, cut, with control characters spelled out: safe to print. */
export function shown(text: string): string {
  return `"${printable(text.length > 60 ? `${text.slice(0, 57)}…` : text)}"`
}

/** Control characters spelled out, and no half of a character: what a database and a terminal take. */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (c) => `\\x${(c.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`)

export const oneOf = (values: readonly string[]): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

/** The candidate that a slip of the hand could have meant, or null where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const d = distance(word, candidate.toLowerCase())
    if (d < least) [best, least] = [candidate, d]
  }
  return best
}
