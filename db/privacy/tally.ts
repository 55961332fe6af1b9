/** Counts what an erasure did by place, with a few samples, and lists what a person has to decide. */

export type Act = 'deleted' | 'emptied' | 'replaced' | 'unlinked'
export type Place = { place: string; how: Act; count: number; samples: string[] }
/** `row` is the key of a row in its table, or a file's path. */
export type Undecided = { place: string; row: string; why: string }

const mostSamples = 3
const mostListed = 1_000

export class Tally {
  private readonly places = new Map<string, Place>()
  readonly undecided: Undecided[] = []
  undecidedCount = 0

  add(place: string, how: Act, count = 1, samples: string[] = []): void {
    if (count === 0) return
    const key = `${place} ${how}`
    const found = this.places.get(key) ?? { place, how, count: 0, samples: [] }
    found.count += count
    found.samples.push(...samples.slice(0, mostSamples - found.samples.length))
    this.places.set(key, found)
  }

  doubt(one: Undecided): void {
    this.undecidedCount++
    if (this.undecided.length < mostListed) this.undecided.push(one)
  }

  get list(): Place[] {
    return [...this.places.values()].sort((a, b) => (a.place < b.place ? -1 : 1))
  }

  get rows(): number {
    return this.list.reduce((sum, { count }) => sum + count, 0)
  }
}
