/** "Who …?": which rows cannot be the answer to that. Pure. */
import { isOp, wordOf, type Draft } from './draft.ts'

/** The rows of this draft are not those that "who" asks for. */
export const asksForOthers = (draft: Draft): boolean => asksWho(draft) || asksWhoOf(draft)

/** "Who uses Alerts?": whoever goes by a name, and no line of figures. */
const asksWho = ({ items, object }: Draft): boolean =>
  object.title !== 'name' && items.some((item) => isOp(item, 'ask') && /^who(m)?$/i.test(item.span.text))

/** "Who at Kaveri …?": whoever belongs to the row that is named, and not the row. */
function asksWhoOf({ items, object }: Draft): boolean {
  const who = items.findIndex((item) => isOp(item, 'ask') && /^who$/i.test(item.span.text))
  const named = items.findIndex(({ n, span }) => n > who && span.meaning.kind === 'name')
  const { meaning } = items[named]?.span ?? {}
  const between = items.slice(who + 1, named).map(wordOf)
  return (
    who >= 0 &&
    meaning?.kind === 'name' &&
    meaning.rows.every((row) => row.object === object.key) &&
    between.length > 0 &&
    between.every((word) => /^(at|from|in|inside|within|over|over at|else)$/.test(word))
  )
}
