/** Groups that are asked for by their rank: "which CSM has the most red accounts", "top 3 industries by ARR". */
import {
  figure,
  isLight,
  isOp,
  kind,
  near,
  objectOf,
  opOf,
  roleOf,
  sumOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { fieldAt } from './order.ts'
import { isBound, limitAt, limitBeside, ownRank } from './rank.ts'
import { fieldOf, isAmount, isDay, pathTo } from './reach.ts'
import { nounObject } from './nouns.ts'
import { isSingular } from './resolve.ts'

/** "Which features does North use?": the different values of a field are what is listed. */
function listValues(draft: Draft): void {
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)/i.test(item.span.text))
  const opening = draft.items.find((item) => kind(item) !== 'inert' && !isOp(item, 'show', 'ask', 'all'))
  const subject = asked ? near(draft, asked.n, 1) : opening
  const found = subject && roleOf(subject) === 'field' ? fieldAt(draft, subject) : undefined
  if (!subject || !found || !/[^s]s$/.test(wordOf(subject)) || !/^(text|enum|person)$/.test(found.field.type))
    return
  if (found.field.key === 'id' || draft.items.some((item) => roleOf(item) === 'object' && item.n < subject.n))
    return
  draft.groups.push(found.path)
  take(draft, subject.n)
}

/** "which CSM has the most red accounts", "top 3 industries by ARR": a word that tells rows apart is what is ranked. */
export function bindRankedGroup(draft: Draft): void {
  const rank = draft.items.find(
    (item) =>
      !draft.used.has(item.n) &&
      !isBound(draft, item) &&
      (item.ref?.is === 'superlative' || /^(high|low|best|worst)$/.test(opOf(item, 'rank')?.value ?? '')),
  )
  if (draft.groups.length) return
  if (!rank) {
    listValues(draft)
    return
  }
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)/i.test(item.span.text))
  const opening = draft.items.find(
    (item) => kind(item) !== 'inert' && kind(item) !== 'number' && !isOp(item, 'show'),
  )
  const subject =
    opening && opening.n < rank.n && isSubject(draft, opening) && near(draft, opening.n, 1)?.n === rank.n
      ? opening
      : asked && asked.n < rank.n
        ? near(draft, asked.n, 1, (item) => isLight(item) || item === rank)
        : near(draft, rank.n, 1, (item) => isLight(item) || kind(item) === 'number')
  const who = ownerAsked(draft, rank)
  if (who) {
    draft.groups.push(who.path)
    take(draft, who.n, rank.n)
    rankGroups(draft, rank, true)
    return
  }
  const path = subject && groupPath(draft, subject)
  if (!subject || !path) return
  draft.groups.push(path)
  take(draft, subject.n, rank.n)
  const before = limitAt(draft.items[subject.n - 1])
  if (before) {
    draft.limit = before.value
    take(draft, before.n)
  }
  rankGroups(draft, rank, !/s$/.test(wordOf(subject)))
}

/** A word that tells rows apart: a field, or the row that they belong to ("which account has the most tickets"). */
function groupPath(draft: Draft, subject: Item): string | undefined {
  if (roleOf(subject) === 'field') {
    const found = fieldAt(draft, subject)
    return found && !isAmount(found.field) && !isDay(found.field) && found.field.key !== 'id'
      ? found.path
      : undefined
  }
  const { ref, reach: way } = subject
  const object = nounObject(ref)
  if (!object || !way || way.many || !way.up.length || (ref && 'where' in ref && ref.where)) return undefined
  return pathTo(way, objectOf(draft, object).title)
}

const isSubject = (draft: Draft, item: Item): boolean => groupPath(draft, item) !== undefined

/** "Who has the most overdue tasks", "who carries the heaviest book": the rows are told apart by whose they are. */
function ownerAsked(draft: Draft, rank: Item): { path: string; n: number } | undefined {
  const { owner } = draft.object
  const who = draft.items.find((item) => item.n < rank.n && opOf(item, 'ask')?.value === 'who')
  const between = draft.items.slice((who?.n ?? rank.n) + 1, rank.n)
  const holds = between.some(
    (item) => isOp(item, 'has', 'own') || /^(has|got|holds|carries|runs)$/.test(wordOf(item)),
  )
  // "Who owns the biggest deal" asks for that deal.
  const noun = near(
    draft,
    rank.n,
    1,
    (item) => isLight(item) || /^(value|adjective)$/.test(roleOf(item) ?? ''),
  )
  const isRow =
    noun !== undefined &&
    nounObject(noun.ref) === draft.object.key &&
    isSingular(draft, noun) &&
    !/book|portfolio/.test(wordOf(noun)) &&
    !/(most|fewest|least)$/.test(wordOf(rank))
  if (isRow) return undefined
  if (!who || !holds || !owner || owner.includes('.') || fieldOf(draft.object, owner)?.type !== 'person')
    return undefined
  take(draft, ...between.filter((item) => isOp(item, 'has', 'own')).map((item) => item.n))
  return { path: owner, n: who.n }
}

function rankGroups(draft: Draft, rank: Item, one: boolean): void {
  const own = ownRank(rank)
  // "The most overdue tasks" of somebody are how many, not how long.
  if (own && /^(the )?(most|fewest|least) /.test(wordOf(rank)) && near(draft, rank.n, 1)) draft.cost += 1.5
  if (own && !draft.measures.length) {
    const field = fieldOf(draft.object, own.by)
    if (field && isAmount(field)) figure(draft, sumOf(field, own.by))
  }
  draft.groupRank = { item: rank, one }
  const count = limitBeside(draft, rank)
  if (count) {
    draft.limit = count.value
    take(draft, count.n)
  } else if (draft.groupRank.one) draft.limit = 1
}
