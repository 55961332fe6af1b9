/** The account of a reading: which operative words never reached the plan, which words nobody knows, and what was left out. Pure. */
import type { Composed } from './compose/compose.ts'
import { roleOf } from './compose/draft.ts'
import { isOperative } from './lattice.ts'
import type { Span } from './spans.ts'

export type Account = {
  /** Operative spans without a place in the plan: a reading that has any is never answered. */
  lost: Span[]
  /** Content words in no source. */
  unknown: Span[]
  /** Known words that the plan does not hold. */
  ignored: Span[]
  /** Everyday words that could have been operators. */
  soft: Span[]
}

export function accountOf({ left, draft }: Pick<Composed, 'left' | 'draft'>): Account {
  const lost: Span[] = []
  const unknown: Span[] = []
  const ignored: Span[] = []
  const soft: Span[] = []
  for (const span of left) {
    const { meaning } = span
    if (meaning.kind === 'unknown') unknown.push(span)
    else if (meaning.kind === 'skipped') ignored.push(span)
    else if (isOperative(span) && !isEcho(span, draft)) lost.push(span)
    else if (meaning.kind === 'entry' && meaning.role !== 'cue') ignored.push(span)
    else if (meaning.kind === 'op') soft.push(span)
  }
  return { lost, unknown, ignored, soft }
}

/** A grade beside a condition that was taken, or the same value said twice, adds nothing. */
function isEcho(span: Span, draft: Composed['draft']): boolean {
  const item = draft.items.find((each) => each.span === span)
  if (!item || roleOf(item) !== 'value' || item.ref?.is !== 'value') return false
  const { field, value } = item.ref
  return draft.atoms.some((each) => each.field === field && each.values?.includes(value))
}
