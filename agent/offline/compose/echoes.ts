/** Words that add nothing to what was taken: a field's own nouns beside its condition, words of its name, light verbs. */
import {
  distance,
  isLight,
  isOp,
  kind,
  near,
  roleOf,
  take,
  wordOf,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'
import { isNounRole, nounObject } from './nouns.ts'
import { fieldOf, fieldsOf, isAmount, fieldBehind, bringsAbout } from './reach.ts'

/** "The champion role": a field's noun beside a condition on that field adds nothing. */
export function takeOwnNouns(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || roleOf(item) !== 'field' || item.ref?.is !== 'field') continue
    const { field } = item.ref
    const beside = draft.atoms.find(
      (each) =>
        Math.min(...each.items.map((n) => distance(draft, n, item.n))) === 0 &&
        fieldsOf(each.condition).includes(field) &&
        !isAmount(fieldOf(draft.catalogue.objects.get(item.ref?.object ?? ''), field)),
    )
    if (beside) take(draft, item.n)
  }
}

/** "Fence-sitters in the NPS": the amount that a band is judged by, beside it. */
export function takeJudges(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || roleOf(item) !== 'field' || item.ref?.is !== 'field') continue
    const { object, field } = item.ref
    const isJudge = draft.atoms.some(
      (each) =>
        each.kind === 'value' &&
        each.object === object &&
        fieldOf(draft.catalogue.objects.get(object), each.field ?? '')?.evidence?.[0] === field &&
        isAmount(fieldBehind(draft.catalogue, { object, field })) &&
        each.items.some((n) => n < item.n && distance(draft, n, item.n) === 0),
    )
    if (isJudge && !draft.groups.length && !draft.measures.length) take(draft, item.n)
  }
}

/** "Feeling poorly, say health below 70": the number says what the turn of speech before it was to mean. */
export function dropExplained(draft: Draft): void {
  draft.atoms = draft.atoms.filter((each) => !isExplained(draft, each))
}

function isExplained(draft: Draft, each: Atom): boolean {
  const said = each.kind === 'adjective' && 'field' in each.condition ? each.condition : undefined
  const field = fieldOf(draft.catalogue.objects.get(each.object), said?.field ?? each.field ?? '')
  const [value] = each.values ?? []
  const word = draft.items[each.from]
  const listed = field?.values?.find(({ key }) => key === value)
  const judge = field?.evidence?.[0]
  if (!word || judge === undefined || (said ? said.value !== true : each.kind !== 'value' || !listed))
    return false
  if (listed && [listed.label, listed.key].some((name) => name.toLowerCase() === wordOf(word))) return false
  return draft.atoms.some((other) => {
    const between = draft.items.slice(each.to + 1, other.from)
    return (
      other.kind === 'compare' &&
      other.field === judge &&
      other.object === each.object &&
      other.from > each.to &&
      distance(draft, each.to, other.from) <= 3 &&
      between.some((item) => /^([,:;–—?-]|say|meaning|i\.?e\.?)$/.test(wordOf(item)))
    )
  })
}

/** "Worth 80k a year", "what do they pay per year": the amount is one of a year anyway. */
export function takePer(draft: Draft): void {
  const amounts = draft.items.filter(({ ref }) => {
    const field = ref && 'field' in ref ? fieldBehind(draft.catalogue, ref) : undefined
    return field?.per === 'year'
  })
  for (const item of draft.items) {
    const isYear = /^(in )?(a|per|every|each) (year|annum)$|^(annually|yearly|p\.?a\.?)$/.test(wordOf(item))
    // "More than 100k the year", as some languages say it.
    const isTheYear = wordOf(item) === 'year' && wordOf(draft.items[item.n - 1]) === 'the'
    const of =
      isYear || (isTheYear && isLastSaid(draft, item))
        ? amounts.find((each) => each.n < item.n && distance(draft, each.n, item.n) <= 2)
        : undefined
    if (
      of &&
      (roleOf(of) === 'verb' || draft.items.some((other) => kind(other) === 'name' || isOp(other, 'compare')))
    )
      take(draft, item.n)
  }
}

const isLastSaid = ({ items }: Draft, { n }: Item): boolean =>
  items.slice(n + 1).every((item) => isLight(item) || isOp(item, 'and', 'but'))

/** "The colour of the health", "the trend of their usage": whose evidence a field is judged by is said again behind it. */
export function takeJudgedBehind(draft: Draft): void {
  for (const { n, ref } of draft.items) {
    const said = ref?.is === 'field' ? fieldBehind(draft.catalogue, ref) : undefined
    if (!said || isAmount(said) || wordOf(draft.items[n + 1]) !== 'of') continue
    const judge = near(draft, n + 1, 1, (item) => /^(the|a|their|its|our)$/.test(wordOf(item)))
    if (!judge || judge.ref?.is !== 'field' || judge.ref.object !== ref?.object) continue
    if (said.evidence?.includes(judge.ref.field)) take(draft, judge.n)
  }
}

/** "Never answered a survey", "opened an urgent ticket": what brings such rows about is said with the rows. */
export function takeBringing(draft: Draft): void {
  for (const item of draft.items) {
    const { n, ref } = item
    if (draft.used.has(n) || ref?.is !== 'field' || ref.object === draft.object.key) continue
    if (!bringsAbout(draft.catalogue.objects.get(ref.object), ref.field)) continue
    const noun = draft.items.slice(n + 1).find((each) => nounObject(each.ref) !== undefined)
    const isSaid = noun && nounObject(noun.ref) === ref.object && draft.used.has(noun.n)
    const between = draft.items.slice(n + 1, noun?.n)
    if (isSaid && between.every((each) => draft.used.has(each.n) || isLight(each))) take(draft, n)
  }
}

/** "Urgent tickets open": a word of the field's own name beside it adds nothing. */
export function takeEchoes(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || item.ref || item.span.meaning.kind !== 'entry') continue
    const before = draft.items[item.n - 1]
    const ref = before && draft.used.has(before.n) && before.ref
    if (!ref || ref.is !== 'field') continue
    const label = fieldBehind(draft.catalogue, ref)?.label.toLowerCase() ?? ''
    if (label.split(' ').includes(wordOf(item))) take(draft, item.n)
  }
}

/** "With a champion on board": that related rows are there is what their noun says. */
export function takePresent(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || !isOp(item, 'present')) continue
    const before = near(draft, item.n, -1)
    const isThere = draft.atoms.some(
      (each) => each.reach.many !== undefined && before !== undefined && each.items.includes(before.n),
    )
    if (isThere) take(draft, item.n)
  }
}

/** Fields that the words of an item can mean. */
const fieldsSaid = ({ span: { meaning } }: Item): string[] =>
  meaning.kind === 'entry'
    ? meaning.refs.flatMap((ref) => ('field' in ref ? [`${ref.object}.${ref.field}`] : []))
    : []

/**
 * "Bought more than 200 seats", "a third of the seats they bought", "how much revenue do we take home": the verb of an
 * amount and its noun say one thing, and one of them was taken. "Running on prem": a verb of whoever handles the rows
 * says nothing where nobody is named.
 */
export function takeSaidAgain(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || !/^(verb|field)$/.test(roleOf(item) ?? '') || !item.ref) continue
    const own = fieldsSaid(item)
    const isSaid =
      draft.items.some(
        (other) =>
          other !== item &&
          draft.used.has(other.n) &&
          roleOf(other) !== roleOf(item) &&
          distance(draft, item.n, other.n) <= (roleOf(item) === 'verb' ? 3 : 1) &&
          saysAmount(draft, other, own),
      ) ||
      draft.atoms.some(
        (each) =>
          each.kind === 'compare' &&
          own.includes(`${each.object}.${each.field ?? ''}`) &&
          each.items.some((n) => distance(draft, n, item.n) === 0),
      )
    if (isSaid || isHandling(draft, item) || isPaidFor(draft, item)) take(draft, item.n)
  }
}

const saysAmount = (draft: Draft, other: Item, fields: readonly string[]): boolean =>
  /^(verb|field|grade|superlative)$/.test(roleOf(other) ?? '') &&
  fieldsSaid(other).some((key) => {
    const [object = '', field = ''] = key.split('.')
    return fields.includes(key) && isAmount(fieldBehind(draft.catalogue, { object, field }))
  })

/** "How many seats do we bill them for": the verb of the rows' money says what another amount of theirs is there for. */
const isPaidFor = (draft: Draft, { n, ref }: Item): boolean =>
  ref?.is === 'verb' &&
  ref.object === draft.object.key &&
  fieldBehind(draft.catalogue, ref)?.implicitFor === 'money' &&
  draft.measures.some((each) => 'fn' in each && each.fn === 'sum' && each.field !== ref.field) &&
  draft.items.some((other) => other.n > n && wordOf(other) === 'for')

const isHandling = (draft: Draft, { n, ref }: Item): boolean => {
  if (ref?.is !== 'verb' || draft.atoms.some((each) => each.kind === 'person')) return false
  const next = draft.items[n + 1]
  const field = fieldBehind(draft.catalogue, ref)
  // "How many did we log".
  const isOurs =
    ref.object === draft.object.key &&
    /^(we|us|they|you|people|anyone|anybody)$/.test(wordOf(draft.items[n - 1]))
  return field?.type === 'person' && (isOurs || (roleOf(next) === 'value' && draft.used.has(n + 1)))
}

/** Words of ownership and light verbs that any reading may leave. */
export function takeLight(draft: Draft): void {
  for (const item of draft.items)
    if ((isLight(item) || roleOf(item) === 'cue') && !isSaidOfRows(item, draft)) take(draft, item.n)
}

/** "Customers who complained", "the tickets I mentioned" are not all of them; "as I said", "mention their CSM" and "say, EMEA" are the asker's own words. */
function isSaidOfRows(item: Item, { items }: Draft): boolean {
  if (!isOp(item, 'speech')) return false
  const before = items[item.n - 1]
  const doer = /^(i|you)$/.test(wordOf(before)) ? items[item.n - 2] : before
  return (
    /^(who|that|which|they|he|she|we|somebody|someone|anybody|anyone|nobody)$/.test(wordOf(doer)) ||
    (doer !== undefined && (isNounRole(doer) || kind(doer) === 'name'))
  )
}
