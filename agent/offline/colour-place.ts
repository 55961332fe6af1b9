/** Where a stretch of an utterance stands beside the request, and what may be left out there by its form alone: nothing that goes on, narrows, asks or commands. Pure. */
import type { Mark } from './segments.ts'

/** The request that is answered, beside which a stretch is judged. */
export type Beside = {
  text: string
  /** The input of its calls, as text; null while it is not planned yet, and may say everything. */
  said: string | null
  /** It asks for its rows by itself: "which accounts …". */
  isWhole: boolean
  /** It names rows. */
  hasNoun: boolean
  /** The utterance is understood with the stretch in it. */
  isUnderstood: boolean
}

/** What stands between the stretch and the request, and on which side of it the stretch lies. */
export type Place = { side: 'before' | 'after' | 'inside'; mark: Mark }

/** Marks behind which people say plainly what they said in an image. */
export const explains: ReadonlySet<Mark> = new Set(['question', 'colon', 'dash', 'gloss', 'bracket'])

/** A sentence goes on behind it: "usage is tanking at …". */
const isOpenEnded = /\b(at|of|in|for|with|by|from|to|the|a|an|is|are|not|no|and|or|whose|that)$/i
/** A time that an image stands for is a condition: "since summer began (1 June)". */
const edge = /^(since|until|till|before|after|during|between|within|by|from)\b/i
/** Says more of the rows before: "the ones that …", "only in EMEA". */
const restricts =
  /^(only|just|but|except|excluding|without|with|and|or|nor|also|plus|not|no|none|unless|if|where|whose|who|which|that|those|these|the ones|ones|in|from|for|of|by|per|at|sorted|ordered|grouped|split|than|as well)\b|\b(ones?|only)\b/i
/** "— the crown jewels", "(what a mess)": no word for some of the rows stands so. */
const isApposed = /^(the|our|my|your|their|a|an|what a|such a|some|good|poor|lucky)\b/i
const deed =
  /^(please |can you |could you |just )*(delete|wipe|erase|remove|send|mail|email|call|phone|book|order|pay|wire|transfer|translate|write|draft|set|tag|assign|reassign|move|create|open a|close|schedule|cancel|start|launch|put|change|update|approve|export)\b/i

/** A question or a wish at the end is what is asked. */
const asks =
  /^(and |so |but )?(who|whom|whose|what|which|when|where|why|how|do|does|did|can|could|is there|are there|show|list|give|tell|find|count|any)\b|\bhow (many|much)\b|\bwhat\b/i

/** What Steward is to do by itself is no lead to a list. */
export const ofRules =
  /\b(rules?|alerts?|triggers?|automat\w*|automation|workflows?|notif\w+|reminders?|whenever|every time)\b/i

/** "Since I joined" is a time, "since I'm new" a reason. */
export const ownPast =
  /^\W*(?:\w+ )?(?:since|after|until|till|when|once|while)\s+(?:i|we)\s+(?!am\b|have\b|['’]ve|need|must|can|want|will|do\b|don)/i

/** It says something itself: a subject and its verb. */
export const isClause = (text: string): boolean =>
  /\b(i|we|it|you|they|he|she|my|our|let['’]?s|there|this|that|here)\b|['’](s|m|re|ve|ll)\b|\b(is|are|was|were|has|have|had)\b|^(to|not to|as|if|while|when|before|after|because|since|no)\b/i.test(
    text,
  )

/** By its form and place the stretch can be left out. */
export function fitsPlace(stretch: string, beside: Beside, { side, mark }: Place): boolean {
  if (deed.test(stretch) || ofRules.test(stretch) || ownPast.test(stretch)) return false
  const isPlain = !/^(comma|close|opening)$/.test(mark)
  if (side === 'after' && asks.test(stretch)) return false
  if (side !== 'after' && !isPlain && isOpenEnded.test(stretch)) return false
  // "Show the middle name": an order that is cut off before its noun.
  if (mark === 'opening' && asks.test(stretch) && !isClause(stretch)) return false
  if (mark === 'opening' && isOpenEnded.test(stretch.replace(/\band$/i, ''))) return false
  if (/^(bracket|gloss)$/.test(mark) && edge.test(stretch)) return false
  if (
    side !== 'before' &&
    (restricts.test(stretch) || !(isClause(stretch) || (isPlain && isApposed.test(stretch))))
  )
    return false
  return side !== 'before' || mark !== 'comma' || isClause(stretch) || beside.isWhole
}
