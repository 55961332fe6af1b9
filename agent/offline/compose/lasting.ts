/** States and silences that are counted in days: "silent for six weeks", "no touch for 20 days". */
import { amountAt, daysIn, fit, targetAt, type Amount } from './amount.ts'
import { atom, isLight, isOp, kind, near, roleOf, take, wordOf, type Draft, type Item } from './draft.ts'

/** "Left without a reply for more than two days": what counts two days by itself; other days are nothing that it can be asked by. */
export function takeSaidDays(draft: Draft, item: Item): void {
  const days = item.ref?.is === 'adjective' ? item.ref.days : undefined
  if (days === undefined) return
  const isPassed = (other: Item): boolean =>
    isLight(other) || isOp(other, 'compare') || /^(after|for|since)$/.test(wordOf(other))
  const time = near(draft, item.n, 1, isPassed)
  const said = time && amountAt(draft, time)
  if (!said) return
  const signs = draft.items.slice(item.n + 1, time.n).filter((other) => isOp(other, 'compare'))
  if (said.unit === 'days' && said.value === days) take(draft, ...said.items, ...signs.map(({ n }) => n))
  else draft.barred = new Set([...(draft.barred ?? []), ...said.items])
}

/** "no touch for 20 days": none within them, so more days than that since, or never. */
export function bindDenied(draft: Draft, item: Item): void {
  const { meaning } = item.span
  if (meaning.kind !== 'time' || meaning.time.when.w !== 'duration' || draft.used.has(item.n)) return
  const { n, unit } = meaning.time.when
  const days = n * (daysIn[unit] ?? 1)
  const behind = near(draft, item.n, 1)
  const isBehind = behind && isOp(behind, 'absent', 'not') ? near(draft, behind.n, 1) : undefined
  const beside =
    isBehind ?? near(draft, item.n, -1, (other) => isLight(other) || isOp(other, 'compare', 'own'))
  const target = beside && !draft.used.has(beside.n) ? targetAt(draft, beside) : undefined
  const isLate = target?.field.unit === 'hours' && isOp(near(draft, beside?.n ?? 0, -1), 'absent')
  // "Without a reply for more than five days" is no reply that took less.
  if (isLate) draft.barred = new Set([...(draft.barred ?? []), item.n])
  if (
    !beside ||
    !target ||
    target.field.unit !== 'days' ||
    target.field.type !== 'number' ||
    roleOf(beside) === 'adjective'
  )
    return
  const negator = isBehind ? behind : near(draft, beside.n, -1)
  if (!negator || !isOp(negator, 'absent', 'not')) return
  const before = near(draft, item.n, -1)
  const compares = isBehind
    ? before && isOp(before, 'compare')
      ? [before]
      : []
    : draft.items.slice(beside.n, item.n).filter((other) => isOp(other, 'compare'))
  const { key } = target.field
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: {
      or: [
        { field: key, op: 'gt', value: days },
        { field: key, op: 'is_null' },
      ],
    },
    field: key,
    items: [item.n, beside.n, negator.n, ...compares.map((other) => other.n)],
  })
}

/** "Silent for six weeks", "overdue by 10 days": a state that is counted in days has lasted at least so long. */
export function bindLasting(draft: Draft, item: Item, amount: Amount): boolean {
  if (kind(item) !== 'time' || amount.unit !== 'days' || draft.used.has(item.n)) return false
  const state = near(draft, item.n, -1)
  const joint = `${wordOf(draft.items[item.n - 1])} ${wordOf(item)}`
  if (!state || !/\b(for|by) /.test(joint)) return false
  const isState = roleOf(state) === 'adjective' || (roleOf(state) === 'field' && /\bby$/.test(wordOf(state)))
  const target = isState ? targetAt(draft, state, amount) : undefined
  const value = target?.field.unit === 'days' ? fit(target.field, amount) : undefined
  if (!target || value === undefined) return false
  const { key } = target.field
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: { field: key, op: 'gte', value },
    field: key,
    items: [...amount.items, ...target.items],
  })
  return true
}
