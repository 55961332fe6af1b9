/** Pieces of text on pages as lines, and lines as paragraphs and headings, by their places and sizes. Pure. */
import type { Block } from './document.ts'
import { joinedLines } from './paragraphs.ts'

/** Lengths are those of the page; `y` grows upwards. */
export type Piece = { text: string; x: number; y: number; width: number; size: number; endsLine: boolean }

type Line = { text: string; x: number; y: number; right: number; size: number }

/** Of the size of the text: a gap between words, between lines of a paragraph, and how much larger a heading is. */
const wordGap = 0.18
const lineGap = 1.75
const largerHeading = 1.12
const longestHeading = 160

export function blocksOfPages(pages: Piece[][]): Block[] {
  const lines = pages.map(linesOf)
  const body = bodySize(lines.flat())
  const sizes = [...new Set(lines.flat().filter((line) => isLarge(line, body)).map(({ size }) => Math.round(size)))] // prettier-ignore
  sizes.sort((a, b) => b - a)
  const words = new Set<string>()
  for (const { text } of lines.flat())
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) words.add(word)
  return lines.flatMap((page, i) =>
    paragraphs(page).flatMap((part): Block[] => {
      const text = joined(part, words)
      const [first] = part
      if (text === '' || !first) return []
      const level =
        isLarge(first, body) && text.length <= longestHeading ? sizes.indexOf(Math.round(first.size)) + 1 : 0
      return [{ text, page: i + 1, ...(level > 0 && { level: Math.min(level, 6) }) }]
    }),
  )
}

function linesOf(pieces: Piece[]): Line[] {
  const lines: Line[] = []
  let open: Line | null = null
  for (const { text, x, y, width, size, endsLine } of pieces) {
    const isSame: boolean = open !== null && Math.abs(open.y - y) <= 0.5 * Math.max(open.size, size, 1)
    if (open && !isSame) {
      lines.push(open)
      open = null
    }
    if (text !== '') {
      const gap = open !== null && x - open.right > wordGap * Math.max(open.size, 1)
      if (open) open.text += gap && !/\s$/.test(open.text) && !/^\s/.test(text) ? ` ${text}` : text
      else open = { text, x, y, right: x, size: 0 }
      open.right = Math.max(open.right, x + width)
      if (text.trim() !== '') open.size = Math.max(open.size, size)
    }
    if (endsLine && open) {
      lines.push(open)
      open = null
    }
  }
  if (open) lines.push(open)
  return lines.map((line) => ({ ...line, text: line.text.trim() })).filter(({ text }) => text !== '')
}

/** That of most characters. */
function bodySize(lines: Line[]): number {
  const counts = new Map<number, number>()
  for (const { size, text } of lines)
    counts.set(Math.round(size * 2), (counts.get(Math.round(size * 2)) ?? 0) + text.length)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return (most?.[0] ?? 0) / 2
}

const isLarge = ({ size }: Line, body: number) => body > 0 && size > body * largerHeading

function paragraphs(lines: Line[]): Line[][] {
  const parts: Line[][] = []
  const right = lines.reduce((most, line) => Math.max(most, line.right), 0)
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    if (before && goesOn(before, line, right)) parts.at(-1)?.push(line)
    else parts.push([line])
  })
  return parts
}

function goesOn(before: Line, line: Line, right: number): boolean {
  const size = Math.max(before.size, line.size, 1)
  const step = before.y - line.y
  // A next column begins above; a gap, another size, or a sentence that ends well before the margin ends a paragraph.
  if (step < -0.5 * size || step > lineGap * size) return false
  if (Math.abs(before.size - line.size) > 0.1 * size) return false
  const isShort = before.right < right - 0.25 * (right - before.x)
  return !(isShort && /[.!?:]["’”)]?$/.test(before.text))
}

/** A word that was parted at the margin is joined where the document has it whole elsewhere; else it keeps its hyphen. */
function joined(lines: Line[], words: ReadonlySet<string>): string {
  const texts: string[] = []
  for (const { text } of lines) {
    const last = texts.at(-1)
    const head = last === undefined ? undefined : /(\p{L}+)[-\u2010\u00AD]$/u.exec(last.slice(-80))?.[1]
    const tail = /^\p{Ll}+/u.exec(text)?.[0]
    if (last === undefined || head === undefined || tail === undefined) texts.push(text)
    else {
      const isOne = words.has((head + tail).toLowerCase())
      texts[texts.length - 1] = (isOne ? last.slice(0, -1) : last) + text
    }
  }
  return joinedLines(texts)
}
