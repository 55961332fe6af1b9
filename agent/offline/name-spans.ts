/** Spans of names that begin at a token, one for each kind of row that goes by the name. Pure. */
import type { Lexicon } from './lexicon.ts'
import type { Add } from './phrase-spans.ts'
import type { Repairs } from './repairs.ts'
import { cost } from './span-cost.ts'
import { readTime } from './time.ts'
import { walk } from './trie.ts'
import type { Token } from './text.ts'

export function addNames(
  tokens: readonly Token[],
  i: number,
  repairs: Repairs,
  lexicon: Lexicon,
  add: Add,
): void {
  const first = tokens[i]
  if (!first || first.kind === 'mark' || first.word === "'s") return
  for (const hit of lexicon.names.at(tokens, i, (n) => repairs.get(n)?.names ?? [])) {
    const single = hit.to === i + 1
    const common =
      single &&
      (lexicon.words.has(first.word) || lexicon.inert.has(first.word) || readTime(tokens, i) !== null)
    // "The gold SLA": what is always written in capitals is no name for that.
    const marked =
      (first.capital && i > 0 && !/^\p{Lu}{2,4}$/u.test(first.text)) ||
      tokens[hit.to]?.word === "'s" ||
      (hit.whole && isAfterPreposition(tokens, i, hit.to))
    // "Top 3" is no "3 Rivers Council".
    if (single && !hit.whole && first.kind === 'number') continue
    // A part of a name that is an everyday word needs a sign that a name is meant.
    if (common && !hit.whole && !marked) continue
    if (common && !hit.whole && !hit.head) continue
    // One later word of a name ("game" of "Halcyon Games") names it only when it is written as a name.
    if (single && !hit.whole && !hit.head && !marked) continue
    if (single && !hit.whole && hit.repaired && !marked && hit.rows.length > 1) continue
    const price =
      (hit.whole ? cost.name : hit.rows.length === 1 ? cost.part : cost.shared) +
      (common && !marked ? cost.commonName : 0) +
      (single && isValueOfNext(tokens, i, hit.to, lexicon) ? cost.namedValue : 0) +
      hit.repaired * cost.typo
    for (const rows of byObject(hit.rows)) {
      add(
        i,
        hit.to,
        { kind: 'name', rows, whole: hit.whole },
        price,
        hit.repaired ? 'typo' : hit.whole ? 'exact' : 'partial',
      )
    }
  }
}

/** "Open tasks for campus", "who do we know at follow": what a preposition brings in, with nothing behind it, is rather somebody. */
const isAfterPreposition = (tokens: readonly Token[], from: number, to: number): boolean =>
  /^(at|for|from|of|with)$/.test(tokens[from - 1]?.word ?? '') &&
  readTime(tokens, from) === null &&
  (tokens[to] === undefined || tokens[to].kind === 'mark')

/** "On the campus plan": the noun of the field that has it for a value stands behind. */
function isValueOfNext(tokens: readonly Token[], from: number, to: number, { phrases }: Lexicon): boolean {
  const refsAt = (at: number) =>
    walk(phrases, at, (n) => tokens.slice(n, n + 1).map(({ word }) => word)).flatMap((hit) =>
      hit.leaves.flatMap((leaf) => (leaf.leaf === 'entry' ? [{ ref: leaf.ref, to: hit.to }] : [])),
    )
  const values = refsAt(from).filter((each) => each.to === to)
  return (
    values.length > 0 &&
    refsAt(to).some(({ ref }) =>
      values.some(
        ({ ref: value }) =>
          ref.is === 'field' &&
          value.is === 'value' &&
          ref.object === value.object &&
          ref.field === value.field,
      ),
    )
  )
}

const quote = /^["“”„«»'‘’]$/

/** A whole title of several words. "The Harbour Lights renewal" is rather what its words say, unless it stands in quotes. */
export function addTitles(tokens: readonly Token[], i: number, lexicon: Lexicon, add: Add): void {
  for (const hit of lexicon.titles.at(tokens, i, () => [])) {
    if (!hit.whole || hit.to <= i + 1) continue
    const words = tokens.slice(i, hit.to)
    const isQuoted = quote.test(tokens[i - 1]?.text ?? '') && quote.test(tokens[hit.to]?.text ?? '')
    const isOwn = words.some(
      ({ word, kind }) => kind !== 'mark' && !lexicon.words.has(word) && !lexicon.names.knows(word),
    )
    const price = cost.name + (isQuoted || isOwn ? 0 : cost.spokenTitle)
    for (const rows of byObject(hit.rows)) add(i, hit.to, { kind: 'name', rows, whole: true }, price)
  }
}

/** Rows of one object make one span: what kind of thing is named is for the composition to decide. */
function byObject<R extends { object: string }>(rows: R[]): R[][] {
  const groups = new Map<string, R[]>()
  for (const row of rows) groups.set(row.object, [...(groups.get(row.object) ?? []), row])
  return [...groups.values()]
}
