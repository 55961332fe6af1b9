/** "Who …?": which rows cannot be the answer to that. Pure. */
import { isOp, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { folk, isNounRole, namesPerson } from './nouns.ts'

/** What it costs to answer "who" with rows of another kind. */
export const othersCost = 2.5

/** The rows of this draft are not those that "who" asks for. */
export const asksForOthers = (draft: Draft): boolean =>
  asksWho(draft) || asksWhoOf(draft) || asksColleague(draft) || asksWhoDoes(draft) || asksWhoIsMost(draft)

/** "Who on the team carries more than 2m": one of ours is asked for, where no row is named that they are of. */
const asksColleague = ({ items, object, catalogue }: Draft): boolean => {
  const [first] = items.filter(({ span }) => span.meaning.kind !== 'inert')
  const us =
    first && /^(who|which) (on|in|of|among) .*(team|us|people)$/.test(wordOf(first)) ? first : undefined
  return (
    us !== undefined &&
    namesPerson(catalogue, us) &&
    object.owner !== 'id' &&
    !items.some(
      (item) =>
        item.span.meaning.kind === 'name' ||
        isOp(item, 'count', 'rank', 'group') ||
        roleOf(item) === 'superlative',
    )
  )
}

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
const asksWho = ({ items, object }: Draft): boolean => {
  const who = items.find((item) => isOp(item, 'ask') && /^who(m)?$/i.test(item.span.text))
  return object.title !== 'name' && who !== undefined && !isRelative(items, who)
}

/** "What did the people write who gave us a two", "answers of those who …": the question is another one, or none. */
const isRelative = (items: Draft['items'], { n }: Item): boolean => {
  const before = items.slice(0, n)
  return (
    before.some((item) => isOp(item, 'ask') && /^(what|which|when|where|how\b.*)$/.test(wordOf(item))) ||
    (folk.test(wordOf(before.at(-1))) && before.slice(0, -1).some((item) => isNounRole(item)))
  )
}

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
function asksWhoOf({ items, object, catalogue }: Draft): boolean {
  const who = items.findIndex(
    (item, n) =>
      (isOp(item, 'ask') && /^who$/i.test(item.span.text)) ||
      (/^who (is|are)$/.test(wordOf(item)) &&
        items.slice(0, n).every(({ span }) => span.meaning.kind === 'inert')),
  )
  const named = items.findIndex(({ n, span }) => n > who && span.meaning.kind === 'name')
  const { meaning } = items[named]?.span ?? {}
  const between = items.slice(who + 1, named)
  // "Who clicks the most at Kaveri": whoever does so there; who looks after it is none of theirs.
  return (
    who >= 0 &&
    meaning?.kind === 'name' &&
    meaning.rows.every((row) => row.object === object.key) &&
    /^(at|from|in|inside|within|over|over at)$/.test(wordOf(between.at(-1))) &&
    !between.some((item) => isOp(item, 'own', 'me', 'team', 'group') || namesPerson(catalogue, item))
  )
}
