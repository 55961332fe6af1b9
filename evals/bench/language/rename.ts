/** The workspace with every account, person, product, tag and custom field called something else, and its requests said in the new words. */
import { compileLexicon, type Leaf, type Lexicon, type ObservedValues } from '#agent/offline/lexicon.ts'
import { latticeOfText } from '#agent/offline/read.ts'
import type { Named, Span } from '#agent/offline/spans.ts'
import { fold } from '#agent/offline/text.ts'
import type { TrieNode } from '#agent/offline/trie.ts'
import type { Plan } from '#agent/planner.ts'
import type { Catalogue, Field } from '#db/catalogue/types.ts'
import type { Random } from '#db/demo/random.ts'
import type { Item } from './items.ts'
import type { Said } from './said.ts'

/** Words that mean something in a request, and that companies and people are called all the same. */
export const companyWords =
  `target open priority renewal health active growth monday march total median urgent green summit champion pilot
  value compass union next usage silver average segment`.split(/\s+/)
export const personWords =
  'may april june august mark will grant frank rich art hope grace chase bill page'.split(' ')
/** For heads of names, by the object of their rows. */
export type Lists = { company: readonly string[]; person: readonly string[] }

const starts = 'br cr dr f fl g gl gr h j k kl l m n p pl qu r sk sl sp t tr v w z'.split(' ')
const middles = 'a e i o u ai ea oo or an en in'.split(' ')
const ends = 'bble ck dden ffen ggis lden lmot mmer ndle ppet rrow sket stix tter vane xley zzard'.split(' ')

type Give = (word: string, from?: keyof Lists) => string

/** Gives each word another one, and the same word always the same: new to the lexicon, or from a list while it lasts. */
function renamer(lexicon: Lexicon, { pick, shuffle }: Random, lists: Lists): Give {
  const given = new Map<string, string>()
  const taken = new Set<string>()
  const left = { company: shuffle(lists.company), person: shuffle(lists.person) }
  const invented = (): string => {
    const word = `${pick(starts)}${pick(middles)}${pick(ends)}`
    const isKnown =
      lexicon.words.has(word) || lexicon.inert.has(word) || lexicon.names.knows(word) || taken.has(word)
    return isKnown ? invented() : word
  }
  return (word, from) => {
    const key = keyOf(word)
    const known = given.get(key)
    if (known) return known
    // "priyas accounts"
    const owner = key.endsWith('s') ? given.get(key.slice(0, -1)) : undefined
    if (owner) return `${owner}s`
    const own = (from ? left[from].pop() : undefined) ?? invented()
    given.set(key, own)
    taken.add(own)
    return own
  }
}

const keyOf = (word: string): string => fold(word).replaceAll(/['’]/g, '')
const asWritten = (word: string, like: string): string =>
  /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word

/** With an apostrophe inside (O'Malley), without the possessive's. */
const nameWord = /[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}]|['’](?!s\b)(?=\p{L}))*/gu
/** "St.", "GmbH", "of": words that tell nobody apart. */
const kept = /^(st|gmbh|ltd|inc|co|ag|sa|of|the|and|de|s|o)$/i

const renamedFields = new Set(['product', 'feature', 'tags', 'labels'])
const isOwn = (field: Field | undefined): boolean =>
  field?.origin === 'custom' || renamedFields.has(field?.key ?? '')

export type Renamed = {
  lexicon: Lexicon
  /** The request in the new words; null where a name was said with a slip, which has no new form. */
  text: (said: string, plan: string) => string | null
  /** The plan in the old keys and values. */
  formerly: (plan: Plan) => Plan
}

/** `heads`: first words of names that requests speak of, by what they name; they become words of the lists. */
export function rename(
  old: Lexicon,
  draw: Random,
  heads: ReadonlyMap<string, keyof Lists>,
  lists: Lists,
): Renamed {
  const give = renamer(old, draw, lists)
  const wordOf = (word: string): string =>
    kept.test(word) ? word : asWritten(give(word, heads.get(keyOf(word))), word)
  const renameText = (text: string): string => text.replaceAll(nameWord, wordOf)
  const rows: Named[] = old.names.rows.map((row) => ({
    ...row,
    name: ['account', 'user', 'contact'].includes(row.object) ? renameText(row.name) : row.name,
  }))
  const keys = new Map<string, string>()
  const catalogue = renamedCatalogue(old.catalogue, renameText, keys)
  const values = new Map<string, string>()
  const observed = observedIn(old).map(({ object, field, values: list }): ObservedValues[number] => {
    const known = old.catalogue.objects.get(object)?.fields.find(({ key }) => key === field)
    if (!isOwn(known)) return { object, field, values: list }
    for (const value of list) values.set(value, renameText(value))
    return { object, field: keys.get(field) ?? field, values: list.map(renameText) }
  })
  const lexicon = compileLexicon(catalogue, rows, observed)
  const formerly = new Map([...values, ...keys].map(([was, is]) => [is, was]))
  const former = (plan: Plan): Plan =>
    JSON.parse(
      JSON.stringify(plan).replaceAll(/"([^"]+)"/g, (whole, text: string) => {
        const was = formerly.get(text)
        return was === undefined ? whole : JSON.stringify(was)
      }),
    ) as Plan
  const text = (said: string, plan: string): string | null => saidAnew(old, said, plan, { renameText, keys })
  return { lexicon, text, formerly: former }
}

function renamedCatalogue(
  catalogue: Catalogue,
  renameText: (text: string) => string,
  keys: Map<string, string>,
): Catalogue {
  const objects = [...catalogue.objects].map(([key, object]): [string, typeof object] => [
    key,
    {
      ...object,
      fields: object.fields.map((field) => {
        if (field.origin !== 'custom') return field
        const renamed = renameText(field.key)
        keys.set(field.key, renamed)
        const own = field.values?.map((value) => ({ ...value, label: value.label }))
        return { ...field, key: renamed, label: renamed.replaceAll('_', ' '), ...(own && { values: own }) }
      }),
    },
  ])
  const people = catalogue.people.map((person) => ({ ...person, name: renameText(person.name) }))
  return { ...catalogue, objects: new Map(objects), people, version: `${catalogue.version} renamed` }
}

/** The values that the lexicon saw in the data. */
function observedIn({ phrases }: Lexicon): ObservedValues {
  const found = new Map<string, { object: string; field: string; values: Set<string> }>()
  const visit = (node: TrieNode<Leaf>): void => {
    for (const leaf of node.leaves) {
      if (leaf.leaf !== 'entry' || leaf.ref.is !== 'value' || !leaf.ref.observed) continue
      const { object, field, value } = leaf.ref
      const entry = found.get(`${object} ${field}`) ?? { object, field, values: new Set<string>() }
      found.set(`${object} ${field}`, entry)
      entry.values.add(value)
    }
    for (const child of node.next.values()) visit(child)
  }
  for (const root of phrases) visit(root)
  return [...found.values()].map(({ values, ...at }) => ({ ...at, values: [...values] }))
}

type Words = { renameText: (text: string) => string; keys: Map<string, string> }

/** Names, values and fields that the plan took are said in their new words; all others stay. */
function saidAnew(lexicon: Lexicon, said: string, plan: string, { renameText, keys }: Words): string | null {
  const { spans, tokens } = latticeOfText(said, lexicon)
  const isTaken = ({ meaning }: Span): boolean => {
    if (meaning.kind === 'name') return meaning.rows.some(({ id }) => plan.includes(`"${id}"`))
    if (meaning.kind !== 'entry') return false
    return meaning.refs.some((ref) => {
      if (ref.is !== 'value' && ref.is !== 'field') return false
      const field = lexicon.catalogue.objects.get(ref.object)?.fields.find(({ key }) => key === ref.field)
      if (!isOwn(field) || !plan.includes(`${ref.field}"`)) return false
      return ref.is === 'field' ? keys.has(ref.field) : ref.observed && plan.includes(`"${ref.value}"`)
    })
  }
  const chosen: Span[] = []
  for (const span of spans.filter(isTaken).sort((a, b) => b.to - b.from - (a.to - a.from) || a.cost - b.cost))
    if (!chosen.some(({ from, to }) => span.from < to && from < span.to)) chosen.push(span)
  if (chosen.some(({ via }) => via === 'typo')) return null
  return chosen
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to }) => {
      const start = tokens[from]?.from ?? 0
      const end = tokens[to - 1]?.to ?? 0
      const words = text.slice(start, end)
      const fresh = renameText(words)
      return text.slice(0, start) + fresh + text.slice(end)
    }, said)
}

/** First words of the names that requests speak of. */
export function headsSaid(said: Said, items: readonly Item[]): Map<string, keyof Lists> {
  const heads = new Map<string, keyof Lists>()
  const plans = items.map(({ turns, as }) => JSON.stringify(said.plan(turns, as).plan)).join('\n')
  for (const { object, id, name } of said.lexicon.names.rows)
    if (plans.includes(`"${id}"`))
      heads.set(keyOf(name.match(nameWord)?.[0] ?? ''), object === 'account' ? 'company' : 'person')
  return heads
}
