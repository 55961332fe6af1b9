/** Whether the words of a command mean one row: "the Alder deal", "my late task", "the red one"; several that match are asked about. Pure. */
import { wordOf, type Item } from '../compose/draft.ts'
import { isNounRole, nounObject } from '../compose/nouns.ts'
import { isSingular } from '../compose/resolve.ts'
import type { Ranked } from '../route.ts'

/** Of each row, or of any: as many as there are. */
const distributes =
  /^(all|every|each|any|both|either|whichever|whatever|no|per|everyone|everybody|everything)\b/

/** What makes a noun one row's. */
const points = /^(the|that|this|my|our|his|her|their|your|its|a|an|one|['’]s?)$/

/** One word for many rows. */
const collective =
  /(book|portfolio|base|pipeline|stuff|work|workload|backlog|queue|list|patch|territory|team|crowd|cohort|lot|bunch|set|segment|region|group|family|staff|side|folk)$/

const isPointed = (items: readonly Item[], noun: Item): boolean => {
  const before = items.slice(0, noun.n)
  return (
    !before.some((item) => distributes.test(wordOf(item))) &&
    before.some(({ span: { meaning, text } }) => points.test(text.toLowerCase()) || meaning.kind === 'name')
  )
}

export function meansOne({ draft, final, edited }: Ranked): boolean {
  const { items, head } = draft
  const nouns = items.filter((item) => isNounRole(item) && nounObject(item.ref) === final.from)
  const noun = nouns.find(({ n }) => n === head) ?? nouns[0]
  if (!noun) {
    const last = items.at(-1)
    return edited && last !== undefined && wordOf(last) === 'one' && isPointed(items, last)
  }
  return isSingular(draft, noun) && !collective.test(wordOf(noun)) && isPointed(items, noun)
}
