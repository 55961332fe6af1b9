/** Spans of names that begin at a token, one for each kind of row that goes by the name. Pure. */
import type { Lexicon } from './lexicon.ts'
import type { Add } from './phrase-spans.ts'
import type { Repairs } from './repairs.ts'
import { cost } from './span-cost.ts'
import { readTime } from './time.ts'
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
    const marked = (first.capital && i > 0) || tokens[hit.to]?.word === "'s"
    // A part of a name that is an everyday word needs a sign that a name is meant.
    if (common && !hit.whole && !marked) continue
    if (common && !hit.whole && !hit.head) continue
    // One later word of a name ("game" of "Halcyon Games") names it only when it is written as a name.
    if (single && !hit.whole && !hit.head && !marked) continue
    if (single && !hit.whole && hit.repaired && !marked && hit.rows.length > 1) continue
    const price =
      (hit.whole ? cost.name : hit.rows.length === 1 ? cost.part : cost.shared) +
      (common && !marked ? cost.commonName : 0) +
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

/** Rows of one object make one span: what kind of thing is named is for the composition to decide. */
function byObject<R extends { object: string }>(rows: R[]): R[][] {
  const groups = new Map<string, R[]>()
  for (const row of rows) groups.set(row.object, [...(groups.get(row.object) ?? []), row])
  return [...groups.values()]
}
