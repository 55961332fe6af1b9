/** Turns a file's bytes into numbered lines in blocks, and marks those that cannot be read; other encodings than UTF-8 are read and said so. */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { cellBreak } from './cell-break.ts'
import { otherEncoding, type OtherEncoding } from './other-encoding.ts'
import { FileFault } from './refusal.ts'
import type { BundleSource, Sheet, SourceFile } from './source.ts'
import { textBytes } from './text-bytes.ts'

/** Whole lines without their line ends; the first of them is line `first`. `bad` maps a line to what is wrong with it. */
export type LineBlock = {
  first: number
  lines: string[]
  bytes: number
  bad?: Map<number, string>
  /** How the file is read, where that is not as plain UTF-8; said with the block where it first shows. */
  notes?: string[]
}

export type LineOptions = {
  /** The same bytes anew: text that is not UTF-8 is looked at to its end before its encoding is guessed. */
  again?: () => AsyncIterable<Uint8Array>
  sheet?: Sheet | undefined
}

/** Of a file of a source. */
export function linesOfFile(source: BundleSource, file: SourceFile): AsyncGenerator<LineBlock> {
  const again = () => source.open(file.path)
  return readLines(again(), { again, sheet: file.sheet })
}

const longestLine = 16 * 1024 * 1024
const newline = 10

export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  { again, sheet }: LineOptions = {},
): AsyncGenerator<LineBlock> {
  const text = await textBytes(source)
  try {
    const reader = new BlockReader(text.isDecoded, again, sheet)
    reader.notes.push(...text.notes, ...(sheet?.notes ?? []))
    let rest: Buffer = Buffer.alloc(0)
    let next = 1
    for await (const chunk of text.chunks) {
      const joined = rest.length ? Buffer.concat([rest, chunk]) : chunk
      const end = joined.lastIndexOf(newline) + 1
      rest = joined.subarray(end)
      if (end > 0) {
        const block = await reader.block(joined.subarray(0, end), next)
        block.lines.pop() // what follows the last line end
        next += block.lines.length
        yield block
      }
      if (rest.length > longestLine)
        throw new FileFault(next, null, 'the line is longer than 16 MB; is this a text file?')
    }
    if (rest.length) yield await reader.block(rest, next)
  } finally {
    await text.close()
  }
}

class BlockReader {
  readonly notes: string[] = []
  private readonly isDecoded: boolean
  private readonly again: LineOptions['again']
  private readonly sheet: Sheet | undefined
  /** Null while all was UTF-8. */
  private other: OtherEncoding | null = null
  private isFirst = true

  constructor(isDecoded: boolean, again: LineOptions['again'], sheet: Sheet | undefined) {
    this.isDecoded = isDecoded
    this.again = again
    this.sheet = sheet
  }

  async block(bytes: Buffer, first: number): Promise<LineBlock> {
    const isText = isUtf8(bytes)
    if (!isText && !this.other) {
      this.other = await otherEncoding(this.again, bytes)
      this.notes.push(...this.other.notes)
    }
    const encoding = this.other?.encoding ?? null
    const text = encoding === null || isAscii(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, encoding)
    const block: LineBlock = { first, lines: this.linesOf(text), bytes: bytes.length }
    const bad = this.badLines(block, bytes, isText)
    if (bad.size > 0) block.bad = bad
    if (this.notes.length > 0) block.notes = this.notes.splice(0)
    return block
  }

  private linesOf(text: string): string[] {
    const lines = (this.isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n')
    this.isFirst = false
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] ?? ''
      if (line.endsWith('\r')) lines[i] = line.slice(0, -1)
    }
    if (this.sheet && text.includes(cellBreak)) return lines.map((line) => line.replaceAll(cellBreak, '\n'))
    return lines
  }

  private badLines({ first, lines }: LineBlock, bytes: Buffer, isText: boolean): Map<number, string> {
    const bad = new Map<number, string>()
    if (this.isDecoded || this.other?.encoding) markLost(lines, first, bad)
    if (this.other && (!isText || this.other.encoding !== null)) this.other.mark(bytes, first, bad)
    const faults = this.sheet?.faults
    if (faults && faults.size > 0) {
      lines.forEach((_, i) => {
        const fault = faults.get(first + i)
        if (fault !== undefined) bad.set(first + i, fault)
      })
    }
    return bad
  }
}

/** Characters that the encoding does not have. */
function markLost(lines: string[], first: number, bad: Map<number, string>): void {
  lines.forEach((line, i) => {
    if (line.includes('\uFFFD'))
      bad.set(first + i, 'the line holds bytes that are no character in the file’s encoding')
  })
}
