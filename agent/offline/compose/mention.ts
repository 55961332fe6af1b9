/** Free text: words that nobody knows, after a cue like "about", are looked for in the field that has the cue. */
import { atom, kind, type Draft } from './draft.ts'

/** "tickets about SSO": words nobody knows after a free text's cue are looked for in it. */
export function bindMentions(draft: Draft): void {
  for (const item of draft.items) {
    if (kind(item) !== 'unknown' || draft.used.has(item.n)) continue
    const before = draft.items[item.n - 1]
    const cue = before?.span.text.toLowerCase() ?? ''
    const field = draft.object.fields.find(
      (each) =>
        each.type === 'text' &&
        !each.values &&
        each.phrases?.cues?.includes(cue) &&
        /about|regarding|mention|concern/.test(cue),
    )
    if (!field || !before) continue
    const words = [item]
    for (let next = draft.items[item.n + 1]; next && kind(next) === 'unknown'; next = draft.items[next.n + 1])
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
