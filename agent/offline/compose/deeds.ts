/** Who did it: "each rep closed", "what did we bring in". Verbs that tell of rows only what somebody of ours made of them. Pure. */
import { isOp, kind, near, opOf, wordOf, type Draft, type Item } from './draft.ts'
import { namesPerson } from './nouns.ts'

/** The verb is in the past, or behind "did" or "has", and who did it is one of us: the owner of rows, somebody by name, "we". */
export function isOurDeed(draft: Draft, item: Item, isPast: boolean): boolean {
  const subject = near(draft, item.n, -1, (other) => kind(other) === 'inert' && !isUs(other))
  if (!subject || !(isUs(subject) || isWhoDidMost(draft, subject) || isOfOurs(draft, subject))) return false
  if (isOfThing(draft, item)) return false
  return isPast || draft.items.some(({ n, span }) => n < item.n && auxiliary.test(span.text))
}

/** "Sold them Premium Support": what stands behind is a thing of other rows, and these are not what was sold. */
function isOfThing(draft: Draft, { n }: Item): boolean {
  const { meaning } = near(draft, n, 1)?.span ?? {}
  const [main] = draft.catalogue.objects.keys()
  return (
    meaning?.kind === 'entry' &&
    meaning.role === 'value' &&
    meaning.refs.every(
      (ref) => ref.is === 'value' && ref.observed && ref.object !== draft.object.key && ref.object !== main,
    )
  )
}

const auxiliary = /^(did|has|have|had|does everyone|did everyone|have we each|did we each)$/i

/** "We", "each of us", "my team", "who". */
const isUs = (item: Item): boolean =>
  /^(we|i)$/.test(wordOf(item)) || opOf(item, 'group')?.value === 'owner' || isOp(item, 'team', 'me')

/** "Who closed the most": of those who sell. "Who signed" are customers. */
const isWhoDidMost = ({ items }: Draft, item: Item): boolean =>
  opOf(item, 'ask')?.value === 'who' && items.some((other) => other.n > item.n && isOp(other, 'rank'))

/** "Each seller", "Priya": whoever rows belong to. */
const isOfOurs = ({ catalogue }: Draft, item: Item): boolean => {
  const { meaning } = item.span
  return meaning.kind === 'name'
    ? meaning.rows.some(({ holds }) => holds !== undefined)
    : namesPerson(catalogue, item)
}
