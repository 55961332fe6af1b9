/** Tells a question by the word that it opens with, whatever verbs are in it, and a wish that may be a question too. Pure. */
import type { Lattice } from '../read.ts'

const asking =
  /^(which|what|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|any|show|list|count|find|display|compare|rank|search|tell|explain)$/
const before = /^(hi|hello|hey|ok|okay|so|and|please|kindly|just|now|then|thanks|right|well|also)$/
/** "Could you tell me …": what is asked for stands behind it. */
const isPolite = (words: readonly string[], n: number): boolean =>
  /^(can|could|would|will) you$/.test(words.slice(n, n + 2).join(' ')) ||
  /^(can|could|would|will) you$/.test(words.slice(n - 1, n + 1).join(' '))

/** "By which day", "at what rate": the word that asks stands behind its preposition. */
const behindPreposition = /^(by|until|till|from|on|in|at|for|to|with|since) (which|what|when|whom|whose)\b/

/** "Tell Ann to book the room" gives an order to somebody. */
const isPassedOn = ([first, whom, ...rest]: readonly string[]): boolean =>
  first === 'tell' && !/^(me|us)$/.test(whom ?? '') && rest.slice(0, 3).includes('to')

/** "Any customer who … should get the label": of all of them, and no question. */
const isOfAny = ([first, ...rest]: readonly string[]): boolean =>
  first === 'any' &&
  rest.some((word) => /^(should|must|shall|gets?|goes?|needs?|deserves?|ought|can|is)$/.test(word)) &&
  !/^(that|who|which|whose)$/.test(rest[0] ?? '') &&
  rest.at(-1) !== '?'

/** "Can I have every red account": wished to see, and not to be given. "Let me think" is no task. */
const isWishToSee = (words: readonly string[]): boolean =>
  /^let (me|us) (know|think|see|guess|rephrase|try again|be clear|be honest|put it)\b/.test(
    words.join(' '),
  ) ||
  (/^(can|could|may|might|would) (i|we) (please |kindly |sort of |maybe |possibly |just |perhaps )*(have|get|see)\b(?! (them|these|those|it) (over|off|from)\b)(?! (a|an|another|one)\b.*\b(task|tasks|reminder|note) )/.test(
    words.join(' '),
  ) &&
    !/\b(off|over) (from|of|to) |'s (plate|hands|list|desk)\b/.test(words.join(' ')))

export function questionWord({ tokens, spans }: Lattice): boolean {
  const said = tokens.map(({ word }) => word)
  const first = tokens.find(
    (token) =>
      token.kind !== 'mark' &&
      !before.test(token.word) &&
      !isPolite(said, token.i) &&
      !spans.some(
        ({ from, to, meaning }) =>
          from <= token.i &&
          token.i < to &&
          meaning.kind === 'op' &&
          meaning.ops.every(({ op }) => op === 'filler'),
      ),
  )
  // "Don't let me forget" orders; "do" with a subject asks.
  return (
    first !== undefined &&
    (asking.test(first.word) ||
      behindPreposition.test(said.slice(first.i).join(' ')) ||
      isWishToSee(said.slice(first.i))) &&
    !(first.word === 'do' && tokens[first.i + 1]?.word === 'not') &&
    !isPassedOn(said.slice(first.i)) &&
    !isOfAny(said.slice(first.i))
  )
}

/** "They should be enterprise": which of them to show, or what to make of them. Nothing is changed on that. */
export const mayBeFilter = (text: string): boolean =>
  /(?:^|[.!?;,]\s*)(?:they|it|these|those|(?:the|their|its) \w+(?: \w+)?) (?:should|must|ought to|needs? to|ha(?:s|ve) to)(?: all)? be (?!(?:set|put|given|taken|\w+ed)\b)/i.test(
    text,
  )
