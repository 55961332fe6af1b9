/** Where an unknown word stands decides what it was to be: a name, a measure, a kind of row, or nothing that matters. Pure. */
import { isOp, kind, near, roleOf, wordOf, type Item } from './compose/draft.ts'
import { isLightWord } from './light.ts'
import { nounObject } from './compose/nouns.ts'
import type { Reading } from './read.ts'
import type { Token } from './text.ts'

export type Unknown = { as: 'name' | 'measure' | 'kind' | 'aside'; text: string; from: number; to: number }

/** Neighbouring unknown words are one: "Zentrix Holdings". */
export function unknownsOf(reading: Reading, tokens: readonly Token[]): Unknown[] {
  const { items } = reading.draft
  const found: Unknown[] = []
  for (let n = 0; n < items.length; n++) {
    if (kind(items[n]) !== 'unknown' || reading.draft.used.has(n)) continue
    let last = n
    while (kind(items[last + 1]) === 'unknown') last++
    const first = items[n]
    const end = items[last]
    if (first && end) {
      const from = first.span.from
      const to = end.span.to
      const text = items
        .slice(n, last + 1)
        .map((item) => item.span.text)
        .join(' ')
      found.push({ as: placeOf(reading, first, end, tokens), text, from, to })
    }
    n = last
  }
  return found
}

const measureWord = /^(score|rate|index|level|ratio|count|value|number|metric|measure|rating|amount)$/

function placeOf(reading: Reading, first: Item, last: Item, tokens: readonly Token[]): Unknown['as'] {
  const { draft } = reading
  const token = tokens[first.span.from]
  const before = draft.items[first.n - 1]
  const after = draft.items[last.n + 1]
  const capital = token?.capital === true && first.span.from > 0
  const beside = [near(draft, first.n, -1, () => false), near(draft, last.n, 1, () => false)]
  if (/^['’]s?$/.test(after?.span.text ?? '')) return 'name'
  if (!capital && isLightWord(reading, first, last)) return 'aside'
  if (capital) return 'name'
  if (wordOf(after) === 'of') return 'measure'
  if (beside.some((item) => kind(item) === 'name')) return 'name'
  if (after && measureWord.test(wordOf(after))) return 'measure'
  if (measureWord.test(wordOf(last))) return 'measure'
  if (
    before &&
    (isOp(before, 'grade', 'rank', 'group', 'average', 'median', 'total', 'order') || isOp(before, 'compare'))
  )
    return 'measure'
  if (after && isOp(after, 'compare')) return 'measure'
  if (/^(of|for|at|from|with|does|did|about)$/.test(wordOf(before))) return 'name'
  if (/ly$/.test(wordOf(last))) return 'aside'
  if (nounObject(after?.ref) || roleOf(after) === 'field') return 'kind'
  return 'kind'
}
