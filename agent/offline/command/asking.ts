/** Tells a question by the word that it opens with, whatever verbs are in it, and a wish that may be a question too. Pure. */
import type { Lattice } from '../read.ts'

const asking =
  /^(which|what|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|any|show|list|count|find|display|compare|rank|search|tell|explain)$/
const before = /^(hi|hello|hey|ok|okay|so|and|please|now|then|thanks|right|well|also)$/

/** "Tell Ann to book the room" gives an order to somebody. */
const isPassedOn = ([first, whom, ...rest]: readonly string[]): boolean =>
  first === 'tell' && !/^(me|us)$/.test(whom ?? '') && rest.slice(0, 3).includes('to')

export function questionWord({ tokens, spans }: Lattice): boolean {
  const first = tokens.find(
    (token) =>
      token.kind !== 'mark' &&
      !before.test(token.word) &&
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
    asking.test(first.word) &&
    !(first.word === 'do' && tokens[first.i + 1]?.word === 'not') &&
    !isPassedOn(tokens.slice(first.i).map(({ word }) => word))
  )
}

/** "They should be enterprise": which of them to show, or what to make of them. Nothing is changed on that. */
export const mayBeFilter = (text: string): boolean =>
  /(?:^|[.!?;,]\s*)(?:they|it|these|those|(?:the|their|its) \w+(?: \w+)?) (?:should|must|ought to|needs? to|ha(?:s|ve) to)(?: all)? be (?!(?:set|put|given|taken|\w+ed)\b)/i.test(
    text,
  )
