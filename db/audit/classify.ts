/** Tells what was done to a chain that no longer holds: each row's first place is found again from its own hash, and compared with where it stands. */
import { isSound, type ChainRow } from './chain.ts'
import type { Verdict } from './contract.ts'
import { beginning, hashOf } from './entry.ts'

export type Fault = { verdict: Verdict; seq: number; words: string }

/** How many hashes the search for a row's first place may cost in all. */
const searchBudget = 200_000
/** Rows compared with each other: contents that changed places. */
const mostCompared = 200

/** `vouched` is the last entry that a signed head knows of, `agreed` the last that one agrees on. `rows` are in stored order. */
export function classify(
  rows: ChainRow[],
  { vouched, agreed }: { vouched: number; agreed: number },
): Fault | null {
  const twice = rows.find((row, i) => row.seq === rows[i - 1]?.seq)
  if (twice) return fault('inserted', twice.seq, `two entries carry the number ${twice.seq}`)
  const places = placesOf(rows)
  const outside = rows.find(
    (row, i) => places[i] === row.seq && (!Number.isSafeInteger(row.seq) || row.seq < 1),
  )
  if (outside) return fault('inserted', outside.seq, `an entry carries the number ${outside.seq}`)
  const strangers = rows.filter((_, i) => places[i] === null)
  const homes = places.filter((place) => place !== null)
  return (
    ofTwins(rows, places) ??
    (strangers.length > 0 ? ofStrangers(rows, strangers, homes, vouched) : ofMoved(rows, places, homes)) ??
    ofLinks(rows, { vouched, agreed })
  )
}

const fault = (verdict: Verdict, seq: number, words: string): Fault => ({ verdict, seq, words })

/** Where each row stood when its hash was taken; null where it stood nowhere, so that its content is not what was hashed. */
function placesOf(rows: ChainRow[]): (number | null)[] {
  let budget = searchBudget
  let shift = 0
  const fits = (row: ChainRow, seq: number) => {
    budget--
    return row.entry !== null && hashOf(row.prev, { ...row.entry, seq }) === row.hash
  }
  return rows.map((row) => {
    if (isSound(row)) return row.seq
    if (row.entry === null) return null
    // Rows behind a row that went, or came, are all moved by as much.
    if (shift !== 0 && fits(row, row.seq + shift)) return row.seq + shift
    const around = Math.max(1, Math.min(row.seq, rows.length))
    for (let by = 0; by <= rows.length + 1 && budget > 0; by++) {
      for (const seq of [around + by, around - by]) {
        if (seq < 1 || !fits(row, seq)) continue
        shift = seq - row.seq
        return seq
      }
    }
    return null
  })
}

/** Two rows that were both made for one place. The one that the next row follows was there first; of a copy, the one in its place. */
function ofTwins(rows: ChainRow[], places: (number | null)[]): Fault | null {
  const byPlace = Map.groupBy(rows.keys(), (i) => places[i])
  for (const [place, [i, j]] of byPlace) {
    const one = i === undefined ? undefined : rows[i]
    const other = j === undefined ? undefined : rows[j]
    if (place == null || !one || !other) continue
    const next = rows[byPlace.get(place + 1)?.[0] ?? -1]
    const isOneFirst = one.hash === other.hash ? one.seq === place : next?.prev === one.hash
    const { seq } = isOneFirst ? other : one
    return fault('inserted', seq, `entry ${seq} was put in`)
  }
  return null
}

/** Numbers up to the last that is known of, at which no row was made. */
function missing(homes: number[], vouched: number): number[] {
  const there = new Set(homes)
  const last = homes.reduce((most, home) => Math.max(most, home), vouched)
  return Array.from({ length: last }, (_, i) => i + 1).filter((seq) => !there.has(seq))
}

/** Some rows are not what was hashed: changed where they stand, exchanged with each other, or never part of the chain. */
function ofStrangers(rows: ChainRow[], strangers: ChainRow[], homes: number[], vouched: number): Fault {
  const first = strangers[0]?.seq ?? 0
  if (strangers.length > 1 && haveChangedPlaces(strangers))
    return fault('reordered', first, `entries from ${first} on stand in each other’s place`)
  const gone = missing(homes, vouched)
  const [lost] = gone
  const isIn = (seq: number | undefined) => strangers.some((row) => row.seq === seq)
  if (strangers.length > gone.length && !isChangedEnd(rows, strangers) && (lost !== first || !isIn(lost))) {
    const put = strangers.find(({ seq }) => !gone.includes(seq))?.seq ?? first
    return fault('inserted', put, `entry ${put} was never part of the chain`)
  }
  if (lost !== undefined && !isIn(lost))
    return fault('deleted', lost, `entry ${lost} is missing, and entry ${first} is not what was recorded`)
  const altered = lost ?? first
  return fault('altered', altered, `entry ${altered} is not what was recorded`)
}

/** The last rows, of which no head knows, still follow the row before them: they were there, and were changed. */
function isChangedEnd(rows: ChainRow[], strangers: ChainRow[]): boolean {
  const at = rows.length - strangers.length
  const [first] = strangers
  const before = rows[at - 1]
  return (
    rows[at] === first && first?.prev === (before?.hash ?? beginning) && first.seq === (before?.seq ?? 0) + 1
  )
}

/** Each content has the hash that stands beside another one. */
function haveChangedPlaces(strangers: ChainRow[]): boolean {
  if (strangers.length > mostCompared) return false
  const free = new Set(strangers)
  return strangers.every((row) => {
    const { entry } = row
    if (entry === null) return false
    const home = [...free].find(
      (other) => other !== row && hashOf(other.prev, { ...entry, seq: other.seq }) === other.hash,
    )
    return home !== undefined && free.delete(home)
  })
}

/** Every row is one that was hashed, but some stand elsewhere. */
function ofMoved(rows: ChainRow[], places: (number | null)[], homes: number[]): Fault | null {
  const gone = missing(homes, 0)
  if (gone[0] !== undefined) {
    const several =
      gone.length === 1 ? `entry ${gone[0]} is` : `${gone.length} entries, the first ${gone[0]}, are`
    return fault('deleted', gone[0], `${several} missing`)
  }
  const moved = rows.find((row, i) => places[i] !== row.seq)
  if (!moved) return null
  const taken = new Set(rows.map(({ seq }) => seq))
  const left = homes.toSorted((one, other) => one - other).find((home) => !taken.has(home))
  return left === undefined
    ? fault('reordered', moved.seq, `entries from ${moved.seq} on do not stand in their order`)
    : fault('altered', left, `entry ${left} was given another number`)
}

/** Every row stands where it was made, yet one does not follow the one before it: somebody hashed anew what they changed. */
function ofLinks(rows: ChainRow[], { vouched, agreed }: { vouched: number; agreed: number }): Fault | null {
  const at = rows.findIndex((row, i) => row.prev !== (rows[i - 1]?.hash ?? beginning))
  const broken = rows[at]
  if (!broken) return null
  const before = rows[at - 1]
  const next = rows[at + 1]
  if (broken.seq > vouched && before?.seq === agreed)
    return fault(
      'inserted',
      broken.seq,
      `entry ${broken.seq} does not follow the chain, which ends before it`,
    )
  // Had the row before been changed, the next would still follow this one.
  const isItself = next !== undefined && next.prev !== broken.hash
  const isSigned = agreed >= broken.seq
  const seq = !before || (!isSigned && (isItself || agreed === before.seq)) ? broken.seq : before.seq
  return fault('altered', seq, `entry ${seq} is not what was recorded, and was hashed anew`)
}
