/** How the words of a command's set may be read: once a turn, rather as rows of the object that the tool acts on, and what makes them no set. */
import { fieldBehind, fieldsOf } from '../compose/reach.ts'
import type { Previous } from '../edit.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Lattice } from '../read.ts'
import { rankReadings, type Ranked } from '../route.ts'
import type { Named, Ref } from '../spans.ts'
import type { Chosen } from './selection.ts'
import type { Speaker } from './slots.ts'

type Kept = { clock: Speaker['clock']; previous: Previous | null; readings: Ranked[] }
const kept = new WeakMap<Lattice, Kept>()

/** Many frames leave the same words to their set: they are read once a turn. */
export function readingsOfSet(
  inner: Lattice,
  { lexicon, clock }: Speaker,
  previous: Previous | null,
): Ranked[] {
  const known = kept.get(inner)
  if (known?.clock === clock && known.previous === previous) return known.readings
  const readings = rankReadings(inner, lexicon, clock, previous)
  kept.set(inner, { clock, previous, readings })
  return readings
}

/** What it may cost more to read the words as rows of the object that the tool acts on: "the renewal of Alder" is a deal to one that closes deals. */
const wantedSlack = 1.5

export function preferred(readings: Ranked[], wanted: string | null): Ranked[] {
  const [cheapest] = readings
  if (cheapest?.final.from === wanted && !asksColumns(cheapest)) return readings
  const fits = readings.filter(
    ({ final, price, account, asks, spans, draft }) =>
      final.from === wanted &&
      price <= (cheapest?.price ?? 0) + wantedSlack &&
      account.lost.length + account.unknown.length + account.ignored.length + asks.length === 0 &&
      !asksColumns({ draft, final }) &&
      spans.some(({ meaning }) => meaning.kind === 'entry' && namesObject(meaning.refs, wanted)),
  )
  return fits.length > 0 ? fits : readings
}

/** "Target next Tuesday": a day beside one named row is when it is to be done. */
export const dates = ({ draft }: Ranked): boolean =>
  draft.atoms.some(({ kind }) => kind === 'period') &&
  draft.atoms.some(({ kind, reach }) => kind === 'name' && reach.steps === 0)

/** Words that ask for a column choose no rows, unless they say again what a condition is about: "that health is red". */
export const asksColumns = ({ draft, final }: Pick<Ranked, 'draft' | 'final'>): boolean => {
  const told = final.where ? fieldsOf(final.where) : []
  return draft.select.some(
    (each) =>
      typeof each !== 'string' || !told.some((field) => field === each || field.startsWith(`${each}_`)),
  )
}

const namesObject = (refs: readonly Ref[], object: string | null): boolean =>
  refs.some(
    (ref) =>
      ((ref.is === 'object' || ref.is === 'value') && ref.object === object) ||
      (ref.is === 'relation' && ref.to === object),
  )

/** A whole name with its capital, and nothing else: in a command it is no everyday word. */
export const isWrittenName = ({ best, tokens: words }: Lattice): boolean => {
  const [only, ...others] = best.filter(({ meaning }) => meaning.kind !== 'inert')
  return (
    only?.meaning.kind === 'name' &&
    others.length === 0 &&
    only.meaning.whole &&
    words[only.from]?.capital === true
  )
}

const joint = /^(and|&|,|plus|as|well|also|both|the)$/

/** The rows that are each written by their whole name, with a capital, and nothing else: whatever the same words mean elsewhere. */
export function writtenRows(
  { spans, tokens: words }: Lattice,
  wanted: string | null,
  people: string | undefined,
): Chosen | null {
  const rows: Named[] = []
  for (let at = 0; at < words.length;) {
    const word = words[at]
    if (word === undefined) break
    if (word.kind === 'mark' || joint.test(word.word)) {
      at++
      continue
    }
    const named = spans.filter(
      ({ from, via, meaning }) =>
        from === at && via === 'exact' && meaning.kind === 'name' && meaning.whole && word.capital,
    )
    const longest = Math.max(at, ...named.map(({ to }) => to))
    const found = named.flatMap(({ to, meaning }) =>
      to === longest && meaning.kind === 'name' ? meaning.rows : [],
    )
    const [row] = found
    if (!row || found.length !== 1 || row.object === people) return null
    rows.push(row)
    at = longest
  }
  const [first] = rows
  if (!first || rows.some(({ object }) => object !== first.object)) return null
  return wanted === null || first.object === wanted
    ? { object: first.object, of: { ids: [...new Set(rows.map(({ id }) => id))] } }
    : null
}

/** "Beta on Ann's accounts": what they are to get stands before them. */
export function putsOn({ best, tokens: words }: Lattice, { catalogue }: Lexicon): boolean {
  const first = best.find(({ meaning }) => meaning.kind !== 'inert')
  return (
    first?.meaning.kind === 'entry' &&
    first.meaning.refs.some((ref) => ref.is === 'value' && fieldBehind(catalogue, ref)?.type === 'list') &&
    /^(on|onto|to|from|off)$/.test(words[first.to]?.word ?? '')
  )
}
