/** Frames as they are written: words with typed slots, parsed into parts. Pure. */
import { wordsOf } from './text.ts'

export type Part =
  | { part: 'words'; options: string[][] }
  | { part: 'slot'; name: string; type: string }
  | { part: 'maybe'; parts: Part[] }
  /** A slot that the words around it fill: `{value=off}`. */
  | { part: 'const'; name: string; text: string }
  /** Anything, at least one word. */
  | { part: 'gap' }

export type Frame = { parts: Part[]; text: string }

/** `(a|b c)` one of, `{name:type}` a slot (type as the name when left out), `{:type}` one that is kept nowhere, `{name=words}` one that the frame fills itself, `[…]` or a "?" after it: may be there, `…` anything. */
export function parseFrame(text: string): Frame {
  const parts: Part[] = []
  for (const [piece, optional] of piecesOf(text)) {
    const inner = partsOf(piece)
    if (optional) parts.push({ part: 'maybe', parts: inner })
    else parts.push(...inner)
  }
  return { parts, text }
}

const pieces = /\(([^)]*)\)|\{([^}]*)\}|…|[^\s([{…]+/y
const spaces = /[\s?]*/y

/** Each piece, and whether it may be left out; what is in square brackets may hold such brackets itself. */
function piecesOf(text: string): [string, boolean][] {
  const found: [string, boolean][] = []
  for (let at = after(spaces, text, 0); at < text.length; at = after(spaces, text, at)) {
    const end = text[at] === '[' ? closing(text, at) : after(pieces, text, at)
    if (end === at) throw new Error(`a frame that is no frame: ${text}`)
    const piece = text.slice(at, end)
    found.push([piece, piece.startsWith('[') || (text[end] === '?' && /^[({]/.test(piece))])
    at = end
  }
  return found
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}

/** Behind the bracket that closes the one there. */
function closing(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    if (text[i] === '[') depth++
    if (text[i] === ']' && --depth === 0) return i + 1
  }
  return at
}

/** Words of a frame; a mark that stands alone is meant as one. */
const literal = (text: string): string[] =>
  text.trim() === "'s" ? ["'s"] : /^[:;,-]$/.test(text.trim()) ? [text.trim()] : wordsOf(text)

function partsOf(piece: string): Part[] {
  const inner = piece.slice(1, -1)
  if (piece === '…') return [{ part: 'gap' }]
  if (piece.startsWith('(')) return [{ part: 'words', options: inner.split('|').map(literal) }]
  if (piece.startsWith('['))
    return /[{[(]/.test(inner)
      ? parseFrame(inner).parts
      : [{ part: 'words', options: inner.split('|').map(literal) }]
  if (piece.startsWith('{') && inner.includes('=')) {
    const [name = '', text = ''] = inner.split('=')
    return [{ part: 'const', name, text }]
  }
  if (piece.startsWith('{')) {
    const [name = '', type] = inner.split(':')
    return [{ part: 'slot', name, type: type ?? name }]
  }
  return [{ part: 'words', options: [literal(piece)] }]
}
