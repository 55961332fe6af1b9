/** Where a command parts into what it acts on and the order itself: at a mark, or at the verb behind "for …". Pure. */
import type { Token } from '../text.ts'

const command =
  /^(move|set|change|put|assign|reassign|transfer|tag|untag|label|mark|hand|give|update|create|add|remove|delete|start|launch|kick|cancel|turn|lower|raise|bump|flip|switch|push|pass|snooze|pin|unpin|merge|log|remind|disable|enable|clear|postpone|reschedule|close|complete|override|draft|downgrade|upgrade|delay|defer|extend|reschedule|solve|resolve|replace|swap|stick|slap|shove|park|escalate|promote|demote|strip|bump)$/

/** A word that orders something. */
export const opensCommand = ({ word }: Token): boolean => command.test(word)

export type Border = { mark: string; headTo: number; tailFrom: number }

/** Where a sentence may be parted into what is acted on and the command: at a mark, or at the verb behind "for …". */
export function borders(words: readonly Token[]): Border[] {
  const isFronted = frontedBy.test(
    words.find(({ kind, word }) => kind !== 'mark' && word !== 'please')?.word ?? '',
  )
  return words.flatMap((token, i) => {
    const next = words[i + 1]
    if (i === 0 || !next) return []
    const isArrow = /^(→|-+>)$/.test(token.text)
    const tailFrom = isArrow && token.word === 'to' ? token.from : next.from
    if (isArrow || /^[:,;.!?…]$/.test(token.word) || (token.word === '-' && !token.glued))
      return [{ mark: token.word, headTo: token.from, tailFrom }]
    return isFronted && i > 1 && opensCommand(token)
      ? [{ mark: '', headTo: token.from, tailFrom: token.from }]
      : []
  })
}

const frontedBy = /^(for|on|at|with|in)$/
