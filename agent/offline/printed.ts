/** Readings that were printed and come back, perhaps changed by a person: what stands in them for the eye is taken out, and a query that reads exactly so is the one that is meant. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Asker } from '#db/contract.ts'
import { inSentence } from '#db/query/print.ts'
import type { Asked } from './compose/build.ts'
import type { Lexicon } from './lexicon.ts'
import type { Names } from './names.ts'
import { wordsOrNull, type Asking } from './plan-reading.ts'
import { latticeOfText } from './read.ts'
import { rankReadings } from './route.ts'
import type { Named } from './spans.ts'

/** Nothing is printed without one of these. */
const isPrinted = /\bwhere\b|, by .+ first\b|\bof (?:\p{L}+ )?\p{L}+$|\bthat you see\b/u

const day = String.raw`(?:from |until )?\d{1,2} \p{Lu}\p{Ll}{2} \d{4}`
/** Behind a period stand the days that it comes to: "in the following quarter (1 Jan 2027 to 31 Mar 2027)". */
const daysOfPeriod = new RegExp(String.raw`(?<=[\p{L}\d]) \(${day}(?: (?:to|until|–) ${day})?\)`, 'gu')
/** "by health, lowest first, top 5": the order was told already, the number alone is left. */
const rankOfOrder = /(?<= first), top (\d+)\b/g
const bucket = /\bby ([\p{L} ]+?) \((day|week|month|quarter|year)\)/gu
const minus = /−(?=\d)/g
const noneWhere = /\bwhere there are no (\p{L}+)(?= where\b)/gu
const idOf = /(?:\b(\p{L}+) )?\bid is ([\p{L}\p{N}][\p{L}\p{N}._@-]*[\p{L}\p{N}])/gu

/** Said of a figure over a part of the workspace. */
const seen = / (?:and )?that you see(?=$|,| where\b)/g

const byId = new WeakMap<Names, Map<string, Named>>()

function rowOf(names: Names, id: string): Named | undefined {
  const rows = byId.get(names) ?? new Map(names.rows.map((row) => [row.id, row]))
  byId.set(names, rows)
  return rows.get(id)
}

type Scoped = { words: string; noun: string }

/** The words of each object's usual scope with its noun, as they are printed, the longest first. */
function scopesOf({ objects }: Catalogue): Scoped[] {
  const all = [...objects.values()].flatMap(({ plural, usually }): Scoped[] => {
    const noun = inSentence(plural)
    const labels = usually.map(({ label }) => label)
    const tails = labels.filter((label) => label.includes(' '))
    const behind = tails.length > 1 ? [tails.join(' and '), ...tails] : tails
    return [
      ...labels.filter((label) => !label.includes(' ')).map((label) => ({ words: `${label} ${noun}`, noun })),
      ...behind.map((label) => ({ words: `${noun} ${label}`, noun })),
    ]
  })
  return all.toSorted((a, b) => b.words.length - a.words.length)
}

const scopes = new WeakMap<Catalogue, Scoped[]>()

/** What the usual scope says is meant without it: "active accounts", "contacts still there and of active accounts". */
function withoutScope(text: string, catalogue: Catalogue): string {
  const known = scopes.get(catalogue) ?? scopesOf(catalogue)
  scopes.set(catalogue, known)
  for (const { words, noun } of known) {
    const at = text.indexOf(words)
    if (at < 0 || (at > 0 && !text.slice(0, at).endsWith(' of '))) continue
    const rest = text.slice(at + words.length)
    if (/^(?:$|,| where\b)/.test(rest)) return text.slice(0, at) + noun + rest
  }
  return text
}

/** A printed reading as people would type it. */
export const asTyped = (text: string, { names, catalogue }: Lexicon, asker: Asker): string =>
  withoutScope(text.replaceAll(seen, ''), catalogue)
    .replaceAll(`is ${asker.name}’s team`, 'is my team')
    .replaceAll(daysOfPeriod, '')
    .replaceAll(rankOfOrder, ', first $1')
    .replaceAll(bucket, 'by $2 of $1')
    .replaceAll(minus, '-')
    .replaceAll(noneWhere, 'without $1')
    .replaceAll(idOf, (whole, object: string | undefined, id: string) => {
      const row = rowOf(names, id)
      return row ? `${object ?? row.object} is ${row.name}` : whole
    })

const mostCompared = 25
const plain = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** The query that reads word for word as the request does; what comes behind a semicolon tells of definitions. */
export function printedQuery(lexicon: Lexicon, turn: Asking): Asked | null {
  if (!isPrinted.test(turn.text)) return null
  const lattice = latticeOfText(asTyped(turn.text.split(';')[0] ?? '', lexicon, turn.asker), lexicon)
  const said = plain(turn.text)
  for (const { final } of rankReadings(lattice, lexicon, turn.clock, null).slice(0, mostCompared)) {
    // What is printed names its rows by their plural.
    if (!said.includes(plain(lexicon.catalogue.objects.get(final.from)?.plural ?? ''))) continue
    const words = wordsOrNull(lexicon.catalogue, final, turn)
    if (words !== null && plain(words) === said) return final
  }
  return null
}
