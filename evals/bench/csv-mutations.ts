/** Seeded damage to a CSV file: what broken programs, editors, disks and people do to one, with the lines that it touched. */
import { random, type Random } from '#db/demo/random.ts'

/** One replacement of bytes. */
type Splice = { at: number; remove: number; insert: Buffer }

export type Mutant = {
  bytes: Buffer
  /** Lines of the original, from 0, whose bytes or neighbours were touched. */
  touched: Set<number>
  /** What was put in or near the touched lines: whole lines of the mutant around each splice. */
  text: string
  /** Something was done to a quote, so that a later quote may close what it opened. */
  quotes: boolean
  kinds: string[]
}

const newline = 10
const quote = 34

const specials: readonly string[] = [
  '"', '""', '"x', ',', ',,,', ';', '\t', '\n', '\r', '\r\n', '\n\n', '\0', '\uFEFF', '\u2028', '\u200b', '\u202e', '😀', 'é', '\\', "'", '\x1b[31m',
  '=1+1', '@SUM(A1)', '-0', 'NaN', 'Infinity', '1e999', '9'.repeat(40), '0000-00-00', '2026-02-30', '2026-13-01T25:61:61Z', 'null', 'true', '{}', '%s%n', '../..',
  '<script>', "'; drop table accounts; --", '𝕏', 'ﷺ', ' ', '\u00a0', 'x'.repeat(3000), '"' + 'y'.repeat(2000), '\n"\n', '","', '"\n"',
] // prettier-ignore

const rawBytes: readonly Buffer[] = ['ff', 'fe', 'c3', 'e28280c3', 'f0288cbc', 'eda080', '80', 'c0af', 'fffe', 'efbbbf'].map((hex) => Buffer.from(hex, 'hex')) // prettier-ignore

/** Offsets of the lines' first bytes. */
export function lineStarts(bytes: Buffer): number[] {
  const starts = [0]
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    if (at + 1 < bytes.length) starts.push(at + 1)
  }
  return starts
}

const lineOf = (starts: number[], at: number) =>
  Math.max(
    0,
    starts.findLastIndex((start) => start <= at),
  )

type Maker = (bytes: Buffer, starts: number[], from: Random) => Splice

const anywhere = (bytes: Buffer, from: Random) => from.int(0, bytes.length - 1)
const lineAt = (bytes: Buffer, starts: number[], line: number) => bytes.subarray(starts[line] ?? 0, starts[line + 1] ?? bytes.length) // prettier-ignore

/** A cell of some line: between delimiters or the line's ends. */
function cellAt(bytes: Buffer, starts: number[], from: Random): { at: number; length: number } {
  const line = from.int(0, starts.length - 1)
  const start = starts[line] ?? 0
  const cells = lineAt(bytes, starts, line)
    .toString('latin1')
    .replace(/\r?\n$/, '')
    .split(',')
  const n = from.int(0, cells.length - 1)
  return { at: start + cells.slice(0, n).join(',').length + (n > 0 ? 1 : 0), length: cells[n]?.length ?? 0 }
}

const makers: Record<string, Maker> = {
  'a byte flipped': (bytes, _starts, from) => {
    const at = anywhere(bytes, from)
    return { at, remove: 1, insert: Buffer.of((bytes[at] ?? 0) ^ (1 << from.int(0, 7))) }
  },
  'a byte put in': (bytes, _starts, from) => ({ at: anywhere(bytes, from), remove: 0, insert: Buffer.of(from.int(0, 255)) }),
  'a byte lost': (bytes, _starts, from) => ({ at: anywhere(bytes, from), remove: 1, insert: Buffer.alloc(0) }),
  'something special put in': (bytes, _starts, from) => ({ at: anywhere(bytes, from), remove: 0, insert: Buffer.from(from.pick(specials)) }),
  'bytes of no character': (bytes, _starts, from) => ({ at: anywhere(bytes, from), remove: 0, insert: from.pick(rawBytes) }),
  'a cell replaced': (bytes, starts, from) => {
    const { at, length } = cellAt(bytes, starts, from)
    return { at, remove: length, insert: Buffer.from(from.pick(specials)) }
  },
  'a cell emptied': (bytes, starts, from) => {
    const { at, length } = cellAt(bytes, starts, from)
    return { at, remove: length, insert: Buffer.alloc(0) }
  },
  'a range lost': (bytes, _starts, from) => {
    const at = anywhere(bytes, from)
    return { at, remove: Math.min(from.int(1, 120), bytes.length - at), insert: Buffer.alloc(0) }
  },
  'a range twice': (bytes, _starts, from) => {
    const at = anywhere(bytes, from)
    return { at, remove: 0, insert: Buffer.from(bytes.subarray(at, at + from.int(1, 120))) }
  },
  'a line twice': (bytes, starts, from) => {
    const line = from.int(0, starts.length - 1)
    return { at: starts[line] ?? 0, remove: 0, insert: Buffer.from(lineAt(bytes, starts, line)) }
  },
  'a line from elsewhere': (bytes, starts, from) => ({ at: starts[from.int(0, starts.length - 1)] ?? 0, remove: 0, insert: Buffer.from(lineAt(bytes, starts, from.int(0, starts.length - 1))) }),
  'a line lost': (bytes, starts, from) => {
    const line = from.int(0, starts.length - 1)
    return { at: starts[line] ?? 0, remove: lineAt(bytes, starts, line).length, insert: Buffer.alloc(0) }
  },
  'the end lost': (bytes, _starts, from) => {
    const at = anywhere(bytes, from)
    return { at, remove: bytes.length - at, insert: Buffer.alloc(0) }
  },
  'noise': (bytes, _starts, from) => ({ at: anywhere(bytes, from), remove: from.int(0, 3), insert: Buffer.from(Array.from({ length: from.int(1, 30) }, () => from.int(0, 255))) }),
} // prettier-ignore

const names = Object.keys(makers)

/** The same seed and number give the same mutant. */
export function mutate(original: Buffer, seed: number, ...labels: (string | number)[]): Mutant {
  const from = random(seed, 'mutant', ...labels)
  const starts = lineStarts(original)
  const kinds = Array.from({ length: from.weighted([[1, 6], [2, 2], [4, 1]]) }, () => from.pick(names)) // prettier-ignore
  const splices = kinds.flatMap((kind) => makers[kind]?.(original, starts, from) ?? [])
  // From the end, so that the places of those before it stay; what overlaps is one.
  splices.sort((a, b) => b.at - a.at)
  const mutant: Mutant = { bytes: original, touched: new Set(), text: '', quotes: false, kinds }
  let end = Infinity
  for (const splice of splices) {
    const remove = Math.min(splice.remove, end - splice.at)
    if (splice.at >= end) continue
    end = splice.at
    apply(mutant, original, starts, { ...splice, remove })
  }
  return mutant
}

function apply(mutant: Mutant, original: Buffer, starts: number[], { at, remove, insert }: Splice): void {
  const gone = original.subarray(at, at + remove)
  mutant.bytes = Buffer.concat([mutant.bytes.subarray(0, at), insert, mutant.bytes.subarray(at + remove)])
  const first = lineOf(starts, at)
  const last = lineOf(starts, Math.min(at + remove, original.length - 1))
  for (let line = first; line <= last; line++) mutant.touched.add(line)
  // A line break beside the place is of the line before it.
  if (starts[first] === at && first > 0) mutant.touched.add(first - 1)
  const whole = Buffer.concat([
    original.subarray(starts[first] ?? 0, at),
    insert,
    original.subarray(at + remove, starts[last + 1]),
  ])
  mutant.text += `${whole.toString('latin1')}\n`
  mutant.quotes ||= insert.includes(quote) || gone.includes(quote) || hasQuotes(original, starts, first, last)
}

/** A delimiter or a line break lost beside a quote moves what the quote encloses. */
const hasQuotes = (original: Buffer, starts: number[], first: number, last: number) =>
  original.subarray(starts[first] ?? 0, starts[last + 1] ?? original.length).includes(quote)
