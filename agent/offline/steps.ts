/** Plans a follow-up that is said in steps: each is planned over what the one before it came to. Pure. */
import type { Query } from '#db/query/query.ts'
import type { Plan } from '../planner.ts'
import { conjuncts, type Asked } from './compose/build.ts'
import {
  borders,
  periodAnew,
  resized,
  saidAnew,
  touchesSame,
  turnOf,
  wishIn,
  type takenBack,
} from './amended.ts'
import { nounObject } from './compose/nouns.ts'
import { previousOf } from './conversation.ts'
import type { Lexicon } from './lexicon.ts'
import { meantBy } from './lifted.ts'
import { isNumberAlone, moved } from './moves.ts'
import { withNote, wordsOrNull } from './plan-reading.ts'
import type { Turn } from './planner.ts'
import { byField } from './pointing.ts'
import { latticeOfText } from './read.ts'
import type { Span } from './spans.ts'
import { operative } from './words/ops.ts'

type Planning = (turn: Turn) => Plan

/** Nothing but orders. */
export const isWrite = (plan: Plan, { tools }: Turn): boolean =>
  plan.kind === 'calls' && plan.calls.every(({ tool }) => tools.get(tool)?.effect === 'write')

/** "Make it 15 January" after one field of one row was looked up: an order about that field. */
function planOfField(turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null {
  const said = byField(turn, lexicon)
  const made = said && plan({ ...turn, text: said.text })
  return made && isWrite(made, turn) ? made : null
}

/** "Make it 20", "and next?": the request before, with that number or period. */
function planAnew(turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null {
  const at = turn.history.findLastIndex((each) => previousOf([each]))
  const before = turn.history[at]
  if (!before) return null
  const number = isNumberAlone(turn.text, lexicon) ? saidAnew(resized(turn.text), before.text) : null
  const text = number ?? periodAnew(turn.text, before.text)
  if (text === null) return null
  const made = plan({ ...turn, text, history: turn.history.slice(0, at) })
  return made.kind === 'calls' ? made : null
}

const correcting =
  /^(?:(?:no|nope|nah|sorry|wait|hang on|hold on|oops|actually|hm+|ah|oh|ok(?:ay)?|or|well|rather|better|on second thou?ghts?|correction|i (?:meant|mean)|make (?:it|that)|let['’]?s (?:say|make it)|change (?:it|that) to|not that|scratch that)[\s,.:;!–—-]+)+(?:to |for |it['’]?s |should be )?/i
const corrected = /[\s,]+(?:instead|rather|after all|i (?:meant|mean)|sorry)[\s.!]*$/i

/** "No wait, January 20", "Tom instead" after an order: the same order, with that in place of what it said. */
export function planCorrected(turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null {
  const last = turn.history.at(-1)
  const [call] = last?.calls ?? []
  const put = turn.text
    .replace(correcting, '')
    .replace(corrected, '')
    .replace(/[\s.!?]+$/, '')
  if (!last || !call || put === turn.text.replace(/[\s.!?]+$/, '')) return null
  if ((turn.tools.get(call.tool)?.effect ?? 'read') === 'read') return null
  const words = latticeOfText(put, lexicon)
  const meant = meantBy(words)
  const [first, ...more] = meant
  // One word, in whichever of its senses: "medium" is a priority and a size.
  if (!first || more.some((span) => !isLightOp(span))) return null
  const senses = words.spans.filter(
    ({ from, to, via }) => from === first.from && to === first.to && via !== 'typo',
  )
  const lattice = latticeOfText(last.text, lexicon)
  const olds = lattice.spans.filter((span) => senses.some((sense) => isTyped(sense) && isAlike(span, sense)))
  const [old] = olds.toSorted((a, b) => b.to - b.from - (a.to - a.from))
  if (!old || olds.some(({ from, to }) => from < old.from || to > old.to)) return null
  const from = lattice.tokens[old.from]?.from ?? 0
  const to = lattice.tokens[old.to - 1]?.to ?? last.text.length
  const text = `${last.text.slice(0, from)}${/^(?:in|on|by|to|until|for) /i.exec(old.text)?.[0] ?? ''}${put}${last.text.slice(to)}`
  const made = plan({ ...turn, text, history: turn.history.slice(0, -1) })
  return made.kind === 'calls' && made.calls[0]?.tool === call.tool ? made : null
}

const isTyped = ({ meaning }: Span): boolean =>
  meaning.kind === 'time' ||
  meaning.kind === 'name' ||
  meaning.kind === 'number' ||
  (meaning.kind === 'entry' && meaning.role === 'value')

const isLightOp = ({ meaning }: Span): boolean =>
  meaning.kind === 'op' && meaning.ops.every(({ op }) => !operative.has(op))

/** Of the same type: both days, both colleagues, both values of one field. */
function isAlike({ meaning: a }: Span, { meaning: b }: Span): boolean {
  if (a.kind === 'name' && b.kind === 'name') return a.rows[0]?.object === b.rows[0]?.object
  if (a.kind === 'entry' && b.kind === 'entry')
    return a.refs.some(
      (one) =>
        one.is === 'value' &&
        b.refs.some((two) => two.is === 'value' && two.object === one.object && two.field === one.field),
    )
  return a.kind === b.kind && (a.kind === 'time' || a.kind === 'number')
}

const joins =
  /^\W*(?:for|since|in|of|at|with|without|by|within|from|that|who|which|whose|where|to|until|over|under|more|less|fewer|at least|on)\b/i

/** "Accounts in onboarding" and then "for more than 60 days": what means nothing by itself, read behind the words before. */
export function planJoined(turn: Turn, plan: Planning): Plan | null {
  const last = turn.history.at(-1)
  const before = last && previousOf([last])?.query
  if (!last || !before || !joins.test(turn.text)) return null
  const text = `${last.text.replace(/[\s.!?]+$/, '')} ${turn.text.trim()}`
  const made = plan({ ...turn, text, history: turn.history.slice(0, -1) })
  const query = queryIn(made)
  return query && narrows(query, before) ? made : null
}

/** All of the query before, and more. */
function narrows(query: Asked, before: Asked): boolean {
  const shape = ({ from, groupBy, measures }: Asked): string => JSON.stringify([from, groupBy, measures])
  const clauses = conjuncts(query.where).map((each) => JSON.stringify(each))
  const old = conjuncts(before.where).map((each) => JSON.stringify(each))
  return (
    shape(query) === shape(before) &&
    clauses.length > old.length &&
    old.every((each) => clauses.includes(each))
  )
}

/** "Forget this week, whatever is overdue": what only moves the query before goes first, then the rest is read. */
function planSteps(turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null {
  const previous = previousOf(turn.history)
  if (!previous) return null
  for (const { head, rest } of borders(turn.text)) {
    const wish = wishIn(rest)
    if (wish !== null) return planWish(turn, head, wish, plan)
    // "Under 60 but not under 30" are two ends, not one number and then another.
    if (isNumberAlone(head, lexicon) && isNumberAlone(rest, lexicon)) continue
    const query = moved(head, previous.query, turn, lexicon)
    if (!query || wordsOrNull(lexicon.catalogue, query, turn) === null) continue
    const made = plan({ ...turn, text: rest, history: [...turn.history, turnOf(head, query)] })
    if (made.kind === 'calls') return made
  }
  return null
}

/** "Drop the small ones, I only want enterprise": both hold; what goes may be told by what stays alone. */
function planWish(turn: Turn, head: string, wish: string, plan: Planning): Plan | null {
  const first = queryIn(plan({ ...turn, text: head }))
  const history = first ? [...turn.history, turnOf(head, first)] : turn.history
  const made = plan({ ...turn, text: wish, history })
  if (made.kind !== 'calls') return null
  return first ? made : withNote(made, `I took “${head}” as what led to it`)
}

const queryIn = (plan: Plan): Asked | null =>
  plan.kind === 'calls' && plan.calls.length === 1
    ? (previousOf([{ text: '', calls: plan.calls, answer: '', blocks: [], clarify: null }])?.query ?? null)
    : null

/** "By segment… no wait, only red ones": the words before are let go, or changed where the ones after say the same part anew. */
export function planBack(
  turn: Turn,
  { before, after }: NonNullable<ReturnType<typeof takenBack>>,
  plan: Planning,
): Plan {
  const previous = previousOf(turn.history)?.query ?? null
  const corrected = previous ? plan({ ...turn, text: `i meant ${after}` }) : null
  const alone = corrected?.kind === 'calls' ? corrected : plan({ ...turn, text: after })
  const first = before ? queryIn(plan({ ...turn, text: before })) : null
  if (!first) return alone
  const second = plan({
    ...turn,
    text: `i meant ${after}`,
    history: [...turn.history, turnOf(before, first)],
  })
  const then = queryIn(second)
  const narrows = !previous && /^(only|just|but)\b/i.test(after)
  if (then && (alone.kind !== 'calls' || narrows || touchesSame(first, then, previous))) return second
  return alone.kind === 'calls' ? withNote(alone, `I left out “${before}”, which you took back`) : alone
}

/** "Hand those tasks over" after tasks or deals were put to them: what it points at is what it calls them. */
export function ofThose(readings: readonly Query[], text: string, lexicon: Lexicon): Query[] {
  const { best } = latticeOfText(text, lexicon)
  const points = best.some(
    ({ meaning }) =>
      meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'those' || op === 'it' || op === 'only'),
  )
  const said = best.flatMap(({ meaning }) =>
    meaning.kind === 'entry' ? meaning.refs.flatMap((ref) => nounObject(ref) ?? []) : [],
  )
  return points ? readings.filter(({ from }) => said.includes(from)) : []
}

/** What goes on from the query before: an order about the field that it asked for, the query anew, or one step after the other. */
export const planStepped = (turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null =>
  planOfField(turn, lexicon, plan) ?? planAnew(turn, lexicon, plan) ?? planSteps(turn, lexicon, plan)
