/** All readings of a request that were weighed, the chosen one among them: whether the right one was there is another question than whether it won. */
import { previousOf } from '#agent/offline/conversation.ts'
import { latticeOfText } from '#agent/offline/read.ts'
import { rankReadings } from '#agent/offline/route.ts'
import { queryCall } from '#agent/offline/tool-calls.ts'
import type { Item } from './items.ts'
import { meaningOf, type Said } from './said.ts'

/** What each candidate comes to. */
export function candidatesOf({ plan, setting }: Said, { kind, turns, as }: Item): string[] {
  const { lexicon, clock } = setting(as)
  const { history } = plan(turns, as)
  const lattice = latticeOfText(turns.at(-1) ?? '', lexicon)
  const ranked = rankReadings(lattice, lexicon, clock, previousOf(history))
  const item = { kind, ...(as && { as }) }
  return [
    ...new Set(
      ranked.map(({ final }) =>
        meaningOf(item, { kind: 'calls', calls: [queryCall(final)], confidence: 'sure' }),
      ),
    ),
  ]
}

const meaningId = (id: string): string => id.replace(/-p\d+$/, '')

/** The same meaning in other voices. */
export const siblingsOf = (item: Item, items: readonly Item[]): Item[] =>
  items.filter((other) => other.id !== item.id && meaningId(other.id) === meaningId(item.id))
