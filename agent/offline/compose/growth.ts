/** "Customers that shrank since June": rows of which no amount is named grow and shrink by what they are worth. Pure. */
import type { Field } from '#db/catalogue/types.ts'
import { isOp, kind, near, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'

const ofSize = /^(gr[eo]w|shr[aiu]nk|expand|downgrad|upgrad|downsiz|upsiz|scaled? (up|down|back)|cut back)/

/** The money that changed, where the word is one of size and said of the rows themselves. */
export const growingMoney = (draft: Draft, item: Item): Field | undefined => {
  if (!ofSize.test(wordOf(item))) return undefined
  const subject = near(draft, item.n, -1)
  const isOfRows =
    subject === undefined ||
    nounObject(subject.ref) === draft.object.key ||
    kind(subject) === 'name' ||
    isOp(subject, 'ask', 'rank', 'team', 'those')
  return isOfRows ? draft.object.fields.find((each) => each.dated && each.implicitFor === 'money') : undefined
}
