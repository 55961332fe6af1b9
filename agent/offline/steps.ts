/** Plans a follow-up that is said in steps: each is planned over what the one before it came to. Pure. */
import type { Plan } from '../planner.ts'
import type { Asked } from './compose/build.ts'
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
import { previousOf } from './conversation.ts'
import type { Lexicon } from './lexicon.ts'
import { isNumberAlone, moved } from './moves.ts'
import { withNote, wordsOrNull } from './plan-reading.ts'
import type { Turn } from './planner.ts'

type Planning = (turn: Turn) => Plan

/** "Make it 20", "and next?": the request before, with that number or period. */
export function planAnew(turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null {
  const at = turn.history.findLastIndex((each) => previousOf([each]))
  const before = turn.history[at]
  if (!before) return null
  const number = isNumberAlone(turn.text, lexicon) ? saidAnew(resized(turn.text), before.text) : null
  const text = number ?? periodAnew(turn.text, before.text)
  if (text === null) return null
  const made = plan({ ...turn, text, history: turn.history.slice(0, at) })
  return made.kind === 'calls' ? made : null
}

/** "Forget this week, whatever is overdue": what only moves the query before goes first, then the rest is read. */
export function planSteps(turn: Turn, lexicon: Lexicon, plan: Planning): Plan | null {
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
