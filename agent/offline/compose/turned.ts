/** States that rows have come into or gone out of: "turned red this quarter", "from green to yellow since June", "was green in June and is red now". A state of another day is never read as one of today. */
import type { Field } from '#db/catalogue/types.ts'
import type { Condition, DayValue, Scalar } from '#db/query/query.ts'
import { spanOf } from '../when.ts'
import { atom, distance, isBreak, isOp, kind, take, wordOf, type Draft, type Item } from './draft.ts'
import { fieldOf, here } from './reach.ts'

/** A value that is known for earlier days too. */
type State = { item: Item; field: Field; value: Scalar }

const becoming =
  /^(turn(s|ed|ing)?|go(es|ne|ing)?|went|bec[ao]m(e|es|ing)|flip(s|ped|ping)?|switch(es|ed|ing)?|mov(e|es|ed|ing)|slip(s|ped|ping)?( down)?|slid(e|es|ing)?( down)?|dropp?(s|ed|ing)?|f[ae]ll(s|en|ing)?|s[aiu]nk(s|ing)?|jump(s|ed|ing)?|climb(s|ed|ing)?|r[io]se(n|s)?|got|tip(s|ped|ping)?|tumbled?|tumbling|crept|creeping|land(s|ed|ing)?|end(s|ed)? up|shift(s|ed|ing)?|chang(e|es|ed|ing)|plunged?|recover(s|ed|ing)?|improv(e|es|ed|ing)|cross(es|ed|ing)?( over)?|came|come|coming|made it|worked their way|up|down|declined?|worsened|deteriorated)$/
const leaving =
  /^(out of|out|off|lost|los(e|ing)|left|leaving|fell out of|dropped out of|drop out of|dropped out|drop out|come off|came off|stopped being|no longer|used to be|not .* any ?more)$/
const into = /^(to|into|in|of|in the|on|the|a|their|at|being|back|back to|back into|straight|status|zone)$/
const before = /^(was|were|been|used to be|had been|still)$/

/** Values of a field that is known for earlier days, told with the day from which they changed. */
export function bindTurned(draft: Draft): void {
  const states = statesOf(draft)
  if (states.length === 0) return
  const time = draft.items.find((item) => kind(item) === 'time' && !draft.used.has(item.n))
  const [first, second] = states
  if (!time || !first) return
  if (second && first.field === second.field && fromTo(draft, first, second, time)) return
  for (const state of states.slice(0, 2)) if (single(draft, state, time)) return
}

const statesOf = (draft: Draft): State[] =>
  draft.items.flatMap((item) => {
    const { ref, reach } = item
    if (ref?.is !== 'value' || reach?.steps !== 0 || draft.used.has(item.n)) return []
    const field = fieldOf(draft.object, ref.field)
    return field?.dated && field.type === 'enum' ? [{ item, field, value: ref.value }] : []
  })

/** The words right before a state, without what only leads to it. */
function leadOf(draft: Draft, { item }: State): Item[] {
  const lead: Item[] = []
  for (let at = item.n - 1; at >= 0 && lead.length < 4; at--) {
    const each = draft.items[at]
    if (!each || isBreak(each) || draft.used.has(at)) break
    lead.unshift(each)
    if (!into.test(wordOf(each))) break
  }
  return lead
}

/** "From green to yellow since June"; "was green in June and is red now". */
function fromTo(draft: Draft, first: State, second: State, time: Item): boolean {
  const between = draft.items.slice(first.item.n + 1, second.item.n)
  const [lead] = leadOf(draft, first)
  const isPath =
    /\bfrom$/.test(wordOf(lead)) &&
    between.length > 0 &&
    between.every((each) => /^(to|into|in|the|straight)$/.test(wordOf(each)))
  const wasThen =
    before.test(wordOf(lead)) &&
    between.some((each) => /^(is|are|now|today)$/.test(wordOf(each))) &&
    time.n > first.item.n &&
    time.n < second.item.n
  if (!isPath && !wasThen) return false
  const day = lastDay(draft, time)
  const stretch = wasThen ? day && { from: day } : stretchOf(draft, time)
  if (!stretch) return false
  const verb = isPath ? verbBefore(draft, lead?.n ?? first.item.n) : undefined
  told(
    draft,
    [holds(first, stretch.from), holds(second, 'to' in stretch ? stretch.to : undefined)],
    [
      first.item,
      second.item,
      time,
      ...between.filter((each) => kind(each) !== 'inert' && each !== time),
      verb,
    ],
  )
  return true
}

/** "Turned red this quarter", "fell out of the green since July", "was red on 1 September". */
function single(draft: Draft, state: State, time: Item): boolean {
  if (distance(draft, state.item.n, time.n) > 2) return false
  const lead = leadOf(draft, state)
  const [verb] = lead
  if (!verb) return false
  const words = lead.map(wordOf).join(' ')
  const isAfter = time.n > state.item.n
  if (before.test(wordOf(verb)) && isAfter && !isOp(draft.items[state.item.n + 1], 'not')) {
    const day = lastDay(draft, time)
    if (!day) return false
    told(draft, [holds(state, day)], [state.item, time])
    return true
  }
  const gone = leaving.test(wordOf(verb)) || /\b(out of|off)\b/.test(words)
  const entered = !gone && becoming.test(wordOf(verb))
  const stretch = gone || entered ? stretchOf(draft, time) : undefined
  if (!stretch) return false
  const now = holds(state, stretch.to, gone ? 'ne' : 'eq')
  const then = holds(state, stretch.from, gone ? 'eq' : 'ne')
  const other = gone ? verbBefore(draft, verb.n) : undefined
  told(draft, [then, now], [state.item, time, ...lead.filter((each) => kind(each) !== 'inert'), other])
  return true
}

const holds = ({ field, value }: State, at?: DayValue, op: 'eq' | 'ne' = 'eq'): Condition => ({
  field: field.key,
  ...(at !== undefined && { at }),
  op,
  value,
})

/** The verb of the way that was gone: "slipped" before "from green". */
function verbBefore(draft: Draft, n: number): Item | undefined {
  const verb = draft.items[n - 1]
  return verb &&
    !draft.used.has(verb.n) &&
    (isOp(verb, 'rise', 'fall', 'change', 'late') || becoming.test(wordOf(verb)))
    ? verb
    : undefined
}

function told(draft: Draft, conditions: Condition[], items: (Item | undefined)[]): void {
  const [only] = conditions
  if (!only) return
  atom(draft, {
    kind: 'compare',
    object: draft.object.key,
    reach: here,
    condition: conditions.length > 1 ? { and: conditions } : only,
    items: items.flatMap((each) => (each ? [each.n] : [])),
  })
}

/** "Health below 50 on 1 September", "more than ten open tickets a month ago": the amount of that day. */
export function bindThen(draft: Draft): void {
  for (const each of draft.atoms) {
    const { condition } = each
    const time = draft.items[each.to + 1]
    if (each.kind !== 'compare' || each.reach.steps > 0 || each.reach.many || !time || draft.used.has(time.n))
      continue
    if (!('field' in condition) || condition.at !== undefined || condition.since !== undefined) continue
    if (!fieldOf(draft.object, condition.field)?.dated || kind(time) !== 'time') continue
    const day = onlyDay(draft, time)
    if (day === undefined) continue
    each.condition = { ...condition, at: day }
    each.items.push(time.n)
    each.to = time.n
    take(draft, time.n)
  }
}

/** One day that is over. */
function onlyDay(draft: Draft, { span: { meaning } }: Item): DayValue | undefined {
  if (meaning.kind !== 'time' || meaning.time.when.w === 'duration' || meaning.time.when.w === 'edge')
    return undefined
  const { from, to } = spanOf(meaning.time.when, 'past', draft.clock)
  return from !== undefined && from === to && from < draft.clock.today ? from : undefined
}

/** The day on which the stretch began, and the one on which it ended where that is over. */
function stretchOf(draft: Draft, { span: { meaning } }: Item): { from: DayValue; to?: DayValue } | undefined {
  if (meaning.kind !== 'time') return undefined
  const { when } = meaning.time
  if (when.w === 'duration') return { from: { today: -when.n, unit: when.unit } }
  if (when.w === 'period' && 'last' in when.period)
    return { from: { today: -when.period.last, unit: when.period.unit } }
  const { from, to } = spanOf(when, 'past', draft.clock)
  if (from === undefined || from > draft.clock.today) return undefined
  return { from, ...(to !== undefined && to < draft.clock.today && { to }) }
}

/** The last day of the stretch that was told of, where it is over. */
function lastDay(draft: Draft, { span: { meaning } }: Item): DayValue | undefined {
  if (meaning.kind !== 'time') return undefined
  const { when } = meaning.time
  if (when.w === 'duration') return { today: -when.n, unit: when.unit }
  const { from, to } = spanOf(when, 'past', draft.clock)
  if (from === undefined || to === undefined || from > draft.clock.today) return undefined
  return to < draft.clock.today ? to : undefined
}
