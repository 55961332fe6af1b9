/** Turns a file's bytes into UTF-8 with line feeds where its first bytes say that it is UTF-16, UTF-32 or from an old Mac; refuses what is no text by name. */
import iconv from 'iconv-lite'
import { FileFault } from './refusal.ts'

/** `notes` tell how the file was read, where that is not as plain UTF-8. */
export type TextBytes = {
  chunks: AsyncIterable<Buffer>
  notes: string[]
  isDecoded: boolean
  /** Lets go of the source, wherever it stands. */
  close: () => Promise<void>
}

/** So much is looked at before anything is read. */
const headBytes = 64 * 1024
const newline = 10
const carriageReturn = 13

/** Throws a FileFault where the file is no text. */
export async function textBytes(source: AsyncIterable<Uint8Array>): Promise<TextBytes> {
  const reading = source[Symbol.asyncIterator]()
  const close = async () => {
    await reading.return?.()
  }
  try {
    const bytes = await peeked(reading)
    const notes: string[] = []
    refuseOtherFormats(bytes.head)
    const wide = wideEncoding(bytes.head)
    if (wide) notes.push(wide.note)
    const text = wide ? await peeked(decoded(bytes.all, wide.encoding)) : bytes
    const isMac = endsLinesWithReturn(text.head)
    if (isMac) notes.push('lines end with a carriage return alone (old Mac): read as such')
    const chunks = isMac ? returnsAsNewlines(text.all) : text.all
    return { chunks, notes, isDecoded: wide !== null, close }
  } catch (error) {
    await close()
    throw error
  }
}

const bufferOf = (chunk: Uint8Array) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)

type Peeked = { head: Buffer; all: AsyncIterable<Buffer> }

async function peeked(reading: AsyncIterator<Uint8Array>): Promise<Peeked> {
  const first: Buffer[] = []
  let size = 0
  let next = await reading.next()
  while (!next.done) {
    first.push(bufferOf(next.value))
    size += next.value.length
    if (size >= headBytes) break
    next = await reading.next()
  }
  const isDone = next.done
  async function* all() {
    yield* first.splice(0)
    if (isDone) return
    for (let more = await reading.next(); !more.done; more = await reading.next()) yield bufferOf(more.value)
  }
  return { head: Buffer.concat(first).subarray(0, headBytes), all: all() }
}

const signatures: [magic: string, what: string, todo: string][] = [
  [
    '504b0304',
    'a zip archive (an .xlsx workbook is one)',
    'import it by itself, or save the sheet as CSV UTF-8',
  ],
  ['d0cf11e0', 'an old Office file', 'save the sheet as CSV UTF-8'],
  ['1f8b', 'a gzip archive', 'unpack it first'],
  ['25504446', 'a PDF', 'export its source as text'],
]

function refuseOtherFormats(head: Buffer): void {
  const start = head.subarray(0, 4).toString('hex')
  const found = signatures.find(([magic]) => start.startsWith(magic))
  if (found) throw new FileFault(1, null, `the file is ${found[1]}, not text: ${found[2]}`)
}

const marks: [magic: string, encoding: string, name: string][] = [
  ['fffe0000', 'utf-32le', 'UTF-32'],
  ['0000feff', 'utf-32be', 'UTF-32'],
  ['fffe', 'utf-16le', 'UTF-16'],
  ['feff', 'utf-16be', 'UTF-16'],
]

function wideEncoding(head: Buffer): { encoding: string; note: string } | null {
  const start = head.subarray(0, 4).toString('hex')
  const marked = marks.find(([magic]) => start.startsWith(magic))
  if (marked) return { encoding: marked[1], note: `the file is ${marked[2]}: read as such` }
  const [even, odd] = zerosOf(head.subarray(0, 256))
  const pairs = Math.min(head.length, 256) / 2
  if (pairs < 2 || (even + odd) * 3 <= pairs * 2) return null
  // In text of Latin letters nearly every second byte is zero, and hardly one between them.
  if (Math.min(even, odd) * 10 <= Math.max(even, odd)) {
    const encoding = odd > even ? 'utf-16le' : 'utf-16be'
    return {
      encoding,
      note: 'the file has no byte order mark and looks like UTF-16: read as such, check its texts',
    }
  }
  throw new FileFault(1, null, 'the file is binary, not text: save the table as CSV UTF-8')
}

function zerosOf(bytes: Buffer): [even: number, odd: number] {
  const zeros: [number, number] = [0, 0]
  bytes.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2 === 0 ? 0 : 1]++
  })
  return zeros
}

async function* decoded(source: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(encoding)
  let half = ''
  for await (const chunk of source) {
    const text = half + decoder.write(chunk)
    // A chunk may end in the middle of a character of two parts.
    half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? ''
    if (text.length > half.length) yield Buffer.from(text.slice(0, text.length - half.length))
  }
  const rest = half + (decoder.end() ?? '')
  if (rest) yield Buffer.from(rest)
}

/** Whether the first line outside quotes ends with a lone return, and most lines do. */
function endsLinesWithReturn(head: Buffer): boolean {
  let quoted = false
  let first = -1
  let lone = 0
  let feeds = 0
  // A return at the very end may be half of a line end.
  for (let i = 0; i < head.length - 1; i++) {
    const byte = head[i]
    if (byte === 0x22) quoted = !quoted
    if (byte === newline) feeds++
    if (byte === carriageReturn && head[i + 1] !== newline) lone++
    if (first < 0 && !quoted && (byte === newline || byte === carriageReturn)) first = i
  }
  const isFirst = head[first] === carriageReturn && head[first + 1] !== newline
  const isOnly = feeds === 0 && lone === 0 && head.length < headBytes && head.at(-1) === carriageReturn
  return (isFirst && lone > feeds) || isOnly
}

async function* returnsAsNewlines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    const copy = Buffer.from(chunk)
    for (let at = copy.indexOf(carriageReturn); at >= 0; at = copy.indexOf(carriageReturn, at + 1)) {
      copy[at] = newline
    }
    yield copy
  }
}
