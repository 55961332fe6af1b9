/** Decides how a file is read that is not UTF-8: in the encoding that it is most likely in, or as UTF-8 with some lines at fault. */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { guessEncoding } from './encoding-guess.ts'
import { shown } from './refusal.ts'
import { textBytes } from './text-bytes.ts'

export type OtherEncoding = {
  /** Null: the file is UTF-8 but for some lines. */
  encoding: string | null
  notes: string[]
  /** Adds the lines of a block that are written otherwise than the rest of the file. */
  mark: (bytes: Buffer, first: number, bad: Map<number, string>) => void
}

/** What the lines of a file are that hold more than ASCII. */
type Census = { utf8: number; other: number; firstOther: number; sample: Buffer[] }

const newline = 10
/** Chance makes a line of another encoding look like UTF-8 now and then; one in so many is still chance. */
const chance = 20
const sampleBytes = 32 * 1024

/** Looks at the whole file where it can be had again, else at the block where the first line that is not UTF-8 stands. */
export async function otherEncoding(
  again: (() => AsyncIterable<Uint8Array>) | undefined,
  block: Buffer,
): Promise<OtherEncoding> {
  const census = again ? await censusOf(again()) : takeAll([block])
  const sample = Buffer.concat(census.sample)
  if (census.utf8 * chance > census.other) return { encoding: null, notes: [], mark: markNotUtf8 }
  const guess = guessEncoding(sample)
  const word = exampleIn(iconv.decode(census.sample[0] ?? sample, guess.encoding))
  const lines = census.other === 1 ? '1 line' : `${census.other} lines`
  const doubt = guess.orElse ? `, but it may be ${guess.orElse}` : ''
  const note = `the file is not UTF-8: read as ${guess.name}, as ${lines} of it look${census.other === 1 ? 's' : ''}${doubt}. Check a text of line ${census.firstOther}: ${shown(word)}`
  const isMixed = census.utf8 > 0 && guess.isSingleByte
  return {
    encoding: guess.encoding,
    notes: [note],
    mark: isMixed ? (bytes, first, bad) => markUtf8(guess.name, bytes, first, bad) : () => {},
  }
}

async function censusOf(source: AsyncIterable<Uint8Array>): Promise<Census> {
  const text = await textBytes(source)
  const census: Census = { utf8: 0, other: 0, firstOther: 0, sample: [] }
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  try {
    for await (const chunk of text.chunks) {
      const joined = rest.length ? Buffer.concat([rest, chunk]) : chunk
      const end = joined.lastIndexOf(newline) + 1
      line = take(census, joined.subarray(0, end), line)
      rest = joined.subarray(end)
    }
    take(census, rest, line)
  } finally {
    await text.close()
  }
  return census
}

function takeAll(blocks: Buffer[]): Census {
  const census: Census = { utf8: 0, other: 0, firstOther: 0, sample: [] }
  blocks.reduce((line, block) => take(census, block, line), 1)
  return census
}

/** Counts the lines of a block; answers the number of the line after it. */
function take(census: Census, block: Buffer, first: number): number {
  let line = first
  let sampled = census.sample.reduce((sum, one) => sum + one.length, 0)
  for (const part of linesIn(block)) {
    if (!isAscii(part)) {
      if (isUtf8(part)) census.utf8++
      else {
        if (census.other++ === 0) census.firstOther = line
        if (sampled < sampleBytes) {
          const kept = Buffer.from(part.subarray(0, sampleBytes))
          census.sample.push(kept)
          sampled += kept.length
        }
      }
    }
    line++
  }
  return line
}

/** With their line ends. */
function* linesIn(block: Buffer): Generator<Buffer> {
  for (let start = 0; start < block.length;) {
    const found = block.indexOf(newline, start)
    const end = found < 0 ? block.length : found + 1
    yield block.subarray(start, end)
    start = end
  }
}

/** The first word with a character beyond ASCII. */
const exampleIn = (text: string): string => /[^\s,;\t"]*[^\0-\x7F][^,;\t"\r\n]*/u.exec(text)?.[0] ?? text

function markUtf8(name: string, bytes: Buffer, first: number, bad: Map<number, string>): void {
  let line = first
  for (const part of linesIn(bytes)) {
    if (!isAscii(part) && isUtf8(part)) {
      bad.set(line, `the line is UTF-8 where the file is ${name}: save the whole file as CSV UTF-8`)
    }
    line++
  }
}

function markNotUtf8(bytes: Buffer, first: number, bad: Map<number, string>): void {
  let line = first
  for (const part of linesIn(bytes)) {
    if (!isUtf8(part)) bad.set(line, badByte(part))
    line++
  }
}

/** Names the first byte that no UTF-8 character begins with, and what it would be in the encoding that Windows programs write. */
function badByte(line: Buffer): string {
  let at = 0
  for (let length = 1; length > 0; at += length) {
    length = lengthOf(line[at] ?? 0)
    if (length > 1 && !isUtf8(line.subarray(at, at + length))) length = 0
  }
  const byte = line[at] ?? 0
  const asWindows = iconv.decode(Buffer.of(byte), 'windows-1252')
  const hex = byte.toString(16).toUpperCase().padStart(2, '0')
  return `byte 0x${hex} is not UTF-8, as other lines of the file are (in Windows-1252 it is ${asWindows}): save the whole file as CSV UTF-8`
}

/** Of the character that a byte begins; 0 where none begins so. */
function lengthOf(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}
