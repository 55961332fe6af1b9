/** Sentences that ask for a change which was not understood: they are asked about, and never answered as if they were questions. Pure. */
import type { Decision } from '../decide.ts'
import type { Lattice } from '../read.ts'
import { questionWord } from './asking.ts'

/** Verbs that change something, and are no word of a question. With an earlier answer they may as well change the question. */
const changing =
  /^(put|move|change|set|switch|mark|assign|reassign|hand|transfer|update|bump|flip|tag|untag|create|schedule|rename|merge|turn|disable|enable|clear|cancel|log|remind|close|complete|postpone|snooze|push|override|label|strip|solve|resolve|downgrade|upgrade|promote|demote|swap|replace|launch|kick|untick|reopen|stick|slap|shove|escalate|extend|delay|defer|park|reschedule|let|shift|pencil|pop|bin|scrap|bump|nudge|ping|hand|jot|transfer|scratch|axe|ditch|pin|unpin|bring|tick|cross|strike|relabel|retag|file|chuck|dump|offload|rebook|unassign|unflag|detach|reprioritise|reprioritize)$/
/** Those that change no question either. */
const onlyRows =
  /^(assign|reassign|hand|transfer|tag|untag|create|schedule|rename|merge|log|remind|complete|cancel|postpone|snooze|override|label|mark|solve|resolve|downgrade|upgrade|launch|replace|stick|slap|escalate|defer|reschedule|pencil|shift|jot|ping|nudge|pin|unpin)$/
const creating = /^(add|create|make|open|log|schedule|raise|put|have)$/

export function unreadCommand(lattice: Lattice, isFollowUp: boolean): Decision | null {
  const { tokens } = lattice
  const denied = forbids(lattice)
  if (denied) return denied
  if (tokens.length === 0 || questionWord(lattice)) return null
  const clauses = tokens.filter(
    ({ i }) => i === firstWord(lattice) || (/^[,.;:!?…-]$/.test(tokens[i - 1]?.word ?? '') && i > 0),
  )
  const verb = clauses
    .map(({ i }) => tokens[wordAfter(lattice, i)])
    .find(
      (token) =>
        token &&
        !isNoOrder(tokens, token) &&
        ((isFollowUp ? onlyRows : changing).test(token.word) ||
          givesAway(tokens, token) ||
          (!isFollowUp && makesIt(tokens, token))),
    )
  const made = verb ?? clauses.find((token) => handsOn(tokens, token)) ?? creation(lattice)
  if (!made) return null
  return {
    decision: 'clarify',
    question:
      'I understand that you want something changed, but not exactly what. Which rows, and what should they get? For example: “set next touch of my red accounts to Friday”.',
    options: [],
    from: made.i,
    to: made.i + 1,
  }
}

/** "…, set against the reason", "put the biggest on top": how the answer is to look, and nothing of the rows. */
function isNoOrder(tokens: Lattice['tokens'], { i, word }: Lattice['tokens'][number]): boolean {
  const rest = tokens.slice(i + 1).map((token) => token.word)
  if (
    /^(set|put|held|left|cut|split|laid)$/.test(word) &&
    i > 0 &&
    /^(against|beside|alongside|next|by|apart|out|side|down)$/.test(rest[0] ?? '')
  )
    return true
  return (
    /^(put|move|bring|push|set|place|have|keep|show)$/.test(word) &&
    /\b(on top|at the top|up top|to the top|at the bottom|to the bottom|at the end|at the front|to the front|up front|in front|uppermost|first|last|in order|in a table|in columns|in one table|in one list|together|side by side|next to each other|at the head|above the rest)\b/.test(
      rest.join(' '),
    )
  )
}

/** "Do not tag the red ones": nothing is asked for. */
function forbids({ text, tokens: words }: Lattice): Decision | null {
  const said = /^\W*(?:please\s+)?(?:do not|don['’]?t|never|stop)\s+(\p{L}+)/iu.exec(text)
  const verb = said?.[1]?.toLowerCase() ?? ''
  if (/\bforget\b/i.test(text)) return null
  if (verb !== 'give' && !changing.test(verb) && !changing.test(verb.replace(/(.)\1?ing$/, '$1'))) return null
  return {
    decision: 'clarify',
    question:
      'Nothing is changed without an order and a yes. Is there something that you want changed, or shown?',
    options: [],
    from: 0,
    to: words.length,
  }
}

/** "…, make it January": of rows that were told of. */
const makesIt = (tokens: Lattice['tokens'], { i, word }: Lattice['tokens'][number]): boolean =>
  i > 0 && word === 'make' && /^(it|that|this|them|those)$/.test(tokens[i + 1]?.word ?? '')

/** "…: all to Friday", "…, both to Ann": where rows are to go that were told before. */
const handsOn = (tokens: Lattice['tokens'], { i }: Lattice['tokens'][number]): boolean =>
  i > 1 &&
  /^(all|both|each|everything|them|those|these|it)$/.test(tokens[i]?.word ?? '') &&
  tokens[i + 1]?.word === 'to' &&
  tokens[i + 2] !== undefined

/** "Give X to Y"; "give me" asks to see. */
const givesAway = (tokens: Lattice['tokens'], { i, word }: Lattice['tokens'][number]): boolean =>
  word === 'give' &&
  !/^(me|us|a|an)$/.test(tokens[i + 1]?.word ?? '') &&
  (tokens[i + 1]?.capital === true || tokens.slice(i).some((token) => token.word === 'to'))

const polite =
  /^(hi|hello|hey|there|ok|okay|and|so|please|now|then|can|could|would|will|you|we|i|to|let|us|just|go|ahead|also)$/

const firstWord = (lattice: Lattice): number => wordAfter(lattice, 0)

function wordAfter({ tokens }: Lattice, from: number): number {
  let at = from
  while (at < tokens.length - 1 && (tokens[at]?.kind === 'mark' || polite.test(tokens[at]?.word ?? ''))) at++
  return at
}

/** "add a task", "have a … task put on": one new thing is asked for. */
function creation({ tokens, spans }: Lattice) {
  return tokens.find(({ i, word }) => {
    if (!creating.test(word) || !/^(a|an|one|new|another)$/.test(tokens[i + 1]?.word ?? '')) return false
    const noun = spans.find(
      ({ from, to, meaning, text }) =>
        from > i + 1 &&
        from <= i + 6 &&
        to === from + 1 &&
        meaning.kind === 'entry' &&
        meaning.role === 'object' &&
        !/s$/.test(text),
    )
    if (!noun) return false
    return (
      word !== 'have' ||
      tokens.slice(noun.to).some((token) => /^(put|created|added|made|opened)$/.test(token.word))
    )
  })
}
