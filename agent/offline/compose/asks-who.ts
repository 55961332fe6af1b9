/** "Who …?": which rows cannot be the answer to that. Pure. */
import { isOp, wordOf, type Draft } from './draft.ts'

/** What it costs to answer "who" with rows of another kind. */
export const othersCost = 2.5

/** The rows of this draft are not those that "who" asks for. */
export const asksForOthers = (draft: Draft): boolean =>
  asksWho(draft) || asksWhoOf(draft) || asksWhoDoes(draft) || asksWhoIsMost(draft)

/** "Who is drowning most in late to-dos?": whose own rank it is. */
const asksWhoIsMost = ({ items, object }: Draft): boolean =>
  items.some((item) => isOp(item, 'ask') && /^who(m)?$/i.test(item.span.text)) &&
  items.some(
    ({ span: { meaning } }) =>
      meaning.kind === 'entry' &&
      meaning.role === 'superlative' &&
      meaning.refs.every((ref) => ref.object !== object.key),
  )

/** "Who uses Alerts?": whoever goes by a name, and no line of figures. */
const asksWho = ({ items, object }: Draft): boolean =>
  object.title !== 'name' && items.some((item) => isOp(item, 'ask') && /^who(m)?$/i.test(item.span.text))

/** "Who holds the purse strings at our red accounts?": the rows with a name that alone can do so. */
export function doersOf({ items, catalogue }: Pick<Draft, 'items' | 'catalogue'>): string | undefined {
  const who = items.findIndex((item) => /^(who|those who|whoever)$/.test(wordOf(item)))
  const next = items.slice(who + 1).find(({ span }) => span.meaning.kind !== 'inert')
  const meaning = next?.span.meaning
  if (who < 0 || meaning?.kind !== 'entry' || meaning.role !== 'adjective' || !/ /.test(wordOf(next)))
    return undefined
  const [doer, ...others] = new Set(meaning.refs.map((ref) => ref.object))
  const isPerson = doer !== undefined && others.length === 0 && catalogue.objects.get(doer)?.title === 'name'
  // Accounts have names as well: whose own state it is, that is asked as it stands.
  return isPerson && doer !== catalogue.objects.keys().next().value ? doer : undefined
}

function asksWhoDoes(draft: Draft): boolean {
  const doer = doersOf(draft)
  return doer !== undefined && doer !== draft.object.key
}

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
