/** Words for much or little of something ("whales", "shelfware"): a number or a rank of the same field says how much; without one they are asked about. */
import { inDays, targetAt } from './amount.ts'
import { distance, isOp, near, take, wordOf, type Draft, type Item } from './draft.ts'
import { limitBeside } from './limit.ts'
import { isAmount, pathTo } from './reach.ts'

/** "The most sticky": a rank right before the word is one of its field. */
export function bindRankedGrades(draft: Draft): void {
  for (const item of draft.items) {
    const { ref, reach } = item
    if (ref?.is !== 'grade' || !reach || reach.many || draft.orders.length) continue
    const rank = near(draft, item.n, -1)
    if (!rank || !isOp(rank, 'rank') || !/^(the )?(most|least)$/i.test(rank.span.text)) continue
    const isMost = /most$/i.test(rank.span.text)
    draft.orders.push({ by: pathTo(reach, ref.field), dir: (ref.end === 'high') === isMost ? 'desc' : 'asc' })
    const limit = limitBeside(draft, rank)
    if (limit) draft.limit = limit.value
    take(draft, item.n, rank.n, limit?.n)
  }
}

const isLong = /\b(ever|forever|ages?|eternit\w+|long|while|endlessly|on end)\b/

/** "Five tickets that we took forever to solve": so many are asked for, and those are the ones that took the longest. */
export function bindLongRanks(draft: Draft): void {
  for (const item of draft.items) {
    if (!isOp(item, 'vague') || !isLong.test(wordOf(item)) || draft.used.has(item.n) || draft.orders.length)
      continue
    const limit = limitBeside(draft, item)
    const [lasted] = draft.items
      .filter(({ n }) => !draft.used.has(n) && distance(draft, n, item.n) <= 1)
      .toSorted((a, b) => distance(draft, a.n, item.n) - distance(draft, b.n, item.n))
      .flatMap((other) => {
        const target = targetAt(draft, other, inDays({ n: 1, unit: 'day' }, other))
        const isOwn = target && !target.path.many && target.path.steps === 0 && isAmount(target.field)
        return isOwn && /^(hours|days)$/.test(target.field.unit ?? '') ? [{ target, n: other.n }] : []
      })
    if (!limit || !lasted) continue
    draft.orders.push({ by: lasted.target.field.key, dir: 'desc' })
    draft.limit = limit.value
    take(draft, item.n, limit.n, lasted.n)
  }
}

/** "Whales: over 400k", "our five biggest whales": what was said of the field besides explains the word. */
export function takeGrades(draft: Draft): void {
  for (const item of draft.items)
    if (item.ref?.is === 'grade' && !draft.used.has(item.n) && isExplained(draft, item)) take(draft, item.n)
}

function isExplained(draft: Draft, { ref, reach }: Item): boolean {
  if (ref?.is !== 'grade' || !reach) return false
  const path = pathTo(reach, ref.field)
  return (
    draft.atoms.some(
      (each) => each.kind === 'compare' && each.object === ref.object && each.field === ref.field,
    ) || draft.orders.some(({ by }) => (typeof by === 'string' ? by : by.field) === path)
  )
}
