/** Tells who did something from what rows are cut by: both stand behind "by". Pure. */
import { isOp, isState, kind, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'
import { isSingular } from './resolve.ts'

/** "Mails written by the client": who did it, told of one, is nothing that rows are cut by. */
export function isDoer(draft: Draft, op: Item): boolean {
  const [article, noun] = draft.items.slice(op.n + 1)
  const before = draft.items[op.n - 1]
  const isDone =
    isState(before) ||
    roleOf(before) === 'verb' ||
    kind(before) === 'skipped' ||
    isOp(before, 'late') ||
    /ed$/.test(wordOf(before))
  return (
    wordOf(op) === 'by' &&
    isDone &&
    /^(the|a|an|our|their)$/.test(wordOf(article)) &&
    noun !== undefined &&
    nounObject(noun.ref) !== undefined &&
    isSingular(draft, noun) &&
    !draft.counting &&
    [...draft.saidAt.values()].every((items) => items.length === 0)
  )
}
