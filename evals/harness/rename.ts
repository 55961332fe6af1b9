/** Makes a fresh workspace of a bundle: every name of a person, an account and a contact and every id becomes another, by a seed, everywhere alike. */
import { parse } from 'csv-parse/sync'
import { distance } from 'fastest-levenshtein'
import { random, type Random } from '#db/demo/random.ts'

export type Say = (text: string) => string
type Renamed = { files: Map<string, string>; say: Say }

const namedIn: [file: string, column: string][] = [
  ['users.csv', 'name'],
  ['accounts.csv', 'name'],
  ['contacts.csv', 'name'],
]
/** Words of names that the language itself needs, and those that a firm shares with others. */
export const common = new Set(
  `may june april august will mark grant rose bill sue art max ray pat target quiet open gone overdue orphan care
   group labs works foods sons partners holdings limited ltd gmbh inc and the of de la los le du da san west north south east`.split(
    /\s+/,
  ),
)
const word = /\p{L}[\p{L}\p{M}]*(?:[’'](?!s\b)\p{L}+)*/gu
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const slug = (text: string) => plain(text).replaceAll(/[^a-z0-9]+/g, '')

const consonants = 'b d f g k l m n p r s t v z'.split(' ')
const vowels = 'a e i o u'.split(' ')
const endings = 'k l m n r s x'.split(' ')
const prefixes = 'G H Q W Y'.split(' ')

/** Pronounceable, and three letters at least from every other, so that no spelling is mended into another name. */
function freshWord(draw: Random, taken: string[]): string {
  for (;;) {
    const syllables = Array.from({ length: 3 }, () => draw.pick(consonants) + draw.pick(vowels))
    const made = `${syllables.join('')}${draw.pick(endings)}`
    if (taken.some((other) => distance(other, made) < 3)) continue
    taken.push(made)
    return made
  }
}

export function renamed(files: Map<string, string>, seed: number): Renamed {
  const draw = random(seed, 'rename')
  const taken: string[] = []
  const rowsOf = (file: string) =>
    parse<Record<string, string>>(files.get(file) ?? '', { columns: true, skip_empty_lines: true })
  const names = namedIn.flatMap(([file, column]) => rowsOf(file).map((row) => row[column] ?? ''))
  const fresh = new Map<string, string>()
  for (const part of new Set(names.flatMap((name) => name.match(word) ?? []))) {
    if (part.length < 3 || common.has(plain(part)) || !/^\p{Lu}/u.test(part)) continue
    const known = fresh.get(plain(part)) ?? freshWord(draw, taken)
    fresh.set(plain(part), known)
  }
  const inName = (text: string) =>
    text.replaceAll(word, (part) => {
      const found = fresh.get(plain(part))
      return found && /^\p{Lu}/u.test(part) ? found.charAt(0).toUpperCase() + found.slice(1) : part
    })
  const slugs = new Map(
    rowsOf('accounts.csv').flatMap(({ name = '' }) =>
      slug(name).length > 3 ? [[slug(name), slug(inName(name))] as const] : [],
    ),
  )
  const slugged = [...slugs.keys()].sort((a, b) => b.length - a.length)
  const inSlugs = slugged.length > 0 ? new RegExp(`(?<![a-z])(?:${slugged.join('|')})`, 'g') : null
  /** Addresses, and time zones, which are named after places. */
  const whole = /[\w.+-]+@[\w.-]+|\b[A-Z][a-z]+\/[A-Z][\w/+-]+/g
  const inAddress = (text: string) =>
    text.replaceAll(/[a-z]+/g, (part) => fresh.get(part) ?? slugs.get(part) ?? part)
  const prefix = draw.pick(prefixes)
  const ids = /\b[A-Z]{1,3}-(?=\d+\b)/g
  const say = (text: string) => {
    const kept: string[] = []
    const out = text.replaceAll(
      whole,
      (found) => `\u0000${kept.push(found.includes('@') ? inAddress(found) : found) - 1}\u0000`,
    )
    const named = inName(inSlugs ? out.replaceAll(inSlugs, (found) => slugs.get(found) ?? found) : out)
    return named
      .replaceAll(ids, (id) => prefix + id)
      .replaceAll(/\u0000(\d+)\u0000/g, (_, at) => kept[Number(at)] ?? '')
  }
  return {
    files: new Map(
      [...files].map(([path, text]) => [
        path.startsWith('playbooks/') ? path : say(path),
        sayRows(path, text, say),
      ]),
    ),
    say,
  }
}

/** The header of a table names columns, nobody. */
function sayRows(path: string, text: string, say: Say): string {
  if (!path.endsWith('.csv')) return say(text)
  const end = text.indexOf('\n')
  return text.slice(0, end) + say(text.slice(end))
}
