/** A clause behind the asked rows that narrows them by words of everyday talk alone ("contacts who like us"): whatever it means, it is not said of all. Pure. */
import { isBreak, isLight, isOp, kind, wordOf, type Draft, type Item } from './compose/draft.ts'
import { isNounRole } from './compose/nouns.ts'
import type { Span } from './spans.ts'

/** Who is spoken of, that something is there, and what the asker has of it or wants with it: said of any rows. */
const idle =
  /^(who|that|which|where|whose|whom|i|we|you|they|it|he|she|there|us|our|ours|me|my|mine|them|their|your|the|a|an|all|any|every|each|some|one|ones|this|these|those|of|in|on|at|to|for|with|by|from|as|about|into|through|out|up|so|if|then|than|and|or|is|are|was|were|be|been|being|am|'s|have|has|had|having|do|does|did|doing|done|will|would|shall|should|could|can|may|might|must|exist|exists|existing|not|n't|now|right|currently|presently|today|still|yet|already|again|even|really|actually|also|too|just|only|simply|please|thanks|thank|ever|know|see|look|looking|want|wanted|wants|need|needed|needs|get|got|going|gone|go|goes|work|working|care|matter|matters|mean|meant|think|call|keep|kept|take|taking|show|list|give|given|tell|check|ask|asking|asked|said|mind|sort|kind|thing|things|stuff|way|time|moment|system|records?|lists?|book|books|table|team|us\.|\W+)$/

const joins = (item: Item): boolean =>
  isBreak(item) || item.span.text === ',' || isOp(item, 'and', 'or', 'but')

/** The clause that begins right behind the noun: "who …", "that …", "we …". */
const opens = (item: Item | undefined): boolean =>
  item !== undefined && /^(who|that|which|where|whom|we|they|you)$/.test(wordOf(item))

function clauseBehind({ items }: Draft, noun: Item): Item[] {
  if (!opens(items[noun.n + 1])) return []
  const rest = items.slice(noun.n + 2)
  const end = rest.findIndex(joins)
  return end < 0 ? rest : rest.slice(0, end)
}

/** The words that say what the rows are narrowed by, where nothing else of their clause reached the plan. */
export const emptyClauses = (draft: Draft): Span[] =>
  draft.items.filter(isNounRole).flatMap((noun) => {
    const clause = clauseBehind(draft, noun)
    if (!clause.every((item) => kind(item) === 'inert' || isLight(item))) return []
    const word = clause.find((item) => kind(item) === 'inert' && !idle.test(wordOf(item)))
    return word ? [word.span] : []
  })
