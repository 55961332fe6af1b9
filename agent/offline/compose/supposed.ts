/** "If every deal that is still open came good, …": what rows are supposed to become says nothing of what they are. Pure. */
import { isOp, kind, wordOf, type Atom, type Draft } from './draft.ts'

/** The clause that supposes something: from its "if" to where the question begins. */
function supposedIn({ items }: Draft): { from: number; to: number } | undefined {
  const opening = items.find((item) => kind(item) !== 'inert' || wordOf(item) === 'if')
  if (wordOf(opening) !== 'if') return undefined
  const asked = items.find(
    (item) => isOp(item, 'ask', 'much', 'count') && /^(what|how|where|which)/.test(wordOf(item)),
  )
  return opening && asked ? { from: opening.n, to: asked.n } : undefined
}

const isState = ({ kind: each }: Atom): boolean => each === 'value' || each === 'adjective'

/** Of two states of one field that exclude each other, the first is so and the second is only supposed. */
export function dropSupposed(draft: Draft): void {
  const clause = supposedIn(draft)
  if (!clause) return
  const said = draft.atoms
    .filter((each) => isState(each) && each.from > clause.from && each.to < clause.to)
    .sort((a, b) => a.from - b.from)
  draft.atoms = draft.atoms.filter((each) => {
    const first = said.find((other) => fieldOf(other) === fieldOf(each) && other.object === each.object)
    return !said.includes(each) || first === undefined || first === each
  })
}

const fieldOf = ({ field, condition }: Atom): string | undefined =>
  field ?? ('field' in condition ? condition.field : undefined)
