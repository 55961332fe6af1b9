/** Which noun the request asks rows of, and which kind of rows where a place stands behind it. Pure. */
import { isLight, isOp, near, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { inside, isNounRole, isOfThose, isSubject, nounObject, saysWhoseKey } from './nouns.ts'
import { isTeamOf } from './who.ts'

const governors =
  /^(of|for|in|at|with|without|by|per|from|to|on|whose|no|has|have|having|got|against|across|under|over|does|do|did|is|are)$/

/** "What do I still have to do for …": a clause that stands for its rows, and no verb before it governs it. */
const isClause = ({ span: { text } }: Item): boolean =>
  /^(do |have |am |did |must |should )?(i|we)\s/i.test(text)

/** The noun that the request asks rows of: the first that no preposition governs, or the last of a chain of possessives. */
export function headOf(items: readonly Item[], draft: Draft): Item | undefined {
  // "Which of Gudrun's people are behind on five tasks".
  const team = items.find((item) => isTeamOf(draft, item))
  if (team && !items.slice(0, team.n).some((item) => isNounRole(item) || roleOf(item) === 'field'))
    return undefined
  const said = items.filter(
    (item) =>
      nounObject(item.ref) !== undefined &&
      !saysWhoseKey(draft, item) &&
      !isWhere(draft, item) &&
      !isSubject(draft, item),
  )
  // "Lucía's book: key contacts": what stands after the colon is asked for.
  const colon = items.findLast((item) => item.span.text === ':')
  const after = colon ? said.filter((item) => item.n > colon.n && governed(items, item) === false) : []
  const nouns = after.length ? after : said
  const free = nouns.filter((item) => isClause(item) || governed(items, item) === false)
  // "median response time on urgent tickets": where only prepositions bring nouns, the first of them are the rows.
  const head =
    free[0] ??
    nouns.find(
      (noun) =>
        governed(items, noun, /^(of|for|on|in|from|among|across|over|at)$/) === 'soft' &&
        !isOfThose(items, noun),
    )
  if (!head) return undefined
  if (kindBefore(items, head).length > 0) return undefined
  const owned = items[head.n + 1]
  const next = near(draft, head.n, 1)
  if (owned && owned.span.text.match(/^['’]s?$/) && next && nounObject(next.ref)) return next
  return head
}

/** "IT managers at grocery accounts", "promoters at enterprise accounts": what stands right before the preposition, and of which rows it can be, other than those of the noun. */
export function kindBefore(items: readonly Item[], noun: Item | undefined): readonly string[] {
  if (!noun) return []
  const at = items.slice(0, noun.n).findLastIndex((item) => places.test(wordOf(item)))
  const item = isOp(items[at - 1], 'present') ? items[at - 2] : items[at - 1]
  const meaning = item?.span.meaning
  if (!item || meaning?.kind !== 'entry' || !/^(value|superlative|adjective)$/.test(meaning.role)) return []
  if (!/s$/i.test(item.span.text) || items.slice(0, at).some(isNounRole)) return []
  const owner = nounObject(noun.ref)
  const objects = [...new Set(meaning.refs.map((ref) => ref.object))]
  // What is at a customer is not the customer.
  const others = objects.filter((object) => object !== owner)
  return others.length === objects.length
    ? others.length === 1
      ? others
      : []
    : inside.test(wordOf(items[at]))
      ? others
      : []
}
const places = /^(at|of|for|in|from|across|within|among|over at|inside)$/

/** "Only at enterprise accounts", after contacts: what a preposition opens with says where the rows of before are. */
function isWhere({ items, follows, object }: Draft, noun: Item): boolean {
  if (!follows || nounObject(noun.ref) === object.key) return false
  const opens = items.findIndex((item) => !isLight(item) || /^(of|for|on|in|from|at)$/.test(wordOf(item)))
  return (
    opens >= 0 &&
    /^(of|for|on|in|from|at)$/.test(wordOf(items[opens])) &&
    opens < noun.n &&
    items
      .slice(opens + 1, noun.n)
      .every((item) => !isOp(item, 'those', 'it', 'ask', 'show') && !/^[,:;.?!-]$/.test(item.span.text))
  )
}

function governed(items: readonly Item[], noun: Item, soft?: RegExp): boolean | 'soft' {
  for (let at = noun.n - 1; at >= 0; at--) {
    const item = items[at]
    if (!item) return false
    const word = wordOf(item)
    if (isOp(item, 'count', 'show', 'total', 'average') && !isOp(item, 'has')) return false
    // "Do we have any CFOs": a question opens there.
    if (isOp(item, 'ask') && / (have|got|are|is)\b/.test(word)) return false
    if (soft?.test(word)) return 'soft'
    if (governors.test(word.split(' ')[0] ?? '') || isOp(item, 'absent', 'group', 'except')) return true
    if (word === "'s" || /^['’]s?$/.test(word)) return false
    const passes =
      roleOf(item) === 'value' ||
      roleOf(item) === 'adjective' ||
      roleOf(item) === 'superlative' ||
      roleOf(item) === 'grade' ||
      /^(the|a|an|any|our|all|my|every|each|and|or)$/.test(word) ||
      item.span.meaning.kind === 'number' ||
      isOp(item, 'compare', 'rank')
    if (!passes) return false
  }
  return false
}
