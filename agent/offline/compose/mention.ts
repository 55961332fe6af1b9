/** Free text: words that nobody knows, after a cue like "about", are looked for in the field that has the cue. */
import type { Condition } from '#db/query/query.ts'
import { atom, kind, type Draft, type Item } from './draft.ts'
import { here } from './reach.ts'

/** Words that mean nothing here: in no source, or only within phrases that were not said. */
const isForeign = (item: Item): boolean => kind(item) === 'unknown' || kind(item) === 'skipped'

/** "tickets about SSO": words nobody knows after a free text's cue are looked for in it. */
export function bindMentions(draft: Draft): void {
  for (const item of draft.items) {
    if (!isForeign(item) || draft.used.has(item.n)) continue
    const before = draft.items[item.n - 1]
    const cue = before?.span.text.toLowerCase() ?? ''
    // "Contacts named Farkas": a word that many names share.
    if (before && /^(named|called)$/.test(cue) && draft.object.title === 'name') {
      const condition: Condition = { field: 'name', op: 'contains', value: item.span.text }
      atom(draft, {
        kind: 'name',
        object: draft.object.key,
        reach: here,
        condition,
        items: [before.n, item.n],
      })
      continue
    }
    const field = draft.object.fields.find(
      (each) =>
        each.type === 'text' &&
        !each.values &&
        each.phrases?.cues?.includes(cue) &&
        /about|regarding|mention|concern/.test(cue),
    )
    if (!field || !before) continue
    const words = [item]
    for (let next = draft.items[item.n + 1]; next && isForeign(next); next = draft.items[next.n + 1])
      words.push(next)
    atom(draft, {
      kind: 'value',
      object: draft.object.key,
      reach: { up: [], steps: 0 },
      condition: { field: field.key, op: 'contains', value: words.map((each) => each.span.text).join(' ') },
      items: [before.n, ...words.map((each) => each.n)],
    })
  }
}
