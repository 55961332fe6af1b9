/** Turns a file's bytes into numbered lines in blocks, and marks those that are not UTF-8; other encodings and binary files are refused by name. */
import { isUtf8 } from 'node:buffer'
import { FileFault } from './refusal.ts'

/** Whole lines without their line ends; the first of them is line `first`. `bad` maps a line to what is wrong with its bytes. */
export type LineBlock = { first: number; lines: string[]; bytes: number; bad?: Map<number, string> }

const longestLine = 16 * 1024 * 1024
const newline = 10

export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineBlock> {
  let rest: Buffer = Buffer.alloc(0)
  let next = 1
  let isFirst = true
  for await (const chunk of chunks) {
    const joined = rest.length ? Buffer.concat([rest, chunk]) : bufferOf(chunk)
    const end = joined.lastIndexOf(newline) + 1
    rest = joined.subarray(end)
    if (end > 0) {
      const block = blockOf(joined.subarray(0, end), next, isFirst)
      block.lines.pop() // what follows the last line end
      isFirst = false
      next += block.lines.length
      yield block
    }
    if (rest.length > longestLine)
      throw new FileFault(next, null, 'the line is longer than 16 MB; is this a text file?')
  }
  if (rest.length) yield blockOf(rest, next, isFirst)
}

const bufferOf = (chunk: Uint8Array) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)

function blockOf(bytes: Buffer, first: number, isFirst: boolean): LineBlock {
  if (isFirst) refuseOtherFormats(bytes)
  const text = bytes.toString('utf8')
  const lines = (isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.endsWith('\r')) lines[i] = line.slice(0, -1)
  }
  const block: LineBlock = { first, lines, bytes: bytes.length }
  if (!isUtf8(bytes)) block.bad = badLines(bytes, first)
  return block
}

const signatures: [magic: string, what: string, todo: string][] = [
  ['fffe', 'UTF-16 text', 'save it as CSV UTF-8, or run: iconv -f UTF-16 -t UTF-8'],
  ['feff', 'UTF-16 text', 'save it as CSV UTF-8, or run: iconv -f UTF-16 -t UTF-8'],
  ['504b0304', 'a zip archive (an .xlsx workbook is one)', 'save the sheet as CSV UTF-8'],
  ['d0cf11e0', 'an old Office file', 'save the sheet as CSV UTF-8'],
  ['1f8b', 'a gzip archive', 'unpack it first'],
  ['25504446', 'a PDF', 'export its source as text'],
]

function refuseOtherFormats(bytes: Buffer): void {
  const start = bytes.subarray(0, 4).toString('hex')
  const found = signatures.find(([magic]) => start.startsWith(magic))
  if (found) throw new FileFault(1, null, `the file is ${found[1]}, not UTF-8 text: ${found[2]}`)
  const head = bytes.subarray(0, 256)
  const zeros = head.filter((byte) => byte === 0).length
  if (zeros * 3 > head.length) {
    throw new FileFault(
      1,
      null,
      `the file is UTF-16 text or binary, not UTF-8: save it as CSV UTF-8, or run: iconv -f UTF-16 -t UTF-8`,
    )
  }
  if (!bytes.includes(newline) && /\r[^\r]/.test(bytes.toString('latin1'))) {
    throw new FileFault(
      1,
      null,
      'lines end with a carriage return alone (old Mac): save the file with line ends of Windows or Unix',
    )
  }
}

function badLines(bytes: Buffer, first: number): Map<number, string> {
  const bad = new Map<number, string>()
  let start = 0
  for (let line = first; start < bytes.length; line++) {
    const found = bytes.indexOf(newline, start)
    const end = found < 0 ? bytes.length : found
    const part = bytes.subarray(start, end)
    if (!isUtf8(part)) bad.set(line, badByte(part))
    start = end + 1
  }
  return bad
}

/** Names the first byte that no UTF-8 character begins with, and what it would be in the encoding that Windows programs write. */
function badByte(line: Buffer): string {
  let at = 0
  for (let length = 1; length > 0; at += length) {
    length = lengthOf(line[at] ?? 0)
    if (length > 1 && !isUtf8(line.subarray(at, at + length))) length = 0
  }
  const byte = line[at] ?? 0
  const asWindows = new TextDecoder('windows-1252').decode(Uint8Array.of(byte))
  const hex = byte.toString(16).toUpperCase().padStart(2, '0')
  return `byte 0x${hex} is not UTF-8 (in Windows-1252 it is ${asWindows}): save the file as CSV UTF-8, or run: iconv -f WINDOWS-1252 -t UTF-8`
}

/** Of the character that a byte begins; 0 where none begins so. */
function lengthOf(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}
