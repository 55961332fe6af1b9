/** Notices a key that a file holds twice. Ids cost memory by id; a series costs one bit a day, since its rows are its days. */
import type { FileSpec, Value } from './file-spec.ts'

export type SeenKeys = {
  /** The line of the first row with this key (0 where it is not kept), or null after remembering that it is new. */
  before(row: Record<string, Value>, line: number): number | null
}

const msPerDay = 86_400_000

export function seenKeys(spec: FileSpec): SeenKeys {
  const { id, key = [] } = spec
  if (id) return seenIds('source_id')
  const day = spec.columns.find((column) => column.type === 'date' && key.includes(column.name))?.name
  if (!day) return seenIds(key[0] ?? '')
  const series = key.filter((name) => name !== day)
  const days = new Map<string, DaySet>()
  return {
    before(row) {
      const name = series.map((column) => row[column]).join('\0')
      let set = days.get(name)
      if (!set) days.set(name, (set = new DaySet()))
      return set.add(Date.parse(String(row[day])) / msPerDay) ? null : 0
    },
  }
}

function seenIds(column: string): SeenKeys {
  const lines = new Map<Value | undefined, number>()
  return {
    before(row, line) {
      const id = row[column]
      const first = lines.get(id)
      if (first !== undefined) return first
      lines.set(id, line)
      return null
    },
  }
}

/** A set of whole numbers that lie near each other. */
class DaySet {
  private first = 0
  private words = new Uint32Array(0)

  /** False where it was there. */
  add(day: number): boolean {
    if (this.words.length === 0) this.first = day - (((day % 32) + 32) % 32)
    this.reach(day)
    const at = day - this.first
    const bit = 1 << (at & 31)
    const word = this.words[at >> 5] ?? 0
    if (word & bit) return false
    this.words[at >> 5] = word | bit
    return true
  }

  /** Grows to hold the day, by half again at least, so that a series in any order costs few copies. */
  private reach(day: number): void {
    const at = (day - this.first) >> 5
    const { length } = this.words
    if (at >= 0 && at < length) return
    const before = at < 0 ? Math.max(-at, length >> 1) : 0
    const grown = new Uint32Array(
      Math.max(4, before + length, before + at + 1, at < 0 ? 0 : (length * 3) >> 1),
    )
    grown.set(this.words, before)
    this.words = grown
    this.first -= before * 32
  }
}
